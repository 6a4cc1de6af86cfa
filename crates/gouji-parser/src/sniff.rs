//! What a file is, decided by its content: a name's ending is often wrong.

use memchr::memmem;

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
    /// OpenDocument text.
    Odt,
    /// OpenDocument of another sort: a spreadsheet, a presentation.
    OpenDocument,
    /// OFD, the national fixed-layout format.
    Ofd,
    /// Any other zip archive.
    Zip,
    /// An archive of another sort: RAR, 7z.
    Archive,
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
    /// Text in UTF-32, by its byte order mark.
    Utf32,
    /// HTML.
    Html,
    /// Text, Markdown, or anything that is none of the above.
    Text,
}

/// A kind of file that is not read, and what to do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What the content was recognised as.
    pub kind: Kind,
    /// The kind's name, in Chinese.
    pub what: &'static str,
    /// What to do, in Chinese.
    pub advice: &'static str,
    /// The kind's name, in English.
    pub english: &'static str,
    /// What to do, in English.
    pub english_advice: &'static str,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { what, advice, english, english_advice, .. } = self;
        write!(out, "{what}不能直接检查：{advice} / {english} cannot be checked: {english_advice}")
    }
}

/// What to do with a kind of file, in Chinese and in English.
type Advice = (&'static str, &'static str);

const SAVE: Advice =
    ("请用 Word 或 WPS 打开，另存为 .docx 后再检查", "open it in Word or WPS and save it as .docx");
const SHEET: Advice = (
    "请把表格放回年报正文，存为 .docx 后再检查",
    "put the tables back into the report and save that as .docx",
);
const RESAVE: Advice = (
    "请用 Excel 或 WPS 打开，另存为 .xlsx 后再检查",
    "open it in Excel or WPS and save it as .xlsx",
);
const LAID_OUT: Advice = (
    "其中的表格已没有行列，请检查生成它的 .docx 原稿",
    "its tables have lost their rows and columns; check the .docx that it was made from",
);
const FEATURE: Advice = (
    "读 PDF 要用带 pdf 功能的 gouji（安装时加 --features full），或检查生成它的 .docx 原稿",
    "it takes a gouji with the feature pdf (install it with --features full); or check the .docx that it was made from",
);
const SLIDES: Advice = ("请检查年报的 .docx 原稿", "check the report's own .docx");
const PICTURE: Advice = (
    "图片中的文字无法检查，请检查年报的 .docx 原稿或网页",
    "text in a picture cannot be read; check the report's own .docx or web page",
);
const UNPACK: Advice = ("请先解压，再检查其中的年报", "unpack it and check the report in it");
const UNLOCK: Advice = (
    "请打开后取消密码，存为 .docx 后再检查",
    "open it, take the password off and save it as .docx",
);

const WEB_PAGE: Advice = (
    "请用浏览器打开，另存为“网页，仅 HTML”，或用 Word、WPS 打开，另存为 .docx 后再检查",
    "open it in a browser and save it as a page, HTML only, or in Word or WPS and save it as .docx",
);
const RECODE: Advice = (
    "请用记事本或 WPS 打开，另存时编码选 UTF-8，再检查",
    "open it in an editor and choose UTF-8 as the encoding when saving it",
);

impl Kind {
    /// Why the kind is not read; nothing where it is.
    pub fn refusal(self) -> Option<Refusal> {
        let (what, english, (advice, english_advice)) = match self {
            Self::Docx | Self::Odt | Self::Doc | Self::Xlsx | Self::Html | Self::Text => {
                return None;
            }
            Self::Xls => (
                "旧版 Excel 工作簿（.xls、.et、.xlsb）",
                "an old Excel workbook (.xls, .et, .xlsb)",
                RESAVE,
            ),
            Self::Pptx => ("演示文稿（.pptx）", "a presentation (.pptx)", SLIDES),
            Self::OpenDocument => (
                "OpenDocument 表格或演示文稿",
                "an OpenDocument spreadsheet or presentation",
                SHEET,
            ),
            Self::Ofd => ("OFD 版式文件", "an OFD file", LAID_OUT),
            Self::Zip => ("压缩包", "an archive", UNPACK),
            Self::Archive => ("RAR、7z 压缩包", "an archive (RAR, 7z)", UNPACK),
            Self::Encrypted => ("加了密码的 Office 文件", "an Office file with a password", UNLOCK),
            Self::Wps => {
                ("旧版 Office 或 WPS 文件（.wps 等）", "an old Office or WPS file (.wps)", SAVE)
            }
            Self::Rtf => ("RTF 文件", "an RTF file", SAVE),
            Self::Pdf => ("PDF 文件", "a PDF file", FEATURE),
            Self::Image => ("图片", "a picture", PICTURE),
            Self::Mhtml => ("单个文件网页（.mht）", "a web page in one file (.mht)", WEB_PAGE),
            Self::Utf32 => ("UTF-32 编码的文字文件", "a text in UTF-32", RECODE),
            Self::WordXml => ("Word XML 文件（.xml）", "a Word XML file (.xml)", SAVE),
        };
        Some(Refusal { kind: self, what, advice, english, english_advice })
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
    if bytes.starts_with(b"Rar!\x1A\x07") || bytes.starts_with(b"7z\xBC\xAF\x27\x1C") {
        return Kind::Archive;
    }
    if IMAGES.iter().any(|magic| bytes.starts_with(magic)) || is_bitmap(bytes) {
        return Kind::Image;
    }
    // The mark of UTF-16 in the same byte order begins the first of the two.
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Kind::Utf32;
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
    match name {
        _ if name.starts_with(b"word/") || name.starts_with(b"word\\") => Some(Kind::Docx),
        _ if name.starts_with(b"xl/") => Some(Kind::Xlsx),
        _ if name.starts_with(b"ppt/") => Some(Kind::Pptx),
        b"OFD.xml" => Some(Kind::Ofd),
        b"mimetype" => {
            const OPEN_DOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.";
            let header = &header[..header.len().min(128)];
            let at = memmem::find(header, OPEN_DOCUMENT)? + OPEN_DOCUMENT.len();
            let is_text = header[at..].starts_with(b"text");
            Some(if is_text { Kind::Odt } else { Kind::OpenDocument })
        }
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
    // Most texts begin with a Han character or a mark of Markdown: nothing else has to be read.
    match head.trim_ascii_start().first() {
        Some(b'<' | b'm' | b'M') => {}
        Some(0xE4..=0xE9 | b'!'..=b'~') => return Kind::Text,
        _ => {}
    }
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
