//! The gouji command: arguments, file discovery, parallelism, exit status. What is checked and how
//! it is shown is for the libraries to say.
//!
//! ```text
//! args ─▶ discover ─▶ config ─▶ check (one file a task, guard around each) ─▶ output ─▶ sink ─▶ exit status
//! ```
//!
//! * [`args`] – what can be typed, and the help texts
//! * [`check`], [`audit`], [`fix`], [`annotate`], [`view`], [`extract`], [`explain`], [`rules`], [`baseline`], [`completions`], [`lsp`], [`serve`] –
//!   one subcommand each
//! * [`discover`] and [`input`] – from paths to files, from files to documents
//! * [`convert`] – .doc and its like, by way of LibreOffice
//! * [`config`] – which settings hold for a file, and where each comes from
//! * [`page`] – what is said about a rule, for the terminal and for the documentation
//! * [`linter`] – the rules that are shipped
//! * [`destination`] – which format is written where
//! * [`words`] – errors of the system and of libraries, in words
//! * [`target`] – what may be written where
//! * [`leftover`] – what an interrupted run takes with it
//! * [`output`] – the only place that hands results to the reporter
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this crate is the one that talks to the terminal"
)]

/// Writes to standard error as the macro of the standard library does, but goes on where nobody reads it any more
/// (`gouji … 2>&1 | head`).
macro_rules! eprint {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        let _ = write!(std::io::stderr(), $($arg)*);
    }};
}

/// The same with the end of a line.
macro_rules! eprintln {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($arg)*);
    }};
}

mod annotate;
mod args;
mod audit;
mod baseline;
mod check;
mod completions;
mod config;
mod convert;
mod destination;
mod explain;
mod extract;
mod fix;
mod in_order;
mod init;
mod input;
mod leftover;
#[cfg_attr(not(feature = "lsp"), path = "no_lsp.rs")]
mod lsp;
mod notices;
mod outflow;
mod page;
mod points;
#[cfg_attr(not(feature = "progress"), path = "no_progress.rs")]
mod progress;
mod project;
mod rules;
#[cfg_attr(not(feature = "serve"), path = "no_serve.rs")]
mod serve;
mod sink;
mod style;
mod target;
mod unknown_rule;
mod view;

use std::ffi::OsString;

use clap::Parser;

use args::{Cli, Command};
use gouji_project::Status;

/// Runs the command on the standard streams of this process. The first of `args` is its own name. Returns the exit
/// status: 0, 1 or 2.
pub fn run_command(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return args::wrong::tell(&error, &args) as u8,
    };
    style::set_error_handler(cli.color, cli.lang);
    let status = run(&cli).unwrap_or_else(|report| {
        eprint!("{report:?}");
        Status::Failed
    });
    status as u8
}

fn run(cli: &Cli) -> miette::Result<Status> {
    match &cli.command {
        Command::Check(args) => check::run(args, cli.lang, cli.color),
        Command::Audit(args) => audit::run(args, cli.lang, cli.color),
        Command::Fix(args) => fix::run(args, cli.lang),
        Command::Annotate(args) => annotate::run(args, cli.lang),
        Command::View(args) => view::run(args, cli.lang),
        Command::Extract(args) => extract::run(args, cli.lang),
        Command::Explain(args) => explain::run(args, cli.lang),
        Command::Rules(args) => rules::run(args, cli.lang),
        Command::Config(args) => config::run(args, cli.lang),
        Command::Init(_) => init::run(cli.lang),
        Command::Baseline(args) => baseline::run(args, cli.lang),
        Command::Completions(args) => completions::run(args),
        Command::Lsp(_) => lsp::run(),
        Command::Serve(args) => serve::run(args, cli.lang),
    }
}
