//! `cargo run -p gouji-corpus-diff`: compares two revisions over a corpus, holds judgements against
//! what is found, and generates reports. CONTRIBUTING.md says when to use it.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a terminal")]

mod revisions;
mod runs;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use gouji_corpus_diff::generate::{self, layout::Layout};
use gouji_corpus_diff::growth::{self, SHAPES, Shape};
use gouji_corpus_diff::{Difference, Filter, Findings, Judgements, exact};

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
    /// Writes reports of our own making
    Generate(GenerateArgs),
    /// How the cost of a check grows with the size of a file, in instructions
    Growth(GrowthArgs),
}

#[derive(Args)]
struct DiffArgs {
    /// What was found before: the JSON of `run`; with --exact, the folder of `run --exact` or a binary
    #[arg(long, value_name = "RUN", requires = "after", required_unless_present = "revisions")]
    before: Option<PathBuf>,
    /// What is found after
    #[arg(long, value_name = "RUN", requires = "before")]
    after: Option<PathBuf>,
    /// Builds both revisions (`.` is the tree as it is) and runs them over PATH
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "before", requires = "paths")]
    revisions: Vec<String>,
    /// With --revisions or binaries: the corpus
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// With --revisions: the profile to build with
    #[arg(long, default_value = "profiling")]
    profile: String,
    #[command(flatten)]
    about: About,
    /// Exit status 1 when there is a difference
    #[arg(long)]
    check: bool,
    /// Compares every byte: the whole JSON of each file, and of up to 60 files every format, what fix
    /// would do, comments and views; exit status 1 when there is a difference
    #[arg(long, conflicts_with_all = ["rules", "severities"])]
    exact: bool,
}

#[derive(Args)]
struct RunArgs {
    /// The gouji to run
    #[arg(long)]
    binary: PathBuf,
    /// Where its JSON goes; with --exact, a new folder
    #[arg(long)]
    out: PathBuf,
    /// Keeps all that a comparison with --exact looks at
    #[arg(long)]
    exact: bool,
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
struct GenerateArgs {
    /// The first seed
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// How many reports
    #[arg(long, default_value_t = 100, conflicts_with = "facts")]
    count: u64,
    /// In layouts of these formats
    #[arg(long, value_delimiter = ',', default_value = "text,md,html,docx",
        value_parser = ["text", "md", "html", "docx"])]
    formats: Vec<String>,
    /// Reports with the figures of this JSON file, or of those in this folder, in every layout
    #[arg(long, value_name = "JSON")]
    facts: Option<PathBuf>,
    /// Reports of the organs of counties, in text, HTML and .docx mixed: how many units, 40 a county
    #[arg(long, conflicts_with_all = ["facts", "count", "seed", "formats"])]
    units: Option<usize>,
    /// With --units: how many years up to 2025
    #[arg(long, default_value_t = 5, requires = "units")]
    years: usize,
    /// A county of five years in which known faults are planted, with its units.toml
    #[arg(long, conflicts_with_all = ["facts", "count", "seed", "formats", "units"])]
    planted: bool,
    /// The folder they go to
    out: PathBuf,
}

#[derive(Args)]
struct GrowthArgs {
    /// The gouji to measure, with valgrind; none only writes the files
    #[arg(long)]
    binary: Option<PathBuf>,
    /// Bytes of the smaller files
    #[arg(long, default_value_t = 128 << 10)]
    size: usize,
    /// How many times as large the others are
    #[arg(long, default_value_t = 8)]
    times: usize,
    /// Only these shapes
    #[arg(long = "shape", value_delimiter = ',')]
    shapes: Vec<String>,
    /// Writes the files to this folder, those of each size to one of their own
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
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
        Some(Command::Generate(args)) => generate(&args),
        Some(Command::Growth(args)) => growth(&args),
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
    if args.exact {
        record(&args.binary, &args.paths, &args.out)?;
        return Ok(true);
    }
    let json = runs::json(&args.binary, &args.paths)?;
    Findings::read(&json, "").map_err(|error| named(&args.binary, &error))?;
    fs::write(&args.out, json).map_err(|error| named(&args.out, &error))?;
    Ok(true)
}

/// Keeps a run over the one folder of `paths`.
fn record(binary: &Path, paths: &[PathBuf], out: &Path) -> Result<()> {
    let [corpus] = paths else { return Err("--exact wants one folder as its corpus".into()) };
    if out.exists() {
        return Err(format!("{} is there already", out.display()).into());
    }
    Ok(exact::record(binary, corpus, out).map_err(|error| named(binary, &error))?)
}

