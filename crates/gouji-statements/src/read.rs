//! From clauses to statements: what each speaks of, what it takes from those before, and its field.

use std::ops::Range;

use gouji_parser::quantity::{Quantity, Unit};
use rust_decimal::Decimal;

use crate::{
    beside::parts,
    clause::{Clause, clauses},
    grammar::Grammar,
    organ::{self, Organ},
    paragraph::{About, ReportParagraph},
    piece::{PassagePiece, PieceKind},
    relate::{ClauseRelations, Relations},
    rows::{ObjectId, Objects},
    scope::SentenceScope,
    set::Set,
    statement::{Reading, Scope, Silence, Statement},
    token::tokens,
};

mod figure;
mod words;

/// Addresses of figures that are no counts.
const RATE: &str = "rate";
const GROWTH: &str = "growth";

/// What a figure is a part of.
#[derive(Clone, Copy, Debug, Default)]
enum PartOf {
    /// It is none.
    #[default]
    None,
    /// It is one, of what is not known.
    Unknown,
    /// It is one of what is stated of this object.
    Object(ObjectId),
}

/// What earlier clauses hand on.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact by itself")]
struct ClauseState {
    /// What the clause before spoke of, and the classes that it hands on.
    object: Option<ObjectId>,
    kept: Set,
    /// What the heading speaks of.
    heading: Option<ObjectId>,
    /// All that the paragraph and its heading have spoken of.
    seen: Objects,
    /// Whether 其中 was said behind a figure, in this sentence.
    among: bool,
    /// Whether all behind 其中 are parts of what was stated before it, of whatever object.
    whole: bool,
    /// What the figure before 其中 is a part of.
    parted: PartOf,
    /// Whether the paragraph has stated a figure.
    figures: bool,
    /// The last sentence with a figure of which it is not known what it counts: parts of that, behind 其中, are
    /// of nothing that was spoken of before.
    unclear: Option<usize>,
    /// Whether `object` is from an earlier sentence or from a heading.
    stale: bool,
    sentence: usize,
    /// All classes of the sentence so far.
    said: Set,
    spoken: SentenceScope,
    /// What the sentence before said.
    earlier: SentenceScope,
    /// What the next figures are of, after 分别, the last one first.
    slots: Vec<Set>,
    /// The statement of the figure before, in this sentence.
    last: Option<usize>,
}

pub(crate) fn read(
    grammar: &Grammar,
    paragraphs: &[ReportParagraph<'_>],
    about: &About<'_>,
) -> Reading {
    let mut reading = Reading::default();
    let mut heading = None;
    let mut section = None;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if paragraph.section.is_none() {
            continue;
        }
        if paragraph.section != section {
            (section, heading) = (paragraph.section, None);
        }
        let tokens = tokens(paragraph, grammar, about);
        if paragraph.heading {
            let object = grammar.rows.object(words(&tokens), Objects::default(), 0);
            heading = object.map(|(object, _)| object);
            continue;
        }
        let mut state = ClauseState { heading, stale: true, ..ClauseState::default() };
        if let Some(object) = heading {
            state.seen.add(object);
        }
        InPassage { grammar, about, index, paragraph, tokens: &tokens, state }.read(&mut reading);
    }
    reading
}

/// All classes of the words of some tokens.
fn words(tokens: &[PassagePiece]) -> Set {
    tokens.iter().fold(Set::NONE, |all, token| match token.kind {
        PieceKind::Word(set) => all.with(set),
        _ => all,
    })
}

struct InPassage<'p> {
    grammar: &'p Grammar,
    about: &'p About<'p>,
    index: usize,
    paragraph: &'p ReportParagraph<'p>,
    tokens: &'p [PassagePiece],
    state: ClauseState,
}

/// The words of a clause.
#[derive(Clone, Copy)]
struct ClauseWords {
    /// Up to the figure, and behind it up to a comparison or share.
    set: Set,
    /// Up to the figure.
    before: Set,
    /// Whether a word that can be nothing else denies what is before the figure: 不存在3件 is a result.
    denied: bool,
    unknown: usize,
    organ: Organ,
    /// Whether it names an area that the issuer's lies in.
    wider: bool,
}

