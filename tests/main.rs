//! End-to-end tests: the gouji command on real files.
//!
//! * [`command`] – runs the binary in a folder of its own
//! * [`audit`] – many reports, compared with one another
//! * [`bound`] – what the library makes of a report, comparable from file to file
//! * [`metamorphic`] – one report in many files, and many reports with one slip
//! * [`config`] – gouji.toml, waivers, baselines, packs of one's own
//! * [`corpus`] – real reports, where they are at hand
//! * [`forms`] – a form that a user brings
//! * [`word`] – .docx files for it
//! * [`workbook`] – workbooks, and archives of reports
//! * [`integration`] – hooks, the action, and the recipes of docs/integration
//! * `damaged` – damaged files of every format, within limits that the system enforces
//! * [`dependencies`] – the crates that gouji stands on, and their licences
//! * [`pdf`] – PDF, in builds that read it
//! * `system` – what the command asks of the system
//! * [`precision`] – the tool that compares revisions over a corpus
//! * [`recovered`] – rows that lost their marks
//! * [`privacy`] – what no output shows
//! * [`architecture`], [`circles`], [`words`] and [`tidy`] – what holds of the repository itself
//! * [`writing`] – nothing is destroyed, nothing is left behind
//! * [`not_checked`] – what was not checked is no clean report
//! * the other modules – one promise of the command each
//! * [`generated`] – files in the repository that are written by the tool; `GOUJI_BLESS=1` rewrites
//!   them
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails in a helper is to fail the test")]
#![allow(clippy::print_stdout, reason = "figures of a run are shown by --nocapture")]
#![allow(clippy::format_collect, reason = "speed of writing small files is no matter here")]

mod annotate;
mod architecture;
mod audit;
mod bound;
mod circles;
mod command;
mod config;
mod convert;
mod corpus;
#[cfg(unix)]
mod damaged;
mod dependencies;
mod discovery;
mod extract;
mod fix;
mod forms;
mod generated;
mod growth;
mod hostile;
mod integration;
mod language;
mod last_year;
mod lsp;
mod metamorphic;
mod not_checked;
mod output;
mod pdf;
mod precision;
mod privacy;
mod recovered;
mod rules;
mod serve;
mod status;
mod stdin;
mod system;
mod tidy;
mod view;
mod word;
mod words;
mod workbook;
mod writing;
