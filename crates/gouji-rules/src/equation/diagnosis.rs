//! All that is wrong with a system of equations: faults with their repairs, gaps with their
//! fillings.

use super::completion::complete;
use super::repair::{Changeable, Limits, Repair, RepairChange, repair};
use super::system::{System, VariableValue};
use super::verdict::Verdict;

/// What is wrong with a system of equations over the values of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// By equation.
    pub verdicts: Vec<Verdict>,
    /// Broken equations, grouped by cause as far as it is known.
    pub faults: Vec<EquationFault>,
    /// Open equations, grouped likewise.
    pub gaps: Vec<BlankGap>,
}

/// Broken equations of one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquationFault {
    /// Their indices, ascending.
    pub equations: Vec<usize>,
    /// What would mend them, and with them every broken equation that other equations connect with
    /// them. Where nothing was found, the equations of a fault are those that share variables.
    pub repair: Repair,
}

/// Equations that wait for blanks to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankGap {
    /// Their indices, ascending.
    pub equations: Vec<usize>,
    /// The smallest sets of blanks to fill.
    pub filling: Repair,
    /// Where no set is small enough: the blanks that the values decide, see [`complete`].
    pub completion: Option<Vec<RepairChange>>,
}

/// Evaluates the equations and explains those that fail.
///
/// Equations are taken together when other equations connect them, though they share no variable:
/// a wrong cell and its wrong row total break two columns, and only the row, which holds, tells
/// that the cause is one.
pub fn diagnose(system: &System, values: &[VariableValue], limits: &Limits) -> Diagnosis {
    let verdicts = system.evaluate(values);
    let those = |kind: fn(&Verdict) -> bool| -> Vec<usize> {
        (0..verdicts.len()).filter(|&index| kind(&verdicts[index])).collect()
    };
    let links = those(|verdict| *verdict != Verdict::Suspended);
    let blocks = |kind| system.connected(&those(kind), &links);

    let mut faults = Vec::new();
    for block in blocks(|verdict| matches!(verdict, Verdict::Violated { .. })) {
        let repair = repair(system, values, &block, Changeable::Any, limits);
        let groups = groups(system, block, &repair);
        faults.extend(groups.map(|equations| EquationFault { equations, repair: repair.clone() }));
    }
    let mut gaps = Vec::new();
    for block in blocks(|verdict| matches!(verdict, Verdict::Open { .. })) {
        let filling = repair(system, values, &block, Changeable::BlankOnly, limits);
        let completion = match filling {
            Repair::None | Repair::GaveUp => complete(system, values, &block),
            Repair::Unique(_) | Repair::Several { .. } => None,
        };
        if completion.is_some() {
            gaps.push(BlankGap { equations: block, filling, completion });
        } else {
            let groups = groups(system, block, &filling);
            gaps.extend(groups.map(|equations| BlankGap {
                equations,
                filling: filling.clone(),
                completion: None,
            }));
        }
    }
    Diagnosis { verdicts, faults, gaps }
}

/// The block as one where a repair explains it, in parts that share variables otherwise.
fn groups(system: &System, block: Vec<usize>, repair: &Repair) -> impl Iterator<Item = Vec<usize>> {
    let groups = match repair {
        Repair::Unique(_) | Repair::Several { .. } => vec![block],
        Repair::None | Repair::GaveUp => system.connected(&block, &[]),
    };
    groups.into_iter()
}
