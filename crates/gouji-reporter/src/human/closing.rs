//! What follows the findings: the files that could not be read, the checks that could not be
//! assessed, and one line that sums up.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use codespan_reporting::term::{Renderer, WriteStyle};
use gouji_rules::finding::{Extent, Severity};

use super::paint::colour;
use crate::verdict::{SEVERITIES, word};
use crate::{
    FileResult, Options, Run, Verbosity,
    place::SourcePlaces,
    totals::{ClosingLines, RunTotals},
    unchecked::untold,
    verdict::plural,
    visible::visible,
};
use gouji_report::Lang;

/// Writes the end of the output.
pub(super) fn write(
    run: &Run<'_>,
    totals: &RunTotals,
    options: &Options,
    out: &mut Renderer<'_, '_>,
) -> io::Result<()> {
    write_failures(run, options.language, out)?;
    write_not_checked(&totals.closing.not_checked, options.language, out)?;
    write_not_assessable(&totals.closing, options.language, out)?;
    if options.verbosity > Verbosity::Quiet {
        writeln!(out, "{}", summary(totals, run.failures.len(), options))?;
    }
    Ok(())
}

/// Returns what the end says of one file.
pub(super) fn lines(file: &FileResult<'_>, options: &Options) -> ClosingLines {
    let language = options.language;
    let mut lines = ClosingLines::default();
    let not_assessable = match options.verbosity {
        Verbosity::Verbose => &file.checked.not_assessable[..],
        Verbosity::Quiet | Verbosity::Normal => &[],
    };
    let mut untold = untold(file, options).peekable();
    if untold.peek().is_none() && not_assessable.is_empty() {
        return lines;
    }
    let path = visible(file.path);
    let places = SourcePlaces::new(file.source);
    lines.not_checked.extend(untold.map(|it| {
        let reason = visible(language.pick(&it.reason));
        let at = places.position(it.place.span.start as usize);
        match it.what {
            Extent::File => format!("  {path}  {reason}"),
            Extent::Table | Extent::Part => format!("  {path}:{}:{}  {reason}", at.line, at.column),
        }
    }));
    lines.not_assessable.extend(not_assessable.iter().map(|check| {
        let at = places.position(check.place.span.start as usize);
        let what = visible(language.pick(&check.place.message));
        let gap = if what.is_empty() { "" } else { "  " };
        let place = format!("{path}:{}:{}{gap}{what}", at.line, at.column);
        (check.code.clone(), language.pick(&check.reason).to_owned(), place)
    }));
    lines
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
    lines: &[String],
    language: Lang,
    out: &mut Renderer<'_, '_>,
) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", language.choose("没有检查的：", "not checked:"))?;
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    writeln!(out)
}

/// Every check that could not be assessed: by code and reason, with its places.
fn write_not_assessable(
    lines: &ClosingLines,
    language: Lang,
    out: &mut Renderer<'_, '_>,
) -> io::Result<()> {
    let mut groups: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (code, reason, place) in &lines.not_assessable {
        groups.entry((code, reason)).or_default().push(place);
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

fn summary(totals: &RunTotals, failures: usize, options: &Options) -> String {
    match options.language {
        Lang::Zh => summary_zh(totals, failures, options),
        Lang::En => summary_en(totals, failures, options),
    }
}

/// Every severity with how often it was found, from the gravest.
fn counts(totals: &RunTotals) -> [(Severity, usize); 3] {
    SEVERITIES.map(|each| (each, totals.counts.get(each)))
}

/// Findings that [`Options::show`] keeps from being printed.
fn unlisted(totals: &RunTotals, options: &Options) -> usize {
    let hidden = counts(totals).into_iter().filter(|&(severity, _)| severity < options.show);
    hidden.map(|(_, count)| count).sum()
}

/// The files that the closing line speaks of, none where not one of them was checked; and whether
/// there are any that were read.
fn checked(totals: &RunTotals) -> (usize, bool) {
    let (all, left) = (totals.files, totals.unchecked().files);
    (if all == left { 0 } else { all }, all > 0)
}

fn summary_zh(totals: &RunTotals, failures: usize, options: &Options) -> String {
    if totals.files == 0 && failures == 0 {
        return "没有可检查的文件".to_owned();
    }
    let found = if counts(totals).iter().any(|&(_, count)| count > 0) {
        let each = counts(totals).map(|(each, n)| format!("{n} 个{}", word(each, Lang::Zh)));
        each.join("，")
    } else if totals.suppressed > 0 {
        "没有发现其他问题".to_owned()
    } else if !totals.unchecked().is_none() {
        "其余没有发现问题".to_owned()
    } else {
        "没有发现问题".to_owned()
    };
    let not_checked = totals.named(failures, Lang::Zh);
    // Of no file nothing was found, which is not to be taken for a pass.
    let mut clauses = match checked(totals) {
        (0, true) => vec![format!("没有检查任何文件，{}", not_checked.join("，"))],
        (0, false) => vec!["没有检查任何文件".to_owned()],
        (files, _) => {
            let head = std::iter::once(format!("检查 {files} 个文件")).chain(not_checked);
            vec![format!("{}：{found}", head.collect::<Vec<_>>().join("，"))]
        }
    };
    if let n @ 1.. = unlisted(totals, options) {
        clauses.push(format!("其中 {n} 个未列出"));
    }
    if let n @ 1.. = totals.suppressed {
        clauses.push(format!("{n} 个已放行（豁免或基线）"));
    }
    if let n @ 1.. = totals.not_assessable {
        let hint = if options.verbosity == Verbosity::Verbose { "" } else { "（-v 列出）" };
        clauses.push(format!("{n} 项无法判断{hint}"));
    }
    if let n @ 1.. = failures {
        clauses.push(format!("{n} 个文件无法读取"));
    }
    clauses.join("；")
}

fn summary_en(totals: &RunTotals, failures: usize, options: &Options) -> String {
    if totals.files == 0 && failures == 0 {
        return "no files to check".to_owned();
    }
    let found = if counts(totals).iter().any(|&(_, count)| count > 0) {
        counts(totals).map(|(each, n)| plural(n, word(each, Lang::En))).join(", ")
    } else if totals.suppressed > 0 {
        "no other problems found".to_owned()
    } else if !totals.unchecked().is_none() {
        "no problems found in the rest".to_owned()
    } else {
        "no problems found".to_owned()
    };
    let not_checked = totals.named(failures, Lang::En);
    let mut clauses = match checked(totals) {
        (0, true) => vec![format!("no file was checked, {}", not_checked.join(", "))],
        (0, false) => vec!["no file was checked".to_owned()],
        (files, _) => {
            let head = std::iter::once(format!("checked {}", plural(files, "file")));
            vec![format!("{}: {found}", head.chain(not_checked).collect::<Vec<_>>().join(", "))]
        }
    };
    if let n @ 1.. = unlisted(totals, options) {
        clauses.push(format!("{n} of them not listed"));
    }
    if let n @ 1.. = totals.suppressed {
        clauses.push(format!("{n} let pass by waivers or the baseline"));
    }
    if let n @ 1.. = totals.not_assessable {
        let hint = if options.verbosity == Verbosity::Verbose { "" } else { " (-v lists them)" };
        clauses.push(format!("{} not assessable{hint}", plural(n, "check")));
    }
    if let n @ 1.. = failures {
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
