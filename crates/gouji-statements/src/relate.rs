//! How figures belong together: lists of parts, shares, changes against the year before.

use gouji_parser::quantity::Unit;
use rust_decimal::Decimal;

use crate::{
    clause::Clause,
    piece::{PassagePiece, PieceKind},
    roles::Roles,
    set::Set,
    statement::{FigureChange, FigureList, Reading, Share, Statement},
};

/// Letters between a whole and the word behind which its parts follow, at most.
const BETWEEN: usize = 12;
/// Letters between a figure and its share at most.
const APART: usize = 8;
/// Tokens that are looked back for a whole at most.
const BACK: usize = 64;
/// Parts of a list at most.
const MOST: usize = 200;
/// Parts without a counter at least.
const BARE: usize = 3;

/// A count that the passage has stated.
#[derive(Clone, Copy, Debug)]
struct Count {
    statement: usize,
    token: usize,
    depth: usize,
    sentence: usize,
    /// Whether it is of the year before.
    old: bool,
}

/// A list whose parts are still being told.
#[derive(Debug)]
struct OpenList {
    list: FigureList,
    depth: usize,
    sentence: usize,
    /// Whether the parts are over, and the sentence goes on.
    over: bool,
    /// Whether a colon opens it, and no comma has parted its parts: ； parts them then.
    items: bool,
    /// Whether the first part has a verb.
    acts: bool,
    opening: Opening,
    /// Token of the figure of the last part, and whether that is the rest: 其他281条.
    last: (usize, bool),
}

/// What opens a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// 其中, 包括
    Some,
    /// 分别为: these are all.
    All,
    /// A mark: one figure behind it is not yet a part.
    Mark,
}

/// A clause as far as its figure's relations depend on it.
#[derive(Clone, Copy)]
pub(crate) struct ClauseRelations<'p> {
    pub(crate) clause: &'p Clause,
    /// Classes of its words up to its figure.
    pub(crate) before: Set,
    /// The statement of its figure.
    pub(crate) statement: Option<usize>,
}

/// Follows the figures of one passage.
pub(crate) struct Relations<'p> {
    text: &'p str,
    tokens: &'p [PassagePiece],
    roles: &'p Roles,
    /// Those that no bracket closed behind them hides.
    counts: Vec<Count>,
    /// Those of this sentence.
    of_sentence: Vec<Count>,
    /// The figure before, where it is a count.
    last: Option<Count>,
    open: Option<OpenList>,
}

impl<'p> Relations<'p> {
    pub(crate) fn new(text: &'p str, tokens: &'p [PassagePiece], roles: &'p Roles) -> Self {
        let (counts, of_sentence) = (Vec::new(), Vec::new());
        Self { text, tokens, roles, counts, of_sentence, last: None, open: None }
    }

    /// Goes on by a clause.
    pub(crate) fn clause(&mut self, told: ClauseRelations<'_>, reading: &mut Reading) {
        let ClauseRelations { clause, before, statement } = told;
        if self.open.as_ref().is_some_and(|open| ends(open, clause)) {
            self.close(reading);
        }
        if self.of_sentence.last().is_some_and(|last| last.sentence != clause.sentence) {
            self.of_sentence.clear();
            self.last = None;
        }
        while self.counts.last().is_some_and(|count| count.depth > clause.depth) {
            self.counts.pop();
        }
        if let Some(marker) = self.marker(clause, before) {
            self.close(reading);
            self.open = self.opened(clause, marker, &reading.statements);
        }
        if before.has_any(self.roles.overlap) {
            self.open = None;
        }
        let (Some(statement), Some(token)) = (statement, clause.number) else { return };
        let own = &reading.statements[statement];
        let compares = before.has_any(self.roles.compare);
        // A figure without a counter can be a part, and no whole.
        let bare = own.unit().is_none() && !own.in_words() && self.open.is_some();
        if (own.is_count() || bare) && !before.has_any(self.roles.rise.with(self.roles.fall)) {
            let old = compares || before.has_any(self.roles.last_year);
            let (depth, sentence) = (clause.depth, clause.sentence);
            let count = Count { statement, token, depth, sentence, old };
            self.part(count, before, own, &reading.statements);
            if bare {
                return;
            }
            self.counts.push(count);
            self.of_sentence.push(count);
            self.last = Some(count);
            return;
        }
        if compares {
            // 其中网站50条，比上年增加10条: what is compared may be any of them.
            self.open = None;
            let (rises, falls) = (before.has_any(self.roles.rise), before.has_any(self.roles.fall));
            if let (true, [first, second]) = (rises != falls, &self.of_sentence[..])
                && first.old != second.old
            {
                let (now, old) = if second.old { (first, second) } else { (second, first) };
                let (now, before) = (now.statement, old.statement);
                reading.changes.push(FigureChange { stated: statement, now, before, rises });
            }
        } else if let Some(part) = self.last.filter(|part| self.is_share(part, token, own)) {
            reading.shares.push(Share { part: part.statement, share: statement });
        }
        self.last = None;
    }

