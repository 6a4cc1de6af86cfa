//! What can be done about a finding.

use serde_json::{Value, json};

use crate::client::{CLEAN, Client, broken, codes, edited};

fn titled<'a>(actions: &'a [Value], begins: &str) -> &'a Value {
    let found = actions.iter().find(|it| it["title"].as_str().unwrap().starts_with(begins));
    found.unwrap_or_else(|| panic!("{begins}: {actions:#?}"))
}

#[test]
fn a_safe_fix_puts_the_text_right() {
    let mut client = Client::new();
    let text = CLEAN.replace("| 8432 |", "| ８４３２ |").replace("审查；", "审查;");
    let said = client.open("a.md", &text);
    assert!(!codes(&said).is_empty());
    let mut now = text.clone();
    let everything = json!({
        "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 },
    });
    let actions = client.actions("a.md", &everything);
    let all = titled(&actions, "改正全部");
    assert_eq!(all["kind"], "source.fixAll");
    now = edited(&now, &all["edit"]["changes"][client.uri("a.md")]);
    assert!(now.contains("| 8432 |") && now.contains("审查；"), "{now}");
    let left = client.change("a.md", &now);
    assert!(codes(&left).len() < codes(&said).len(), "{left:#?}");
}

#[test]
fn a_finding_is_let_pass_once_the_reason_is_written() {
    let mut client = Client::new();
    let text = broken();
    let said = client.open("a.md", &text);
    assert_eq!(codes(&said), ["E001"]);
    let actions = client.actions("a.md", &said[0]["range"]);
    let waive = titled(&actions, "放行 E001");
    let changes = waive["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], json!(client.uri("gouji.toml")));
    let settings = edited("", &changes[1]["edits"]);
    assert!(settings.contains("rule = \"E001\"") && settings.contains("[\"a.md\"]"), "{settings}");
    // Without a reason it is refused, and what held before goes on to hold.
    let said = client.open("gouji.toml", &settings);
    assert_eq!(codes(&said), ["settings-refused"], "{said:#?}");
    assert_eq!(codes(&client.diagnostics("a.md")), ["E001"]);
    let settings = settings.replace("reason = \"\"", "reason = \"原件已盖章\"");
    assert_eq!(codes(&client.change("gouji.toml", &settings)), [""; 0]);
    assert_eq!(codes(&client.diagnostics("a.md")), [""; 0]);
    // Another goes behind it.
    let text = text.replace("3126条", "登陆网站3126条");
    let said = client.change("a.md", &text);
    let code = said[0]["code"].as_str().unwrap();
    let actions = client.actions("a.md", &said[0]["range"]);
    let waive = titled(&actions, &format!("放行 {code}"));
    let changes = waive["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!(changes.len(), 1);
    let both = edited(&settings, &changes[0]["edits"]);
    assert!(both.starts_with(&settings) && both.matches("[[waive]]").count() == 2, "{both}");
}

#[test]
fn a_rule_is_explained() {
    let mut client = Client::new();
    let text = broken();
    let said = client.open("a.md", &text);
    let actions = client.actions("a.md", &said[0]["range"]);
    let explain = &titled(&actions, "说明 E001")["command"];
    let params = json!({ "command": explain["command"], "arguments": explain["arguments"] });
    let page = client.ask("workspace/executeCommand", params).unwrap();
    assert!(page.as_str().unwrap().starts_with("**E001**"), "{page}");
    assert!(client.heard.iter().any(|(method, _)| method == "window/showMessage"));
}

#[test]
fn a_client_gets_the_kinds_it_asks_for() {
    let mut client = Client::new();
    client.open("a.md", &broken().replace("审查；", "审查;"));
    let everything = json!({
        "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 },
    });
    for (only, expected) in [("source", "source.fixAll"), ("quickfix", "quickfix")] {
        let params = json!({
            "textDocument": { "uri": client.uri("a.md") }, "range": everything,
            "context": { "diagnostics": [], "only": [only] },
        });
        let actions = client.ask("textDocument/codeAction", params).unwrap();
        let actions = actions.as_array().unwrap();
        assert!(!actions.is_empty() && actions.iter().all(|it| it["kind"] == expected));
    }
}
