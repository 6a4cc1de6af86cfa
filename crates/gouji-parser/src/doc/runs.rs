//! Which properties the characters at a place have: pages of 512 bytes, found by a table of places.

use crate::binary::{byte, long, slice};

const PAGE: usize = 512;

/// The runs of characters or of paragraphs.
pub(super) struct Runs<'a> {
    main: &'a [u8],
    /// Places, then numbers of pages.
    table: &'a [u8],
    pages: usize,
}

/// A run: what begins at `offset` of its page, and where the run ends in the main stream.
pub(super) struct DocRun<'a> {
    page: &'a [u8],
    offset: usize,
    pub(super) end: u32,
}

impl<'a> Runs<'a> {
    pub(super) fn new(main: &'a [u8], table: &'a [u8]) -> Self {
        Self { main, table, pages: table.len().saturating_sub(4) / 8 }
    }

    /// The run of characters at a place.
    pub(super) fn characters(&self, place: u32) -> Option<(&'a [u8], u32)> {
        let run = self.run(place, 1)?;
        Some((run.characters(), run.end))
    }

    /// The properties of the paragraph at a place: its style, and what it has besides.
    pub(super) fn paragraph(&self, place: u32) -> Option<(u16, &'a [u8])> {
        self.run(place, 13)?.paragraph()
    }

    /// The run at a place; `width` is the length of an entry of a page.
    fn run(&self, place: u32, width: usize) -> Option<DocRun<'a>> {
        let at = find(self.table, self.pages, place)?;
        let number = long(self.table, (self.pages + 1) * 4 + at * 4)? & 0x003F_FFFF;
        let page = slice(self.main, number as usize * PAGE, PAGE)?;
        let count = usize::from(byte(page, PAGE - 1)?);
        let at = find(page, count, place)?;
        let offset = usize::from(byte(page, (count + 1) * 4 + at * width)?) * 2;
        Some(DocRun { page, offset, end: long(page, at * 4 + 4)? })
    }
}

impl<'a> DocRun<'a> {
    fn characters(&self) -> &'a [u8] {
        if self.offset == 0 {
            return &[];
        }
        let length = byte(self.page, self.offset).map_or(0, usize::from);
        slice(self.page, self.offset + 1, length).unwrap_or_default()
    }

    fn paragraph(&self) -> Option<(u16, &'a [u8])> {
        if self.offset == 0 {
            return Some((0, &[]));
        }
        let length = usize::from(byte(self.page, self.offset)?);
        let all = if length == 0 {
            let length = usize::from(byte(self.page, self.offset + 1)?) * 2;
            slice(self.page, self.offset + 2, length)?
        } else {
            slice(self.page, self.offset + 1, length * 2 - 1)?
        };
        Some((crate::binary::short(all, 0)?, &all[2..]))
    }
}

/// Which of `count` ranges, given by the places at which they begin and the end of the last, has a place.
fn find(table: &[u8], count: usize, place: u32) -> Option<usize> {
    let begins = |at: usize| long(table, at * 4);
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if begins(middle)? <= place { low = middle + 1 } else { high = middle }
    }
    let at = low.checked_sub(1)?;
    (place < begins(at + 1)?).then_some(at)
}
