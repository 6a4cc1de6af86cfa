//! GitLab's Code Quality report: a JSON array, which merge requests show. It has a line and nothing
//! finer. A .docx has none; its findings are on line 1, and the description says where they are.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use gouji_rules::finding;
use serde::Serialize;

use crate::{
    FileResult, Options, Run, details,
    json::items,
    site::Sites,
    streamed::{Closing, FilePart, Streamed},
    unchecked::untold,
    visible::visible,
};

#[cfg(test)]
mod tests;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: GitlabSeverity,
    location: GitlabLocation<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum GitlabSeverity {
    Info,
    Major,
    Critical,
    /// A file that could not be read, so that nothing is known of it.
    Blocker,
}

#[derive(Serialize)]
struct GitlabLocation<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

pub(crate) const STREAMED: Streamed = Streamed { open: Some(open), file, between: ",", close };

/// How deep the issues are.
const DEPTH: usize = 1;

fn open(_: &Run<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "[")
}

fn file(
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
    part: &mut FilePart,
) -> io::Result<()> {
    items::add(of_file(file, run, options), DEPTH, &mut part.bytes)
}

fn close(run: &Run<'_>, closing: &Closing<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let issues = run.failures.iter().map(|failure| Issue {
        description: visible(failure.message).into_owned(),
        check_name: "unreadable",
        fingerprint: format!("unreadable:{}", failure.path),
        severity: GitlabSeverity::Blocker,
        location: GitlabLocation { path: failure.path, lines: Lines { begin: 1 } },
    });
    writeln!(out, "{}]", items::last(issues, closing.any, DEPTH)?)
}

fn of_file<'a>(file: &FileResult<'a>, run: &Run<'a>, options: &Options) -> Vec<Issue<'a>> {
    let sites = Sites::new(file, run);
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let issue = |finding: &'a finding::Finding| {
        let ordinal = times.entry(&finding.fingerprint).or_default();
        *ordinal += 1;
        Issue {
            description: details::one_line(finding, &sites, options.language),
            check_name: &finding.code,
            // GitLab drops all but one of those that share a fingerprint, and the same slip in two
            // files has one.
            fingerprint: format!("{}:{ordinal}:{}", finding.fingerprint, file.path),
            severity: match finding.severity {
                finding::Severity::Error => GitlabSeverity::Critical,
                finding::Severity::Warning => GitlabSeverity::Major,
                finding::Severity::Info => GitlabSeverity::Info,
            },
            location: GitlabLocation {
                path: file.path,
                lines: Lines {
                    begin: if sites.own.is_view {
                        1
                    } else {
                        sites.of(&finding.primary).start.line
                    },
                },
            },
        }
    };
    let mut issues: Vec<Issue<'a>> = file.checked.findings.iter().map(issue).collect();
    issues.extend(untold(file, options).zip(1..).map(|(it, ordinal)| Issue {
        description: visible(options.language.pick(&it.reason)).into_owned(),
        check_name: "not-checked",
        fingerprint: format!("not-checked:{ordinal}:{}", file.path),
        severity: GitlabSeverity::Major,
        location: GitlabLocation {
            path: file.path,
            lines: Lines {
                begin: if sites.own.is_view { 1 } else { sites.of(&it.place).start.line },
            },
        },
    }));
    issues
}
