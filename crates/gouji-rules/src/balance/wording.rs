//! An equation, a change, a piece of advice in words.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{state::Balance, systems::EquationScope};
use crate::{
    check::{address, args, equation::KIND, figure, list, same},
    equation::{
        Operator, Repair, RepairChange, Side, Slip, Term, Variable, VariablePlace, VariableValue,
        slip,
    },
    pack::Args,
};
use gouji_report::{CellRef, Localized};

/// Operands that a message spells out.
pub(super) const SPELLED: usize = 6;

impl Balance<'_> {
    /// The column or row that an equation speaks of; else the cell to look at first.
    pub(super) fn over(&self, equation: usize) -> Localized {
        match self.instance(equation).over {
            EquationScope::Column { table, column } => {
                self.system.tables[table].columns[column].name.clone()
            }
            EquationScope::Row { table, row } => {
                let table = &self.system.tables[table];
                Localized::new(table.row_path(row), table.rows[row].name.en.clone())
            }
            EquationScope::Cells => self.address(self.focus(equation)),
        }
    }

    pub(super) fn over_id(&self, equation: usize) -> Arc<str> {
        match self.instance(equation).over {
            EquationScope::Column { table, column } => {
                self.system.tables[table].columns[column].id.clone()
            }
            EquationScope::Row { table, row } => self.system.tables[table].rows[row].id.clone(),
            EquationScope::Cells => {
                let CellRef { table, row, column, .. } = self.cell_ref(self.focus(equation));
                format!("{table}.{row}.{column}").into()
            }
        }
    }

    /// The table that an equation speaks of.
    pub(super) fn table_name(&self, equation: usize) -> &Localized {
        &self.form_table(self.focus(equation)).name
    }

    pub(super) fn args(&self, equation: usize, left: Decimal, right: Decimal) -> Args {
        let sides = self.equation(equation);
        args![
            ("table", self.table_name(equation).clone()),
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
    pub(super) fn side(&self, equation: usize, side: &Side, total: Decimal) -> Localized {
        let over = self.instance(equation).over;
        let terms = side.terms();
        let (count, total) = (terms.len(), figure(total));
        if count == 0 {
            return same(total);
        }
        if count > 1 && terms.iter().all(|term| self.values[term.var.0] == VariableValue::Blank) {
            return Localized::new(
                format!("{count} 格都是空的"),
                format!("all {count} cells are blank"),
            );
        }
        let long = count > SPELLED;
        let told: Vec<&Term> =
            terms.iter().filter(|term| !long || !self.is_zero(term.var)).collect();
        if told.is_empty() {
            return Localized::new(
                format!("{count} 项之和 {total}"),
                format!("sum of {count} terms {total}"),
            );
        }
        let mut sum = self.sum(over, &told);
        let constant = side.constant();
        if !constant.is_zero() {
            let sign = if constant.is_sign_negative() { '−' } else { '+' };
            let constant = figure(constant.abs());
            sum.zh += &format!(" {sign} {constant}");
            sum.en += &format!(" {sign} {constant}");
        }
        match (long, count + usize::from(!constant.is_zero())) {
            (true, _) => Localized::new(
                format!("各项之和 {total}（{}）", sum.zh),
                format!("the items add up to {total} ({})", sum.en),
            ),
            (false, 1) => sum,
            (false, _) => {
                Localized::new(format!("{} = {total}", sum.zh), format!("{} = {total}", sum.en))
            }
        }
    }

    /// Terms with their values, joined by their signs; of many the first ones.
    fn sum(&self, over: EquationScope, terms: &[&Term]) -> Localized {
        let mut sum = Localized::default();
        for (at, term) in terms.iter().take(SPELLED).enumerate() {
            let (cell, table) = (self.system.cell(term.var), self.form_table(term.var));
            let name = match over {
                EquationScope::Column { table: own, column }
                    if (own, column) == (cell.table, cell.column) =>
                {
                    table.rows[cell.row].name.clone()
                }
                EquationScope::Row { table: own, row } if (own, row) == (cell.table, cell.row) => {
                    table.columns[cell.column].name.clone()
                }
                _ => self.name(term.var),
            };
            let times = match term.coefficient.abs() {
                1 => String::new(),
                times => format!("{times} × "),
            };
            let value = match self.values[term.var.0] {
                VariableValue::Known(value) => same(figure(value)),
                VariableValue::Blank | VariableValue::Unread => Localized::new("空", "blank"),
            };
            let sign = match (at, term.coefficient < 0) {
                (0, false) => "",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            sum.zh += &format!("{sign}{times}{} {}", name.zh, value.zh);
            sum.en += &format!("{sign}{times}{} {}", name.en, value.en);
        }
        if let Some(rest) = terms.len().checked_sub(SPELLED).filter(|&rest| rest > 0) {
            sum.zh += &format!(" + 另 {rest} 项");
            sum.en += &format!(" + {rest} more");
        }
        sum
    }

    fn is_zero(&self, var: Variable) -> bool {
        match self.values[var.0] {
            VariableValue::Known(value) => value.is_zero(),
            VariableValue::Blank | VariableValue::Unread => true,
        }
    }

    /// （七）总计·自然人
    fn address(&self, var: Variable) -> Localized {
        let (at, table) = (self.system.cell(var), self.form_table(var));
        match self.cell(var) {
            Some((table, row, cell)) => address(table, row, cell),
            None => Localized::new(
                format!("{}·{}", table.row_path(at.row), table.columns[at.column].name.zh),
                format!("{}, {}", table.rows[at.row].name.en, table.columns[at.column].name.en),
            ),
        }
    }

    /// （七）总计·自然人; where equations span tables, with the table: 表三（七）总计·自然人
    pub(super) fn name(&self, var: Variable) -> Localized {
        let (name, table) = (self.address(var), &self.form_table(var).name);
        match self.system.tables.len() {
            1 => name,
            _ => Localized::new(
                format!("{}{}", table.zh, name.zh),
                format!("{}, {}", table.en, name.en),
            ),
        }
    }

    /// （七）总计·自然人 0 → 3
    pub(super) fn change(&self, change: &RepairChange) -> Localized {
        let name = self.name(change.var);
        let from =
            change.from.map_or_else(|| Localized::new("空", "blank"), |value| same(figure(value)));
        let to = figure(change.to);
        Localized::new(
            format!("{} {} → {to}", name.zh, from.zh),
            format!("{} {} → {to}", name.en, from.en),
        )
    }

    /// 同一原因还影响：E001 总计列，E002 自然人列、总计列，不另列出
    pub(super) fn folded_note(&self, equations: &[usize]) -> Option<Localized> {
        if equations.len() < 2 {
            return None;
        }
        let mut parts: Vec<(Arc<str>, Vec<Localized>)> = Vec::new();
        for &index in &equations[1..] {
            let code = self.rule(index).rule.code.clone();
            let over = self.over(index);
            let axis = match self.instance(index).over {
                EquationScope::Column { .. } => {
                    Localized::new(format!("{}列", over.zh), format!("column {}", over.en))
                }
                EquationScope::Row { .. } => {
                    Localized::new(format!("{}行", over.zh), format!("row {}", over.en))
                }
                EquationScope::Cells => over,
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
        Some(Localized::new(
            format!("同一原因还影响：{}，不另列出", zh.join("，")),
            format!("same cause, not listed again: {}", en.join("; ")),
        ))
    }

    /// What to do about a fault.
    pub(super) fn advice(&self, equations: &[usize], repair: &Repair) -> Localized {
        let bounds =
            equations.iter().all(|&index| self.equation(index).operator() != Operator::Equal);
        match repair {
            // An inequality says which figures do not go together, not what they should be.
            Repair::None | Repair::GaveUp if bounds => self.rule(equations[0]).wording.help.clone(),
            Repair::Unique(changes) => self.advise_one(changes),
            Repair::Several { sets, more } => self.advise_several(sets, *more),
            Repair::None | Repair::GaveUp => Localized::new(
                "改动三格以内不能使勾稽关系成立，不止一处有误；请逐行逐列核对",
                "no change of up to three cells balances the table: more than one figure is wrong",
            ),
        }
    }

    /// The only smallest set of changes.
    fn advise_one(&self, changes: &[RepairChange]) -> Localized {
        let total = self.system.instances.len();
        let name = self.names();
        let list = self.changes(changes);
        let slip = self.slip(changes).map(Slip::describe);
        let slip = slip.map_or_else(Localized::default, |slip| {
            Localized::new(format!("（疑为{}）", slip.zh), format!(" (likely {})", slip.en))
        });
        Localized::new(
            format!(
                "{}{}：改后{} {total} 条勾稽关系全部成立；请与原始数据核对",
                list.zh, slip.zh, name.zh
            ),
            format!(
                "{}{}: then all {total} equations of {} hold; check against your records",
                list.en, slip.en, name.en
            ),
        )
    }

    /// Sets between which nothing decides; those that look like a slip of the pen are named.
    fn advise_several(&self, sets: &[Vec<RepairChange>], more: bool) -> Localized {
        let count = sets.len();
        let or_more = if more { ("以上", " or more") } else { ("", "") };
        let mut advice = Localized::new(
            format!(
                "改动最少的改法有 {count} 种{}，都能使勾稽关系成立，不能断定错在哪一格；请与原始数据核对",
                or_more.0
            ),
            format!(
                "{count}{} ways to balance the table change equally few cells; none is certain, check against your records",
                or_more.1
            ),
        );
        let slips: Vec<Localized> = sets
            .iter()
            .filter_map(|set| {
                let slip =
                    self.slip(set).filter(|slip| !matches!(slip, Slip::Blank | Slip::TotalLeft))?;
                let (changes, slip) = (self.changes(set), slip.describe());
                Some(Localized::new(
                    format!("{}（{}）", changes.zh, slip.zh),
                    format!("{} ({})", changes.en, slip.en),
                ))
            })
            .take(3)
            .collect();
        if !slips.is_empty() {
            let slips = list(&slips);
            advice.zh += &format!("。其中像笔误的：{}", slips.zh);
            advice.en += &format!(". Likely slips: {}", slips.en);
        }
        advice
    }

    /// Changes one after the other.
    pub(super) fn changes(&self, changes: &[RepairChange]) -> Localized {
        list(&changes.iter().map(|change| self.change(change)).collect::<Vec<_>>())
    }

    /// The slip of the pen that explains changes.
    pub(super) fn slip(&self, changes: &[RepairChange]) -> Option<Slip> {
        slip(changes, |var| {
            let (cell, table) = (self.system.cell(var), self.form_table(var));
            let total = table.rows[cell.row].total || table.columns[cell.column].total;
            VariablePlace { table: cell.table, row: cell.row, column: cell.column, total }
        })
    }
}
