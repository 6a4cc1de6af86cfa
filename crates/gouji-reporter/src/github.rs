//! Workflow commands of GitHub Actions, which become annotations: one line a finding. GitHub shows
//! ten of each severity a step; all are written, and a last notice says how many there are.

use std::io::{self, Write};

use gouji_rules::finding::{Finding, Severity};

use crate::{
    FileResult, Options, Run, details,
    site::Sites,
    streamed::{Closing, FilePart, Streamed},
    totals::RunTotals,
    unchecked::untold,
    visible::visible,
};
use gouji_report::Lang;

#[cfg(test)]
mod tests;

/// Annotations of one severity that GitHub shows for a step.
const GITHUB_SHOWS: usize = 10;

pub(crate) const STREAMED: Streamed = Streamed { open: None, file, between: "", close };

/// Adds findings and what was not checked.
fn file(
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
    part: &mut FilePart,
) -> io::Result<()> {
    let (language, out) = (options.language, &mut part.bytes);
    let path = property(&visible(file.path));
    let sites = Sites::new(file, run);
    for finding in &file.checked.findings {
        let message = data(&details::lines(finding, &sites, language).join("\n"));
        let title = property(&visible(&format!("{} {}", finding.code, finding.name)));
        let command = command(finding.severity);
        let region = region(finding, &sites);
        writeln!(out, "::{command} file={path}{region},title={title}::{message}")?;
    }
    let title = property(language.choose("没有检查", "not checked"));
    for it in untold(file, options) {
        let reason = data(&visible(language.pick(&it.reason)));
        writeln!(out, "::warning file={path},title={title}::{reason}")?;
    }
    Ok(())
}

/// Writes failures and, where GitHub will not show all annotations, their number.
fn close(
    run: &Run<'_>,
    closing: &Closing<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = options.language;
    for failure in run.failures {
        let (path, message) = (property(&visible(failure.path)), data(&visible(failure.message)));
        let title = property(language.choose("不能读取", "cannot be read"));
        writeln!(out, "::error file={path},title={title}::{message}")?;
    }
    let failures = run.failures.len();
    not_checked(closing.totals, failures, language, out)?;
    above_limit(closing.totals, failures, language, out)
}

/// One annotation that counts and names what was not checked.
fn not_checked(
    totals: &RunTotals,
    failures: usize,
    language: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let clauses = totals.named(failures, language);
    if clauses.is_empty() {
        return Ok(());
    }
    let title = property(language.choose("没有检查", "not checked"));
    let text = data(&visible(&clauses.join(language.choose("，", ", "))));
    writeln!(out, "::warning title={title}::{text}")
}

/// A .docx has no lines: its annotations are on the file, and the message says where.
fn region(finding: &Finding, sites: &Sites<'_>) -> String {
    if sites.own.is_view {
        return String::new();
    }
    let site = sites.of(&finding.primary);
    let lines = format!(",line={},endLine={}", site.start.line, site.end.line);
    if site.start.line == site.end.line {
        format!("{lines},col={},endColumn={}", site.start.column, site.end.column)
    } else {
        // GitHub takes columns of one line only
        lines
    }
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn above_limit(
    totals: &RunTotals,
    failures: usize,
    language: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let errors = totals.counts.errors + failures;
    let (warnings, infos) = (totals.counts.warnings, totals.counts.infos);
    if errors.max(warnings).max(infos) <= GITHUB_SHOWS {
        return Ok(());
    }
    let text = match language {
        Lang::Zh => format!(
            "共 {errors} 个错误、{warnings} 个警告、{infos} 个提示；GitHub 每一步各只显示前 {GITHUB_SHOWS} 个，全部在这一步的日志里"
        ),
        Lang::En => format!(
            "{errors} errors, {warnings} warnings, {infos} infos; GitHub shows the first {GITHUB_SHOWS} of each, the log of this step has all"
        ),
    };
    writeln!(out, "::notice title=gouji::{}", data(&text))
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
