//! Two runs over one corpus.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::{Filter, Findings, Found};

/// What one run found and another did not.
#[derive(Debug, Default)]
pub struct Difference {
    /// Found in the second run alone.
    pub new: Vec<Found>,
    /// Found in the first run alone.
    pub lost: Vec<Found>,
    /// Files that only the first run could read.
    pub unread: Vec<String>,
    /// Files that only the second run could read.
    pub read: Vec<String>,
    rules: BTreeMap<String, Counts>,
    files: [usize; 2],
}

/// How often a rule fired, and could not be assessed: before and after.
#[derive(Debug, Default)]
struct Counts {
    found: [usize; 2],
    not_assessable: [usize; 2],
}

impl Difference {
    /// Compares two runs. Two findings of one file that say the same are two: if one of them goes,
    /// one is lost.
    pub fn between(before: &Findings, after: &Findings, filter: &Filter) -> Self {
        let files = [before.files.len(), after.files.len()];
        let mut difference = Self { files, ..Self::default() };
        for (side, run) in [before, after].into_iter().enumerate() {
            for found in run.found.iter().filter(|found| filter.has(found)) {
                difference.rules.entry(found.code.clone()).or_default().found[side] += 1;
            }
            for (code, count) in run.not_assessable.iter().filter(|(code, _)| filter.has_rule(code))
            {
                difference.rules.entry(code.clone()).or_default().not_assessable[side] = *count;
            }
        }
        difference.new = without(&after.found, &before.found, filter);
        difference.lost = without(&before.found, &after.found, filter);
        // A file that one run does not even name was not read by it either.
        let unread = |run: &Findings, other: &Findings| {
            let refused = run.unread.keys().filter(|path| !other.unread.contains_key(*path));
            let paths: BTreeSet<&String> =
                other.files.difference(&run.files).chain(refused).collect();
            paths.into_iter().cloned().collect()
        };
        difference.unread = unread(after, before);
        difference.read = unread(before, after);
        difference
    }

    /// Whether the runs agree in what they found, read, and could not assess.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty()
            && self.lost.is_empty()
            && self.unread.is_empty()
            && self.read.is_empty()
            && self.rules.values().all(|it| it.not_assessable[0] == it.not_assessable[1])
    }
}

/// The findings of `run` that `other` lacks, pair by pair.
fn without(run: &[Found], other: &[Found], filter: &Filter) -> Vec<Found> {
    let mut left: BTreeMap<[&str; 5], usize> = BTreeMap::new();
    for found in other {
        *left.entry(found.identity()).or_default() += 1;
    }
    let mut only = Vec::new();
    for found in run.iter().filter(|found| filter.has(found)) {
        match left.get_mut(&found.identity()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => only.push(found.clone()),
        }
    }
    only
}

/// A table of rules, then each new and lost finding on a line.
impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [before, after] = self.files;
        writeln!(out, "{before} files before, {after} after\n")?;
        writeln!(out, "rule   before    after      new     lost   not assessable")?;
        for (code, counts) in &self.rules {
            let count = |list: &[Found]| list.iter().filter(|found| found.code == *code).count();
            let ([before, after], [from, to]) = (counts.found, counts.not_assessable);
            let (new, lost) = (count(&self.new), count(&self.lost));
            let open = if from == to { from.to_string() } else { format!("{from} → {to}") };
            writeln!(out, "{code:4} {before:8} {after:8} {new:8} {lost:8}   {open}")?;
        }
        let (new, lost) = (self.new.len(), self.lost.len());
        let sum = |side: usize| self.rules.values().map(|it| it.found[side]).sum::<usize>();
        writeln!(out, "all  {:8} {:8} {new:8} {lost:8}", sum(0), sum(1))?;
        let signed = |sign, list| std::iter::repeat(sign).zip(list);
        let mut lines: Vec<(char, &Found)> =
            signed('-', &self.lost).chain(signed('+', &self.new)).collect();
        // What is only worded differently stands together, as in a diff; the sort is stable.
        lines.sort_by_key(|(_, it)| (&it.code, &it.path, it.line, it.column));
        for (index, (sign, found)) in lines.into_iter().enumerate() {
            let gap = if index == 0 { "\n" } else { "" };
            writeln!(out, "{gap}{sign} {found}")?;
        }
        for (title, paths) in [("no longer read", &self.unread), ("read now", &self.read)] {
            if !paths.is_empty() {
                writeln!(out, "\n{title}:\n  {}", paths.join("\n  "))?;
            }
        }
        Ok(())
    }
}
