//! Faults with their repairs, gaps with their fillings, as findings.

use gouji_report::{Localized, SourceId};
use rust_decimal::Decimal;

use super::{places::fill_mark, state::Balance, systems::EquationScope};
use crate::{
    check::{Check, Context, FindingText, args, figure, incomplete::KIND, list, same},
    equation::{
        BlankGap, Changeable, EquationFault, Limits, Repair, RepairChange, Variable, VariableValue,
        Verdict, repair,
    },
    finding::{Change as CellChange, EquationDetail, FoldedEquation, Operand, Severity},
    pack::WordedRule,
};

impl Balance<'_> {
    /// A fault as its separate causes: changes that no equation connects are different slips, told
    /// separately; where nothing mends the whole, each part is tried by itself.
    pub(crate) fn split(&self, fault: &EquationFault) -> Vec<(Vec<usize>, Repair)> {
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
    fn causes(&self, changes: &[RepairChange]) -> Vec<Vec<RepairChange>> {
        let mut groups: Vec<Vec<RepairChange>> = Vec::new();
        for &change in changes {
            let shares = |other: &RepairChange| {
                (0..self.system.instances.len()).any(|index| {
                    let mut vars = self.equation(index).vars();
                    let has = |var: Variable| self.equation(index).vars().any(|other| other == var);
                    has(change.var) && vars.any(|var| var == other.var)
                })
            };
            let (mut together, apart): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group| group.iter().any(&shares));
            let mut joined: Vec<RepairChange> = together.drain(..).flatten().collect();
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

    pub(crate) fn fault(
        &self,
        equations: &[usize],
        repair: &Repair,
        verdicts: &[Verdict],
        context: &mut Context<'_>,
    ) {
        let on = self.told(equations);
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
        let mut said = FindingText::new("", primary, self.args(first, left, right));
        said.severity = self.severity(&on);
        said.related = self.related(&on, &changes, said.primary.span);
        if let Repair::Several { sets, .. } = repair {
            said.related.extend(self.suspects(sets, said.primary.span));
        }
        said.notes = self.folded_note(&on).into_iter().collect();
        said.help = Some(self.advice(&on, repair));
        said.equation = Some(self.detail(&on, verdicts, left, right, &changes));
        said.fix = self.fix(&changes, context);
        Self::speak(rule, said, context);
    }

    pub(crate) fn gap(&self, gap: &BlankGap, verdicts: &[Verdict], context: &mut Context<'_>) {
        let rule = self.rules.iter().find(|rule| match &rule.of_pack.check {
            Check::Incomplete(check) => {
                rule.on
                    && gap.equations.iter().any(|&index| {
                        check.of.iter().any(|code| **code == *self.rule(index).rule.code)
                    })
            }
            _ => false,
        });
        let Some(rule) = rule else { return };
        // The row says more than the column, so it comes first: 予以公开 has a total and no parts.
        let mut equations = gap.equations.clone();
        let row = equations
            .iter()
            .position(|&at| matches!(self.instance(at).over, EquationScope::Row { .. }));
        equations[..row.map_or(0, |at| at + 1)].rotate_right(usize::from(row.is_some()));
        let Some(&first) = equations.first() else { return };
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
        args.extend(args![("fill", list(&fills)), ("rows", same(changes.len().to_string()))]);
        let variant = match (changes.len(), unique) {
            (0, _) => "several",
            (_, true) => "",
            (_, false) => "totals",
        };
        let mut said = FindingText::new(variant, primary, args);
        said.related = self.related(&equations, &changes, said.primary.span);
        if let Repair::Several { sets, .. } = &gap.filling {
            said.related.extend(self.suspects(sets, said.primary.span));
        }
        said.notes = self.folded_note(&equations).into_iter().collect();
        let repair = if unique { changes.as_slice() } else { &[] };
        said.equation = Some(self.detail(&equations, verdicts, left, right, repair));
        said.fix = self.fix(repair, context);
        Self::speak(rule, said, context);
    }

    /// Those of `equations` whose rules are on, the one that a finding is about first: the first of all,
    /// unless its rule was lowered and another one is graver.
    pub(super) fn told(&self, equations: &[usize]) -> Vec<usize> {
        let shipped = |index: usize| self.rule(index).wording.severity;
        let severity = |index: usize| self.rule(index).severity(&self.rule(index).wording);
        let mut on: Vec<usize> =
            equations.iter().copied().filter(|&index| self.rule(index).on).collect();
        let gravest = on.iter().map(|&index| severity(index)).max();
        let lowered = |index: usize| severity(index) < shipped(index);
        if on.first().is_some_and(|&first| lowered(first))
            && let Some(at) = on.iter().position(|&index| Some(severity(index)) == gravest)
        {
            on[..=at].rotate_right(1);
        }
        on
    }

    /// The gravest severity of the rules behind some equations: as configured, and as the packs give it.
    pub(crate) fn severity(&self, equations: &[usize]) -> Option<(Severity, Severity)> {
        let rules = || equations.iter().map(|&index| self.rule(index));
        let configured = rules().map(|rule| rule.severity(&rule.wording)).max();
        configured.zip(rules().map(|rule| rule.wording.severity).max())
    }

    pub(crate) fn speak(rule: &WordedRule, said: FindingText, context: &mut Context<'_>) {
        let mut context = Context { rule, out: &mut *context.out, ..*context };
        context.say(said);
    }

    pub(crate) fn detail(
        &self,
        equations: &[usize],
        verdicts: &[Verdict],
        left: Decimal,
        right: Decimal,
        changes: &[RepairChange],
    ) -> EquationDetail {
        let operands = equations.first().map_or_else(Vec::new, |&first| {
            self.equation(first)
                .vars()
                .map(|var| Operand {
                    source: SourceId::default(),
                    cell: self.cell_ref(var),
                    value: match self.values[var.0] {
                        VariableValue::Known(value) => Some(value),
                        VariableValue::Blank | VariableValue::Unread => None,
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
}
