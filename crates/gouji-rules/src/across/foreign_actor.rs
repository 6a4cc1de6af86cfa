//! `foreign-actor`: what another unit would say of itself.

use gouji_report::Label;

use super::{actor::Actor, context::Across};
use crate::check::{FindingText, args, foreign_actor::KIND, same};

/// Places that are shown.
const SHOWN: usize = 3;

pub(super) fn run(across: &mut Across<'_>) {
    let record = across.this.placed.record;
    let unit = record.summary.issuer.as_deref().unwrap_or_default();
    let own = record.actors.iter().filter(|it| it.is_self).map(|it| (it, &*it.found));
    say(across, "self", unit, &own.collect::<Vec<_>>());
    let named = across.among.foreign.iter().map(|(at, other)| (&record.actors[*at], *other));
    say(across, "", unit, &named.collect::<Vec<_>>());
}

/// Says what was found of one sort, in one finding.
fn say(across: &mut Across<'_>, case: &'static str, unit: &str, found: &[(&Actor, &str)]) {
    let Some((first, other)) = found.first() else { return };
    let args = args![
        ("found", same(&*first.found)),
        ("other", same(*other)),
        ("unit", same(unit)),
        ("count", same(found.len().to_string())),
    ];
    let source = across.this.placed.source;
    let labels = found.iter().take(SHOWN).map(|(it, _)| Label { source, ..it.label.clone() });
    if let Some(said) = FindingText::of_all(case, labels, args) {
        across.say(said);
    }
}
