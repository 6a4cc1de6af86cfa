//! Relations between cells of several reports: `prev.carried-out == carried-in`, `children.sum <= sum`.
//!
//! They are held by the same verdict as those of one report, without repairs: nothing says which of two reports is wrong.

use std::cell::RefCell;

use gouji_report::{Label, Localized, bind::BoundTable, form::TableSpec};
use rust_decimal::Decimal;

use super::context::{Across, Opened};
use crate::{
    check::{
        FindingText, args,
        equation::{CellRelation, EquationCheck, EquationRange, KIND},
        figure, list, same,
    },
    equation::{
        AddressOwner, Domain, Equation, Operator, Side, System, Term, Variable, VariableValue,
        Verdict,
    },
    field::{self, AddressedCells},
    finding::{EquationDetail, Operand},
};

/// Cells beside the first that a finding points at.
const SHOWN: usize = 12;

/// A row or column that a relation is held for: its index in the table of the report itself, and its id.
type Over = (EquationRange, usize, String);

/// A cell of one of the reports.
struct Operands<'o> {
    whose: AddressOwner,
    opened: &'o Opened<'o>,
    table: &'o BoundTable,
    row: usize,
    column: usize,
}

/// A relation with its cells and what it says of their values.
struct AcrossInstance<'o> {
    /// The row or column that it is held for.
    over: Localized,
    /// Whether that is a total.
    total: bool,
    operands: Vec<Operands<'o>>,
    values: Vec<VariableValue>,
    equation: Equation,
    verdict: Verdict,
}

pub(super) fn run(check: &EquationCheck, across: &mut Across<'_>) {
    let (this, last, children) = (across.this, across.last, across.children);
    if !across.applies_to(this) {
        return;
    }
    for relation in check.relations.iter().filter(|relation| relation.is_across()) {
        let names = |whose| relation.cells.iter().any(|cells| cells.whose == whose);
        let form = |opened: &Opened<'_>| opened.placed.record.summary.form.clone();
        let last = last.filter(|last| across.applies_to(last));
        let last = last.filter(|last| !check.same_form || form(last) == form(this));
        // The sum over some of the organs below says nothing of what all of them make.
        let whole = across.among.complete || relation.relation.operator() != Operator::Equal;
        if names(AddressOwner::Previous) && last.is_none()
            || names(AddressOwner::Children) && (children.is_empty() || !whole)
        {
            continue;
        }
        let instances: Vec<AcrossInstance<'_>> = overs(check, relation, this)
            .into_iter()
            .filter_map(|over| instance(relation, over.as_ref(), (this, last, children)))
            .collect();
        let of = |wanted: fn(&Verdict) -> bool| {
            instances.iter().filter(move |it| wanted(&it.verdict)).collect::<Vec<_>>()
        };
        if let Some(open) = of(|it| matches!(it, Verdict::Suspended | Verdict::Open { .. })).first()
        {
            let reason = Localized::new(
                "要核对的格子空着或读不出来",
                "cells that are compared are blank or could not be read",
            );
            across.cannot_assess(open.place(), reason);
        }
        let mut broken = of(|it| matches!(it, Verdict::Violated { .. }));
        // In the columns of one row, and the rows of a table apart: what is wrong in a part is so in the total.
        if matches!(check.each, Some((EquationRange::Column, _))) && !broken.is_empty() {
            broken.sort_by_key(|it| !it.total);
            report(&broken, across);
        } else {
            for it in broken {
                report(&[it], across);
            }
        }
    }
}

/// For what a relation is held.
fn overs(check: &EquationCheck, relation: &CellRelation, this: &Opened<'_>) -> Vec<Option<Over>> {
    let Some((each, id)) = &check.each else { return vec![None] };
    if !relation.cells.iter().any(AddressedCells::is_for_each) {
        return vec![None];
    }
    let Some(table) = this.table(id) else { return Vec::new() };
    let spec = &table.spec;
    match each {
        EquationRange::Column => {
            spec.columns.iter().enumerate().map(|(at, it)| (at, &it.id)).collect()
        }
        EquationRange::Row => {
            spec.rows.iter().enumerate().map(|(at, it)| (at, &it.id)).collect::<Vec<_>>()
        }
    }
    .into_iter()
    .filter(|(_, id)| {
        let rows = check.rows.as_ref().filter(|_| *each == EquationRange::Row);
        rows.is_none_or(|rows| rows.iter().any(|row| **row == ***id))
    })
    .map(|(at, id)| Some((*each, at, id.to_string())))
    .collect()
}

