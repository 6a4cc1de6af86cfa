//! Clauses without a figure: words for none and for all, and what they leave for those behind.

use super::{ClauseWords, InPassage, words};
use crate::{
    clause::Clause,
    data::ValueToml,
    piece::PieceKind,
    rows::ClauseFacts,
    set::Set,
    statement::{Scope, Statement},
};

/// Clauses of a sentence that are looked at behind words for all, at most.
const LONGEST: usize = 64;

impl InPassage<'_> {
    /// Reads a clause without a figure; `behind` are the clauses behind it.
    pub(super) fn without_figure(
        &mut self,
        clause: &Clause,
        words: ClauseWords,
        behind: &[Clause],
        statements: &mut Vec<Statement>,
    ) {
        let roles = &self.grammar.roles;
        if words.set.has_any(roles.negation.with(roles.zero)) {
            self.none(clause, words, statements);
        } else if words.unknown > self.grammar.unknown
            && self.grammar.rows.object(words.set, self.state.seen, words.unknown).is_none()
        {
            // Of whatever it speaks, what follows may speak of that too.
            self.state.stale = true;
        } else {
            self.object(words);
            if words.set.has_any(roles.every) {
                let mut statement = self.blank(clause);
                statement.unknown = words.unknown;
                let sentence = behind.iter().take_while(|it| it.sentence == clause.sentence);
                let end =
                    sentence.take(LONGEST).last().map_or(clause.tokens.end, |it| it.tokens.end);
                let rest = self::words(&self.tokens[clause.tokens.end..end]);
                self.all(&mut statement, words, rest, statements);
            }
        }
    }

    /// Words for all, or 100%: 均已办结, 办结率100%. They state that nothing is left, if the figure before
    /// them is all that there is; gives whether they do. `rest` is what the sentence says behind them.
    pub(super) fn all(
        &mut self,
        statement: &mut Statement,
        words: ClauseWords,
        rest: Set,
        statements: &mut Vec<Statement>,
    ) -> bool {
        let of = self.state.last.map(|last| &statements[last]);
        let scope = of.map_or(Scope::Report, |of| of.scope);
        let of = of.map(|of| of.address.as_deref().unwrap_or_default());
        let Some((object, inherited)) = self.object(words) else { return false };
        let kept = self.state.kept.common(self.grammar.rows.kind(object).inherits);
        let (set, sentence) = (words.set.with(kept), self.state.said.with(rest));
        let value = Some(ValueToml::All);
        let field =
            self.grammar.rows.field(ClauseFacts { object, set, sentence, inherited, value, of });
        let spoken = self.state.spoken.scope(Set::NONE, true, &self.grammar.roles);
        match field {
            Some(field)
                if [scope, spoken] == [Scope::Report; 2]
                    && words.unknown <= self.grammar.unknown =>
            {
                statement.address = Some(field.address);
                statements.push(statement.clone());
                true
            }
            _ => false,
        }
    }

    /// Words for none: 未收到申请, 没有发生行政复议.
    pub(super) fn none(
        &mut self,
        clause: &Clause,
        mut words: ClauseWords,
        statements: &mut Vec<Statement>,
    ) {
        let roles = &self.grammar.roles;
        let marks = roles.negation.with(roles.zero);
        let is = |at: usize, classes: Set| matches!(self.tokens[at].kind, PieceKind::Word(set) if set.has_any(classes));
        let Some(first) = clause.tokens.clone().find(|&at| is(at, marks)) else { return };
        if words.set.has_any(roles.rate.with(roles.share).with(roles.proportion)) {
            return;
        }
        let last = Some(first + 1).filter(|&at| at < clause.tokens.end && is(at, roles.event));
        words.set = self::words(&self.tokens[clause.tokens.start..first])
            .with(self::words(&self.tokens[first + 1..clause.tokens.end]))
            .with(roles.negation);
        let mut statement = self.blank(clause);
        statement.range =
            self.tokens[first].range.start..self.tokens[last.unwrap_or(first)].range.end;
        if is(first, roles.zero) {
            // 均为零: 零 is the figure.
            let word = &self.paragraph.text[statement.range.clone()];
            let figure = word.find(['零', '0', '０']).unwrap_or(0);
            statement.range.start += figure;
        }
        statement.unknown = words.unknown;
        self.resolve(&mut statement, words, Some(ValueToml::Zero), statements);
    }
}
