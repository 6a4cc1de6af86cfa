//! What a file is, decided by its content: a name's ending is often wrong.

use memchr::memmem;

use crate::ReadError;

/// What a file's content was recognised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Word, Office Open XML.
    Docx,
    /// Excel, Office Open XML.
    Xlsx,
    /// PowerPoint, Office Open XML.
    Pptx,
    /// OpenDocument text, spreadsheet or presentation.
    Odt,
    /// OFD, the national fixed-layout format.
    Ofd,
    /// Any other zip archive.
    Zip,
    /// Word 97–2003; WPS Writer's own .wps has the same stream.
    Doc,
    /// Excel 97–2003.
    Xls,
    /// An Office Open XML file behind a password.
    Encrypted,
    /// An OLE2 container of another sort: Works and older WPS files among them.
    Wps,
    /// Rich Text Format.
    Rtf,
    /// PDF.
    Pdf,
    /// A picture: PNG, JPEG, GIF, BMP or TIFF.
    Image,
    /// A web page saved as one MIME file (.mht, often named .doc).
    Mhtml,
    /// Word as a single XML file.
    WordXml,
    /// HTML.
    Html,
    /// Text, Markdown, or anything that is none of the above.
    Text,
}

impl Kind {
    /// The kind's name and what to do with it, where it is not read; nothing where it is.
    pub fn refusal(self) -> Option<(&'static str, &'static str)> {
        const SAVE: &str = "请用 Word 或 WPS 打开，另存为 .docx 后再检查";
        Some(match self {
            Self::Docx | Self::Html | Self::Text => return None,
            Self::Xlsx => ("Excel 工作簿（.xlsx）", "请把表格放回年报正文，存为 .docx 后再检查"),
            Self::Xls => ("Excel 工作簿（.xls）", "请把表格放回年报正文，存为 .docx 后再检查"),
            Self::Pptx => ("演示文稿（.pptx）", "请检查年报的 .docx 原稿"),
            Self::Odt => ("OpenDocument 文件（.odt）", SAVE),
            Self::Ofd => ("OFD 版式文件", "版式文件中的表格已无行列，请检查生成它的 .docx 原稿"),
            Self::Zip => ("压缩包", "请先解压，再检查其中的年报"),
            Self::Doc => ("Word 97–2003 或 WPS 文字文件（.doc、.wps）", SAVE),
            Self::Encrypted => ("加了密码的 Office 文件", "请打开后取消密码，存为 .docx 后再检查"),
            Self::Wps => ("旧版 Office 或 WPS 文件（.wps 等）", SAVE),
            Self::Rtf => ("RTF 文件", SAVE),
            Self::Pdf => ("PDF 文件", "PDF 中的表格已无行列，请检查生成它的 .docx 原稿"),
            Self::Image => ("图片", "图片中的文字无法检查，请检查年报的 .docx 原稿或网页"),
            Self::Mhtml => ("单个文件网页（.mht）", SAVE),
            Self::WordXml => ("Word XML 文件（.xml）", SAVE),
        })
    }

    /// Refuses a kind that is not read.
    pub(crate) fn refuse(self) -> Result<(), ReadError> {
        self.refusal().map_or(Ok(()), |(kind, advice)| Err(ReadError::Unsupported { kind, advice }))
    }
}

/// Recognises a file by its bytes.
pub fn sniff(bytes: &[u8]) -> Kind {
    const IMAGES: [&[u8]; 6] =
        [b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(bytes);
    }
    if IMAGES.iter().any(|magic| bytes.starts_with(magic)) || is_bitmap(bytes) {
        return Kind::Image;
    }
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = &head[..head.len().min(2048)];
    // PDF readers accept the mark anywhere in the first kilobyte.
    if memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    if head.starts_with(b"{\\rtf") {
        return Kind::Rtf;
    }
    marked_up(head)
}

/// A BMP: `BM` alone would also be the start of a text.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM")
        && matches!(bytes.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

/// A zip archive, told by the names in its local headers, which a truncated file still has.
fn archive(bytes: &[u8]) -> Kind {
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
    Kind::Zip
}

fn local_name(header: &[u8]) -> Option<&[u8]> {
    let length = usize::from(u16::from_le_bytes([*header.get(26)?, *header.get(27)?]));
    header.get(30..30 + length)
}

fn by_part(name: &[u8], header: &[u8]) -> Option<Kind> {
    const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.";
    match name {
        _ if name.starts_with(b"word/") || name.starts_with(b"word\\") => Some(Kind::Docx),
        _ if name.starts_with(b"xl/") => Some(Kind::Xlsx),
        _ if name.starts_with(b"ppt/") => Some(Kind::Pptx),
        b"OFD.xml" => Some(Kind::Ofd),
        b"mimetype" => header[..header.len().min(128)]
            .windows(OPEN_DOCUMENT.len())
            .any(|window| window == OPEN_DOCUMENT)
            .then_some(Kind::Odt),
        _ => None,
    }
}

/// An OLE2 container, told by the names in its directory.
fn compound(bytes: &[u8]) -> Kind {
    let has = |name: &str| has_stream(bytes, name);
    if has("EncryptedPackage") {
        Kind::Encrypted
    } else if has("WordDocument") {
        Kind::Doc
    } else if has("Workbook") || has("Book") {
        Kind::Xls
    } else {
        Kind::Wps
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

fn marked_up(head: &[u8]) -> Kind {
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
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start();
    if head.starts_with("mime-version:") {
        return Kind::Mhtml;
    }
    if !head.starts_with('<') {
        return Kind::Text;
    }
    let word = ["word.document", "<w:worddocument", "<pkg:package"];
    if word.iter().any(|mark| head.contains(mark)) && !head.contains("<html") {
        return Kind::WordXml;
    }
    // A comment or an XML declaration may stand before the page.
    let leads = head.starts_with("<!--") || head.starts_with("<?xml");
    let opens = |mark: &&str| head.starts_with(*mark) || (leads && head.contains(*mark));
    if HTML.iter().any(opens) { Kind::Html } else { Kind::Text }
}

#[cfg(test)]
mod tests;
