//! What hostile and unlucky clients come to.

use std::io::{ErrorKind, Read as _, Write as _};
use std::thread;
use std::time::{Duration, Instant};

use gouji_serve::ServeOptions;

use crate::client::{Answer, BALANCED, Running, form, head, options, post, wrong};

#[test]
fn a_body_has_a_limit() {
    let service = Running::new();
    let said = "Host: localhost\r\nContent-Length: 1048577\r\n";
    service.send(head("POST", "/check", said)).is_problem(413, "too-large");
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000));
    let body = chunk.repeat(17);
    let head = head("POST", "/check", "Host: localhost\r\nTransfer-Encoding: chunked\r\n");
    service.send(head + &body).is_problem(413, "too-large");
}

#[test]
fn who_sends_too_slowly_is_told_or_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let mut limits = options(folder.path());
    (limits.time.head, limits.time.body) = (Duration::from_secs(1), Duration::from_secs(1));
    let service = Running::with(limits);
    let began = Instant::now();
    let body =
        service.open(head("POST", "/check", "Host: localhost\r\nContent-Length: 10\r\n") + "abc");
    Answer::of(body).is_problem(408, "too-slow");
    let mut silent = service.open("GET /health HT");
    let mut idle = service.open(head("GET", "/health", "Host: localhost\r\n"));
    let mut rest = Vec::new();
    let _ = silent.read_to_end(&mut rest);
    let _ = idle.read_to_end(&mut rest);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert_eq!(service.check("?name=a.md", wrong()).found(), ["a.md E002"]);
}

#[test]
fn a_body_that_breaks_off_and_a_client_that_leaves_harm_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let service = Running::with(ServeOptions { queue: 64, ..options(folder.path()) });
    for _ in 0..20 {
        let half =
            service.open(head("POST", "/check", "Host: localhost\r\nContent-Length: 99\r\n") + "a");
        half.shutdown(std::net::Shutdown::Write).unwrap();
        drop(service.open(post("?name=a.md", "", wrong())));
    }
    assert_eq!(service.check("?name=a.md", wrong()).found(), ["a.md E002"]);
}

/// Files of a long request: so many that another one overtakes it.
const LONG: usize = 200;

/// A long request.
fn long() -> Vec<u8> {
    let names: Vec<String> = (0..LONG).map(|at| format!("{at}.md")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (&**name, BALANCED)).collect();
    form("", &files)
}

#[test]
fn a_long_request_starves_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let service =
        Running::with(ServeOptions { threads: 1, body: 64 << 20, ..options(folder.path()) });
    // Rules are compiled before.
    service.check("", BALANCED);
    let long = service.open(long());
    thread::sleep(Duration::from_millis(100));
    assert_eq!(service.check("?name=a.md", wrong()).found(), ["a.md E002"]);
    // The long one is not answered yet.
    long.set_nonblocking(true).unwrap();
    assert_eq!(long.peek(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
    long.set_nonblocking(false).unwrap();
    assert_eq!(Answer::of(long).found().len(), LONG);
}

#[test]
fn who_comes_while_the_queue_is_full_is_to_come_again() {
    let folder = tempfile::tempdir().unwrap();
    let limits = ServeOptions { threads: 1, queue: 1, body: 64 << 20, ..options(folder.path()) };
    let service = Running::with(limits);
    let long = service.open(long());
    thread::sleep(Duration::from_millis(300));
    let busy = service.check("", BALANCED);
    busy.is_problem(503, "busy");
    assert_eq!(busy.header("retry-after"), "1");
    assert_eq!(Answer::of(long).status, 200);
    assert_eq!(service.check("", BALANCED).status, 200);
}

#[test]
fn two_hundred_are_served_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let service = Running::with(ServeOptions { queue: 256, ..options(folder.path()) });
    let request = post("?name=a.md", "", "no report");
    let (begin, end) = request.split_at(request.len() - 1);
    let mut open: Vec<_> = (0..200).map(|_| service.open(begin)).collect();
    for stream in &mut open {
        stream.write_all(end).unwrap();
    }
    for stream in open {
        assert_eq!(Answer::of(stream).found().len(), 1);
    }
}
