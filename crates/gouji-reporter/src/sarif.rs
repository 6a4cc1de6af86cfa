//! SARIF 2.1.0 (OASIS): for code scanning platforms and editors. `log` is the part of its shape
//! that is used; here it is filled.
//!
//! A .docx has no lines: its results name the file without a region, and say where in the view and
//! in which cell by logical locations and in the message. Their fixes stay out, since a fix of
//! SARIF is a change of the file itself.

use std::io::{self, Write};

use gouji_report::Label;
use gouji_rules::{
    finding::{Finding, Fix, NotAssessable, NotChecked, PassedBy, Safety, Severity, Suppressed},
    rule::Rule,
};

use crate::{
    Failure, FileResult, Options, Run, details,
    site::{Site, Sites, cell_view},
    uri, whereabouts,
};
use gouji_report::Lang;

mod log;

#[cfg(test)]
mod tests;

use log::{
    Artifact, ArtifactChange, ArtifactLocation, Descriptor, Driver, Fingerprints, FixObject,
    FixProperties, Help, Invocation, Log, LogicalLocation, Notification, PhysicalLocation, Region,
    Replacement, ResultObject, ResultProperties, RuleConfiguration, RuleProperties, RuleReference,
    RunObject, SarifLevel, SarifLocation, SarifMessage, SarifTool, Suppression,
};

/// What GitHub shows of one upload, and what it takes at most.
const GITHUB_SHOWS: usize = 5_000;
const GITHUB_TAKES: usize = 25_000;

/// Writes the run as one log, indented by two blanks.
pub(crate) fn write(run: &Run<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &log(run, options.language))?;
    writeln!(out)
}

fn log<'a>(run: &Run<'a>, language: Lang) -> Log<'a> {
    let mut results = Vec::new();
    let mut notifications: Vec<_> =
        run.failures.iter().map(|failure| unreadable(failure, run.root, language)).collect();
    for (index, file) in run.files.iter().enumerate() {
        let page = SarifPage {
            artifact: ArtifactLocation { uri: uri::of(file.path, run.root), index: Some(index) },
            sites: Sites::new(file, run),
            rules: run.rules,
            root: run.root,
            language,
        };
        let checked = file.checked;
        results.extend(checked.findings.iter().map(|finding| page.result(finding, None)));
        let passed = checked.suppressed.iter();
        results.extend(passed.map(|passed| page.result(&passed.finding, Some(passed))));
        notifications.extend(checked.not_assessable.iter().map(|check| page.open(check)));
        notifications.extend(checked.not_checked.iter().map(|it| page.not_checked(it)));
    }
    notifications.extend(above_limit(results.len(), language));
    Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [RunObject {
            tool: SarifTool {
                driver: Driver {
                    name: "gouji",
                    version: run.tool_version,
                    semantic_version: run.tool_version,
                    information_uri: run.tool_home,
                    rules: run.rules.iter().map(|rule| descriptor(rule, language)).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: run.failures.is_empty(),
                tool_execution_notifications: notifications,
            }],
            language: language.choose("zh-CN", "en"),
            column_kind: "unicodeCodePoints",
            artifacts: run.files.iter().map(|file| artifact(file, run.root, language)).collect(),
            results,
        }],
    }
}

fn unreadable<'a>(failure: &Failure<'a>, root: Option<&str>, language: Lang) -> Notification<'a> {
    let why = failure.message;
    let text = match language {
        Lang::Zh => format!("不能读取：{why}"),
        Lang::En => format!("cannot be read: {why}"),
    };
    let artifact_location = ArtifactLocation { uri: uri::of(failure.path, root), index: None };
    Notification {
        level: SarifLevel::Error,
        message: SarifMessage { text },
        associated_rule: None,
        locations: vec![SarifLocation {
            physical_location: Some(PhysicalLocation { artifact_location, region: None }),
            ..SarifLocation::default()
        }],
    }
}

/// No result is left out; what a platform does with so many is said.
fn above_limit<'a>(results: usize, language: Lang) -> Option<Notification<'a>> {
    let text = match language {
        Lang::Zh => format!(
            "共 {results} 项结果，全部在此；GitHub 只显示前 {GITHUB_SHOWS} 项，超过 {GITHUB_TAKES} 项的不接收，可分批检查"
        ),
        Lang::En => format!(
            "{results} results, all of them here; GitHub shows the first {GITHUB_SHOWS} and takes no more than {GITHUB_TAKES}: check in parts"
        ),
    };
    (results > GITHUB_SHOWS).then(|| Notification {
        level: SarifLevel::Warning,
        message: SarifMessage { text },
        associated_rule: None,
        locations: Vec::new(),
    })
}

