//! Blank characters, and lines that are headings by their number.

/// Characters a heading has at most; what is longer is a sentence with a number.
const LONGEST_HEADING: usize = 40;

/// Whether `char` leaves no mark on the page.
pub(super) fn is_blank(char: char) -> bool {
    matches!(char, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
        || char.is_whitespace()
        || char.is_control()
}

/// The level of a short line that begins with a number: 一、 1, （一） 2, 1. 3, （1） 4.
pub(super) fn numbered(line: &str) -> Option<u8> {
    let inside = line.strip_prefix(['（', '(']);
    let number = inside.unwrap_or(line);
    let chinese = number.trim_start_matches(|char| "一二三四五六七八九十".contains(char));
    let arabic = number.trim_start_matches(|char: char| char.is_ascii_digit());
    let rest = if chinese.len() < number.len() { chinese } else { arabic };
    if rest.len() == number.len() {
        return None;
    }
    let closing = rest.chars().next()?;
    let title = &rest[closing.len_utf8()..];
    let level = match (closing, inside.is_some()) {
        ('）' | ')', true) => 2,
        ('、' | '.' | '．', false) if !title.starts_with(|char: char| char.is_ascii_digit()) => 1,
        _ => return None,
    };
    let titled = title.chars().any(|char| !is_blank(char));
    let short = line.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING;
    let sentence = line.ends_with(['。', '；', ';']);
    (titled && short && !sentence).then_some(if chinese.len() < number.len() {
        level
    } else {
        level + 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_numbered_line_is_a_heading() {
        assert_eq!(numbered("一、总体情况"), Some(1));
        assert_eq!(numbered("(二)主动公开"), Some(2));
        assert_eq!(numbered("3．其他"), Some(3));
        assert_eq!(numbered("（1）收费"), Some(4));
        for text in ["1.5万", "一、", "（一", "（）", "一是加强", "（一）主动公开。", "、", ""]
        {
            assert_eq!(numbered(text), None, "{text}");
        }
    }
}
