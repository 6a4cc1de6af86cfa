//! What a figure is taken for once the whole section has been read.

use serde::{Deserialize, Serialize};

use std::{ops::Range, sync::Arc};

use crate::{
    data::{FigurePlace, ReviseToml},
    paragraph::ReportParagraph,
    statement::{Silence, Statement},
};

/// Figures that one is seen together with at most.
const NEAR: usize = 64;

/// A figure that becomes another one beside a third.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Revision {
    address: Arc<str>,
    /// What is stated besides, and where.
    given: Option<(String, FigurePlace)>,
    /// None where it says nothing then.
    becomes: Option<Arc<str>>,
}

impl From<ReviseToml> for Revision {
    fn from(toml: ReviseToml) -> Self {
        Self {
            address: toml.address.into(),
            given: toml.given.zip(toml.place),
            becomes: toml.becomes.map(Arc::from),
        }
    }
}

impl Revision {
    /// The address that it gives.
    pub(crate) fn becomes(&self) -> Option<&Arc<str>> {
        self.becomes.as_ref()
    }
}

/// Applies the revisions, section by section: the first that fits a figure is the one that counts.
pub(crate) fn revise(
    statements: &mut [Statement],
    paragraphs: &[ReportParagraph<'_>],
    revisions: &[Revision],
) {
    let mut start = 0;
    while start < statements.len() {
        let section = paragraphs[statements[start].passage].section;
        let end = statements[start..]
            .iter()
            .position(|it| paragraphs[it.passage].section != section)
            .map_or(statements.len(), |length| start + length);
        revise_section(&mut statements[start..end], revisions);
        start = end;
    }
}

fn revise_section(statements: &mut [Statement], revisions: &[Revision]) {
    let mut changed: Vec<Option<&Revision>> = vec![None; statements.len()];
    for revision in revisions {
        let own = |at: &usize| statements[*at].says(&revision.address);
        let Some((given, place)) = &revision.given else {
            (0..statements.len()).filter(own).for_each(|at| {
                changed[at].get_or_insert(revision);
            });
            continue;
        };
        let given = |at: usize| statements[at].says(given);
        if !(0..statements.len()).any(given) {
            continue;
        }
        for at in (0..statements.len()).filter(own) {
            let within = included(statements, at).any(given);
            let fits = match place {
                FigurePlace::Within => within,
                FigurePlace::Among => parts(statements, at).any(given),
                FigurePlace::Before => ahead(statements, at).any(given),
                FigurePlace::Apart => !within,
            };
            if fits {
                changed[at].get_or_insert(revision);
            }
        }
    }
    for (statement, revision) in statements.iter_mut().zip(changed) {
        let Some(revision) = revision else { continue };
        statement.address.clone_from(&revision.becomes);
        statement.silence = statement.address.is_none().then_some(Silence::NoField);
    }
}

/// The figures that the one at `at` includes: those in brackets behind it, or behind 含.
fn included(statements: &[Statement], at: usize) -> Range<usize> {
    let own = &statements[at];
    let included = |it: &&Statement| it.passage == own.passage && it.included;
    let count = statements[at + 1..].iter().take(NEAR).take_while(included).count();
    at + 1..at + 1 + count
}

/// The figures after 其中 behind the one at `at`, up to the end of the sentence that they begin in.
fn parts(statements: &[Statement], at: usize) -> Range<usize> {
    let own = &statements[at];
    let near =
        |it: &&Statement| it.passage == own.passage && it.among && it.sentence <= own.sentence + 1;
    let count = statements[at + 1..].iter().take(NEAR).take_while(near).count();
    at + 1..at + 1 + count
}

/// The figures of the sentence of the one at `at`, and of the one before, that stand before it.
fn ahead(statements: &[Statement], at: usize) -> Range<usize> {
    let own = &statements[at];
    let near = |it: &&Statement| it.passage == own.passage && it.sentence + 1 >= own.sentence;
    at - statements[..at].iter().rev().take(NEAR).take_while(near).count()..at
}
