//! Running text, cut to the terminal's width around what is marked.

use std::ops::Range;

use codespan_reporting::diagnostic::LabelStyle;
use gouji_report::Label;

use super::shown::{ShownLine, Underline, message};
use crate::{
    place::{SourceLine, SourcePlaces},
    visible::{fit_end, fit_start, visible},
};
use gouji_report::Lang;

/// A range of one line of the file that is to be marked.
pub(super) struct MarkedPiece<'a> {
    line: SourceLine<'a>,
    /// Bytes of the line's text.
    range: Range<usize>,
    style: LabelStyle,
    message: String,
}

/// The label on its line; a label over several lines gives its first and its last.
pub(super) fn pieces<'a>(
    label: &Label,
    style: LabelStyle,
    places: &SourcePlaces<'a>,
    language: Lang,
) -> impl Iterator<Item = MarkedPiece<'a>> {
    let span = places.range(label.span);
    let line = places.line(span.start);
    // the last character, so that a span up to a line end is not taken to reach the next line
    let last = places.line(span.end.saturating_sub(1).max(span.start));
    let mut message = message(label, places.text(span.clone()), language);
    let tail = (last.number > line.number).then(|| {
        let (before, after) = language.choose(("（到第 ", " 行）"), (" (to line ", ")"));
        message.extend([before, &last.number.to_string(), after]);
        let indent = last.text.len() - last.text.trim_start().len();
        let end = last.locate(span.end);
        MarkedPiece { line: last, range: indent.min(end)..end, style, message: String::new() }
    });
    let range = line.locate(span.start)..line.locate(span.end);
    std::iter::once(MarkedPiece { line, range, style, message }).chain(tail)
}

/// Windows of at most `room` columns; pieces that fit into one window share it.
pub(super) fn lay_out(mut pieces: Vec<MarkedPiece<'_>>, room: usize) -> Vec<ShownLine> {
    pieces.sort_by_key(|piece| (piece.line.start, piece.range.start, piece.range.end));
    // an ellipsis at either side
    let room = room - 2;
    let mut windows = Vec::new();
    let mut rest = pieces.as_slice();
    while let [first, others @ ..] = rest {
        let mut core = first.range.clone();
        let joined = others.iter().take_while(|next| {
            let wider = core.start..core.end.max(next.range.end);
            let fits = next.line.start == first.line.start
                && fit_start(&first.line.text[wider.clone()], room).0 == wider.len();
            if fits {
                core = wider;
            }
            fits
        });
        let (group, others) = rest.split_at(1 + joined.count());
        windows.push(window(group, core, room));
        rest = others;
    }
    windows
}

/// A window around `core`, which the pieces of `group` lie in.
fn window(group: &[MarkedPiece<'_>], core: Range<usize>, room: usize) -> ShownLine {
    let line = group[0].line;
    let cut = around(line.text, core, room);
    let lead = if cut.start > 0 { "…" } else { "" };
    let trail = if cut.end < line.text.len() { "…" } else { "" };
    let text = format!("{lead}{}{trail}", visible(&line.text[cut.clone()]));
    let place =
        |at: usize| lead.len() + visible(&line.text[cut.start..at.clamp(cut.start, cut.end)]).len();
    let marks = group.iter().map(|piece| Underline {
        range: place(piece.range.start)..place(piece.range.end),
        style: piece.style,
        message: piece.message.clone(),
    });
    ShownLine::new(line.number, line.start + group[0].range.start, text, marks.collect())
}

/// The part of the line that is shown: `core` with as much before it as after, more on one side
/// where the line ends on the other. Of a core that is too long, the start.
fn around(text: &str, core: Range<usize>, room: usize) -> Range<usize> {
    let (end, used) = fit_start(&text[core.clone()], room);
    if end < core.len() {
        let (start, before) = fit_end(&text[..core.start], room / 8);
        return start..core.start + fit_start(&text[core.start..], room - before).0;
    }
    let spare = room - used;
    let (start, before) = fit_end(&text[..core.start], spare / 2);
    let (after, behind) = fit_start(&text[core.end..], spare - before);
    let (start, _) = fit_end(&text[..start], spare - before - behind);
    start..core.end + after
}
