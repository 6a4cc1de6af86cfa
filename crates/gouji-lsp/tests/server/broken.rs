//! Clients that say what makes no sense.

use lsp_server::{Message, Response};
use serde_json::{Value, json};

use crate::client::{CLEAN, Client, codes};

#[test]
fn the_server_goes_on_whatever_it_is_told() {
    let mut client = Client::new();
    assert_eq!(client.ask("gouji/nothing", json!({})), Err("-32601".to_owned()));
    assert_eq!(client.ask("textDocument/hover", json!(7)), Err("-32602".to_owned()));
    client.tell("textDocument/didOpen", json!({ "textDocument": 1 }));
    client.tell("textDocument/didChange", Value::Null);
    client.tell("$/cancelRequest", json!({ "id": 9 }));
    client.send(Message::Response(Response::new_ok(99.into(), ())));
    client.send_change("never-opened.md", CLEAN);
    let nowhere = json!({ "line": u32::MAX, "character": u32::MAX });
    assert_eq!(client.ask_at("textDocument/hover", "never-opened.md", &nowhere), Value::Null);
    assert_eq!(codes(&client.open("a.md", CLEAN)), [""; 0]);
    assert_eq!(client.ask_at("textDocument/hover", "a.md", &nowhere), Value::Null);
    let range = json!({ "start": nowhere, "end": { "line": 0, "character": 0 } });
    client.actions("a.md", &range);
    let unsaved = json!({
        "uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": CLEAN,
    });
    client.tell("textDocument/didOpen", json!({ "textDocument": unsaved }));
    client.diagnostics("a.md");
    assert!(client.said.contains_key("untitled:Untitled-1"));
    let document = json!({ "textDocument": { "uri": client.uri("never-opened.md") } });
    client.tell("textDocument/didClose", document);
    assert_eq!(codes(&client.diagnostics("a.md")), [""; 0]);
    client.end().unwrap();
}