impl InPassage<'_> {
    fn read(&mut self, reading: &mut Reading) {
        let clauses = clauses(self.tokens);
        let (grammar, about) = (self.grammar, self.about);
        let mut relations = Relations::new(self.paragraph.text, self.tokens, &grammar.roles);
        for (at, clause) in clauses.iter().enumerate() {
            if clause.sentence != self.state.sentence {
                self.state.sentence = clause.sentence;
                (self.state.among, self.state.last) = (false, None);
                self.state.slots.clear();
            }
            if clause.after_stop {
                (self.state.stale, self.state.said) = (true, Set::NONE);
                self.state.earlier = std::mem::take(&mut self.state.spoken);
                if !self.state.figures {
                    // 依申请公开情况。收到5件: what stands before all figures is said as by a heading.
                    self.state.heading = self.state.object.or(self.state.heading);
                }
            }
            let words = self.words_of(clause);
            if self.state.figures && words.set.has_any(self.grammar.roles.among) {
                self.state.among = true;
                let object = self.state.object;
                let before = reading.statements.last();
                // 网上收到20件，其中办结18件: what is among a part, or among other things, is a part.
                let is_part = |it: &&Statement| {
                    (it.passage, it.sentence) == (self.index, clause.sentence)
                        && (it.scope == Scope::Part || it.silence == Some(Silence::NoObject))
                };
                self.state.parted = before.filter(is_part).map_or(PartOf::None, |it| {
                    it.address.as_ref().and(object).map_or(PartOf::Unknown, PartOf::Object)
                });
                self.state.whole = object.is_some_and(|it| self.grammar.rows.kind(it).whole);
            }
            // What goes on from the sentence before is said of whom and when that was.
            let object = grammar.rows.object(words.set, self.state.seen, words.unknown);
            let by_itself = object.is_some_and(|(_, by_itself)| by_itself);
            if self.state.stale && !by_itself && clause.number.is_some() {
                self.state.spoken = self.state.spoken.or(self.state.earlier);
            }
            grammar.scopes.go_on(
                &mut self.state.spoken,
                words.set,
                (words.organ, words.wider),
                self.state.figures,
                &grammar.roles,
                about,
            );
            self.state.said = self.state.said.with(words.set);
            let first = reading.statements.len();
            if let Some(number) = clause.number {
                self.open_slots(&clauses[at..], words);
                self.figure(clause, number, words, &mut reading.statements);
                // 由19件降至12件: what it was before.
                let next = clauses.get(at + 1).filter(|next| !next.at_mark);
                let becomes = |next| self.words_of(next).before.has_any(grammar.roles.becomes);
                if next.is_some_and(becomes) {
                    for it in &mut reading.statements[first..] {
                        it.scope = Scope::OtherYear;
                    }
                }
                self.state.figures = true;
            } else {
                self.without_figure(clause, words, &clauses[at + 1..], &mut reading.statements);
            }
            let stated = (first..reading.statements.len()).next_back();
            let counts = |&at: &usize| reading.statements[at].is_count();
            self.state.last = stated.filter(counts).or(self.state.last);
            let told = ClauseRelations { clause, before: words.before, statement: stated };
            relations.clause(told, reading);
        }
        relations.close(reading);
    }

    fn words_of(&self, clause: &Clause) -> ClauseWords {
        let roles = &self.grammar.roles;
        let list = self.tokens;
        let (organ, name) = if clause.at_mark {
            organ::head(list, &clause.tokens, self.paragraph.text, roles, self.about)
        } else {
            (Organ::None, 0..0)
        };
        let behind = clause.number.map_or(clause.tokens.end, |number| number + 1);
        let drops = roles
            .compare
            .with(roles.share)
            .with(roles.proportion)
            .with(roles.every)
            .with(roles.negation);
        let end = (behind..clause.tokens.end)
            .find(|&at| matches!(list[at].kind, PieceKind::Word(set) if set.has_any(drops)))
            .unwrap_or(clause.tokens.end);
        let letters = (clause.tokens.start..end)
            .filter(|at| matches!(list[*at].kind, PieceKind::Letter) && !name.contains(at));
        let before = words(&list[clause.tokens.start..behind]);
        let can_only_deny =
            |set: Set| set.has_any(roles.negation) && set.without(roles.negation).is_empty();
        let denied = list[clause.tokens.start..behind]
            .iter()
            .any(|token| matches!(token.kind, PieceKind::Word(set) if can_only_deny(set)));
        ClauseWords {
            denied,
            set: before.with(words(&list[behind..end])),
            before,
            unknown: letters.count(),
            organ,
            wider: organ::names_wider(
                &list[clause.tokens.clone()],
                self.paragraph.text,
                roles,
                self.about,
            ),
        }
    }

    /// What a clause speaks of and whether that is its own word; the state goes on by it.
    fn object(&mut self, words: ClauseWords) -> Option<(ObjectId, bool)> {
        let rows = &self.grammar.rows;
        if let Some((object, _)) = rows.object(words.set, self.state.seen, words.unknown) {
            let inherits = rows.kind(object).inherits;
            let own = words.set.common(inherits);
            if !own.is_empty() || self.state.object != Some(object) || self.state.stale {
                // Rules and documents hand 制定 on to one another; nothing else does so.
                self.state.kept =
                    if own.is_empty() { self.state.kept.common(inherits) } else { own };
            }
            self.state.seen.add(object);
            (self.state.object, self.state.stale) = (Some(object), false);
            self.state.unclear = None;
            return Some((object, false));
        }
        let near = |sentence: usize| sentence + 1 >= self.state.sentence;
        if self.state.among && self.state.unclear.is_some_and(near) {
            return None;
        }
        let goes_on =
            |object: &ObjectId| !self.state.stale || words.set.has_any(rows.kind(*object).over);
        let stands_under = |object: &ObjectId| {
            self.state.object.is_none_or(|last| last == *object)
                && words.set.has_any(rows.kind(*object).under)
        };
        let before = self.state.object.filter(goes_on);
        let object = before.or(self.state.heading.filter(stands_under))?;
        self.state.object = Some(object);
        let kind = rows.kind(object);
        let own = words.set.common(kind.inherits);
        if !own.is_empty() {
            self.state.kept = own;
        }
        self.state.stale = false;
        Some((object, true))
    }

    /// Takes the last things listed before 分别 for what the figures behind it are of, where these are
    /// as many.
    fn open_slots(&mut self, clauses: &[Clause], words: ClauseWords) {
        let roles = &self.grammar.roles;
        if !words.before.has_any(roles.respectively) {
            return;
        }
        let bare = |clause: &&Clause| {
            clause.sentence == clauses[0].sentence
                && clause.number.is_some()
                && self.tokens[clause.tokens.clone()].iter().all(|token| match token.kind {
                    PieceKind::Word(set) => set.is_empty(),
                    _ => true,
                })
        };
        let count = 1 + clauses[1..].iter().take_while(bare).count();
        let number = clauses[0].number.unwrap_or(clauses[0].tokens.end);
        let mut slots = vec![Set::NONE];
        for at in clauses[0].tokens.start..number {
            match (
                parts(&self.tokens[at], self.paragraph.text),
                &self.tokens[at].kind,
                slots.last_mut(),
            ) {
                (true, ..) => slots.push(Set::NONE),
                (false, PieceKind::Word(set), Some(last)) => *last = last.with(*set),
                _ => {}
            }
        }
        let is_listed = slots.iter().all(|slot| slot.has_any(roles.listed));
        self.state.slots = match count {
            1 => Vec::new(),
            _ if is_listed && slots.len() == count => slots,
            _ => vec![Set::NONE; count],
        };
        self.state.slots.reverse();
        self.object(words);
    }

    fn statement(&self, clause: &Clause, quantity: &Quantity) -> Statement {
        Statement {
            range: quantity.range.clone(),
            value: quantity.value,
            quantity: Some(quantity.clone()),
            ..self.blank(clause)
        }
    }

    fn blank(&self, clause: &Clause) -> Statement {
        let list = &self.tokens[clause.tokens.clone()];
        let roles = &self.grammar.roles;
        // 上年结转3件: the year that is not the report's says what is counted.
        let kept = roles.last_year.with(roles.next_year);
        let text = self.paragraph.text;
        let first = organ::behind_time(self.tokens, &clause.tokens, text, roles, kept);
        let first = self.tokens[clause.tokens.clone()].get(first - clause.tokens.start);
        let start = first.or(list.first()).map_or(0, |token| token.range.start);
        let end = list.last().map_or(start, |token| token.range.end);
        let includes = self.grammar.roles.includes;
        let behind =
            list.iter().any(|it| matches!(it.kind, PieceKind::Word(set) if set.has_any(includes)));
        Statement {
            passage: self.index,
            range: start..end,
            clause: start..end,
            value: Decimal::ZERO,
            quantity: None,
            address: None,
            scope: Scope::Report,
            included: clause.depth > 0 || behind,
            among: self.state.among,
            sentence: clause.sentence,
            unknown: 0,
            silence: None,
        }
    }

    /// The letters of a clause that belong to no word, with a blank between those that stand apart.
    fn letters(&self, clause: &Range<usize>) -> String {
        let list = self.tokens;
        let first = list.partition_point(|token| token.range.start < clause.start);
        let own = list[first..].iter().take_while(|token| token.range.end <= clause.end);
        let (mut letters, mut end) = (String::new(), None);
        for token in own.filter(|token| matches!(token.kind, PieceKind::Letter)) {
            if end.is_some_and(|end| end != token.range.start) {
                letters.push(' ');
            }
            letters.push_str(&self.paragraph.text[token.range.clone()]);
            end = Some(token.range.end);
        }
        letters
    }
}

/// The counter or unit as the data writes it; empty for a bare number.
fn counter(unit: Option<Unit>) -> &'static str {
    unit.map_or("", Unit::written)
}
