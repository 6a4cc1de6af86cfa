//! The cells of a sheet that have something in them, and which cells are merged.

use super::{
    strings::{self, Strings},
    style::CellStyles,
};
use crate::{
    Doubt, ReadError,
    flow::item::StoryParagraph,
    workbook::{COLUMNS, CellStyle, ROWS, ReadCells, Worksheet, doubted, number, plain},
    xml::{Tag, Xml},
};

/// The reader of sheets.
pub(super) struct SheetReader<'w> {
    pub(super) strings: &'w Strings,
    pub(super) styles: &'w CellStyles,
}

impl SheetReader<'_> {
    pub(super) fn read(&self, part: &str, read: &mut ReadCells) -> Result<Worksheet, ReadError> {
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
                "sheetData" => self.rows(&mut xml, &mut sheet, read)?,
                "mergeCells" => {
                    while let Some(tag) = xml.child()? {
                        if let Some((first, last)) = tag.get("ref").as_deref().and_then(area) {
                            sheet.merge(first, last);
                        }
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        Ok(sheet)
    }

    fn rows(
        &self,
        xml: &mut Xml,
        sheet: &mut Worksheet,
        read: &mut ReadCells,
    ) -> Result<(), ReadError> {
        let mut next = 0;
        while let Some(tag) = xml.child()? {
            let row = tag.count("r").and_then(|row| row.checked_sub(1)).unwrap_or(next);
            next = row.saturating_add(1);
            if tag.name() != "row" || is_hidden(&tag) {
                xml.skip()?;
                continue;
            }
            let mut column = 0;
            while let Some(tag) = xml.child()? {
                let place = tag.get("r").as_deref().and_then(place);
                let at = place.map_or(column, |(_, column)| column);
                column = at.saturating_add(1);
                let style = tag.count("s").and_then(|number| self.styles.get(number));
                let cell = self.cell(xml, &tag, style)?;
                sheet.put((row, at), cell, style, read)?;
            }
        }
        Ok(())
    }

    /// What a cell shows.
    fn cell(
        &self,
        xml: &mut Xml,
        tag: &Tag,
        style: Option<&CellStyle>,
    ) -> Result<StoryParagraph, ReadError> {
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
        Ok(match (value.as_deref(), &*sort) {
            (_, "inlineStr") => own.unwrap_or_default(),
            (Some(value), "s") => self.strings.get(value),
            (Some(value), "str" | "e") => plain(value),
            (Some("0"), "b") => plain("FALSE"),
            (Some(_), "b") => plain("TRUE"),
            (Some(value), "d") => doubted(value, Doubt::Stored),
            (Some(value), _) => number(value, style),
            // Nobody has worked out the formula.
            (None, _) if formula => doubted("", Doubt::Formula),
            (None, _) => StoryParagraph::default(),
        })
    }
}

fn is_hidden(tag: &Tag) -> bool {
    tag.get("hidden").is_some_and(|hidden| matches!(&*hidden, "1" | "true"))
}

/// The corners of an area: `A1:C2`.
fn area(area: &str) -> Option<((u32, u32), (u32, u32))> {
    let (first, last) = area.split_once(':')?;
    Some((place(first)?, place(last)?))
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