fn artifact<'a>(file: &FileResult<'a>, root: Option<&str>, language: Lang) -> Artifact<'a> {
    let is_view = file.source.format().is_view();
    let view = language.choose(
        "Word 和 PDF 文件没有行号；结果所说的行列是视图的，gouji view 显示视图",
        "Word and PDF files have no lines; those of the results are of the view, which gouji view prints",
    );
    Artifact {
        location: ArtifactLocation { uri: uri::of(file.path, root), index: None },
        roles: ["analysisTarget"],
        mime_type: file.source.format().entry().mime,
        encoding: (!is_view).then(|| file.source.encoding_name()),
        description: is_view.then(|| SarifMessage { text: view.to_owned() }),
    }
}

fn descriptor(rule: &Rule, language: Lang) -> Descriptor<'_> {
    let text = |message| SarifMessage { text: language.pick(message).to_owned() };
    let summary = text(&rule.text.summary);
    let why = if rule.text.why.is_empty() { summary.clone() } else { text(&rule.text.why) };
    Descriptor {
        id: &rule.code,
        name: &rule.name,
        short_description: summary,
        full_description: why,
        help: help(rule, language),
        default_configuration: RuleConfiguration { level: level(rule.severity) },
        properties: RuleProperties { tags: [rule.kind.to_string()] },
    }
}

/// What `gouji explain` says, in plain text and in Markdown.
fn help(rule: &Rule, language: Lang) -> Help {
    let mut parts: Vec<(&str, &str)> = vec![
        (language.choose("为什么", "Why"), language.pick(&rule.text.why)),
        (language.choose("怎样改", "What to do"), language.pick(&rule.text.help)),
        (language.choose("依据", "Norm"), &rule.source),
    ];
    parts.retain(|(_, text)| !text.is_empty());
    let examples = [
        (language.choose("有问题", "Bad"), &rule.text.bad),
        (language.choose("改正后", "Good"), &rule.text.good),
    ];
    let mut text: Vec<String> =
        parts.iter().map(|(title, text)| format!("{title}: {text}")).collect();
    let mut markdown: Vec<String> =
        parts.iter().map(|(title, text)| format!("**{title}** {text}")).collect();
    for (title, example) in examples.iter().filter(|(_, example)| !example.is_empty()) {
        text.push(format!("{title}:\n{}", example.trim_end()));
        markdown.push(format!("**{title}**\n\n{}", fenced(example)));
    }
    if text.is_empty() {
        text.push(language.pick(&rule.text.summary).to_owned());
    }
    Help { markdown: markdown.join("\n\n"), text: text.join("\n\n") }
}

/// A code block whose fence is longer than any in `text`.
fn fenced(text: &str) -> String {
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", text.trim_end())
}

fn level(severity: Severity) -> SarifLevel {
    match severity {
        Severity::Error => SarifLevel::Error,
        Severity::Warning => SarifLevel::Warning,
        Severity::Info => SarifLevel::Note,
    }
}

/// What all results of one file share.
struct SarifPage<'a> {
    artifact: ArtifactLocation,
    sites: Sites<'a>,
    rules: &'a [Rule],
    root: Option<&'a str>,
    language: Lang,
}

