//! What a server is told.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use gouji_project::{Day, ProjectOptions};

/// What a server is told.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Where it listens.
    pub address: SocketAddr,
    /// The names, beside `localhost` and addresses in digits, by which clients may call it.
    pub hosts: Vec<String>,
    /// The page that `/` shows.
    pub page: Option<Vec<u8>>,
    /// The settings of every request; parameters of a request are laid over them.
    pub project: ProjectOptions,
    /// The folder whose gouji.toml holds, or the closest one above it, where `project` names none.
    pub folder: PathBuf,
    /// How many threads check.
    pub threads: usize,
    /// How many requests may wait or be checked at a time.
    pub queue: usize,
    /// How many bytes a body may have.
    pub body: usize,
    /// How long clients may take.
    pub time: TimeLimits,
    /// The day on which waivers are judged.
    pub today: fn() -> Day,
}

/// How long clients may take.
#[derive(Clone, Copy, Debug)]
pub struct TimeLimits {
    /// For the head of a request, and between two requests.
    pub head: Duration,
    /// For the body of a request.
    pub body: Duration,
    /// For all requests of a connection: later ones need a new one.
    pub connection: Duration,
    /// For requests that are under way when the server stops.
    pub stop: Duration,
}

impl Default for TimeLimits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(30),
            connection: Duration::from_secs(300),
            stop: Duration::from_secs(10),
        }
    }
}
