//! The language server as a process.

use crate::command::Folder;

#[cfg(not(feature = "lsp"))]
#[test]
fn a_build_without_the_lsp_feature_names_it() {
    let ran = Folder::new().gouji("lsp");
    assert!(ran.stderr.contains("语言服务器要用带 lsp 功能的 gouji"), "{ran:?}");
    assert_eq!(ran.status, 2, "{ran:?}");
}

#[cfg(feature = "lsp")]
#[test]
fn an_editor_is_served_on_standard_streams() {
    use std::io::{Read as _, Write as _};
    use std::process::Stdio;

    use serde_json::{Value, json};

    let folder = Folder::new();
    let mut command = crate::command::gouji(folder.path(), ["lsp", "--stdio"]);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut server = streams.spawn().unwrap();
    let mut input = server.stdin.take().unwrap();
    let mut send = |message: Value| {
        let text = message.to_string();
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
    };
    send(
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }),
    );
    send(json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    let report =
        include_str!("../docs/samples/balanced-2024.md").replace("| 38 | 9 |", "| 31 | 9 |");
    let document = json!({
        "uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": report,
    });
    let params = json!({ "textDocument": document });
    send(json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params }));
    send(json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }));
    send(json!({ "jsonrpc": "2.0", "method": "exit" }));
    let mut output = String::new();
    server.stdout.take().unwrap().read_to_string(&mut output).unwrap();
    assert!(output.contains("\"serverInfo\":{\"name\":\"gouji\""), "{output}");
    assert!(output.contains("\"code\":\"E002\""), "{output}");
    assert!(server.wait().unwrap().success());
}
