//! A figure, and the field that it is taken for.

use gouji_parser::quantity::Unit;
use rust_decimal::Decimal;

use super::{ClauseWords, GROWTH, InPassage, PartOf, RATE, counter};
use crate::{
    clause::Clause,
    data::ValueToml,
    piece::PieceKind,
    rows::ClauseFacts,
    set::Set,
    statement::{Scope, Silence, Statement},
};

impl InPassage<'_> {
    pub(super) fn figure(
        &mut self,
        clause: &Clause,
        number: usize,
        mut words: ClauseWords,
        statements: &mut Vec<Statement>,
    ) {
        let roles = &self.grammar.roles;
        let PieceKind::Number(index) = self.tokens[number].kind else { return };
        let quantity = &self.paragraph.numbers[index];
        let mut statement = self.statement(clause, quantity);
        if let Some(slot) = self.state.slots.pop() {
            if slot.is_empty() {
                statement.silence = Some(Silence::Respectively);
                statements.push(statement);
                return;
            }
            words.set = slot;
            words.before = words.set;
        }
        statement.unknown = words.unknown;
        let compares = words.before.has_any(roles.compare);
        let is_all = quantity.value == Decimal::ONE_HUNDRED && quantity.unit == Some(Unit::Percent);
        if is_all && !compares && words.before.has_any(roles.done_rate) {
            statement.value = Decimal::ZERO;
            if self.all(&mut statement, words, Set::NONE, statements) {
                return;
            }
            statement.value = quantity.value;
        }
        let is_share = matches!(quantity.unit, Some(Unit::Percent | Unit::PerMille));
        if compares || is_share {
            // What is compared is spoken of; what the comparison says is none of its figures.
            let object = self.grammar.rows.object(words.set, self.state.seen, words.unknown);
            if let Some((object, _)) = object {
                (self.state.object, self.state.stale) = (Some(object), false);
            }
            statement.scope = self.state.spoken.scope(Set::NONE, true, roles);
            if !is_share && !words.before.has_any(roles.rise.with(roles.fall)) {
                // 比上年的31件: what is compared with.
                statement.scope = Scope::OtherYear;
            } else {
                statement.address = Some(if compares { GROWTH } else { RATE }.into());
            }
            statements.push(statement);
            return;
        }
        let next = self.tokens.get(number + 1).map(|token| &token.kind);
        if matches!(next, Some(PieceKind::Word(set)) if set.has_any(roles.body)) {
            // 8个乡镇收到申请: what they did is theirs.
            self.state.spoken.turn_to(Scope::OtherOrgan);
            self.state.stale = false;
            statement.silence = Some(Silence::NoObject);
            statements.push(statement);
            return;
        }
        if words.denied && quantity.value == Decimal::ONE && quantity.form.chinese {
            self.none(clause, words, statements);
            return;
        }
        let zero = (quantity.value.is_zero()
            || number.checked_sub(1).is_some_and(|before| {
                matches!(self.tokens[before].kind, PieceKind::Word(set) if set.has_any(roles.each))
            }))
        .then_some(ValueToml::Zero);
        self.resolve(&mut statement, words, zero, statements);
    }

    /// Finds the field of a statement and adds it to the others.
    pub(super) fn resolve(
        &mut self,
        statement: &mut Statement,
        words: ClauseWords,
        value: Option<ValueToml>,
        statements: &mut Vec<Statement>,
    ) {
        let roles = &self.grammar.roles;
        let rows = &self.grammar.rows;
        let object = self.object(words);
        if object.is_none() && self.state.stale && !statement.in_words() {
            self.state.unclear = Some(self.state.sentence);
        }
        let concerns = words.set.has_any(roles.concerning) && words.unknown > 0;
        if words.unknown > self.grammar.unknown || concerns {
            statement.silence = Some(Silence::Unknown(self.letters(&statement.clause)));
            if object.is_none_or(|(_, inherited)| inherited) {
                self.state.object = None;
            }
            statements.push(statement.clone());
            return;
        }
        statement.silence = Some(Silence::NoObject);
        let mut also = None;
        if let Some((object, inherited)) = object {
            let kind = rows.kind(object);
            let mut set = words.set;
            if self.state.among {
                set = set.with(roles.among);
            }
            if !set.has_any(kind.inherits) {
                set = set.with(self.state.kept.common(kind.inherits));
            }
            let field = rows.field(ClauseFacts {
                object,
                set,
                sentence: Set::NONE,
                inherited,
                value,
                of: None,
            });
            let counter = counter(statement.unit());
            statement.silence = match &field {
                None => Some(Silence::NoField),
                Some(_) if statement.in_words() => None,
                Some(_) if words.denied && value.is_none() => Some(Silence::Denied),
                Some(_) if !kind.counters.iter().any(|known| known == counter) => {
                    Some(Silence::Counter)
                }
                Some(_) => None,
            };
            if let Some(field) = field.filter(|_| statement.silence.is_none()) {
                let timed = set.has_any(roles.last_year.with(roles.next_year)) && field.timed;
                statement.scope = self.state.spoken.scope(set, timed, roles);
                let is_parted = match self.state.parted {
                    PartOf::None => false,
                    PartOf::Unknown => inherited,
                    PartOf::Object(of) => of == object,
                };
                let part = field.part
                    || set.has_any(roles.average)
                    || set.has_any(kind.part)
                    || self.state.said.has_any(kind.field)
                    || self.state.among && (self.state.whole || is_parted);
                if field.rest && statement.scope == Scope::Report {
                    self.state.spoken.turn_to(Scope::Part);
                }
                if statement.scope == Scope::Report && part {
                    statement.scope = Scope::Part;
                }
                statement.address = Some(field.address);
                also = field.also;
            }
        }
        if let Some(address) = also {
            statements.push(Statement { address: Some(address), ..statement.clone() });
        }
        if !(statement.in_words() && statement.address.is_none()) {
            statements.push(statement.clone());
        }
    }
}
