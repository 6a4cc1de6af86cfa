//! Laws of reading numbers.

use proptest::prelude::*;

use super::*;

/// Groups `digits` in threes with `separator`.
fn grouped(digits: &str, separator: char) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

fn widened(text: &str) -> String {
    let wide =
        |char: char| char::from_u32(char as u32 + 0xFEE0).filter(|_| char.is_ascii_graphic());
    text.chars().map(|char| wide(char).unwrap_or(char)).collect()
}

/// Writes a number the standard way: 零 for places left out, 一十 as 十 at the start.
fn chinese(value: u64) -> String {
    fn section(value: u64) -> String {
        const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let (mut written, mut gap) = (String::new(), false);
        for (place, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = value / place % 10;
            if digit == 0 {
                gap = !written.is_empty();
                continue;
            }
            if gap {
                written.push('零');
            }
            (written, gap) = (written + DIGITS[digit as usize] + unit, false);
        }
        written
    }
    if value == 0 {
        return "零".to_owned();
    }
    let mut written = String::new();
    for (power, unit) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let part = value / power % 10_000;
        if part > 0 {
            if !written.is_empty() && part < 1000 {
                written.push('零');
            }
            written += &section(part);
            written += unit;
        }
    }
    if written.starts_with("一十") { written["一".len()..].to_owned() } else { written }
}

proptest! {
    #[test]
    fn a_written_number_is_read_back(
        coefficient in 0_i64..=i64::MAX,
        decimals in 0_u32..7,
        form in 0..5,
        sign in prop::sample::select(vec!["", "-", "+", "增", "减"]),
        unit in prop::sample::select(vec!["", "元", "万元", "亿元", "%", "‰", "件", "人次", "个百分点"]),
    ) {
        let value = Decimal::new(coefficient, decimals);
        let plain = value.to_string();
        let (integer, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let dotted = |integer: String| if fraction.is_empty() { integer } else { format!("{integer}.{fraction}") };
        let digits = match form {
            0 => plain.clone(),
            1 => widened(&plain),
            2 => dotted(grouped(integer, ',')),
            3 => widened(&dotted(grouped(integer, ','))),
            _ => dotted(grouped(integer, '\u{a0}')),
        };
        let cell = format!("\u{3000}{sign}{digits}{unit}\u{a0}");
        let CellReading::Number(read) = read_cell(&cell) else { panic!("{cell:?} is a number") };
        let negative = matches!(sign, "-" | "减");
        prop_assert_eq!(read.value, if negative { -value } else { value });
        prop_assert_eq!((read.decimals, read.scale), (decimals, 0));
        prop_assert_eq!(&cell[read.digits], digits.as_str());
        prop_assert_eq!(&cell[read.range], cell.trim());
        prop_assert_eq!(read.form.thousands, (2..=3).contains(&form) && integer.len() > 3);
        prop_assert_eq!(read.form.inner_space, form == 4 && integer.len() > 3);
        prop_assert_eq!(read.form.full_width, matches!(form, 1 | 3));
    }

    #[test]
    fn a_chinese_numeral_is_read_back(value in prop_oneof![0_u64..20_000, 0..1_000_000_000_000_u64]) {
        let cell = chinese(value);
        let CellReading::Number(read) = read_cell(&cell) else { panic!("{cell} is {value}") };
        prop_assert_eq!(read.value, Decimal::from(value), "{}", cell);
        let percent = format!("百分之{cell}点二五");
        if !cell.ends_with(['万', '亿']) {
            let CellReading::Number(read) = read_cell(&percent) else { panic!("{percent}") };
            prop_assert_eq!(read.value, Decimal::from(value) + Decimal::new(25, 2));
        }
    }

    /// However many digits: a number, or beyond; never text, never another number.
    #[test]
    fn digits_are_a_number_or_beyond(digits in "[1-9][0-9]{0,60}", note in prop::bool::ANY) {
        let cell = if note { format!("{digits}（其中甲1件）") } else { digits.clone() };
        match read_cell(&cell) {
            CellReading::Number(read) => {
                prop_assert_eq!(read.value.to_string(), digits);
                prop_assert_eq!(read.form.note, note);
            }
            CellReading::Beyond => prop_assert!(digits.len() > 27),
            other => prop_assert!(note && digits.len() > 27, "{other:?}"),
        }
    }

    #[test]
    fn every_text_is_read_in_order(text in hostile()) {
        let mut end = 0;
        for quantity in scan(&text) {
            prop_assert!(end <= quantity.range.start && quantity.range.start <= quantity.digits.start);
            prop_assert!(quantity.digits.start < quantity.digits.end);
            prop_assert!(quantity.digits.end <= quantity.range.end);
            prop_assert!(text.get(quantity.range.clone()).is_some());
            prop_assert!(text.get(quantity.digits).is_some());
            end = quantity.range.end;
        }
        if let CellReading::Number(quantity) = read_cell(&text) {
            prop_assert!(text.get(quantity.range).is_some() && text.get(quantity.digits).is_some());
        }
    }
}

/// Any text, and texts of nothing but what numbers are made of.
fn hostile() -> impl Strategy<Value = String> {
    let pieces: Vec<char> =
        "0159０９Ol〇一二两十百千万亿点分之零.．。,， \u{a0}+-－增减约近超余多元件个%‰第年以上、（）/x统"
            .chars()
            .collect();
    prop_oneof![
        any::<String>(),
        prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(String::from_iter),
    ]
}
