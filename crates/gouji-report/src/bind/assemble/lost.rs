//! What is kept of a row that could not be told to its columns.

use gouji_parser::Layout;

use super::super::{LostRow, Readings, align::Geometry, walk::WalkedRow};

/// The figures of a row as they stand behind its label; none where some may be another row's, or are doubted.
pub(super) fn lost(
    row: &WalkedRow<'_>,
    columns: Vec<usize>,
    geometries: &[(u32, Geometry)],
    joined: bool,
) -> Option<Box<LostRow>> {
    if row.torn || row.strange || row.values.iter().any(|value| value.doubt.is_some()) {
        return None;
    }
    let figures: Vec<_> =
        row.figures().map(|(_, value)| (value.text.to_owned(), value.span)).collect();
    // Blank cells of a row that runs together leave no figure at all.
    if figures.is_empty() && !joined {
        return None;
    }
    let drawn = is_drawn_whole(row, geometries).then_some(row.values.len());
    Some(Box::new(LostRow { figures, joined, columns, drawn, readings: Readings::Unknown }))
}

/// Whether a grid draws a row without a gap and without a merged cell from the column on in which the values of
/// the others begin: as many cells as it has then stand there, and no more.
fn is_drawn_whole(row: &WalkedRow<'_>, geometries: &[(u32, Geometry)]) -> bool {
    let first = row.values.first().and_then(|value| value.column);
    let begins = |(block, geometry): &(u32, Geometry)| {
        Some(*block) == row.block && Some(geometry.start) == first
    };
    let side_by_side = row.values.windows(2).all(|pair| {
        pair[0].column.zip(pair[1].column).is_some_and(|(left, right)| left + 1 == right)
    });
    row.marked == Some(Layout::Grid)
        && side_by_side
        && row.values.iter().all(|value| !value.merged)
        && geometries.iter().any(begins)
}
