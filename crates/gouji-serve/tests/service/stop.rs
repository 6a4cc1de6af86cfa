//! How a service ends.

use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Answer, BALANCED, Running, form, head, options, wrong};

#[test]
fn what_is_under_way_is_answered() {
    let mut service = Running::new();
    service.check("", BALANCED);
    let wrong = wrong();
    let files: Vec<(&str, &str)> = (0..5).map(|_| ("a.md", &*wrong)).collect();
    let under_way = service.open(form("", &files));
    thread::sleep(Duration::from_millis(50));
    service.stop.stop();
    assert_eq!(Answer::of(under_way).found(), ["a.md E002"; 5]);
    service.ended().unwrap();
    assert!(TcpStream::connect(service.address).is_err());
}

#[test]
fn who_takes_longer_than_the_deadline_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let mut limits = options(folder.path());
    limits.time.body = Duration::from_secs(60);
    limits.time.stop = Duration::from_millis(500);
    let mut service = Running::with(limits);
    let _slow = service.open(head("POST", "/check", "Host: localhost\r\nContent-Length: 10\r\n"));
    thread::sleep(Duration::from_millis(50));
    let began = Instant::now();
    service.stop.stop();
    service.ended().unwrap();
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}
