//! `gouji check`.

use std::io;
use std::path::Path;

use gouji_report::place::{Jurisdiction, Standing};
use gouji_reporter::{Options, OutputFormat, Verbosity, visible};
use gouji_rules::rule::Rule;
use rayon::prelude::*;

use crate::args::{CheckArgs, Color};
use crate::convert::Conversion;
use crate::destination::{self, Destination};
use crate::notices;
use crate::progress::Progress;
use crate::project::{project, project_across, refused, with_settings};
use crate::{input, sink, style};
use gouji_project::CheckedFile;
use gouji_project::Status;
use gouji_project::discover::{self, FolderPick, FoundInputs};
use gouji_project::{FileSettings, LastYear, Project, Results, words};
use gouji_project::{Input, ReadingOptions, UnreadFile};
use gouji_report::Lang;

pub(crate) fn run(args: &CheckArgs, lang: Lang, color: Color) -> miette::Result<Status> {
    let destinations = destination::plan(&args.format, args.output_file.as_deref(), lang)?;
    let made = if args.last_year.is_some() { project_across } else { project };
    let mut project = made(&args.config, args.baseline.as_deref())?;
    let mut found = find(args, &destinations, lang)?;
    let passed_over = found.passed_over(lang).filter(|_| !args.quiet);
    let inputs = with_settings(&mut project, found.inputs, &mut found.unread, lang)?;
    if let Some(threads) = args.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads));
        pool.build_global()
            .map_err(|_| miette::miette!("线程不能启动 / threads cannot be started"))?;
    }
    let reading = ReadingOptions {
        convert: &Conversion::of(args.convert),
        tables: destinations.iter().any(|it| it.format.draws_tables()),
        statements: destinations.iter().any(|it| it.format.tells_statements()),
        lang,
    };
    let last_year = match &args.last_year {
        Some(path) => Some(last_year(path, &inputs, &mut project, &reading)?),
        None => None,
    };
    let mut results = check_all(&inputs, found.unread, &reading, last_year, args.quiet);
    results.verify_years().map_err(|error| miette::miette!("{error}"))?;
    let nothing = results.files.is_empty() && results.unread.is_empty();
    let strict = nothing && refused(project.fails_on_nothing())?;
    if strict || nothing && !args.quiet {
        eprintln!("{}", discover::nothing(lang));
    }
    let walked = if args.exclude.is_empty() { &found.walked[..] } else { &[] };
    results.notice(project.notices(walked));
    if !args.quiet {
        notices::tell(&results.notices, lang);
        results
            .files
            .iter()
            .filter(|file| file.converted)
            .for_each(|file| input::tell_converted(&file.name, lang));
    }
    if args.verbose {
        tell_files(&results.files, lang);
    }
    if destinations.iter().all(|destination| destination.file.is_some()) {
        // Failures are part of the results; where those go to a file, a person hears of them too.
        for it in &results.unread {
            eprintln!("{it}");
        }
    }
    // That there is nothing has just been said to whoever is at the terminal.
    let destinations: Vec<Destination> = destinations
        .into_iter()
        .filter(|it| !(nothing && it.file.is_none() && it.format == OutputFormat::Human))
        .collect();
    write(&results, &refused(project.rules())?, &destinations, |it| look(args, it, lang, color))
        .map_err(|failures| cannot_write(&failures))?;
    if !args.quiet {
        tell_written(&destinations, &results, lang);
    }
    // Last, where two thousand results do not carry it off the screen.
    if let Some(note) = passed_over {
        eprintln!("{note}");
    }
    let status = if strict { Status::Failed } else { results.status() };
    // The process ends here. To free compiled rules piece by piece takes a tenth of a run of one file.
    std::mem::forget((project, inputs, results));
    Ok(status)
}

/// Reads the report of the year before, beside which the one of `inputs` is checked.
fn last_year(
    path: &Path,
    inputs: &[(Input, FileSettings)],
    project: &mut Project,
    reading: &ReadingOptions<'_>,
) -> miette::Result<LastYear> {
    if inputs.len() != 1 {
        return Err(miette::miette!(
            "--last-year 只与一份报告对照 / --last-year goes with one report"
        ));
    }
    let input = Input::named(path.to_owned());
    let settings = refused(project.settings_of(&input))?;
    LastYear::read(&input, &settings, reading).map_err(|unread| miette::miette!("{unread}"))
}

fn find(args: &CheckArgs, destinations: &[Destination], lang: Lang) -> miette::Result<FoundInputs> {
    let stdin = args.stdin_filename.as_deref();
    input::verify_stdin(&args.paths, stdin, lang)?;
    let pick = FolderPick { archives: true, ..input::pick(&args.exclude, args.convert)? };
    destination::verify(destinations, &args.paths)?;
    let mut found = discover::inputs(&args.paths, stdin, &pick, lang);
    // What an earlier run wrote into the folder is no report.
    discover::leave_out(&mut found, destinations.iter().filter_map(|it| it.file.as_deref()));
    Ok(found)
}

/// Checks every input, each on whichever thread is free; the results keep the order of `inputs`.
pub(crate) fn check_all(
    inputs: &[(Input, FileSettings)],
    unread: Vec<UnreadFile>,
    reading: &ReadingOptions<'_>,
    last_year: Option<LastYear>,
    quiet: bool,
) -> Results {
    let progress = Progress::new(inputs.len(), quiet);
    let check = |(input, settings): &(Input, FileSettings)| {
        let result = CheckedFile::new(input, settings, reading, last_year.as_ref());
        progress.advance();
        result
    };
    let checked: Vec<Result<CheckedFile, UnreadFile>> = match inputs {
        // One file is the common case, and starting threads for it costs more than checking it.
        [settings] => vec![check(settings)],
        _ => inputs.par_iter().map(check).collect(),
    };
    progress.finish();
    let (results, own) = Results::of(checked, unread, last_year);
    if !own.is_empty() && !quiet {
        let own = own.join(reading.lang.choose("、", ", "));
        let what = reading.lang.choose("跳过 gouji 自己写的：", "passed over, written by gouji: ");
        eprintln!("{what}{}", visible(&own));
    }
    results
}

