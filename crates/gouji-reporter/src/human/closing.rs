//! What follows the findings: the files that could not be read, the checks that could not be
//! assessed, and one line that sums up.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use codespan_reporting::term::{Renderer, WriteStyle};
use gouji_rules::finding::{Extent, Severity};

use super::paint::colour;
use crate::verdict::word;
use crate::{
    FileResult, Options, Run, Verbosity,
    place::SourcePlaces,
    unchecked::{Unchecked, named, untold},
    verdict::plural,
    visible::visible,
};
use gouji_report::Lang;

/// Writes the end of the output.
pub(super) fn write(
    run: &Run<'_>,
    options: &Options,
    out: &mut Renderer<'_, '_>,
) -> io::Result<()> {
    write_failures(run, options.language, out)?;
    write_not_checked(run, options, out)?;
    if options.verbosity == Verbosity::Verbose {
        write_not_assessable(run, options.language, out)?;
    }
    if options.verbosity > Verbosity::Quiet {
        writeln!(out, "{}", summary(run, options))?;
    }
    Ok(())
}

fn write_failures(run: &Run<'_>, language: Lang, out: &mut Renderer<'_, '_>) -> io::Result<()> {
    for failure in run.failures {
        let (path, message) = (visible(failure.path), visible(failure.message));
        out.set_header(colour(Severity::Error))?;
        write!(out, "{}", word(Severity::Error, language))?;
        out.set_header_message()?;
        match language {
            Lang::Zh => write!(out, ": 无法读取 {path}：{message}")?,
            Lang::En => write!(out, ": cannot read {path}: {message}")?,
        }
        out.reset()?;
        writeln!(out)?;
    }
    if run.failures.is_empty() { Ok(()) } else { writeln!(out) }
}

/// What was not checked and no finding tells, a line each.
fn write_not_checked(
    run: &Run<'_>,
    options: &Options,
    out: &mut Renderer<'_, '_>,
) -> io::Result<()> {
    let mut lines = Vec::new();
    for file in run.files {
        let path = visible(file.path);
        let places = SourcePlaces::new(file.source);
        lines.extend(untold(file, options).map(|it| {
            let reason = visible(options.language.pick(&it.reason));
            let at = places.position(it.place.span.start as usize);
            match it.what {
                Extent::File => format!("  {path}  {reason}"),
                Extent::Table | Extent::Part => {
                    format!("  {path}:{}:{}  {reason}", at.line, at.column)
                }
            }
        }));
    }
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", options.language.choose("没有检查的：", "not checked:"))?;
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    writeln!(out)
}

/// Every check that could not be assessed: by code and reason, with its places.
fn write_not_assessable(
    run: &Run<'_>,
    language: Lang,
    out: &mut Renderer<'_, '_>,
) -> io::Result<()> {
    let mut groups: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for file in run.files {
        collect_not_assessable(file, language, &mut groups);
    }
    if groups.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", language.choose("无法判断：", "not assessable:"))?;
    for ((code, reason), places) in groups {
        writeln!(out, "  {} {}", visible(code), visible(reason))?;
        for place in places {
            writeln!(out, "      {place}")?;
        }
    }
    writeln!(out)
}

fn collect_not_assessable<'a>(
    file: &FileResult<'a>,
    language: Lang,
    groups: &mut BTreeMap<(&'a str, &'a str), Vec<String>>,
) {
    let unassessed = &file.checked.not_assessable;
    if unassessed.is_empty() {
        return;
    }
    let path = visible(file.path);
    let places = SourcePlaces::new(file.source);
    for check in unassessed {
        let at = places.position(check.place.span.start as usize);
        let what = visible(language.pick(&check.place.message));
        let gap = if what.is_empty() { "" } else { "  " };
        let key = (&*check.code, language.pick(&check.reason));
        let lines = groups.entry(key).or_default();
        lines.push(format!("{path}:{}:{}{gap}{what}", at.line, at.column));
    }
}

fn summary(run: &Run<'_>, options: &Options) -> String {
    match options.language {
        Lang::Zh => summary_zh(run, options),
        Lang::En => summary_en(run, options),
    }
}

/// Every severity with how often it was found, from the gravest.
fn counts(run: &Run<'_>) -> [(Severity, usize); 3] {
    [Severity::Error, Severity::Warning, Severity::Info].map(|each| (each, run.count(each)))
}

