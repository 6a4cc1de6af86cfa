//! What stands beside the text: comments, and text boxes with the place that they hang from.

use std::{collections::HashMap, ops::Range};

use super::{
    binary::{long, short, slice, text},
    fib::{self, Fib},
};
use crate::flow::item::Commented;

/// What the tables say of it.
pub(super) struct Beside {
    pub(super) comments: Commented,
    pub(super) boxes: Vec<TextBox>,
}

/// The text of a text box.
pub(super) struct TextBox {
    /// The character of the body that it hangs from, if that is known.
    pub(super) anchor: Option<u32>,
    pub(super) range: Range<u32>,
}

impl Beside {
    pub(super) fn read(tables: &[u8], fib: &Fib) -> Self {
        Self { comments: comments(tables, fib), boxes: boxes(tables, fib).unwrap_or_default() }
    }
}

fn comments(tables: &[u8], fib: &Fib) -> Commented {
    let count = fib.part(tables, fib::COMMENT_REFERENCES).len().saturating_sub(4) / 34;
    let mut comments = Commented { count: count as u32, ..Commented::default() };
    let names = fib.part(tables, fib::COMMENTERS);
    let mut at = 0;
    while let Some(length) = short(names, at).map(usize::from).filter(|_| count > 0) {
        comments.authors.extend(text(names, at + 2, length).filter(|name| !name.is_empty()));
        at += 2 + length * 2;
    }
    comments
}

fn boxes(tables: &[u8], fib: &Fib) -> Option<Vec<TextBox>> {
    const BOX: usize = 22;
    const SHAPE: usize = 26;
    let part = fib.part(tables, fib::SHAPES);
    let count = part.len().saturating_sub(4) / (4 + SHAPE);
    let shapes = (0..count).map_while(|at| {
        let entry = (count + 1) * 4 + at * SHAPE;
        Some((long(part, entry)?, long(part, at * 4)?))
    });
    let anchors: HashMap<u32, u32> = shapes.collect();

    let all = fib.boxes();
    let part = fib.part(tables, fib::BOXES);
    let count = part.len().checked_sub(4)? / (4 + BOX);
    let mut boxes = Vec::new();
    let mut done = 0;
    for at in 0..count {
        let (start, end) = (long(part, at * 4)?, long(part, at * 4 + 4)?);
        let entry = slice(part, (count + 1) * 4 + at * BOX, BOX)?;
        let is_free = short(entry, 8)? != 0;
        if is_free || start < done || end <= start || end > all.end - all.start {
            continue;
        }
        done = end;
        let anchor = anchors.get(&long(entry, 14)?).copied();
        boxes.push(TextBox { anchor, range: all.start + start..all.start + end });
    }
    Some(boxes)
}
