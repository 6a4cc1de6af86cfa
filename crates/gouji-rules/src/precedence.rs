//! One slip, one finding: a rule gives way where a rule that says more speaks of the same place.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use gouji_parser::Span;

use crate::{finding::Finding, pack::CompiledRule, rule::Rule};
use gouji_report::{CellRef, DataFile, Label, PackError};

/// Drops each finding of a rule that yields where a rule that it yields to has the same place.
///
/// Text and cells differ. A finding in running text makes one statement about all its places (these
/// parts exceed that whole), so one common place will do. A finding about cells collects defects that
/// have nothing to do with one another (blanks), so all of its cells have to be spoken of.
pub(crate) fn settle(findings: &mut Vec<Finding>, rules: &[CompiledRule]) {
    let yielding: Vec<&Rule> =
        rules.iter().map(|rule| &rule.rule).filter(|rule| !rule.yields_to.is_empty()).collect();
    let mut before: BTreeMap<&str, FindingPlaces<'_>> = BTreeMap::new();
    for finding in findings.iter() {
        if yielding.iter().any(|rule| rule.yields_to.contains(&finding.code)) {
            before.entry(&finding.code).or_default().add(finding);
        }
    }
    let gives_way = |finding: &Finding| {
        let rule = yielding.iter().find(|rule| rule.code == finding.code);
        let places: Vec<&FindingPlaces<'_>> = rule
            .iter()
            .flat_map(|rule| &rule.yields_to)
            .filter_map(|code| before.get(&**code))
            .collect();
        !places.is_empty() && is_spoken_of(finding, &places)
    };
    let gone: Vec<bool> = findings.iter().map(gives_way).collect();
    let mut gone = gone.into_iter();
    findings.retain(|_| !gone.next().unwrap_or_default());
}

/// What the findings of a rule speak of.
#[derive(Default)]
struct FindingPlaces<'f> {
    spans: BTreeSet<Span>,
    cells: BTreeSet<&'f CellRef>,
}

impl<'f> FindingPlaces<'f> {
    fn add(&mut self, finding: &'f Finding) {
        let operands = finding.equation.iter().flat_map(|equation| &equation.operands);
        self.spans.extend(spans(finding));
        self.cells.extend(cells(finding).chain(operands.map(|operand| &operand.cell)));
    }
}

fn is_spoken_of(finding: &Finding, before: &[&FindingPlaces<'_>]) -> bool {
    let mut cells = cells(finding).peekable();
    if cells.peek().is_none() {
        return spans(finding).any(|span| before.iter().any(|other| other.spans.contains(&span)));
    }
    cells.all(|cell| before.iter().any(|other| other.cells.contains(cell)))
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

/// The codes that a rule of `file` yields to, with their places, and all that it yields to.
pub(crate) type Yields<'a> = Vec<(DataFile<'a>, Arc<str>, Range<usize>, Vec<Arc<str>>)>;

/// Refuses a code that no rule has, and one whose rule gives way to a third that is not named, too: who
/// comes first would hang on who is asked first.
pub(crate) fn verify(yields: &Yields<'_>, known: &[Rule]) -> Result<(), Box<PackError>> {
    for (file, code, at, own) in yields {
        let Some(rule) = known.iter().find(|rule| rule.code == *code) else {
            let codes: Vec<&str> = known.iter().map(|rule| &*rule.code).collect();
            return Err(PackError::unknown(*file, "rule", code, at.clone(), &codes));
        };
        let itself = rule.yields_to.contains(code);
        if itself || rule.yields_to.iter().any(|it| !own.contains(it)) {
            let message = format!("{code} 自己也要让位 / {code} gives way itself");
            let others = rule.yields_to.join(", ");
            let help = format!(
                "一并写上它让位给的规则：{others} / name the rules that it yields to as well: {others}"
            );
            let label = "不能让位给它 / cannot yield to it";
            let help = Some(help).filter(|_| !itself);
            return Err(PackError::at(*file, &message, label, at.clone(), help));
        }
    }
    Ok(())
}
