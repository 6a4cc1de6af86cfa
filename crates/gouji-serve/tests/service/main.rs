//! The service as clients see it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here is to fail the test")]
#![allow(clippy::format_collect, reason = "speed of writing small texts is no matter here")]

mod answers;
mod client;
mod limits;
mod settings;
mod stop;
