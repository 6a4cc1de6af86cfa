//! An equation, a change, a piece of advice in words.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::state::Balance;
use crate::{
    check::{address, equation::Each, figure, list, same},
    equation::{Change, Operator, Place, Repair, Side, Slip, Term, Value, Var, slip},
    pack::Args,
};
use gouji_report::Localized;

/// Operands that a message spells out.
pub(super) const SPELLED: usize = 6;

impl Balance<'_> {
    /// The column or row that an equation speaks of.
    pub(super) fn over(&self, equation: usize) -> Localized {
        let instance = self.instance(equation);
        match instance.each {
            Each::Column => self.table.spec.columns[instance.over].name.clone(),
            Each::Row => Localized::new(
                self.table.spec.row_path(instance.over),
                self.table.spec.rows[instance.over].name.en.clone(),
            ),
        }
    }

    pub(super) fn over_id(&self, equation: usize) -> Arc<str> {
        let instance = self.instance(equation);
        match instance.each {
            Each::Column => self.table.spec.columns[instance.over].id.clone(),
            Each::Row => self.table.spec.rows[instance.over].id.clone(),
        }
    }

    pub(super) fn args(&self, equation: usize, left: Decimal, right: Decimal) -> Args {
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
    pub(super) fn side(&self, equation: usize, side: &Side, total: Decimal) -> Localized {
        let each = self.instance(equation).each;
        let terms = side.terms();
        let (count, total) = (terms.len(), figure(total));
        if count == 0 {
            return same(total);
        }
        if count > 1 && terms.iter().all(|term| self.values[term.var.0] == Value::Blank) {
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
        let sum = self.sum(each, &told);
        match (long, count) {
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
    fn sum(&self, each: Each, terms: &[&Term]) -> Localized {
        let mut sum = Localized::default();
        for (at, term) in terms.iter().take(SPELLED).enumerate() {
            let (row, column) = self.system.cell(term.var);
            let name = match each {
                Each::Column => &self.table.spec.rows[row].name,
                Each::Row => &self.table.spec.columns[column].name,
            };
            let value = match self.values[term.var.0] {
                Value::Known(value) => same(figure(value)),
                Value::Blank | Value::Unread => Localized::new("空", "blank"),
            };
            let sign = match (at, term.coefficient < 0) {
                (0, false) => "",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            sum.zh += &format!("{sign}{} {}", name.zh, value.zh);
            sum.en += &format!("{sign}{} {}", name.en, value.en);
        }
        if let Some(rest) = terms.len().checked_sub(SPELLED).filter(|&rest| rest > 0) {
            sum.zh += &format!(" + 另 {rest} 项");
            sum.en += &format!(" + {rest} more");
        }
        sum
    }

    fn is_zero(&self, var: Var) -> bool {
        match self.values[var.0] {
            Value::Known(value) => value.is_zero(),
            Value::Blank | Value::Unread => true,
        }
    }

    /// （七）总计·自然人
    pub(super) fn name(&self, var: Var) -> Localized {
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

    /// （七）总计·自然人 0 → 3
    pub(super) fn change(&self, change: &Change) -> Localized {
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
    fn advise_one(&self, changes: &[Change]) -> Localized {
        let total = self.system.instances.len();
        let name = &self.table.spec.name;
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
    fn advise_several(&self, sets: &[Vec<Change>], more: bool) -> Localized {
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
    pub(super) fn changes(&self, changes: &[Change]) -> Localized {
        list(&changes.iter().map(|change| self.change(change)).collect::<Vec<_>>())
    }

    /// The slip of the pen that explains changes.
    pub(super) fn slip(&self, changes: &[Change]) -> Option<Slip> {
        slip(changes, |var| {
            let (row, column) = self.system.cell(var);
            let spec = &self.table.spec;
            Place { row, column, total: spec.rows[row].total || spec.columns[column].total }
        })
    }
}
