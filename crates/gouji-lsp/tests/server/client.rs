//! The other side of the connection.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use gouji_lsp::{ServerError, serve};
use gouji_project::Day;
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A report in which nothing is wrong.
pub(crate) const CLEAN: &str = include_str!("../../../../docs/samples/balanced-2024.md");

/// The same report with a figure changed: 新收 and 上年结转 no longer make what was answered and carried on.
pub(crate) fn broken() -> String {
    let row = "| 一、本年新收政府信息公开申请数量 |  |  |";
    CLEAN.replace(&format!("{row} 38 |"), &format!("{row} 31 |"))
}

/// How long an answer may take before a test gives up: no measure of speed.
const PATIENCE: Duration = Duration::from_secs(120);

/// An editor with a folder open.
pub(crate) struct Client {
    connection: Option<Connection>,
    server: Option<JoinHandle<Result<(), ServerError>>>,
    /// The folder.
    pub(crate) folder: TempDir,
    sent: i32,
    version: i32,
    /// What was last said of each file, by URI.
    pub(crate) said: BTreeMap<String, Value>,
    /// Every notification and request of the server but diagnostics.
    pub(crate) heard: Vec<(String, Value)>,
    /// What the server offered.
    pub(crate) offered: Value,
}

impl Client {
    /// An editor that counts columns in UTF-16 and says nothing else of itself.
    pub(crate) fn new() -> Self {
        Self::with(json!({ "capabilities": {} }))
    }

    /// An editor that begins with these parameters.
    pub(crate) fn with(parameters: Value) -> Self {
        Self::in_folder(tempfile::tempdir().unwrap(), parameters)
    }

    /// The same with a folder that has files.
    pub(crate) fn in_folder(folder: TempDir, mut parameters: Value) -> Self {
        let (own, other) = Connection::memory();
        let today = Day::parse("2025-03-01").unwrap();
        let server = std::thread::spawn(move || serve(&other, today));
        parameters["rootUri"] = uri(folder.path()).into();
        let mut client = Self {
            connection: Some(own),
            server: Some(server),
            folder,
            sent: 0,
            version: 0,
            said: BTreeMap::new(),
            heard: Vec::new(),
            offered: Value::Null,
        };
        client.offered = client.ask("initialize", parameters).unwrap()["capabilities"].take();
        client.tell("initialized", json!({}));
        client
    }

    /// The URI of a file of the folder.
    pub(crate) fn uri(&self, name: &str) -> String {
        uri(&self.folder.path().join(name))
    }

    pub(crate) fn send(&self, message: Message) {
        self.connection.as_ref().unwrap().sender.send(message).unwrap();
    }

    /// Sends a notification.
    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.send(Message::Notification(Notification { method: method.to_owned(), params }));
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.sent += 1;
        let id = RequestId::from(self.sent);
        self.send(Message::Request(Request::new(id.clone(), method.to_owned(), params)));
        loop {
            let connection = self.connection.as_ref().unwrap();
            match connection.receiver.recv_timeout(PATIENCE).expect("the server answers") {
                Message::Response(Response { id: of, response_result }) if of == id => {
                    return response_result.map_err(|error| error.code.to_string());
                }
                Message::Notification(it) if it.method == "textDocument/publishDiagnostics" => {
                    let uri = it.params["uri"].as_str().unwrap().to_owned();
                    self.said.insert(uri, it.params);
                }
                Message::Notification(it) => self.heard.push((it.method, it.params)),
                Message::Request(it) => self.heard.push((it.method, it.params)),
                Message::Response(other) => panic!("{other:?}"),
            }
        }
    }

    /// Opens a file of the folder, saved or not, and returns what is said of it.
    pub(crate) fn open(&mut self, name: &str, text: &str) -> Vec<Value> {
        self.version += 1;
        let item = json!({
            "uri": self.uri(name), "languageId": "markdown", "version": self.version, "text": text,
        });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
        self.diagnostics(name)
    }

    /// Gives a file another text, and returns what is said of it.
    pub(crate) fn change(&mut self, name: &str, text: &str) -> Vec<Value> {
        self.send_change(name, text);
        self.diagnostics(name)
    }

    /// Gives a file another text and waits for nothing.
    pub(crate) fn send_change(&mut self, name: &str, text: &str) {
        self.version += 1;
        let document = json!({ "uri": self.uri(name), "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.tell("textDocument/didChange", params);
    }

    /// What was last said of a file, once all that was sent has been taken in.
    pub(crate) fn diagnostics(&mut self, name: &str) -> Vec<Value> {
        // The server speaks of what was sent before it answers.
        let _ = self.ask("gouji/nothing", json!({}));
        let said = self.said.get(&self.uri(name));
        said.map(|it| it["diagnostics"].as_array().unwrap().clone()).unwrap_or_default()
    }

    /// Asks something of a place of a file.
    pub(crate) fn ask_at(&mut self, method: &str, name: &str, place: &Value) -> Value {
        let document = json!({ "uri": self.uri(name) });
        self.ask(method, json!({ "textDocument": document, "position": place })).unwrap()
    }

    /// The actions for a range of a file.
    pub(crate) fn actions(&mut self, name: &str, range: &Value) -> Vec<Value> {
        let document = json!({ "uri": self.uri(name) });
        let context = json!({ "diagnostics": [] });
        let params = json!({ "textDocument": document, "range": range, "context": context });
        self.ask("textDocument/codeAction", params).unwrap().as_array().unwrap().clone()
    }

    /// Ends the connection, and returns how the server ended.
    pub(crate) fn end(mut self) -> Result<(), ServerError> {
        self.ask("shutdown", Value::Null).unwrap();
        self.tell("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }
}

fn uri(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| {
        path.parent().unwrap().canonicalize().unwrap().join(path.file_name().unwrap())
    });
    let mut uri = "file://".to_owned();
    for byte in path.to_str().unwrap().bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// The codes of diagnostics that are no hints, in order.
pub(crate) fn codes(diagnostics: &[Value]) -> Vec<&str> {
    let plain = diagnostics.iter().filter(|it| it["severity"] != 4);
    plain.map(|it| it["code"].as_str().unwrap()).collect()
}

/// The words of a text that a range covers, with columns in units of UTF-16.
pub(crate) fn words(text: &str, range: &Value) -> String {
    let line = range["start"]["line"].as_u64().unwrap();
    assert_eq!(range["end"]["line"].as_u64().unwrap(), line, "one line: {range}");
    let line: Vec<u16> = text.lines().nth(line as usize).unwrap().encode_utf16().collect();
    let column = |it: &Value| it["character"].as_u64().unwrap() as usize;
    String::from_utf16(&line[column(&range["start"])..column(&range["end"])]).unwrap()
}

/// Where the first `words` of a text stand.
pub(crate) fn place(text: &str, words: &str) -> Value {
    let at = text.find(words).unwrap();
    let before = &text[..at];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
    json!({ "line": line, "character": column })
}

/// A text after the edits of one file of a workspace edit.
pub(crate) fn edited(text: &str, edits: &Value) -> String {
    let offset = |place: &Value| {
        let line = place["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = place["character"].as_u64().unwrap();
        let mut at = start;
        for character in text[start..].chars() {
            if units == 0 {
                break;
            }
            units -= character.len_utf16() as u64;
            at += character.len_utf8();
        }
        at
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let range = &it["range"];
            (offset(&range["start"]), offset(&range["end"]), it["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}
