//! Text with its letters and digits hidden, of the same length in bytes.

use crate::{Span, source::Source};

/// The text with every letter and digit as a sign that takes as many bytes.
pub fn mask(text: &str) -> String {
    let sign = |char: char| match char.len_utf8() {
        _ if !char.is_alphanumeric() => char,
        1 => '*',
        2 => '×',
        3 => '＊',
        _ => '🞶',
    };
    text.chars().map(sign).collect()
}

impl Source {
    /// The same file with the letters and digits of `hidden` (in reading order, none overlapping) as
    /// asterisks. Every character keeps its length, so all places stay what they are.
    #[must_use]
    pub fn masked(&self, hidden: &[Span]) -> Self {
        let whole = self.text();
        let mut text = String::with_capacity(whole.len());
        for span in hidden {
            text.push_str(&whole[text.len()..span.start as usize]);
            text.push_str(&mask(self.slice(*span)));
        }
        text.push_str(&whole[text.len()..]);
        self.with_text(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Format;

    #[test]
    fn letters_and_digits_are_hidden_and_nothing_moves() {
        let bytes = b"\xC9\xEA\xC7\xEB\xC8\xCB 13900001234 \xA3\xB3"; // 申请人 13900001234 ３
        let document = crate::read(bytes, "a.txt").expect("the bytes are text");
        let source = &document.source;
        let at = source.text().find("0000").expect("the number is there") as u32;
        let hidden = [Span { start: 3, end: 9 }, Span { start: at, end: at + 5 }];
        let masked = source.masked(&hidden);
        assert_eq!(masked.text(), "申＊＊ 139*****234 ３");
        let end = masked.text().len() as u32;
        assert_eq!(masked.position(end), source.position(end));
        assert_eq!(masked.encoding_name(), "GB18030");
    }

    proptest! {
        #[test]
        fn every_character_keeps_its_length(text in "\\PC{0,40}") {
            let lengths = |text: &str| text.chars().map(char::len_utf8).collect::<Vec<_>>();
            prop_assert_eq!(lengths(&mask(&text)), lengths(&text));
            let source = Source::new(Format::Text, text.clone(), 0);
            let same = source.masked(&[]);
            prop_assert_eq!(same.text(), text);
        }
    }
}
