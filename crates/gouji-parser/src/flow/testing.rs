//! What the tests of readers of flowing text share.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{Block, Document, HeadingMark, NoteKind, ReadError, Span};

/// An archive of parts.
pub(crate) fn zipped<'a>(
    method: CompressionMethod,
    parts: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(method);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A block a line: `#1` and `=1` headings by shape and by style, `|column w span h span text|`
/// table rows, paragraphs bare; a note is `!` with what stands on its line from there on.
pub(crate) fn show(document: &Document) -> String {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => {
                let mark = if heading.mark == HeadingMark::Style { '=' } else { '#' };
                lines.push(format!("{mark}{} {}", heading.level, document.str(&heading.text)));
            }
            Block::Paragraph(paragraph) => lines.push(document.str(&paragraph.text).to_owned()),
            Block::Table(table) => {
                lines.push("table".to_owned());
                lines.extend(table.rows.iter().map(|row| {
                    let span = |sign, count| match count {
                        1 => String::new(),
                        _ => format!("{sign}{count}"),
                    };
                    let cells = row.cells.iter().map(|cell| {
                        let (w, h) = (span('w', cell.column_span), span('h', cell.row_span));
                        format!("|{}{w}{h} {}", cell.column, document.str(&cell.text))
                    });
                    cells.collect::<String>() + "|"
                }));
            }
        }
    }
    for note in &document.notes {
        let kind = match &note.kind {
            NoteKind::Image => "image".to_owned(),
            NoteKind::TrackedChanges(count) => format!("{count} changes"),
            NoteKind::Comments { author, count } => format!("{count} comments by {author}"),
            NoteKind::Struck(count) => format!("{count} struck"),
            NoteKind::People(names) => names.join(", "),
            NoteKind::Limit(limit) => limit.en.to_owned(),
            NoteKind::Unread(_) | NoteKind::TablesOnly(_) => "unread".to_owned(),
        };
        let rest = &document.source.text()[note.span.start as usize..];
        lines.push(format!("! {kind} @{}", rest.lines().next().unwrap_or_default()));
    }
    lines.join("\n")
}

/// Every span lies in the view, on character boundaries, and blocks do not overlap.
#[track_caller]
pub(crate) fn assert_sound(document: &Document) {
    let inside = |span: Span| document.source.text().get(span.range()).is_some();
    let mut end = 0;
    for block in &document.blocks {
        assert!(
            inside(block.span()) && block.span().start >= end,
            "{:?} after {end}",
            block.span()
        );
        end = block.span().end;
        if let Block::Table(table) = block {
            for row in &table.rows {
                assert!(table.span.contains(row.span));
                for cell in &row.cells {
                    assert!(row.span.contains(cell.text.span) && inside(cell.text.span));
                    assert_eq!(document.str(&cell.text).trim(), document.str(&cell.text));
                }
            }
        }
    }
    assert!(document.notes.iter().all(|note| inside(note.span)));
}

/// A file was refused for a reason with these words in English.
#[track_caller]
pub(crate) fn assert_refused(read: Result<Document, ReadError>, expected: &str) {
    let found = match read.unwrap_err() {
        ReadError::Limit(limit) => limit.en.to_owned(),
        ReadError::Damaged { english, .. } => english.to_owned(),
        other => other.to_string(),
    };
    assert!(found.contains(expected), "{found}");
}

/// Takes a tag out, doubles it or exchanges it with another.
pub(crate) fn disturb(
    xml: &mut String,
    from: prop::sample::Index,
    to: prop::sample::Index,
    how: i32,
) {
    let mut pieces: Vec<String> = xml.split_inclusive('>').map(str::to_owned).collect();
    let (from, to) = (from.index(pieces.len()), to.index(pieces.len()));
    match how {
        0 => drop(pieces.remove(from)),
        1 => pieces.insert(to, pieces[from].clone()),
        _ => pieces.swap(from, to),
    }
    *xml = pieces.concat();
}

/// Calls `read` with a file damaged in some way: cut, bits flipped, numbers changed, stretches moved. A few hundred
/// files, or as many as GOUJI_DAMAGED says; the same ones in every run.
pub(crate) fn damaged(whole: &[u8], read: impl Fn(&[u8])) {
    let count = std::env::var("GOUJI_DAMAGED").ok().and_then(|count| count.parse().ok());
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    for _ in 0..count.unwrap_or(300) {
        let mut bytes = whole.to_vec();
        for _ in 0..=random(6) {
            let at = random(bytes.len());
            match random(5) {
                0 => bytes.truncate(at.max(bytes.len() / 2)),
                1 => bytes[at] ^= 1 << random(8),
                2 => {
                    let values = [0, 1, 0x7F, 0x80, 0xFF];
                    let end = (at + 1 + random(4)).min(bytes.len());
                    bytes[at..end].fill(values[random(5)]);
                }
                3 => {
                    let end = (at + random(64)).min(bytes.len());
                    let to = random(bytes.len());
                    let moved: Vec<u8> = bytes[at..end].to_vec();
                    let room = moved.len().min(bytes.len() - to);
                    bytes[to..to + room].copy_from_slice(&moved[..room]);
                }
                _ => bytes[at] = random(256) as u8,
            }
        }
        read(&bytes);
    }
}
