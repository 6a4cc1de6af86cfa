//! Which file is whose report for which year.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_parser::words::Words;
use gouji_report::{
    Label, Localized, SourceId, Summary,
    place::{PlaceNames, UnitName},
};
use gouji_rules::{Linter, Placed, ReportRecord};

use crate::path_year::year_in;
use crate::row::FindingCounts;
use crate::units::Units;

/// What was read of a file.
#[derive(Debug)]
pub enum FilingReading {
    /// A report.
    Report(Box<ReportRecord>),
    /// Something else: what was understood of it.
    Other(Box<Summary>),
}

/// A file that was read.
#[derive(Debug)]
pub struct FiledReport {
    /// How results name it.
    pub path: String,
    /// What was read of it.
    pub reading: FilingReading,
    /// The rules for it.
    pub linter: Arc<Linter>,
    /// Findings of the rules over one report.
    pub found: FindingCounts,
    /// Equations and other checks that could not be assessed.
    pub not_assessable: usize,
    /// Whether it was published late; none where nothing says so.
    pub late: bool,
}

impl FiledReport {
    pub(crate) fn summary(&self) -> &Summary {
        match &self.reading {
            FilingReading::Report(record) => &record.summary,
            FilingReading::Other(summary) => summary,
        }
    }

    pub(crate) fn record(&self) -> Option<&ReportRecord> {
        match &self.reading {
            FilingReading::Report(record) => Some(record),
            FilingReading::Other(_) => None,
        }
    }
}

/// A unit that has filed something, or has to.
#[derive(Debug)]
pub(crate) struct AuditUnit {
    pub(crate) name: UnitName,
    /// As its first title, or the list, has it.
    pub(crate) shown: String,
    /// Its place in `units.toml`.
    pub(crate) listed: Option<usize>,
    pub(crate) parent: Option<usize>,
    /// The units of which it is the parent.
    pub(crate) children: Vec<usize>,
    /// By year: the files, the one that counts first.
    pub(crate) years: BTreeMap<u16, Vec<usize>>,
    /// Whether its reports cover an area with all its organs.
    pub(crate) covers_area: bool,
}

/// Finds the units of files, and which of several files for one year counts.
pub(crate) fn group(filed: &[FiledReport], units: Option<&Units>, places: &PlaceNames) -> Groups {
    let mut groups = Groups::default();
    for (index, listed) in units.iter().flat_map(|units| &units.list).enumerate() {
        groups.unit(&listed.name, &listed.shown, Some(index));
    }
    let mut nameless = Vec::new();
    for (index, file) in filed.iter().enumerate() {
        let summary = file.summary();
        let year = summary.year.or_else(|| year_in(&file.path));
        match (&summary.issuer, file.record()) {
            (Some(issuer), Some(record)) => {
                let name = UnitName::of(issuer, summary.year, places);
                let listed = units.and_then(|units| units.find(&name));
                let unit = groups.unit(&name, issuer, listed);
                groups.units[unit].covers_area |= record.covers_area == Some(true);
                groups.of_file.insert(index, (unit, year));
            }
            _ => nameless.push((index, year)),
        }
    }
    groups.parents(units);
    groups.index_names();
    // A report that does not name its organ, and what is no report, go by their path.
    for (index, year) in nameless {
        let unit = summary_unit(&groups, filed[index].summary(), places);
        let unit = unit.or_else(|| groups.named_in(&filed[index].path));
        match unit {
            Some(unit) => drop(groups.of_file.insert(index, (unit, year))),
            None => groups.unknown.push(index),
        }
    }
    for (&index, &(unit, year)) in &groups.of_file {
        match year {
            Some(year) => {
                groups.units[unit].years.entry(year).or_default().push(index);
            }
            None => groups.unknown.push(index),
        }
    }
    for files in groups.units.iter_mut().flat_map(|unit| unit.years.values_mut()) {
        // One with tables wins, else the first by path; what is no report comes last.
        files.sort_by_key(|&index| {
            let tables = filed[index].record().map(ReportRecord::has_tables);
            (std::cmp::Reverse(tables), &filed[index].path)
        });
    }
    groups
}

fn summary_unit(groups: &Groups, summary: &Summary, places: &PlaceNames) -> Option<usize> {
    let name = UnitName::of(summary.issuer.as_ref()?, summary.year, places);
    groups.by_name.get(&name.full).copied()
}

/// Characters behind the name of a unit at most: 人民政府全年共.
const BEHIND: usize = 8;

/// Units and the files of each.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    pub(crate) units: Vec<AuditUnit>,
    by_name: BTreeMap<String, usize>,
    /// The names that a path may have, …
    names: Words,
    /// …and whose each is; of several units none's.
    named: Vec<Option<usize>>,
    /// The unit and the year of each file that has a unit.
    pub(crate) of_file: BTreeMap<usize, (usize, Option<u16>)>,
    /// Files whose unit or year is not known.
    pub(crate) unknown: Vec<usize>,
}

