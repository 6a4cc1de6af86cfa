//! From the values of a row to its cells: which value belongs to which column.

/// What the position of a value can tell.
pub(super) struct Values<'v> {
    /// Whether each value is blank, left to right.
    pub(super) blank: &'v [bool],
    /// The text of each, for recognising repeated merged cells.
    pub(super) text: &'v [&'v str],
    /// The grid or row position of each, where the format has one.
    pub(super) column: &'v [Option<u32>],
    /// Whether the format marks rows, so that blanks are kept.
    pub(super) marked: bool,
}

/// For each of `expected` columns the index of its value, or none where the cell left no trace.
/// `model` is the position of the first value in the rows of the same table that hold exactly as
/// many values as they should; `heads` gives the column under which each position lies.
pub(super) fn align(
    values: &Values<'_>,
    expected: usize,
    model: Option<u32>,
    heads: &[(u32, usize)],
) -> Option<Vec<Option<usize>>> {
    let found = values.blank.len();
    if found == expected {
        return Some((0..expected).map(Some).collect());
    }
    if found > expected {
        return repeated(values, expected, heads).or_else(|| window(values, expected, model));
    }
    if found == 0 && !values.marked {
        return Some(vec![None; expected]);
    }
    if values.blank.iter().all(|&blank| blank) {
        return Some((0..expected).map(|at| (at < found).then_some(at)).collect());
    }
    if values.marked { by_position(values, expected, model?) } else { None }
}

/// Merged cells that a Markdown table repeats: `| 行政许可 | 221 | 221 | 221 |` under a head that
/// repeats too (derived/md_gfm).
fn repeated(
    values: &Values<'_>,
    expected: usize,
    heads: &[(u32, usize)],
) -> Option<Vec<Option<usize>>> {
    let mut kept: Vec<Option<usize>> = Vec::with_capacity(expected);
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

/// The run of `expected` values outside which everything is blank; where several would do, the
/// one that begins where the other rows' values do.
fn window(values: &Values<'_>, expected: usize, model: Option<u32>) -> Option<Vec<Option<usize>>> {
    let found = values.blank.len();
    let first = values.blank.iter().position(|&blank| !blank);
    let last = values.blank.iter().rposition(|&blank| !blank);
    let (Some(first), Some(last)) = (first, last) else {
        return Some((0..expected).map(Some).collect());
    };
    let low = (last + 1).saturating_sub(expected);
    let high = first.min(found - expected);
    let begin = if low > high {
        return None;
    } else if low == high {
        low
    } else if expected == 1 {
        first
    } else if !values.marked {
        // Without rows the values follow their label at once; what is too much is at the end.
        return (low == 0).then(|| (0..expected).map(Some).collect());
    } else {
        let model = model?;
        let begin = values.column.iter().position(|&column| column == Some(model))?;
        if !(low..=high).contains(&begin) {
            return None;
        }
        begin
    };
    Some((begin..begin + expected).map(Some).collect())
}

/// Too few values in a marked row: those that are there lie where the other rows' do, and the
/// label covers the columns before them (seed 001, line 43).
fn by_position(values: &Values<'_>, expected: usize, model: u32) -> Option<Vec<Option<usize>>> {
    let mut cells = vec![None; expected];
    for (index, position) in values.column.iter().enumerate() {
        let at = (*position)?.checked_sub(model)? as usize;
        if at < expected {
            cells[at] = Some(index);
        } else if !values.blank[index] {
            return None;
        }
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(row: &str, from: u32, expected: usize, model: Option<u32>) -> Option<String> {
        let text: Vec<&str> =
            if row.is_empty() { Vec::new() } else { row.split('|').map(str::trim).collect() };
        let blank: Vec<bool> = text.iter().map(|text| text.is_empty()).collect();
        let column: Vec<Option<u32>> = (0..text.len() as u32).map(|at| Some(from + at)).collect();
        let values = Values { blank: &blank, text: &text, column: &column, marked: true };
        align(&values, expected, model, &[]).map(|cells| {
            let cells: Vec<&str> =
                cells.iter().map(|cell| cell.map_or("·", |at| text[at])).collect();
            cells.join("|")
        })
    }

    #[test]
    fn as_many_values_as_columns_are_taken_in_order() {
        assert_eq!(check("3||0|", 1, 4, None).as_deref(), Some("3||0|"));
    }

    #[test]
    fn blanks_around_the_values_are_no_values() {
        assert_eq!(check("|14|0|14", 2, 3, None).as_deref(), Some("14|0|14"));
        assert_eq!(check("14|0|14|", 2, 3, None).as_deref(), Some("14|0|14"));
        assert_eq!(check("1|2|3|4", 2, 3, None), None);
    }

    #[test]
    fn a_row_whose_label_covers_a_column_keeps_the_position_of_its_values() {
        assert_eq!(check("|||14", 2, 5, Some(1)).as_deref(), Some("·||||14"));
        assert_eq!(check("|||14", 2, 5, None), None);
    }
}
