//! The one normalisation under which labels are compared.
//!
//! Two labels that a reader of the form would call the same fold to the same string: full and
//! half width (NFKC), white space of every sort, quotation marks and brackets make no difference, nor do
//! traditional characters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::steps;

mod han;
mod traditional;

pub(crate) use han::{FIRST_HAN, HAN, is_han};
#[cfg(test)]
use traditional::all_simplified;
pub use traditional::{is_simplified, simplified};

/// Folds `text`: NFKC, no white space, one kind of quote, bracket, comma and dash, simplified characters.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_each(text, |part, _| folded.push_str(part));
    folded
}

/// Folds `text`, which is handed back as it is where folding changes nothing.
pub fn fold_cow(text: &str) -> Cow<'_, str> {
    steps::count(text.len());
    if text.chars().all(is_plain) { Cow::Borrowed(text) } else { Cow::Owned(fold(text)) }
}

/// Han and ASCII that fold to themselves.
fn is_plain(char: char) -> bool {
    if is_han(char) {
        simplified(char).is_none()
    } else {
        char.is_ascii_graphic() && !matches!(char, '\'' | '[' | ']')
    }
}

/// Folded text that remembers where each of its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldedText<'t> {
    /// The folded characters; the original where folding changes nothing.
    pub text: Cow<'t, str>,
    /// Where the two texts fall out of step: a byte of `text`, and the byte of the original where
    /// its character begins. From there to the next one, both advance by the same bytes.
    steps: Vec<(u32, u32)>,
    /// The length of the original.
    end: usize,
}

impl<'t> FoldedText<'t> {
    /// Folds `text` and keeps the way back.
    pub fn new(text: &'t str) -> Self {
        let end = text.len();
        steps::count(end);
        if text.chars().all(is_plain) {
            return Self { text: Cow::Borrowed(text), steps: Vec::new(), end };
        }
        let mut folded = String::with_capacity(end);
        let mut steps: Vec<(u32, u32)> = Vec::new();
        let (mut last, mut from) = (0, 0);
        fold_each(text, |part, at| {
            if from + folded.len() - last != at {
                (last, from) = (folded.len(), at);
                steps.push((last as u32, from as u32));
            }
            folded.push_str(part);
        });
        Self { text: Cow::Owned(folded), steps, end }
    }

    /// The byte of the original where the character at the folded byte `at` begins. `at ==
    /// text.len()` gives the end of the original.
    pub fn origin(&self, at: usize) -> usize {
        if at == self.text.len() {
            return self.end;
        }
        let before = self.steps.partition_point(|&(folded, _)| folded as usize <= at);
        let (folded, original) = before.checked_sub(1).map_or((0, 0), |last| self.steps[last]);
        original as usize + at - folded as usize
    }

    /// The range of the original behind a non-empty range of the folded text, without white
    /// space that folding dropped at its end.
    pub fn origin_range(
        &self,
        range: std::ops::Range<usize>,
        original: &str,
    ) -> std::ops::Range<usize> {
        let start = self.origin(range.start);
        let end = self.origin(range.end);
        let end = start + original[start..end].trim_end().len();
        start..end
    }
}

/// Hands out what `text` folds to, in pieces with the bytes where they begin: what folds to itself
/// as it stands, everything else character by character.
fn fold_each(text: &str, mut push: impl FnMut(&str, usize)) {
    let mut plain = 0;
    for (at, char) in text.char_indices() {
        if is_plain(char) {
            continue;
        }
        if plain < at {
            push(&text[plain..at], plain);
        }
        plain = at + char.len_utf8();
        fold_char(char, |part| push(part.encode_utf8(&mut [0; 4]), at));
    }
    if plain < text.len() {
        push(&text[plain..], plain);
    }
}

fn fold_char(char: char, mut push: impl FnMut(char)) {
    if char.is_ascii() {
        if char.is_ascii_graphic() {
            push(unify(char));
        }
    } else if let Some(part) = simplified(char) {
        push(part);
    } else if let Some(part) = compatible(char) {
        push(unify(part));
    } else {
        for part in std::iter::once(char).nfkc() {
            if !part.is_whitespace() && !is_invisible(part) {
                // A radical or a letter kept for other encodings may be that of a traditional character: ⾴ is 頁.
                push(simplified(part).unwrap_or_else(|| unify(part)));
            }
        }
    }
}

