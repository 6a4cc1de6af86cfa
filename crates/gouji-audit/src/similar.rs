//! Which reports of other units of the same year are close to one in their words.
//!
//! No report is compared with every other: a table leads from each shingle to the reports that have it, and those that
//! share most with one are looked at. A shingle of many units is a standard phrase, stands in no list, and so the work
//! for a report stays what it is, however many there are.

use std::collections::BTreeMap;

use gouji_rules::{CommonShingles, MOST_UNITS, ReportRecord};

use crate::filing::{FiledReport, Groups};

/// How many of the closest reports are looked at.
const CLOSEST: usize = 3;

/// Shingles that two reports share at least: about the letters of a sentence.
const FEWEST: usize = 5;

/// What the words of reports have in common.
#[derive(Debug, Default)]
pub(crate) struct Similar {
    /// How many units have a shingle.
    pub(crate) common: CommonShingles,
    /// By year: the shingles that several units have, but not many, each with its files.
    years: BTreeMap<u16, Vec<(u32, u32)>>,
}

impl Similar {
    /// Finds out what the reports that count have in common.
    pub(crate) fn of(filed: &[FiledReport], groups: &Groups) -> Self {
        let shingles =
            |index: usize| filed[index].record().into_iter().flat_map(ReportRecord::shingles);
        let counting = |unit: &crate::filing::AuditUnit| -> Vec<(u16, usize)> {
            let firsts =
                unit.years.iter().filter_map(|(year, files)| Some((*year, *files.first()?)));
            firsts.collect()
        };
        let mut all: Vec<u32> = Vec::new();
        for unit in &groups.units {
            let mut own: Vec<u32> = Vec::new();
            for (_, index) in counting(unit) {
                own.extend(shingles(index));
            }
            own.sort_unstable();
            own.dedup();
            all.append(&mut own);
        }
        all.sort_unstable();
        let units = all.chunk_by(|left, right| left == right);
        let units = units.filter(|it| it.len() > 1).map(|it| (it[0], it.len() as u32));
        let common = CommonShingles::new(units.collect());
        drop(all);
        let mut years: BTreeMap<u16, Vec<(u32, u32)>> = BTreeMap::new();
        for (year, index) in groups.units.iter().flat_map(counting) {
            let few =
                shingles(index).filter(|&hash| (2..=MOST_UNITS).contains(&common.units(hash)));
            years.entry(year).or_default().extend(few.map(|hash| (hash, index as u32)));
        }
        for of_year in years.values_mut() {
            of_year.sort_unstable();
            of_year.dedup();
            of_year.shrink_to_fit();
        }
        Self { common, years }
    }

    /// The files of `year` that share most with the file `index`, of those that `count`, the closest first.
    pub(crate) fn closest(
        &self,
        index: usize,
        year: u16,
        filed: &[FiledReport],
        counts: impl Fn(&usize) -> bool,
    ) -> Vec<usize> {
        let both = filed[index].record().zip(self.years.get(&year));
        let Some((record, table)) = both else { return Vec::new() };
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for hash in record.shingles() {
            let first = table.partition_point(|it| it.0 < hash);
            for &(_, file) in table[first..].iter().take_while(|it| it.0 == hash) {
                *shared.entry(file as usize).or_default() += 1;
            }
        }
        let mut close: Vec<(usize, usize)> = shared
            .into_iter()
            .filter(|(file, count)| *file != index && *count >= FEWEST && counts(file))
            .collect();
        close.sort_by_key(|&(file, count)| (std::cmp::Reverse(count), &filed[file].path));
        close.into_iter().take(CLOSEST).map(|(file, _)| file).collect()
    }
}
