//! Bytes to text, strictly: never a replacement character for what cannot be decoded.
//!
//! Byte order mark → UTF-8 → what `<meta charset>` or the XML declaration names → GB18030. A
//! page of UTF-8 with one damaged byte is often valid GB18030 as well, in other characters
//! throughout; it is refused at the damaged byte.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};

use crate::{ReadError, encoded::EncodedBytes};

/// How many bytes are searched for a declaration, and for a NUL, which no text holds.
const HEAD: usize = 1024;

/// Text, and what leads from it back to the file.
pub(crate) struct DecodedText {
    pub(crate) text: String,
    /// Bytes of the file before the text: the length of a byte order mark.
    pub(crate) base: u32,
    /// The file's bytes after the mark, where they are not UTF-8.
    pub(crate) encoded: Option<EncodedBytes>,
}

/// Decodes a file.
pub(crate) fn decode(bytes: &[u8]) -> Result<DecodedText, ReadError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(too_large());
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes, mark).map_err(|error| match error {
            ReadError::Encoding { offset } => {
                ReadError::Marked { encoding: encoding.name(), offset }
            }
            error => error,
        });
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    if let Some(offset) = memchr::memchr(0, head) {
        return Err(ReadError::Encoding { offset });
    }
    let damaged = match decode_as(UTF_8, bytes, 0) {
        Err(error) => error,
        decoded => return decoded,
    };
    if is_mostly_utf8(bytes) {
        return Err(damaged);
    }
    match declared(head) {
        // said and wrong: the system that stores the page and the one that serves it disagree
        Some(encoding) if encoding == UTF_8 => decode_as(GB18030, bytes, 0).map_err(|_| damaged),
        Some(encoding) => decode_as(encoding, bytes, 0).or_else(|_| decode_as(GB18030, bytes, 0)),
        None => decode_as(GB18030, bytes, 0),
    }
}

/// Decodes what follows the first `mark` bytes, or names the first byte that is not `encoding`.
fn decode_as(
    encoding: &'static Encoding,
    bytes: &[u8],
    mark: usize,
) -> Result<DecodedText, ReadError> {
    let body = &bytes[mark..];
    let base = mark as u32;
    if encoding == UTF_8 {
        return match encoding.decode_without_bom_handling_and_without_replacement(body) {
            Some(text) => Ok(DecodedText { text: text.into_owned(), base, encoded: None }),
            None => Err(ReadError::Encoding { offset: mark + Encoding::utf8_valid_up_to(body) }),
        };
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(body.len());
    let mut text = String::with_capacity(capacity.ok_or_else(too_large)?);
    let (result, read) = decoder.decode_to_string_without_replacement(body, &mut text, true);
    if let encoding_rs::DecoderResult::Malformed(length, after) = result {
        let offset = mark + read - usize::from(length) - usize::from(after);
        return Err(ReadError::Encoding { offset });
    }
    text.shrink_to_fit();
    if u32::try_from(text.len()).is_err() {
        return Err(too_large());
    }
    Ok(DecodedText { text, base, encoded: Some(EncodedBytes::new(encoding, body.to_vec())) })
}

fn too_large() -> ReadError {
    ReadError::TooLarge { limit: u64::from(u32::MAX) }
}

/// Whether more than half of the bytes beyond ASCII stand in well-formed UTF-8 sequences of three
/// or four bytes, as nearly all Chinese characters do in UTF-8. Reports in GB18030 have 3 to 6 of 100
/// there. Sequences of two bytes speak against it: many a pair of GB18030 happens to be one.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut long, mut other) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        for char in chunk.valid().chars() {
            match char.len_utf8() {
                1 => {}
                2 => other += 2,
                length => long += length,
            }
        }
        other += chunk.invalid().len();
    }
    long > other
}

/// The encoding that a page declares, of those that Chinese pages are written in.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let label = memchr::memchr_iter(b'<', head).find_map(|at| {
        let tag = &head[at + 1..];
        let tag = &tag[..memchr::memchr(b'>', tag).unwrap_or(tag.len())];
        let opens =
            |name: &[u8]| tag.get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name));
        if opens(b"meta") {
            attribute(tag, b"charset")
        } else if opens(b"?xml") {
            attribute(tag, b"encoding")
        } else {
            None
        }
    })?;
    let encoding = Encoding::for_label(label)?;
    if encoding == GBK {
        return Some(GB18030);
    }
    [GB18030, BIG5, UTF_8].into_iter().find(|&known| known == encoding)
}

