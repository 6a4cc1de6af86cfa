//! Reads a PDF: characters, ruled lines and pictures of its pages, which
//! [`gouji_parser::paged`] puts together to paragraphs and tables.
//!
//! ```text
//! bytes ─hayro-syntax→ objects ─content→ pages (characters, lines) ─gouji_parser::paged→ Document
//! ```
//!
//! * [`read`] – the one entry
//! * `content` – goes through the operators of a page; `text` places characters, `path` finds lines
//! * `fonts` – what a code of a font stands for
//! * `layers` – what the file itself hides: layers that are off, page decoration
//! * `limits` – how much is read of a hostile file
//!
//! What is drawn is read, colours and pictures are not. Characters of a scan's invisible text layer are
//! somebody's guess, and are left out.
#![allow(
    clippy::float_arithmetic,
    reason = "places on a page are fractions of a point; no amount is"
)]

mod content;
mod fonts;
mod layers;
mod limits;
mod path;
mod text;

use gouji_parser::{Document, Format, ReadError, format::Refusal, paged, sniff};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::limits::Budget;

/// Reads a report: a PDF here, any other file by [`gouji_parser::read`].
pub fn read(bytes: &[u8], name: &str) -> Result<Document, ReadError> {
    match sniff::sniff(bytes) {
        Format::Pdf => read_pdf(bytes),
        _ => gouji_parser::read(bytes, name),
    }
}

fn read_pdf(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut budget = Budget::of(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => refused(LOCKED),
        LoadPdfError::Decryption(_) => refused(ENCRYPTED),
        LoadPdfError::Invalid => ReadError::Damaged {
            what: "PDF 的结构读不出来",
            english: "no pages can be found in the PDF",
        },
    })?;
    let pages = content::pages(&pdf, &mut budget)?;
    if pages.iter().all(|page| page.glyphs.is_empty()) {
        return Err(refused(if pages.iter().any(paged::Page::is_picture) {
            SCANNED
        } else {
            EMPTY
        }));
    }
    let unread = pages.iter().flat_map(|page| &page.glyphs).filter(|it| it.char.is_none()).count();
    let all: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    if unread * 10 > all * 3 {
        return Err(refused(UNCODED));
    }
    paged::read(&pages)
}

/// Why a PDF is not read, and what to do: Chinese, Chinese advice, English, English advice.
type RefusalWords = [&'static str; 4];

const ORIGINAL: (&str, &str) =
    ("请检查生成它的 .docx 原稿", "check the .docx that it was made from");
const LOCKED: RefusalWords = [
    "加了密码的 PDF 文件",
    "请打开后取消密码，或检查生成它的 .docx 原稿",
    "a PDF file with a password",
    "take the password off, or check the .docx that it was made from",
];
const ENCRYPTED: RefusalWords = [
    "加密方式认不出的 PDF 文件",
    ORIGINAL.0,
    "a PDF file that is encrypted in a way that is not known",
    ORIGINAL.1,
];
const SCANNED: RefusalWords = [
    "扫描成图片的 PDF 文件",
    "其中没有文字，请检查生成它的 .docx 原稿",
    "a scanned PDF file",
    "it has pictures and no text; check the .docx that it was made from",
];
const EMPTY: RefusalWords =
    ["没有文字的 PDF 文件", ORIGINAL.0, "a PDF file without text", ORIGINAL.1];
const UNCODED: RefusalWords = [
    "字体没有文字编码的 PDF 文件",
    "看得见的字读不出来，请检查生成它的 .docx 原稿",
    "a PDF file whose fonts do not say which characters they draw",
    "check the .docx that it was made from",
];

fn refused([what, advice, english, english_advice]: RefusalWords) -> ReadError {
    let format = Format::Pdf;
    ReadError::Unsupported(Refusal { format, what, advice, english, english_advice })
}

#[cfg(test)]
mod tests;
