//! What clients send to the language server and to the HTTP service. Both live as long as the process.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::LazyLock;
use std::sync::Mutex;
use std::time::Duration;

use gouji_project::ProjectOptions;
use gouji_serve::{HttpServer, ServeOptions, Stop, TimeLimits};
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

use crate::{CAUGHT, says_caught, today};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A file that clients speak of; nothing is on the disk.
const URI: &str = "file:///fuzz/a.md";

/// A language server that has been greeted.
static EDITOR: LazyLock<Mutex<Connection>> = LazyLock::new(|| {
    let (own, other) = Connection::memory();
    std::thread::spawn(move || gouji_lsp::serve(&other, today()));
    let greeting = json!({ "capabilities": { "general": { "positionEncodings": ["utf-8"] } } });
    own.sender
        .send(Request::new(1.into(), "initialize".to_owned(), greeting).into())
        .expect("it listens");
    own.receiver.recv().expect("it answers");
    own.sender
        .send(Notification::new("initialized".to_owned(), json!({})).into())
        .expect("it listens");
    Mutex::new(own)
});

/// Messages of a client, one a line: a method, a space, and parameters in JSON, where `$` is the file. A line that is
/// not so is a text that the file is given, with what else clients then ask at a place in it.
pub fn lsp(bytes: &[u8]) {
    if says_caught(bytes) {
        return;
    }
    let Ok(script) = std::str::from_utf8(bytes) else { return };
    let client = EDITOR.lock().expect("one thread");
    let send = |message: Message| client.sender.send(message).expect("the server lives");
    let tell =
        |method: &str, params: Value| send(Notification::new(method.to_owned(), params).into());
    let ask = |method: &str, params: Value| {
        send(Request::new(7.into(), method.to_owned(), params).into())
    };
    let file = json!({ "uri": URI });
    let opened = json!({ "uri": URI, "languageId": "markdown", "version": 1, "text": "" });
    tell("textDocument/didOpen", json!({ "textDocument": opened }));
    for line in script.split("\n\n") {
        let message = line.split_once(' ').and_then(|(method, params)| {
            let params = params.replace('$', URI);
            Some((method, serde_json::from_str::<Value>(&params).ok()?))
        });
        match message {
            // The end of the server is no fault of it.
            Some(("shutdown" | "exit" | "initialize", _)) => {}
            Some((method, params)) if line.len() % 2 == 0 => ask(method, params),
            Some((method, params)) => tell(method, params),
            None => {
                let document = json!({ "uri": URI, "version": 2 });
                tell(
                    "textDocument/didChange",
                    json!({ "textDocument": document, "contentChanges": [{ "text": line }] }),
                );
                let place = json!({ "line": line.len() % 7, "character": line.len() % 61 });
                ask("textDocument/hover", json!({ "textDocument": file, "position": place }));
                let range = json!({ "start": { "line": 0, "character": 0 }, "end": place });
                ask(
                    "textDocument/codeAction",
                    json!({ "textDocument": file, "range": range, "context": { "diagnostics": [] } }),
                );
                ask("textDocument/documentSymbol", json!({ "textDocument": file }));
            }
        }
    }
    tell("textDocument/didClose", json!({ "textDocument": file }));
    send(Request::new(9.into(), "gouji/nothing".to_owned(), Value::Null).into());
    loop {
        let message = client.receiver.recv_timeout(PATIENCE).expect("the server answers");
        let said = serde_json::to_string(&message).expect("a message is JSON");
        assert!(!said.contains(CAUGHT) && !said.contains("internal error"), "{said}");
        if matches!(&message, Message::Response(response) if response.id == 9.into()) {
            break;
        }
    }
}

/// Where the HTTP service listens.
static SERVICE: LazyLock<SocketAddr> = LazyLock::new(|| {
    let options = ServeOptions {
        address: ([127, 0, 0, 1], 0).into(),
        hosts: Vec::new(),
        page: None,
        project: ProjectOptions { isolated: true, ..ProjectOptions::default() },
        folder: "/".into(),
        threads: 1,
        queue: 8,
        body: 1 << 20,
        time: TimeLimits::default(),
        today,
    };
    let server = HttpServer::bind(options).expect("an address of this machine");
    let address = server.address().expect("it has one");
    std::thread::spawn(move || server.run(&Stop::default()));
    address
});

/// A request: with an odd first byte all of it, else the body of one that checks; its first line is the query then.
pub fn http(bytes: &[u8]) {
    if says_caught(bytes) {
        return;
    }
    let Some((first, rest)) = bytes.split_first() else { return };
    let request = if first % 2 == 1 {
        rest.to_vec()
    } else {
        let at = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let (query, body) = (&rest[..at], rest.get(at + 1..).unwrap_or_default());
        let kind = if first % 4 == 0 {
            "multipart/form-data; boundary=b"
        } else {
            "application/octet-stream"
        };
        let head = format!(
            " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [b"POST /check?", query, head.as_bytes(), body].concat()
    };
    let mut stream = TcpStream::connect(*SERVICE).expect("the service listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time");
    // The service may refuse what it has not read to the end.
    let _ = stream.write_all(&request).and_then(|()| stream.shutdown(Shutdown::Write));
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
        read => drop(read.expect("the service answers")),
    }
    let answer = String::from_utf8_lossy(&answer);
    // The description of the service says what such an answer would be.
    let failed = answer.contains(CAUGHT) && !answer.contains("\"openapi\":");
    assert!(!failed && !answer.starts_with("HTTP/1.1 500"), "{answer}");
}
