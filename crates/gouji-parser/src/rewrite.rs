//! The way of a changed text back into the bytes of its file.

use std::ops::Range;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::{
    format::{Format, Handling},
    source::Source,
    span::Span,
};

/// Bytes of a file, and those to put in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// Bytes of the file as it is on disk.
    pub range: Range<usize>,
    /// What to put there, in the encoding of the file.
    pub bytes: Vec<u8>,
}

impl Source {
    /// What to change in the file so that `text` stands at `span`. None where that cannot be done
    /// without touching anything else: in a view of a .docx or a PDF, across tags of HTML, with a character
    /// that the encoding lacks.
    pub fn rewrite(&self, span: Span, text: &str) -> Option<Rewrite> {
        let old = self.text().get(span.range())?;
        if self.format().entry().handling != Handling::Lines {
            return None;
        }
        let bytes = match self.format() {
            Format::Html if has_markup(old) => return None,
            Format::Html => self.encode(&escaped(text)),
            _ => self.encode(text),
        }?;
        let range = self.bytes_range(span);
        Some(Rewrite { range: range.start as usize..range.end as usize, bytes })
    }

    fn encode(&self, text: &str) -> Option<Vec<u8>> {
        match self.encoding() {
            None => Some(text.as_bytes().to_vec()),
            Some(encoding) => encode(encoding, text),
        }
    }
}

/// Whether a piece of HTML is more than characters and whole references to characters.
fn has_markup(html: &str) -> bool {
    html.contains(['<', '>']) || html.rfind('&').is_some_and(|at| !html[at..].contains(';'))
}

/// Text as it is written between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// None where the encoding lacks a character.
fn encode(encoding: &'static Encoding, text: &str) -> Option<Vec<u8>> {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let order = if encoding == UTF_16LE { u16::to_le_bytes } else { u16::to_be_bytes };
        return Some(text.encode_utf16().flat_map(order).collect());
    }
    let (bytes, _, lacking) = encoding.encode(text);
    (!lacking).then(|| bytes.into_owned())
}

#[cfg(test)]
mod tests {
    use crate::{read, span::Span};

    /// The file after `old` in it became `new`; none where that is refused.
    fn check(file: &[u8], name: &str, old: &str, new: &str) -> Option<Vec<u8>> {
        let source = read(file, name).expect("the file is text").source;
        let at = source.text().find(old).expect("the file has the piece");
        let rewrite = source.rewrite(Span::new(at..at + old.len()), new)?;
        let mut file = file.to_vec();
        file.splice(rewrite.range, rewrite.bytes);
        Some(file)
    }

    fn gb18030(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn a_file_is_written_in_its_own_encoding() {
        let (before, after) = ("2024年,公开€5条\r\n", "2024年，公开€5条\r\n");
        let written = |file: &[u8]| check(file, "a.txt", ",", "，").unwrap();
        assert_eq!(written(before.as_bytes()), after.as_bytes());
        assert_eq!(written(&gb18030(before)), gb18030(after));
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(written(&utf16(before, unit)), utf16(after, unit));
        }
        let marked = |text: &str| format!("\u{FEFF}{text}").into_bytes();
        assert_eq!(written(&marked(before)), marked(after));
    }

    #[test]
    fn tags_are_not_written_over_and_text_does_not_become_one() {
        let page = "<html><body><p>公开<b>2</b>0条&nbsp;&#44;R&D部</p></body></html>";
        let html = |old, new| {
            let file = check(page.as_bytes(), "a.html", old, new);
            file.map(|file| String::from_utf8(file).expect("UTF-8 stays UTF-8"))
        };
        assert_eq!(html("2</b>0", "20"), None);
        assert_eq!(html("&nbsp", " "), None);
        assert_eq!(html("&#44;", "，"), Some(page.replace("&#44;", "，")));
        assert_eq!(html("0条", "<0>"), Some(page.replace("0条", "&lt;0&gt;")));
    }

    #[test]
    fn a_character_that_the_encoding_lacks_is_refused() {
        let page = [
            &b"<meta charset=big5><p>"[..],
            &encoding_rs::BIG5.encode("政府資訊公開年度報告,五條").0,
        ]
        .concat();
        assert!(check(&page, "a.html", ",", "，").is_some());
        assert_eq!(check(&page, "a.html", ",", "信访"), None);
    }
}
