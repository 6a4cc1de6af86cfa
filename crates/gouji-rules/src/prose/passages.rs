//! Running text in passages: a line each, but for lines that a sentence was wrapped over.

use std::borrow::Cow;

use gouji_parser::{Span, heading::numbering};

use gouji_report::bind::{BoundSection, BoundTable, Line, Origin, Report};

/// A stretch of text that is read as one: a paragraph, a heading, a cell.
#[derive(Debug)]
pub(crate) struct Passage<'r> {
    /// Its characters; wrapped lines are put together.
    pub(crate) text: Cow<'r, str>,
    pub(crate) sort: PassageKind,
    /// Index of its section in the report's sections; none before the first and for what is in no section.
    pub(crate) section: Option<usize>,
    /// The lines it is made of: index of the first, and how many.
    pub(crate) lines: std::ops::Range<usize>,
    /// Where the characters of each line after the first begin in `text`, and which of its bytes
    /// that is.
    pieces: Vec<(usize, usize)>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PassageKind {
    /// Running text.
    Text,
    /// The heading of a section, or one that the format marks.
    Heading,
    /// A cell, or a line inside one of the form's tables.
    Cell,
}

impl Passage<'_> {
    /// Whether it is running text or a subheading of that section.
    pub(crate) fn is_prose_of(&self, report: &Report<'_>, section: &BoundSection) -> bool {
        self.sort != PassageKind::Cell
            && self.section.is_some_and(|index| report.sections[index].id == section.id)
    }

    /// Whether it is the heading of that section.
    pub(crate) fn opens(&self, section: &BoundSection) -> bool {
        section.heading.as_ref().is_some_and(|heading| heading.line == self.lines.start)
    }

    /// Whether an opening quotation mark before the byte `at` is still open.
    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        let mut from = at.saturating_sub(QUOTATION);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let before = &self.text[from..at];
        let opened = before.matches(['“', '《', '「']).count();
        let closed = before.matches(['”', '》', '」']).count();
        opened > closed
    }

    /// Where the bytes `range` of the text stand.
    pub(crate) fn place(&self, range: std::ops::Range<usize>, lines: &[Line<'_>]) -> Span {
        let at = |offset: usize| {
            let piece = self.pieces.partition_point(|&(start, _)| start <= offset);
            let (start, skipped) = piece.checked_sub(1).map_or((0, 0), |at| self.pieces[at]);
            (&lines[self.lines.start + piece], skipped + offset - start)
        };
        let (first, start) = at(range.start);
        if range.is_empty() {
            return first.place(start..start);
        }
        let (last, end) = at(range.end - 1);
        if std::ptr::eq(first, last) {
            return first.place(start..end + 1);
        }
        first.place(start..first.text.len()).join(last.place(0..end + 1))
    }
}

/// No quotation is longer, in bytes.
const QUOTATION: usize = 1500;

/// Figures alone are shorter, in bytes.
const FIGURES: usize = 10;

/// The passages of a report, in reading order. Blank lines and figures alone are left out.
pub(crate) fn passages<'r>(report: &'r Report<'r>) -> Vec<Passage<'r>> {
    let lines = &report.lines;
    let tables: Vec<Span> =
        report.tables.iter().filter_map(|table: &BoundTable| table.span).collect();
    let mut headings: Vec<usize> = report
        .sections
        .iter()
        .filter_map(|section| section.heading.as_ref().map(|heading| heading.line))
        .collect();
    headings.sort_unstable();
    let section = |line: usize| {
        report
            .sections
            .iter()
            .position(|section| section.heading.is_some() && section.body.contains(&line))
    };
    let mut passages: Vec<Passage<'r>> = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let line = &lines[index];
        let first = index;
        index += 1;
        let figures = |byte: u8| byte.is_ascii() && !byte.is_ascii_alphabetic();
        if line.is_blank() || line.text.len() <= FIGURES && line.text.bytes().all(figures) {
            continue;
        }
        let titled = report.title.as_ref().is_some_and(|title| {
            let start = line.span().start;
            title.span.start <= start && start < title.span.end
        });
        let sort = sort(line, titled || headings.binary_search(&first).is_ok(), &tables);
        let mut text = Cow::Borrowed(line.text);
        let mut pieces = Vec::new();
        if sort == PassageKind::Text {
            while let Some(next) = lines.get(index)
                && headings.binary_search(&index).is_err()
                && goes_on(&lines[index - 1], next)
            {
                let own = text.to_mut();
                own.truncate(own.trim_end().len());
                let skipped = next.text.len() - next.text.trim_start().len();
                pieces.push((own.len(), skipped));
                own.push_str(&next.text[skipped..]);
                index += 1;
            }
        }
        passages.push(Passage { text, sort, section: section(first), lines: first..index, pieces });
    }
    passages
}

fn sort(line: &Line<'_>, heading: bool, tables: &[Span]) -> PassageKind {
    let start = line.span().start;
    if heading || matches!(line.origin, Origin::Heading { .. }) {
        PassageKind::Heading
    } else if line.is_cell() && !is_paragraph(line)
        || tables.iter().any(|table| table.start <= start && start < table.end)
    {
        PassageKind::Cell
    } else {
        PassageKind::Text
    }
}

/// A paragraph that stands in a table alone: a page laid out by one.
fn is_paragraph(line: &Line<'_>) -> bool {
    matches!(line.origin, Origin::Cell(cell) if cell.alone) && line.text.contains('。')
}

/// Characters of a subheading at most.
const SUBHEADING: usize = 20;

/// Whether a passage of text is a line that only says what the next ones are about.
pub(crate) fn is_subheading(passage: &Passage<'_>) -> bool {
    passage.sort == PassageKind::Text
        && passage.text.chars().count() <= SUBHEADING
        && !passage.text.trim_end().ends_with(['。', '；', '，', '！'])
}

/// Lines that end earlier were not wrapped, in characters.
const SHORTEST: usize = 24;

/// Whether a sentence was wrapped from `line` to `next`.
fn goes_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    let running = |line: &Line<'_>| matches!(line.origin, Origin::Paragraph { .. });
    let Origin::Paragraph { gap: 0 } = next.origin else { return false };
    let ended = line
        .text
        .trim_end()
        .ends_with(['。', '！', '？', '；', '：', ':', '.', '!', '?', ';', '”', '）']);
    running(line)
        && !ended
        && !next.is_blank()
        && !next.text.starts_with([' ', '\t', '\u{3000}'])
        && line.text.chars().count() >= SHORTEST
        && numbering(next.text).is_none()
}
