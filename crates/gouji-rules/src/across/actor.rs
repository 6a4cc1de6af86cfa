//! Those who act in a report: what it calls itself, and the names before what a reporting organ does.

use gouji_parser::fold::fold;
use gouji_report::{Label, Localized, bind::Report};

use crate::{
    check::{Check, foreign_actor::ForeignActorCheck},
    pack::CompiledRule,
    prose::{Hit, Prose},
};

/// Characters of a name with what may stand beside it.
const LONGEST: usize = 30;

/// Somebody who does what the reporting organ does.
#[derive(Clone, Debug)]
pub(super) struct Actor {
    /// What stands there: 我局, or all that stands before the act, folded.
    pub(super) found: Box<str>,
    /// Whether it is what organs of this sort do not call themselves.
    pub(super) is_self: bool,
    pub(super) label: Label,
}

/// Those who act in a report; whether a name is that of another unit is known among others only.
pub(super) fn of(report: &Report<'_>, prose: &Prose<'_>, rules: &[CompiledRule]) -> Box<[Actor]> {
    let own = rules.iter().filter(|rule| rule.on && rule.of_pack.report_kind == report.kind.id);
    let checks = own.filter_map(|rule| match &rule.of_pack.check {
        Check::ForeignActor(check) => Some(check),
        _ => None,
    });
    checks.flat_map(|check| check.actors(report, prose)).collect()
}

impl ForeignActorCheck {
    fn actors(&self, report: &Report<'_>, prose: &Prose<'_>) -> Vec<Actor> {
        let summary = report.summary();
        let Some(issuer) = summary.issuer.as_deref().map(fold) else { return Vec::new() };
        let label = |passage, range| Label::new(prose.place(passage, range), Localized::default());
        let mut actors = Vec::new();
        let ends = |ending: &String| issuer.ends_with(&**ending);
        for own in self.selves.iter().filter(|own| own.endings.iter().any(ends)) {
            let counts = |hit: &&Hit| {
                let mut around = prose.hits_in(hit.passage).iter();
                let covers = |it: &Hit| {
                    self.covers.contains(&it.word)
                        && it.range.start < hit.range.end
                        && hit.range.start < it.range.end
                };
                !prose.passages[hit.passage].is_quoted(hit.range.start) && !around.any(covers)
            };
            actors.extend(prose.places_of_any(&own.words).into_iter().filter(counts).map(|hit| {
                let found = prose.passages[hit.passage].text[hit.range.clone()].into();
                Actor { found, is_self: true, label: label(hit.passage, hit.range.clone()) }
            }));
        }
        for hit in prose.places_of_any(&self.acts) {
            let passage = &prose.passages[hit.passage];
            let segments = &prose.splits[hit.passage].segments;
            let at = segments.partition_point(|it| it.range.end <= hit.range.start);
            let Some(start) = segments.get(at).map(|it| it.range.start) else { continue };
            let before = start..hit.range.start;
            let found = fold(&passage.text[before.clone()]);
            let mut found = found.trim_start_matches(|it: char| it.is_ascii_digit());
            while let Some(rest) = self.leads.iter().find_map(|it| found.strip_prefix(&**it)) {
                found = rest;
            }
            let is_own = found.is_empty() || issuer.contains(found);
            let is_name = !is_own && found.chars().count() <= LONGEST;
            if is_name && !passage.is_quoted(before.start) {
                let label = label(hit.passage, before);
                actors.push(Actor { found: found.into(), is_self: false, label });
            }
        }
        actors
    }
}
