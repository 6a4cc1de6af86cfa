//! A table of a report in little room: its values and where they stand, for whoever keeps thousands of reports and
//! lets their texts go.

use std::sync::{Arc, OnceLock};

use gouji_parser::{
    Span,
    quantity::{DigitForm, Quantity, Sign, Unit},
};
use rust_decimal::Decimal;

use crate::{
    bind::{BoundCell, BoundRow, BoundTable, CellValue, RowState},
    form::TableSpec,
};

/// The values of a [`BoundTable`] with their places.
#[derive(Clone, Debug)]
pub struct PackedTable {
    spec: Arc<TableSpec>,
    edition: Option<Arc<str>>,
    copy: usize,
    span: Option<Span>,
    fused: bool,
    doubtful: bool,
    rows: Box<[PackedRow]>,
    /// Row by row.
    cells: Box<[PackedCell]>,
    /// What is written in cells, by their index, where it is not the number as it is printed.
    texts: Box<[(u32, Box<str>)]>,
}

#[derive(Clone, Debug)]
struct PackedRow {
    spec: u16,
    /// How many cells it has.
    cells: u16,
    state: RowState,
    label: Span,
}

#[derive(Clone, Debug)]
struct PackedCell {
    column: u16,
    unit: Option<Unit>,
    value: PackedValue,
    span: Span,
}

#[derive(Clone, Debug, PartialEq)]
enum PackedValue {
    Blank,
    Placeholder,
    Number(Decimal),
    Unread,
}

impl PackedTable {
    /// Packs a table. Of a number the value and its unit are kept; an approximate one is not read.
    pub fn of(table: &BoundTable) -> Self {
        let mut texts = Vec::new();
        let mut cells = Vec::new();
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            let packed = PackedCell::of(cell);
            if packed.text() != cell.text {
                texts.push((cells.len() as u32, cell.text.as_str().into()));
            }
            cells.push(packed);
        }
        let row = |row: &BoundRow| PackedRow {
            spec: row.spec as u16,
            cells: row.cells.len() as u16,
            state: row.state,
            label: row.label,
        };
        Self {
            spec: table.spec.clone(),
            edition: table.edition.clone(),
            copy: table.copy,
            span: table.span,
            fused: table.fused,
            doubtful: table.doubtful,
            rows: table.rows.iter().map(row).collect(),
            cells: cells.into(),
            texts: texts.into(),
        }
    }

    /// Whether the report has the table.
    pub fn is_there(&self) -> bool {
        self.span.is_some()
    }

    /// Returns in how many values two tables differ; a table of another form, or with other rows, in one more.
    pub fn differences(&self, other: &Self) -> usize {
        let pairs = self.cells.iter().zip(&other.cells);
        let differ = pairs.filter(|(own, other)| own.value != other.value).count();
        differ + usize::from(self.cells.len() != other.cells.len())
    }

    /// Returns the table with its values; of what is irregular about it nothing is left.
    pub fn unpack(&self) -> BoundTable {
        let mut texts = self.texts.iter().peekable();
        let mut cells = (0_u32..).zip(&self.cells).map(|(index, cell)| {
            let own = texts.next_if(|(of, _)| *of == index);
            cell.unpack(own.map_or_else(|| cell.text(), |(_, text)| text.to_string()))
        });
        let rows = self.rows.iter().map(|row| BoundRow {
            spec: usize::from(row.spec),
            label: row.label,
            label_text: String::new(),
            state: row.state,
            cells: cells.by_ref().take(usize::from(row.cells)).collect(),
            lost: None,
            view: OnceLock::new(),
        });
        BoundTable {
            edition: self.edition.clone(),
            copy: self.copy,
            span: self.span,
            fused: self.fused,
            doubtful: self.doubtful,
            ..BoundTable::new(self.spec.clone(), rows.collect())
        }
    }
}

impl PackedCell {
    fn of(cell: &BoundCell) -> Self {
        let (value, unit) = match &cell.value {
            CellValue::Blank => (PackedValue::Blank, None),
            CellValue::Placeholder => (PackedValue::Placeholder, None),
            CellValue::Number(number) if number.approx.is_none() => {
                (PackedValue::Number(number.value), number.unit)
            }
            _ => (PackedValue::Unread, None),
        };
        Self { column: cell.column as u16, unit, value, span: cell.span }
    }

    /// A number as it is printed; nothing of anything else.
    fn text(&self) -> String {
        match self.value {
            PackedValue::Number(value) => value.to_string(),
            _ => String::new(),
        }
    }

    fn unpack(&self, text: String) -> BoundCell {
        let value = match self.value {
            PackedValue::Blank => CellValue::Blank,
            PackedValue::Placeholder => CellValue::Placeholder,
            PackedValue::Unread => CellValue::Text,
            PackedValue::Number(value) => CellValue::Number(Quantity {
                value,
                range: 0..text.len(),
                digits: 0..text.len(),
                decimals: value.scale(),
                scale: 0,
                sign: Sign::default(),
                unit: self.unit,
                form: DigitForm::default(),
                approx: None,
            }),
        };
        BoundCell { column: usize::from(self.column), span: self.span, text, value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DataFile, bind::bind, form::Forms};

    #[test]
    fn values_and_places_come_back() {
        let forms = Forms::load(&DataFile::all(gouji_data::FORMS)).unwrap();
        let text = "青禾县2024年政府信息公开工作年度报告\n申请人情况\n\t自然人\t商业企业\t科研机构\t社会公益组织\t\
                    法律服务机构\t其他\t总计\n一、本年新收政府信息公开申请数量\t３\t0\t/\t\t约5\t0\t3\n\
                    四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t1.50\n";
        let document = gouji_parser::read(text.as_bytes(), "a.txt").unwrap();
        let report = bind(&document, &forms);
        let table = report.table("requests").unwrap();
        let back = PackedTable::of(table).unpack();
        let cells = |table: &BoundTable| -> Vec<_> {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells
                .map(|cell| (cell.column, cell.span, cell.text.clone(), cell.number()))
                .filter(|(.., text, _)| text != "约5")
                .collect()
        };
        assert!(cells(table).len() > 10);
        assert_eq!(cells(table), cells(&back));
        assert_eq!(table.row(0).unwrap().view(&table.spec), back.row(0).unwrap().view(&back.spec));
        assert!(size_of::<PackedCell>() <= 56, "{}", size_of::<PackedCell>());
    }
}
