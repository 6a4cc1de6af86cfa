//! What a figure is taken for once the whole section has been read.

use std::{ops::Range, sync::Arc};

use crate::{
    Passage, Scope, Statement,
    data::{Place, ReviseToml},
};

/// Figures that one is seen together with at most.
const NEAR: usize = 64;

/// A figure that becomes another one beside a third.
#[derive(Debug)]
pub(crate) struct Revision {
    address: Arc<str>,
    given: Arc<str>,
    place: Place,
    becomes: Arc<str>,
}

impl From<ReviseToml> for Revision {
    fn from(toml: ReviseToml) -> Self {
        Self {
            address: toml.address.into(),
            given: toml.given.into(),
            place: toml.place,
            becomes: toml.becomes.into(),
        }
    }
}

impl Revision {
    /// The address that it gives.
    pub(crate) fn becomes(&self) -> &str {
        &self.becomes
    }
}

/// Applies the revisions, section by section: the first that fits a figure is the one that counts.
pub(crate) fn revise(
    statements: &mut [Statement],
    passages: &[Passage<'_>],
    revisions: &[Revision],
) {
    let mut start = 0;
    while start < statements.len() {
        let section = passages[statements[start].passage].section;
        let end = statements[start..]
            .iter()
            .position(|it| passages[it.passage].section != section)
            .map_or(statements.len(), |length| start + length);
        revise_section(&mut statements[start..end], revisions);
        start = end;
    }
}

fn revise_section(statements: &mut [Statement], revisions: &[Revision]) {
    let mut changed: Vec<Option<Arc<str>>> = vec![None; statements.len()];
    for revision in revisions {
        let given = |at: usize| says(&statements[at], &revision.given);
        let any = (0..statements.len()).any(given);
        for at in
            (0..statements.len()).filter(|&at| any && says(&statements[at], &revision.address))
        {
            let within = included(statements, at).any(given);
            let fits = match revision.place {
                Place::Within => within,
                Place::Among => parts(statements, at).any(given),
                Place::Before => ahead(statements, at).any(given),
                Place::Apart => !within,
            };
            if fits && changed[at].is_none() {
                changed[at] = Some(revision.becomes.clone());
            }
        }
    }
    for (statement, address) in statements.iter_mut().zip(changed) {
        statement.address = address.or(statement.address.take());
    }
}

fn says(statement: &Statement, address: &str) -> bool {
    statement.scope == Scope::Report && statement.address.as_deref() == Some(address)
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
