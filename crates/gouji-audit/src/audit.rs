//! What is found in reports among others, and the rows of the summary.

use std::collections::BTreeSet;

use gouji_parser::Span;
use gouji_report::{Label, Localized, SourceId, place::PlaceNames};
use gouji_rules::finding::CheckedReport;
use gouji_rules::{Among, Filing, FilingSaid, Linter, Placed, ReportRecord};

use crate::filing::{FiledReport, FilingReading, Groups, group, head, placed};
use crate::row::{AuditRow, FilingState, FindingCounts};
use crate::similar::Similar;
use crate::units::Units;

/// By which labels name `units.toml`.
pub const UNITS_FILE: SourceId = SourceId(u32::MAX);

/// Many reports with the units that they are of.
#[derive(Debug)]
pub struct Audit {
    filed: Vec<FiledReport>,
    units: Option<Units>,
    groups: Groups,
    similar: Similar,
}

impl Audit {
    /// Finds out whose each file is. Those of one unit and year that do not count are findings, and nothing else is checked of
    /// them.
    pub fn new(filed: Vec<FiledReport>, units: Option<Units>, places: &PlaceNames) -> Self {
        let groups = group(&filed, units.as_ref(), places);
        let similar = Similar::of(&filed, &groups);
        Self { filed, units, groups, similar }
    }

    /// The files, in the order in which they came.
    pub fn filed(&self) -> &[FiledReport] {
        &self.filed
    }

    /// The files of which neither organ nor year is known.
    pub fn unknown(&self) -> &[usize] {
        &self.groups.unknown
    }

    /// How many pairs of reports of one unit and two years that follow one another there are.
    pub fn pairs(&self) -> usize {
        (0..self.filed.len()).filter(|&index| self.last(index).is_some()).count()
    }

    /// The line of `units.toml` that says why figures of a unit do not follow from last year's, as the place of the unit that
    /// was merged into it, with its name.
    pub fn merger(&self, index: usize) -> Option<(usize, &str)> {
        let (unit, year) = self.counting(index)?;
        let listed = self.groups.units[unit].listed?;
        let mut list = self.units.as_ref()?.list.iter();
        let merged =
            list.find(|it| it.merged_into == Some(listed) && it.until == year.checked_sub(1))?;
        Some((merged.at.start, &merged.shown))
    }

    /// The unit and year of the file, where it is the one that counts.
    fn counting(&self, index: usize) -> Option<(usize, u16)> {
        let &(unit, year) = self.groups.of_file.get(&index)?;
        let year = year?;
        (self.groups.units[unit].years.get(&year)?.first() == Some(&index)).then_some((unit, year))
    }

