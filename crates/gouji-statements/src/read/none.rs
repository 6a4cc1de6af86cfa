//! Clauses without a figure: words for none, and what they leave for those behind.

use super::{InPassage, Words};
use crate::{Statement, clause::Clause, lexicon::Set, token::Kind};

impl InPassage<'_> {
    pub(super) fn without_figure(
        &mut self,
        clause: &Clause,
        words: Words,
        statements: &mut Vec<Statement>,
    ) {
        let roles = &self.reader.roles;
        if words.set.has_any(roles.negation.with(roles.zero)) {
            self.none(clause, words, statements);
        } else if words.unknown > self.reader.unknown
            && self.reader.rows.object(words.set, self.state.seen, words.unknown).is_none()
        {
            // Of whatever it speaks, what follows may speak of that too.
            self.state.stale = true;
        } else {
            self.object(words);
        }
    }

    /// Words for none: 未收到申请, 没有发生行政复议.
    pub(super) fn none(
        &mut self,
        clause: &Clause,
        mut words: Words,
        statements: &mut Vec<Statement>,
    ) {
        let roles = &self.reader.roles;
        let marks = roles.negation.with(roles.zero);
        let is = |at: usize, classes: Set| matches!(self.tokens.list[at].kind, Kind::Word(set) if set.has_any(classes));
        let Some(first) = clause.tokens.clone().find(|&at| is(at, marks)) else { return };
        if words.set.has_any(roles.rate.with(roles.share)) {
            return;
        }
        let last = Some(first + 1).filter(|&at| at < clause.tokens.end && is(at, roles.event));
        words.set =
            clause.tokens.clone().filter(|&at| at != first).fold(roles.negation, |all, at| {
                match self.tokens.list[at].kind {
                    Kind::Word(set) => all.with(set),
                    _ => all,
                }
            });
        let mut statement = self.blank(clause);
        statement.range =
            self.tokens.list[first].range.start..self.tokens.list[last.unwrap_or(first)].range.end;
        if is(first, roles.zero) {
            // 均为零: 零 is the figure.
            let word = &self.text[statement.range.clone()];
            let figure = word.find(['零', '0', '０']).unwrap_or(0);
            statement.range.start += figure;
        }
        statement.in_words = true;
        statement.unknown = words.unknown;
        self.resolve(&mut statement, words, true, statements);
    }
}
