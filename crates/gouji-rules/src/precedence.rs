//! One slip, one finding: a rule gives way where a rule that says more speaks of the same place.

use std::{ops::Range, sync::Arc};

use gouji_parser::Span;

use crate::{
    DataFile, PackError,
    finding::{CellRef, Finding, Label},
    pack::Compiled,
    rule::Rule,
};

/// Drops each finding of a rule that yields where a rule that it yields to has the same place.
///
/// Text and cells differ. A finding in running text makes one statement about all its places (these
/// parts exceed that whole), so one common place will do. A finding about cells collects defects that
/// have nothing to do with one another (blanks), so all of its cells have to be spoken of.
pub(crate) fn settle(findings: &mut Vec<Finding>, rules: &[Compiled]) {
    let yielding: Vec<&Rule> =
        rules.iter().map(|rule| &rule.rule).filter(|rule| !rule.yields_to.is_empty()).collect();
    let gives_way = |finding: &Finding| {
        let Some(rule) = yielding.iter().find(|rule| rule.code == finding.code) else {
            return false;
        };
        let before: Vec<&Finding> =
            findings.iter().filter(|other| rule.yields_to.contains(&other.code)).collect();
        !before.is_empty() && is_spoken_of(finding, &before)
    };
    let gone: Vec<bool> = findings.iter().map(gives_way).collect();
    let mut gone = gone.into_iter();
    findings.retain(|_| !gone.next().unwrap_or_default());
}

fn is_spoken_of(finding: &Finding, before: &[&Finding]) -> bool {
    let cells: Vec<&CellRef> = cells(finding).collect();
    if cells.is_empty() {
        let is_named = |span| before.iter().any(|other| spans(other).any(|known| known == span));
        return spans(finding).any(is_named);
    }
    let is_named = |cell: &CellRef| {
        before.iter().any(|other| {
            let operands = other.equation.iter().flat_map(|equation| &equation.operands);
            self::cells(other).chain(operands.map(|operand| &operand.cell)).any(|it| it == cell)
        })
    };
    cells.into_iter().all(is_named)
}

fn labels(finding: &Finding) -> impl Iterator<Item = &Label> {
    std::iter::once(&finding.primary).chain(&finding.related)
}

fn cells(finding: &Finding) -> impl Iterator<Item = &CellRef> {
    labels(finding).filter_map(|label| label.cell.as_ref())
}

/// The places in running text.
fn spans(finding: &Finding) -> impl Iterator<Item = Span> {
    labels(finding).filter(|label| label.cell.is_none()).map(|label| label.span)
}

/// The codes that a rule of `file` yields to, with their places.
pub(crate) type Yields<'a> = Vec<(DataFile<'a>, Arc<str>, Range<usize>)>;

/// Refuses a code that no rule has, and one whose rule gives way itself: who comes first would hang on
/// who is asked first.
pub(crate) fn verify(yields: &Yields<'_>, known: &[&Rule]) -> Result<(), Box<PackError>> {
    for (file, code, at) in yields {
        let Some(rule) = known.iter().find(|rule| rule.code == *code) else {
            let codes: Vec<&str> = known.iter().map(|rule| &*rule.code).collect();
            return Err(PackError::unknown(*file, "rule", code, at.clone(), &codes));
        };
        if !rule.yields_to.is_empty() {
            let message = format!("{code} 自己也要让位 / {code} gives way itself");
            let help = format!(
                "直接写它让位给的规则 / name the rules that it yields to: {}",
                rule.yields_to.join(", ")
            );
            let label = "不能让位给它 / cannot yield to it";
            let help = Some(help).filter(|_| !rule.yields_to.contains(code));
            return Err(PackError::at(*file, &message, label, at.clone(), help));
        }
    }
    Ok(())
}
