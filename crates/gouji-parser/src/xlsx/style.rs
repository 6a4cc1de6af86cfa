//! Which format and which look cells have.

use std::collections::HashMap;

use crate::{
    ReadError,
    workbook::{CellStyle, NumberFormat},
    xml::Xml,
};

/// The styles of cells, by number.
#[derive(Default)]
pub(super) struct CellStyles(Vec<CellStyle>);

impl CellStyles {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part);
        let (mut codes, mut struck, mut styles) = (HashMap::new(), Vec::new(), Vec::new());
        if xml.child()?.is_none() {
            return Ok(Self::default());
        }
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "numFmts" => {
                    while let Some(tag) = xml.child()? {
                        let code = tag.get("formatCode").map(|code| NumberFormat::coded(&code));
                        codes.extend(tag.count("numFmtId").zip(code));
                        xml.skip()?;
                    }
                }
                "fonts" => {
                    while xml.child()?.is_some() {
                        let mut is_struck = false;
                        while let Some(tag) = xml.child()? {
                            is_struck |= tag.name() == "strike" && tag.is_on();
                            xml.skip()?;
                        }
                        struck.push(is_struck);
                    }
                }
                "cellXfs" => {
                    while let Some(tag) = xml.child()? {
                        let format = tag.count("numFmtId").unwrap_or(0);
                        let font = tag.count("fontId").unwrap_or(0) as usize;
                        styles.push((format, font));
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        let style = |(format, font): (u32, usize)| CellStyle {
            format: codes.get(&format).cloned().unwrap_or_else(|| NumberFormat::built_in(format)),
            struck: struck.get(font).copied().unwrap_or(false),
        };
        Ok(Self(styles.into_iter().map(style).collect()))
    }

    pub(super) fn get(&self, number: u32) -> Option<&CellStyle> {
        self.0.get(number as usize)
    }
}
