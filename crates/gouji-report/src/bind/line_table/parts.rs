//! From the parts of a table of one row to its copies: which columns each part has.

use gouji_parser::Span;

use super::{HeadedValues, LineTableReader};
use crate::{
    bind::walk::{WalkResult, WalkedRow, WalkedValue},
    form::{Column, TableSpec},
};

/// The values of one copy, by column.
struct Copy<'d> {
    cells: Vec<Option<WalkedValue<'d>>>,
    parts: Vec<HeadedValues<'d>>,
}

impl<'d> LineTableReader<'_, 'd> {
    pub(super) fn finish(self) -> Vec<WalkResult<'d>> {
        let (spec, mut parts, last) = (self.spec, self.read, self.part);
        if parts.is_empty() || last.has_figures() {
            parts.push(last);
        }
        let mut first = true;
        parts.retain(|part| {
            // A figure somewhere below the table, under a line that names a group.
            let stray = part.heads.is_empty() && part.values.len() != named(spec, part).len();
            std::mem::take(&mut first) || !stray
        });
        if parts.len() > 1 { copies(spec, parts) } else { vec![walked(parts)] }
    }
}

/// Lays the parts together. A part of columns that are there already begins another copy. What has
/// no place, after a whole copy, is not of the table; before, the copy is torn.
fn copies<'d>(spec: &TableSpec, parts: Vec<HeadedValues<'d>>) -> Vec<WalkResult<'d>> {
    let empty = || Copy { cells: vec![None; spec.columns.len()], parts: Vec::new() };
    let whole = |copy: &Copy<'_>| copy.cells.iter().all(Option::is_some);
    let (mut copies, mut copy) = (Vec::new(), empty());
    let mut heads: Vec<String> = Vec::new();
    for mut part in parts {
        if !part.heads.is_empty() {
            heads = part.heads.iter().map(|head| head.text.clone()).collect();
        }
        let taken: Vec<bool> = copy.cells.iter().map(Option::is_some).collect();
        let free = if whole(&copy) { vec![false; taken.len()] } else { taken.clone() };
        let Some(columns) = columns(spec, &part, &heads, &free) else {
            if !whole(&copy) {
                part.torn = true;
                copy.parts.push(part);
            }
            continue;
        };
        if columns.iter().any(|&column| taken[column]) {
            copies.push(std::mem::replace(&mut copy, empty()));
        }
        for (value, &column) in part.values.iter().zip(&columns) {
            copy.cells[column] = Some(value.clone());
        }
        for (head, &column) in part.heads.iter_mut().zip(&columns) {
            head.column = column;
        }
        copy.parts.push(part);
    }
    copies.push(copy);
    copies
        .into_iter()
        .filter(|copy| !copy.parts.is_empty())
        .map(|copy| {
            let mut walked = walked(copy.parts);
            let row = walked.rows.first_mut();
            if let Some(row) = row {
                row.torn |= copy.cells.iter().any(Option::is_none);
                row.values = copy.cells.into_iter().flatten().collect();
            }
            walked
        })
        .collect()
}

/// The columns of a part in the order of its values: those of the groups that its head names, or the
/// next groups that are not `taken`. None where the values are not as many as the columns.
fn columns(
    spec: &TableSpec,
    part: &HeadedValues<'_>,
    heads: &[String],
    taken: &[bool],
) -> Option<Vec<usize>> {
    let found = part.values.len();
    let named = named(spec, part);
    let mut columns = if named.len() == found {
        named
    } else if named.is_empty() || named.len() == spec.columns.len() {
        (0..spec.columns.len()).filter(|&column| !taken[column]).collect()
    } else {
        return None;
    };
    let group = |at: usize| columns.get(at).map(|&column| spec.columns[column].group);
    if found == 0 || columns.len() < found || group(found - 1) == group(found) {
        return None;
    }
    columns.truncate(found);
    if heads.len() != found {
        // A head of several levels that repeats in the same places is known in part.
        let by_name = part.groups.is_empty() && !heads.is_empty();
        return (!by_name).then_some(columns);
    }
    let mut order = Vec::with_capacity(found);
    for (at, head) in heads.iter().enumerate() {
        let bears = |column: &usize| spec.is_column(head, *column);
        let own = columns.get(at).copied().filter(bears);
        let other = || columns.iter().copied().filter(bears).find(|it| !order.contains(it));
        order.push(own.filter(|it| !order.contains(it)).or_else(other)?);
    }
    Some(order)
}

/// The columns of the groups that a head names, in the order in which it names them: those of
/// 行政诉讼 unless a group in it is named, too.
fn named(spec: &TableSpec, part: &HeadedValues<'_>) -> Vec<usize> {
    let parent = |group: usize| spec.groups[group].parent;
    let outer = |group: usize| part.groups.iter().any(|&inner| parent(inner) == Some(group));
    let lies_in = |column: &Column, group: usize| {
        std::iter::successors(column.group, |&at| parent(at)).any(|at| at == group)
    };
    let mut columns: Vec<usize> = Vec::new();
    for &group in part.groups.iter().filter(|&&group| !outer(group)) {
        let own = (0..spec.columns.len()).filter(|&at| lies_in(&spec.columns[at], group));
        let new: Vec<usize> = own.filter(|column| !columns.contains(column)).collect();
        columns.extend(new);
    }
    columns
}

/// The one row of these parts, as it stands.
fn walked(parts: Vec<HeadedValues<'_>>) -> WalkResult<'_> {
    let mut walked = WalkResult::default();
    let (mut values, mut marked) = (Vec::new(), None);
    let (mut torn, mut strange) = (false, false);
    for part in parts {
        walked.fused |= part.fused;
        walked.span = walked.span.into_iter().chain(part.span).reduce(Span::join);
        walked.heads.extend(part.heads);
        values.extend(part.values);
        marked = marked.or(part.marked);
        torn |= part.torn;
        strange |= part.strange;
    }
    if !values.is_empty() {
        walked.rows.push(WalkedRow {
            spec: Some(0),
            label: values[0].span,
            text: String::new(),
            values,
            marked,
            item: usize::MAX,
            block: None,
            torn,
            strange,
        });
    }
    walked
}
