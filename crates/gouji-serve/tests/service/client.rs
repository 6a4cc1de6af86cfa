//! A service to talk to, and a client that sends what no library would.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use gouji_project::{Day, ProjectOptions};
use gouji_serve::{HttpServer, ServeError, ServeOptions, Stop, TimeLimits};
use serde_json::Value;

/// A report without a defect.
pub(crate) const BALANCED: &str = include_str!("../../../../docs/samples/balanced-2024.md");

/// A report whose total is wrong.
pub(crate) fn wrong() -> String {
    BALANCED.replace("| 38 | 9 |", "| 31 | 9 |")
}

/// A service that runs until it is dropped.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) stop: Stop,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

/// What a service is told.
pub(crate) fn options(folder: &Path) -> ServeOptions {
    ServeOptions {
        address: "127.0.0.1:0".parse().unwrap(),
        hosts: Vec::new(),
        page: None,
        project: ProjectOptions::default(),
        folder: folder.to_owned(),
        threads: 2,
        queue: 8,
        body: 1 << 20,
        time: TimeLimits::default(),
        today: || Day { year: 2026, month: 6, day: 15 },
    }
}

impl Running {
    pub(crate) fn with(options: ServeOptions) -> Self {
        let server = HttpServer::bind(options).unwrap_or_else(|error| panic!("{error}"));
        let (address, stop) = (server.address().unwrap(), Stop::default());
        let of_thread = stop.clone();
        let thread = std::thread::spawn(move || server.run(&of_thread));
        Self { address, stop, thread: Some(thread) }
    }

    /// A service without any gouji.toml.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::with(options(folder.path()))
    }

    /// Sends bytes on a connection of their own.
    pub(crate) fn open(&self, bytes: impl AsRef<[u8]>) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(bytes.as_ref()).unwrap();
        stream
    }

    pub(crate) fn send(&self, bytes: impl AsRef<[u8]>) -> Answer {
        Answer::of(self.open(bytes))
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send(head("GET", path, "Host: localhost\r\nConnection: close\r\n"))
    }

    /// Has a body checked.
    pub(crate) fn check(&self, query: &str, body: impl AsRef<[u8]>) -> Answer {
        self.send(post(query, "", body))
    }

    /// Waits until it has ended.
    pub(crate) fn ended(&mut self) -> Result<(), ServeError> {
        self.thread.take().expect("it is waited for once").join().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.stop();
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap().unwrap();
        }
    }
}

pub(crate) fn head(method: &str, path: &str, headers: &str) -> String {
    format!("{method} {path} HTTP/1.1\r\n{headers}\r\n")
}

/// A request for `/check`, whole.
pub(crate) fn post(query: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let headers =
        format!("Host: 127.0.0.1\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}");
    [head("POST", &format!("/check{query}"), &headers).as_bytes(), body].concat()
}

/// The files as a form.
pub(crate) fn form(query: &str, files: &[(&str, &str)]) -> Vec<u8> {
    let part = |(name, text): &(&str, &str)| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n"
        )
    };
    let body = files.iter().map(part).collect::<String>() + "--x--\r\n";
    post(query, "Content-Type: multipart/form-data; boundary=x\r\n", body)
}

/// What a service answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn of(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        // Where the service closes with something unread, what it said may be followed by a reset.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        let (headers, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = headers.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or(0);
        Self { status, headers: headers.to_ascii_lowercase(), body: body.to_owned() }
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        let line = self.headers.lines().find_map(|it| it.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_default()
    }

    /// Asserts that it is a problem of this status and code.
    #[track_caller]
    pub(crate) fn is_problem(&self, status: u16, code: &str) {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let said = self.json();
        assert_eq!((&said["status"], &said["code"]), (&status.into(), &code.into()));
        for text in ["title", "detail"] {
            assert!(said[text].as_str().unwrap().contains(" / "), "{said}");
        }
    }

    /// The codes of the findings of each file, with its path.
    #[track_caller]
    pub(crate) fn found(&self) -> Vec<String> {
        let json = self.json();
        let files = json["files"].as_array().unwrap();
        let codes = |file: &Value| {
            let findings = file["findings"].as_array().unwrap().iter();
            let codes: Vec<_> = findings.map(|it| it["code"].as_str().unwrap()).collect();
            format!("{} {}", file["path"].as_str().unwrap(), codes.join(","))
        };
        files.iter().map(codes).collect()
    }
}
