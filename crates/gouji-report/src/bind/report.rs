//! A document bound to a form: tables, rows and cells.

use std::sync::{Arc, OnceLock};

use gouji_parser::{
    Document, Span,
    quantity::{CellReading, read_cell},
    steps,
};
use rust_decimal::Decimal;

use super::{
    line::Line,
    sections::{BoundSection, SectionHeading, StrayHeading},
    title::{NamedIssuer, Title},
};
use crate::{
    CellRef, CellView, Label, Localized, RowView, Summary,
    form::{Form, Forms, Lookalike, ReportKind, TableSpec},
    place::Jurisdiction,
};

/// A document bound to a form.
#[derive(Debug)]
pub struct Report<'d> {
    /// What it was bound from.
    pub document: &'d Document,
    /// The kind of report that it was read as.
    pub kind: Arc<ReportKind>,
    /// What it is, if it only resembles a report.
    pub lookalike: Option<Arc<Lookalike>>,
    /// The form that tables and year decide for.
    pub form: Option<Arc<Form>>,
    /// The form whose sections and tables were looked for: that one, or the newest of the kind.
    pub layout: Option<Arc<Form>>,
    /// Title line and what it says.
    pub title: Option<Title>,
    /// What it says of itself elsewhere, where the title does not.
    pub named: NamedIssuer,
    /// The year of the statistical period, with its place.
    pub period: Option<(u16, Span)>,
    /// What sort of organ the issuer is.
    pub level: Option<Arc<str>>,
    /// Whether the report covers an area with all its organs; none where the issuer is not known.
    pub covers_area: Option<bool>,
    /// Where the issuer is.
    pub jurisdiction: Option<Jurisdiction>,
    /// The form's sections in the form's order, found or not.
    pub sections: Vec<BoundSection>,
    /// Top-level headings that are no section of the form.
    pub strays: Vec<StrayHeading>,
    /// Where a second report begins in the same file, which is not bound.
    pub second: Option<Span>,
    /// The form's tables in the form's order, found or not. One that stands several times has as many
    /// entries, in the order in which they stand.
    pub tables: Vec<BoundTable>,
    /// Every line and cell in reading order.
    pub lines: Vec<Line<'d>>,
}

/// A table of the form as the document has it.
#[derive(Debug)]
pub struct BoundTable {
    /// The table as its form gives it.
    pub spec: Arc<TableSpec>,
    /// The form whose labels it carries; none where the labels are those of every form.
    pub edition: Option<Arc<str>>,
    /// Whether labels of another form stand in it too: their place.
    pub foreign: Option<Span>,
    /// Which copy it is of a table that stands several times, from 0.
    pub copy: usize,
    /// Where it stands: from its first label to its last cell; none when it is missing.
    pub span: Option<Span>,
    /// Its rows in the form's order.
    pub rows: Vec<BoundRow>,
    /// Columns that its head lacks.
    pub missing_columns: Vec<usize>,
    /// The head as written: column of the form, its text.
    pub heads: Vec<(usize, String)>,
    /// Head cells that are no column of the form.
    pub extra_columns: Vec<(String, Span)>,
    /// Labels that differ from the printed ones.
    pub deviations: Vec<Deviation>,
    /// Rows with values whose label the form does not know, rows that stand twice or in the wrong place.
    pub irregular: Vec<Irregular>,
    /// Figures that stand beside the label of a group, which has none in the form.
    pub group_figures: Vec<GroupFigures>,
    /// Whether its cells run together.
    pub fused: bool,
    /// Whether so many of its rows lost blank cells that the full ones prove nothing either.
    pub doubtful: bool,
    /// A picture or a link where the table could be.
    pub image: Option<Span>,
}

/// A label that differs from the printed one.
#[derive(Debug)]
pub struct Deviation {
    /// As written.
    pub found: String,
    /// As printed in the form.
    pub printed: String,
    /// Where.
    pub span: Span,
}

/// Figures beside the label of a group of rows.
#[derive(Debug)]
pub struct GroupFigures {
    /// Index of the group in the form's table.
    pub group: usize,
    /// Where its label stands.
    pub span: Span,
    /// The figures as written, with their places.
    pub figures: Vec<(String, Span)>,
    /// Whether the format marks the row that they stand in.
    pub marked: bool,
}

