//! The settings of the server and those of a request.

use std::fs;

use gouji_serve::{HttpServer, ServeError};

use crate::client::{Running, options, wrong};

/// A service in a folder with this gouji.toml.
fn with(config: &str) -> (Running, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("gouji.toml"), config).unwrap();
    fs::create_dir(folder.path().join("below")).unwrap();
    (Running::with(options(&folder.path().join("below"))), folder)
}

#[test]
fn those_of_a_request_are_laid_over_those_of_the_server() {
    let (service, _folder) = with("[lint]\nignore = [\"E\"]\n");
    let found = |query: &str| service.check(&format!("?name=a.md{query}"), wrong()).found();
    assert_eq!(found(""), ["a.md "]);
    assert_eq!(found("&select=E002"), ["a.md E002"]);
    assert_eq!(found("&select=E&ignore=E"), ["a.md "]);
    let (service, _folder) = with("");
    let status = |query: &str| {
        let answer = service.check(&format!("?name=a.md{query}"), wrong());
        answer.header("x-exit-status").to_owned()
    };
    assert_eq!((status(""), status("&fail-on=never")), ("1".into(), "0".into()));
}

#[test]
fn a_rule_that_nobody_knows_is_refused() {
    let service = Running::new();
    let answer = service.check("?select=E9999", wrong());
    answer.is_problem(400, "bad-request");
    let detail = answer.json()["detail"].to_string();
    assert!(detail.contains("E9999") && !detail.contains("gouji.toml"), "{detail}");
}

#[test]
fn what_the_server_is_to_blame_for_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gouji.toml");
    fs::write(&path, "nonsense = 1").unwrap();
    assert!(matches!(HttpServer::bind(options(folder.path())), Err(ServeError::Settings(_))));
    fs::write(&path, "").unwrap();
    let service = Running::with(options(folder.path()));
    assert_eq!(service.check("?name=a.md", wrong()).found(), ["a.md E002"]);
    // Settings are read with each request.
    fs::write(&path, "[lint]\nignore = [\"E\"]\n").unwrap();
    assert_eq!(service.check("?name=a.md", wrong()).found(), ["a.md "]);
    fs::write(&path, "nonsense = 1").unwrap();
    service.check("?name=a.md", wrong()).is_problem(500, "settings");
}

/// What was asked before, and what waivers it used, leaves no trace.
#[test]
fn the_same_request_has_the_same_answer() {
    let waiver = "[[waive]]\nrule = \"E002\"\npaths = [\"**/*.md\"]\nreason = \"known\"\n";
    let (service, _folder) = with(waiver);
    let asked =
        |format: &str, body: &str| service.check(&format!("?name=a.md&format={format}"), body).body;
    let balanced = crate::client::BALANCED;
    for format in ["json", "sarif", "html"] {
        let first = asked(format, balanced);
        assert_eq!(first.contains("unused-waiver"), format == "json");
        let place = balanced.replace("青禾县", "清水县");
        asked(format, &wrong());
        asked(format, &place);
        service.check("?name=a.md&jurisdiction=62", wrong());
        assert!(asked(format, balanced) == first, "{format}");
    }
}
