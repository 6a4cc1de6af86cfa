//! The cells of a sheet that have something in them, and which cells are merged.

use std::collections::BTreeMap;

use super::{
    strings::{self, Strings},
    style::{CellStyle, CellStyles},
};
use crate::{
    Doubt, Limit, ReadError,
    apart::Look,
    flow::item::{ParagraphMark, StoryParagraph, more_cells},
    limits::TEXT_LIMIT,
    xml::{Tag, Xml},
};

/// Rows and columns that a sheet can have.
const ROWS: u32 = 1 << 20;
pub(super) const COLUMNS: u32 = 1 << 14;

/// What is shown of a sheet; places count from 0.
#[derive(Default)]
pub(super) struct Worksheet {
    /// Cells with something in them, by row and column.
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, StoryParagraph>>,
    /// Merged cells by the row and the column in which they begin: last row, last column.
    pub(super) merged: BTreeMap<u32, BTreeMap<u32, (u32, u32)>>,
    /// Hidden columns: first and last.
    pub(super) hidden: Vec<(u32, u32)>,
}

/// The reader of sheets.
pub(super) struct SheetReader<'w> {
    strings: &'w Strings,
    styles: &'w CellStyles,
    /// Cells so far.
    pub(super) cells: u32,
    /// Bytes of text so far: cells may share a long one.
    text: usize,
}

impl<'w> SheetReader<'w> {
    pub(super) fn new(strings: &'w Strings, styles: &'w CellStyles) -> Self {
        Self { strings, styles, cells: 0, text: 0 }
    }

    pub(super) fn read(&mut self, part: &str) -> Result<Worksheet, ReadError> {
        let mut xml = Xml::new(part);
        let mut sheet = Worksheet::default();
        if xml.child()?.is_none() {
            return Ok(sheet);
        }
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "cols" => {
                    while let Some(tag) = xml.child()? {
                        let range = tag.count("min").zip(tag.count("max"));
                        if let Some((first, last)) = range.filter(|_| is_hidden(&tag)) {
                            sheet.hidden.push((first.saturating_sub(1), last.saturating_sub(1)));
                        }
                        xml.skip()?;
                    }
                }
                "sheetData" => self.rows(&mut xml, &mut sheet)?,
                "mergeCells" => {
                    while let Some(tag) = xml.child()? {
                        let range = tag.get("ref").as_deref().and_then(area);
                        if let Some(((row, first), (last_row, last))) = range {
                            sheet.merged.entry(row).or_default().insert(first, (last_row, last));
                        }
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        Ok(sheet)
    }

    fn rows(&mut self, xml: &mut Xml, sheet: &mut Worksheet) -> Result<(), ReadError> {
        let mut next = 0;
        while let Some(tag) = xml.child()? {
            let row = tag.count("r").and_then(|row| row.checked_sub(1)).unwrap_or(next);
            next = row.saturating_add(1);
            if tag.name() != "row" || is_hidden(&tag) || row >= ROWS {
                xml.skip()?;
                continue;
            }
            let mut column = 0;
            while let Some(tag) = xml.child()? {
                let place = tag.get("r").as_deref().and_then(place);
                let at = place.map_or(column, |(_, column)| column);
                column = at.saturating_add(1);
                let cell = self.cell(xml, &tag)?;
                if let Some(cell) = cell.filter(|_| at < COLUMNS) {
                    more_cells(&mut self.cells, 1)?;
                    self.text += cell.text.len();
                    if self.text > TEXT_LIMIT {
                        let limit = Limit::new("正文长度", "length of the text");
                        return Err(ReadError::Limit(limit));
                    }
                    sheet.rows.entry(row).or_default().insert(at, cell);
                }
            }
        }
        Ok(())
    }

    /// What a cell shows; nothing where it is blank.
    fn cell(&self, xml: &mut Xml, tag: &Tag) -> Result<Option<StoryParagraph>, ReadError> {
        let style = tag.count("s").and_then(|number| self.styles.get(number));
        let sort = tag.get("t").unwrap_or_default().into_owned();
        let (mut value, mut formula, mut own) = (None, false, None);
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "v" => value = Some(xml.text()?),
                "is" => own = Some(strings::text(xml)?),
                name => {
                    formula |= name == "f";
                    xml.skip()?;
                }
            }
        }
        let mut paragraph = match (value.as_deref(), &*sort) {
            (_, "inlineStr") => own.unwrap_or_default(),
            (Some(value), "s") => self.strings.get(value).cloned().unwrap_or_default(),
            (Some(value), "str" | "e") => plain(value),
            (Some("0"), "b") => plain("FALSE"),
            (Some(_), "b") => plain("TRUE"),
            (Some(value), "d") => doubted(value, Doubt::Stored),
            (Some(value), _) => number(value, style),
            // Nobody has worked out the formula.
            (None, _) if formula => doubted("", Doubt::Formula),
            (None, _) => return Ok(None),
        };
        if style.is_some_and(|style| style.struck) {
            paragraph.doubt_from(0, Look::Struck);
        }
        let is_blank = paragraph.text.trim().is_empty() && paragraph.marks.is_empty();
        Ok((!is_blank).then_some(paragraph))
    }
}

fn number(stored: &str, style: Option<&CellStyle>) -> StoryParagraph {
    let shown = style.map(|style| &style.format).cloned().unwrap_or_default().show(stored.trim());
    if shown.differs { doubted(&shown.text, Doubt::Stored) } else { plain(&shown.text) }
}

fn plain(text: &str) -> StoryParagraph {
    StoryParagraph { text: text.to_owned(), ..StoryParagraph::default() }
}

fn doubted(text: &str, doubt: Doubt) -> StoryParagraph {
    let mut paragraph = plain(text);
    paragraph.mark(ParagraphMark::Doubt(doubt));
    paragraph
}

fn is_hidden(tag: &Tag) -> bool {
    tag.get("hidden").is_some_and(|hidden| matches!(&*hidden, "1" | "true"))
}

/// The corners of an area: `A1:C2`.
fn area(area: &str) -> Option<((u32, u32), (u32, u32))> {
    let (first, last) = area.split_once(':')?;
    let (first, last) = (place(first)?, place(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some((first, last))
}

/// Row and column of `AB12`, from 0.
fn place(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|char: char| char.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        let place = u32::from(letter.checked_sub(b'A').filter(|place| *place < 26)?) + 1;
        column.checked_mul(26)?.checked_add(place).filter(|column| *column <= COLUMNS)
    })?;
    let row = digits.parse::<u32>().ok().filter(|row| *row <= ROWS)?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}