/// Findings that [`Options::show`] keeps from being printed.
fn unlisted(run: &Run<'_>, options: &Options) -> usize {
    let hidden = counts(run).into_iter().filter(|&(severity, _)| severity < options.show);
    hidden.map(|(_, count)| count).sum()
}

/// The files that the closing line speaks of, none where not one of them was checked; and whether
/// there are any that were read.
fn checked(run: &Run<'_>) -> (usize, bool) {
    let (all, left) = (run.files.len(), Unchecked::of(run.files).files);
    (if all == left { 0 } else { all }, all > 0)
}

fn summary_zh(run: &Run<'_>, options: &Options) -> String {
    if run.files.is_empty() && run.failures.is_empty() {
        return "没有可检查的文件".to_owned();
    }
    let found = if counts(run).iter().any(|&(_, count)| count > 0) {
        let each = counts(run).map(|(each, n)| format!("{n} 个{}", word(each, Lang::Zh)));
        each.join("，")
    } else if run.suppressed() > 0 {
        "没有发现其他问题".to_owned()
    } else if !Unchecked::of(run.files).is_none() {
        "其余没有发现问题".to_owned()
    } else {
        "没有发现问题".to_owned()
    };
    let not_checked = named(run, Lang::Zh);
    // Of no file nothing was found, which is not to be taken for a pass.
    let mut clauses = match checked(run) {
        (0, true) => vec![format!("没有检查任何文件，{}", not_checked.join("，"))],
        (0, false) => vec!["没有检查任何文件".to_owned()],
        (files, _) => {
            let head = std::iter::once(format!("检查 {files} 个文件")).chain(not_checked);
            vec![format!("{}：{found}", head.collect::<Vec<_>>().join("，"))]
        }
    };
    if let n @ 1.. = unlisted(run, options) {
        clauses.push(format!("其中 {n} 个未列出"));
    }
    if let n @ 1.. = run.suppressed() {
        clauses.push(format!("{n} 个已放行（豁免或基线）"));
    }
    if let n @ 1.. = run.not_assessable() {
        let hint = if options.verbosity == Verbosity::Verbose { "" } else { "（-v 列出）" };
        clauses.push(format!("{n} 项无法判断{hint}"));
    }
    if let n @ 1.. = run.failures.len() {
        clauses.push(format!("{n} 个文件无法读取"));
    }
    clauses.join("；")
}

