//! Years and days that running text names.

use std::ops::Range;

use gouji_parser::quantity::{Quantity, Unit};

use super::sentences::SplitPassage;

/// A year, a month or a day: 2024年, 2024年1月31日, 12月31日.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    /// Index of its passage.
    pub(crate) passage: usize,
    /// Index of its sentence in the passage.
    pub(crate) sentence: usize,
    /// From its first digit to 年, 月 or 日.
    pub(crate) range: Range<usize>,
    pub(crate) year: Option<u16>,
    /// As written: there need not be such a month.
    pub(crate) month: Option<u8>,
    /// As written: there need not be such a day.
    pub(crate) day: Option<u8>,
}

/// The times of a passage, in reading order.
pub(super) fn read(
    passage: usize,
    text: &str,
    split: &SplitPassage,
    quantities: &[Quantity],
) -> Vec<Time> {
    let mut times: Vec<Time> = Vec::new();
    for quantity in quantities {
        let Some((part, value)) = part(quantity) else { continue };
        let range = quantity.digits.start..quantity.range.end;
        let last = times.last_mut().filter(|last| {
            last.range.end <= range.start && text[last.range.end..range.start].trim().is_empty()
        });
        match (part, last) {
            (DatePart::Month, Some(last)) if last.month.is_none() => {
                (last.month, last.range.end) = (u8::try_from(value).ok(), range.end);
            }
            (DatePart::Day, Some(last)) if last.month.is_some() && last.day.is_none() => {
                (last.day, last.range.end) = (u8::try_from(value).ok(), range.end);
            }
            (DatePart::Day, _) => {}
            (part, _) => {
                let sentence = split
                    .sentences
                    .partition_point(|sentence| sentence.range.end <= range.start)
                    .min(split.sentences.len().saturating_sub(1));
                let year = (part == DatePart::Year).then_some(value);
                let month =
                    (part == DatePart::Month).then_some(value).and_then(|it| it.try_into().ok());
                times.push(Time { passage, sentence, range, year, month, day: None });
            }
        }
    }
    times
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum DatePart {
    Year,
    Month,
    Day,
}

/// Which part of a date a quantity is, with its value.
fn part(quantity: &Quantity) -> Option<(DatePart, u16)> {
    let Some(Unit::Counter(counter)) = quantity.unit else { return None };
    // In 1月1日-12月31日 the dash is no minus.
    let value = u16::try_from(quantity.value.abs()).ok().filter(|_| quantity.decimals == 0)?;
    match counter {
        "年" if (1990..=2100).contains(&value) && !quantity.form.leading_zeros => {
            Some((DatePart::Year, value))
        }
        "月" if value < 100 => Some((DatePart::Month, value)),
        "日" if value < 100 => Some((DatePart::Day, value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use gouji_parser::quantity::scan;

    use super::*;
    use crate::prose::sentences::split;

    fn check(text: &str) -> Vec<String> {
        let quantities = scan(text);
        let times = read(0, text, &split(text, &quantities), &quantities);
        let or =
            |value: Option<u16>| value.map_or_else(|| "–".to_owned(), |value| value.to_string());
        times
            .iter()
            .map(|time| {
                let (month, day) = (time.month.map(u16::from), time.day.map(u16::from));
                let said = [time.year, month, day].map(or).join("/");
                format!("{} {said}", &text[time.range.clone()])
            })
            .collect()
    }

    #[test]
    fn years_and_days() {
        assert_eq!(check("2024年，收到3件，近3年"), ["2024年 2024/–/–"]);
        assert_eq!(
            check("自2024年1月1日至12月31日止"),
            ["2024年1月1日 2024/1/1", "12月31日 –/12/31"]
        );
        assert_eq!(
            check("2024 年 1 月 1 日-12月31日。二〇二五年一月"),
            ["2024 年 1 月 1 日 2024/1/1", "12月31日 –/12/31", "二〇二五年一月 2025/1/–"]
        );
        assert_eq!(check("每月5日前、2024年2月30日"), ["2024年2月30日 2024/2/30"]);
        assert_eq!(check("202311日至1231日"), Vec::<String>::new());
    }
}
