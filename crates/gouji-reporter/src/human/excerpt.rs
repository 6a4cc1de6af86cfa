//! Which places of a finding are shown, in the order of the file.

use codespan_reporting::diagnostic::LabelStyle;
use gouji_parser::Position;
use gouji_report::{Label, RowView};
use gouji_rules::finding::Finding;

use super::{
    grid::{self, LabelledRow},
    locus,
    shown::{ExcerptLine, ShownLine},
    window,
};
use crate::{blanks, site::Sites, visible::visible};
use gouji_report::Lang;

/// Rows and windows that are shown of one finding; the rest is counted.
const MAX_PLACES: usize = 12;
/// Places of running text among them: more of a sort, like half-width commas, tell nothing new.
const MAX_TEXTS: usize = 6;

/// What is shown of the file.
pub(super) struct Excerpt {
    /// The place to look at first.
    pub(super) at: Position,
    pub(super) lines: Vec<ExcerptLine>,
    /// Labels that are not shown.
    pub(super) hidden: usize,
}

impl Excerpt {
    /// The excerpt of `finding` in at most `room` columns.
    pub(super) fn new(finding: &Finding, sites: &Sites<'_>, room: usize, language: Lang) -> Self {
        let LabelsByRow { rows, texts, hidden } = LabelsByRow::new(finding);
        let own = finding.primary.source;
        let mut files: Vec<&Label> = Vec::new();
        let labels = rows.iter().map(|entry| entry.labels[0].0).chain(texts.iter().map(|it| it.0));
        for label in labels {
            if !files.iter().any(|known| known.source == label.source) {
                files.push(label);
            }
        }
        files.sort_by_key(|label| (label.source != own, label.source));
        let (mut rows, mut texts) = (rows, texts);
        let mut lines = Vec::new();
        for first in files {
            if first.source != own {
                let (path, at) = (visible(sites.file(first).path), sites.of(first).start);
                let native = locus::native(first, sites, language).unwrap_or_default();
                lines.push(ExcerptLine::File(format!("{path}:{}:{}", at.line, at.column), native));
            }
            let is_in = |label: &Label| label.source == first.source;
            let rows = rows.extract_if(.., |entry| is_in(entry.labels[0].0)).collect();
            let texts = texts.extract_if(.., |(label, _)| is_in(label)).collect();
            lines.extend(of_file(rows, texts, sites, room, language));
        }
        Self { at: sites.of(&finding.primary).start, lines, hidden }
    }
}

/// The lines of one file.
fn of_file<'a>(
    rows: Vec<LabelledRow<'a>>,
    mut texts: Vec<(&'a Label, LabelStyle)>,
    sites: &Sites<'_>,
    room: usize,
    language: Lang,
) -> Vec<ExcerptLine> {
    // (the table it is a row of, the line)
    let mut shown: Vec<(Option<usize>, ShownLine)> = Vec::new();
    let mut heads: Vec<Vec<String>> = Vec::new();
    for entries in tables(rows) {
        match grid::lay_out(&entries, sites, room, language) {
            Some(grid) => {
                shown.extend(grid.rows.into_iter().map(|row| (Some(heads.len()), row)));
                heads.push(grid.head);
            }
            None => texts.extend(entries.into_iter().flat_map(|entry| entry.labels)),
        }
    }
    let pieces = texts
        .into_iter()
        .flat_map(|(label, style)| {
            window::pieces(label, style, &sites.file(label).places, language)
        })
        .collect();
    shown.extend(window::lay_out(pieces, room).into_iter().map(|window| (None, window)));
    shown.sort_by_key(|(_, line)| (line.number, line.start));
    in_order(shown, &heads)
}

/// Puts column names over the first of successive rows of a table, and breaks between lines that
/// do not follow one another.
fn in_order(shown: Vec<(Option<usize>, ShownLine)>, heads: &[Vec<String>]) -> Vec<ExcerptLine> {
    let mut lines = Vec::new();
    let mut previous: Option<(Option<usize>, u32)> = None;
    for (table, line) in shown {
        let same_table = previous.is_some_and(|(before, _)| before == table && table.is_some());
        if let (Some(table), false) = (table, same_table) {
            lines.extend(heads[table].iter().cloned().map(ExcerptLine::Head));
        } else if !same_table && previous.is_some_and(|(_, number)| line.number > number + 1) {
            lines.push(ExcerptLine::Break);
        }
        previous = Some((table, line.number));
        lines.push(ExcerptLine::Shown(line));
    }
    lines
}

/// The labels of a finding, those on rows of tables gathered by row.
struct LabelsByRow<'a> {
    rows: Vec<LabelledRow<'a>>,
    texts: Vec<(&'a Label, LabelStyle)>,
    hidden: usize,
}

impl<'a> LabelsByRow<'a> {
    fn new(finding: &'a Finding) -> Self {
        let mut chosen = Self { rows: Vec::new(), texts: Vec::new(), hidden: 0 };
        chosen.add(&finding.primary, LabelStyle::Primary);
        // Of many blank cells a note tells; the excerpt shows the row of the first.
        let many = blanks::are_many(finding);
        let first = finding.primary.row.as_deref();
        for label in &finding.related {
            let shown =
                || label.row.as_deref().zip(first).is_some_and(|(own, it)| same_row(own, it));
            if !(many && blanks::is_blank(label)) || shown() {
                chosen.add(label, LabelStyle::Secondary);
            }
        }
        chosen
    }

    fn add(&mut self, label: &'a Label, style: LabelStyle) {
        let full = self.rows.len() + self.texts.len() >= MAX_PLACES;
        let Some(row) = label.row.as_deref() else {
            if full || self.texts.len() >= MAX_TEXTS {
                self.hidden += 1;
            } else {
                self.texts.push((label, style));
            }
            return;
        };
        let own = |entry: &&mut LabelledRow<'_>| {
            entry.labels[0].0.source == label.source && same_row(entry.row, row)
        };
        if let Some(entry) = self.rows.iter_mut().find(own) {
            entry.labels.push((label, style));
        } else if full {
            self.hidden += 1;
        } else {
            self.rows.push(LabelledRow { row, labels: vec![(label, style)] });
        }
    }
}

fn same_row(one: &RowView, other: &RowView) -> bool {
    std::ptr::eq(one, other) || one == other
}

/// Rows of one table together: those with the same columns.
fn tables(rows: Vec<LabelledRow<'_>>) -> Vec<Vec<LabelledRow<'_>>> {
    let mut tables: Vec<Vec<LabelledRow<'_>>> = Vec::new();
    for entry in rows {
        let columns = |entry: &LabelledRow<'_>| {
            entry.row.cells.iter().map(|cell| cell.column.clone()).collect::<Vec<_>>()
        };
        match tables.iter_mut().find(|table| columns(&table[0]) == columns(&entry)) {
            Some(table) => table.push(entry),
            None => tables.push(vec![entry]),
        }
    }
    tables
}
