//! The linter as an HTTP service, for a CMS or an intranet: the findings of `gouji check`, byte for byte.
//!
//! ```text
//! connection ─▶ known host? ─▶ body, up to a limit ─▶ room in the queue? ─▶ pool: gouji-project ─▶ answer
//! ```
//!
//! One thread does input and output, a pool checks; a request with many files waits its turn for each of them, so that it
//! keeps nobody from theirs. Nothing is written and nothing is kept of a report. A name of a file is a name: no file is
//! opened by it.
//!
//! * [`HttpServer`] – binds, serves, and stops by a [`Stop`]; [`ServeOptions`] – what it is told
//! * `router` – which path leads where, and what every answer has in common; `service` – what requests are answered from
//! * `check` – `POST /check`; `query` – what its parameters say; `upload` – its body and the files in it
//! * `pool` – the queue and the threads that check
//! * `projects` – the settings that hold for a request, of which the newest are kept compiled
//! * `http_error` – what went wrong, as RFC 9457 has it
//! * `openapi` – the description of all this

mod check;
mod health;
mod http_error;
mod openapi;
mod options;
mod pool;
mod projects;
mod query;
mod router;
mod server;
mod service;
mod upload;

pub use options::{ServeOptions, TimeLimits};
pub use server::{HttpServer, ServeError, Stop};
