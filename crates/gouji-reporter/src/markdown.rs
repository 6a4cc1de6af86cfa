//! A summary for comments and chats: what it comes to, a table of findings a file, details folded.

use std::{
    borrow::Cow,
    cmp::Reverse,
    io::{self, Write},
};

use gouji_rules::finding::{Finding, Severity};

use crate::{
    FileResult, Options, Run,
    site::Sites,
    subject,
    totals::RunTotals,
    unchecked::untold,
    verdict::{Counts, SEVERITIES, plural, sign, word},
    visible::visible,
    whereabouts,
};
use gouji_report::Lang;

#[cfg(test)]
mod tests;

/// Characters up to which warnings, hints and details are written: forges cut a comment at 65,536.
/// Errors are listed whatever room they take.
const ROOM: usize = 60_000;

/// Warnings, and hints, that are listed of one file.
const MAX_MINOR: usize = 30;

/// Writes the summary: the files with errors first, then those with warnings.
pub(crate) fn write(run: &Run<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let language = options.language;
    let mut sections: Vec<MarkdownSection<'_>> =
        run.files.iter().map(|file| MarkdownSection::new(file, run, options)).collect();
    let title = language.choose("年度报告核查结果", "Results of the check");
    writeln!(out, "### {title}\n")?;
    let counts = Counts::of(sections.iter().flat_map(|section| section.findings.iter().copied()));
    write_summary(run, counts, language, out)?;
    for failure in run.failures {
        let (path, message) = (inline(failure.path), inline(failure.message));
        let what = language.choose("无法读取", "cannot be read");
        writeln!(out, "- **{what}** {path}{}{message}", language.choose("：", ": "))?;
    }
    let left = || run.files.iter().flat_map(|file| untold(file, options).map(move |it| (file, it)));
    for (file, it) in left() {
        let (path, reason) = (inline(file.path), inline(language.pick(&it.reason)));
        let what = language.choose("没有检查", "not checked");
        writeln!(out, "- **{what}** {path}{}{reason}", language.choose("：", ": "))?;
    }
    if !run.failures.is_empty() || left().next().is_some() {
        writeln!(out)?;
    }
    sections.retain(|section| !section.findings.is_empty());
    sections.sort_by_key(|section| Reverse(section.counts.gravity()));
    let (mut written, mut unlisted, mut files) = (0, Counts::default(), 0);
    for section in &sections {
        let mut left = Counts::default();
        let mut text = section.text(Severity::Info, language, &mut left);
        written += text.chars().count();
        if written > ROOM {
            left = Counts::default();
            text = section.text(Severity::Error, language, &mut left);
        }
        out.write_all(text.as_bytes())?;
        files += usize::from(text.is_empty());
        unlisted = unlisted.and(left);
    }
    write_unlisted(unlisted, files, language, out)
}

/// What there was no room for, by severity.
fn write_unlisted(
    unlisted: Counts,
    files: usize,
    language: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    if unlisted.all() == 0 {
        return Ok(());
    }
    let what = unlisted.listed(language);
    match language {
        Lang::Zh => {
            let files = if files > 0 {
                format!("（其中 {files} 个文件一条也没有列）")
            } else {
                String::new()
            };
            writeln!(out, "错误已全部列出；因篇幅所限，另有 {what}没有列出{files}。\n")
        }
        Lang::En => {
            let files = if files > 0 {
                format!(" ({} not listed at all)", plural(files, "file"))
            } else {
                String::new()
            };
            writeln!(out, "All errors are listed. For want of room, {what} are not{files}.\n")
        }
    }
}

fn write_summary(
    run: &Run<'_>,
    counts: Counts,
    language: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let totals = RunTotals::of_all(run.files);
    let left = totals.unchecked();
    let (matters, rest) = counts.verdict(left, language);
    // a mark of emphasis does not end between a full stop and a Chinese character
    let strong = matters.trim_end_matches(['，', '。', ';', '.']);
    let rest = format!("{}{rest}", &matters[strong.len()..]);
    let fine = if left.is_none() { "✓" } else { sign(Severity::Warning) };
    let mark = counts.worst().map_or(fine, sign);
    let files = run.files.len() - left.files;
    match language {
        _ if left.whole => write!(out, "{mark} **{strong}**{rest}")?,
        Lang::Zh => write!(out, "{mark} 检查 {files} 份报告：**{strong}**{rest}")?,
        Lang::En => {
            write!(out, "{mark} {} checked. **{strong}**{rest}", plural(files, "report"))?;
        }
    }
    if let n @ 1.. = totals.not_assessable {
        match language {
            Lang::Zh => write!(out, "另有 {n} 项无法判断。")?,
            Lang::En => write!(out, " {n} not assessable.")?,
        }
    }
    writeln!(out, "\n")
}

