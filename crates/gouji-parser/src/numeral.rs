//! Chinese numerals: the signs from 零 to 九, and the numbers that they count in headings.

/// The numerals from 0 to 9.
pub const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The value of a numeral from 零 to 九.
pub fn digit(char: char) -> Option<u32> {
    DIGITS.iter().zip(0..).find_map(|(&numeral, value)| (numeral == char).then_some(value))
}

/// Whether `char` counts in a heading: one of 一 … 十.
pub fn counts(char: char) -> bool {
    char == '十' || digit(char).is_some_and(|value| value > 0)
}

/// The number from 1 to 99 at the start of `text` in numerals, and what follows it.
pub fn leading(text: &str) -> Option<(u32, &str)> {
    let one = |text: &'_ str| {
        let value = digit(text.chars().next()?).filter(|&value| value > 0)?;
        Some((value, DIGITS[value as usize].len_utf8()))
    };
    let (first, after) = one(text).map_or((None, text), |(value, len)| (Some(value), &text[len..]));
    let Some(after) = after.strip_prefix('十') else { return Some((first?, after)) };
    let tens = first.unwrap_or(1) * 10;
    Some(one(after).map_or((tens, after), |(ones, len)| (tens + ones, &after[len..])))
}

/// A number in numerals, 十二 rather than 一十二; in digits beyond 9999.
pub fn written(number: u32) -> String {
    let Some(text) = counting(number, &DIGITS, "十百千") else { return number.to_string() };
    match text.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => text,
    }
}

/// A number of up to four places in the signs for 0 to 9 and for ten, hundred, thousand.
pub(crate) fn counting(number: u32, signs: &[char], units: &str) -> Option<String> {
    if number > 9999 {
        return None;
    }
    if number == 0 {
        return Some(signs[0].to_string());
    }
    let mut text = String::new();
    let mut zero = false;
    for power in (0..4).rev() {
        let digit = number / 10_u32.pow(power) % 10;
        if digit == 0 {
            zero = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut zero) {
            text.push(signs[0]);
        }
        text.push(signs[digit as usize]);
        text.extend(power.checked_sub(1).and_then(|unit| units.chars().nth(unit as usize)));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for number in 1..=99 {
            assert_eq!(leading(&format!("{}、", written(number))), Some((number, "、")));
        }
        assert_eq!(leading("总体情况"), None);
        assert_eq!(leading("零、"), None);
    }
}
