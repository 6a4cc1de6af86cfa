//! Everything that an audit has to show, handed to the reporter.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use gouji_audit::{Audit, PointScheme, UNITS_FILE};
use gouji_parser::{DrawnCells, Source};
use gouji_report::{Label, Lang, SourceId, Summary};
use gouji_reporter::{
    AuditFormat, AuditPart, AuditRun, Failure, FileResult, NamedSource, Options, Run, write_audit,
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
    /// What those with findings add to the output, in their order.
    pub parts: Vec<AuditPart>,
    /// The file of units.
    pub units: Option<UnitsFile>,
    /// What is missing by the list of units.
    pub missing: CheckedReport,
}

impl AuditResults {
    /// The indices of the files in which something was found, or which a finding names.
    pub fn named(&self) -> Vec<usize> {
        self.with_named(0..self.checked.len()).into_iter().collect()
    }

    /// The indices of the files whose texts are needed to show `window`: its own, and those that findings of it name.
    pub fn needed(&self, window: &[usize]) -> BTreeSet<usize> {
        let mut needed = self.with_named(window.iter().copied());
        needed.extend(window);
        needed
    }

    /// The files that findings of `indices` are of, or name.
    fn with_named(&self, indices: impl Iterator<Item = usize>) -> BTreeSet<usize> {
        let findings = indices.flat_map(|index| &self.checked[index].findings);
        let labels = findings.flat_map(|it| std::iter::once(&it.primary).chain(&it.related));
        labels
            .filter_map(|label| (label.source.0 as usize).checked_sub(1))
            .filter(|&index| index < self.checked.len())
            .collect()
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

    /// Makes what the files of `window`, some of [`Self::named`] in their order, add to the output; `read` are those that
    /// are [`Self::needed`], read once more. Returns what is wrong with waivers in them.
    ///
    /// # Errors
    ///
    /// Returns what keeps a file from being drawn.
    pub fn show(
        &mut self,
        window: &[usize],
        read: Vec<(usize, Result<ReadAgain, UnreadFile>)>,
        look: &AuditLook<'_>,
    ) -> io::Result<Vec<Notice>> {
        let (mut noticed, mut shown) = (Vec::new(), BTreeMap::new());
        for (index, result) in read {
            let own = window.binary_search(&index).is_ok();
            match result {
                Ok(mut again) => {
                    if own {
                        let (units, lang) = (self.units.as_ref(), look.options.language);
                        pass_mergers(&self.audit, index, units, &mut again.checked, lang);
                        noticed.append(&mut again.notices);
                        self.checked[index] = again.checked;
                    }
                    shown.insert(index, again.shown);
                }
                Err(unread) if own => self.unread.push(unread),
                Err(_) => {}
            }
        }
        let named = |index: &usize| {
            let path = self.inputs[*index].0.name();
            Some(shown.get(index)?.named(SourceId(*index as u32 + 1), path))
        };
        let sources: Vec<NamedSource<'_>> = shown.keys().filter_map(named).collect();
        let run = Run { sources: &sources, ..run(look.rules) };
        for index in window.iter().filter(|&&index| !self.checked[index].findings.is_empty()) {
            let Some(named) = named(index) else { continue };
            let number = self.parts.len() + 1;
            let file = result(named, &self.checked[*index]);
            self.parts.push(AuditPart::new(&file, &run, number, look.format, look.options)?);
        }
        Ok(noticed)
    }

    /// Writes it; `points` says what each finding costs.
    ///
    /// # Errors
    ///
    /// Returns what `out` does.
    pub fn write(
        self,
        look: &AuditLook<'_>,
        points: Option<&PointScheme>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Self { audit, inputs, unread, partial, checked, mut parts, units, mut missing } = self;
        missing.report = Summary::default();
        let failures: Vec<Failure<'_>> = unread
            .iter()
            .map(|unread| Failure { path: &unread.name, message: &unread.message })
            .collect();
        let run = Run { failures: &failures, ..run(look.rules) };
        if let Some(units) = units.as_ref().filter(|_| !missing.findings.is_empty()) {
            let (path, source, drawn) = (&*units.file.name, &units.source, &DrawnCells::default());
            let named = NamedSource { id: UNITS_FILE, path, source, drawn, tables: &[] };
            let (file, number) = (result(named, &missing), parts.len() + 1);
            parts.push(AuditPart::new(&file, &run, number, look.format, look.options)?);
        }
        let rows = audit.rows(&checked);
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
            partial,
            points,
            digest: &digest,
        };
        write_audit(&run, parts, look.format, look.options, out)
    }
}

/// How an audit is shown.
#[derive(Clone, Copy, Debug)]
pub struct AuditLook<'a> {
    /// The rules that found what there is.
    pub rules: &'a [Rule],
    /// The format.
    pub format: AuditFormat,
    /// How it is to look.
    pub options: &'a Options,
}

/// A run of `rules` with nothing in it.
fn run(rules: &[Rule]) -> Run<'_> {
    Run {
        sources: &[],
        files: &[],
        failures: &[],
        configuration: &[],
        rules,
        tool_version: env!("CARGO_PKG_VERSION"),
        tool_home: None,
        root: None,
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
