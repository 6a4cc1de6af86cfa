//! Rows of a statutory table, each on one line and aligned under their column names, whatever
//! the file's own layout is.

use std::{borrow::Cow, cell::RefCell, collections::BTreeMap, ops::Range, rc::Rc};

use codespan_reporting::diagnostic::LabelStyle;
use gouji_report::{CellView, Label, RowView};

use super::shown::{ShownLine, Underline, held, message};
use crate::{
    site::Sites,
    visible::{columns, shorten, visible, wrap},
};
use gouji_report::Lang;

/// A row and the labels on it.
pub(super) struct LabelledRow<'a> {
    pub(super) row: &'a RowView,
    /// At least one.
    pub(super) labels: Vec<(&'a Label, LabelStyle)>,
}

/// Rows of one table, laid out together.
pub(super) struct Grid {
    /// Column names, on as many lines as they need.
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<ShownLine>,
}

/// A cell longer than this is no value of the form; its middle is left out.
const MAX_CELL: usize = 16;
/// A row label may be shortened to this much.
const MIN_LABEL: usize = 20;
/// A column name this short is not broken.
const WHOLE_NAME: usize = 6;
/// Left of every cell, and right of the last.
const BAR: &str = " │";
/// In place of cells that are left out.
const GAP: &str = "…";

/// Lays out rows that have the same columns in at most `room` columns of the terminal. Column
/// names take up to three lines; if the table is still too wide, cells that no label points at
/// are left out. None where even that is too wide.
pub(super) fn lay_out(
    entries: &[LabelledRow<'_>],
    sites: &Sites<'_>,
    room: usize,
    language: Lang,
) -> Option<Grid> {
    let sheet = GridTexts::new(entries, language);
    let (whole, marked) = (Slot::all(entries), Slot::marked(entries));
    let layout = [(&whole, 1), (&whole, 2), (&whole, 3), (&marked, 2), (&marked, 3), (&marked, 0)]
        .into_iter()
        .find_map(|(slots, name_lines)| sheet.fit(slots, name_lines, room))?;
    let row = |(entry, texts)| {
        let DrawnRow { text, label, cells } = layout.draw(texts);
        let marks = labels_of(entry).map(|(cell, on, style)| Underline {
            range: cell.map_or(label.clone(), |cell| cells[cell].clone()),
            style,
            message: message(on, held(on), language),
        });
        let label = first(entry);
        let places = &sites.file(label).places;
        let start = places.range(label.span).start;
        ShownLine::new(places.position(start).line, start, text, marks.collect())
    };
    Some(Grid { head: layout.head(), rows: entries.iter().zip(&sheet.rows).map(row).collect() })
}

/// The texts of rows and columns, visible.
struct GridTexts<'a> {
    names: Vec<Cow<'a, str>>,
    rows: Vec<Texts<'a>>,
}

struct Texts<'a> {
    label: Cow<'a, str>,
    cells: Vec<Cow<'a, str>>,
}

impl<'a> GridTexts<'a> {
    fn new(entries: &[LabelledRow<'a>], language: Lang) -> Self {
        let name = |cell: &'a CellView| visible(language.pick(&cell.name));
        let text = |cell: &'a CellView| match visible(&cell.text) {
            Cow::Borrowed(text) => shorten(text, MAX_CELL),
            Cow::Owned(text) => Cow::Owned(shorten(&text, MAX_CELL).into_owned()),
        };
        let texts = |entry: &LabelledRow<'a>| Texts {
            label: visible(&entry.row.label),
            cells: entry.row.cells.iter().map(text).collect(),
        };
        Self {
            names: entries[0].row.cells.iter().map(name).collect(),
            rows: entries.iter().map(texts).collect(),
        }
    }

    /// The layout of these slots with column names on `name_lines` lines, if it is narrow enough.
    fn fit(&self, slots: &[Slot], name_lines: usize, room: usize) -> Option<GridLayout> {
        let names: Vec<_> = slots.iter().map(|&slot| self.name(slot, name_lines)).collect();
        let widths: Vec<_> =
            slots.iter().zip(&names).map(|(&slot, name)| self.width(slot, name)).collect();
        let bar = columns(BAR);
        let cells = widths.iter().map(|width| bar + 1 + width).sum::<usize>() + bar;
        let longest = self.rows.iter().map(|row| columns(&row.label)).max().unwrap_or(0);
        let label = longest.min(room.checked_sub(cells)?);
        (label >= longest.min(MIN_LABEL)).then(|| GridLayout {
            label,
            slots: slots.to_vec(),
            widths,
            names,
        })
    }

    fn name(&self, slot: Slot, lines: usize) -> Rc<[String]> {
        match slot {
            Slot::Cell(cell) if lines > 0 => break_name(&self.names[cell], lines),
            _ => Rc::default(),
        }
    }

    fn width(&self, slot: Slot, name: &[String]) -> usize {
        let Slot::Cell(cell) = slot else { return columns(GAP) };
        let values = self.rows.iter().map(|row| columns(&row.cells[cell]));
        values.chain(name.iter().map(|line| columns(line))).max().unwrap_or(0).max(1)
    }
}

/// Names in lines, by the name and the most lines.
type BrokenNames = BTreeMap<(String, usize), Rc<[String]>>;

