//! Settings: read as they are shown, read anew when they change, said what is wrong with.

use serde_json::json;

use crate::client::{CLEAN, Client, broken, codes, words};

#[test]
fn settings_hold_as_they_are_shown() {
    let mut client = Client::new();
    assert_eq!(codes(&client.open("a.md", &broken())), ["E001"]);
    client.open("gouji.toml", "[lint]\nseverity = { E = \"info\" }\n");
    assert_eq!(client.diagnostics("a.md")[0]["severity"], 3);
    client.change("gouji.toml", "[lint]\nignore = [\"E001\"]\n");
    assert!(!codes(&client.diagnostics("a.md")).contains(&"E001"));
    // Closed without being saved: there is none.
    let document = json!({ "textDocument": { "uri": client.uri("gouji.toml") } });
    client.tell("textDocument/didClose", document);
    assert_eq!(codes(&client.diagnostics("a.md")), ["E001"]);
}

#[test]
fn settings_that_change_outside_hold_from_then_on() {
    let watches = json!({ "didChangeWatchedFiles": { "dynamicRegistration": true } });
    let mut client = Client::with(json!({ "capabilities": { "workspace": watches } }));
    assert_eq!(codes(&client.open("a.md", &broken())), ["E001"]);
    assert!(client.heard.iter().any(|(method, _)| method == "client/registerCapability"));
    let path = client.folder.path().join("gouji.toml");
    std::fs::write(path, "[lint]\nignore = [\"E001\"]\n").unwrap();
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert!(!codes(&client.diagnostics("a.md")).contains(&"E001"));
}

#[test]
fn a_mistake_in_settings_is_said_at_its_place() {
    let mut client = Client::new();
    let text = "# 设置\n[lint]\nselect = [\"E\", \"Q999\"]\n";
    let said = client.open("gouji.toml", text);
    assert_eq!(codes(&said), ["settings-refused"], "{said:#?}");
    assert!(words(text, &said[0]["range"]).contains("Q999"), "{said:#?}");
    assert_eq!(codes(&client.change("gouji.toml", "[lint]\nselect = [\"E\"]\n")), [""; 0]);
}

#[test]
fn a_mistake_in_a_pack_is_said_in_the_pack() {
    let mut client = Client::new();
    client.open("gouji.toml", "packs = [\"own.toml\"]\n");
    let text = "[[rule]]\ncode = \"Z001\"\nname = 1\n";
    let said = client.open("own.toml", text);
    assert_eq!(codes(&said), ["settings-refused"], "{said:#?}");
    // The same where it is not open: it is said of the file all the same.
    let path = client.folder.path().join("own.toml");
    std::fs::write(path, text).unwrap();
    let document = json!({ "textDocument": { "uri": client.uri("own.toml") } });
    client.tell("textDocument/didClose", document);
    assert_eq!(codes(&client.diagnostics("own.toml")), ["settings-refused"]);
}

#[test]
fn what_settings_are_to_blame_for_is_a_warning() {
    let mut client = Client::new();
    client.open("a.md", CLEAN);
    let text =
        "[[waive]]\nrule = \"E001\"\npaths = [\"b.md\"]\nreason = \"旧档\"\nuntil = 2024-01-01\n";
    let said = client.open("gouji.toml", text);
    assert!(codes(&said).contains(&"expired-waiver"), "{said:#?}");
}

#[test]
fn last_years_report_is_compared_with() {
    let folder = tempfile::tempdir().unwrap();
    let row = "| 四、结转下年度继续办理 |  |  |";
    let last = CLEAN.replace("2024", "2023");
    let last = last.replace(&format!("{row} 2 | 1 |"), &format!("{row} 7 | 1 |"));
    std::fs::write(folder.path().join("2023.md"), &last).unwrap();
    let options = json!({ "lastYear": { "2024.md": "2023.md" } });
    let parameters = json!({ "capabilities": {}, "initializationOptions": options });
    let mut client = Client::in_folder(folder, parameters);
    let said = client.open("2024.md", CLEAN);
    let y = said.iter().find(|it| it["code"] == "Y001").unwrap_or_else(|| panic!("{said:#?}"));
    let related = y["relatedInformation"].as_array().unwrap();
    let other = client.uri("2023.md");
    let there = related.iter().find(|it| it["location"]["uri"] == json!(other)).unwrap();
    assert_eq!(words(&last, &there["location"]["range"]), "7");
}

#[test]
fn options_that_cannot_be_read_are_told() {
    let parameters = json!({ "capabilities": {}, "initializationOptions": { "langauge": "en" } });
    let mut client = Client::with(parameters);
    client.open("a.md", CLEAN);
    let (_, shown) =
        client.heard.iter().find(|(method, _)| method == "window/showMessage").unwrap();
    assert!(shown["message"].as_str().unwrap().contains("langauge"), "{shown}");
}
