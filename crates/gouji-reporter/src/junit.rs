//! JUnit XML: test reports of CI servers. A file is a test suite, a finding a test case.
//!
//! | what | outcome |
//! | --- | --- |
//! | a finding at or above the fail level | failure |
//! | a finding below it | passed, with its words in `system-out` |
//! | a check that could not be assessed, a finding that was let pass | skipped, with the reason |
//! | what was not checked | error where the run fails for it, else skipped, with the reason |
//! | a file without findings | one case, passed |
//! | a file that could not be read | error |
//!
//! So a server's verdict is that of the exit status.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use gouji_report::Label;
use gouji_rules::finding::Finding;
use quick_xml::events::BytesText;

use crate::{
    FileResult, Options, Run, details,
    site::Sites,
    unchecked::is_unchecked,
    xml::{Elements, document, text},
};
use gouji_report::Lang;

#[cfg(test)]
mod tests;

struct Suite {
    name: String,
    cases: Vec<JunitCase>,
}

struct JunitCase {
    name: String,
    outcome: Outcome,
}

enum Outcome {
    /// With what there is to say all the same.
    Passed(Option<String>),
    Failed {
        code: String,
        message: String,
        text: String,
    },
    Skipped(String),
    Error {
        kind: &'static str,
        why: String,
    },
}

/// Writes the run.
pub(crate) fn write(run: &Run<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let language = options.language;
    let mut suites: Vec<_> = run.files.iter().map(|file| suite(file, run, options)).collect();
    suites.extend(run.failures.iter().map(|failure| Suite {
        name: text(failure.path),
        cases: vec![JunitCase {
            name: language.choose("读取", "read").to_owned(),
            outcome: Outcome::Error { kind: "unreadable", why: text(failure.message) },
        }],
    }));
    let cases = || suites.iter().flat_map(|suite| &suite.cases);
    let written = document(|elements| {
        elements
            .create_element("testsuites")
            .with_attribute(("name", "gouji"))
            .with_attribute(("tests", &*cases().count().to_string()))
            .with_attribute((
                "failures",
                &*cases().filter(|it| it.is_failure()).count().to_string(),
            ))
            .with_attribute(("errors", &*cases().filter(|it| it.is_error()).count().to_string()))
            .write_inner_content(|elements| {
                suites.iter().try_for_each(|suite| suite.write(elements))
            })?;
        Ok(())
    })?;
    out.write_all(&written)
}

fn suite<'a>(file: &FileResult<'a>, run: &Run<'a>, options: &Options) -> Suite {
    let (checked, language) = (file.checked, options.language);
    let sites = Sites::new(file, run);
    let mut names = JunitNames::default();
    let mut cases = Vec::new();
    for finding in &checked.findings {
        let said = said(finding, file.path, &sites, language);
        let fails = file.fail.is_some_and(|least| finding.severity >= least);
        let outcome = if fails {
            let message = text(language.pick(&finding.message));
            Outcome::Failed { code: text(&finding.code), message, text: said }
        } else {
            Outcome::Passed(Some(said))
        };
        cases.push(JunitCase { name: names.of(finding, &finding.primary, &sites), outcome });
    }
    for check in &checked.not_assessable {
        let words = language.choose("无法判断：", "not assessable: ");
        let reason = text(&format!("{words}{}", language.pick(&check.reason)));
        let name = names.unique(&check.code, &check.place, &sites);
        cases.push(JunitCase { name, outcome: Outcome::Skipped(reason) });
    }
    for passed in &checked.suppressed {
        let words = language.choose("已豁免：", "waived: ");
        let reason = text(&format!("{words}{}", passed.reason));
        let finding = &passed.finding;
        let name = names.of(finding, &finding.primary, &sites);
        cases.push(JunitCase { name, outcome: Outcome::Skipped(reason) });
    }
    for it in &checked.not_checked {
        let why = text(language.pick(&it.reason));
        let name = names.unique(language.choose("没有检查", "not checked"), &it.place, &sites);
        let outcome = if file.not_checked_fails {
            Outcome::Error { kind: "not-checked", why }
        } else {
            Outcome::Skipped(why)
        };
        cases.push(JunitCase { name, outcome });
    }
    if checked.findings.is_empty() && !is_unchecked(file) {
        let name = language.choose("没有发现问题", "no findings").to_owned();
        cases.push(JunitCase { name, outcome: Outcome::Passed(None) });
    }
    Suite { name: text(file.path), cases }
}

