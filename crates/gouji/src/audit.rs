//! `gouji audit`: many reports, compared with one another.

use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gouji_audit::{Audit, Units};
use gouji_parser::{Format, Source};
use gouji_project::audited;
use gouji_project::discover::{self, FolderPick};
use gouji_project::{
    AuditLook, AuditResults, Convert, FileSettings, Input, Notice, ReadingOptions, Status,
    UnitsFile, UnreadFile, words,
};
use gouji_report::Lang;
use gouji_reporter::{AuditFormat, Options};
use gouji_rules::finding::CheckedReport;
use rayon::prelude::*;

use crate::args::{AuditArgs, Color};
use crate::convert::Conversion;
use crate::in_order::{WINDOW, in_order};
use crate::progress::Progress;
use crate::project::{project_across, read_named, refused, with_settings};
use crate::target::{self, WriteTarget};
use crate::{input, leftover, notices, points, sink, style};

/// How often a run without a terminal says how far it is.
const PATIENCE: Duration = Duration::from_secs(10);

/// The files that were read, each with its settings, and what could not be read.
struct ReadFiles {
    inputs: Vec<(Input, FileSettings)>,
    filed: Vec<gouji_audit::FiledReport>,
    unread: Vec<UnreadFile>,
    status: Status,
    partial: Option<usize>,
}

pub(crate) fn run(args: &AuditArgs, lang: Lang, color: Color) -> miette::Result<Status> {
    if let Some(target) = &args.output_file {
        target::verify(WriteTarget::Result, target, &args.paths)?;
    }
    let mut project = project_across(&args.config, args.baseline.as_deref())?;
    let linter = refused(project.linter_here())?;
    let units_file = args.units.as_deref().map(read_units).transpose()?;
    let units = units_file.as_ref().map(|it| Units::load(it.file.data(), linter.places()));
    let units = refused(units.transpose())?;
    let scheme = args.points.as_deref().map(|it| points::scheme(it, linter.rules())).transpose()?;
    let pick = FolderPick { archives: true, ..input::pick(&args.exclude, args.convert)? };
    let mut found = discover::inputs(&args.paths, None, &pick, lang);
    discover::leave_out(&mut found, args.output_file.iter().map(PathBuf::as_path));
    let nothing = found.inputs.is_empty() && found.unread.is_empty();
    if nothing {
        eprintln!("{}", discover::nothing(lang));
    }
    let inputs = with_settings(&mut project, found.inputs, &mut found.unread, lang)?;
    if let Some(threads) = args.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads));
        pool.build_global()
            .map_err(|_| miette::miette!("线程不能启动 / threads cannot be started"))?;
    }
    let conversion = Conversion::of(args.convert);
    let tables = args.format == AuditFormat::Html;
    let reading =
        ReadingOptions { convert: &conversion as &dyn Convert, tables, statements: false, lang };
    leftover::end_by_itself();
    let mut read = read_all(inputs, found.unread, &reading, args.quiet);
    let audit = Audit::new(std::mem::take(&mut read.filed), units, linter.places());
    let checked: Vec<CheckedReport> =
        (0..audit.filed().len()).into_par_iter().map(|index| audit.check(index)).collect();
    let missing = audit.missing(&linter);
    let ReadFiles { inputs, unread, mut status, partial, .. } = read;
    let mut results = AuditResults {
        audit,
        inputs,
        unread,
        partial,
        checked,
        parts: Vec::new(),
        units: units_file,
        missing,
    };
    let (rules, options) = (refused(project.rules())?, look(args, color, lang));
    let look = AuditLook { rules: &rules, format: args.format, options: &options };
    let mut noticed = Vec::new();
    for window in results.named().chunks(WINDOW) {
        let again = |&index: &usize| (index, results.read_again(index, &reading));
        let needed: Vec<usize> = results.needed(window).into_iter().collect();
        let again = needed.par_iter().map(again).collect();
        noticed
            .extend(results.show(window, again, &look).map_err(|error| unwritten(args, &error))?);
    }
    for ((_, settings), found) in results.inputs.iter().zip(&results.checked) {
        status = status.max(Status::of(found, settings.fail_on(), false));
    }
    let here = refused(project.settings_of(&Input::here()))?;
    status = status.max(Status::of(&results.missing, here.fail_on(), false));
    noticed.extend(project.notices(&[]));
    noticed.sort_by_cached_key(Notice::order);
    if !args.quiet {
        notices::tell(&noticed, lang);
    }
    if nothing || !results.unread.is_empty() || results.partial.is_some() {
        status = Status::Failed;
    }
    sink::write(args.output_file.as_deref(), |out| results.write(&look, scheme.as_ref(), out))
        .map_err(|error| unwritten(args, &error))?;
    Ok(status)
}

fn unwritten(args: &AuditArgs, error: &io::Error) -> miette::Report {
    miette::miette!("{}", words::unwritten(args.output_file.as_deref(), error))
}

fn look(args: &AuditArgs, color: Color, lang: Lang) -> Options {
    let to_stdout = args.output_file.is_none();
    let default = Options::default();
    Options {
        language: lang,
        colour: to_stdout && style::colour_on_stdout(color),
        width: to_stdout.then(style::width_of_stdout).flatten().unwrap_or(default.width),
        byte_order_mark: args.csv_bom,
        ..default
    }
}

fn read_units(path: &Path) -> miette::Result<UnitsFile> {
    let file = read_named(path)?;
    let source = Source::new(Format::Text, file.text.clone(), 0);
    Ok(UnitsFile { file, source })
}

/// Reads and checks every file, on whichever thread is free; the order is that of `inputs`.
fn read_all(
    inputs: Vec<(Input, FileSettings)>,
    unread: Vec<UnreadFile>,
    reading: &ReadingOptions<'_>,
    quiet: bool,
) -> ReadFiles {
    let total = inputs.len();
    let progress = Progress::new(total, quiet);
    let (mut told, mut done) = (Instant::now(), 0);
    let mut read = ReadFiles {
        inputs: Vec::with_capacity(total),
        filed: Vec::with_capacity(total),
        unread,
        status: Status::Clean,
        partial: None,
    };
    let keep = |(input, settings): &(Input, FileSettings)| {
        // Whoever interrupts does not wait for the rest.
        let kept =
            (!leftover::is_interrupted()).then(|| audited::keep(input, settings, reading))?;
        progress.advance();
        Some(kept)
    };
    let mut whole = true;
    let Ok(()) = in_order(inputs, keep, |input, kept| {
        whole &= kept.is_some();
        done += usize::from(kept.is_some());
        match kept {
            None | Some(Ok(None)) => {}
            Some(Ok(Some((filed, status)))) => {
                read.inputs.push(input);
                read.filed.push(filed);
                read.status = read.status.max(status);
            }
            Some(Err(unread)) => read.unread.push(unread),
        }
        if !quiet && !progress.is_seen() && told.elapsed() > PATIENCE {
            told = Instant::now();
            match reading.lang {
                Lang::Zh => eprintln!("已读 {done} / {total}"),
                Lang::En => eprintln!("{done} of {total} read"),
            }
        }
        Ok::<(), Infallible>(())
    });
    read.partial = (!whole).then_some(done);
    progress.finish();
    read.unread.sort_by(|a, b| a.name.cmp(&b.name));
    read
}