/// A row that the form does not foresee.
#[derive(Debug)]
pub struct Irregular {
    /// Its label.
    pub label: String,
    /// Where.
    pub span: Span,
    /// What is irregular about it.
    pub kind: IrregularKind,
}

/// What is irregular about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IrregularKind {
    /// The form has no such row.
    Unknown,
    /// The row stands twice.
    Repeated,
    /// The row stands before one that it should follow.
    Misplaced,
    /// Its label is a piece out of a longer one, as extraction leaves it.
    Half,
}

/// A row of a table as the document has it.
#[derive(Debug)]
pub struct BoundRow {
    /// Index of the row in the form's table.
    pub spec: usize,
    /// Where its label stands; for a row without a label, its first cell.
    pub label: Span,
    /// Its label as written.
    pub label_text: String,
    /// How far it could be read.
    pub state: RowState,
    /// Its cells, one for each of the row's columns; empty unless aligned.
    pub cells: Vec<BoundCell>,
    /// Its figures without the marks that tell them to columns; none of an aligned row, and where they may
    /// not be its own.
    pub lost: Option<Box<LostRow>>,
    /// The row for excerpts, made when a finding first shows it.
    pub(crate) view: OnceLock<Arc<RowView>>,
}

/// The figures of a row whose marks were lost, and what the equations of its form leave of their readings. It is
/// shown and extracted; no check sees it as cells.
#[derive(Clone, Debug, PartialEq)]
pub struct LostRow {
    /// The figures as written, with their places; where cells run together, several in one.
    pub figures: Vec<(String, Span)>,
    /// Whether cells may run together in them.
    pub joined: bool,
    /// The columns of the row in the order in which its cells stand.
    pub columns: Vec<usize>,
    /// How many cells are drawn behind its label, blank ones among them, none of them merged; none where that is
    /// not certain, or the format draws none.
    pub drawn: Option<usize>,
    /// What was found of them, with the equations.
    pub readings: Readings,
}

/// The readings of a row: the ways to tell its figures to its columns that satisfy every equation, blanks taken
/// for 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Readings {
    /// They were not counted, or there are too many to.
    #[default]
    Unknown,
    /// There is none: some figure of the table is wrong, or was lost.
    None,
    /// There is one: its cells, but those of which it leaves open whether a 0 stands there or nothing. Columns
    /// whose cell was lost have none, and stand in `missing` with the figure that the equations ask for.
    One {
        /// Its cells, by column.
        cells: Vec<BoundCell>,
        /// The columns of which one has no cell, and the figure that belongs there.
        missing: Option<(Vec<usize>, Decimal)>,
    },
    /// There are so many, or [`Readings::MOST`] or more.
    Several(usize),
}

impl Readings {
    /// Up to how many readings are counted.
    pub const MOST: usize = 10;
}

