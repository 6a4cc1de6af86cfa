//! Evaluating the equations of a table, and saying what is wrong: faults with their repairs, gaps
//! with their fillings.

use rust_decimal::Decimal;

use super::{
    Check, Context, Said,
    cell::address,
    equation::{Each, Instance, TableSystem},
    figure, list, same,
};
use crate::{
    bind::{BoundTable, CellValue, RowState},
    equation::{
        Change, Changeable, Equation, Fault, Gap, Limits, Place, Repair, Side, Slip, Value, Var,
        Verdict, diagnose, repair, slip,
    },
    finding::{
        Change as CellChange, EquationDetail, FoldedEquation, Label, Localized, NotAssessable,
        Operand,
    },
    form::ValueKind,
    pack::{Args, Compiled},
};

/// Sets of changes that are listed as suspects; the rest is counted.
const LISTED: usize = 6;
/// Operands that a message spells out.
const SPELLED: usize = 6;

/// Evaluates the equations over one table.
pub(crate) fn run(
    system: &TableSystem,
    table: &BoundTable,
    rules: &[Compiled],
    context: &mut Context<'_>,
) {
    if system.instances.is_empty() || table.span.is_none() {
        return;
    }
    let balance = Balance { system, table, rules, values: values(system, table) };
    let diagnosis = diagnose(&system.system, &balance.values, &Limits::default());
    for fault in &diagnosis.faults {
        for (equations, repair) in balance.split(fault) {
            balance.fault(&equations, &repair, &diagnosis.verdicts, context);
        }
    }
    for gap in &diagnosis.gaps {
        balance.gap(gap, &diagnosis.verdicts, context);
    }
    balance.suspended(&diagnosis.verdicts, context);
}

/// The values of a table's cells. What was not read, or is no number that can be reckoned with, is
/// unread; signs for "nothing" are blank (norms.md 3.0).
fn values(system: &TableSystem, table: &BoundTable) -> Vec<Value> {
    let spec = &system.table;
    let mut values = vec![Value::Unread; spec.rows.len() * spec.columns.len()];
    for row in table.rows.iter().filter(|row| row.state == RowState::Aligned) {
        for cell in &row.cells {
            let var = TableSystem::var(spec, row.spec, cell.column);
            values[var.0] = match &cell.value {
                CellValue::Blank | CellValue::Placeholder => Value::Blank,
                CellValue::Number(quantity) if quantity.approx.is_none() => {
                    let value = quantity.value;
                    let count = matches!(spec.columns[cell.column].value, ValueKind::Count);
                    if count && (value < Decimal::ZERO || !value.fract().is_zero()) {
                        Value::Unread
                    } else {
                        Value::Known(value)
                    }
                }
                CellValue::Number(_) | CellValue::Numbers | CellValue::Text => Value::Unread,
            };
        }
    }
    values
}

struct Balance<'b> {
    system: &'b TableSystem,
    table: &'b BoundTable,
    rules: &'b [Compiled],
    values: Vec<Value>,
}

