//! `gouji audit`: many reports, compared with one another.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gouji_audit::{Audit, PointScheme, UNITS_FILE, Units};
use gouji_parser::{DrawnCells, Format, Source};
use gouji_project::audited::{self, ReadAgain};
use gouji_project::discover::{self, FolderPick};
use gouji_project::{
    Convert, FileSettings, Input, Notice, ReadingOptions, Status, UnreadFile, digest, words,
};
use gouji_report::{Label, Lang, SourceId};
use gouji_reporter::{
    AuditFormat, AuditRun, Failure, FileResult, NamedSource, Options, Run, write_audit,
};
use gouji_rules::finding::{CheckedReport, PassedBy, Suppressed};
use gouji_rules::rule::Rule;
use gouji_rules::settings::SettingsFile;
use rayon::prelude::*;

use crate::args::{AuditArgs, Color};
use crate::convert::Conversion;
use crate::progress::Progress;
use crate::project::{project_across, read_named, refused, with_settings};
use crate::target::{self, WriteTarget};
use crate::{input, leftover, notices, points, sink, style};

/// How many files are read before what they gave is put in order.
const WINDOW: usize = 256;

/// How often a run without a terminal says how far it is.
const PATIENCE: Duration = Duration::from_secs(10);

/// The file of units, with what labels need.
struct UnitsFile {
    file: SettingsFile,
    source: Source,
}

/// The files that were read, each with its settings, and what could not be read.
struct ReadFiles {
    inputs: Vec<(Input, FileSettings)>,
    filed: Vec<gouji_audit::FiledReport>,
    unread: Vec<UnreadFile>,
    status: Status,
    partial: Option<usize>,
}

/// What was found, and what it is shown by.
struct AuditOutcome {
    audit: Audit,
    read: ReadFiles,
    /// For each file, in its order.
    checked: Vec<CheckedReport>,
    /// The files of which text is shown.
    again: Vec<(usize, Result<ReadAgain, UnreadFile>)>,
    units: Option<UnitsFile>,
    /// What is missing by the list of units.
    missing: CheckedReport,
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
    let mut checked: Vec<CheckedReport> =
        (0..audit.filed().len()).into_par_iter().map(|index| audit.check(index)).collect();
    let mut missing = audit.missing(&linter);
    let mut again = read_again(&read, &checked, &reading);
    let mut noticed: Vec<Notice> = Vec::new();
    for (index, result) in &mut again {
        match result {
            Ok(again) => {
                pass_mergers(&audit, *index, units_file.as_ref(), &mut again.checked, lang);
                noticed.append(&mut again.notices);
                checked[*index] = std::mem::take(&mut again.checked);
            }
            Err(unread) => read.unread.push(unread.clone()),
        }
    }
    missing.report = gouji_report::Summary::default();
    for ((_, settings), found) in read.inputs.iter().zip(&checked) {
        read.status = read.status.max(Status::of(found, settings.fail_on(), false));
    }
    let here = refused(project.settings_of(&Input::here()))?;
    read.status = read.status.max(Status::of(&missing, here.fail_on(), false));
    noticed.extend(project.notices(&[]));
    noticed.sort_by_cached_key(Notice::order);
    if !args.quiet {
        notices::tell(&noticed, lang);
    }
    let failed = nothing || !read.unread.is_empty() || read.partial.is_some();
    let status = if failed { Status::Failed } else { read.status };
    let outcome = AuditOutcome { audit, read, checked, again, units: units_file, missing };
    let rules = refused(project.rules())?;
    write(args, &outcome, (&rules, scheme.as_ref()), color, lang)?;
    Ok(status)
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
    let mut rest = inputs.into_iter();
    loop {
        let window: Vec<_> = rest.by_ref().take(WINDOW).collect();
        if window.is_empty() {
            break;
        }
        let kept: Vec<_> = window
            .par_iter()
            .map(|(input, settings)| {
                // Whoever interrupts does not wait for the rest.
                let kept = (!leftover::is_interrupted())
                    .then(|| audited::keep(input, settings, reading))?;
                progress.advance();
                Some(kept)
            })
            .collect();
        done += kept.iter().flatten().count();
        let whole = kept.iter().all(Option::is_some);
        for (input, kept) in window.into_iter().zip(kept) {
            match kept {
                None | Some(Ok(None)) => {}
                Some(Ok(Some((filed, status)))) => {
                    read.inputs.push(input);
                    read.filed.push(filed);
                    read.status = read.status.max(status);
                }
                Some(Err(unread)) => read.unread.push(unread),
            }
        }
        if !whole {
            read.partial = Some(done);
            break;
        }
        if !quiet && !progress.is_seen() && told.elapsed() > PATIENCE {
            told = Instant::now();
            match reading.lang {
                Lang::Zh => eprintln!("已读 {done} / {total}"),
                Lang::En => eprintln!("{done} of {total} read"),
            }
        }
    }
    progress.finish();
    read.unread.sort_by(|a, b| a.name.cmp(&b.name));
    read
}

