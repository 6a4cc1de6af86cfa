//! What stands beside the text: comments, and text boxes with the place that they hang from.

use std::{collections::HashMap, ops::Range};

use super::fib::{self, Fib};
use crate::{
    binary::{long, short, slice, text},
    flow::item::Commenters,
};

/// What the tables say of it.
pub(super) struct TableStream {
    /// By the character that refers to each.
    pub(super) commenters: Commenters,
    pub(super) boxes: Vec<TextBox>,
}

/// The text of a text box.
pub(super) struct TextBox {
    /// The character of the body that it hangs from, if that is known.
    pub(super) anchor: Option<u32>,
    pub(super) range: Range<u32>,
}

impl TableStream {
    pub(super) fn read(tables: &[u8], fib: &Fib) -> Self {
        Self { commenters: commenters(tables, fib), boxes: boxes(tables, fib).unwrap_or_default() }
    }
}

fn commenters(tables: &[u8], fib: &Fib) -> Commenters {
    const REFERENCE: usize = 30;
    /// Where a reference says whose comment it is: behind the initials.
    const AUTHOR: usize = 20;
    let names = fib.part(tables, fib::COMMENTERS);
    let mut authors = Vec::new();
    let mut at = 0;
    while let Some(length) = short(names, at).map(usize::from) {
        authors.push(text(names, at + 2, length).unwrap_or_default());
        at += 2 + length * 2;
    }
    let part = fib.part(tables, fib::COMMENT_REFERENCES);
    let count = part.len().saturating_sub(4) / (4 + REFERENCE);
    let comments = (0..count).filter_map(|at| {
        let author = short(part, (count + 1) * 4 + at * REFERENCE + AUTHOR)?;
        let author = authors.get(usize::from(author)).cloned().unwrap_or_default();
        Some((long(part, at * 4)?, author))
    });
    comments.collect()
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