impl<'a> SarifPage<'a> {
    fn result(&self, finding: &'a Finding, passed: Option<&'a Suppressed>) -> ResultObject<'a> {
        let lines = details::lines(finding, &self.sites, self.language);
        let related = finding
            .related
            .iter()
            .enumerate()
            .map(|(id, label)| SarifLocation { id: Some(id + 1), ..self.location(label) });
        let suppression = |passed: &'a Suppressed| Suppression {
            kind: match passed.by {
                PassedBy::Comment(_) => "inSource",
                PassedBy::Baseline | PassedBy::Configuration { .. } => "external",
            },
            status: "accepted",
            justification: &passed.reason,
        };
        ResultObject {
            rule_id: &finding.code,
            rule_index: self.rule_index(&finding.code),
            level: level(finding.severity),
            message: SarifMessage { text: lines.join("\n") },
            locations: [self.location(&finding.primary)],
            related_locations: related.collect(),
            partial_fingerprints: Fingerprints {
                former: &finding.former_fingerprint,
                fingerprint: &finding.fingerprint,
            },
            fixes: finding
                .fix
                .iter()
                .filter(|_| !self.sites.own.is_view)
                .map(|it| self.fix(it))
                .collect(),
            suppressions: passed.map(suppression).into_iter().collect(),
            properties: ResultProperties {
                confidence: finding.confidence,
                responsibility: finding.responsibility,
            },
        }
    }

    fn rule_index(&self, code: &str) -> Option<usize> {
        self.rules.iter().position(|rule| &*rule.code == code)
    }

    /// A check that could be neither passed nor failed: no result, since platforms take every
    /// result for a defect.
    fn open(&self, check: &'a NotAssessable) -> Notification<'a> {
        let (code, why) = (&check.code, self.language.pick(&check.reason));
        let text = match self.language {
            Lang::Zh => format!("{code} 无法判断：{why}"),
            Lang::En => format!("{code} could not be assessed: {why}"),
        };
        let index = self.rule_index(code);
        Notification {
            level: SarifLevel::Note,
            message: SarifMessage { text },
            associated_rule: Some(RuleReference { id: code, index }),
            locations: vec![self.location(&check.place)],
        }
    }

    /// What was not checked: no result either, since it is no defect.
    fn not_checked(&self, it: &NotChecked) -> Notification<'a> {
        let why = self.language.pick(&it.reason);
        let text = match self.language {
            Lang::Zh => format!("没有检查：{why}"),
            Lang::En => format!("not checked: {why}"),
        };
        Notification {
            level: SarifLevel::Warning,
            message: SarifMessage { text },
            associated_rule: None,
            locations: vec![self.location(&it.place)],
        }
    }

    fn location(&self, label: &Label) -> SarifLocation {
        let site = self.sites.of(label);
        let what = label.describe(self.language);
        let region = (!self.sites.file(label).is_view).then(|| region(&site));
        SarifLocation {
            physical_location: Some(PhysicalLocation {
                artifact_location: match self.sites.elsewhere(label.source) {
                    Some(path) => ArtifactLocation { uri: uri::of(path, self.root), index: None },
                    None => self.artifact.clone(),
                },
                region,
            }),
            logical_locations: self.logical(label, &site),
            message: (!what.is_empty()).then(|| SarifMessage { text: what.into_owned() }),
            ..SarifLocation::default()
        }
    }

    /// The place in the terms of the form, of the tables as they are drawn, and of the view.
    fn logical(&self, label: &Label, site: &Site) -> Vec<LogicalLocation> {
        let mut places = Vec::new();
        if let Some(cell) = &label.cell {
            let names = label.row.as_deref().zip(cell_view(label)).map(|(row, view)| {
                let text = |name| self.language.pick(name);
                format!("{}/{}/{}", text(&row.table), row.label, text(&view.name))
            });
            let [table, row, column] = [&cell.table, &cell.row, &cell.column];
            places.push(LogicalLocation {
                name: names.unwrap_or_else(|| format!("{table}/{row}/{column}")),
                fully_qualified_name: format!("{table}.{row}.{column}"),
                kind: "cell",
            });
        }
        if let Some(native) = site.native {
            let (table, row, column) = (native.table, native.row, native.column);
            places.push(LogicalLocation {
                name: match self.language {
                    Lang::Zh => format!("第 {table} 个表格第 {row} 行第 {column} 列"),
                    Lang::En => format!("table {table}, row {row}, column {column}"),
                },
                fully_qualified_name: format!("table[{table}].row[{row}].column[{column}]"),
                kind: "drawn-cell",
            });
        }
        if let Some(page) = site.page {
            places.push(LogicalLocation {
                name: whereabouts::on_page(page, self.language),
                fully_qualified_name: format!("page[{page}]"),
                kind: "page",
            });
        }
        if self.sites.file(label).is_view {
            let (line, column) = (site.start.line, site.start.column);
            places.push(LogicalLocation {
                name: whereabouts::in_view(site.start, self.language),
                fully_qualified_name: format!("view:{line}:{column}"),
                kind: "view-line",
            });
        }
        places
    }

    fn fix(&self, fix: &Fix) -> FixObject {
        let replacements = fix.edits.iter().map(|edit| {
            let range = self.sites.own.places.range(edit.span);
            let [start, end] =
                [range.start, range.end].map(|at| self.sites.own.places.position(at));
            Replacement {
                deleted_region: region(&Site { start, end, native: None, page: None }),
                inserted_content: SarifMessage { text: edit.text.clone() },
            }
        });
        FixObject {
            description: SarifMessage { text: self.language.pick(&fix.message).to_owned() },
            artifact_changes: [ArtifactChange {
                artifact_location: self.artifact.clone(),
                replacements: replacements.collect(),
            }],
            properties: FixProperties {
                safety: match fix.safety {
                    Safety::Safe => "safe",
                    Safety::Unsafe => "unsafe",
                },
            },
        }
    }
}

/// The offsets of a site are those of the file on disk wherever the file has lines.
fn region(site: &Site) -> Region {
    Region {
        start_line: site.start.line,
        start_column: site.start.column,
        end_line: site.end.line,
        end_column: site.end.column,
        byte_offset: site.start.offset,
        byte_length: site.end.offset - site.start.offset,
    }
}