impl Balance<'_> {
    fn instance(&self, equation: usize) -> &Instance {
        &self.system.instances[equation]
    }

    fn equation(&self, equation: usize) -> &Equation {
        &self.system.system.equations()[equation]
    }

    fn rule(&self, equation: usize) -> &Compiled {
        &self.rules[self.instance(equation).rule]
    }

    /// A fault as its separate causes: changes that no equation connects are different slips, told
    /// separately; where nothing mends the whole, each part is tried by itself.
    fn split(&self, fault: &Fault) -> Vec<(Vec<usize>, Repair)> {
        match &fault.repair {
            Repair::Unique(changes) if changes.len() > 1 => {
                let groups = self.causes(changes);
                let parts = groups.into_iter().map(|group| {
                    let equations = fault
                        .equations
                        .iter()
                        .copied()
                        .filter(|&index| {
                            self.equation(index)
                                .vars()
                                .any(|var| group.iter().any(|change| change.var == var))
                        })
                        .collect();
                    (equations, Repair::Unique(group))
                });
                parts.collect()
            }
            Repair::None | Repair::GaveUp => {
                let own = repair(
                    &self.system.system,
                    &self.values,
                    &fault.equations,
                    Changeable::Any,
                    &Limits::default(),
                );
                vec![(fault.equations.clone(), own)]
            }
            Repair::Unique(_) | Repair::Several { .. } => {
                vec![(fault.equations.clone(), fault.repair.clone())]
            }
        }
    }

    /// Changes grouped so that those which share an equation are together.
    fn causes(&self, changes: &[Change]) -> Vec<Vec<Change>> {
        let mut groups: Vec<Vec<Change>> = Vec::new();
        for &change in changes {
            let shares = |other: &Change| {
                (0..self.system.instances.len()).any(|index| {
                    let mut vars = self.equation(index).vars();
                    let has = |var: Var| self.equation(index).vars().any(|other| other == var);
                    has(change.var) && vars.any(|var| var == other.var)
                })
            };
            let (mut together, apart): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group| group.iter().any(&shares));
            let mut joined: Vec<Change> = together.drain(..).flatten().collect();
            joined.push(change);
            groups = apart;
            groups.push(joined);
        }
        for group in &mut groups {
            group.sort_by_key(|change| change.var);
        }
        groups.sort_by_key(|group| group.first().map(|change| change.var));
        groups
    }

    fn fault(
        &self,
        equations: &[usize],
        repair: &Repair,
        verdicts: &[Verdict],
        context: &mut Context<'_>,
    ) {
        let on: Vec<usize> =
            equations.iter().copied().filter(|&index| self.rule(index).on).collect();
        let Some(&first) = on.first() else { return };
        let Verdict::Violated { left, right } = verdicts[first] else { return };
        let rule = self.rule(first);
        let changes = match repair {
            Repair::Unique(changes) => changes.clone(),
            Repair::Several { .. } | Repair::None | Repair::GaveUp => Vec::new(),
        };
        let primary = match changes.first() {
            Some(_) => self.repair_label(&changes),
            None => self.cell_label(self.focus(first), Localized::default()),
        };
        let mut said = Said::new("", primary, self.args(first, left, right));
        said.severity = on.iter().map(|&index| self.rule(index).wording.severity).max();
        said.related = self.related(&on, &changes, said.primary.span);
        if let Repair::Several { sets, .. } = repair {
            said.related.extend(self.suspects(sets, said.primary.span));
        }
        said.notes = self.folded_note(&on).into_iter().collect();
        said.help = Some(self.advice(repair));
        said.equation = Some(self.detail(&on, verdicts, left, right, &changes));
        self.speak(rule, said, context);
    }

    fn gap(&self, gap: &Gap, verdicts: &[Verdict], context: &mut Context<'_>) {
        let rule = self.rules.iter().find(|rule| match &rule.check {
            Check::Incomplete(check) => {
                rule.on
                    && gap.equations.iter().any(|&index| {
                        check.of.iter().any(|code| **code == *self.rule(index).rule.code)
                    })
            }
            _ => false,
        });
        let Some(rule) = rule else { return };
        // The row says more than the column: 予以公开 has a total and no parts.
        let by_row = |&&index: &&usize| self.instance(index).each == Each::Row;
        let Some(&first) = gap.equations.iter().find(by_row).or(gap.equations.first()) else {
            return;
        };
        let Verdict::Open { left, right } = verdicts[first] else { return };
        let (changes, unique) = match (&gap.filling, &gap.completion) {
            (Repair::Unique(changes), _) => (changes.clone(), true),
            (_, Some(changes)) => (changes.clone(), false),
            _ => (Vec::new(), false),
        };
        let primary = match changes.first() {
            Some(change) => self.cell_label(change.var, fill_mark(change)),
            None => self.cell_label(self.focus(first), Localized::default()),
        };
        let mut args = self.args(first, left, right);
        let fills: Vec<Localized> = changes
            .iter()
            .map(|change| {
                let name = self.name(change.var);
                let to = figure(change.to);
                Localized::new(format!("{} {to}", name.zh), format!("{} {to}", name.en))
            })
            .collect();
        args.push(("fill", list(&fills)));
        args.push(("rows", same(changes.len().to_string())));
        let variant = match (changes.len(), unique) {
            (0, _) => "several",
            (_, true) => "",
            (_, false) => "totals",
        };
        let mut said = Said::new(variant, primary, args);
        said.related = self.related(&gap.equations, &changes, said.primary.span);
        if let Repair::Several { sets, .. } = &gap.filling {
            said.related.extend(self.suspects(sets, said.primary.span));
        }
        said.notes = self.folded_note(&gap.equations).into_iter().collect();
        let repair = if unique { changes.as_slice() } else { &[] };
        said.equation = Some(self.detail(&gap.equations, verdicts, left, right, repair));
        self.speak(rule, said, context);
    }

    /// Equations that could not be assessed: one entry for each rule.
    fn suspended(&self, verdicts: &[Verdict], context: &mut Context<'_>) {
        for (index, rule) in self.rules.iter().enumerate().filter(|(_, rule)| rule.on) {
            let own = || (0..verdicts.len()).filter(|&at| self.instance(at).rule == index);
            let total = own().count();
            // An equation over cells that are not in the table at all says nothing of it.
            let suspended: Vec<usize> = own()
                .filter(|&at| verdicts[at] == Verdict::Suspended)
                .filter(|&at| self.equation(at).vars().any(|var| self.stands(var)))
                .collect();
            let Some(&first) = suspended.first() else { continue };
            let mut torn: Vec<Localized> = Vec::new();
            for var in suspended.iter().flat_map(|&at| self.equation(at).vars()) {
                if self.values[var.0] == Value::Unread {
                    let row = self.system.cell(var).0;
                    let name = Localized::new(
                        self.table.spec.row_path(row),
                        self.table.spec.rows[row].name.en.clone(),
                    );
                    if !torn.contains(&name) {
                        torn.push(name);
                    }
                }
            }
            let rows = if torn.len() > 4 {
                Localized::new(
                    format!("{}等 {} 行", torn[0].zh, torn.len()),
                    format!("{} and {} more rows", torn[0].en, torn.len() - 1),
                )
            } else {
                list(&torn)
            };
            let (count, name) = (suspended.len(), &self.table.spec.name);
            context.out.not_assessable.push(NotAssessable {
                code: rule.rule.code.clone(),
                reason: Localized::new(
                    format!(
                        "{} {total} 条勾稽关系中有 {count} 条无法判断：{}读不出或缺失",
                        name.zh, rows.zh
                    ),
                    format!(
                        "{}: {count} of {total} equations suspended, unread or missing: {}",
                        name.en, rows.en
                    ),
                ),
                place: self.equation_place(first),
            });
        }
    }

    /// Whether the report has the row of a cell.
    fn stands(&self, var: Var) -> bool {
        let (row, _) = self.system.cell(var);
        self.table.row(row).is_some_and(|row| row.state != RowState::Absent)
    }

    fn equation_place(&self, equation: usize) -> Label {
        let row = self
            .equation(equation)
            .vars()
            .filter_map(|var| self.table.row(self.system.cell(var).0))
            .find(|row| row.state != RowState::Absent);
        let span = row.map_or_else(|| self.table.span.unwrap_or_default(), |row| row.label);
        Label::new(span, Localized::default())
    }

    fn speak(&self, rule: &Compiled, said: Said, context: &mut Context<'_>) {
        let mut context =
            Context { report: context.report, forms: context.forms, rule, out: &mut *context.out };
        context.say(said);
    }

    /// The column or row that an equation speaks of.
    fn over(&self, equation: usize) -> Localized {
        let instance = self.instance(equation);
        match instance.each {
            Each::Column => self.table.spec.columns[instance.over].name.clone(),
            Each::Row => Localized::new(
                self.table.spec.row_path(instance.over),
                self.table.spec.rows[instance.over].name.en.clone(),
            ),
        }
    }

    fn over_id(&self, equation: usize) -> std::sync::Arc<str> {
        let instance = self.instance(equation);
        match instance.each {
            Each::Column => self.table.spec.columns[instance.over].id.clone(),
            Each::Row => self.table.spec.rows[instance.over].id.clone(),
        }
    }

    fn args(&self, equation: usize, left: Decimal, right: Decimal) -> Args {
        let sides = self.equation(equation);
        vec![
            ("table", self.table.spec.name.clone()),
            ("over", self.over(equation)),
            ("left", self.side(equation, sides.left(), left)),
            ("right", self.side(equation, sides.right(), right)),
            ("left-value", same(figure(left))),
            ("right-value", same(figure(right))),
            ("difference", same(figure((left - right).abs()))),
            ("cells", self.over(equation)),
        ]
    }

    /// A side spelled out: 新收 3 + 上年结转 0 = 3. Of a long one the terms that are not 0.
    fn side(&self, equation: usize, side: &Side, total: Decimal) -> Localized {
        let each = self.instance(equation).each;
        let terms = side.terms();
        let zero = |var: Var| match self.values[var.0] {
            Value::Known(value) => value.is_zero(),
            Value::Blank | Value::Unread => true,
        };
        let long = terms.len() > SPELLED;
        let mut zh = String::new();
        let mut en = String::new();
        let mut count = 0;
        for term in terms.iter().filter(|term| !long || !zero(term.var)) {
            let (row, column) = self.system.cell(term.var);
            let name = match each {
                Each::Column => &self.table.spec.rows[row].name,
                Each::Row => &self.table.spec.columns[column].name,
            };
            let value = match self.values[term.var.0] {
                Value::Known(value) => Localized::new(figure(value), figure(value)),
                Value::Blank | Value::Unread => Localized::new("空", "blank"),
            };
            let sign = match (count, term.coefficient < 0) {
                (0, false) => "",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            count += 1;
            if count <= SPELLED {
                zh.push_str(&format!("{sign}{} {}", name.zh, value.zh));
                en.push_str(&format!("{sign}{} {}", name.en, value.en));
            }
        }
        if count > SPELLED {
            zh.push_str(&format!(" + 另 {} 项", count - SPELLED));
            en.push_str(&format!(" + {} more", count - SPELLED));
        }
        let total = figure(total);
        if count == 0 {
            let parts = terms.len();
            return Localized::new(
                format!("{parts} 项之和 {total}"),
                format!("sum of {parts} terms {total}"),
            );
        }
        if terms.len() > 1 {
            let lead = if long {
                (format!("各项之和 {total}（{zh}）"), format!("the sum {total} ({en})"))
            } else {
                (format!("{zh} = {total}"), format!("{en} = {total}"))
            };
            return Localized::new(lead.0, lead.1);
        }
        Localized::new(zh, en)
    }

    /// The cell of an equation to look at first: the total that it speaks of.
    fn focus(&self, equation: usize) -> Var {
        let total = |var: &Var| {
            let (row, column) = self.system.cell(*var);
            match self.instance(equation).each {
                Each::Column => self.table.spec.rows[row].total,
                Each::Row => self.table.spec.columns[column].total,
            }
        };
        let mut vars = self.equation(equation).vars();
        let first = vars.next().unwrap_or(Var(0));
        std::iter::once(first).chain(vars).find(total).unwrap_or(first)
    }

    /// （七）总计·自然人
    fn name(&self, var: Var) -> Localized {
        let (row, column) = self.system.cell(var);
        let spec = &self.table.spec;
        match self.table.row(row).and_then(|row| Some((row, row.cell(column)?))) {
            Some((row, cell)) => address(self.table, row, cell),
            None => Localized::new(
                format!("{}·{}", spec.row_path(row), spec.columns[column].name.zh),
                format!("{}, {}", spec.rows[row].name.en, spec.columns[column].name.en),
            ),
        }
    }

    fn cell_label(&self, var: Var, message: Localized) -> Label {
        let (row, column) = self.system.cell(var);
        match self.table.row(row).and_then(|row| Some((row, row.cell(column)?))) {
            Some((row, cell)) => self.table.label(row, cell, message),
            None => Label::new(self.table.span.unwrap_or_default(), message),
        }
    }

    /// What stands at the first cell of a unique repair.
    fn repair_label(&self, changes: &[Change]) -> Label {
        let first = &changes[0];
        let to = figure(first.to);
        let rest: Vec<Localized> = changes[1..].iter().map(|change| self.change(change)).collect();
        let message = if rest.is_empty() {
            Localized::new(format!("应为 {to}"), format!("should be {to}"))
        } else {
            let rest = list(&rest);
            Localized::new(
                format!("应为 {to}，同时改 {}", rest.zh),
                format!("should be {to}, together with {}", rest.en),
            )
        };
        self.cell_label(first.var, message)
    }

    /// （七）总计·自然人 0 → 3
    fn change(&self, change: &Change) -> Localized {
        let name = self.name(change.var);
        let from =
            change.from.map_or_else(|| Localized::new("空", "blank"), |value| same(figure(value)));
        let to = figure(change.to);
        Localized::new(
            format!("{} {} → {to}", name.zh, from.zh),
            format!("{} {} → {to}", name.en, from.en),
        )
    }

    /// The other cells that took part: those of the repair, and the operands that are not 0.
    fn related(
        &self,
        equations: &[usize],
        changes: &[Change],
        primary: gouji_parser::Span,
    ) -> Vec<Label> {
        let mut labels: Vec<Label> = Vec::new();
        let mut push = |label: Label| {
            let known =
                label.cell.is_some() && labels.iter().any(|other: &Label| other.cell == label.cell);
            if label.span != primary && !known {
                labels.push(label);
            }
        };
        for change in changes.iter().skip(1) {
            push(self.cell_label(change.var, fill_mark(change)));
        }
        for &index in equations {
            let equation = self.equation(index);
            let short = equation.vars().count() <= SPELLED;
            for var in equation.vars() {
                let Value::Known(value) = self.values[var.0] else { continue };
                if short || !value.is_zero() || self.focus(index) == var {
                    push(self.cell_label(var, same(figure(value))));
                }
            }
        }
        labels.sort_by_key(|label| label.span);
        labels
    }

    /// Cells of the sets between which nothing decides.
    fn suspects(&self, sets: &[Vec<Change>], primary: gouji_parser::Span) -> Vec<Label> {
        sets.iter()
            .take(LISTED)
            .filter_map(|set| {
                let first = set.first()?;
                let rest: Vec<Localized> =
                    set[1..].iter().map(|change| self.change(change)).collect();
                let to = figure(first.to);
                let message = if rest.is_empty() {
                    Localized::new(
                        format!("可疑：若为 {to} 即平"),
                        format!("suspect: {to} would balance"),
                    )
                } else {
                    let rest = list(&rest);
                    Localized::new(
                        format!("可疑：若为 {to} 且 {}，即平", rest.zh),
                        format!("suspect: {to} with {} would balance", rest.en),
                    )
                };
                Some(self.cell_label(first.var, message))
            })
            .filter(|label| label.span != primary || label.cell.is_some())
            .collect()
    }

    /// 同因并入：E001 总计列，E002 自然人列、总计列，共 4 条
    fn folded_note(&self, equations: &[usize]) -> Option<Localized> {
        if equations.len() < 2 {
            return None;
        }
        let mut parts: Vec<(std::sync::Arc<str>, Vec<Localized>)> = Vec::new();
        for &index in &equations[1..] {
            let code = self.rule(index).rule.code.clone();
            let over = self.over(index);
            let axis = match self.instance(index).each {
                Each::Column => {
                    Localized::new(format!("{}列", over.zh), format!("column {}", over.en))
                }
                Each::Row => Localized::new(format!("{}行", over.zh), format!("row {}", over.en)),
            };
            match parts.iter_mut().find(|(known, _)| *known == code) {
                Some((_, overs)) => overs.push(axis),
                None => parts.push((code, vec![axis])),
            }
        }
        let (zh, en): (Vec<String>, Vec<String>) = parts
            .iter()
            .map(|(code, overs)| {
                let overs = list(overs);
                (format!("{code} {}", overs.zh), format!("{code} {}", overs.en))
            })
            .unzip();
        let count = equations.len();
        Some(Localized::new(
            format!("同因并入：{}；共 {count} 条", zh.join("，")),
            format!("same cause: {}; {count} equations", en.join("; ")),
        ))
    }

    fn advice(&self, repair: &Repair) -> Localized {
        let total = self.system.instances.len();
        let name = &self.table.spec.name;
        match repair {
            Repair::Unique(changes) => {
                let list =
                    list(&changes.iter().map(|change| self.change(change)).collect::<Vec<_>>());
                let why = self.slip(changes);
                let (zh, en) = why.map_or_else(Default::default, |slip| {
                    let slip = slip.describe();
                    (format!("（疑为{}）", slip.zh), format!(" (likely {})", slip.en))
                });
                Localized::new(
                    format!(
                        "{}{zh}：改后{} {total} 条勾稽关系全部成立；请与原始数据核对",
                        list.zh, name.zh
                    ),
                    format!(
                        "{}{en}: then all {total} equations of {} hold; check against your records",
                        list.en, name.en
                    ),
                )
            }
            Repair::Several { sets, more } => {
                let count = if *more {
                    format!("{} 种以上", sets.len())
                } else {
                    format!("{} 种", sets.len())
                };
                let slips: Vec<Localized> = sets
                    .iter()
                    .filter_map(|set| {
                        let slip = self
                            .slip(set)
                            .filter(|slip| !matches!(slip, Slip::Blank | Slip::TotalLeft))?;
                        let changes =
                            list(&set.iter().map(|change| self.change(change)).collect::<Vec<_>>());
                        let slip = slip.describe();
                        Some(Localized::new(
                            format!("{}（{}）", changes.zh, slip.zh),
                            format!("{} ({})", changes.en, slip.en),
                        ))
                    })
                    .take(3)
                    .collect();
                let mut advice = Localized::new(
                    format!("有{count}最小改法都能使勾稽成立，不能断定是哪一格；请与原始数据核对"),
                    format!(
                        "{} smallest changes would balance the table; none is certain, check against your records",
                        sets.len()
                    ),
                );
                if !slips.is_empty() {
                    let slips = list(&slips);
                    advice.zh.push_str(&format!("。其中像笔误的：{}", slips.zh));
                    advice.en.push_str(&format!(". Likely slips: {}", slips.en));
                }
                advice
            }
            Repair::None | Repair::GaveUp => Localized::new(
                "改动三格以内不能使勾稽成立，不止一处有误；请逐行逐列核对",
                "no change of up to three cells balances the table: more than one figure is wrong",
            ),
        }
    }

    fn slip(&self, changes: &[Change]) -> Option<Slip> {
        slip(changes, |var| {
            let (row, column) = self.system.cell(var);
            let spec = &self.table.spec;
            Place { row, column, total: spec.rows[row].total || spec.columns[column].total }
        })
    }

    fn detail(
        &self,
        equations: &[usize],
        verdicts: &[Verdict],
        left: Decimal,
        right: Decimal,
        changes: &[Change],
    ) -> EquationDetail {
        let operands = equations.first().map_or_else(Vec::new, |&first| {
            self.equation(first)
                .vars()
                .map(|var| Operand {
                    cell: self.cell_ref(var),
                    value: match self.values[var.0] {
                        Value::Known(value) => Some(value),
                        Value::Blank | Value::Unread => None,
                    },
                })
                .collect()
        });
        let folded = equations
            .iter()
            .skip(1)
            .filter_map(|&index| match verdicts[index] {
                Verdict::Violated { left, right } | Verdict::Open { left, right } => {
                    Some(FoldedEquation {
                        code: self.rule(index).rule.code.clone(),
                        over: self.over_id(index),
                        left,
                        right,
                    })
                }
                Verdict::Pass | Verdict::Vacuous | Verdict::Suspended => None,
            })
            .collect();
        EquationDetail {
            left,
            right,
            difference: (left - right).abs(),
            operands,
            repair: changes
                .iter()
                .map(|change| CellChange { cell: self.cell_ref(change.var), value: change.to })
                .collect(),
            folded,
        }
    }

    fn cell_ref(&self, var: Var) -> crate::finding::CellRef {
        let (row, column) = self.system.cell(var);
        self.table.address(row, column)
    }
}

/// What a changed cell should hold.
fn fill_mark(change: &Change) -> Localized {
    let to = figure(change.to);
    if change.from.is_none() {
        Localized::new(format!("空，应为 {to}"), format!("blank, should be {to}"))
    } else {
        Localized::new(format!("应为 {to}"), format!("should be {to}"))
    }
}
