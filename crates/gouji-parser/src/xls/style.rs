//! Which format and which look cells have.

use std::collections::HashMap;

use super::strings::TextCursor;
use crate::{
    apart::Look,
    binary::short,
    workbook::{CellStyle, NumberFormat},
};

/// Fonts, formats and styles, by number.
#[derive(Default)]
pub(super) struct BookStyles {
    fonts: Vec<Look>,
    formats: HashMap<u16, NumberFormat>,
    styles: Vec<(u16, u16)>,
}

impl BookStyles {
    pub(super) fn font(&mut self, data: &[u8]) {
        let struck = short(data, 2).is_some_and(|flags| flags & 0x0008 != 0);
        self.fonts.push(match short(data, 8) {
            _ if struck => Look::Struck,
            Some(1) => Look::Raised,
            Some(2) => Look::Lowered,
            _ => Look::Plain,
        });
    }

    pub(super) fn format(&mut self, data: &[u8]) {
        let code = data.get(2..).and_then(|text| TextCursor::new(vec![text]).text());
        self.formats
            .extend(short(data, 0).zip(code.map(|code| NumberFormat::coded(&code.plain()))));
    }

    pub(super) fn style(&mut self, data: &[u8]) {
        self.styles.push((short(data, 0).unwrap_or(0), short(data, 2).unwrap_or(0)));
    }

    /// How a font draws; the number 4 is left out.
    pub(super) fn look(&self, font: u16) -> Look {
        let at = usize::from(font) - usize::from(font > 4);
        self.fonts.get(at).copied().unwrap_or(Look::Plain)
    }

    /// The styles of cells, by number.
    pub(super) fn cells(&self) -> Vec<CellStyle> {
        let style = |&(font, format): &(u16, u16)| {
            let own = self.formats.get(&format).cloned();
            CellStyle {
                format: own.unwrap_or_else(|| NumberFormat::built_in(format.into())),
                struck: self.look(font) == Look::Struck,
            }
        };
        self.styles.iter().map(style).collect()
    }
}
