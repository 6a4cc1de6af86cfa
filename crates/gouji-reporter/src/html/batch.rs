//! What several reports come to: numbers, bars, a table of files; then each report that has
//! findings, folded.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    io::{self, Write},
};

use gouji_rules::finding::Severity;

use super::{
    chart::{CountCell, Order, Tally},
    escape::text,
    report,
    sheet::{Drawing, ReportPage},
};
use crate::{
    Options, Run, subject,
    totals::RunTotals,
    unchecked::untold,
    verdict::{Counts, SEVERITIES, plural, sign, word},
    whereabouts,
};
use gouji_report::Lang;

/// Reports whose tables are drawn, the gravest first; a browser has to hold the page.
pub(super) const MAX_DRAWN: usize = 300;

/// Bytes that the reports may take, and files that are listed, the gravest first: with both the page
/// stays within 4 MB.
const ROOM: usize = 3 << 20;
const MAX_LISTED: usize = 3_000;

/// Up to so many reports are shown unfolded; those with errors are counted alone.
const MAX_OPEN: usize = 3;

/// Writes the summary and the reports, the gravest first.
pub(super) fn write(
    run: &Run<'_>,
    mut sheets: Vec<ReportPage<'_>>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = options.language;
    sheets.sort_by_key(|sheet| Reverse(sheet.counts.gravity()));
    for (at, sheet) in sheets.iter_mut().enumerate() {
        sheet.drawing = if at < MAX_DRAWN { Drawing::Concerned } else { Drawing::None };
    }
    let reports = reports(&mut sheets, language)?;
    writeln!(out, r#"<header class="head batch">"#)?;
    write_head(run, &sheets, language, out)?;
    writeln!(out, "</header>")?;
    if sheets.iter().any(|sheet| !sheet.findings.is_empty()) {
        write_charts(&sheets, language, out)?;
    }
    write_failures(run, language, out)?;
    write_not_checked(run, options, out)?;
    if !sheets.is_empty() {
        write_files(&sheets, language, out)?;
    }
    if reports.is_empty() {
        return Ok(());
    }
    let title = language.choose("逐份核查结果", "Report by report");
    writeln!(out, r#"<section class="reports"><h2>{title}</h2>"#)?;
    write_limits(&sheets, language, out)?;
    out.write_all(&reports)?;
    writeln!(out, "</section>")
}

fn write_head(
    run: &Run<'_>,
    sheets: &[ReportPage<'_>],
    language: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = subject::results(run.files, language);
    writeln!(out, "<h1>{}</h1>", text(&title))?;
    let mut counts = Counts::default();
    for (_, finding) in sheets.iter().flat_map(|sheet| &sheet.findings) {
        counts.add(finding.severity);
    }
    let with = |severity| sheets.iter().filter(|it| it.counts.worst() == Some(severity)).count();
    let (wrong, doubtful) = (with(Severity::Error), with(Severity::Warning));
    let files = sheets.len();
    let verdict = verdict(files, wrong, doubtful, language);
    let totals = RunTotals::of_all(run.files);
    let left = totals.unchecked();
    let unread = match (run.failures.len(), language) {
        (0, _) => None,
        (files, Lang::Zh) => Some(format!("{files} 个文件无法读取")),
        (files, Lang::En) => Some(format!("{} could not be read", plural(files, "file"))),
    };
    let unchecked = (!left.is_none()).then(|| left.joined(language));
    let open: Vec<String> = unread.into_iter().chain(unchecked).collect();
    let (comma, [space, stop]) = language.choose(("，", ["", "。"]), (", ", [" ", "."]));
    let open = open.join(comma);
    let verdict = if open.is_empty() { verdict } else { format!("{verdict}{space}{open}{stop}") };
    let worst = counts.worst().max((!open.is_empty()).then_some(Severity::Warning));
    let (class, mark) = worst.map_or(("calm", "✓"), |severity| (severity.name(), sign(severity)));
    writeln!(
        out,
        r#"<p class="verdict {class}"><span class="sign" aria-hidden="true">{mark}</span> {verdict}</p>"#
    )?;
    let issuers: BTreeSet<&str> =
        sheets.iter().filter_map(|it| it.file.checked.report.issuer.as_deref()).collect();
    let years: BTreeSet<u16> = sheets.iter().filter_map(|it| it.file.checked.report.year).collect();
    let numbers = [
        (language.choose("报告", "reports"), files),
        (language.choose("单位", "organs"), issuers.len()),
        (language.choose("年度", "years"), years.len()),
        (language.choose("错误", "errors"), counts.errors),
        (language.choose("警告", "warnings"), counts.warnings),
        (language.choose("提示", "hints"), counts.infos),
        (language.choose("无法判断", "not assessable"), totals.not_assessable),
        (language.choose("未作检查", "not checked"), left.files),
        (language.choose("没有核对的表", "tables not compared"), left.tables),
        (language.choose("无法读取", "unreadable"), run.failures.len()),
    ];
    writeln!(out, r#"<dl class="numbers">"#)?;
    for (name, number) in numbers {
        writeln!(out, "<div><dt>{name}</dt><dd>{number}</dd></div>")?;
    }
    writeln!(out, "</dl>")
}

/// What the reports come to: of `files`, those with errors, and those with warnings only.
fn verdict(files: usize, wrong: usize, doubtful: usize, language: Lang) -> String {
    let (matters, rest) = match language {
        Lang::Zh => (
            match (files, wrong) {
                (0, _) => "没有检查任何报告。".to_owned(),
                (_, 0) => format!("{files} 份报告都没有发现确定的错误。"),
                _ => format!("{files} 份报告中有 {wrong} 份存在错误，需要改正。"),
            },
            match (doubtful, wrong) {
                (0, _) => String::new(),
                (_, 0) => format!("其中 {doubtful} 份有警告，请核对。"),
                _ => format!("另有 {doubtful} 份只有警告，请核对。"),
            },
        ),
        Lang::En => (
            match (files, wrong) {
                (0, _) => "No report was checked.".to_owned(),
                (_, 0) => format!("No certain error in {}.", plural(files, "report")),
                _ => format!("{wrong} of {files} reports have errors to be put right."),
            },
            match (doubtful, wrong) {
                (0, _) => String::new(),
                (_, 0) => format!(" {doubtful} of them have warnings."),
                _ => format!(" {doubtful} more have warnings only."),
            },
        ),
    };
    format!("<strong>{matters}</strong>{rest}")
}

fn write_charts(sheets: &[ReportPage<'_>], language: Lang, out: &mut dyn Write) -> io::Result<()> {
    let [mut rules, mut folders, mut issuers, mut years] = [(); 4].map(|()| Tally::default());
    for sheet in sheets {
        let year = sheet.year();
        let folder = match whereabouts::folder(sheet.file.path) {
            "" => language.choose("（当前文件夹）", "(this folder)"),
            folder => folder,
        };
        let report = || sheet.detailed.then(|| format!("r{}", sheet.number));
        for &(number, finding) in &sheet.findings {
            let at = || sheet.detailed.then(|| sheet.finding_id(number));
            rules.add(&finding.code, finding.severity, at);
            folders.add(folder, finding.severity, report);
            issuers.add(sheet.issuer(), finding.severity, report);
            years.add(&year, finding.severity, report);
        }
    }
    let title = language.choose("问题分布", "Where the findings are");
    writeln!(out, r#"<section class="charts" aria-label="{title}">"#)?;
    let summary = |code: &str| sheets.first()?.rule_summary(code).map(str::to_owned);
    let none = |_: &str| None;
    let by_rule = language.choose("按规则", "By rule");
    rules.write(by_rule, Order::ByWeight, language, &summary, out)?;
    writeln!(out, "<div>")?;
    if folders.len() > 1 {
        let by_folder = language.choose("按文件夹", "By folder");
        folders.write(by_folder, Order::ByWeight, language, &none, out)?;
    }
    if issuers.len() > 1 {
        let by_issuer = language.choose("按单位", "By organ");
        issuers.write(by_issuer, Order::ByWeight, language, &none, out)?;
    }
    if years.len() > 1 {
        let by_year = language.choose("按年度", "By year");
        years.write(by_year, Order::ByName, language, &none, out)?;
    }
    writeln!(out, "</div>\n</section>")
}

fn write_failures(run: &Run<'_>, language: Lang, out: &mut dyn Write) -> io::Result<()> {
    if run.failures.is_empty() {
        return Ok(());
    }
    let title = language.choose("无法读取的文件", "Files that could not be read");
    writeln!(out, r#"<section class="failures"><h2>{title}</h2><ul>"#)?;
    for (message, paths) in by_reason(run) {
        let count = match (paths.len(), language) {
            (1, _) => String::new(),
            (n, Lang::Zh) => format!("（{n} 个）"),
            (n, Lang::En) => format!(" ({n} files)"),
        };
        writeln!(out, "<li>{}{count}<ul>", text(message))?;
        for path in paths {
            writeln!(out, "<li>{}</li>", text(path))?;
        }
        writeln!(out, "</ul></li>")?;
    }
    writeln!(out, "</ul></section>")
}

/// What was not checked and no finding tells.
fn write_not_checked(run: &Run<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let language = options.language;
    let items: Vec<String> = run
        .files
        .iter()
        .flat_map(|file| untold(file, options).map(move |it| (file.path, &it.reason)))
        .map(|(path, reason)| format!("<li>{}: {}</li>", text(path), text(language.pick(reason))))
        .collect();
    if items.is_empty() {
        return Ok(());
    }
    let title = language.choose("没有检查的", "Not checked");
    writeln!(out, r#"<section class="failures"><h2>{title}</h2><ul>"#)?;
    items.iter().try_for_each(|item| writeln!(out, "{item}"))?;
    writeln!(out, "</ul></section>")
}

/// The files of each reason, in the order in which the reasons first come up.
fn by_reason<'a>(run: &Run<'a>) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for failure in run.failures {
        let at = *known.entry(failure.message).or_insert_with(|| {
            reasons.push((failure.message, Vec::new()));
            reasons.len() - 1
        });
        reasons[at].1.push(failure.path);
    }
    reasons
}

fn write_files(sheets: &[ReportPage<'_>], language: Lang, out: &mut dyn Write) -> io::Result<()> {
    let title = language.choose("文件一览", "Files");
    writeln!(out, r#"<section class="files"><h2>{title}</h2>"#)?;
    writeln!(out, r#"<div class="scroll" role="group" aria-label="{title}" tabindex="0">"#)?;
    write!(out, "<table><thead><tr>")?;
    for name in language.choose(["单位", "年度", "文件"], ["organ", "year", "file"]) {
        write!(out, r#"<th scope="col">{name}</th>"#)?;
    }
    for severity in SEVERITIES {
        let (sign, word) = (sign(severity), word(severity, language));
        write!(out, r#"<th scope="col" class="number">{sign} {word}</th>"#)?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for sheet in sheets.iter().take(MAX_LISTED) {
        let (issuer, year) = (text(sheet.issuer()), sheet.year());
        let path = text(sheet.file.path);
        let class = sheet.worst().map_or("calm", Severity::name);
        write!(out, r#"<tr class="{class}"><th scope="row">"#)?;
        if sheet.detailed {
            write!(out, r##"<a href="#r{}">{issuer}</a>"##, sheet.number)?;
        } else {
            write!(out, "{issuer}")?;
        }
        write!(out, r#"</th><td>{year}</td><td class="path">{path}</td>"#)?;
        for severity in SEVERITIES {
            write!(out, "{}", CountCell(sheet.counts.get(severity)))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")?;
    let rest = sheets.get(MAX_LISTED..).unwrap_or_default();
    if !rest.is_empty() {
        let (n, what) = (rest.len(), found(rest.iter(), language));
        let note = match language {
            Lang::Zh => format!(
                "为使网页打得开，只列问题最多的 {MAX_LISTED} 个文件；另有 {n} 个没有列出，共 {what}。"
            ),
            Lang::En => format!(
                "To keep the page usable, the {MAX_LISTED} gravest files are listed; {n} more, with {what}, are not."
            ),
        };
        writeln!(out, r#"<p class="aside">{note}</p>"#)?;
    }
    writeln!(out, "</section>")
}

/// What was found in some reports: `2 个错误、3 个警告`.
fn found<'s>(sheets: impl Iterator<Item = &'s ReportPage<'s>>, language: Lang) -> String {
    sheets.fold(Counts::default(), |all, sheet| all.and(sheet.counts)).listed(language)
}

/// The reports that have findings, the gravest first, as far as there is room; those that are left
/// out are no longer [`Sheet::detailed`].
fn reports(sheets: &mut [ReportPage<'_>], language: Lang) -> io::Result<Vec<u8>> {
    let shown = sheets.iter().filter(|sheet| !sheet.findings.is_empty()).count();
    let wrong = sheets.iter().filter(|sheet| sheet.counts.errors > 0).count();
    let (mut out, mut full) = (Vec::new(), false);
    for sheet in sheets {
        let begin = out.len();
        if !full && !sheet.findings.is_empty() {
            let few = if sheet.counts.errors > 0 { wrong } else { shown };
            write_report(sheet, few <= MAX_OPEN, language, &mut out)?;
            full = out.len() > ROOM;
        }
        if full {
            out.truncate(begin);
        }
        sheet.detailed = out.len() > begin;
    }
    Ok(out)
}

fn write_report(
    sheet: &ReportPage<'_>,
    open: bool,
    language: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let open = if open { r#" open="""# } else { "" };
    let id = sheet.number;
    let class = sheet.counts.worst().map_or("calm", Severity::name);
    let (issuer, year) = (text(sheet.issuer()), sheet.year());
    let path = text(sheet.file.path);
    write!(
        out,
        r#"<details class="fold {class}" id="r{id}"{open}><summary><b>{issuer}</b> {year} <span class="path">{path}</span>"#
    )?;
    for severity in SEVERITIES {
        let (count, class) = (sheet.counts.get(severity), severity.name());
        if count > 0 {
            let (sign, word) = (sign(severity), word(severity, language));
            write!(out, r#" <span class="{class} count">{sign} {word} {count}</span>"#)?;
        }
    }
    writeln!(out, "</summary>")?;
    report::write(sheet, "h3", out)?;
    writeln!(out, "</details>")
}

/// What is left out of the reports below, and why.
fn write_limits(sheets: &[ReportPage<'_>], language: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut clauses: Vec<String> = vec![
        language
            .choose("问题最重的在前，每份点开即可看到；表格只画有错误或警告的。", "The gravest come first; open a report to see it. Tables are drawn where an error or a warning lies in them.")
            .to_owned(),
    ];
    let clean = sheets.iter().filter(|sheet| sheet.findings.is_empty()).count();
    if clean > 0 {
        clauses.push(match language {
            Lang::Zh => format!("没有发现问题的 {clean} 份只列在一览里。"),
            Lang::En => format!("The {clean} without findings are in the list above only."),
        });
    }
    let undrawn = |sheet: &&ReportPage<'_>| {
        sheet.detailed
            && sheet.drawing == Drawing::None
            && sheet.counts.worst() > Some(Severity::Info)
    };
    if let n @ 1.. = sheets.iter().filter(undrawn).count() {
        clauses.push(match language {
            Lang::Zh => format!(
                "为使网页打得开，只画问题最重的 {MAX_DRAWN} 份的表格，另有 {n} 份只列条目；要看它们的表格，请单独检查那些文件。"
            ),
            Lang::En => format!(
                "To keep the page usable, tables are drawn for the {MAX_DRAWN} gravest reports; \
                 {n} more have their findings listed only: check those files on their own."
            ),
        });
    }
    let cut = || sheets.iter().filter(|sheet| !sheet.detailed && !sheet.findings.is_empty());
    if let n @ 1.. = cut().count() {
        let what = found(cut(), language);
        clauses.push(match language {
            Lang::Zh => format!(
                "为使网页打得开，另有 {n} 份（{what}）这里没有列出，只在一览里；要看它们，请单独检查那些文件或文件夹。"
            ),
            Lang::En => format!(
                "To keep the page usable, {n} more ({what}) are in the list above only: check those files or folders on their own."
            ),
        });
    }
    writeln!(out, r#"<p class="aside">{}</p>"#, clauses.join(language.choose("", " ")))
}
