//! Everything that an audit has to show, handed to the reporter.

use std::collections::BTreeSet;
use std::io::{self, Write};

use gouji_audit::{Audit, PointScheme, UNITS_FILE};
use gouji_parser::{DrawnCells, Source};
use gouji_report::{Label, Lang, SourceId, Summary};
use gouji_reporter::{
    AuditFormat, AuditRun, Failure, FileResult, NamedSource, Options, Run, write_audit,
};
use gouji_rules::finding::{CheckedReport, PassedBy, Suppressed};
use gouji_rules::rule::Rule;
use gouji_rules::settings::SettingsFile;

use crate::audited::{self, ReadAgain};
use crate::file_settings::FileSettings;
use crate::input::{Input, ReadingOptions, UnreadFile};
use crate::notice::Notice;
use crate::shipped::digest;

/// The file of units, with what labels need.
#[derive(Debug)]
pub struct UnitsFile {
    /// The file.
    pub file: SettingsFile,
    /// Its text.
    pub source: Source,
}

/// What was found in many files, and what it is shown by.
#[derive(Debug)]
pub struct AuditResults {
    /// The files, in the order of `inputs`.
    pub audit: Audit,
    /// Those that were read.
    pub inputs: Vec<(Input, FileSettings)>,
    /// Those that could not be read, by name.
    pub unread: Vec<UnreadFile>,
    /// How many were read, where the run was interrupted.
    pub partial: Option<usize>,
    /// What was found in each file, in the order of `inputs`.
    pub checked: Vec<CheckedReport>,
    /// The files of which text is shown, by their index.
    pub again: Vec<(usize, ReadAgain)>,
    /// The file of units.
    pub units: Option<UnitsFile>,
    /// What is missing by the list of units.
    pub missing: CheckedReport,
}

impl AuditResults {
    /// The indices of the files in which something was found, or which a finding names.
    pub fn named(&self) -> Vec<usize> {
        let findings = self.checked.iter().flat_map(|it| &it.findings);
        let labels = findings.flat_map(|it| std::iter::once(&it.primary).chain(&it.related));
        let named: BTreeSet<usize> =
            labels.filter_map(|label| (label.source.0 as usize).checked_sub(1)).collect();
        named.into_iter().filter(|&index| index < self.checked.len()).collect()
    }

    /// Reads a file once more, for its text.
    pub fn read_again(
        &self,
        index: usize,
        reading: &ReadingOptions<'_>,
    ) -> Result<ReadAgain, UnreadFile> {
        let (input, settings) = &self.inputs[index];
        audited::read_again(input, settings, reading, self.checked[index].clone())
    }

    /// Takes the files that were read once more, and returns what is wrong with waivers in them.
    pub fn take(
        &mut self,
        again: Vec<(usize, Result<ReadAgain, UnreadFile>)>,
        lang: Lang,
    ) -> Vec<Notice> {
        let mut noticed = Vec::new();
        for (index, result) in again {
            match result {
                Ok(mut again) => {
                    pass_mergers(&self.audit, index, self.units.as_ref(), &mut again.checked, lang);
                    noticed.append(&mut again.notices);
                    self.checked[index] = std::mem::take(&mut again.checked);
                    self.again.push((index, again));
                }
                Err(unread) => self.unread.push(unread),
            }
        }
        self.missing.report = Summary::default();
        noticed
    }

    /// Writes it; `rules` are those that found it, `points` says what each finding costs.
    ///
    /// # Errors
    ///
    /// Returns what `out` does.
    pub fn write(
        &self,
        rules: &[Rule],
        points: Option<&PointScheme>,
        format: AuditFormat,
        options: &Options,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Self { audit, inputs, unread, partial, checked, again, units, missing } = self;
        let none = DrawnCells::default();
        let readable = || again.iter().map(|(index, it)| (*index, it));
        let source = |index: usize| SourceId(index as u32 + 1);
        let sources: Vec<NamedSource<'_>> = readable()
            .map(|(index, it)| it.shown.named(source(index), inputs[index].0.name()))
            .collect();
        let mut files: Vec<FileResult<'_>> = readable()
            .filter(|(index, _)| !checked[*index].findings.is_empty())
            .map(|(index, it)| {
                let path = inputs[index].0.name();
                result(it.shown.named(source(index), path), &checked[index])
            })
            .collect();
        if let Some(units) = units.as_ref().filter(|_| !missing.findings.is_empty()) {
            let (path, source) = (&*units.file.name, &units.source);
            let named = NamedSource { id: UNITS_FILE, path, source, drawn: &none, tables: &[] };
            files.push(result(named, missing));
        }
        let failures: Vec<Failure<'_>> = unread
            .iter()
            .map(|unread| Failure { path: &unread.name, message: &unread.message })
            .collect();
        let run = Run {
            sources: &sources,
            files: &files,
            failures: &failures,
            configuration: &[],
            rules,
            tool_version: env!("CARGO_PKG_VERSION"),
            tool_home: None,
            root: None,
        };
        let rows = audit.rows(checked);
        let paths: Vec<&str> = audit.filed().iter().map(|filed| &*filed.path).collect();
        let unknown: Vec<&str> = audit.unknown().iter().map(|&index| paths[index]).collect();
        let layers = inputs.iter().flat_map(|(_, settings)| &settings.effective.settings);
        let mut contents = BTreeSet::new();
        let layers = layers.filter(|layer| contents.insert(layer.content())).map(|layer| &**layer);
        let digest = digest(layers);
        let run = AuditRun {
            run: &run,
            rows: &rows,
            paths: &paths,
            unknown: &unknown,
            pairs: audit.pairs(),
            partial: *partial,
            points,
            digest: &digest,
        };
        write_audit(&run, format, options, out)
    }
}

/// Lets pass what the list of units explains: figures do not follow from last year's where a unit was merged in.
fn pass_mergers(
    audit: &Audit,
    index: usize,
    units: Option<&UnitsFile>,
    checked: &mut CheckedReport,
    lang: Lang,
) {
    let (Some((at, merged)), Some(units)) = (audit.merger(index), units) else { return };
    for finding in std::mem::take(&mut checked.findings) {
        let of_years = |label: &Label| Some(label.source) == audit.last_source(index);
        if !finding.related.iter().any(of_years) {
            checked.findings.push(finding);
            continue;
        }
        let by =
            PassedBy::Configuration { path: units.file.name.clone(), line: units.file.line(at) };
        let reason = match lang {
            Lang::Zh => format!("{merged}并入"),
            Lang::En => format!("{merged} was merged into it"),
        };
        checked.suppressed.push(Suppressed { finding, reason, by });
    }
}

fn result<'a>(named: NamedSource<'a>, checked: &'a CheckedReport) -> FileResult<'a> {
    FileResult {
        id: named.id,
        path: named.path,
        source: named.source,
        checked,
        drawn: named.drawn,
        tables: named.tables,
        statements: None,
        fail: None,
        not_checked_fails: false,
    }
}