/// Reads the files once more in which something was found, or which a finding names.
fn read_again(
    read: &ReadFiles,
    checked: &[CheckedReport],
    reading: &ReadingOptions<'_>,
) -> Vec<(usize, Result<ReadAgain, UnreadFile>)> {
    let findings = checked.iter().flat_map(|it| &it.findings);
    let labels = findings.flat_map(|it| std::iter::once(&it.primary).chain(&it.related));
    let named: BTreeSet<usize> =
        labels.filter_map(|label| (label.source.0 as usize).checked_sub(1)).collect();
    let named: Vec<usize> = named.into_iter().filter(|&index| index < checked.len()).collect();
    let again = |&index: &usize| {
        let (input, settings) = &read.inputs[index];
        (index, audited::read_again(input, settings, reading, checked[index].clone()))
    };
    named.par_iter().map(again).collect()
}

/// Lets pass what the list of units explains: figures do not follow from last year's where a unit was merged in.
fn pass_mergers(
    audit: &Audit,
    index: usize,
    units: Option<&UnitsFile>,
    checked: &mut CheckedReport,
    lang: Lang,
) {
    let (Some((at, merged)), Some(units)) = (audit.merger(index), units) else { return };
    for finding in std::mem::take(&mut checked.findings) {
        let of_years = |label: &Label| Some(label.source) == audit.last_source(index);
        if !finding.related.iter().any(of_years) {
            checked.findings.push(finding);
            continue;
        }
        let by =
            PassedBy::Configuration { path: units.file.name.clone(), line: units.file.line(at) };
        let reason = match lang {
            Lang::Zh => format!("{merged}并入"),
            Lang::En => format!("{merged} was merged into it"),
        };
        checked.suppressed.push(Suppressed { finding, reason, by });
    }
}

fn result<'a>(named: NamedSource<'a>, checked: &'a CheckedReport) -> FileResult<'a> {
    FileResult {
        id: named.id,
        path: named.path,
        source: named.source,
        checked,
        drawn: named.drawn,
        tables: named.tables,
        statements: None,
        fail: None,
        not_checked_fails: false,
    }
}

fn write(
    args: &AuditArgs,
    outcome: &AuditOutcome,
    (rules, points): (&[Rule], Option<&PointScheme>),
    color: Color,
    lang: Lang,
) -> miette::Result<()> {
    let AuditOutcome { audit, read, checked, again, units, missing } = outcome;
    let none = DrawnCells::default();
    let readable = || again.iter().filter_map(|(index, it)| Some((*index, it.as_ref().ok()?)));
    let source = |index: usize| SourceId(index as u32 + 1);
    let sources: Vec<NamedSource<'_>> = readable()
        .map(|(index, it)| it.shown.named(source(index), read.inputs[index].0.name()))
        .collect();
    let mut files: Vec<FileResult<'_>> = readable()
        .filter(|(index, _)| !checked[*index].findings.is_empty())
        .map(|(index, it)| {
            let path = read.inputs[index].0.name();
            result(it.shown.named(source(index), path), &checked[index])
        })
        .collect();
    if let Some(units) = units.as_ref().filter(|_| !missing.findings.is_empty()) {
        let (path, source) = (&*units.file.name, &units.source);
        let named = NamedSource { id: UNITS_FILE, path, source, drawn: &none, tables: &[] };
        files.push(result(named, missing));
    }
    let failures: Vec<Failure<'_>> = read
        .unread
        .iter()
        .map(|unread| Failure { path: &unread.name, message: &unread.message })
        .collect();
    let run = Run {
        sources: &sources,
        files: &files,
        failures: &failures,
        configuration: &[],
        rules,
        tool_version: env!("CARGO_PKG_VERSION"),
        tool_home: None,
        root: None,
    };
    let rows = audit.rows(checked);
    let paths: Vec<&str> = audit.filed().iter().map(|filed| &*filed.path).collect();
    let unknown: Vec<&str> = audit.unknown().iter().map(|&index| paths[index]).collect();
    let layers = read.inputs.iter().flat_map(|(_, settings)| &settings.effective.settings);
    let mut contents = BTreeSet::new();
    let layers = layers.filter(|layer| contents.insert(layer.content())).map(|layer| &**layer);
    let digest = digest(layers);
    let run = AuditRun {
        run: &run,
        rows: &rows,
        paths: &paths,
        unknown: &unknown,
        pairs: audit.pairs(),
        partial: read.partial,
        points,
        digest: &digest,
    };
    let to_stdout = args.output_file.is_none();
    let default = Options::default();
    let options = Options {
        language: lang,
        colour: to_stdout && style::colour_on_stdout(color),
        width: to_stdout.then(style::width_of_stdout).flatten().unwrap_or(default.width),
        byte_order_mark: args.csv_bom,
        ..default
    };
    sink::write(args.output_file.as_deref(), |out| write_audit(&run, args.format, &options, out))
        .map_err(|error| {
            let target = args.output_file.as_deref();
            miette::miette!("{}", words::unwritten(target, &error))
        })
}