impl Groups {
    fn unit(&mut self, name: &UnitName, shown: &str, listed: Option<usize>) -> usize {
        // The list comes first, so that its units have the numbers that it gives them.
        let listed_unit = listed.filter(|&index| index < self.units.len());
        if let Some(known) = self.by_name.get(&name.full).copied().or(listed_unit) {
            self.by_name.entry(name.full.clone()).or_insert(known);
            return known;
        }
        let index = self.units.len();
        self.by_name.insert(name.full.clone(), index);
        self.units.push(AuditUnit {
            name: name.clone(),
            shown: shown.to_owned(),
            listed,
            parent: None,
            children: Vec::new(),
            years: BTreeMap::new(),
            covers_area: false,
        });
        index
    }

    /// Makes ready what [`named_in`](Self::named_in) looks for: names in full and without their place.
    fn index_names(&mut self) {
        let mut whose: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        for (index, unit) in self.units.iter().enumerate() {
            for name in [&unit.name.full, &unit.name.own] {
                if name.chars().count() > 2 {
                    let unit = whose.entry(name).or_insert(Some(index));
                    *unit = unit.filter(|known| *known == index);
                }
            }
        }
        let sorted: Vec<(&str, u32)> = whose.keys().copied().zip(0..).collect();
        self.names = Words::new(&sorted);
        self.named = whose.into_values().collect();
    }

    /// Whether two units are one, or one of them is above the other.
    pub(crate) fn are_in_line(&self, one: usize, other: usize) -> bool {
        let above = |from: usize, to: usize| {
            std::iter::successors(Some(from), |&at| self.units[at].parent).any(|at| at == to)
        };
        above(one, other) || above(other, one)
    }

    /// The unit whose name `text`, folded, begins with, in full or without its place, and little else.
    pub(crate) fn named_at(&self, text: &str) -> Option<usize> {
        let (word, length) = self.names.at(text).last()?;
        let rest = text[length..].chars().count();
        self.named[word as usize].filter(|_| rest <= BEHIND)
    }

    /// The unit whose name a path has, in full or without its place: of several the longest, of two that are as long
    /// neither.
    pub(crate) fn named_in(&self, path: &str) -> Option<usize> {
        let path = gouji_parser::fold::fold(path);
        let mut found: Vec<(usize, Option<usize>)> = Vec::new();
        self.names.each(&path, |word, range| found.push((range.len(), self.named[word as usize])));
        let longest = found.iter().map(|(length, _)| *length).max()?;
        let mut units =
            found.iter().filter(|(length, _)| *length == longest).map(|(_, unit)| *unit);
        let unit = units.next()??;
        units.all(|other| other == Some(unit)).then_some(unit)
    }

    /// Whether a path names a unit, by its full or its own name.
    pub(crate) fn is_named_in(&self, unit: usize, path: &str) -> bool {
        let path = gouji_parser::fold::fold(path);
        let UnitName { full, own, .. } = &self.units[unit].name;
        path.contains(&**full) || !own.is_empty() && path.contains(&**own)
    }

    fn parents(&mut self, units: Option<&Units>) {
        let by_name: Vec<Option<usize>> = (0..self.units.len())
            .map(|index| {
                let unit = &self.units[index];
                let areas = self.units.iter().enumerate().filter(|(_, it)| it.covers_area);
                let above = areas.filter(|(_, area)| unit.name.lies_in(&area.name));
                above.max_by_key(|(_, area)| area.name.full.len()).map(|(at, _)| at)
            })
            .collect();
        for (index, by_name) in by_name.into_iter().enumerate() {
            let listed = self.units[index].listed.zip(units);
            self.units[index].parent = match listed {
                Some((listed, units)) => units.list[listed].parent,
                None => by_name,
            };
            if let Some(parent) = self.units[index].parent {
                self.units[parent].children.push(index);
            }
            let above = self.units[index].parent.map(|parent| self.units[parent].name.full.clone());
            let name = &mut self.units[index].name;
            if let Some(own) = above.and_then(|above| name.full.strip_prefix(&above)) {
                name.own = own.to_owned();
            }
        }
    }
}

/// A record with the number of its file.
pub(crate) fn placed(record: &ReportRecord, index: usize) -> Placed<'_> {
    Placed { record, source: source(index) }
}

/// By which labels name a file.
pub(crate) fn source(index: usize) -> SourceId {
    SourceId(index as u32 + 1)
}

/// A label on the head of a file.
pub(crate) fn head(file: &FiledReport, index: usize) -> Label {
    let span = file.record().map(|record| record.head).unwrap_or_default();
    Label { source: source(index), ..Label::new(span, Localized::default()) }
}