/// Names that are kept broken: those of the columns of a few forms.
const KEPT: usize = 256;

/// A name in at most `lines` lines as even as its words allow.
fn break_name(name: &str, lines: usize) -> Rc<[String]> {
    thread_local! {
        static BROKEN: RefCell<BrokenNames> = const { RefCell::new(BrokenNames::new()) };
    }
    BROKEN.with_borrow_mut(|broken| {
        let key = (name.to_owned(), lines);
        if let Some(known) = broken.get(&key) {
            return known.clone();
        }
        if broken.len() >= KEPT {
            broken.clear();
        }
        broken.entry(key).or_insert_with(|| broken_anew(name, lines).into()).clone()
    })
}

fn broken_anew(name: &str, lines: usize) -> Vec<String> {
    let whole = columns(name);
    if whole <= WHOLE_NAME {
        return vec![name.to_owned()];
    }
    (whole.div_ceil(lines)..=whole)
        .map(|width| wrap(name, width))
        .find(|broken| broken.len() <= lines)
        .map_or_else(Vec::new, |broken| broken.into_iter().map(Cow::into_owned).collect())
}

/// What stands between two bars.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// A cell, by its index in the row.
    Cell(usize),
    /// Cells left out.
    Gap,
}

impl Slot {
    fn all(entries: &[LabelledRow<'_>]) -> Vec<Self> {
        (0..entries[0].row.cells.len()).map(Self::Cell).collect()
    }

    /// The cells that a label of any row points at.
    fn marked(entries: &[LabelledRow<'_>]) -> Vec<Self> {
        let mut slots = vec![Self::Gap; entries[0].row.cells.len()];
        for cell in entries.iter().flat_map(labels_of).filter_map(|(cell, ..)| cell) {
            slots[cell] = Self::Cell(cell);
        }
        slots.dedup_by(|next, kept| *next == Self::Gap && *kept == Self::Gap);
        slots
    }
}

/// The labels of a row, each with the cell that it points at; none where it is the row as such.
fn labels_of<'a>(
    entry: &LabelledRow<'a>,
) -> impl Iterator<Item = (Option<usize>, &'a Label, LabelStyle)> {
    let cells = &entry.row.cells;
    entry.labels.iter().map(|&(label, style)| {
        let named = label.cell.as_ref().map(|cell| &cell.column);
        let by_name = named.and_then(|name| cells.iter().position(|cell| cell.column == *name));
        let by_place = || cells.iter().position(|cell| cell.span == label.span);
        (by_name.or_else(by_place), label, style)
    })
}

/// The label whose line the row carries: the primary one, if it is here.
fn first<'a>(entry: &LabelledRow<'a>) -> &'a Label {
    let primary = entry.labels.iter().find(|(_, style)| *style == LabelStyle::Primary);
    primary.unwrap_or(&entry.labels[0]).0
}

/// Where everything stands.
struct GridLayout {
    /// Columns of the row labels.
    label: usize,
    slots: Vec<Slot>,
    /// Columns of each slot.
    widths: Vec<usize>,
    /// Column names of each slot, line by line.
    names: Vec<Rc<[String]>>,
}

/// A row as a line of text.
struct DrawnRow {
    text: String,
    /// Where the row label stands in it.
    label: Range<usize>,
    /// Where each cell stands in it; of a cell left out, the label.
    cells: Vec<Range<usize>>,
}

impl GridLayout {
    /// Column names, those on fewer lines at the bottom, next to the values.
    fn head(&self) -> Vec<String> {
        let height = self.names.iter().map(|name| name.len()).max().unwrap_or(0);
        let line = |line: usize| {
            let mut text = " ".repeat(self.label);
            for (name, &width) in self.names.iter().zip(&self.widths) {
                let index = (line + name.len()).checked_sub(height);
                push_slot(&mut text, index.map_or("", |index| &name[index]), width);
            }
            text + BAR
        };
        (0..height).map(line).collect()
    }

    fn draw(&self, row: &Texts<'_>) -> DrawnRow {
        let mut text = shorten(&row.label, self.label).into_owned();
        let label = 0..text.len();
        let spare = self.label.saturating_sub(columns(&text));
        pad(&mut text, spare);
        let mut cells = vec![label.clone(); row.cells.len()];
        for (&slot, &width) in self.slots.iter().zip(&self.widths) {
            match slot {
                Slot::Cell(cell) => cells[cell] = push_slot(&mut text, &row.cells[cell], width),
                Slot::Gap => _ = push_slot(&mut text, GAP, width),
            }
        }
        text.push_str(BAR);
        DrawnRow { text, label, cells }
    }
}

/// Appends a cell, right-aligned as figures are. Gives its range: the value, or where it is blank
/// the whole slot.
fn push_slot(text: &mut String, value: &str, width: usize) -> Range<usize> {
    text.push_str(BAR);
    text.push(' ');
    let slot = text.len();
    pad(text, width.saturating_sub(columns(value)));
    let start = if value.is_empty() { slot } else { text.len() };
    text.push_str(value);
    start..text.len()
}

fn pad(text: &mut String, blanks: usize) {
    text.extend(std::iter::repeat_n(' ', blanks));
}
