//! Numbers in the formats of Word's automatic numbering (`w:numFmt`).

use crate::numeral::{DIGITS, counting, written};

/// `number` in the format of that name; formats without a form for it, and unknown ones, are
/// decimal, as Word writes them.
pub(crate) fn numeral(format: &str, number: u32) -> String {
    let special = match format {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "numberInDash" => Some(format!("- {number} -")),
        "upperLetter" => letters(number, 'A'),
        "lowerLetter" => letters(number, 'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|roman| roman.to_lowercase()),
        "decimalFullWidth" | "decimalFullWidth2" => {
            Some(digits(number, &signs("０１２３４５６７８９")))
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(number),
        "decimalEnclosedParen" => sequence(number, '⑴', 20),
        "decimalEnclosedFullstop" => sequence(number, '⒈', 20),
        "ideographEnclosedCircle" => sequence(number, '㊀', 10),
        "ideographTraditional" => one_of(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => one_of(number, "子丑寅卯辰巳午未申酉戌亥"),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            Some(digits(number, &DIGITS).replace('零', "〇"))
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => Some(written(number)),
        "chineseLegalSimplified" => legal(number, "零壹贰叁肆伍陆柒捌玖"),
        "ideographLegalTraditional" => legal(number, "零壹貳參肆伍陸柒捌玖"),
        _ => None,
    };
    special.unwrap_or_else(|| number.to_string())
}

/// A … Z, AA … ZZ, AAA; Word repeats the letter.
fn letters(number: u32, first: char) -> Option<String> {
    const REPEATS: u32 = 8;
    let (repeats, letter) = (number.checked_sub(1)? / 26 + 1, (number - 1) % 26);
    let letter = char::from_u32(first as u32 + letter)?;
    (repeats <= REPEATS).then(|| String::from(letter).repeat(repeats as usize))
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            roman.push_str(sign);
            rest -= value;
        }
    }
    Some(roman)
}

fn legal(number: u32, digits: &str) -> Option<String> {
    counting(number, &signs(digits), "拾佰仟")
}

fn signs(signs: &str) -> Vec<char> {
    signs.chars().collect()
}

fn digits(number: u32, signs: &[char]) -> String {
    number.to_string().bytes().map(|digit| signs[usize::from(digit - b'0')]).collect()
}

fn sequence(number: u32, first: char, count: u32) -> Option<String> {
    let step = number.checked_sub(1).filter(|step| *step < count)?;
    char::from_u32(first as u32 + step).map(String::from)
}

fn circled(number: u32) -> Option<String> {
    match number {
        21..=35 => sequence(number - 20, '㉑', 15),
        36..=50 => sequence(number - 35, '㊱', 15),
        _ => sequence(number, '①', 20),
    }
}

fn one_of(number: u32, signs: &str) -> Option<String> {
    signs.chars().nth(number.checked_sub(1)? as usize).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numbers_are_written_as_word_shows_them() {
        let check = |format, numbers: &[u32], expected: &str| {
            let written: Vec<_> = numbers.iter().map(|&number| numeral(format, number)).collect();
            assert_eq!(written.join(" "), expected, "{format}");
        };
        check(
            "chineseCountingThousand",
            &[1, 10, 12, 20, 102, 110, 1001, 12345],
            "一 十 十二 二十 一百零二 一百一十 一千零一 12345",
        );
        check("chineseLegalSimplified", &[1, 10, 21], "壹 壹拾 贰拾壹");
        check("ideographDigital", &[7, 10, 11], "七 一〇 一一");
        check("decimalFullWidth", &[3, 12], "３ １２");
        check("decimalEnclosedCircle", &[1, 20, 21, 36, 50, 51], "① ⑳ ㉑ ㊱ ㊿ 51");
        check("upperLetter", &[0, 1, 26, 27], "0 A Z AA");
        check("lowerRoman", &[4, 1999, 4000], "iv mcmxcix 4000");
        check("ideographTraditional", &[1, 10, 11], "甲 癸 11");
        check("unheardOf", &[7, u32::MAX], "7 4294967295");
    }
}