/// How far a row could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// Every column has its cell.
    Aligned,
    /// The row yields another number of values than it has columns, or as many that may not be its
    /// own, since cells around it were lost.
    Unaligned {
        /// Values found.
        found: usize,
        /// Columns.
        expected: usize,
    },
    /// Its cells run together.
    Fused,
    /// The report lacks the row.
    Absent,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundCell {
    /// Index of its column in the form's table.
    pub column: usize,
    /// Where its value stands; empty where it is blank.
    pub span: Span,
    /// As written, trimmed.
    pub text: String,
    /// What it holds.
    pub value: CellValue,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum CellValue {
    /// Nothing.
    Blank,
    /// A sign for "nothing to say": `/`, `—`, 无.
    Placeholder,
    /// A number.
    Number(gouji_parser::quantity::Quantity),
    /// A whole number too large to be reckoned with.
    Beyond,
    /// More than one number.
    Numbers,
    /// A reader may see another figure than its characters make.
    Doubtful(gouji_parser::Doubt),
    /// Anything else.
    Text,
}

impl CellValue {
    /// What a text holds.
    pub fn read(text: &str) -> Self {
        match read_cell(text) {
            CellReading::Blank => Self::Blank,
            CellReading::Placeholder => Self::Placeholder,
            CellReading::Number(quantity) => Self::Number(quantity),
            CellReading::Beyond => Self::Beyond,
            CellReading::Numbers => Self::Numbers,
            CellReading::Text => Self::Text,
        }
    }
}

impl BoundCell {
    /// Its number, if it holds one.
    pub fn number(&self) -> Option<Decimal> {
        match &self.value {
            CellValue::Number(quantity) => Some(quantity.value),
            _ => None,
        }
    }

    /// Whether it is blank, or holds a sign for "nothing".
    pub fn is_empty(&self) -> bool {
        matches!(self.value, CellValue::Blank | CellValue::Placeholder)
    }
}

/// The year reported on: that of the title, else that of the statistical period.
pub(super) fn year(
    title: Option<&Title>,
    period: Option<(u16, Span)>,
    named: &NamedIssuer,
) -> Option<u16> {
    title.and_then(|title| title.year).or(period.or(named.year).map(|(year, _)| year))
}

/// The organ whose report it is: that of the title, else that which the report names elsewhere.
pub(super) fn issuer<'r>(title: Option<&'r Title>, named: &'r NamedIssuer) -> Option<&'r str> {
    title.and_then(|title| title.issuer.as_deref()).or(named.issuer.as_deref())
}

impl<'d> Report<'d> {
    /// A report of which nothing was found.
    pub(super) fn new(document: &'d Document, forms: &Forms, lines: Vec<Line<'d>>) -> Self {
        Self {
            document,
            kind: forms.kind.clone(),
            lookalike: None,
            form: None,
            layout: None,
            title: None,
            named: NamedIssuer::default(),
            period: None,
            level: None,
            covers_area: None,
            jurisdiction: None,
            sections: Vec::new(),
            strays: Vec::new(),
            second: None,
            tables: Vec::new(),
            lines,
        }
    }
}

impl Report<'_> {
    /// The year reported on: that of the title, else that of the statistical period, else that which the
    /// preamble or the signature names.
    pub fn year(&self) -> Option<u16> {
        year(self.title.as_ref(), self.period, &self.named)
    }

    /// The organ whose report it is: that of the title, else that which the preamble or the signature names.
    pub fn issuer(&self) -> Option<&str> {
        issuer(self.title.as_ref(), &self.named)
    }

    /// The year reported on, where title and statistical period do not disagree about it.
    pub fn sure_year(&self) -> Option<u16> {
        let period = self.period.map(|(year, _)| year);
        self.year().filter(|&year| period.is_none_or(|period| period == year))
    }

    /// Whether this is a report of its kind at all: one table of it is there, or two of its sections,
    /// and it speaks of what these reports are about; or the title says so of a kind without tables.
    /// Other annual reports have sections of the same titles. What only resembles a report is none.
    pub fn is_report(&self) -> bool {
        if self.lookalike.is_some() || self.kind.titled && self.title.is_none() {
            return false;
        }
        let found = || self.sections.iter().filter_map(|section| section.heading.as_ref());
        let own = || {
            let about =
                |line: &Line<'_>| self.kind.about.iter().any(|word| line.folded.contains(&**word));
            self.lines.iter().any(about)
        };
        // A title that ends so is enough where there are no tables and headings are free.
        let named = || {
            let untabled = self.layout.as_ref().is_some_and(|form| form.tables.is_empty());
            let full = |title: &Title| title.issuer.is_some() && title.year.is_some();
            untabled && self.kind.titled && self.title.as_ref().is_some_and(full)
        };
        self.tables.iter().any(|table| table.span.is_some())
            || found().count() >= 2 && (self.title.is_some() || own())
            || named()
    }

    /// The report in a few words.
    pub fn summary(&self) -> Summary {
        Summary {
            kind: Some(self.kind.name.clone()),
            form: self.form.as_ref().map(|form| form.id.clone()),
            year: self.year(),
            issuer: self.issuer().map(str::to_owned),
            level: self.level.clone(),
            jurisdiction: self.jurisdiction.clone(),
        }
    }

    /// The section with that id, if its heading was found.
    pub fn section(&self, id: &str) -> Option<&BoundSection> {
        self.sections.iter().find(|section| &*section.id == id && section.heading.is_some())
    }

    /// The heading of the first section that has a table in the form.
    pub fn first_table(&self) -> Option<&SectionHeading> {
        let section = self.layout.as_ref()?.first_with_table()?;
        self.section(&section.id)?.heading.as_ref()
    }

    /// The table with that id; of one that stands several times, the first.
    pub fn table(&self, id: &str) -> Option<&BoundTable> {
        self.tables.iter().find(|table| &*table.spec.id == id)
    }

    /// The lines on which sections begin.
    pub fn headings(&self) -> impl Iterator<Item = usize> {
        steps::each(&self.sections)
            .filter_map(|section| section.heading.as_ref().map(|heading| heading.line))
    }

    /// The first and the last line of what the form asks for: where its sections begin; where it has none,
    /// its tables; where it has neither, the title.
    pub fn extent(&self) -> Option<(usize, usize)> {
        let headings = self.headings().min().zip(self.headings().max());
        if headings.is_some() {
            return headings;
        }
        let form = self.layout.as_ref()?;
        let title = self.title.as_ref().map(|title| title.span);
        let tables = || self.tables.iter().filter_map(|table| table.span).reduce(Span::join);
        let span = match (form.sections.is_empty(), form.tables.is_empty()) {
            (true, false) => tables()?,
            (_, true) => title?,
            (false, false) => return None,
        };
        let inside = |line: &Line<'_>| (span.start..span.end).contains(&line.span().start);
        self.lines.iter().position(inside).zip(self.lines.iter().rposition(inside))
    }

    /// The lines of running text in a section: cells of its table are left out.
    pub fn prose<'r>(&'r self, section: &BoundSection) -> impl Iterator<Item = &'r Line<'r>> + 'r {
        steps::each(&self.lines[section.body.clone()]).filter(|line| !line.is_cell())
    }
}