    fn report(&self, unit: usize, year: u16) -> Option<Placed<'_>> {
        let &index = self.groups.units[unit].years.get(&year)?.first()?;
        Some(placed(self.filed[index].record()?, index))
    }

    fn last(&self, index: usize) -> Option<Placed<'_>> {
        let (unit, year) = self.counting(index)?;
        self.filed[index].record()?;
        self.report(unit, year.checked_sub(1)?)
    }

    /// By which labels name the report of the year before that a file is compared with.
    pub fn last_source(&self, index: usize) -> Option<SourceId> {
        self.last(index).map(|last| last.source)
    }

    /// What the rules over several reports find in the file `index`.
    pub fn check(&self, index: usize) -> CheckedReport {
        let file = &self.filed[index];
        let mut out = CheckedReport { report: file.summary().clone(), ..CheckedReport::default() };
        let Some((unit, year)) = self.counting(index) else {
            self.second(index, &mut out);
            return out;
        };
        if let Some(record) = file.record() {
            let (children, listed, complete) = self.children(unit, year);
            let siblings = self.siblings(index, (unit, year));
            let foreign = self.foreign(record, unit);
            let among = Among {
                this: placed(record, index),
                last: self.last(index),
                children: &children,
                listed,
                complete,
                siblings: &siblings,
                common: &self.similar.common,
                foreign: &foreign,
            };
            out = file.linter.check_among(&among);
        } else {
            self.say(Filing::NoReport, index, (unit, year), &[], &mut out);
        }
        if let Some(other) = self.groups.named_in(&file.path).filter(|&other| other != unit)
            && !self.groups.is_named_in(unit, &file.path)
        {
            let other = self.groups.units[other].shown.clone();
            let said = FilingSaid { other, ..self.said(Filing::Renamed, index, (unit, year)) };
            out.add(file.linter.say_filing(&said));
        }
        out
    }

    /// The reports of the organs below a unit, whether `units.toml` names them, and whether they are all that there are.
    fn children(&self, unit: usize, year: u16) -> (Vec<Placed<'_>>, bool, bool) {
        if !self.groups.units[unit].covers_area {
            return (Vec::new(), false, false);
        }
        let list = self.units.as_ref().map(|units| &units.list);
        let (mut children, mut listed, mut complete) = (Vec::new(), true, true);
        for &index in &self.groups.units[unit].children {
            let child = &self.groups.units[index];
            let line = child.listed.zip(list).map(|(at, list)| &list[at]);
            // By name nothing tells whether the figures of a government take in those of the areas below it, or of a zone.
            let by_name = line.is_none();
            if by_name && (child.name.own.is_empty() || child.name.is_zone) {
                continue;
            }
            match self.report(index, year) {
                Some(report) => {
                    children.push(report);
                    listed &= !by_name;
                }
                None => complete &= line.is_some_and(|line| !line.has_to_report_on(year)),
            }
        }
        let complete = complete && listed && !children.is_empty();
        (children, listed, complete)
    }

    /// The reports of the same year whose words are closest, but those of units above and below.
    fn siblings(&self, index: usize, (unit, year): (usize, u16)) -> Vec<Placed<'_>> {
        let apart = |other: &usize| {
            self.groups.of_file.get(other).is_some_and(|of| !self.groups.are_in_line(unit, of.0))
        };
        let closest = self.similar.closest(index, year, &self.filed, apart);
        let placed = |at: usize| Some(placed(self.filed[at].record()?, at));
        closest.into_iter().filter_map(placed).collect()
    }

    /// Those who act in a report and are other units, with what they are called.
    fn foreign(&self, record: &ReportRecord, unit: usize) -> Vec<(usize, &str)> {
        let other = |name: &str| {
            let other = self.groups.named_at(name)?;
            let apart = !self.groups.are_in_line(unit, other)
                && self.groups.units[unit].parent == self.groups.units[other].parent;
            apart.then(|| &*self.groups.units[other].shown)
        };
        record.actors().filter_map(|(at, name)| Some((at, other(name)?))).collect()
    }

    /// A file for a unit and a year that another one counts for.
    fn second(&self, index: usize, out: &mut CheckedReport) {
        let Some(&(unit, Some(year))) = self.groups.of_file.get(&index) else { return };
        let first = self.groups.units[unit].years.get(&year).and_then(|files| files.first());
        let Some(&first) = first else { return };
        self.say(Filing::Several, index, (unit, year), &[first], out);
    }

    fn said(&self, what: Filing, index: usize, (unit, year): (usize, u16)) -> FilingSaid {
        let file = &self.filed[index];
        FilingSaid {
            what,
            unit: self.groups.units[unit].shown.clone(),
            year,
            other: String::new(),
            differences: None,
            primary: head(file, index),
            related: Vec::new(),
        }
    }

    fn say(
        &self,
        what: Filing,
        index: usize,
        of: (usize, u16),
        others: &[usize],
        out: &mut CheckedReport,
    ) {
        let file = &self.filed[index];
        let mut said = self.said(what, index, of);
        for &other in others {
            said.other.clone_from(&self.filed[other].path);
            let both = file.record().zip(self.filed[other].record());
            said.differences = both.map(|(own, other)| own.differences(other));
            said.related.push(head(&self.filed[other], other));
        }
        out.add(file.linter.say_filing(&said));
    }

    /// What is missing, as findings in `units.toml`, by the rules of `linter`; nothing without that file.
    pub fn missing(&self, linter: &Linter) -> CheckedReport {
        let mut out = CheckedReport::default();
        let Some(units) = &self.units else { return out };
        for year in self.years() {
            for (listed, unit) in units.list.iter().enumerate() {
                // The units of the list come first, see `group`.
                let filed = self.groups.units[listed].years.contains_key(&year);
                if filed || !unit.has_to_report_on(year) {
                    continue;
                }
                let at = Span::new(unit.at.clone());
                let primary = Label { source: UNITS_FILE, ..Label::new(at, Localized::default()) };
                out.add(linter.say_filing(&FilingSaid {
                    what: Filing::Missing,
                    unit: unit.shown.clone(),
                    year,
                    other: String::new(),
                    differences: None,
                    primary,
                    related: Vec::new(),
                }));
            }
        }
        out
    }

    /// The years that some unit has reported on.
    fn years(&self) -> BTreeSet<u16> {
        self.groups.units.iter().flat_map(|unit| unit.years.keys().copied()).collect()
    }

    /// What each unit has done in each year, the worst first: missing, then by errors and warnings. `found` is what
    /// [`check`](Self::check) gave for each file, after what is let pass.
    pub fn rows(&self, found: &[CheckedReport]) -> Vec<AuditRow> {
        let mut rows = Vec::new();
        let years = self.years();
        for unit in &self.groups.units {
            let line = unit.listed.zip(self.units.as_ref()).map(|(at, units)| &units.list[at]);
            for &year in &years {
                let files = unit.years.get(&year);
                let due = line.is_some_and(|line| line.has_to_report_on(year));
                if files.is_none() && !due {
                    continue;
                }
                let file = files.and_then(|files| files.first().copied());
                let mut row = AuditRow {
                    unit: unit.shown.clone(),
                    code: line.and_then(|line| line.code.clone()),
                    parent: unit.parent.map(|at| self.groups.units[at].shown.clone()),
                    year,
                    state: FilingState::Missing,
                    file,
                    others: files.map_or(0, |files| files.len() - 1),
                    found: FindingCounts::default(),
                    not_assessable: 0,
                };
                for &index in files.into_iter().flatten() {
                    row.count(&self.filed[index], &found[index], Some(index) == file);
                }
                rows.push(row);
            }
        }
        rows.sort_by(|a, b| {
            let key = |row: &AuditRow| (row.state, std::cmp::Reverse(row.found.by_severity));
            key(a).cmp(&key(b)).then_with(|| (&a.unit, a.year).cmp(&(&b.unit, b.year)))
        });
        rows
    }
}

impl AuditRow {
    /// Counts what was found in a file; of one that does not count, what makes it one.
    fn count(&mut self, file: &FiledReport, found: &CheckedReport, counts: bool) {
        self.found.add(&FindingCounts::of(found));
        if !counts {
            return;
        }
        let place = file.summary().jurisdiction.as_ref().and_then(|place| place.code);
        self.code = self.code.take().or(place.map(|code| code.to_string()));
        self.found.add(&file.found);
        self.not_assessable += file.not_assessable + found.not_assessable.len();
        self.state = match &file.reading {
            FilingReading::Other(_) => FilingState::NoReport,
            FilingReading::Report(_) if file.late => FilingState::Late,
            FilingReading::Report(_) => FilingState::There,
        };
    }
}
