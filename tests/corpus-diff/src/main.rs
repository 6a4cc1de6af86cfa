//! `cargo run -p gouji-corpus-diff`: compares two revisions over a corpus, and holds judgements
//! against what is found. CONTRIBUTING.md says when to use it.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a terminal")]

mod revisions;
mod runs;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use gouji_corpus_diff::{Difference, Filter, Findings, Judgements};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What a change of gouji finds and loses over a corpus
///
/// Two findings are one where file, rule, cell, severity and message agree.
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    diff: DiffArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Keeps what a binary finds
    Run(RunArgs),
    /// Holds hand judgements against what is found
    Judge(JudgeArgs),
}

#[derive(Args)]
struct DiffArgs {
    /// What was found before: the JSON of `run`
    #[arg(long, value_name = "JSON", requires = "after", required_unless_present = "revisions")]
    before: Option<PathBuf>,
    /// What is found after
    #[arg(long, value_name = "JSON", requires = "before")]
    after: Option<PathBuf>,
    /// Builds both revisions (`.` is the tree as it is) and runs them over PATH
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "before", requires = "paths")]
    revisions: Vec<String>,
    /// With --revisions: the corpus
    #[arg(value_name = "PATH", requires = "revisions")]
    paths: Vec<PathBuf>,
    /// With --revisions: the profile to build with
    #[arg(long, default_value = "profiling")]
    profile: String,
    #[command(flatten)]
    about: About,
    /// Exit status 1 when there is a difference
    #[arg(long)]
    check: bool,
}

#[derive(Args)]
struct RunArgs {
    /// The gouji to run
    #[arg(long)]
    binary: PathBuf,
    /// Where its JSON goes
    #[arg(long)]
    out: PathBuf,
    /// The corpus; one folder is taken as the root that paths are told from
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

#[derive(Args)]
struct JudgeArgs {
    /// The judgements: docs/precision.toml
    judgements: PathBuf,
    /// What is found now: the JSON of `run`
    #[arg(long, value_name = "JSON")]
    after: Option<PathBuf>,
    /// Writes the table of rules to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Prints what nobody judged as TOML to be filled in
    #[arg(long, requires = "after")]
    draft: bool,
    #[command(flatten)]
    about: About,
    /// Exit status 1 when a finding is not judged or a judgement matches nothing
    #[arg(long, requires = "after")]
    check: bool,
}

#[derive(Args)]
struct About {
    /// Only these rules: codes or prefixes of codes
    #[arg(long = "rule", value_delimiter = ',')]
    rules: Vec<String>,
    /// Only these severities
    #[arg(long = "severity", value_delimiter = ',', value_parser = ["error", "warning", "info"])]
    severities: Vec<String>,
    /// The root of the corpus, where the paths of the JSON begin with it
    #[arg(long, default_value = "")]
    root: String,
}

impl About {
    fn filter(&self) -> Filter {
        Filter { rules: self.rules.clone(), severities: self.severities.clone() }
    }

    fn read(&self, path: &Path) -> Result<Findings> {
        Ok(Findings::read(&read(path)?, &self.root).map_err(|error| named(path, &error))?)
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let same = match cli.command {
        Some(Command::Run(args)) => run(&args),
        Some(Command::Judge(args)) => judge(&args),
        None => diff(&cli.diff),
    };
    match same {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &RunArgs) -> Result<bool> {
    let json = runs::json(&args.binary, &args.paths)?;
    Findings::read(&json, "").map_err(|error| named(&args.binary, &error))?;
    fs::write(&args.out, json).map_err(|error| named(&args.out, &error))?;
    Ok(true)
}

fn diff(args: &DiffArgs) -> Result<bool> {
    let [before, after] = match (&args.before, &args.after, &*args.revisions) {
        (Some(before), Some(after), _) => [args.about.read(before)?, args.about.read(after)?],
        (_, _, [before, after]) => {
            let binaries = revisions::build([before, after], &args.profile)?;
            let read = |binary: &Path| -> Result<Findings> {
                Ok(Findings::read(&runs::json(binary, &args.paths)?, &args.about.root)?)
            };
            [read(&binaries.before)?, read(&binaries.after)?]
        }
        _ => return Err("two runs or two revisions are wanted".into()),
    };
    let difference = Difference::between(&before, &after, &args.about.filter());
    print!("{difference}");
    Ok(difference.is_empty() || !args.check)
}

fn judge(args: &JudgeArgs) -> Result<bool> {
    let file = &args.judgements;
    let judgements = Judgements::read(&read(file)?).map_err(|error| named(file, &error))?;
    let review = match &args.after {
        Some(after) => judgements.review(&args.about.read(after)?, &args.about.filter()),
        None => gouji_corpus_diff::Review::default(),
    };
    if args.draft {
        print!("{}", review.draft());
        return Ok(true);
    }
    match &args.write {
        Some(page) => fs::write(page, judgements.page()).map_err(|error| named(page, &error))?,
        None => print!("{}", judgements.page()),
    }
    if !review.unjudged.is_empty() {
        println!("\nnot judged yet: {}", review.unjudged.len());
    }
    for found in &review.unjudged {
        println!("? {found}");
    }
    if !review.unmatched.is_empty() {
        println!("\njudged, and no longer found: {}", review.unmatched.len());
    }
    for judgement in &review.unmatched {
        println!("! {judgement}");
    }
    Ok(!args.check || review.unjudged.is_empty() && review.unmatched.is_empty())
}

fn read(path: &Path) -> Result<String> {
    Ok(fs::read_to_string(path).map_err(|error| named(path, &error))?)
}

/// An error with the file that it is about.
fn named(path: &Path, error: &dyn Error) -> String {
    format!("{}: {error}", path.display())
}