    /// The first token of a clause behind which parts follow, before its figure.
    fn marker(&self, clause: &Clause, before: Set) -> Option<usize> {
        let marks = self.marks();
        let end = clause.number.unwrap_or(clause.tokens.end);
        if before.has_any(marks) {
            return (clause.tokens.start..end).find(|&at| self.has(at, marks));
        }
        // 171条：动态60条; 171条（动态60条，公告111条）; 办结的29件中，予以公开20件
        let start = clause.tokens.start;
        let before = |back: usize| start.checked_sub(back).map(|at| &self.tokens[at]);
        let mark =
            before(1).filter(|it| matches!(it.kind, PieceKind::Mark('：' | ':' | '（' | '(')));
        let of = before(2).filter(|it| &self.text[it.range.clone()] == "中");
        let at = if mark.is_some() { start.checked_sub(2) } else { of.and(start.checked_sub(3)) };
        at.is_some_and(|at| self.is_number(at)).then_some(start)
    }

    /// Words behind which parts follow.
    fn marks(&self) -> Set {
        self.roles.among.with(self.roles.includes).with(self.roles.respectively)
    }

    fn has(&self, at: usize, classes: Set) -> bool {
        matches!(self.tokens[at].kind, PieceKind::Word(set) if set.has_any(classes))
    }

    fn is_colon(&self, at: usize) -> bool {
        matches!(self.tokens.get(at).map(|it| &it.kind), Some(PieceKind::Mark('：' | ':')))
    }

    fn is_number(&self, at: usize) -> bool {
        matches!(self.tokens[at].kind, PieceKind::Number(_))
    }

    /// The list that begins at a marker, if a whole stands right before that.
    fn opened(&self, clause: &Clause, marker: usize, statements: &[Statement]) -> Option<OpenList> {
        let whole = self.counts.last()?;
        let (mut letters, mut depth, mut stop) = (0, 0_usize, false);
        let end = if self.has(marker, self.marks()) { marker } else { whole.token + 1 };
        for at in whole.token + 1..end {
            match self.tokens[at].kind {
                PieceKind::Mark('（' | '(') => depth += 1,
                PieceKind::Mark('）' | ')') => depth = depth.saturating_sub(1),
                PieceKind::Mark('。' | '！' | '？' | '\n') => stop = true,
                PieceKind::Word(_) | PieceKind::Letter | PieceKind::Number(_) if depth == 0 => {
                    letters += self.text[self.tokens[at].range.clone()].chars().count();
                }
                _ => {}
            }
            if letters > BETWEEN || stop && letters > 0 || at > whole.token + BACK {
                return None;
            }
        }
        let colon = self.is_colon(marker + 1) || self.is_colon(marker.saturating_sub(1));
        let statement = &statements[whole.statement];
        let opening = if self.has(marker, self.roles.respectively) {
            Opening::All
        } else if self.has(marker, self.marks()) {
            Opening::Some
        } else {
            Opening::Mark
        };
        is_usable(statement).then(|| OpenList {
            list: FigureList { whole: whole.statement, parts: Vec::new(), complete: false },
            depth: clause.depth,
            sentence: clause.sentence,
            over: false,
            items: colon,
            acts: false,
            opening,
            last: (marker - usize::from(opening == Opening::Mark), false),
        })
    }

