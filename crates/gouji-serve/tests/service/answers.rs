//! What there is to ask for, and how it is answered.

use crate::client::{BALANCED, Running, form, head, options, post, wrong};

#[test]
fn a_body_is_checked() {
    let service = Running::new();
    let answer = service.check("?name=a.md", wrong());
    assert_eq!((answer.status, answer.header("x-exit-status")), (200, "1"), "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.found(), ["a.md E002"]);
    assert_eq!(service.check("?name=a.md", BALANCED).header("x-exit-status"), "0");
    let unread = service.check("?name=a.png", b"\x89PNG\r\n\x1a\n");
    assert_eq!((unread.status, unread.header("x-exit-status")), (200, "2"));
    assert_eq!(unread.json()["errors"][0]["path"], "a.png");
    let named = post("", "X-File-Name: %E5%B9%B4%E6%8A%A5.md\r\n", wrong());
    assert_eq!(service.send(named).found(), ["年报.md E002"]);
}

#[test]
fn the_language_is_chosen() {
    let service = Running::new();
    let message = |query| {
        service.check(query, wrong()).json()["files"][0]["findings"][0]["message"].to_string()
    };
    assert!(message("?name=a.md").contains("总计"));
    assert!(message("?name=a.md&language=en").contains("total"));
}

#[test]
fn the_format_is_negotiated() {
    let service = Running::new();
    let html = service.send(post("?name=a.md", "Accept: text/html\r\n", wrong()));
    assert_eq!(html.header("content-type"), "text/html; charset=utf-8");
    assert!(html.body.starts_with("<!DOCTYPE html>") && html.body.contains("<table"), "{html:?}");
    let sarif = service.check("?name=a.md&format=sarif", wrong());
    assert_eq!(sarif.header("content-type"), "application/sarif+json");
    assert_eq!(sarif.json()["version"], "2.1.0");
    let none = service.send(post("", "Accept: image/png\r\n", wrong()));
    none.is_problem(406, "not-acceptable");
}

#[test]
fn a_form_has_several_files_and_archives_are_gone_through() {
    let service = Running::new();
    let wrong = wrong();
    let answer = service.send(form("", &[("b.md", &wrong), ("a.md", BALANCED)]));
    assert_eq!(answer.found(), ["a.md ", "b.md E002"]);
    let none = post("", "Content-Type: multipart/form-data; boundary=x\r\n", "--x--\r\n");
    service.send(none).is_problem(400, "bad-request");
    let broken = post("", "Content-Type: multipart/form-data; boundary=x\r\n", "--x\r\nnothing");
    service.send(broken).is_problem(400, "bad-request");
}

#[test]
fn a_name_opens_no_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), wrong()).unwrap();
    let service = Running::with(options(folder.path()));
    for name in ["../a.md", "/etc/passwd", "..%2Fa.md", "a%00", "c:%5Ca"] {
        service.check(&format!("?name={name}"), BALANCED).is_problem(400, "bad-request");
    }
    let named = folder.path().join("a.md").display().to_string();
    service.check(&format!("?name={}", named.trim_start_matches('/')), "").json();
    assert_eq!(service.check("?name=a.md", BALANCED).found(), ["a.md "]);
}

#[test]
fn the_service_says_what_it_knows() {
    let service = Running::new();
    assert_eq!(service.get("/health").json()["status"], "ok");
    let rules = service.get("/rules").json();
    let codes: Vec<_> = rules.as_array().unwrap().iter().map(|it| &it["code"]).collect();
    assert!(codes.len() > 100, "{codes:?}");
    assert_eq!(service.get("/rules/E002").json(), service.get("/rules/requests-results").json());
    service.get("/rules/E9").is_problem(404, "not-found");
    service.get("/nothing").is_problem(404, "not-found");
    assert_eq!(service.get("/openapi.json").json()["openapi"], "3.1.0");
    assert!(service.get("/").body.contains("--page gouji.html"));
    let folder = tempfile::tempdir().unwrap();
    let page = Some(b"<!DOCTYPE html><title>x</title>".to_vec());
    let service = Running::with(gouji_serve::ServeOptions { page, ..options(folder.path()) });
    assert!(service.get("/").body.starts_with("<!DOCTYPE html>"));
}

#[test]
fn other_sites_get_nothing() {
    let service = Running::new();
    let asked = head(
        "OPTIONS",
        "/check",
        "Host: localhost\r\nOrigin: https://example.org\r\nConnection: close\r\n",
    );
    let answer = service.send(asked);
    answer.is_problem(405, "not-allowed");
    assert_eq!(answer.header("allow"), "post");
    let posted = service.send(post("", "Origin: https://example.org\r\n", BALANCED));
    assert!(!posted.headers.contains("access-control"), "{posted:?}");
    assert_eq!(posted.header("x-content-type-options"), "nosniff");
    assert_eq!(posted.header("cache-control"), "no-store");
}

#[test]
fn only_its_own_names_reach_the_service() {
    let folder = tempfile::tempdir().unwrap();
    let hosts = vec!["Gouji.example.gov.cn".to_owned()];
    let service = Running::with(gouji_serve::ServeOptions { hosts, ..options(folder.path()) });
    let status = |host: &str| {
        let host = format!("Host: {host}\r\nConnection: close\r\n");
        service.send(head("GET", "/health", &host)).status
    };
    for good in [
        "localhost",
        "LocalHost:80",
        "127.0.0.1:8617",
        "[::1]:1",
        "10.0.0.7",
        "gouji.example.gov.cn:443",
    ] {
        assert_eq!(status(good), 200, "{good}");
    }
    for bad in
        ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", "a:b:c"]
    {
        assert_eq!(status(bad), 421, "{bad}");
    }
    let twice =
        head("GET", "/health", "Host: localhost\r\nHost: evil.example\r\nConnection: close\r\n");
    assert_ne!(service.send(twice).status, 200);
    let whole =
        head("GET", "http://evil.example/health", "Host: localhost\r\nConnection: close\r\n");
    service.send(whole).is_problem(421, "unknown-host");
    let none = service.send("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert_eq!(none.status, 421, "{none:?}");
}
