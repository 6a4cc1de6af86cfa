//! Which cells of a form an address names.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{
    equation::{Address, AddressOwner, SyntaxError, parse_sum, wildcard_matches},
    pack::Parameters,
};
use gouji_report::{PackError, form::TableSpec, refusal};

/// The cells that an address names, in the tables of every form.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AddressedCells {
    /// In which report, among several.
    pub(crate) whose: AddressOwner,
    pub(crate) table: String,
    row: AddressAxis,
    column: AddressAxis,
}

/// What an address says of one axis of a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum AddressAxis {
    /// An id, or a wildcard.
    Named(String),
    /// Nothing: the formula holds for each row or column in turn.
    Each,
}

/// How a key completes the addresses that leave parts out.
#[derive(Clone, Copy)]
pub(crate) struct ShortAddress<'k> {
    /// The table of those that name none.
    pub(crate) table: Option<&'k str>,
    pub(crate) alone: PartMeaning<'k>,
    /// Whether what the running text states may stand beside cells.
    pub(crate) text: bool,
    /// Whether cells of other reports may be named: `prev.`, `children.`.
    pub(crate) across: bool,
}

impl ShortAddress<'_> {
    /// Addresses name table, row and column.
    pub(crate) const NONE: Self =
        Self { table: None, alone: PartMeaning::Nothing, text: false, across: false };
}

/// What an address of one part names.
#[derive(Clone, Copy)]
pub(crate) enum PartMeaning<'k> {
    /// Too little.
    Nothing,
    /// A row, in this column.
    RowIn(&'k str),
    /// A row, in each column in turn.
    RowOfEach,
    /// A column, in each row in turn.
    ColumnOfEach,
}

/// A formula of a pack, with what is needed to refuse it.
#[derive(Clone, Copy)]
pub(crate) struct WrittenFormula<'p> {
    pub(crate) text: &'p Spanned<String>,
    pub(crate) parameters: &'p Parameters<'p>,
}

impl WrittenFormula<'_> {
    fn at(&self, span: Range<usize>) -> Range<usize> {
        refusal::inside(self.parameters.file, self.text, span)
    }

    /// The formula is refused.
    pub(crate) fn refused(&self, error: SyntaxError) -> Box<PackError> {
        let SyntaxError { span, message, help } = error;
        let at = self.at(span);
        PackError::at(self.parameters.file, "式子有误 / bad formula", &message, at, help)
    }

    /// The address of a statement, without its `text.`, if statements have it.
    pub(crate) fn statement(&self, address: &Address) -> Result<String, Box<PackError>> {
        let part = (&*address.path, address.span.clone());
        self.verify("statement", &part, self.parameters.stated())?;
        Ok(address.path.clone())
    }

    /// Refuses an id or a wildcard that covers none of `ids`.
    fn verify<'i>(
        &self,
        what: &str,
        (part, span): &(&str, Range<usize>),
        ids: impl Iterator<Item = &'i str>,
    ) -> Result<(), Box<PackError>> {
        let mut known: Vec<&str> = Vec::new();
        for id in ids {
            if wildcard_matches(part, id) {
                return Ok(());
            }
            if !known.contains(&id) {
                known.push(id);
            }
        }
        let at = self.at(span.clone());
        Err(PackError::unknown(self.parameters.file, what, part, at, &known))
    }
}

impl AddressedCells {
    /// The cells of a key that takes one address and no sum.
    pub(crate) fn one(
        written: WrittenFormula<'_>,
        short: ShortAddress<'_>,
    ) -> Result<Self, Box<PackError>> {
        let text = written.text.get_ref();
        let sum = parse_sum(text).map_err(|error| written.refused(error))?;
        if let ([address], [(1, _)], true) =
            (sum.addresses(), sum.terms(), sum.constant().is_zero())
        {
            return Self::compile(address, short, written);
        }
        let message = "此处只写一个地址 / one address belongs here";
        let error = SyntaxError::new(0..text.len(), message);
        Err(written.refused(error.help("写作 表.行.列 / write table.row.column")))
    }

    /// The cells of `table.row.column`; none where the address has other parts.
    pub(crate) fn in_full(address: &str) -> Option<Self> {
        let (table, rest) = address.split_once('.')?;
        let (row, column) = rest.split_once('.')?;
        let [row, column] = [row, column].map(|part| AddressAxis::Named(part.to_owned()));
        Some(Self { whose: AddressOwner::Report, table: table.to_owned(), row, column })
    }