/// A relation held for one row or column; none where a report has no such cells.
fn instance<'o>(
    relation: &CellRelation,
    over: Option<&Over>,
    (this, last, children): (&'o Opened<'o>, Option<&'o Opened<'o>>, &'o [Opened<'o>]),
) -> Option<AcrossInstance<'o>> {
    let operands: RefCell<Vec<Operands<'o>>> = RefCell::default();
    let equation = relation.relation.resolve(|address| {
        let cells = &relation.cells[address];
        let reports: Vec<&Opened<'_>> = match cells.whose {
            AddressOwner::Previous => last.into_iter().collect(),
            AddressOwner::Children => children.iter().collect(),
            AddressOwner::Report | AddressOwner::Text => vec![this],
        };
        let mut vars = Vec::new();
        for opened in reports {
            let Some(table) = opened.table(&cells.table) else { continue };
            let Some(at) = own_index(over, &table.spec) else { continue };
            for (row, column) in cells.of(&table.spec, at) {
                let mut known = operands.borrow_mut();
                let whose = cells.whose;
                known.push(Operands { whose, opened, table, row, column });
                vars.push(Variable(known.len() - 1));
            }
        }
        vars
    })?;
    let operands = operands.into_inner();
    // An organ whose figure was not read makes the sum no smaller.
    let bound = equation.operator() != Operator::Equal;
    let values: Vec<VariableValue> = operands
        .iter()
        .map(|it| match it.value() {
            VariableValue::Unread if bound && it.whose == AddressOwner::Children => {
                VariableValue::Blank
            }
            value => value,
        })
        .collect();
    let domains: Vec<Domain> =
        operands.iter().map(|it| field::domain(it.table.spec.columns[it.column].value)).collect();
    let system = System::new(domains, vec![equation.clone()]);
    let verdict = *system.evaluate(&values).first()?;
    let first = operands.iter().find(|it| it.whose == AddressOwner::Report).or(operands.first())?;
    let spec = &first.table.spec;
    let (over, total) = match over {
        Some((EquationRange::Column, at, _)) => {
            (spec.columns[*at].name.clone(), spec.columns[*at].total)
        }
        Some((EquationRange::Row, at, _)) => {
            (Localized::new(spec.row_path(*at), spec.rows[*at].name.en.clone()), true)
        }
        None => (first.name(), true),
    };
    Some(AcrossInstance { over, total, operands, values, equation, verdict })
}

/// The row or column of a report's own form that has the id of that which a relation is held for.
fn own_index(over: Option<&Over>, table: &TableSpec) -> Option<usize> {
    match over {
        None => Some(0),
        Some((EquationRange::Column, _, id)) => table.columns.iter().position(|it| *it.id == **id),
        Some((EquationRange::Row, _, id)) => table.rows.iter().position(|it| *it.id == **id),
    }
}

impl Operands<'_> {
    fn value(&self) -> VariableValue {
        if self.table.doubtful {
            return VariableValue::Unread;
        }
        field::value(self.table, self.row, self.column)
    }

    fn label(&self) -> Label {
        self.opened.label(self.table, self.row, self.column)
    }

    /// 四、结转下年·总计
    fn name(&self) -> Localized {
        let spec = &self.table.spec;
        let (row, column) = (&spec.rows[self.row], &spec.columns[self.column].name);
        if row.label.is_empty() {
            return column.clone();
        }
        Localized::new(
            format!("{}·{}", spec.row_path(self.row), column.zh),
            format!("{}, {}", row.name.en, column.en),
        )
    }
}

