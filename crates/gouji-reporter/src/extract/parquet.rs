//! Reports as a Parquet file: the rows of the CSV in typed columns, and every value once more as it is.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use gouji_report::Lang;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::data::ExtractedFile;
use super::scaled::{SCALE, scaled};
use super::table::{EXTRACT_COLUMNS, ExtractRow, extract_rows};
use crate::own::PARQUET_AUTHOR;

/// Rows that are written together, and held until then.
const ROWS: usize = 65_536;

/// A row a figure.
pub(super) struct ParquetTable<W: Write> {
    writer: SerializedFileWriter<Buffer>,
    buffer: Buffer,
    out: W,
    rows: Vec<ExtractRow>,
}

/// What the writer has written and `out` has not: the writer wants an output that may go to another thread.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn other(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

/// The columns; each may be null.
fn schema() -> String {
    let column = |name: &&str| match *name {
        "year" | "copy" | "line" | "column" => format!("optional int32 {name};"),
        "covers_area" => format!("optional boolean {name};"),
        "value" => format!("optional fixed_len_byte_array(16) value (DECIMAL(38,{SCALE}));"),
        _ => format!("optional binary {name} (STRING);"),
    };
    let columns: String = EXTRACT_COLUMNS.iter().chain(&["exact"]).map(column).collect();
    format!("message extract {{ {columns} }}")
}

impl<W: Write> ParquetTable<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(&schema()).map_err(other)?);
        let buffer = Buffer::default();
        let properties = WriterProperties::builder().set_created_by(PARQUET_AUTHOR.to_owned());
        let properties = Arc::new(properties.build());
        let writer = SerializedFileWriter::new(buffer.clone(), schema, properties);
        Ok(Self { writer: writer.map_err(other)?, buffer, out, rows: Vec::new() })
    }

    pub(super) fn write(&mut self, file: &ExtractedFile<'_>, lang: Lang) -> io::Result<()> {
        let own = &mut self.rows;
        extract_rows(file, lang, |row| {
            own.push(row);
            Ok(())
        })?;
        if self.rows.len() >= ROWS { self.write_rows() } else { Ok(()) }
    }

    /// Writes the rows that are held.
    fn write_rows(&mut self) -> io::Result<()> {
        let mut group = self.writer.next_row_group().map_err(other)?;
        let mut at = 0;
        while let Some(mut column) = group.next_column().map_err(other)? {
            // Behind the columns of the CSV the value stands once more.
            let name = EXTRACT_COLUMNS.get(at).copied().unwrap_or("exact");
            let from = EXTRACT_COLUMNS.iter().position(|it| *it == name);
            let from =
                from.or_else(|| EXTRACT_COLUMNS.iter().position(|it| *it == "value")).unwrap_or(at);
            let cells = self.rows.iter().map(|row| &*row[from]);
            write_column(column.untyped(), cells).map_err(other)?;
            column.close().map_err(other)?;
            at += 1;
        }
        group.close().map_err(other)?;
        self.rows.clear();
        self.pass_on()
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let written =
            std::mem::take(&mut *self.buffer.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.out.write_all(&written)
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        if !self.rows.is_empty() {
            self.write_rows()?;
        }
        self.writer.finish().map_err(other)?;
        self.pass_on()?;
        self.out.flush()
    }
}

/// Writes the cells of a column, each that is none as null.
fn write_column<'c>(
    column: &mut ColumnWriter<'_>,
    cells: impl Iterator<Item = &'c str>,
) -> Result<(), ParquetError> {
    fn known<'c, T>(
        cells: impl Iterator<Item = &'c str>,
        read: impl Fn(&str) -> Option<T>,
    ) -> (Vec<T>, Vec<i16>) {
        let cells: Vec<Option<T>> = cells.map(read).collect();
        let levels = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
        (cells.into_iter().flatten().collect(), levels)
    }
    match column {
        ColumnWriter::Int32ColumnWriter(writer) => {
            let (values, levels) = known(cells, |cell| cell.parse().ok());
            writer.write_batch(&values, Some(&levels), None)?;
        }
        ColumnWriter::BoolColumnWriter(writer) => {
            let (values, levels) = known(cells, |cell| cell.parse().ok());
            writer.write_batch(&values, Some(&levels), None)?;
        }
        ColumnWriter::FixedLenByteArrayColumnWriter(writer) => {
            let bytes = |value: i128| FixedLenByteArray::from(value.to_be_bytes().to_vec());
            let (values, levels) = known(cells, |cell| scaled(cell).map(bytes));
            writer.write_batch(&values, Some(&levels), None)?;
        }
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let text = |cell: &str| (!cell.is_empty()).then(|| ByteArray::from(cell));
            let (values, levels) = known(cells, text);
            writer.write_batch(&values, Some(&levels), None)?;
        }
        _ => return Err(ParquetError::General("no column of this table".to_owned())),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;

    #[test]
    fn every_row_is_there_with_its_types() {
        let (mut bytes, count) = (Vec::new(), ROWS + 3);
        let mut table = ParquetTable::new(&mut bytes).unwrap();
        for number in 0..count {
            let mut row = ExtractRow::default();
            row[0] = format!("{number}.md");
            row[3] = "2024".to_owned();
            row[9] = ["9116.36", "24252.311082", ""][number % 3].to_owned();
            table.rows.push(row);
            if table.rows.len() >= ROWS {
                table.write_rows().unwrap();
            }
        }
        table.finish().unwrap();
        let folder = std::env::temp_dir().join(format!("gouji-parquet-{}", std::process::id()));
        std::fs::write(&folder, &bytes).unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&folder).unwrap()).unwrap();
        assert_eq!(reader.num_row_groups(), 2);
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        std::fs::remove_file(&folder).unwrap();
        assert_eq!(rows.len(), count);
        for (number, row) in rows.iter().enumerate() {
            let fields: Vec<(&String, &Field)> = row.get_column_iter().collect();
            let of = |name: &str| fields.iter().find(|it| it.0 == name).unwrap().1.clone();
            assert_eq!(of("path"), Field::Str(format!("{number}.md")));
            assert_eq!((of("year"), of("issuer")), (Field::Int(2024), Field::Null));
            let (exact, fits) =
                [("9116.36", true), ("24252.311082", false), ("", false)][number % 3];
            let text = if exact.is_empty() { Field::Null } else { Field::Str(exact.to_owned()) };
            assert_eq!(of("exact"), text);
            assert_eq!(matches!(of("value"), Field::Decimal(_)), fits, "{:?}", of("value"));
        }
    }
}
