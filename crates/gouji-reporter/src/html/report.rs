//! One report: what was checked, what came out, the findings, the tables.

use std::io::{self, Write};

use gouji_report::Localized;
use gouji_rules::finding::{Severity, Suppressed};

use super::{
    escape::text,
    figures, finding, page,
    sheet::{Drawing, ReportPage},
    table,
};
use crate::{
    subject,
    verdict::{SEVERITIES, sign, word},
};
use gouji_report::Lang;

/// Writes a report under a title of the given heading element.
pub(super) fn write(sheet: &ReportPage<'_>, heading: &str, out: &mut dyn Write) -> io::Result<()> {
    let id = sheet.number;
    writeln!(out, r#"<article class="report" aria-labelledby="r{id}-title">"#)?;
    write_head(sheet, heading, out)?;
    writeln!(out, r#"<div class="columns">"#)?;
    writeln!(out, r#"<section class="findings">"#)?;
    let below = match heading {
        "h1" => "h2",
        "h2" => "h3",
        _ => "h4",
    };
    let title = sheet.language.choose("核查结果与整改建议", "Findings and what to do");
    writeln!(out, r#"<{below} id="r{id}-findings">{title}</{below}>"#)?;
    write_not_checked(sheet, out)?;
    if sheet.findings.is_empty() {
        if !sheet.left.whole {
            write_calm(sheet, out)?;
        }
    } else {
        writeln!(out, "<ol>")?;
        for &(number, finding) in &sheet.findings {
            finding::write(sheet, number, finding, out)?;
        }
        writeln!(out, "</ol>")?;
    }
    write_rest(sheet, out)?;
    writeln!(out, "</section>")?;
    table::write_all(sheet, below, out)?;
    writeln!(out, "</div>")?;
    if sheet.drawing == Drawing::All {
        figures::write(sheet, below, out)?;
    }
    write_signature(sheet, out)?;
    writeln!(out, "</article>")
}

fn write_head(sheet: &ReportPage<'_>, heading: &str, out: &mut dyn Write) -> io::Result<()> {
    let (id, language) = (sheet.number, sheet.language);
    let file = std::slice::from_ref(sheet.file);
    writeln!(out, r#"<header class="head">"#)?;
    if sheet.counts.worst() > Some(Severity::Info) {
        let notice = subject::notice(file, language);
        writeln!(out, r#"<p class="kicker paper" aria-hidden="true">{}</p>"#, text(&notice))?;
    }
    let kicker = subject::results(file, language);
    writeln!(out, r#"<p class="kicker">{}</p>"#, text(&kicker))?;
    let (issuer, year) = (text(sheet.issuer()), sheet.year());
    writeln!(out, r#"<{heading} id="r{id}-title">{issuer} <span>{year}</span></{heading}>"#)?;

    let (matters, rest) = sheet.counts.verdict(sheet.left, language);
    let worst = sheet.worst();
    let class = worst.map_or("calm", Severity::name);
    let mark = worst.map_or("✓", sign);
    writeln!(
        out,
        r#"<p class="verdict {class}"><span class="sign" aria-hidden="true">{mark}</span> <strong>{matters}</strong>{rest}</p>"#
    )?;
    write_tally(sheet, out)?;
    write_facts(sheet, out)?;
    writeln!(out, "</header>")
}

fn write_tally(sheet: &ReportPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = sheet.language;
    writeln!(out, r#"<ul class="tally">"#)?;
    for severity in SEVERITIES {
        let (count, class) = (sheet.counts.get(severity), severity.name());
        let (sign, word) = (sign(severity), word(severity, language));
        let none = if count == 0 { " none" } else { "" };
        writeln!(
            out,
            r#"<li class="{class}{none}"><span class="sign" aria-hidden="true">{sign}</span> {word} <b>{count}</b></li>"#
        )?;
    }
    writeln!(out, "</ul>")
}

fn write_facts(sheet: &ReportPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = sheet.language;
    let unknown = language.choose("未识别", "not recognised");
    let form = match (&sheet.file.checked.report.form, language) {
        (None, _) => unknown.to_owned(),
        (Some(form), Lang::Zh) => format!("{form}年格式"),
        (Some(form), Lang::En) => form.to_string(),
    };
    let facts = [
        (language.choose("文件", "file"), sheet.file.path),
        (language.choose("格式", "form"), &form),
    ];
    writeln!(out, r#"<dl class="facts">"#)?;
    for (name, value) in facts {
        writeln!(out, "<div><dt>{name}</dt><dd>{}</dd></div>", text(value))?;
    }
    writeln!(out, "</dl>")
}

fn write_calm(sheet: &ReportPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let calm = sheet.language.choose(
        "已核对的项目都没有发现问题。自动核对不能代替对内容真实性的审核。",
        "Nothing that was checked shows a problem. That the content is true only a person can tell.",
    );
    writeln!(out, r#"<p class="calm">{calm}</p>"#)
}

/// What was not checked, and where it is.
fn write_not_checked(sheet: &ReportPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = &sheet.file.checked.not_checked;
    if all.is_empty() {
        return Ok(());
    }
    let title = sheet.language.choose("没有检查的", "Not checked");
    writeln!(out, r#"<div class="unchecked"><p><strong>{title}</strong></p><ul>"#)?;
    for it in all {
        let (reason, at) = (text(sheet.language.pick(&it.reason)), sheet.whereabouts(&it.place));
        writeln!(out, r#"<li>{reason} <span class="at">{at}</span></li>"#)?;
    }
    writeln!(out, "</ul></div>")
}

/// What is no finding and yet must be said: hidden, let pass, not assessable.
fn write_rest(sheet: &ReportPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (language, checked) = (sheet.language, sheet.file.checked);
    if sheet.hidden > 0 {
        let n = sheet.hidden;
        let note = match language {
            Lang::Zh => format!("另有 {n} 条级别较低的，没有列出。"),
            Lang::En => format!("{n} of lower severity are not listed."),
        };
        writeln!(out, r#"<p class="aside">{note}</p>"#)?;
    }
    let item = |code: &str, what: &Localized, aside: &str| {
        let (code, what) = (text(code), text(language.pick(what)));
        format!(r#"<li><code>{code}</code> {what} <span class="at">{aside}</span></li>"#)
    };
    let open: Vec<String> = checked
        .not_assessable
        .iter()
        .map(|it| item(&it.code, &it.reason, &sheet.whereabouts(&it.place)))
        .collect();
    let title =
        language.choose("项无法判断（不算有错，也不算无误）", "checks could not be assessed");
    write_folded(title, &open, out)?;
    let because = language.choose("理由：", "reason: ");
    let passed: Vec<String> = checked
        .suppressed
        .iter()
        .map(|Suppressed { finding, reason, .. }| {
            item(&finding.code, &finding.message, &format!("{because}{}", text(reason)))
        })
        .collect();
    write_folded(
        language.choose("条已说明理由，不再提示", "let pass, each for a reason"),
        &passed,
        out,
    )
}

/// A list under a line that counts it, folded; nothing where it is empty.
fn write_folded(title: &str, items: &[String], out: &mut dyn Write) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    let n = items.len();
    writeln!(out, r#"<details class="rest"><summary>{n} {title}</summary><ul>"#)?;
    for item in items {
        writeln!(out, "{item}")?;
    }
    writeln!(out, "</ul></details>")
}

/// Room on paper for whoever hands the sheet over and whoever takes it.
fn write_signature(sheet: &ReportPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let fields = sheet
        .language
        .choose(["单位", "核查人", "日期", "签收"], ["Organ", "Checked by", "Date", "Received by"]);
    write!(out, r#"<dl class="signature" aria-hidden="true">"#)?;
    for field in fields {
        write!(out, "<div><dt>{field}</dt><dd></dd></div>")?;
    }
    writeln!(out, "</dl>")?;
    let what = page::disclaimer(sheet.tool_version, sheet.language);
    writeln!(out, r#"<p class="disclaimer" aria-hidden="true">{what}</p>"#)
}
