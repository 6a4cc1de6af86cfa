//! From the values of a row to its cells: which value belongs to which column.
//!
//! The rule is never to guess. A row that holds a figure in every cell speaks for itself. One with
//! blanks is read only if rows of the same geometry (first value cell, width) say where the values
//! begin: a blank that continues a merged label looks like a blank value, and one cell lost moves
//! all that follow it.

use gouji_parser::Layout;

/// The cells behind a row's label.
#[derive(Clone, Debug)]
pub(super) struct Values<'v> {
    /// Whether each is blank, left to right.
    pub(super) blank: Vec<bool>,
    /// The text of each.
    pub text: Vec<&'v str>,
    /// Its column in the grid or position in its row, where the format has one.
    pub(super) column: Vec<Option<u32>>,
    /// How the format marks rows; none where it does not.
    pub(super) marked: Option<Layout>,
    /// Whether nothing follows the row, so that blank lines behind it mean nothing.
    pub(super) last: bool,
}

/// Where the values of a well-filled row begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Geometry {
    /// Position of the first cell behind the label.
    pub(super) first: u32,
    /// Cells of the row, its label among them.
    pub(super) width: u32,
    /// Position of the first value.
    pub(super) start: u32,
}

/// The value of each column: its index, or none where the cell left no trace.
pub(super) type AlignedCells = Vec<Option<usize>>;

impl Values<'_> {
    fn extent(&self) -> Option<(u32, u32)> {
        Some((*self.column.first()?.as_ref()?, (*self.column.last()?)? + 1))
    }

    /// The index at which `expected` figures stand side by side with nothing but blanks around.
    fn solid(&self, expected: usize) -> Option<usize> {
        let first = self.blank.iter().position(|&blank| !blank)?;
        let last = self.blank.iter().rposition(|&blank| !blank)?;
        let full = self.blank[first..=last].iter().all(|&blank| !blank);
        (full && last + 1 - first == expected).then_some(first)
    }

    /// The geometry of the row, if its values leave no doubt where they begin. `exact` rows have
    /// as many cells as columns, blank or not.
    pub(super) fn geometry(&self, expected: usize) -> Option<(Geometry, bool)> {
        let (first, width) = self.extent()?;
        let (at, solid) = match self.solid(expected) {
            Some(at) => (at, true),
            None if self.blank.len() == expected => (0, false),
            None => return None,
        };
        Some((Geometry { first, width, start: self.column[at]? }, solid))
    }
}

/// Assigns values to `expected` columns. `known` are the geometries of the other rows of the same
/// block that leave no doubt; `heads` gives the column under which each position lies.
pub(super) fn align(
    values: &Values<'_>,
    expected: usize,
    known: &[Geometry],
    heads: &[(u32, usize)],
) -> Option<AlignedCells> {
    let found = values.blank.len();
    let Some(layout) = values.marked else { return unmarked(values, expected) };
    if let Some(at) = values.solid(expected) {
        return Some((at..at + expected).map(Some).collect());
    }
    if values.blank.iter().all(|&blank| blank) {
        return Some((0..expected).map(|at| (at < found).then_some(at)).collect());
    }
    if found > expected
        && let Some(cells) = repeated(values, expected, heads)
    {
        return Some(cells);
    }
    if layout != Layout::Dump && found == expected && under_heads(values, heads, expected) {
        return Some((0..expected).map(Some).collect());
    }
    let (first, width) = values.extent()?;
    let same = known.iter().filter(|other| other.first == first && other.width == width);
    let mut starts: Vec<u32> = same.map(|other| other.start).collect();
    starts.sort_unstable();
    starts.dedup();
    match starts[..] {
        [start] => by_position(values, expected, start),
        [] => rectangular(values, expected, known, layout, width),
        _ => None,
    }
}

/// Whether each value stands right below the label of a column of its own.
fn under_heads(values: &Values<'_>, heads: &[(u32, usize)], expected: usize) -> bool {
    heads.len() == expected
        && values.column.iter().all(|column| heads.iter().any(|(at, _)| Some(*at) == *column))
}

/// Without rows the values follow their label at once, and blanks were kept or were not.
fn unmarked(values: &Values<'_>, expected: usize) -> Option<AlignedCells> {
    let found = values.blank.len();
    let surplus = found.checked_sub(expected);
    match surplus {
        _ if found == 0 => Some(vec![None; expected]),
        Some(0) => Some((0..expected).map(Some).collect()),
        Some(_) if values.last && values.blank[expected..].iter().all(|&blank| blank) => {
            Some((0..expected).map(Some).collect())
        }
        Some(_) | None => None,
    }
}

