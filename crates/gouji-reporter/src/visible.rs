//! Text as it may be shown: no character of it steers the terminal, turns the reading direction
//! or hides. And the columns it takes there.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// What a TAB is shown as. A row of cells is shown as a row, so tab stops carry no meaning here.
const TAB: &str = "    ";

/// The text with every control, bidirectional, zero-width and private-use character as `\u{…}`; TAB and line
/// end become blanks.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|char| shown_width(char).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        push(&mut shown, char);
    }
    Cow::Owned(shown)
}

/// Appends one character as [`visible`] shows it.
fn push(shown: &mut String, char: char) {
    match char {
        '\t' => shown.push_str(TAB),
        '\n' => shown.push(' '),
        _ if shown_width(char).is_some() => shown.push(char),
        _ => shown.extend(char.escape_unicode()),
    }
}

/// Columns of a character that is shown as it is; none where it must not be.
fn shown_width(char: char) -> Option<usize> {
    match char {
        // the soft hyphen and the line and paragraph separators have a width, and yet hide; what is
        // seen of private use depends on the font, mostly nothing or a box
        '\u{AD}' | '\u{2028}' | '\u{2029}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => None,
        _ => char.width().filter(|&width| width > 0),
    }
}

/// Columns of a character once it is visible.
fn char_columns(char: char) -> usize {
    match char {
        '\t' => TAB.len(),
        '\n' => 1,
        _ => shown_width(char).unwrap_or_else(|| char.escape_unicode().len()),
    }
}

/// Columns of visible text. Characters of ambiguous width (`“ ” … — ①`) count as one.
pub(crate) fn columns(visible: &str) -> usize {
    if visible.is_ascii() { visible.len() } else { visible.chars().map(char_columns).sum() }
}

/// How much of the start of `text` fits: (bytes, columns of them once visible).
pub(crate) fn fit_start(text: &str, limit: usize) -> (usize, usize) {
    fit(text.char_indices().map(|(at, char)| (at + char.len_utf8(), char)), 0, limit)
}

/// How much of the end of `text` fits: (where it begins, columns of it once visible).
pub(crate) fn fit_end(text: &str, limit: usize) -> (usize, usize) {
    fit(text.char_indices().rev(), text.len(), limit)
}

fn fit(
    chars: impl Iterator<Item = (usize, char)>,
    mut edge: usize,
    limit: usize,
) -> (usize, usize) {
    let mut used = 0;
    for (next, char) in chars {
        let columns = char_columns(char);
        if used + columns > limit {
            break;
        }
        used += columns;
        edge = next;
    }
    (edge, used)
}

/// Visible text in at most `limit` columns. What is too long loses its middle; more is kept of its
/// start, which tells the rows of the form apart.
pub(crate) fn shorten(visible: &str, limit: usize) -> Cow<'_, str> {
    if columns(visible) <= limit {
        return Cow::Borrowed(visible);
    }
    let room = limit.saturating_sub(1);
    let (head, used) = fit_start(visible, room * 2 / 3);
    let (tail, _) = fit_end(visible, room - used);
    Cow::Owned(format!("{}…{}", &visible[..head], &visible[tail.max(head)..]))
}

/// Visible text in lines of at most `limit` columns, broken where a reader of Chinese would.
pub(crate) fn wrap(visible: &str, limit: usize) -> Vec<Cow<'_, str>> {
    if columns(visible) <= limit {
        return vec![Cow::Borrowed(visible)];
    }
    let options = textwrap::Options::new(limit.max(2))
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(visible, options)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_steers_a_terminal_or_hides_is_written_out() {
        let check = |text: &str, expected: &str| assert_eq!(visible(text), expected);
        check("总计\t3\n", "总计    3 ");
        check("\u{1b}[31m红\r\u{9b}0m\u{0}", r"\u{1b}[31m红\u{d}\u{9b}0m\u{0}");
        check("a\u{202e}b\u{2066}c\u{200f}\u{61c}", r"a\u{202e}b\u{2066}c\u{200f}\u{61c}");
        check("1\u{200b}2\u{feff}3\u{ad}4\u{2028}", r"1\u{200b}2\u{feff}3\u{ad}4\u{2028}");
        check("e\u{301}", r"e\u{301}");
        check("政\u{e5e5}\u{f8ff}府\u{f0000}\u{FFFD}", "政\\u{e5e5}\\u{f8ff}府\\u{f0000}\u{FFFD}");
        check("“三安全一稳定”\u{3000}１２件①", "“三安全一稳定”\u{3000}１２件①");
    }

    #[test]
    fn a_long_label_loses_its_middle() {
        let label = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）";
        assert_eq!(shorten(label, 24), "（二）部分公开…他情形）");
        assert_eq!(shorten(label, 1), "…");
        assert_eq!(shorten("总计", 4), "总计");
    }

    #[test]
    fn a_line_does_not_begin_with_a_closing_mark() {
        let lines = wrap("第一项加第二项之和，等于第三项加第四项之和", 18);
        assert_eq!(lines, ["第一项加第二项之", "和，等于第三项加第", "四项之和"]);
    }

    proptest! {
        #[test]
        fn fitting_wrapping_and_shortening_keep_to_the_limit(text in "\\PC{0,60}|.{0,60}", limit in 2usize..40) {
            let shown = visible(&text);
            prop_assert!(shown.chars().all(|char| shown_width(char).is_some()));
            prop_assert!(columns(&shorten(&shown, limit)) <= limit);
            for line in wrap(&shown, limit) {
                prop_assert!(columns(&line) <= limit, "{line:?}");
            }
            let (end, used) = fit_start(&text, limit);
            prop_assert!(used <= limit && used == columns(&visible(&text[..end])));
            let (start, used) = fit_end(&text, limit);
            prop_assert!(used <= limit && used == columns(&visible(&text[start..])));
        }
    }
}
