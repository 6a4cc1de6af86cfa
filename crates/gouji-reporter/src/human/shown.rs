//! Lines of an excerpt, with the marks under them.

use crate::{site::cell_view, visible::visible};
use codespan_reporting::diagnostic::LabelStyle;
use gouji_report::Label;
use gouji_report::Lang;

/// A line of an excerpt.
pub(super) enum ExcerptLine {
    /// The lines from here on are of another file: its path, line and column, and the place in its author's terms.
    File(String, String),
    /// Column names over the rows of a table.
    Head(String),
    /// Lines of the file are left out here.
    Break,
    /// A line of the file, or a row of a table.
    Shown(ShownLine),
}

/// A line of the file as it is shown, or a row of a table.
pub(super) struct ShownLine {
    /// The line of the file that it stands for.
    pub(super) number: u32,
    /// Byte of the file that decides its order.
    pub(super) start: usize,
    /// Visible text.
    pub(super) text: String,
    /// By range; never empty.
    pub(super) marks: Vec<Underline>,
}

/// A range of [`Shown::text`] to be underlined.
pub(super) struct Underline {
    pub(super) range: std::ops::Range<usize>,
    pub(super) style: LabelStyle,
    /// Visible text, may be empty.
    pub(super) message: String,
}

impl ShownLine {
    /// Puts marks in the order that the renderer wants them, widens an empty one to the character
    /// that follows, and drops one that adds nothing to another on the same range.
    pub(super) fn new(number: u32, start: usize, text: String, mut marks: Vec<Underline>) -> Self {
        for mark in &mut marks {
            if mark.range.is_empty() {
                let next = text[mark.range.start..].chars().next();
                mark.range.end = mark.range.start + next.map_or(1, char::len_utf8);
            }
        }
        // of two marks on one range the primary comes first, then the one that says something
        marks.sort_by_key(|mark| {
            let secondary = mark.style == LabelStyle::Secondary;
            (mark.range.start, mark.range.end, secondary, mark.message.is_empty())
        });
        marks.dedup_by(|next, kept| {
            next.range == kept.range && (next.message.is_empty() || next.message == kept.message)
        });
        Self { number, start, text, marks }
    }
}

/// The label's message as it is shown; nothing where it only repeats the words `marked`, which stand
/// above it.
pub(super) fn message(label: &Label, marked: &str, language: Lang) -> String {
    let message = language.pick(&label.message);
    if message == marked { String::new() } else { visible(message).into_owned() }
}

/// The text of a label's cell, which is what is marked of it.
pub(super) fn held(label: &Label) -> &str {
    cell_view(label).map_or("", |cell| &cell.text)
}
