//! What several reports come to: numbers, bars, a table of files; then each report that has
//! findings, folded.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    io::{self, Write},
};

use gouji_rules::finding::Severity;

use super::{
    chart::{Number, Order, Tally},
    escape::text,
    report,
    sheet::{Drawing, Sheet},
};
use crate::{
    Language, Options, Run,
    verdict::{Counts, SEVERITIES, plural, sign, word},
};

/// Reports whose tables are drawn, the gravest first; a browser has to hold the page.
const MAX_DRAWN: usize = 300;

/// Up to so many reports are shown unfolded; those with errors are counted alone.
const MAX_OPEN: usize = 3;

/// Writes the summary and the reports.
pub(super) fn write(
    run: &Run<'_>,
    mut sheets: Vec<Sheet<'_>>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = options.language;
    let left_out = choose_drawn(&mut sheets);
    writeln!(out, r#"<header class="head batch">"#)?;
    write_head(run, &sheets, language, out)?;
    writeln!(out, "</header>")?;
    if sheets.iter().any(|sheet| !sheet.findings.is_empty()) {
        write_charts(&sheets, language, out)?;
    }
    write_failures(run, language, out)?;
    if !sheets.is_empty() {
        write_files(&sheets, language, out)?;
    }
    write_reports(&sheets, left_out, language, out)
}

/// Decides whose tables are drawn; gives how many reports with errors or warnings go without.
fn choose_drawn(sheets: &mut [Sheet<'_>]) -> usize {
    let mut order: Vec<usize> = (0..sheets.len()).collect();
    order.sort_by_key(|&at| {
        let counts = sheets[at].counts;
        Reverse((counts.errors, counts.warnings))
    });
    for sheet in sheets.iter_mut() {
        sheet.drawing = Drawing::Concerned;
    }
    let rest = order.get(MAX_DRAWN..).unwrap_or_default();
    for &at in rest {
        sheets[at].drawing = Drawing::None;
    }
    rest.iter().filter(|&&at| sheets[at].counts.worst() > Some(Severity::Info)).count()
}

fn write_head(
    run: &Run<'_>,
    sheets: &[Sheet<'_>],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title =
        language.pick("政府信息公开工作年度报告核查结果", "Annual reports: results of the check");
    writeln!(out, "<h1>{title}</h1>")?;
    let mut counts = Counts::default();
    for (_, finding) in sheets.iter().flat_map(|sheet| &sheet.findings) {
        counts.add(finding.severity);
    }
    let with = |severity| sheets.iter().filter(|it| it.counts.worst() == Some(severity)).count();
    let (wrong, doubtful) = (with(Severity::Error), with(Severity::Warning));
    let files = sheets.len();
    let verdict = verdict(files, wrong, doubtful, language);
    let (class, mark) =
        counts.worst().map_or(("calm", "✓"), |severity| (severity.name(), sign(severity)));
    writeln!(
        out,
        r#"<p class="verdict {class}"><span class="sign" aria-hidden="true">{mark}</span> {verdict}</p>"#
    )?;
    let issuers: BTreeSet<&str> =
        sheets.iter().filter_map(|it| it.file.checked.report.issuer.as_deref()).collect();
    let years: BTreeSet<u16> = sheets.iter().filter_map(|it| it.file.checked.report.year).collect();
    let numbers = [
        (language.pick("报告", "reports"), files),
        (language.pick("单位", "organs"), issuers.len()),
        (language.pick("年度", "years"), years.len()),
        (language.pick("错误", "errors"), counts.errors),
        (language.pick("警告", "warnings"), counts.warnings),
        (language.pick("提示", "hints"), counts.infos),
        (language.pick("无法判断", "not assessable"), run.not_assessable()),
        (language.pick("无法读取", "unreadable"), run.failures.len()),
    ];
    writeln!(out, r#"<dl class="numbers">"#)?;
    for (name, number) in numbers {
        writeln!(out, "<div><dt>{name}</dt><dd>{number}</dd></div>")?;
    }
    writeln!(out, "</dl>")
}

/// What the reports come to: of `files`, those with errors, and those with warnings only.
fn verdict(files: usize, wrong: usize, doubtful: usize, language: Language) -> String {
    let (matters, rest) = match language {
        Language::Zh => (
            match (files, wrong) {
                (0, _) => "没有可检查的报告。".to_owned(),
                (_, 0) => format!("{files} 份报告都没有发现确定的错误。"),
                _ => format!("{files} 份报告中有 {wrong} 份存在错误，需要改正。"),
            },
            match (doubtful, wrong) {
                (0, _) => String::new(),
                (_, 0) => format!("其中 {doubtful} 份有警告，请核对。"),
                _ => format!("另有 {doubtful} 份只有警告，请核对。"),
            },
        ),
        Language::En => (
            match (files, wrong) {
                (0, _) => "There is no report to check.".to_owned(),
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

fn write_charts(sheets: &[Sheet<'_>], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let [mut rules, mut issuers, mut years] =
        [Tally::default(), Tally::default(), Tally::default()];
    for sheet in sheets {
        for (_, finding) in &sheet.findings {
            rules.add(&finding.code, finding.severity);
            issuers.add(sheet.issuer(), finding.severity);
            years.add(&sheet.year(), finding.severity);
        }
    }
    let title = language.pick("问题分布", "Where the findings are");
    writeln!(out, r#"<section class="charts" aria-label="{title}">"#)?;
    let summary = |code: &str| sheets.first()?.rule_summary(code).map(str::to_owned);
    let none = |_: &str| None;
    let by_rule = language.pick("按规则", "By rule");
    rules.write(by_rule, Order::ByWeight, language, &summary, out)?;
    writeln!(out, "<div>")?;
    if issuers.len() > 1 {
        let by_issuer = language.pick("按单位", "By organ");
        issuers.write(by_issuer, Order::ByWeight, language, &none, out)?;
    }
    if years.len() > 1 {
        let by_year = language.pick("按年度", "By year");
        years.write(by_year, Order::ByName, language, &none, out)?;
    }
    writeln!(out, "</div>\n</section>")
}

fn write_failures(run: &Run<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    if run.failures.is_empty() {
        return Ok(());
    }
    let title = language.pick("无法读取的文件", "Files that could not be read");
    writeln!(out, r#"<section class="failures"><h2>{title}</h2><ul>"#)?;
    for (message, paths) in by_reason(run) {
        let count = match (paths.len(), language) {
            (1, _) => String::new(),
            (n, Language::Zh) => format!("（{n} 个）"),
            (n, Language::En) => format!(" ({n} files)"),
        };
        writeln!(out, "<li>{}{count}<ul>", text(message))?;
        for path in paths {
            writeln!(out, "<li>{}</li>", text(path))?;
        }
        writeln!(out, "</ul></li>")?;
    }
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

fn write_files(sheets: &[Sheet<'_>], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let title = language.pick("文件一览", "Files");
    writeln!(out, r#"<section class="files"><h2>{title}</h2>"#)?;
    writeln!(out, r#"<div class="scroll" role="region" aria-label="{title}" tabindex="0">"#)?;
    write!(out, "<table><thead><tr>")?;
    for name in language.pick(["单位", "年度", "文件"], ["organ", "year", "file"]) {
        write!(out, r#"<th scope="col">{name}</th>"#)?;
    }
    for severity in SEVERITIES {
        let (sign, word) = (sign(severity), word(severity, language));
        write!(out, r#"<th scope="col" class="number">{sign} {word}</th>"#)?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for sheet in sheets {
        let (issuer, year) = (text(sheet.issuer()), sheet.year());
        let path = text(sheet.file.path);
        let class = sheet.counts.worst().map_or("calm", Severity::name);
        write!(out, r#"<tr class="{class}"><th scope="row">"#)?;
        if sheet.findings.is_empty() {
            write!(out, "{issuer}")?;
        } else {
            write!(out, r##"<a href="#r{}">{issuer}</a>"##, sheet.number)?;
        }
        write!(out, r#"</th><td>{year}</td><td class="path">{path}</td>"#)?;
        for severity in SEVERITIES {
            write!(out, "{}", Number(sheet.counts.get(severity)))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>\n</section>")
}

/// Every report that has findings, or checks that could not be assessed.
fn write_reports(
    sheets: &[Sheet<'_>],
    left_out: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (shown, clean): (Vec<_>, Vec<_>) =
        sheets.iter().partition(|sheet| !sheet.findings.is_empty());
    if shown.is_empty() {
        return Ok(());
    }
    let title = language.pick("逐份核查结果", "Report by report");
    writeln!(out, r#"<section class="reports"><h2>{title}</h2>"#)?;
    write_limits(clean.len(), left_out, language, out)?;
    let wrong = shown.iter().filter(|sheet| sheet.counts.errors > 0).count();
    for sheet in &shown {
        let few = if sheet.counts.errors > 0 { wrong } else { shown.len() };
        let open = if few <= MAX_OPEN { r#" open="""# } else { "" };
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
        writeln!(out, "</details>")?;
    }
    writeln!(out, "</section>")
}

/// What is left out of the reports below, and why.
fn write_limits(
    clean: usize,
    left_out: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut clauses: Vec<String> = vec![
        language
            .pick("每份报告点开即可看到；表格只画有错误或警告的。", "Open a report to see it; tables are drawn where an error or a warning lies in them.")
            .to_owned(),
    ];
    if clean > 0 {
        clauses.push(match language {
            Language::Zh => format!("没有发现问题的 {clean} 份只列在一览里。"),
            Language::En => format!("The {clean} without findings are in the list above only."),
        });
    }
    if left_out > 0 {
        clauses.push(match language {
            Language::Zh => format!(
                "为使网页打得开，只画问题最多的 {MAX_DRAWN} 份的表格，另有 {left_out} 份只列条目；要看它们的表格，请单独检查那些文件。"
            ),
            Language::En => format!(
                "To keep the page usable, tables are drawn for the {MAX_DRAWN} gravest reports; \
                 {left_out} more have their findings listed only: check those files on their own."
            ),
        });
    }
    writeln!(out, r#"<p class="aside">{}</p>"#, clauses.join(language.pick("", " ")))
}