    /// Takes a count for a part of the open list, or for what ends it.
    fn part(&mut self, count: Count, before: Set, own: &Statement, statements: &[Statement]) {
        let roles = self.roles;
        let Some(open) = &mut self.open else { return };
        let whole = &statements[open.list.whole];
        let bare = own.unit().is_none();
        if open.over || !bare && own.unit() != whole.unit() || count.depth != open.depth {
            return;
        }
        let between = open.last.0 + 1..count.token;
        let is_letter = |at: usize| matches!(self.tokens[at].kind, PieceKind::Letter);
        let last = open.list.parts.last().map(|&part| statements[part].unit().is_none());
        let mixed = last.is_some_and(|last| last != bare);
        if mixed || bare && between.clone().any(is_letter) {
            self.open = None;
            return;
        }
        let mut words = between.filter_map(|at| match self.tokens[at].kind {
            PieceKind::Word(set) => Some(set),
            PieceKind::Letter => Some(Set::NONE),
            _ => None,
        });
        let last = words.clone().next_back().unwrap_or_default();
        let first = words.next().unwrap_or_default();
        let sums_up = first.has_any(roles.total);
        if count.old || before.has_any(roles.next_year) || sums_up || !is_usable(own) {
            self.open = None;
            return;
        }
        let rest = first.has_any(roles.rest);
        // A part has no verb of its own: 其中首次公开800条，微信发布2100条; a noun may have one in it: 办理结果48条.
        let acts = first.with(last).has_any(roles.verb) && !rest;
        let parts = &mut open.list.parts;
        let marks = |mark: &[char]| {
            let own = open.last.0..count.token;
            own.into_iter()
                .any(|at| matches!(self.tokens[at].kind, PieceKind::Mark(it) if mark.contains(&it)))
        };
        if parts.len() == MOST || !parts.is_empty() && acts && !open.acts {
            open.over = true;
        } else if !parts.is_empty() && own.value > whole.value && !marks(&['、']) {
            // It begins something else, but for one of a list: 微信12条、微博980条.
            self.open = None;
        } else {
            open.items &= parts.len() != 1 || !marks(&['，', ',']);
            open.acts |= acts && parts.is_empty();
            open.last = (count.token, rest);
            parts.push(count.statement);
        }
    }

    /// Ends the open list.
    pub(crate) fn close(&mut self, reading: &mut Reading) {
        let Some(open) = self.open.take() else { return };
        let OpenList { mut list, opening, last: (token, rest), .. } = open;
        let and_so_on = self
            .tokens
            .get(token + 1)
            .is_some_and(|it| self.text[it.range.clone()].starts_with('等'));
        list.complete = !and_so_on && (opening == Opening::All || rest && list.parts.len() > 2);
        let bare = |&part: &usize| reading.statements[part].unit().is_none();
        let least = if list.parts.first().is_some_and(bare) {
            BARE
        } else {
            1 + usize::from(opening == Opening::Mark)
        };
        if list.parts.len() >= least {
            reading.lists.push(list);
        }
    }

    /// Whether the figure at `token` is a share that `part` has.
    fn is_share(&self, part: &Count, token: usize, own: &Statement) -> bool {
        let roles = self.roles;
        let between = part.token + 1..token;
        let text = &self.text[self.tokens[part.token].range.end..own.range.start];
        let letters = text.chars().filter(|char| char.is_alphanumeric()).count();
        if own.unit() != Some(Unit::Percent) || part.sentence != own.sentence || letters > APART {
            return false;
        }
        let plain = |at: usize| match self.tokens[at].kind {
            PieceKind::Word(set) => set.without(roles.plain).is_empty(),
            PieceKind::Mark(_) => true,
            PieceKind::Letter | PieceKind::Number(_) => false,
        };
        let mut shares = between.clone().filter(|&at| self.has(at, roles.share));
        let Some(first) = shares.next() else {
            // 9件（66.25%）; 办结15件，办结率83.3%
            let opens = matches!(self.tokens[token - 1].kind, PieceKind::Mark('（' | '('));
            let rate = between.clone().any(|at| self.has(at, roles.done_rate));
            return opens && letters == 0
                || rate && between.clone().all(|at| plain(at) || self.has(at, roles.done_rate));
        };
        let last = shares.next_back().unwrap_or(first);
        // 行政案件412件，信息公开类占2.7%: the share is of what stands behind the comma.
        let comma =
            |&at: &usize| matches!(self.tokens[at].kind, PieceKind::Mark('，' | ',' | '、'));
        let mut noun =
            (between.start..first).rev().find(comma).map_or(first..first, |at| at..first);
        let named = noun.any(|at| match self.tokens[at].kind {
            PieceKind::Word(set) => !set.is_empty(),
            PieceKind::Letter => true,
            _ => false,
        });
        // 占全部政策文件的15%: of a whole of its own.
        !named && (last + 1..token).all(plain)
    }
}

/// Whether a list is over before a clause.
fn ends(open: &OpenList, clause: &Clause) -> bool {
    let goes_on = clause.sentence == open.sentence || open.items && !clause.after_stop;
    !goes_on || clause.depth < open.depth
}

/// Whether it can be a whole or a part: an exact number of things.
fn is_usable(statement: &Statement) -> bool {
    let plain = |it: &gouji_parser::quantity::Quantity| {
        it.approx.is_none() && it.scale == 0 && !it.form.leading_zeros
    };
    statement.quantity.as_ref().is_some_and(plain) && statement.value.fract() == Decimal::ZERO
}
