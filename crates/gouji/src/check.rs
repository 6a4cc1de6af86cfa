//! `gouji check`.

use std::convert::Infallible;
use std::io;
use std::path::Path;

use gouji_report::place::{Jurisdiction, Standing};
use gouji_reporter::{Options, Verbosity, visible};

use crate::args::{CheckArgs, Color};
use crate::convert::Conversion;
use crate::destination::{self, Destination};
use crate::in_order::in_order;
use crate::notices;
use crate::outflow::{Outflow, Outlet, PartMaker, PendingFile};
use crate::progress::Progress;
use crate::project::{project, project_across, refused, with_settings};
use crate::{input, style};
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
    let root = std::env::current_dir().ok();
    let root = root.as_deref().and_then(Path::to_str).map(|root| root.replace('\\', "/"));
    let outlet =
        |destination| Outlet { options: look(args, &destination, lang, color), destination };
    let outlets: Vec<Outlet> = destinations.into_iter().map(outlet).collect();
    let beside = Results { last_year, ..Results::default() };
    let keep = beside.last_year.is_some();
    let maker = PartMaker { outlets: &outlets, beside: &beside, root: root.as_deref(), keep };
    let mut out = Outflow::new(&outlets, found.unread, root.as_deref());
    let made = |file: CheckedFile| {
        let said = said(args, &file, lang);
        maker.make(file, said)
    };
    let last_year = beside.last_year.as_ref();
    check_each(&inputs, &reading, last_year, args.quiet, made, |result, progress| {
        if let Some(file) = out.take(result) {
            progress.beside(|| {
                file.tell();
                out.write(file);
            });
        }
    });
    let rest = out.rest();
    if !args.quiet {
        tell_own(&out.own, lang);
    }
    out.results.last_year = beside.last_year;
    out.results.verify_years().map_err(|error| miette::miette!("{error}"))?;
    let nothing = out.shown == 0 && out.results.unread.is_empty();
    let strict = nothing && refused(project.fails_on_nothing())?;
    if strict || nothing && !args.quiet {
        eprintln!("{}", discover::nothing(lang));
    }
    let walked = if args.exclude.is_empty() { &found.walked[..] } else { &[] };
    out.results.notice(project.notices(walked));
    if !args.quiet {
        notices::tell(&out.results.notices, lang);
    }
    rest.iter().for_each(PendingFile::tell);
    if outlets.iter().all(|outlet| outlet.destination.file.is_some()) {
        // Failures are part of the results; where those go to a file, a person hears of them too.
        for it in &out.results.unread {
            eprintln!("{it}");
        }
    }
    let rules = refused(project.rules())?;
    for file in rest {
        out.write(file);
    }
    let unread = if out.results.unread.is_empty() { Status::Clean } else { Status::Failed };
    let status = if strict { Status::Failed } else { out.status.max(unread) };
    let found_in_all = out.totals.said(lang);
    let failures = out.close(&rules);
    if !failures.is_empty() {
        return Err(cannot_write(&failures));
    }
    if !args.quiet {
        tell_written(&outlets, &found_in_all, lang);
    }
    // Last, where two thousand results do not carry it off the screen.
    if let Some(note) = passed_over {
        eprintln!("{note}");
    }
    // The process ends here. To free compiled rules piece by piece takes a tenth of a run of one file.
    std::mem::forget((project, inputs));
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

/// Checks every input, each on whichever thread is free, and makes there what `made` does of it; `take` is given what
/// came of them in the order of `inputs`.
pub(crate) fn check_each<R: Send>(
    inputs: &[(Input, FileSettings)],
    reading: &ReadingOptions<'_>,
    last_year: Option<&LastYear>,
    quiet: bool,
    made: impl Fn(CheckedFile) -> R + Sync,
    mut take: impl FnMut(Result<R, UnreadFile>, &Progress),
) {
    let progress = Progress::new(inputs.len(), quiet);
    let check = |(input, settings): &&(Input, FileSettings)| {
        let result = CheckedFile::new(input, settings, reading, last_year).map(&made);
        progress.advance();
        result
    };
    let Ok(()) = in_order(inputs, check, |_, result| {
        take(result, &progress);
        Ok::<(), Infallible>(())
    });
    progress.finish();
}

/// Says what was left out because this program wrote it.
pub(crate) fn tell_own(own: &[String], lang: Lang) {
    if !own.is_empty() {
        let own = own.join(lang.choose("、", ", "));
        let what = lang.choose("跳过 gouji 自己写的：", "passed over, written by gouji: ");
        eprintln!("{what}{}", visible(&own));
    }
}

/// What is said of a file on standard error.
fn said(args: &CheckArgs, file: &CheckedFile, lang: Lang) -> Vec<String> {
    let converted = (file.converted && !args.quiet).then(|| input::converted(&file.name, lang));
    let understood = args.verbose.then(|| understood(file, lang));
    converted.into_iter().chain(understood).collect()
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

/// Says what was written into files, that it comes to `found`, and what to do with it.
fn tell_written(outlets: &[Outlet], found: &str, lang: Lang) {
    for Outlet { destination, .. } in outlets {
        let Some(file) = &destination.file else { continue };
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

/// What was understood of a file, for `--verbose`.
fn understood(file: &CheckedFile, lang: Lang) -> String {
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
    visible(&line).into_owned()
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

fn cannot_write(failures: &[(&Destination, io::Error)]) -> miette::Report {
    let said = words::both(|lang| {
        let line = |(destination, error): &(&Destination, io::Error)| {
            words::one(&words::unwritten(destination.file.as_deref(), error), lang)
        };
        failures.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    miette::miette!("{said}")
}
