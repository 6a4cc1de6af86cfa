//! A writer of small .doc files.

use std::io::{Cursor, Write};

/// A paragraph: runs of characters with their properties, and its end.
#[derive(Clone)]
pub(super) struct Para {
    runs: Vec<(String, Vec<u8>)>,
    pub(super) properties: Vec<u8>,
    style: u16,
    pub(super) mark: char,
    pub(super) mark_runs: Vec<(u16, &'static [u8])>,
}

pub(super) const ROW_END: char = '\u{7}';

/// A modifier of properties.
pub(super) fn sprm(code: u16, operand: &[u8]) -> Vec<u8> {
    [&code.to_le_bytes(), operand].concat()
}

/// A paragraph of one run.
pub(super) fn p(text: &str, properties: &[u8]) -> Para {
    Para {
        runs: vec![(text.to_owned(), Vec::new())],
        properties: properties.to_vec(),
        style: 0,
        mark: '\r',
        mark_runs: Vec::new(),
    }
}

/// A cell of one paragraph.
pub(super) fn cell(text: &str) -> Para {
    Para { mark: '\u{7}', ..p(text, &sprm(0x2416, &[1])) }
}

/// A row: its cells, where they begin and end, and what they are merged with.
pub(super) fn row(cells: &[&str], edges: &[i16], flags: &[u16]) -> Vec<Para> {
    let mut definition = vec![(edges.len() - 1) as u8];
    definition.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for flag in flags {
        definition.extend(flag.to_le_bytes());
        definition.extend([0; 18]);
    }
    let length = (definition.len() as u16 + 1).to_le_bytes();
    let operand = [&length[..], &definition].concat();
    let end = [sprm(0x2416, &[1]), sprm(0x2417, &[1]), sprm(0xD608, &operand)].concat();
    let end = Para { mark: ROW_END, ..p("", &end) };
    cells.iter().map(|text| cell(text)).chain([end]).collect()
}

impl Para {
    pub(super) fn style(self, style: u16) -> Self {
        Self { style, ..self }
    }

    pub(super) fn run(mut self, text: &str, properties: &[(u16, &[u8])]) -> Self {
        let group = properties.iter().flat_map(|(code, operand)| sprm(*code, operand));
        self.runs.push((text.to_owned(), group.collect()));
        self
    }