impl BoundTable {
    /// A table with `rows`, of which nothing else is said.
    pub(crate) fn new(spec: Arc<TableSpec>, rows: Vec<BoundRow>) -> Self {
        Self {
            spec,
            edition: None,
            foreign: None,
            copy: 0,
            span: None,
            rows,
            missing_columns: Vec::new(),
            heads: Vec::new(),
            extra_columns: Vec::new(),
            deviations: Vec::new(),
            irregular: Vec::new(),
            group_figures: Vec::new(),
            fused: false,
            doubtful: false,
            image: None,
        }
    }

    /// The row with that index of the form's table, if it was aligned.
    pub fn row(&self, spec: usize) -> Option<&BoundRow> {
        self.rows.iter().find(|row| row.spec == spec)
    }

    /// The address of a cell.
    pub fn address(&self, row: usize, column: usize) -> CellRef {
        CellRef {
            table: self.spec.id.clone(),
            row: self.spec.rows[row].id.clone(),
            column: self.spec.columns[column].id.clone(),
            copy: self.copy,
        }
    }

    /// A label on a cell.
    pub fn label(&self, row: &BoundRow, cell: &BoundCell, message: Localized) -> Label {
        Label {
            cell: Some(self.address(row.spec, cell.column)),
            row: Some(row.view(&self.spec)),
            ..Label::new(cell.span, message)
        }
    }
}

impl BoundRow {
    /// The row for excerpts.
    pub fn view(&self, table: &TableSpec) -> Arc<RowView> {
        self.view.get_or_init(|| Arc::new(view(table, self))).clone()
    }

    /// The cell of a column.
    pub fn cell(&self, column: usize) -> Option<&BoundCell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// The cells that the only reading of the row gives: to be shown with a mark, and the ground of no finding,
    /// since they were found by presupposing that the report is right.
    pub fn recovered(&self) -> &[BoundCell] {
        match self.lost.as_deref().map(|lost| &lost.readings) {
            Some(Readings::One { cells, .. }) => cells,
            _ => &[],
        }
    }
}

impl BoundCell {
    /// The cell for excerpts.
    pub(crate) fn view(&self, table: &TableSpec) -> CellView {
        let column = &table.columns[self.column];
        CellView {
            column: column.id.clone(),
            name: column.name.clone(),
            span: self.span,
            text: self.text.clone(),
        }
    }
}

/// A row as excerpts show it.
fn view(spec: &TableSpec, row: &BoundRow) -> RowView {
    RowView {
        table: spec.name.clone(),
        number: row.spec,
        label: spec.row_path(row.spec),
        label_span: row.label,
        cells: row.cells.iter().map(|cell| cell.view(spec)).collect(),
    }
}
