//! Lines in which everything runs together: `…申请数量640020470二、上年结转…`, as scrapers leave it.
//!
//! Such a line is cut at the section titles and table labels that are found in it, so that the
//! report's structure can be seen. A figure that touches a label or its neighbour is marked as
//! glued: where one cell ends and the next begins is not to be guessed (real/101, real/116).

use std::{cmp::Reverse, sync::Arc};

use gouji_parser::{fold::FoldedText, numeral};

use super::{
    Forms,
    line::{Line, Origin},
};

/// A line is looked at when it is longer than any heading or label.
const LONG: usize = 600;
/// …and holds at least so many section titles.
const TITLES: usize = 3;

/// Cuts `line` up into `lines` if a report runs together in it; says whether it did.
pub(super) fn cut<'d>(line: &Line<'d>, forms: &Forms, lines: &mut Vec<Line<'d>>) -> bool {
    if line.text.len() < LONG {
        return false;
    }
    let folded = FoldedText::new(line.text);
    let titles = titles(&folded.text, forms);
    if titles.len() < TITLES {
        return false;
    }
    let mut cutter = LabelCutter { line, folded: &folded, lines, at: 0 };
    for (index, title) in titles.iter().enumerate() {
        cutter.text(title.start);
        cutter.piece(title.start..title.end, Origin::Paragraph { gap: 0 });
        let end = titles.get(index + 1).map_or(folded.text.len(), |next| next.start);
        if !title.tables.is_empty() {
            cutter.tables(end, forms, &title.tables);
        }
    }
    cutter.text(folded.text.len());
    true
}

struct FoundLabel {
    start: usize,
    end: usize,
    /// The tables that stand in the section, in one form or another.
    tables: Vec<Arc<str>>,
}

/// Section titles with their number, in the order in which they stand.
fn titles(text: &str, forms: &Forms) -> Vec<FoundLabel> {
    let commas: Vec<usize> = text.match_indices(',').map(|(at, _)| at).collect();
    let mut found: Vec<FoundLabel> = Vec::new();
    for section in forms.forms.iter().flat_map(|form| &form.sections) {
        let number = numeral::written(section.number);
        let numbered: Vec<usize> =
            commas.iter().copied().filter(|&at| text[..at].ends_with(&*number)).collect();
        let best = section
            .folded
            .iter()
            .filter_map(|title| {
                let at = numbered.iter().find(|&&at| text[at + 1..].starts_with(&**title))?;
                Some((at - number.len(), at + 1 + title.len()))
            })
            .max_by_key(|&(start, end)| end - start);
        if let Some((start, end)) = best {
            found.push(FoundLabel { start, end, tables: section.table.iter().cloned().collect() });
        }
    }
    found.sort_by_key(|title| (title.start, Reverse(title.end)));
    // A title inside another one (an alias that begins like it) is not a second title.
    let mut kept: Vec<FoundLabel> = Vec::with_capacity(found.len());
    for title in found {
        match kept.last_mut().filter(|last| last.end > title.start) {
            None => kept.push(title),
            Some(last) if last.start == title.start => last.tables.extend(title.tables),
            Some(_) => {}
        }
    }
    kept
}

struct LabelCutter<'c, 'd> {
    line: &'c Line<'d>,
    folded: &'c FoldedText<'c>,
    lines: &'c mut Vec<Line<'d>>,
    at: usize,
}

impl LabelCutter<'_, '_> {
    /// Everything up to `end` as running text.
    fn text(&mut self, end: usize) {
        if self.at < end {
            self.piece(self.at..end, Origin::Paragraph { gap: 0 });
        }
    }

    fn piece(&mut self, range: std::ops::Range<usize>, origin: Origin) {
        let original = self.folded.origin_range(range.clone(), self.line.text);
        self.lines.push(self.line.part(original, origin));
        self.at = range.end;
    }

    /// The labels of tables up to `end`, with what stands between them.
    fn tables(&mut self, end: usize, forms: &Forms, tables: &[Arc<str>]) {
        let text = &self.folded.text[..end];
        let of_forms = forms.forms.iter().flat_map(|form| &form.tables);
        let specs: Vec<_> = of_forms.filter(|table| tables.contains(&table.id)).collect();
        let mut at = self.at;
        let mut seen_label = false;
        while at < end {
            let rest = &text[at..];
            let labels = specs.iter().filter_map(|table| table.labels_at(rest).last());
            let label = labels.max_by_key(|label| label.len());
            // Before the first label of the table a short one (其他, 规章) is a word of the prose.
            match label.filter(|label| seen_label || label.chars().count() > 4) {
                Some(label) => {
                    self.values(at, seen_label);
                    self.piece(at..at + label.len(), Origin::Fused { glued: false });
                    seen_label = true;
                    at += label.len();
                }
                None => at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        if seen_label {
            self.trailing(end);
        }
    }

    /// What stands between the last label and the next one, which begins at `end`.
    fn values(&mut self, end: usize, in_table: bool) {
        if !in_table {
            self.text(end);
            return;
        }
        let next_is_digit = self.folded.text[end..].starts_with(|char: char| char.is_ascii_digit());
        self.figures(end, !next_is_digit);
    }

    /// After the last label: figures first, then the prose that follows the table.
    fn trailing(&mut self, end: usize) {
        let is_figure = |char: char| char.is_ascii_digit() || ".+-/%元万亿".contains(char);
        let text = &self.folded.text[self.at..end];
        let figures = self.at + text.find(|char| !is_figure(char)).unwrap_or(text.len());
        self.figures(figures, figures == end);
        self.text(end);
    }

    /// The figures up to `end`, cut at white space. Where they end is certain if white space
    /// follows, or a label that cannot be taken for a figure (`closed`).
    fn figures(&mut self, end: usize, closed: bool) {
        if self.at >= end {
            return;
        }
        let start = self.folded.origin(self.at);
        let stop = self.folded.origin(end);
        let between = &self.line.text[start..stop];
        let glued = !closed && !between.ends_with(char::is_whitespace);
        let mut from = start;
        for piece in between.split_whitespace() {
            let offset = self.line.text[from..].find(piece).map_or(from, |at| from + at);
            from = offset + piece.len();
            self.lines.push(self.line.part(offset..from, Origin::Fused { glued }));
        }
        self.at = end;
    }
}