fn summary_en(run: &Run<'_>, options: &Options) -> String {
    if run.files.is_empty() && run.failures.is_empty() {
        return "no files to check".to_owned();
    }
    let found = if counts(run).iter().any(|&(_, count)| count > 0) {
        counts(run).map(|(each, n)| plural(n, word(each, Lang::En))).join(", ")
    } else if run.suppressed() > 0 {
        "no other problems found".to_owned()
    } else if !Unchecked::of(run.files).is_none() {
        "no problems found in the rest".to_owned()
    } else {
        "no problems found".to_owned()
    };
    let not_checked = named(run, Lang::En);
    let mut clauses = match checked(run) {
        (0, true) => vec![format!("no file was checked, {}", not_checked.join(", "))],
        (0, false) => vec!["no file was checked".to_owned()],
        (files, _) => {
            let head = std::iter::once(format!("checked {}", plural(files, "file")));
            vec![format!("{}: {found}", head.chain(not_checked).collect::<Vec<_>>().join(", "))]
        }
    };
    if let n @ 1.. = unlisted(run, options) {
        clauses.push(format!("{n} of them not listed"));
    }
    if let n @ 1.. = run.suppressed() {
        clauses.push(format!("{n} let pass by waivers or the baseline"));
    }
    if let n @ 1.. = run.not_assessable() {
        let hint = if options.verbosity == Verbosity::Verbose { "" } else { " (-v lists them)" };
        clauses.push(format!("{} not assessable{hint}", plural(n, "check")));
    }
    if let n @ 1.. = run.failures.len() {
        clauses.push(format!("{} not readable", plural(n, "file")));
    }
    clauses.join("; ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use gouji_parser::Span;
    use gouji_report::{Label, Localized};
    use gouji_rules::finding::{CheckedReport, NotAssessable, Severity};

    use crate::{
        Failure, Options, OutputFormat, Verbosity,
        tests::samples::{checked, file, finding, output, run_output, text},
    };
    use gouji_report::Lang;

    /// The end of the output about two files, one of them with three findings and three checks that
    /// could not be assessed.
    fn closing(options: &Options, failures: &[Failure<'_>]) -> String {
        let source = text("一\n二\n三\n");
        let at = |start| Label::new(Span::at(start), Localized::default());
        let finding = |severity| finding("T001", severity, "缺表", at(0));
        let unassessed = |code: &str, start, reason: &Localized| NotAssessable {
            code: Arc::from(code),
            reason: reason.clone(),
            place: at(start),
        };
        let short = Localized::new("该行只有 5 个数值", "this row has 5 values only");
        let fused = Localized::new("各格连在一起", "the cells run together");
        let first = CheckedReport {
            findings: [Severity::Error, Severity::Info, Severity::Info].map(finding).to_vec(),
            not_assessable: vec![
                unassessed("E001", 4, &short),
                unassessed("E001", 8, &short),
                unassessed("E001", 0, &fused),
            ],
            ..CheckedReport::default()
        };
        let second = checked(Vec::new());
        let files = [file("a.txt", &source, &first), file("b.txt", &source, &second)];
        let output = run_output(&files, failures, OutputFormat::Human, options);
        let findings = output.rfind("explain T001\n").unwrap_or_default();
        output[findings..].split_once("\n\n").map_or(output.clone(), |(_, end)| end.to_owned())
    }

    #[test]
    fn the_end_names_failures_and_sums_up() {
        let failures = [Failure {
            path: "c.doc",
            message: "Word 97–2003 不能直接检查：另存为 .docx",
        }];
        let options = Options::default();
        insta::assert_snapshot!(closing(&options, &failures), @r"
        错误: 无法读取 c.doc：Word 97–2003 不能直接检查：另存为 .docx

        检查 2 个文件：1 个错误，0 个警告，2 个提示；3 项无法判断（-v 列出）；1 个文件无法读取
        ");
        insta::assert_snapshot!(
            closing(&Options { language: Lang::En, ..options }, &failures), @r"
        error: cannot read c.doc: Word 97–2003 不能直接检查：另存为 .docx

        checked 2 files: 1 error, 0 warnings, 2 infos; 3 checks not assessable (-v lists them); 1 file not readable
        ");
        insta::assert_snapshot!(
            closing(&Options { verbosity: Verbosity::Verbose, ..options }, &[]), @r"
        无法判断：
          E001 各格连在一起
              a.txt:1:1
          E001 该行只有 5 个数值
              a.txt:2:1
              a.txt:3:1

        检查 2 个文件：1 个错误，0 个警告，2 个提示；3 项无法判断
        ");
        insta::assert_snapshot!(
            closing(&Options { show: Severity::Error, language: Lang::En, ..options }, &[]), @"checked 2 files: 1 error, 0 warnings, 2 infos; 2 of them not listed; 3 checks not assessable (-v lists them)");
        let quiet = Options { verbosity: Verbosity::Quiet, ..options };
        insta::assert_snapshot!(closing(&quiet, &[]), @"");
    }

    #[test]
    fn what_was_not_read_is_no_clean_run() {
        let failures = [Failure { path: "c.doc", message: "文件不存在" }];
        let last = |language| {
            let options = Options { language, ..Options::default() };
            let output = run_output(&[], &failures, OutputFormat::Human, &options);
            output.lines().last().unwrap_or_default().to_owned()
        };
        insta::assert_snapshot!(last(Lang::Zh), @"没有检查任何文件；1 个文件无法读取");
        insta::assert_snapshot!(last(Lang::En), @"no file was checked; 1 file not readable");
    }

    #[test]
    fn a_clean_run_says_so() {
        let source = text("");
        let check = |language| {
            let options = Options { language, ..Options::default() };
            output(&source, Vec::new(), OutputFormat::Human, &options)
        };
        insta::assert_snapshot!(check(Lang::Zh), @"检查 1 个文件：没有发现问题");
        insta::assert_snapshot!(check(Lang::En), @"checked 1 file: no problems found");
        insta::assert_snapshot!(
            run_output(&[], &[], OutputFormat::Human, &Options::default()), @"没有可检查的文件");
    }
}