/// Everything there is to say of a finding.
fn said(finding: &Finding, path: &str, sites: &Sites<'_>, language: Lang) -> String {
    let at = sites.of(&finding.primary).start;
    let mut lines = vec![format!("{path}:{}:{}", at.line, at.column)];
    lines.extend(details::lines(finding, sites, language));
    let own = finding.related.iter().filter(|it| sites.elsewhere(it.source).is_none());
    lines.extend(own.map(|label| {
        let at = sites.of(label).start;
        format!("{path}:{}:{} {}", at.line, at.column, label.describe(language))
    }));
    text(&lines.join("\n"))
}

/// Names of cases. Servers take two cases of one name for one.
#[derive(Default)]
struct JunitNames(BTreeMap<String, usize>);

impl JunitNames {
    fn of(&mut self, finding: &Finding, label: &Label, sites: &Sites<'_>) -> String {
        self.unique(&format!("{} {}", finding.code, finding.name), label, sites)
    }

    fn unique(&mut self, what: &str, label: &Label, sites: &Sites<'_>) -> String {
        let at = sites.of(label).start;
        let name = text(&format!("{what} {}:{}", at.line, at.column));
        let times = self.0.entry(name.clone()).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name} ({times})") }
    }
}

impl Suite {
    fn write(&self, elements: &mut Elements<'_>) -> io::Result<()> {
        let count =
            |is: fn(&JunitCase) -> bool| self.cases.iter().filter(|it| is(it)).count().to_string();
        elements
            .create_element("testsuite")
            .with_attribute(("name", &*self.name))
            .with_attribute(("tests", &*self.cases.len().to_string()))
            .with_attribute(("failures", &*count(JunitCase::is_failure)))
            .with_attribute(("errors", &*count(JunitCase::is_error)))
            .with_attribute(("skipped", &*count(JunitCase::is_skipped)))
            .write_inner_content(|elements| {
                self.cases.iter().try_for_each(|case| case.write(&self.name, elements))
            })?;
        Ok(())
    }
}

impl JunitCase {
    fn is_failure(&self) -> bool {
        matches!(self.outcome, Outcome::Failed { .. })
    }

    fn is_error(&self) -> bool {
        matches!(self.outcome, Outcome::Error { .. })
    }

    fn is_skipped(&self) -> bool {
        matches!(self.outcome, Outcome::Skipped(_))
    }

    fn write(&self, suite: &str, elements: &mut Elements<'_>) -> io::Result<()> {
        let case = elements
            .create_element("testcase")
            .with_attribute(("classname", suite))
            .with_attribute(("name", &*self.name));
        if let Outcome::Passed(None) = self.outcome {
            case.write_empty()?;
        } else {
            case.write_inner_content(|elements| self.outcome.write(elements))?;
        }
        Ok(())
    }
}

impl Outcome {
    fn write(&self, elements: &mut Elements<'_>) -> io::Result<()> {
        match self {
            Self::Passed(said) => {
                let said = said.as_deref().unwrap_or_default();
                elements.create_element("system-out").write_text_content(BytesText::new(said))?;
            }
            Self::Failed { code, message, text } => {
                let failure = elements.create_element("failure").with_attribute(("type", &**code));
                let failure = failure.with_attribute(("message", &**message));
                failure.write_text_content(BytesText::new(text))?;
            }
            Self::Skipped(reason) => {
                elements
                    .create_element("skipped")
                    .with_attribute(("message", &**reason))
                    .write_empty()?;
            }
            Self::Error { kind, why } => {
                let error = elements.create_element("error").with_attribute(("type", *kind));
                error.with_attribute(("message", &**why)).write_empty()?;
            }
        }
        Ok(())
    }
}
