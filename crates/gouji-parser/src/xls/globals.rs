//! What stands before the sheets: where each begins, and what their cells share.

use super::{
    record::{GLOBALS, Record, Records},
    strings::TextCursor,
    style::BookStyles,
};
use crate::{
    Format, ReadError, binary::long, flow::item::StoryParagraph, limits, workbook::CellStyle,
};

const SECRET: u16 = 0x002F;
const FONT: u16 = 0x0031;
const SHEETS: u16 = 0x0085;
const STYLE: u16 = 0x00E0;
const STRINGS: u16 = 0x00FC;
const FORMAT: u16 = 0x041E;

/// What the workbook has as a whole.
pub(super) struct Globals {
    /// Where the sheets begin that are shown.
    pub(super) sheets: Vec<usize>,
    pub(super) strings: Vec<StoryParagraph>,
    pub(super) styles: Vec<CellStyle>,
}

impl Globals {
    pub(super) fn read(records: &mut Records<'_>) -> Result<Self, ReadError> {
        const BROKEN: ReadError = ReadError::Damaged {
            what: "工作簿的开头读不出来",
            english: "the workbook has no beginning",
        };
        if records.begin(0)? != Some(GLOBALS) {
            return Err(BROKEN);
        }
        let mut styles = BookStyles::default();
        let (mut sheets, mut texts) = (Vec::new(), None);
        while let Some(Record { sort, data }) = records.next()? {
            match sort {
                SECRET => ReadError::refuse(Format::Encrypted)?,
                FONT => styles.font(data),
                FORMAT => styles.format(data),
                STYLE => styles.style(data),
                SHEETS if data.get(4).is_some_and(|state| state % 4 == 0) => {
                    sheets.push(long(data, 0).ok_or(BROKEN)? as usize);
                }
                STRINGS => texts = Some(records.whole(data)?),
                _ => {}
            }
        }
        let strings = texts.map(|texts| strings(texts, &styles)).unwrap_or_default();
        Ok(Self { sheets, strings, styles: styles.cells() })
    }
}

/// The texts that cells share; those behind one that is broken are not there, nor those beyond the limit.
fn strings(pieces: Vec<&[u8]>, styles: &BookStyles) -> Vec<StoryParagraph> {
    let mut texts = TextCursor::new(pieces);
    let (_, Some(count)) = (texts.long(), texts.long()) else { return Vec::new() };
    let text = |_| Some(texts.text()?.shown(|font| styles.look(font)));
    (0..count.min(limits::EVENTS)).map_while(text).collect()
}
