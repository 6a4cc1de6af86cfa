//! Copies of a table outside of the place where it belongs: in another section, in an attachment.

use std::ops::Range;

use super::{BoundTable, RowState, sections::FoundSections};

/// How many places of a table are looked at. A report has a few; a text that repeats labels without end
/// has no tables.
const TRIES: usize = 256;

/// For each table, where it stands again outside of its region and before a second report in the same
/// file. `openings` has the lines at which each may begin, and `bind` what it is from there on. A
/// region of another table in which a copy stands ends before it.
pub(super) fn copies(
    openings: &[Vec<usize>],
    regions: &mut [Option<Range<usize>>],
    found: &FoundSections,
    lines: usize,
    bind: impl Fn(usize, Range<usize>) -> Vec<BoundTable>,
) -> Vec<Vec<Range<usize>>> {
    let end = found.second.unwrap_or(lines);
    let headings = || found.sections.iter().filter_map(|section| section.heading.as_ref());
    let mut copies = vec![Vec::new(); openings.len()];
    for (table, own) in openings.iter().enumerate() {
        let Some(region) = regions[table].clone() else { continue };
        let others = openings.iter().enumerate().filter(|(other, _)| *other != table);
        let mut borders: Vec<usize> = others.flat_map(|(_, lines)| lines).copied().collect();
        borders.extend(headings().map(|heading| heading.line));
        borders.extend(regions.iter().flatten().map(|region| region.start));
        borders.push(end);
        borders.sort_unstable();
        let (mut from, mut tries) = (0, 0);
        for &line in own {
            if line < from || region.contains(&line) || line >= end {
                continue;
            }
            from = borders[borders.partition_point(|&border| border <= line)];
            tries += 1;
            if tries > TRIES {
                break;
            }
            if bind(table, line..from).iter().any(has_most_figures) {
                copies[table].push(line..from);
            }
        }
    }
    for line in copies.iter().flatten().map(|copy: &Range<usize>| copy.start) {
        for region in regions.iter_mut().flatten().filter(|region| region.contains(&line)) {
            region.end = line;
        }
    }
    copies
}

/// Whether most rows of a table were read and have figures: a form to be filled in is no copy, and
/// neither are a few rows in an overview.
fn has_most_figures(table: &BoundTable) -> bool {
    let rows = table.rows.iter().filter(|row| {
        row.state == RowState::Aligned && row.cells.iter().any(|cell| cell.number().is_some())
    });
    rows.count() * 2 >= table.rows.len()
}
