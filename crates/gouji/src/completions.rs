//! `gouji completions`.

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::sink;
use gouji_project::Status;

pub(crate) fn run(args: &CompletionsArgs) -> miette::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "gouji", &mut script);
    sink::print(|out| out.write_all(&script))?;
    Ok(Status::Clean)
}
