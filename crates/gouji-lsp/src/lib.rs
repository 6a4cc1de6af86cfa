//! The language server: findings in an editor while a report is written (Language Server Protocol 3.17, full text
//! of a file on each change).
//!
//! ```text
//! client ─▶ server (one thread, in order) ─▶ open files ─▶ gouji-project ─▶ diagnostics, actions, hovers, symbols
//! ```
//!
//! Whether a file is a report, which settings hold for it and what is found is for `gouji-project` to say; this crate
//! turns it into the protocol's words.
//!
//! * `server` – the messages of a client, in order; what is overtaken by a newer text is not checked
//! * `workspace` – the open files and the settings that hold for them
//! * `open_file`, `checked_text` – a text as the client shows it, and what is found in it
//! * `position` – bytes of a text to lines and columns and back; `uri` – paths to URIs and back
//! * `diagnostic`, `action`, `hover` (with `explanation`), `symbol` – one answer of the protocol each
//! * `settings_file` – what is wrong with a gouji.toml and the packs and forms that it names
//! * `options` – what a client sets

mod action;
mod checked_text;
mod diagnostic;
mod explanation;
mod hover;
mod open_file;
mod options;
mod position;
mod server;
mod settings_file;
mod symbol;
mod uri;
mod workspace;

pub use server::{ServerError, run_on_standard_streams, serve};
