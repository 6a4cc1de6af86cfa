//! End-to-end tests: the gouji command on real files.
//!
//! * [`command`] – runs the binary in a folder of its own
//! * [`word`] – .docx files for it
//! * the other modules – one promise of the command each
//! * [`generated`] – files in the repository that are written by the tool; `GOUJI_BLESS=1` rewrites
//!   them
#![allow(clippy::unwrap_used, reason = "what fails in a helper is to fail the test")]

mod command;
mod convert;
mod discovery;
mod generated;
mod hostile;
mod output;
mod rules;
mod status;
mod stdin;
mod tidy;
mod view;
mod word;
