//! The bytes of a file that is not UTF-8, and the way back to them from the decoded text.

use std::sync::OnceLock;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

/// A file's bytes as they are on disk, all of them valid in `encoding`.
#[derive(Clone, Debug)]
pub(crate) struct EncodedBytes {
    encoding: &'static Encoding,
    bytes: Vec<u8>,
    /// Places some [`STRIDE`] bytes of text apart, so that a look-up walks no further than that
    /// even in a page that is one long line.
    known: OnceLock<Vec<EncodedPlace>>,
}

/// One place, in the text and in the file.
#[derive(Clone, Copy, Debug, Default)]
struct EncodedPlace {
    text: u32,
    file: u32,
}

const STRIDE: u32 = 64;

impl EncodedBytes {
    /// `bytes` must be valid in `encoding`: GB18030, Big5 or UTF-16.
    pub(crate) fn new(encoding: &'static Encoding, bytes: Vec<u8>) -> Self {
        Self { encoding, bytes, known: OnceLock::new() }
    }

    pub(crate) fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// The file's bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The encoding's name as it is usually written.
    pub(crate) fn name(&self) -> &'static str {
        if self.encoding == GB18030 { "GB18030" } else { self.encoding.name() }
    }

    /// The byte of the file where the character at byte `offset` of `text` begins; `text` is what
    /// the bytes were decoded to.
    pub(crate) fn offset(&self, text: &str, offset: u32) -> u32 {
        let known = self.known.get_or_init(|| self.places(text));
        let next = known.partition_point(|place| place.text <= offset);
        let mut place = known[next - 1];
        while place.text < offset {
            let step = self.step(text, place);
            if step.text > offset {
                break;
            }
            place = step;
        }
        place.file
    }

    fn places(&self, text: &str) -> Vec<EncodedPlace> {
        let mut places = vec![EncodedPlace::default()];
        let mut place = EncodedPlace::default();
        let mut last = 0;
        while (place.text as usize) < text.len() {
            place = self.step(text, place);
            if place.text - last >= STRIDE {
                places.push(place);
                last = place.text;
            }
        }
        places
    }

    /// The place after one character.
    fn step(&self, text: &str, place: EncodedPlace) -> EncodedPlace {
        let (bytes, characters) = sequence(self.encoding, &self.bytes[place.file as usize..]);
        let decoded: usize =
            text[place.text as usize..].chars().take(characters).map(char::len_utf8).sum();
        EncodedPlace { text: place.text + decoded as u32, file: place.file + bytes }
    }
}

/// How many bytes the first sequence of valid `bytes` has, and to how many characters it decodes.
fn sequence(encoding: &'static Encoding, bytes: &[u8]) -> (u32, usize) {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let (first, second) = (byte(0), byte(1));
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let high = if encoding == UTF_16LE { second } else { first };
        let surrogate = matches!(high, 0xD8..=0xDB);
        (if surrogate { 4 } else { 2 }, 1)
    } else if first <= 0x80 {
        (1, 1)
    } else if encoding == BIG5 {
        // Ê and ê with a second accent, the only pairs that are two characters
        let accented = first == 0x88 && matches!(second, 0x62 | 0x64 | 0xA3 | 0xA5);
        (2, if accented { 2 } else { 1 })
    } else {
        (if second.is_ascii_digit() { 4 } else { 2 }, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the length of each of `sequences` that is valid in `encoding` against the decoder.
    fn check(encoding: &'static Encoding, sequences: impl Iterator<Item = Vec<u8>>) -> usize {
        let decode = |bytes: &[u8]| {
            encoding.decode_without_bom_handling_and_without_replacement(bytes).map(String::from)
        };
        let mut valid = 0;
        for bytes in sequences {
            let Some(text) = decode(&bytes) else { continue };
            let (length, characters) = sequence(encoding, &bytes);
            let first = decode(&bytes[..length as usize]).expect("a whole sequence is valid");
            assert_eq!(first.chars().count(), characters, "{bytes:02X?} in {}", encoding.name());
            assert!(text.starts_with(&first));
            valid += 1;
        }
        valid
    }

    #[test]
    fn sequences_are_as_long_as_the_decoder_takes_them() {
        let pairs = || (0..=u16::MAX).map(|pair| pair.to_be_bytes().to_vec());
        assert!(check(GB18030, pairs()) > 23_000);
        assert!(check(BIG5, pairs()) > 18_000);
        let fours = (0x81..=0xFE_u8).flat_map(|a| {
            (0x30..=0x39).flat_map(move |b| [0x81, 0xA0, 0xFE].map(|c| vec![a, b, c, 0x35]))
        });
        assert!(check(GB18030, fours) > 1_000);
        let units = || (0..=u16::MAX).map(|unit| vec![unit]);
        let surrogates = (0xD800..0xDC00).map(|high| vec![high, 0xDC42]);
        let all: Vec<Vec<u16>> = units().chain(surrogates).collect();
        let bytes = |order: fn(u16) -> [u8; 2]| {
            all.iter().map(move |units| units.iter().copied().flat_map(order).collect())
        };
        assert!(check(UTF_16LE, bytes(u16::to_le_bytes)) > 64_000);
        assert!(check(UTF_16BE, bytes(u16::to_be_bytes)) > 64_000);
    }
}
