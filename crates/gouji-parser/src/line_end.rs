//! Where lines end: at LF, CR and CR LF, which every editor counts, and at characters that begin a new
//! line on the page alone.

use memchr::memmem;

/// Ends that editors do not count as lines: vertical tab (Word's line break, copied), form feed (a new
/// page), NEL, and the line and paragraph separators of Unicode (copied from web editors).
const RARE: [char; 5] = ['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Whether a line ends at `char`.
pub(crate) fn is_end(char: char) -> bool {
    matches!(char, '\n' | '\r') || is_rare(char)
}

/// Whether a line ends at `char` on the page, and editors do not count it.
pub(crate) fn is_rare(char: char) -> bool {
    RARE.contains(&char)
}

/// How many rare ends a text has.
pub(crate) fn rare_in(text: &str) -> usize {
    let mut buffer = [0; 4];
    RARE.iter()
        .map(|end| {
            let end = end.encode_utf8(&mut buffer).as_bytes();
            memmem::find_iter(text.as_bytes(), end).count()
        })
        .sum()
}