    /// The cells that an address of `written` names; what no form has is refused.
    pub(crate) fn compile(
        address: &Address,
        short: ShortAddress<'_>,
        written: WrittenFormula<'_>,
    ) -> Result<Self, Box<PackError>> {
        let refuse = |message: &str, help: &str| {
            written.refused(SyntaxError::new(address.span.clone(), message).help(help))
        };
        if let Some((message, help)) = misplaced(address.whose, short.across) {
            return Err(refuse(message, help));
        }
        let parts: Vec<(&str, Range<usize>)> = address.parts().collect();
        let (table, row, column) = match &parts[..] {
            [table, row, column] => (Some(table), Some(row), Some(column)),
            [row, column] => (None, Some(row), Some(column)),
            [row] if matches!(short.alone, PartMeaning::RowIn(_) | PartMeaning::RowOfEach) => {
                (None, Some(row), None)
            }
            [column] if matches!(short.alone, PartMeaning::ColumnOfEach) => {
                (None, None, Some(column))
            }
            _ => {
                let message = "没有写明行和列 / row and column are not named";
                return Err(refuse(message, "写作 表.行.列 / write table.row.column"));
            }
        };
        if let Some(table) = table {
            written.verify("table", table, written.parameters.tables().map(|known| &*known.id))?;
        }
        let Some(id) = table.map(|table| table.0).or(short.table) else {
            let message = "没有写明是哪张表 / no table is named";
            return Err(refuse(message, "写作 表.行.列 / write table.row.column"));
        };
        let tables = || written.parameters.tables().filter(|known| *known.id == *id);
        if let Some(row) = row {
            let ids = tables().flat_map(|table| table.rows.iter().map(|row| &*row.id));
            written.verify("row", row, ids)?;
        }
        if let Some(column) = column {
            let ids = tables().flat_map(|table| table.columns.iter().map(|column| &*column.id));
            written.verify("column", column, ids)?;
        }
        let named = |part: Option<&(&str, Range<usize>)>| {
            part.map_or(AddressAxis::Each, |part| AddressAxis::Named(part.0.to_owned()))
        };
        let column = match (column, short.alone) {
            (None, PartMeaning::RowIn(column)) => AddressAxis::Named(column.to_owned()),
            (column, _) => named(column),
        };
        Ok(Self { whose: address.whose, table: id.to_owned(), row: named(row), column })
    }

    /// Whether the address stands for several rows or columns by a wildcard.
    pub(crate) fn is_wild(&self) -> bool {
        [&self.row, &self.column]
            .iter()
            .any(|axis| matches!(axis, AddressAxis::Named(id) if id.contains('*')))
    }

    /// Whether a formula with this address holds for each row or column in turn.
    pub(crate) fn is_for_each(&self) -> bool {
        matches!(self.row, AddressAxis::Each) || matches!(self.column, AddressAxis::Each)
    }

    /// The columns of a table that are named; none of a formula that holds for each.
    pub(crate) fn named_columns<'t>(
        &self,
        table: &'t TableSpec,
    ) -> impl Iterator<Item = usize> + 't {
        let column = match &self.column {
            AddressAxis::Named(column) => Some(column.clone()),
            AddressAxis::Each => None,
        };
        let covers = move |at: &usize| {
            column.as_ref().is_some_and(|part| wildcard_matches(part, &table.columns[*at].id))
        };
        (0..table.columns.len()).filter(covers)
    }

    /// The cells in `table`, as row and column, row by row; `over` is the one that a formula is held
    /// for, of those that it holds for each of.
    pub(crate) fn of(&self, table: &TableSpec, over: usize) -> Vec<(usize, usize)> {
        let covers = |axis: &AddressAxis, at: usize, id: &str| match axis {
            AddressAxis::Named(part) => wildcard_matches(part, id),
            AddressAxis::Each => at == over,
        };
        let mut cells = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            if covers(&self.row, at, &row.id) {
                let columns = row.columns.iter().copied();
                let named = columns.filter(|&at| covers(&self.column, at, &table.columns[at].id));
                cells.extend(named.map(|column| (at, column)));
            }
        }
        cells
    }
}

/// Why a value of that report, or of the text, has no place in a formula, and what to do.
fn misplaced(whose: AddressOwner, across: bool) -> Option<(&'static str, &'static str)> {
    let help = "指别的年报的格子，只能写在 kind = \"equation\" 的式子里 / cells of other reports belong in formulas of \
                kind = \"equation\"";
    match whose {
        AddressOwner::Previous if !across => Some((
            "prev. 指上一年的年报，这里不能写 / `prev.` is last year's report, which has no place here",
            help,
        )),
        AddressOwner::Children if !across => Some((
            "children. 指下级机关的年报，这里不能写 / `children.` are the reports of the organs below, which have no place here",
            help,
        )),
        AddressOwner::Text => Some((
            "text. 指正文里写的数，这里只能写表格里的 / `text.` is a figure of the running text; only cells have a place here",
            "正文与表格的核对，用 kind = \"stated\" / text and cells are compared by kind = \"stated\"",
        )),
        AddressOwner::Report | AddressOwner::Previous | AddressOwner::Children => None,
    }
}