/// The NFKC of the punctuation that reports are full of, which is known without a look at tables.
fn compatible(char: char) -> Option<char> {
    match char {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(char as u32 - 0xFEE0),
        '、' | '。' | '〇' | '《' | '》' | '“' | '”' | '—' => Some(char),
        _ => None,
    }
}

/// Zero-width and formatting characters that editors leave behind, and selectors of a glyph.
pub(crate) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{FE00}'..='\u{FE0F}' | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Circles and letters that are written for 〇 among Chinese digits: 二○二四, 二Ｏ二四, 二0二四.
pub fn stands_for_zero(char: char) -> bool {
    matches!(char, '○' | '◯' | '⚪' | '0' | '０' | 'O' | 'o' | 'Ｏ' | 'ｏ' | 'О' | 'Ο')
}

fn unify(char: char) -> char {
    match char {
        '“' | '”' | '„' | '‟' | '‘' | '’' | '\'' | '「' | '」' | '『' | '』' | '＂' | '〝'
        | '〞' => '"',
        '【' | '〔' | '[' => '(',
        '】' | '〕' | ']' => ')',
        '、' | '，' => ',',
        '。' | '．' => '.',
        '：' => ':',
        '；' => ';',
        '—' | '–' | '―' | '‐' | '－' | '−' | '─' => '-',
        '〇' => '0',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_a_reader_calls_the_same_fold_to_the_same_string() {
        assert_eq!(fold("（三）不予 公开"), fold("(三)不予公开"));
        assert_eq!(fold("3.危及“三安全一稳定”"), fold("３．危及\"三安全\n一稳定\""));
        assert_eq!(fold("\u{3000}0\u{a0}"), "0");
        assert_eq!(fold("三、收到和處理政府信息公開申請情況"), "三,收到和处理政府信息公开申请情况");
        assert_ne!(fold("规章"), fold("规范性文件"));
    }

    #[test]
    fn text_that_folds_to_itself_is_not_copied() {
        for text in
            ["14", "自然人", "1.属于国家秘密", "", "'a'", "[1]", "（一）", "1 4", "、", "〇"]
        {
            assert_eq!(fold_cow(text), fold(text), "{text}");
        }
        assert!(matches!(fold_cow("1.属于国家秘密"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_traditional_character_stands_for_folds_to_itself() {
        for char in all_simplified() {
            assert_eq!(fold_cow(&char.to_string()), char.to_string());
        }
        // They are letters of their own in simplified texts, too.
        assert_eq!(fold("乾著徵瞭於"), "乾著徵瞭於");
    }

    #[test]
    fn what_is_folded_is_folded() {
        assert_eq!(fold("⾴⾒"), "页见");
        for char in '\0'..='\u{2FA1F}' {
            let folded = fold(&char.to_string());
            assert_eq!(fold(&folded), folded, "{char:?}");
        }
    }

    #[test]
    fn known_punctuation_is_that_of_the_tables() {
        let known = ('\u{80}'..='\u{FFFF}').filter_map(|char| Some((char, compatible(char)?)));
        for (char, part) in known {
            assert_eq!(std::iter::once(char).nfkc().collect::<String>(), part.to_string());
        }
    }

    #[test]
    fn every_folded_character_leads_back_to_its_own() {
        for text in [
            " 公 开（㎡…）３，5[一]\u{200B}",
            "公 開總計",
            "公开",
            "",
            "\u{3000}",
            "…㎡…a",
            "á\u{301} ﬁ，x",
        ] {
            let folded = FoldedText::new(text);
            assert_eq!(folded.text, fold(text), "{text}");
            let mut origins = Vec::new();
            for (at, char) in text.char_indices() {
                fold_char(char, |_| origins.push(at));
            }
            let found: Vec<usize> =
                folded.text.char_indices().map(|(at, _)| folded.origin(at)).collect();
            assert_eq!(found, origins, "{text}");
        }
    }

    #[test]
    fn a_folded_place_leads_back_to_the_original() {
        let text = "\t（七）总 计\u{3000}3";
        let folded = FoldedText::new(text);
        let at = folded.text.find("总计").expect("folded text holds the label");
        let range = folded.origin_range(at..at + "总计".len(), text);
        assert_eq!(&text[range], "总 计");
        assert_eq!(folded.origin(folded.text.len()), text.len());
    }
}