fn look(args: &CheckArgs, destination: &Destination, lang: Lang, color: Color) -> Options {
    let to_stdout = destination.file.is_none();
    let default = Options::default();
    Options {
        language: lang,
        colour: match color {
            Color::Auto => to_stdout && style::colour_on_stdout(color),
            Color::Always | Color::Never => style::colour_on_stdout(color),
        },
        width: to_stdout.then(style::width_of_stdout).flatten().unwrap_or(default.width),
        verbosity: match (args.quiet, args.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        },
        byte_order_mark: args.csv_bom,
        ..default
    }
}

/// Says what was written into files, what it comes to, and what to do with it.
fn tell_written(destinations: &[Destination], results: &Results, lang: Lang) {
    let findings = results.files.iter().flat_map(|file| &file.checked.findings);
    let mut found = gouji_reporter::listed(findings, lang);
    let left = results.files.iter().filter(|file| !file.checked.not_checked.is_empty()).count();
    if left > 0 {
        found += &match lang {
            Lang::Zh => format!("，{left} 个文件没有检查或没有查全"),
            Lang::En => format!(", {left} not checked, or not all of it"),
        };
    }
    for (destination, file) in destinations.iter().filter_map(|it| Some((it, it.file.as_ref()?))) {
        let file = file.display().to_string();
        let file = visible(&file);
        let advice = destination.format.opened_with();
        match lang {
            Lang::Zh => {
                let advice = advice.map(|(zh, _)| format!("；{zh}")).unwrap_or_default();
                eprintln!("已写入 {file}：{found}{advice}");
            }
            Lang::En => {
                let advice = advice.map(|(_, en)| format!("; {en}")).unwrap_or_default();
                eprintln!("written: {file}: {found}{advice}");
            }
        }
    }
}

/// What could not be written, and why.
type WriteFailure<'a> = (&'a Destination, io::Error);

/// Writes the results to every destination; one that fails does not keep the others from theirs.
fn write<'a>(
    results: &Results,
    rules: &[Rule],
    destinations: &'a [Destination],
    look: impl Fn(&Destination) -> Options,
) -> Result<(), Vec<WriteFailure<'a>>> {
    let mut failures = Vec::new();
    let root = std::env::current_dir().ok();
    let root = root.as_deref().and_then(Path::to_str).map(|root| root.replace('\\', "/"));
    for destination in destinations {
        let written = sink::write(destination.file.as_deref(), |out| {
            gouji_project::write(
                results,
                rules,
                root.as_deref(),
                destination.format,
                &look(destination),
                out,
            )
        });
        failures.extend(written.err().map(|error| (destination, error)));
    }
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

/// What was understood of each file, for `--verbose`.
fn tell_files(files: &[CheckedFile], lang: Lang) {
    for file in files {
        let report = &file.checked.report;
        let unknown = lang.choose("未识别", "unknown");
        let year = report.year.map_or_else(|| unknown.to_owned(), |year| year.to_string());
        let (name, format) = (&file.name, file.source.format().name());
        let form = report.form.as_deref().unwrap_or(unknown);
        let issuer = report.issuer.as_deref().unwrap_or(unknown);
        let place = place(report.jurisdiction.as_ref(), lang);
        let rules = file.chosen.said(lang);
        let (found, open) = (file.checked.findings.len(), file.checked.not_assessable.len());
        let line = match lang {
            Lang::Zh => format!(
                "{name}: {format}，表式 {form}，年度 {year}，机关 {issuer}（{place}）；规则 {rules}；发现 {found} 项，无法判断 {open} 项"
            ),
            Lang::En => format!(
                "{name}: {format}, form {form}, year {year}, issuer {issuer} ({place}); rules {rules}; {found} findings, {open} not assessable"
            ),
        };
        eprintln!("{}", visible(&line));
    }
}

/// Where an issuer is, in a few words: its place with the code, or why there is none.
fn place(place: Option<&Jurisdiction>, lang: Lang) -> String {
    let Some(place) = place else {
        return lang.choose("所在地未识别", "place unknown").to_owned();
    };
    let name = &place.name;
    let Some(code) = place.code else {
        let codes: Vec<String> = place.candidates.iter().map(ToString::to_string).collect();
        let codes = codes.join("/");
        return match lang {
            Lang::Zh => format!("{name} 有几处同名：{codes}"),
            Lang::En => format!("{name} is the name of several: {codes}"),
        };
    };
    let remark = match place.standing {
        Standing::Government | Standing::Organ => "",
        Standing::Zone => lang.choose("，功能区", ", functional zone"),
        Standing::Vertical => lang.choose("，垂直管理", ", vertical organ"),
    };
    format!("{name} {code}{remark}")
}

fn cannot_write(failures: &[WriteFailure<'_>]) -> miette::Report {
    let said = words::both(|lang| {
        let line = |(destination, error): &WriteFailure<'_>| {
            words::one(&words::unwritten(destination.file.as_deref(), error), lang)
        };
        failures.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    miette::miette!("{said}")
}