/// No row has the same geometry. In a rectangle, where every row is as wide and its values begin
/// in the same column, position tells all the same, even of a label that covers a column (seed
/// 001, line 43). Padded bars (derived/md_padded) leave one reading or none.
fn rectangular(
    values: &Values<'_>,
    expected: usize,
    known: &[Geometry],
    layout: Layout,
    width: u32,
) -> Option<AlignedCells> {
    let one = known.first().filter(|one| {
        known.iter().all(|other| other.start == one.start && other.width == one.width)
    });
    if let Some(one) = one.filter(|one| one.width == width && layout != Layout::Dump) {
        return by_position(values, expected, one.start);
    }
    if layout != Layout::Pipes || one.is_some() {
        return None;
    }
    // Bars that pad a row stand at its end, so a row whose first cell is filled begins there.
    let fits = values.blank.len() >= expected
        && !values.blank[0]
        && values.blank[expected..].iter().all(|&blank| blank);
    fits.then(|| (0..expected).map(Some).collect())
}

/// The cells from `start` on, if nothing stands outside of them.
fn by_position(values: &Values<'_>, expected: usize, start: u32) -> Option<AlignedCells> {
    let mut cells = vec![None; expected];
    for (index, position) in values.column.iter().enumerate() {
        let at = (*position)?.checked_sub(start).map(|at| at as usize);
        match at {
            Some(at) if at < expected => cells[at] = Some(index),
            _ if values.blank[index] => {}
            _ => return None,
        }
    }
    // A cell behind the label that is not there was lost; only the label may cover some.
    let covered = cells.iter().take_while(|cell| cell.is_none()).count();
    cells[covered..].iter().all(Option::is_some).then_some(cells)
}

/// Merged cells that a Markdown table repeats: `| 行政许可 | 221 | 221 | 221 |` under a head that
/// repeats too (derived/md_gfm).
fn repeated(values: &Values<'_>, expected: usize, heads: &[(u32, usize)]) -> Option<AlignedCells> {
    let mut kept: AlignedCells = Vec::with_capacity(expected);
    let mut under: Vec<usize> = Vec::with_capacity(expected);
    for (index, position) in values.column.iter().enumerate() {
        let column =
            heads.iter().find(|(at, _)| Some(*at) == *position).map(|&(_, column)| column)?;
        match under.iter().position(|&known| known == column) {
            None => {
                under.push(column);
                kept.push(Some(index));
            }
            Some(at) => {
                let first = kept[at]?;
                if !values.blank[index] && values.text[first] != values.text[index] {
                    return None;
                }
            }
        }
    }
    (kept.len() == expected).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `row` are the cells behind the label, which begin at position `first`.
    fn check(
        layout: Layout,
        row: &str,
        first: u32,
        expected: usize,
        known: &[(u32, u32, u32)],
    ) -> String {
        let text: Vec<&str> = row.split('|').map(str::trim).collect();
        let values = Values {
            blank: text.iter().map(|text| text.is_empty()).collect(),
            column: (0..text.len() as u32).map(|at| Some(first + at)).collect(),
            text: text.clone(),
            marked: Some(layout),
            last: false,
        };
        let known: Vec<Geometry> =
            known.iter().map(|&(first, width, start)| Geometry { first, width, start }).collect();
        align(&values, expected, &known, &[]).map_or("unaligned".to_owned(), |cells| {
            let cells: Vec<&str> =
                cells.iter().map(|cell| cell.map_or("·", |at| text[at])).collect();
            cells.join("|")
        })
    }

    #[test]
    fn figures_side_by_side_need_no_other_row() {
        assert_eq!(check(Layout::Tabs, "|14|0|14|", 1, 3, &[]), "14|0|14");
        assert_eq!(check(Layout::Tabs, "1|2|3|4", 1, 3, &[]), "unaligned");
    }

    #[test]
    fn a_row_with_blanks_follows_the_rows_of_its_geometry() {
        let known = [(1, 6, 3), (2, 6, 3)];
        assert_eq!(check(Layout::Tabs, "||3||", 1, 3, &known), "3||");
        // One cell lost: the blank that continues the label would be the first value.
        assert_eq!(check(Layout::Tabs, "||3|", 1, 3, &known), "unaligned");
        assert_eq!(check(Layout::Dump, "|3|", 2, 3, &[(2, 5, 2), (2, 5, 2)]), "|3|");
        assert_eq!(check(Layout::Dump, "|3", 2, 3, &[(2, 5, 2), (2, 5, 2)]), "unaligned");
    }

    #[test]
    fn in_a_rectangle_a_label_may_cover_a_column() {
        assert_eq!(check(Layout::Tabs, "|||14", 2, 5, &[(1, 6, 1), (1, 6, 1)]), "·||||14");
        assert_eq!(check(Layout::Grid, "1||14", 2, 5, &[(1, 6, 1), (2, 7, 2)]), "unaligned");
    }
}