/// What is listed of one file.
struct MarkdownSection<'a> {
    file: &'a FileResult<'a>,
    run: &'a Run<'a>,
    /// The gravest first.
    findings: Vec<&'a Finding>,
    counts: Counts,
}

impl<'a> MarkdownSection<'a> {
    fn new(file: &'a FileResult<'a>, run: &'a Run<'a>, options: &Options) -> Self {
        let mut findings: Vec<&Finding> = file.shown(options).collect();
        findings.sort_by_key(|finding| Reverse(finding.severity));
        Self { file, run, counts: Counts::of(findings.iter().copied()), findings }
    }

    /// Its findings from `least` on, with details where all severities are wanted; `unlisted` counts
    /// those that are left out. Nothing where nothing is listed.
    fn text(&self, least: Severity, language: Lang, unlisted: &mut Counts) -> String {
        let of = |severity| self.findings.iter().copied().filter(move |it| it.severity == severity);
        let mut listed: [Vec<&Finding>; 3] = SEVERITIES.map(|severity| {
            let most = if severity == Severity::Error { usize::MAX } else { MAX_MINOR };
            of(severity).take(if severity < least { 0 } else { most }).collect()
        });
        for (severity, listed) in SEVERITIES.into_iter().zip(&listed) {
            of(severity).skip(listed.len()).for_each(|left| unlisted.add(left.severity));
        }
        let minor = std::mem::take(&mut listed[2]);
        let grave = listed.concat();
        let mut out = String::new();
        if grave.is_empty() && minor.is_empty() {
            return out;
        }
        let issuer = subject::issuer(self.file, language);
        let year = subject::year(self.file, language);
        let path = inline(self.file.path);
        let each: Vec<String> = SEVERITIES
            .into_iter()
            .filter(|&severity| self.counts.get(severity) > 0)
            .map(|severity| {
                let (sign, word) = (sign(severity), word(severity, language));
                format!("{sign} {word} {}", self.counts.get(severity))
            })
            .collect();
        out += &format!("#### {} {year}（{path}）\n\n{}\n\n", inline(issuer), each.join(" · "));
        let sites = Sites::new(self.file, self.run);
        if !grave.is_empty() {
            table(&grave, &sites, language, &mut out);
        }
        if !grave.is_empty() && least < Severity::Error {
            details(&grave, language, &mut out);
        }
        if !minor.is_empty() {
            let hints = language.choose("提示", "Hints");
            out += &format!("<details><summary>{hints} {}</summary>\n\n", minor.len());
            table(&minor, &sites, language, &mut out);
            out += "</details>\n\n";
        }
        out
    }
}

fn table(findings: &[&Finding], sites: &Sites<'_>, language: Lang, out: &mut String) {
    let heads =
        language.choose(["级别", "规则", "位置", "问题"], ["level", "rule", "place", "finding"]);
    *out += &format!("| {} |\n| --- | --- | --- | --- |\n", heads.join(" | "));
    for finding in findings {
        let at = whereabouts::in_file(&finding.primary, sites, language);
        let cell = whereabouts::in_table(&finding.primary, language);
        let cell = cell.map_or_else(String::new, |cell| format!("{} ", inline(&cell)));
        *out += &format!(
            "| {} {} | {} | {cell}{at} | {} |\n",
            sign(finding.severity),
            word(finding.severity, language),
            inline(&finding.code),
            inline(language.pick(&finding.message))
        );
    }
    out.push('\n');
}

/// What to do about each finding, folded.
fn details(findings: &[&Finding], language: Lang, out: &mut String) {
    let title = language.choose("怎么改、依据", "What to do, and why");
    *out += &format!("<details><summary>{title}</summary>\n\n");
    for finding in findings {
        let (code, message) = (inline(&finding.code), inline(language.pick(&finding.message)));
        *out += &format!("- **{code}** {message}\n");
        for line in finding.help.iter().chain(&finding.notes) {
            *out += &format!("  - {}\n", inline(language.pick(line)));
        }
    }
    *out += "\n</details>\n\n";
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
