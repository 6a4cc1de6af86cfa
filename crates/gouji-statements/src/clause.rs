//! Clauses: one figure each, or words without any, with the words before and after it.

use std::ops::Range;

use crate::piece::{PassagePiece, PieceKind};

/// A stretch of tokens between marks with one figure at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Which of them is its figure.
    pub(crate) number: Option<usize>,
    /// Index of its sentence in the passage.
    pub(crate) sentence: usize,
    /// How many brackets it stands in.
    pub(crate) depth: usize,
    /// Whether a full stop stands between it and the clause before.
    pub(crate) after_stop: bool,
    /// Whether it begins at a mark, not behind the figure before it.
    pub(crate) at_mark: bool,
}

/// Cuts tokens into clauses: at ，；：。 and brackets; at 、 behind a figure; and behind a figure where
/// another one follows.
pub(crate) fn clauses(tokens: &[PassagePiece]) -> Vec<Clause> {
    let mut cutter = Cutter {
        tokens,
        found: Vec::new(),
        start: 0,
        number: None,
        sentence: 0,
        after_stop: false,
    };
    let (mut at, mut depth, mut at_mark) = (0, 0_usize, true);
    while at < tokens.len() {
        match tokens[at].kind {
            PieceKind::Number(_) => {
                if let Some(last) = cutter.number {
                    cutter.cut(last + 1, last + 1, depth, at_mark);
                    at_mark = false;
                }
                cutter.number = Some(at);
            }
            PieceKind::Mark('（' | '(') => {
                // 行政复议（3件）: the words before it are the figure's own.
                if cutter.number.is_some() {
                    cutter.cut(at, at + 1, depth, at_mark);
                    at_mark = true;
                }
                depth += 1;
            }
            PieceKind::Mark('）' | ')') => {
                cutter.cut(at, at + 1, depth, at_mark);
                (depth, at_mark) = (depth.saturating_sub(1), true);
            }
            PieceKind::Mark('、') if cutter.number.is_none() => {}
            PieceKind::Mark('，' | ',' | '、' | '：' | ':') => {
                cutter.cut(at, at + 1, depth, at_mark);
                at_mark = true;
            }
            PieceKind::Mark(mark @ ('。' | '；' | ';' | '！' | '!' | '？' | '?' | '\n')) => {
                cutter.cut(at, at + 1, depth, at_mark);
                cutter.sentence += 1;
                cutter.after_stop = !matches!(mark, '；' | ';');
                (depth, at_mark) = (0, true);
            }
            _ => {}
        }
        at += 1;
    }
    cutter.cut(tokens.len(), tokens.len(), depth, at_mark);
    cutter.found
}

struct Cutter<'t> {
    tokens: &'t [PassagePiece],
    found: Vec<Clause>,
    start: usize,
    number: Option<usize>,
    sentence: usize,
    after_stop: bool,
}

impl Cutter<'_> {
    /// Ends a clause before the token `end`; the next one begins at `next`.
    fn cut(&mut self, end: usize, next: usize, depth: usize, at_mark: bool) {
        let tokens = self.start..end;
        let number = self.number.take();
        self.start = next;
        if self.tokens[tokens.clone()].iter().any(|token| !matches!(token.kind, PieceKind::Mark(_)))
        {
            let (sentence, after_stop) = (self.sentence, std::mem::take(&mut self.after_stop));
            self.found.push(Clause { tokens, number, sentence, depth, after_stop, at_mark });
        }
    }
}
