//! The cells of a sheet, which of them are merged and which are hidden.

use rust_decimal::Decimal;

use super::{
    globals::Globals,
    number::{long_number, place, short_number},
    record::{Record, Records, SHEET},
    strings::TextCursor,
};
use crate::{
    Doubt, ReadError,
    binary::{byte, long, short},
    flow::item::StoryParagraph,
    workbook::{CellStyle, ReadCells, Worksheet, doubted, number, plain},
};

const FORMULA: u16 = 0x0006;
const COLUMNS: u16 = 0x007D;
const SHORT_NUMBERS: u16 = 0x00BD;
const MERGED: u16 = 0x00E5;
const SHARED_TEXT: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const TEXT: u16 = 0x0204;
const TRUTH_OR_ERROR: u16 = 0x0205;
const RESULT: u16 = 0x0207;
const ROW: u16 = 0x0208;
const SHORT_NUMBER: u16 = 0x027E;

/// Reads the sheet that begins at `at`; nothing where it is a chart or the like.
pub(super) fn read(
    records: &mut Records<'_>,
    at: usize,
    globals: &Globals,
    read: &mut ReadCells,
) -> Result<Option<Worksheet>, ReadError> {
    if records.begin(at)? != Some(SHEET) {
        return Ok(None);
    }
    let mut reader =
        RecordedSheet { globals, sheet: Worksheet::default(), hidden: Vec::new(), read };
    // The cell whose formula has a text as its result, which follows.
    let mut result = None;
    while let Some(record) = records.next()? {
        match record.sort {
            FORMULA => result = reader.formula(record.data)?,
            RESULT => {
                let text = TextCursor::new(records.whole(record.data)?).text();
                if let Some((data, text)) = result.take().zip(text) {
                    reader.put(data, plain(&text.plain()))?;
                }
            }
            _ => reader.record(&record)?,
        }
    }
    let RecordedSheet { mut sheet, hidden, .. } = reader;
    for row in hidden {
        sheet.rows.remove(&row);
    }
    Ok(Some(sheet))
}

struct RecordedSheet<'r> {
    globals: &'r Globals,
    sheet: Worksheet,
    /// Hidden rows.
    hidden: Vec<u32>,
    read: &'r mut ReadCells,
}

impl RecordedSheet<'_> {
    fn record(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        let data = record.data;
        let cell = match record.sort {
            NUMBER => self.number(data, long_number(data, 6)),
            SHORT_NUMBER => self.number(data, short_number(data, 6)),
            SHARED_TEXT => long(data, 6).map(|text| self.shared(text)),
            TEXT => data
                .get(6..)
                .and_then(|text| TextCursor::new(vec![text]).text())
                .map(|text| plain(&text.plain())),
            TRUTH_OR_ERROR => byte(data, 6).zip(byte(data, 7)).map(|(value, is_error)| {
                plain(if is_error != 0 { error(value) } else { truth(value) })
            }),
            SHORT_NUMBERS => return self.numbers(data),
            MERGED => {
                self.merge(data);
                None
            }
            ROW => {
                let is_hidden = short(data, 12).is_some_and(|flags| flags & 0x20 != 0);
                self.hidden.extend(short(data, 0).filter(|_| is_hidden).map(u32::from));
                None
            }
            COLUMNS => {
                let is_hidden = short(data, 8).is_some_and(|flags| flags & 1 != 0);
                let range = short(data, 0).zip(short(data, 2)).filter(|_| is_hidden);
                self.sheet
                    .hidden
                    .extend(range.map(|(first, last)| (u32::from(first), u32::from(last))));
                None
            }
            _ => None,
        };
        cell.map_or(Ok(()), |cell| self.put(data, cell))
    }

    /// Puts a cell where the record `data` says.
    fn put(&mut self, data: &[u8], cell: StoryParagraph) -> Result<(), ReadError> {
        let Some((at, style)) = place(data) else { return Ok(()) };
        let style = self.globals.styles.get(usize::from(style));
        self.sheet.put(at, cell, style, self.read)
    }

    fn number(&self, data: &[u8], stored: Option<Decimal>) -> Option<StoryParagraph> {
        let (_, style) = place(data)?;
        Some(shown(stored, self.globals.styles.get(usize::from(style))))
    }

    /// A text that cells share; unread where the file has none of that number.
    fn shared(&self, text: u32) -> StoryParagraph {
        let text = self.globals.strings.get(text as usize).cloned();
        text.unwrap_or_else(|| doubted("", Doubt::Unread))
    }

    /// Numbers side by side, each with its style.
    fn numbers(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let Some(((row, column), _)) = place(data) else { return Ok(()) };
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (column, cell) in (column..).zip(cells.chunks_exact(6)) {
            let style = short(cell, 0).and_then(|it| self.globals.styles.get(usize::from(it)));
            let cell = shown(short_number(cell, 2), style);
            self.sheet.put((row, column), cell, style, self.read)?;
        }
        Ok(())
    }

    /// The result of a formula; gives the record where that is a text, which follows.
    fn formula<'a>(&mut self, data: &'a [u8]) -> Result<Option<&'a [u8]>, ReadError> {
        let cell = if short(data, 12) == Some(0xFFFF) {
            match (byte(data, 6), byte(data, 8)) {
                (Some(0), _) => return Ok(Some(data)),
                (Some(1), Some(value)) => plain(truth(value)),
                (Some(2), Some(value)) => plain(error(value)),
                // Nobody has worked it out, or it gives nothing.
                _ => doubted("", Doubt::Formula),
            }
        } else {
            match self.number(data, long_number(data, 6)) {
                Some(number) => number,
                None => return Ok(None),
            }
        };
        self.put(data, cell)?;
        Ok(None)
    }

    fn merge(&mut self, data: &[u8]) {
        let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
        for area in areas {
            let at = |at| short(area, at).map_or(0, u32::from);
            self.sheet.merge((at(0), at(4)), (at(2), at(6)));
        }
    }
}

/// A number as it is shown; unread where it is too large or too small to be one of a report.
fn shown(stored: Option<Decimal>, style: Option<&CellStyle>) -> StoryParagraph {
    stored.map_or_else(|| doubted("", Doubt::Unread), |stored| number(&stored.to_string(), style))
}

fn truth(value: u8) -> &'static str {
    if value == 0 { "FALSE" } else { "TRUE" }
}

/// What a cell shows whose formula has failed.
fn error(value: u8) -> &'static str {
    match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