    /// With its mark deleted.
    pub(super) fn deleted(self) -> Self {
        Self { mark_runs: vec![(0x0800, &[1])], ..self }
    }
}

/// A file under construction.
#[derive(Clone)]
pub(super) struct Doc {
    pub(super) body: Vec<Para>,
    pub(super) notes: Vec<Para>,
    /// Characters at the start that take one byte.
    pub(super) narrow: usize,
    pub(super) data: Vec<u8>,
    pub(super) people: Option<(&'static str, &'static str)>,
    pub(super) flags: u16,
    pub(super) version: u16,
}

impl Doc {
    pub(super) fn of(body: &[Para]) -> Self {
        Self {
            body: body.to_vec(),
            notes: Vec::new(),
            narrow: 0,
            data: Vec::new(),
            people: None,
            flags: 0x0200,
            version: 0xC1,
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut main = vec![0; 1024];
        // Where runs and paragraphs begin, with their properties, and the text.
        let (mut characters, mut paragraphs) = (Vec::new(), Vec::new());
        let mut count = [0_u32; 2];
        let mut narrow = self.narrow;
        for (part, paragraph) in
            self.body.iter().map(|it| (0, it)).chain(self.notes.iter().map(|it| (1, it)))
        {
            let group = [&paragraph.style.to_le_bytes()[..], &paragraph.properties].concat();
            paragraphs.push((main.len() as u32, group));
            let mark = paragraph.mark_runs.iter().flat_map(|(code, operand)| sprm(*code, operand));
            let mark = (String::from(paragraph.mark), mark.collect());
            for (text, group) in paragraph.runs.iter().chain([&mark]) {
                characters.push((main.len() as u32, group.clone()));
                for unit in text.encode_utf16() {
                    count[part] += 1;
                    if narrow > 0 {
                        narrow -= 1;
                        let text = String::from_utf16(&[unit]).unwrap();
                        main.extend(encoding_rs::WINDOWS_1252.encode(&text).0.iter());
                    } else {
                        main.extend(unit.to_le_bytes());
                    }
                }
            }
        }
        let end = main.len() as u32;
        main.resize(main.len().next_multiple_of(512), 0);
        let pages = [page(&characters, end, false), page(&paragraphs, end, true)].map(|page| {
            let number = main.len() as u32 / 512;
            main.extend(page);
            [1024, end, number].map(u32::to_le_bytes).concat()
        });

        let total = count[0] + count[1];
        let narrow = self.narrow as u32;
        let mut pieces: Vec<u8> = [0, narrow, total].map(u32::to_le_bytes).concat();
        for place in [(1024 * 2) | 0x4000_0000, 1024 + narrow] {
            pieces.extend([0, 0].iter().chain(&place.to_le_bytes()).chain(&[0, 0]));
        }
        let pieces = [&[2][..], &(pieces.len() as u32).to_le_bytes(), &pieces].concat();
        let mut tables = Vec::new();
        let mut place = |main: &mut [u8], number: usize, part: &[u8]| {
            let at = 154 + number * 8;
            main[at..at + 4].copy_from_slice(&(tables.len() as u32).to_le_bytes());
            main[at + 4..at + 8].copy_from_slice(&(part.len() as u32).to_le_bytes());
            tables.extend(part);
        };
        let [characters, paragraphs] = pages;
        place(&mut main, super::super::fib::CHARACTERS, &characters);
        place(&mut main, super::super::fib::PARAGRAPHS, &paragraphs);
        place(&mut main, super::super::fib::PIECES, &pieces);
        place(&mut main, super::super::fib::STYLES, &styles());
        place(&mut main, super::super::fib::FONTS, &fonts("Wingdings"));
        let (lists, levels) = lists();
        place(&mut main, super::super::fib::LISTS, &lists);
        // The levels stand behind the part, and belong to none.
        place(&mut main, 72, &levels);
        place(&mut main, super::super::fib::LIST_OVERRIDES, &overrides());
        let fields =
            [(0, 0xA5EC), (2, self.version), (10, self.flags), (32, 14), (62, 22), (152, 93)];
        for (at, value) in fields {
            main[at..at + 2].copy_from_slice(&value.to_le_bytes());
        }
        main[76..80].copy_from_slice(&count[0].to_le_bytes());
        main[80..84].copy_from_slice(&count[1].to_le_bytes());

        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let summary = self.people.map(|(author, editor)| summary(author, editor));
        let streams = [
            ("/WordDocument", Some(main)),
            ("/1Table", Some(tables)),
            ("/Data", Some(self.data.clone())),
            ("/\u{5}SummaryInformation", summary),
        ];
        for (name, content) in streams {
            let Some(content) = content else { continue };
            file.create_stream(name).unwrap().write_all(&content).unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }
}

/// A page of runs.
fn page(runs: &[(u32, Vec<u8>)], end: u32, paragraphs: bool) -> Vec<u8> {
    let mut page = vec![0; 512];
    page[511] = runs.len() as u8;
    let width = if paragraphs { 13 } else { 1 };
    let mut free = 510;
    for (at, (start, group)) in runs.iter().enumerate() {
        page[at * 4..at * 4 + 4].copy_from_slice(&start.to_le_bytes());
        let stored = match (paragraphs, group.len() % 2) {
            (false, _) => [&[group.len() as u8], &group[..]].concat(),
            (true, 1) => [&[group.len().div_ceil(2) as u8], &group[..]].concat(),
            (true, _) => [&[0, (group.len() / 2) as u8], &group[..]].concat(),
        };
        free = (free - stored.len()) & !1;
        page[free..free + stored.len()].copy_from_slice(&stored);
        page[(runs.len() + 1) * 4 + at * width] = (free / 2) as u8;
    }
    let last = runs.len() * 4;
    page[last..last + 4].copy_from_slice(&end.to_le_bytes());
    assert!(free > last + 4 + runs.len() * width, "the page is full");
    page
}

/// Style 0, and style 1, which is heading 1.
fn styles() -> Vec<u8> {
    let mut part = vec![4, 0, 2, 0, 10, 0];
    for built_in in [0_u16, 1] {
        let mut style = Vec::new();
        for field in [built_in, 0xFFF1, 2, 0, 0] {
            style.extend(field.to_le_bytes());
        }
        // No name, then the properties of paragraphs (its number) and of characters.
        style.extend([0, 0, 0, 0, 2, 0, built_in as u8, 0, 0, 0]);
        part.extend((style.len() as u16).to_le_bytes());
        part.extend(style);
    }
    part
}

fn fonts(name: &str) -> Vec<u8> {
    let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    [&[1, 0, 0, 0, (39 + name.len()) as u8][..], &[0; 39], &name].concat()
}

/// A list with 一、 and （一）, and its levels.
fn lists() -> (Vec<u8>, Vec<u8>) {
    let mut levels = Vec::new();
    for level in 0..9_u16 {
        let mut head = [0; 28];
        head[0] = 1;
        head[4] = 39;
        head[15] = 2;
        levels.extend(head);
        let text: Vec<u16> = match level {
            0 => vec![0, u16::from_le_bytes([0x01, 0x30])],
            _ => vec![0xFF08, level, 0xFF09],
        };
        levels.extend((text.len() as u16).to_le_bytes());
        levels.extend(text.iter().flat_map(|unit| unit.to_le_bytes()));
    }
    ([&[1, 0, 7, 0, 0, 0][..], &[0; 24]].concat(), levels)
}

/// List 1 is the list above.
fn overrides() -> Vec<u8> {
    [&[1, 0, 0, 0, 7, 0, 0, 0][..], &[0; 12], &[0xFF; 4]].concat()
}

fn summary(author: &str, editor: &str) -> Vec<u8> {
    let value = |text: &str| {
        let units: Vec<u8> = text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        [&0x1F_u32.to_le_bytes()[..], &(units.len() as u32 / 2).to_le_bytes(), &units].concat()
    };
    let (author, editor) = (value(author), value(editor));
    let places = [4, 24, 8, 24 + author.len() as u32].map(u32::to_le_bytes).concat();
    let section = [&0_u32.to_le_bytes()[..], &2_u32.to_le_bytes(), &places, &author, &editor];
    [&[0; 44][..], &48_u32.to_le_bytes(), &section.concat()].concat()
}