/// The value after `name=` in a tag, also inside of another one: `content="text/html; charset=gbk"`.
fn attribute<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let at = tag.windows(name.len()).position(|window| window.eq_ignore_ascii_case(name))?;
    let value = tag[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"';/?".contains(byte);
    Some(&value[..value.iter().position(ends).unwrap_or(value.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "本年新收政府信息公开申请１４件，上年结转\u{a0}0 件。";

    fn gb18030(text: &str) -> Vec<u8> {
        let (bytes, _, unmappable) = GB18030.encode(text);
        assert!(!unmappable, "{text} can be written in GB18030");
        bytes.into_owned()
    }

    fn big5(text: &str) -> Vec<u8> {
        let (bytes, _, unmappable) = BIG5.encode(text);
        assert!(!unmappable, "{text} can be written in Big5");
        bytes.into_owned()
    }

    /// Checks that `bytes` are read as `text` in `encoding`.
    #[track_caller]
    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let decoded = decode(bytes).expect("the bytes are text");
        let name = decoded.encoded.as_ref().map_or("UTF-8", EncodedBytes::name);
        assert_eq!((name, decoded.text.as_str()), (encoding, text));
    }

    #[track_caller]
    fn check_refused(bytes: &[u8], at: usize) {
        match decode(bytes) {
            Err(ReadError::Encoding { offset } | ReadError::Marked { offset, .. }) => {
                assert_eq!(offset, at);
            }
            Err(error) => panic!("{error}"),
            Ok(decoded) => panic!("read as {}", decoded.text),
        }
    }

    #[test]
    fn text_is_read_in_the_encoding_it_is_written_in() {
        check(b"", "UTF-8", "");
        check(SENTENCE.as_bytes(), "UTF-8", SENTENCE);
        check(&gb18030(SENTENCE), "GB18030", SENTENCE);
        // 联 and 通 are well-formed UTF-8 by chance
        check(&gb18030("联通件"), "GB18030", "联通件");
    }

    #[test]
    fn a_byte_order_mark_decides_and_is_taken_off() {
        let utf16 = |unit: fn(u16) -> [u8; 2]| {
            let units = std::iter::once(0xFEFF).chain(SENTENCE.encode_utf16());
            units.flat_map(unit).collect::<Vec<u8>>()
        };
        check(&utf16(u16::to_le_bytes), "UTF-16LE", SENTENCE);
        check(&utf16(u16::to_be_bytes), "UTF-16BE", SENTENCE);
        check(format!("\u{feff}{SENTENCE}").as_bytes(), "UTF-8", SENTENCE);
        check_refused(b"\xEF\xBB\xBFabc\xFFdef", 6);
        check_refused(&[0xFF, 0xFE, b'a', 0, 0x00, 0xDC, b'b', 0], 4);
        check_refused(&[0xFF, 0xFE, b'a', 0, b'b'], 4);
    }

    #[test]
    fn a_file_that_is_not_what_its_mark_says_is_refused_by_that_name() {
        for (bytes, encoding) in [
            (&b"\xEF\xBB\xBFabc\xFF"[..], "UTF-8"),
            (b"\xFF\xFEa\0\x00\xDCb\0", "UTF-16LE"),
            (b"\xFE\xFF\0a\xDC\0\0b", "UTF-16BE"),
        ] {
            let error = decode(bytes).err().expect("the bytes are damaged").to_string();
            assert!(error.contains(encoding) && !error.contains("GB18030"), "{error}");
        }
    }

    #[test]
    fn a_declaration_decides_between_encodings_that_both_fit() {
        let page =
            |declaration: &str| [declaration.as_bytes(), &big5("政府資訊公開年度報告")].concat();
        for declaration in [
            "<html><meta charset=big5>",
            "<META HTTP-EQUIV=content-type content=\"text/html; charset=Big5\">",
            "<?xml version='1.0' encoding='big5'?>",
        ] {
            check(&page(declaration), "Big5", &format!("{declaration}政府資訊公開年度報告"));
        }
        let undeclared = decode(&page("<meta name=x>")).expect("the pairs fit GB18030 as well");
        assert_ne!(undeclared.text, "<meta name=x>政府資訊公開年度報告");
    }

    #[test]
    fn a_wrong_declaration_is_no_obstacle() {
        for label in ["utf-8", "gb2312", "iso-8859-1", "utf-16", "nonsense"] {
            let page = format!("<meta charset=\"{label}\" name=\"viewport\">{SENTENCE}");
            check(&gb18030(&page), "GB18030", &page);
            check(page.as_bytes(), "UTF-8", &page);
        }
    }

    #[test]
    fn a_damaged_byte_is_named() {
        // in the middle of 政: E6 94 BF
        let mut utf8 = SENTENCE.as_bytes().to_vec();
        utf8[13] = 0xFF;
        check_refused(&utf8, 12);
        let mut gb = gb18030(SENTENCE);
        gb[12] = 0xFF;
        check_refused(&gb, 12);
        check_refused(b"r\xE9sum\xE9 ", 5);
    }

    #[test]
    fn damaged_utf8_is_not_taken_for_gb18030() {
        // one byte lost: all that follows pairs up otherwise, and is valid GB18030
        let text = "上年结转政府信息公开申请数量";
        for lost in 0..text.len() {
            let mut bytes = text.as_bytes().to_vec();
            bytes.remove(lost);
            check_refused(&bytes, lost - lost % 3);
        }
        let lost_one = [&text.as_bytes()[..2], &text.as_bytes()[3..], b"1"].concat();
        assert!(decode_as(GB18030, &lost_one, 0).is_ok(), "the trap this test is about");
    }

    #[test]
    fn gb18030_is_not_taken_for_damaged_utf8() {
        // every pair of the common characters, in runs of one row and in runs of one column
        let level_one =
            || (0xB0..=0xD7_u8).flat_map(|row| (0xA1..=0xFE_u8).map(move |cell| [row, cell]));
        let by_row: Vec<u8> = level_one().filter(|&pair| pair < [0xD7, 0xFA]).flatten().collect();
        assert!(!is_mostly_utf8(&by_row));
        let mut columns: Vec<[u8; 2]> = level_one().filter(|&pair| pair < [0xD7, 0xFA]).collect();
        columns.sort_by_key(|&[row, cell]| (cell, row));
        assert!(!is_mostly_utf8(&columns.concat()));
    }

    #[test]
    fn binary_content_is_refused() {
        check_refused(b"PK\x03\x04\x14\x00\x06", 5);
        check_refused(&SENTENCE.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(), 18);
    }
}
