//! The one normalisation under which labels are compared.
//!
//! Two labels that a reader of the form would call the same fold to the same string: full and
//! half width (NFKC), white space of every sort, quotation marks and brackets make no difference.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Folds `text`: NFKC, no white space, one kind of quote, bracket, comma and dash.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_each(text, |char, _| folded.push(char));
    folded
}

/// Folds `text`, which is handed back as it is where folding changes nothing.
pub fn fold_cow(text: &str) -> Cow<'_, str> {
    if text.chars().all(|char| is_han(char) || is_plain_ascii(char)) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(fold(text))
    }
}

/// ASCII that folds to itself.
fn is_plain_ascii(char: char) -> bool {
    char.is_ascii_graphic() && !matches!(char, '\'' | '[' | ']')
}

/// Folded text that remembers where each of its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded characters.
    pub text: String,
    /// For each byte of `text`, the byte of the original where its character begins; one more
    /// entry at the end.
    origin: Vec<u32>,
}

impl Folded {
    /// Folds `text` and keeps the way back.
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len() + 1),
        };
        fold_each(text, |char, at| {
            folded.text.push(char);
            folded.origin.resize(folded.text.len(), at as u32);
        });
        folded.origin.push(text.len() as u32);
        folded
    }

    /// The byte of the original that the folded byte `at` came from. `at == text.len()` gives the
    /// end of the original.
    pub fn origin(&self, at: usize) -> usize {
        self.origin[at] as usize
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

fn fold_each(text: &str, mut push: impl FnMut(char, usize)) {
    for (at, char) in text.char_indices() {
        if char.is_ascii() {
            if !char.is_ascii_whitespace() && !char.is_ascii_control() {
                push(unify(char), at);
            }
        } else if is_han(char) {
            push(char, at);
        } else {
            for part in std::iter::once(char).nfkc() {
                if !part.is_whitespace() && !is_invisible(part) {
                    push(unify(part), at);
                }
            }
        }
    }
}

pub(crate) fn is_han(char: char) -> bool {
    matches!(char, '\u{4E00}'..='\u{9FFF}')
}

/// Zero-width and formatting characters that editors leave behind.
pub(crate) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
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
    fn a_folded_place_leads_back_to_the_original() {
        let text = "\t（七）总 计\u{3000}3";
        let folded = Folded::new(text);
        let at = folded.text.find("总计").expect("folded text holds the label");
        let range = folded.origin_range(at..at + "总计".len(), text);
        assert_eq!(&text[range], "总 计");
        assert_eq!(folded.origin(folded.text.len()), text.len());
    }
}
