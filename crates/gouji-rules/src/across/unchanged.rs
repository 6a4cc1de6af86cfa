//! `unchanged`: tables whose figures are those of last year, every one.

use gouji_report::{Localized, bind::BoundTable};
use rust_decimal::Decimal;

use super::context::Across;
use crate::{
    check::{
        FindingText, args, same,
        unchanged::{KIND, UnchangedCheck},
    },
    equation::VariableValue,
    field,
};

pub(super) fn run(check: &UnchangedCheck, across: &mut Across<'_>) {
    let (this, Some(last)) = (across.this, across.last) else { return };
    for id in &check.tables {
        let (Some(own), Some(other)) = (this.table(id), last.table(id)) else { continue };
        let Some((count, at)) = alike(own, other).filter(|(count, _)| *count >= check.least) else {
            continue;
        };
        let args = args![("table", own.spec.name.clone()), ("count", same(count.to_string()))];
        let mut said = FindingText::new("", this.label(own, at.0, at.1), args);
        let mut there = last.label(other, at.0, at.1);
        there.message = Localized::new("上年报告", "last year's report");
        said.related.push(there);
        across.say(said);
    }
}

/// How many figures other than 0, sums apart, two tables share, and where the first of them stands; none where one figure differs,
/// or was read in one of them alone, or where the tables are of different forms.
fn alike(own: &BoundTable, other: &BoundTable) -> Option<(usize, (usize, usize))> {
    if !std::sync::Arc::ptr_eq(&own.spec, &other.spec)
        && own.spec.rows.len() != other.spec.rows.len()
    {
        return None;
    }
    let (mut count, mut first) = (0, None);
    let spec = &own.spec;
    for (at, row) in own.spec.rows.iter().enumerate() {
        for &column in &row.columns {
            let value = |table| match field::value(table, at, column) {
                VariableValue::Known(value) => Some(value),
                VariableValue::Blank => Some(Decimal::ZERO),
                VariableValue::Unread => None,
            };
            let (own, other) = (value(own), value(other));
            if own != other {
                return None;
            }
            let is_sum = row.total || spec.columns[column].total;
            if !is_sum && own.is_some_and(|own| !own.is_zero()) {
                count += 1;
                first.get_or_insert((at, column));
            }
        }
    }
    Some((count, first?))
}
