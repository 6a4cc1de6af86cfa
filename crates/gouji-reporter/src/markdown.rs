//! A summary for comments and chats: what it comes to, a table of findings a file, details folded.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use gouji_rules::finding::{Finding, Severity};

use crate::{
    CheckedFile, Language, Options, Run,
    place::Places,
    verdict::{Counts, SEVERITIES, plural, sign, word},
    visible::visible,
    whereabouts,
};

#[cfg(test)]
mod tests;

/// Files whose findings are listed; forges cut a comment at 65,536 characters.
const MAX_FILES: usize = 50;

/// Findings that are listed of one file.
const MAX_FINDINGS: usize = 30;

/// Writes the summary.
pub(crate) fn write(run: &Run<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let language = options.language;
    let title = language.pick("年度报告核查结果", "Results of the check");
    writeln!(out, "### {title}\n")?;
    let shown = |file: &CheckedFile<'_>| -> Vec<usize> {
        let mut kept: Vec<usize> = (0..file.checked.findings.len())
            .filter(|&at| file.checked.findings[at].severity >= options.show)
            .collect();
        kept.sort_by_key(|&at| std::cmp::Reverse(file.checked.findings[at].severity));
        kept
    };
    let files: Vec<(&CheckedFile<'_>, Vec<&Finding>)> = run
        .files
        .iter()
        .map(|file| (file, shown(file).into_iter().map(|at| &file.checked.findings[at]).collect()))
        .collect();
    let counts = Counts::of(files.iter().flat_map(|(_, findings)| findings.iter().copied()));
    write_summary(run, counts, language, out)?;
    for failure in run.failures {
        let (path, message) = (inline(failure.path), inline(failure.message));
        let what = language.pick("无法读取", "cannot be read");
        writeln!(out, "- **{what}** {path}{}{message}", language.pick("：", ": "))?;
    }
    if !run.failures.is_empty() {
        writeln!(out)?;
    }
    let listed: Vec<_> = files.iter().filter(|(_, findings)| !findings.is_empty()).collect();
    for (file, findings) in listed.iter().take(MAX_FILES) {
        write_file(file, findings, language, out)?;
    }
    match (listed.len().saturating_sub(MAX_FILES), language) {
        (0, _) => {}
        (n, Language::Zh) => writeln!(out, "另有 {n} 个文件有问题，未列出。\n")?,
        (n, Language::En) => writeln!(out, "{n} more files with findings are not listed.\n")?,
    }
    Ok(())
}

fn write_summary(
    run: &Run<'_>,
    counts: Counts,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (matters, rest) = counts.verdict(language);
    // a mark of emphasis does not end between a full stop and a Chinese character
    let strong = matters.trim_end_matches(['，', '。', ';', '.']);
    let rest = format!("{}{rest}", &matters[strong.len()..]);
    let mark = counts.worst().map_or("✓", sign);
    let files = run.files.len();
    match language {
        Language::Zh => write!(out, "{mark} 检查 {files} 份报告：**{strong}**{rest}")?,
        Language::En => {
            write!(out, "{mark} {} checked. **{strong}**{rest}", plural(files, "report"))?;
        }
    }
    if let n @ 1.. = run.not_assessable() {
        match language {
            Language::Zh => write!(out, "另有 {n} 项无法判断。")?,
            Language::En => write!(out, " {n} not assessable.")?,
        }
    }
    writeln!(out, "\n")
}

fn write_file(
    file: &CheckedFile<'_>,
    findings: &[&Finding],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = &file.checked.report;
    let issuer = report.issuer.as_deref().map(inline).unwrap_or_default();
    let year = report.year.map(|year| match language {
        Language::Zh => format!(" {year}年度"),
        Language::En => format!(" {year}"),
    });
    let who = format!("{issuer}{}", year.unwrap_or_default());
    let path = inline(file.path);
    let title = if who.is_empty() { path.into_owned() } else { format!("{who}（{path}）") };
    let counts = Counts::of(findings.iter().copied());
    let each = SEVERITIES
        .into_iter()
        .filter(|&severity| counts.get(severity) > 0)
        .map(|severity| {
            format!("{} {} {}", sign(severity), word(severity, language), counts.get(severity))
        })
        .collect::<Vec<_>>();
    writeln!(out, "#### {title}\n\n{}\n", each.join(" · "))?;
    let grave: Vec<&Finding> =
        findings.iter().copied().filter(|it| it.severity > Severity::Info).collect();
    let minor: Vec<&Finding> =
        findings.iter().copied().filter(|it| it.severity == Severity::Info).collect();
    let places = Places::new(file.source);
    if !grave.is_empty() {
        write_table(&grave, file, &places, language, out)?;
        write_details(&grave, language, out)?;
    }
    if !minor.is_empty() {
        let hints = language.pick("提示", "Hints");
        writeln!(out, "<details><summary>{hints} {}</summary>\n", minor.len())?;
        write_table(&minor, file, &places, language, out)?;
        writeln!(out, "</details>\n")?;
    }
    Ok(())
}

fn write_table(
    findings: &[&Finding],
    file: &CheckedFile<'_>,
    places: &Places<'_>,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let heads =
        language.pick(["级别", "规则", "位置", "问题"], ["level", "rule", "place", "finding"]);
    writeln!(out, "| {} |\n| --- | --- | --- | --- |", heads.join(" | "))?;
    for finding in findings.iter().take(MAX_FINDINGS) {
        let at = whereabouts::in_file(&finding.primary, file, places, language);
        let cell = whereabouts::in_table(&finding.primary, language);
        let cell = cell.map_or_else(String::new, |cell| format!("{} ", inline(&cell)));
        writeln!(
            out,
            "| {} {} | {} | {cell}{at} | {} |",
            sign(finding.severity),
            word(finding.severity, language),
            inline(&finding.code),
            inline(language.text(&finding.message))
        )?;
    }
    writeln!(out)?;
    match (findings.len().saturating_sub(MAX_FINDINGS), language) {
        (0, _) => Ok(()),
        (n, Language::Zh) => writeln!(out, "另有 {n} 条未列出。\n"),
        (n, Language::En) => writeln!(out, "{n} more are not listed.\n"),
    }
}

/// What to do about each finding, folded.
fn write_details(findings: &[&Finding], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let title = language.pick("怎么改、依据", "What to do, and why");
    writeln!(out, "<details><summary>{title}</summary>\n")?;
    for finding in findings.iter().take(MAX_FINDINGS) {
        let (code, message) = (inline(&finding.code), inline(language.text(&finding.message)));
        writeln!(out, "- **{code}** {message}")?;
        for line in finding.help.iter().chain(&finding.notes) {
            writeln!(out, "  - {}", inline(language.text(line)))?;
        }
    }
    writeln!(out, "\n</details>\n")
}

/// Text on one line of a cell, in which nothing is markup, a link, a mention or a reference.
fn inline(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    if !shown.contains(|char: char| char.is_ascii_punctuation()) {
        return shown;
    }
    let mut escaped = String::with_capacity(shown.len() + 8);
    for char in shown.chars() {
        match char {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '|' => escaped.push_str("&#124;"),
            // no mention, no address, no emoji
            '@' => escaped.push_str("&#64;"),
            ':' => escaped.push_str("&#58;"),
            '.' if ends_with_www(&escaped) => escaped.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '$' | '^' => {
                escaped.push('\\');
                escaped.push(char);
            }
            _ => escaped.push(char),
        }
    }
    Cow::Owned(escaped)
}

/// Whether an address would begin at the point that follows.
fn ends_with_www(text: &str) -> bool {
    text.len()
        .checked_sub(3)
        .and_then(|at| text.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}
