//! What a file is, decided by its content: a name's ending is often wrong.

use memchr::memmem;

use crate::format::Format;

/// Recognises a file by its bytes.
pub fn sniff(bytes: &[u8]) -> Format {
    const IMAGES: [&[u8]; 6] =
        [b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(bytes);
    }
    if bytes.starts_with(b"Rar!\x1A\x07") || bytes.starts_with(b"7z\xBC\xAF\x27\x1C") {
        return Format::Archive;
    }
    if IMAGES.iter().any(|magic| bytes.starts_with(magic)) || is_bitmap(bytes) {
        return Format::Image;
    }
    // The mark of UTF-16 in the same byte order begins the first of the two.
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Format::Utf32;
    }
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = &head[..head.len().min(2048)];
    // PDF readers accept the mark anywhere in the first kilobyte.
    if memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Format::Pdf;
    }
    if head.starts_with(b"{\\rtf") {
        return Format::Rtf;
    }
    marked_up(head)
}

/// A BMP: `BM` alone would also be the start of a text.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM")
        && matches!(bytes.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

/// A zip archive, told by the names in its local headers, which a truncated file still has.
fn archive(bytes: &[u8]) -> Format {
    let mut at = 0;
    while let Some(found) = memmem::find(&bytes[at..], b"PK\x03\x04") {
        let header = &bytes[at + found..];
        let (Some(sizes), Some(name)) = (header.get(18..30), local_name(header)) else { break };
        if let Some(kind) = by_part(name, header) {
            return kind;
        }
        // A stored archive inside this one has headers of its own: step over the entry where the
        // header tells its size.
        let size = u32::from_le_bytes([sizes[0], sizes[1], sizes[2], sizes[3]]) as usize;
        let body = 30 + name.len();
        at += found + if body + size <= header.len() { body + size } else { body };
    }
    Format::Zip
}

fn local_name(header: &[u8]) -> Option<&[u8]> {
    let length = usize::from(u16::from_le_bytes([*header.get(26)?, *header.get(27)?]));
    header.get(30..30 + length)
}

fn by_part(name: &[u8], header: &[u8]) -> Option<Format> {
    match name {
        _ if name.starts_with(b"word/") || name.starts_with(b"word\\") => Some(Format::Docx),
        _ if name.starts_with(b"xl/") => Some(Format::Xlsx),
        _ if name.starts_with(b"ppt/") => Some(Format::Pptx),
        b"OFD.xml" => Some(Format::Ofd),
        b"mimetype" => {
            const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.";
            let header = &header[..header.len().min(128)];
            let at = memmem::find(header, OPEN_DOCUMENT)? + OPEN_DOCUMENT.len();
            let is_text = header[at..].starts_with(b"text");
            Some(if is_text { Format::Odt } else { Format::OpenDocument })
        }
        _ => None,
    }
}

/// An OLE2 container, told by the names in its directory.
fn compound(bytes: &[u8]) -> Format {
    let has = |name: &str| has_stream(bytes, name);
    if has("EncryptedPackage") {
        Format::Encrypted
    } else if has("WordDocument") {
        Format::Doc
    } else if has("Workbook") {
        Format::Xls
    } else if has("Book") {
        Format::OldWorkbook
    } else {
        Format::Wps
    }
}

/// Whether a directory entry of that name exists: UTF-16 at a multiple of 128 bytes, its length
/// in bytes with the closing zero 64 bytes on.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    let length = (wide.len() as u16).to_le_bytes();
    memmem::find_iter(bytes, &wide)
        .any(|at| at % 128 == 0 && bytes.get(at + 64..at + 66) == Some(&length))
}

fn marked_up(head: &[u8]) -> Format {
    const HTML: [&str; 16] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<table",
        "<div",
        "<p>",
        "<p ",
        "<span",
        "<style",
        "<script",
        "<h1",
        "<h2",
        "<center",
    ];
    // Most texts begin with a Han character or a mark of Markdown: nothing else has to be read.
    match head.trim_ascii_start().first() {
        Some(b'<' | b'm' | b'M') => {}
        Some(0xE4..=0xE9 | b'!'..=b'~') => return Format::Text,
        _ => {}
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start();
    if head.starts_with("mime-version:") {
        return Format::Mhtml;
    }
    if !head.starts_with('<') {
        return Format::Text;
    }
    let word = ["word.document", "<w:worddocument", "<pkg:package"];
    if word.iter().any(|mark| head.contains(mark)) && !head.contains("<html") {
        return Format::WordXml;
    }
    // A comment or an XML declaration may stand before the page.
    let leads = head.starts_with("<!--") || head.starts_with("<?xml");
    let opens = |mark: &&str| head.starts_with(*mark) || (leads && head.contains(*mark));
    if HTML.iter().any(opens) { Format::Html } else { Format::Text }
}

#[cfg(test)]
mod tests;
