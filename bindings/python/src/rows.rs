//! What is given of files: rows of texts, and the columns that they become.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Decimal128Builder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use gouji_reporter::{EXTRACT_COLUMNS, FINDING_COLUMNS, SCALE, scaled};

/// The cells of a row; an empty one is null.
pub(crate) type Row = Vec<String>;

/// Digits of a value.
const PRECISION: u8 = 38;

/// What is given of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// A row a finding.
    Findings,
    /// A row a figure.
    Figures,
}

impl RowKind {
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Findings => &FINDING_COLUMNS,
            Self::Figures => &EXTRACT_COLUMNS,
        }
    }

    /// The column behind all others that has the values of `value` as they are.
    fn has_exact(self) -> bool {
        self == Self::Figures
    }

    /// The columns with their types; each may be null but the path.
    pub(crate) fn schema(self) -> SchemaRef {
        let exact = self.has_exact().then_some("exact");
        let names = self.columns().iter().copied().chain(exact);
        let fields: Vec<Field> =
            names.map(|it| Field::new(it, Self::data_type(it), it != "path")).collect();
        Arc::new(Schema::new(fields))
    }

    fn data_type(name: &str) -> DataType {
        match name {
            "year" | "copy" | "line" | "column" => DataType::Int32,
            "covers_area" => DataType::Boolean,
            "value" => DataType::Decimal128(PRECISION, SCALE),
            _ => DataType::Utf8,
        }
    }

    /// The rows as columns.
    pub(crate) fn batch(self, rows: &[Row]) -> Result<RecordBatch, ArrowError> {
        let columns = self.columns();
        let of_value = columns.iter().position(|it| *it == "value");
        let exact = of_value.filter(|_| self.has_exact());
        let cells = |at: usize| rows.iter().map(move |row| &*row[at]);
        let mut arrays = Vec::with_capacity(columns.len() + 1);
        for (at, name) in columns.iter().enumerate() {
            arrays.push(if *name == "path" {
                // Nothing is a name, too.
                Arc::new(StringArray::from_iter_values(cells(at)))
            } else {
                array(&Self::data_type(name), rows.len(), cells(at))?
            });
        }
        if let Some(at) = exact {
            arrays.push(array(&DataType::Utf8, rows.len(), cells(at))?);
        }
        RecordBatch::try_new(self.schema(), arrays)
    }
}

fn array<'c>(
    data_type: &DataType,
    count: usize,
    cells: impl Iterator<Item = &'c str>,
) -> Result<ArrayRef, ArrowError> {
    Ok(match data_type {
        DataType::Int32 => {
            let mut builder = Int32Builder::with_capacity(count);
            cells.for_each(|it| builder.append_option(it.parse().ok()));
            Arc::new(builder.finish())
        }
        DataType::Boolean => {
            let mut builder = BooleanBuilder::with_capacity(count);
            cells.for_each(|it| builder.append_option(it.parse().ok()));
            Arc::new(builder.finish())
        }
        DataType::Decimal128(precision, scale) => {
            let builder = Decimal128Builder::with_capacity(count);
            let mut builder = builder.with_precision_and_scale(*precision, *scale)?;
            cells.for_each(|it| builder.append_option(scaled(it)));
            Arc::new(builder.finish())
        }
        _ => {
            let mut builder = StringBuilder::with_capacity(count, count * 16);
            cells.for_each(|it| builder.append_option((!it.is_empty()).then_some(it)));
            Arc::new(builder.finish())
        }
    })
}