/// Compares two runs byte by byte; a folder is one that was kept, a file is a binary to run.
fn same(before: &Path, after: &Path, paths: &[PathBuf]) -> Result<bool> {
    let folder = tempfile::tempdir()?;
    let run = |given: &Path, name: &str| -> Result<PathBuf> {
        if given.is_dir() {
            return Ok(given.to_owned());
        }
        let out = folder.path().join(name);
        record(given, paths, &out)?;
        Ok(out)
    };
    let difference = exact::compare(&run(before, "before")?, &run(after, "after")?)?;
    print!("{difference}");
    Ok(difference.is_empty())
}

fn generate(args: &GenerateArgs) -> Result<bool> {
    let forms = generate::forms();
    let wanted = |layout: &Layout| args.formats.iter().any(|format| format == layout.format());
    let layouts: Vec<Layout> = Layout::ALL.into_iter().filter(wanted).collect();
    let write = |file: &generate::File| {
        let path = args.out.join(&file.name);
        fs::write(&path, &file.bytes).map_err(|error| named(&path, &error))
    };
    fs::create_dir_all(&args.out).map_err(|error| named(&args.out, &error))?;
    let nested = |(name, bytes): (String, Vec<u8>)| {
        let path = args.out.join(name);
        let folder = path.parent().unwrap_or(&args.out);
        fs::create_dir_all(folder).map_err(|error| named(folder, &error))?;
        fs::write(&path, bytes).map_err(|error| named(&path, &error))
    };
    if args.planted {
        generate::planted::planted(&forms).files.into_iter().try_for_each(nested)?;
        return Ok(true);
    }
    if let Some(units) = args.units {
        let mut reports = generate::county::reports(units, args.years);
        reports.try_for_each(|report| nested(report.file(&forms)))?;
        return Ok(true);
    }
    let Some(facts) = &args.facts else {
        for seed in args.seed..args.seed + args.count {
            let file = generate::from_seed(&forms, &layouts, seed);
            write(&file)?;
            for (cell, right) in &file.planted {
                println!("{}\t{cell}\t{right}", file.name);
            }
        }
        return Ok(true);
    };
    let mut given = vec![facts.clone()];
    if facts.is_dir() {
        let entries = fs::read_dir(facts)?.collect::<std::result::Result<Vec<_>, _>>()?;
        given = entries.into_iter().map(|entry| entry.path()).collect();
        given.sort();
    }
    for path in given {
        let json = serde_json::from_str(&read(&path)?).map_err(|error| named(&path, &error))?;
        let files = generate::from_figures(&forms, &layouts, &json);
        for file in files.ok_or_else(|| format!("{}: not the figures of a form", path.display()))? {
            write(&file)?;
        }
    }
    Ok(true)
}

fn growth(args: &GrowthArgs) -> Result<bool> {
    let wanted =
        |shape: &&Shape| args.shapes.is_empty() || args.shapes.iter().any(|it| it == shape.name);
    let mut linear = true;
    println!("| shape | {} bytes | {} bytes | times |", args.size, args.size * args.times);
    println!("| --- | ---: | ---: | ---: |");
    for shape in SHAPES.iter().filter(wanted) {
        for size in args.out.iter().flat_map(|_| [args.size, args.size * args.times]) {
            let folder = args.out.iter().collect::<PathBuf>().join(size.to_string());
            let (name, bytes) = shape.file(size);
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(name), bytes)?;
        }
        let Some(binary) = &args.binary else { continue };
        let cost = growth::measure(binary, shape, args.size, args.times)?;
        let [small, large] = cost.instructions;
        let (times, mark) = (cost.hundredfold(), if cost.is_linear() { "" } else { " !" });
        println!(
            "| {} | {small} | {large} | {}.{:02}{mark} |",
            shape.name,
            times / 100,
            times % 100
        );
        linear &= cost.is_linear();
    }
    Ok(linear)
}

fn diff(args: &DiffArgs) -> Result<bool> {
    let [before, after] = match (&args.before, &args.after, &*args.revisions) {
        (Some(before), Some(after), _) if args.exact => return same(before, after, &args.paths),
        (Some(before), Some(after), _) if args.paths.is_empty() => {
            [args.about.read(before)?, args.about.read(after)?]
        }
        (_, _, [before, after]) => {
            let binaries = revisions::build([before, after], &args.profile)?;
            if args.exact {
                return same(&binaries.before, &binaries.after, &args.paths);
            }
            let read = |binary: &Path| -> Result<Findings> {
                Ok(Findings::read(&runs::json(binary, &args.paths)?, &args.about.root)?)
            };
            [read(&binaries.before)?, read(&binaries.after)?]
        }
        _ => return Err("two runs, or two revisions and a corpus are wanted".into()),
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
