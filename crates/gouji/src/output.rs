//! The one place that knows the reporter: results in, bytes out.

use std::io::{self, Write};

use gouji_rules::finding::{Finding, Severity};
use serde_json::{Value, json};

use crate::args::{Format, Lang};
use crate::input::{CheckedFile, Unread};

/// Everything that a run has to show.
#[derive(Debug)]
pub(crate) struct Results {
    pub files: Vec<CheckedFile>,
    pub unread: Vec<Unread>,
}

/// How to show it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub format: Format,
    pub lang: Lang,
    pub colour: bool,
    pub quiet: bool,
}

/// Writes `results` to `out`.
pub(crate) fn write(results: &Results, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match look.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &object(results, look.lang))?;
            writeln!(out)
        }
        Format::Human | Format::Concise => lines(results, look, out),
    }
}

fn lines(results: &Results, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let (bold, plain) = if look.colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    for CheckedFile { name, document, checked } in &results.files {
        for finding in &checked.findings {
            let place = document.source.position(finding.primary.span.start);
            let severity = look.lang.severity(finding.severity);
            let message = look.lang.pick(&finding.message);
            let Finding { code, .. } = finding;
            let (line, column) = (place.line, place.column);
            writeln!(out, "{name}:{line}:{column}: {bold}{severity}[{code}]{plain}: {message}")?;
        }
    }
    if look.format == Format::Human && !look.quiet {
        let [errors, warnings, infos] = counts(results);
        let files = results.files.len();
        match look.lang {
            Lang::Zh => {
                writeln!(out, "检查 {files} 个文件：错误 {errors}，警告 {warnings}，提示 {infos}")
            }
            Lang::En => writeln!(
                out,
                "{files} files checked: {errors} errors, {warnings} warnings, {infos} infos"
            ),
        }?;
    }
    Ok(())
}

fn object(results: &Results, lang: Lang) -> Value {
    let files = results.files.iter().map(|file| file_object(file, lang)).collect::<Vec<_>>();
    let errors = results.unread.iter().map(|it| json!({"path": it.name, "message": it.message}));
    let errors = errors.collect::<Vec<_>>();
    let [error_count, warnings, infos] = counts(results);
    json!({
        "schema_version": 1,
        "tool": { "name": "gouji", "version": env!("CARGO_PKG_VERSION") },
        "files": files,
        "errors": errors,
        "summary": {
            "files": results.files.len(),
            "errors": error_count,
            "warnings": warnings,
            "infos": infos,
        },
    })
}

fn file_object(file: &CheckedFile, lang: Lang) -> Value {
    let CheckedFile { name, document, checked } = file;
    let report = &checked.report;
    let findings = checked.findings.iter().map(|finding| {
        json!({
            "code": &*finding.code,
            "name": &*finding.name,
            "severity": finding.severity.name(),
            "message": lang.pick(&finding.message),
            "fingerprint": finding.fingerprint,
        })
    });
    json!({
        "path": name,
        "format": document.source.format().name(),
        "report": {
            "form": report.form.as_deref(),
            "year": report.year,
            "issuer": report.issuer,
        },
        "findings": findings.collect::<Vec<_>>(),
    })
}

fn counts(results: &Results) -> [usize; 3] {
    let count = |severity: Severity| {
        let findings = results.files.iter().flat_map(|file| &file.checked.findings);
        findings.filter(|finding| finding.severity == severity).count()
    };
    [count(Severity::Error), count(Severity::Warning), count(Severity::Info)]
}
