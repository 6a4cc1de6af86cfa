//! A client talks to the server as editors do.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here is to fail the test")]
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "speed of writing small texts is no matter here"
)]

mod client;

mod actions;
mod broken;
mod diagnostics;
mod places;
mod settings;
