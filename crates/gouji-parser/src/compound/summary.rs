//! The stream of properties: who wrote the file.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, WINDOWS_1252};

use crate::{
    binary::{long, short, slice, text},
    properties::each_once,
};

const CODE_PAGE: u32 = 1;
const AUTHOR: u32 = 4;
const LAST_EDITOR: u32 = 8;

/// The author and who saved the file last.
pub(crate) fn people(stream: &[u8]) -> Vec<String> {
    each_once([AUTHOR, LAST_EDITOR].map(|property| name(stream, property)))
}

/// Type and place of a property.
fn property(stream: &[u8], property: u32) -> Option<(u32, usize)> {
    let section = long(stream, 44)? as usize;
    let count = long(stream, section.checked_add(4)?)? as usize;
    let entries = slice(stream, section + 8, count.checked_mul(8)?)?;
    let entry = entries.chunks_exact(8).find(|entry| long(entry, 0) == Some(property))?;
    let place = section.checked_add(long(entry, 4)? as usize)?;
    Some((long(stream, place)? & 0xFFFF, place.checked_add(4)?))
}

fn name(stream: &[u8], number: u32) -> Option<String> {
    const BYTES: u32 = 0x1E;
    const WIDE: u32 = 0x1F;
    let (sort, place) = property(stream, number)?;
    let length = long(stream, place)? as usize;
    let name = match sort {
        BYTES => {
            let bytes = slice(stream, place + 4, length)?;
            code_page(stream).decode_without_bom_handling(bytes).0.into_owned()
        }
        WIDE => text(stream, place + 4, length)?,
        _ => return None,
    };
    Some(name.trim_end_matches('\0').to_owned())
}

fn code_page(stream: &[u8]) -> &'static Encoding {
    let number = property(stream, CODE_PAGE).and_then(|(_, place)| short(stream, place));
    match number {
        Some(936) => GB18030,
        Some(950) => BIG5,
        Some(65001) => UTF_8,
        _ => WINDOWS_1252,
    }
}
