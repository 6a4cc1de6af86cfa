//! The numbering at the start of a line: 一、 （一） 1. （1）.
//!
//! * [`numbering`] – the number, its style and where the title begins
//! * [`shaped`] – whether a bare line is a heading by its shape

use crate::{
    blank::{is_blank, trim_start},
    numeral,
};

/// Characters a heading has at most; what is longer is a sentence with a number.
const LONGEST_HEADING: usize = 40;

/// The number that a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// How deep such a number stands by custom, 1 to 4; see [`NumberingStyle::level`].
    pub level: u8,
    /// The number, 1 to 99.
    pub value: u32,
    /// How it is written.
    pub style: NumberingStyle,
    /// Bytes before the title, white space included: the title is `text[len..]`.
    pub len: usize,
}

/// How a number is written. Which stop and which brackets are used makes no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberingStyle {
    /// 一、
    Chinese,
    /// （一）
    ChineseInBrackets,
    /// 1. or 1、
    Arabic,
    /// （1）
    ArabicInBrackets,
}

impl NumberingStyle {
    /// The level such a number has in a document (GB/T 9704: 一、 （一） 1. （1）).
    pub fn level(self) -> u8 {
        match self {
            Self::Chinese => 1,
            Self::ChineseInBrackets => 2,
            Self::Arabic => 3,
            Self::ArabicInBrackets => 4,
        }
    }
}

/// The numbering at the start of `text`, white space before and within it allowed.
///
/// `1.5万` and `2020.1` are amounts and dates, not numberings; nor is anything above 99. Of `1.2025年`,
/// the number is 1.
pub fn numbering(text: &str) -> Option<Numbering> {
    let start = trim_start(text);
    let inside = start.strip_prefix(['（', '(']);
    let (value, chinese, rest) = number(trim_start(inside.unwrap_or(start)))?;
    let rest = trim_start(rest);
    let closing = rest.chars().next()?;
    let rest = &rest[closing.len_utf8()..];
    let style = match (closing, inside.is_some()) {
        ('）' | ')', true) if chinese => NumberingStyle::ChineseInBrackets,
        ('）' | ')', true) => NumberingStyle::ArabicInBrackets,
        ('.' | '．', false) if leading(rest, digit).is_some() && !is_year(rest) => return None,
        ('、' | '.' | '．', false) if chinese => NumberingStyle::Chinese,
        ('、' | '.' | '．', false) => NumberingStyle::Arabic,
        _ => return None,
    };
    let len = text.len() - trim_start(rest).len();
    Some(Numbering { level: style.level(), value, style, len })
}

/// The numbering of a line that is a heading by its shape: short, numbered, with a title, and
/// not ended like a sentence.
pub fn shaped(line: &str) -> Option<Numbering> {
    let numbering = numbering(line)?;
    let titled = !line[numbering.len..].trim_start_matches(is_blank).is_empty();
    let short = line.len() <= LONGEST_HEADING || line.chars().count() <= LONGEST_HEADING;
    (titled && short && !line.ends_with(['。', '；', ';'])).then_some(numbering)
}

/// A number from 1 to 99 at the start of `text`, whether it is Chinese, and what follows.
fn number(text: &str) -> Option<(u32, bool, &str)> {
    if let Some((value, rest)) = numeral::leading(text) {
        return Some((value, true, rest));
    }
    let (value, rest) = leading(text, digit)?;
    let (value, rest) = match leading(rest, digit) {
        Some((ones, rest)) => (value * 10 + ones, rest),
        None => (value, rest),
    };
    let ended = !rest.starts_with(|char| digit(char).is_some());
    (ended && value > 0).then_some((value, false, rest))
}

/// Whether `text` begins with a year: 2025年.
fn is_year(text: &str) -> bool {
    let digits = text.char_indices().find(|&(_, char)| digit(char).is_none());
    digits.is_some_and(|(end, char)| {
        let century = text.starts_with(['1', '2', '１', '２']);
        century && char == '年' && text[..end].chars().count() == 4
    })
}

/// The value of the first character, and the text after it.
fn leading(text: &str, value: fn(char) -> Option<u32>) -> Option<(u32, &str)> {
    let mut chars = text.chars();
    Some((value(chars.next()?)?, chars.as_str()))
}

pub(crate) fn digit(char: char) -> Option<u32> {
    match char {
        '０'..='９' => Some(char as u32 - '０' as u32),
        _ => char.to_digit(10),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `level value|title`, or nothing.
    fn check(text: &str, expected: &str) {
        let found = numbering(text)
            .map(|found| format!("{} {}|{}", found.level, found.value, &text[found.len..]));
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn four_styles_are_recognised_with_either_width_of_stops_and_brackets() {
        check("一、总体情况", "1 1|总体情况");
        check("二．主动公开", "1 2|主动公开");
        check("(三)不予公开", "2 3|不予公开");
        check("（四) 无法提供", "2 4|无法提供");
        check("5.属于三类内部事务信息", "3 5|属于三类内部事务信息");
        check("６．其他", "3 6|其他");
        check("1、 总体情况", "3 1|总体情况");
        check("1.2025年，我局", "3 1|2025年，我局");
        check("一．２０２５年工作", "1 1|２０２５年工作");
        check("(１）收费", "4 1|收费");
    }

    #[test]
    fn white_space_before_within_and_behind_belongs_to_the_prefix() {
        check("\u{3000}\u{3000}一、\t总体情况", "1 1|总体情况");
        check("（ 七 ）总计", "2 7|总计");
        check("三、", "1 3|");
    }

    #[test]
    fn chinese_numerals_reach_ninety_nine() {
        check("十、", "1 10|");
        check("十二、附件", "1 12|附件");
        check("二十、附件", "1 20|附件");
        check("（九十九）附件", "2 99|附件");
    }

    #[test]
    fn amounts_dates_and_prose_are_no_numbering() {
        for text in [
            "1.5万",
            "２．５",
            "2020.1",
            "1.2025",
            "1.20255年",
            "1.25年",
            "2020、2021年",
            "100.",
            "0.",
            "0其他",
            "一是加强",
            "（2020）1号",
            "（1.5万元）",
            "第二十条第（一）项",
            "（一",
            "三",
            "",
            "（）",
            "百、",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn a_heading_is_short_has_a_title_and_ends_no_sentence() {
        assert!(shaped("一、总体情况：").is_some());
        assert!(shaped("（一）主动公开。").is_none());
        assert!(shaped("三、").is_none());
        assert!(shaped(&format!("（一）{}", "长".repeat(37))).is_some());
        assert!(shaped(&format!("（一）{}", "长".repeat(38))).is_none());
    }

    proptest! {
        #[test]
        fn the_title_is_a_part_of_the_line(text in r"[ \t　]?[（(]?[一十0-9１]{0,3}[)）.、．]?.{0,4}") {
            if let Some(found) = numbering(&text) {
                prop_assert!(text.is_char_boundary(found.len));
                prop_assert!((1..=99).contains(&found.value));
                prop_assert_eq!(found.level, found.style.level());
            }
        }
    }
}
