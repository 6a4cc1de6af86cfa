//! Checkstyle's XML report, which many CI servers and review tools read. One `error` a finding, of
//! whatever severity. A .docx has no lines, so its findings have none, which means the file as a
//! whole, and the message says where they are.

use std::io::{self, Write};

use gouji_report::Label;
use gouji_rules::finding::{Finding, NotChecked, Severity};

use crate::{
    FileResult, Options, Run, details,
    site::Sites,
    streamed::{Closing, FilePart, Streamed},
    unchecked::untold,
    xml::{Elements, document, inside, text},
};
use gouji_report::Lang;

#[cfg(test)]
mod tests;

pub(crate) const STREAMED: Streamed = Streamed { open: Some(open), file, between: "", close };

const END: &str = "\n</checkstyle>";

/// A document without files.
fn empty() -> io::Result<String> {
    let document = document(|elements| {
        let report = elements.create_element("checkstyle").with_attribute(("version", "4.3"));
        report.write_inner_content(|_| Ok(()))?;
        Ok(())
    })?;
    Ok(String::from_utf8_lossy(&document).into_owned())
}

fn open(_: &Run<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let empty = empty()?;
    let head = empty.find(END).unwrap_or(empty.len());
    out.write_all(&empty.as_bytes()[..head])
}

fn file(
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
    part: &mut FilePart,
) -> io::Result<()> {
    let language = options.language;
    let findings = &file.checked.findings;
    let left: Vec<_> = untold(file, options).collect();
    inside(&mut part.bytes, |elements| {
        let element = elements.create_element("file");
        let element = element.with_attribute(("name", &*text(file.path)));
        if findings.is_empty() && left.is_empty() {
            element.write_empty()?;
            return Ok(());
        }
        let sites = Sites::new(file, run);
        element.write_inner_content(|elements| {
            findings.iter().try_for_each(|it| one(it, &sites, language, elements))?;
            left.iter().try_for_each(|it| not_checked(it, &sites, language, elements))
        })?;
        Ok(())
    })
}

fn close(run: &Run<'_>, _: &Closing<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut written = Vec::new();
    inside(&mut written, |elements| {
        for failure in run.failures {
            let element = elements.create_element("file");
            let element = element.with_attribute(("name", &*text(failure.path)));
            element.write_inner_content(|elements| {
                let error = elements.create_element("error");
                let error = error.with_attribute(("severity", "error"));
                let error = error.with_attribute(("message", &*text(failure.message)));
                error.with_attribute(("source", "gouji.unreadable")).write_empty()?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    out.write_all(&written)?;
    writeln!(out, "{END}")
}

fn one(
    finding: &Finding,
    sites: &Sites<'_>,
    language: Lang,
    elements: &mut Elements<'_>,
) -> io::Result<()> {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let message = details::one_line(finding, sites, language);
    error(&finding.primary, severity, &message, &finding.code, sites, elements)
}

fn not_checked(
    it: &NotChecked,
    sites: &Sites<'_>,
    language: Lang,
    elements: &mut Elements<'_>,
) -> io::Result<()> {
    error(&it.place, "warning", language.pick(&it.reason), "not-checked", sites, elements)
}

fn error(
    place: &Label,
    severity: &str,
    message: &str,
    code: &str,
    sites: &Sites<'_>,
    elements: &mut Elements<'_>,
) -> io::Result<()> {
    let mut error = elements.create_element("error");
    if !sites.own.is_view {
        let at = sites.of(place).start;
        error = error.with_attribute(("line", &*at.line.to_string()));
        error = error.with_attribute(("column", &*at.column.to_string()));
    }
    error
        .with_attribute(("severity", severity))
        .with_attribute(("message", &*text(message)))
        .with_attribute(("source", &*text(&format!("gouji.{code}"))))
        .write_empty()?;
    Ok(())
}