impl AcrossInstance<'_> {
    /// The cell of the report itself, of several the first.
    fn focus(&self) -> usize {
        self.operands.iter().position(|it| it.whose == AddressOwner::Report).unwrap_or_default()
    }

    fn place(&self) -> Label {
        self.operands[self.focus()].label()
    }

    fn known(&self, at: usize) -> Option<Decimal> {
        match self.values[at] {
            VariableValue::Known(value) => Some(value),
            VariableValue::Blank | VariableValue::Unread => None,
        }
    }

    /// 上年的「四、结转下年·总计」 5; of the organs below their sum.
    fn side(&self, side: &Side, total: Decimal) -> Localized {
        let terms = side.terms();
        let (below, single): (Vec<&Term>, Vec<&Term>) = terms
            .iter()
            .partition(|term| self.operands[term.var.0].whose == AddressOwner::Children);
        let mut parts: Vec<(i64, Localized)> = single
            .iter()
            .map(|term| {
                let it = &self.operands[term.var.0];
                let (name, value) = (it.name(), self.known(term.var.0));
                let value = value.map_or(Localized::new("空", "blank"), |it| same(figure(it)));
                let (zh, en) = if it.whose == AddressOwner::Previous {
                    ("上年的", "last year's ")
                } else {
                    ("", "")
                };
                let text = Localized::new(
                    format!("{zh}「{}」 {}", name.zh, value.zh),
                    format!("{en}“{}” {}", name.en, value.en),
                );
                (term.coefficient, text)
            })
            .collect();
        if !below.is_empty() {
            let sum: Decimal = below.iter().filter_map(|term| self.known(term.var.0)).sum();
            let (sum, count) = (figure(sum), below.len());
            parts.push((
                1,
                Localized::new(
                    format!("下级 {count} 份报告之和 {sum}"),
                    format!("{sum} in the {count} reports below"),
                ),
            ));
        }
        let count = parts.len();
        let mut said = Localized::default();
        for (at, (coefficient, part)) in parts.into_iter().enumerate() {
            let sign = match (at, coefficient < 0) {
                (0, false) => "",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            said.zh += &format!("{sign}{}", part.zh);
            said.en += &format!("{sign}{}", part.en);
        }
        if count > 1 {
            let total = figure(total);
            said.zh += &format!(" = {total}");
            said.en += &format!(" = {total}");
        }
        said
    }

    fn detail(&self, left: Decimal, right: Decimal) -> EquationDetail {
        let operand = |at: usize| {
            let it = &self.operands[at];
            let (source, cell) = (it.opened.placed.source, it.table.address(it.row, it.column));
            Operand { source, cell, value: self.known(at) }
        };
        EquationDetail {
            left,
            right,
            difference: (left - right).abs(),
            operands: (0..self.operands.len()).map(operand).collect(),
            repair: Vec::new(),
            folded: Vec::new(),
        }
    }
}

/// Reports instances of one cause, of which the first says it.
fn report(broken: &[&AcrossInstance<'_>], across: &mut Across<'_>) {
    let [first, others @ ..] = broken else { return };
    let Verdict::Violated { left, right } = first.verdict else { return };
    let table = first.operands[first.focus()].table;
    let args = args![
        ("table", table.spec.name.clone()),
        ("over", first.over.clone()),
        ("left", first.side(first.equation.left(), left)),
        ("right", first.side(first.equation.right(), right)),
        ("left-value", same(figure(left))),
        ("right-value", same(figure(right))),
        ("difference", same(figure((left - right).abs()))),
        ("cells", first.over.clone()),
    ];
    let below = first.operands.iter().any(|it| it.whose == AddressOwner::Children);
    let case = match (first.total, below && !across.among.listed) {
        (_, true) => "by-name",
        (false, false) => "parts",
        (true, false) => "",
    };
    let mut said = FindingText::new(case, first.place(), args);
    let own = first.focus();
    // A 0 of last year's report says as much as another figure; one of many organs does not.
    let shown = |at: &usize| {
        first.known(*at).is_some_and(|it| !it.is_zero())
            || first.operands[*at].whose == AddressOwner::Previous
    };
    let two = first.operands.len() == 2;
    said.related = (0..first.operands.len())
        .filter(|at| *at != own && (two || shown(at)))
        .take(SHOWN)
        .map(|at| first.operands[at].label())
        .collect();
    if !others.is_empty() {
        let overs = list(&others.iter().map(|it| it.over.clone()).collect::<Vec<_>>());
        said.notes.push(Localized::new(
            format!("同样不符的还有：{}", overs.zh),
            format!("likewise: {}", overs.en),
        ));
    }
    said.equation = Some(first.detail(left, right));
    across.say(said);
}
