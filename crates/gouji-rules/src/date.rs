//! Days of the calendar, as reports are dated with them.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A day that exists. Days are ordered as they follow each other.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(into = "String", try_from = "String")]
#[schemars(inline)]
pub(crate) struct Date {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// A day of any year: `01-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(into = "String", try_from = "String")]
#[schemars(inline)]
pub(crate) struct DayOfYear {
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// Days of the months of a year that is no leap year.
const DAYS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

impl Date {
    /// The day, if there is one: 2月30日 is none.
    pub(crate) fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = *DAYS.get(usize::from(month).checked_sub(1)?)?;
        let days = days + u8::from(leap && month == 2);
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }

    /// How many days it comes after `earlier`; below zero if it comes before.
    pub(crate) fn days_after(self, earlier: Self) -> i32 {
        self.number() - earlier.number()
    }

    /// Its number in the count of all days.
    fn number(self) -> i32 {
        let before = i32::from(self.year) - 1;
        let leap = Self::new(self.year, 2, 29).is_some();
        let months = &DAYS[..usize::from(self.month) - 1];
        let in_year: i32 = months.iter().map(|&days| i32::from(days)).sum();
        before * 365 + before / 4 - before / 100
            + before / 400
            + in_year
            + i32::from(leap && self.month > 2)
            + i32::from(self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}年{}月{}日", self.year, self.month, self.day)
    }
}

impl DayOfYear {
    /// The day in a year. 02-29 is 1 March where there is none.
    pub(crate) fn of(self, year: u16) -> Date {
        Date::new(year, self.month, self.day).unwrap_or(Date { year, month: 3, day: 1 })
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else { return Err(expected(&text, "2024-01-31")) };
        let date = year.parse().ok().zip(month.parse().ok()).zip(day.parse().ok());
        date.and_then(|((year, month), day)| Self::new(year, month, day))
            .ok_or_else(|| expected(&text, "2024-01-31"))
    }
}

impl TryFrom<String> for DayOfYear {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let day = Date::try_from(format!("2024-{text}")).map_err(|_| expected(&text, "01-31"))?;
        Ok(Self { month: day.month, day: day.day })
    }
}

impl From<Date> for String {
    fn from(Date { year, month, day }: Date) -> Self {
        format!("{year:04}-{month:02}-{day:02}")
    }
}

impl From<DayOfYear> for String {
    fn from(DayOfYear { month, day }: DayOfYear) -> Self {
        format!("{month:02}-{day:02}")
    }
}

fn expected(found: &str, example: &str) -> String {
    format!("日期 {found} 应写作 {example} / the date {found} is written as {example}")
}

/// Reads the date that `text` begins with, whether that day exists or not: 2024-01-31, 2024/1/31,
/// 2024.1.31, 2024年1月31日. Gives year, month, day, and the length of what was read.
pub(crate) fn written(text: &str) -> Option<([u16; 3], usize)> {
    let mut values = [0; 3];
    let mut rest = text;
    for (index, (most, marks)) in
        [(4, "-/.年－／．"), (2, "-/.月－／．"), (2, "日")].into_iter().enumerate()
    {
        let mut digits = 0;
        while let Some(char) = rest.chars().next()
            && let Some(digit) = digit(char)
        {
            values[index] = values[index] * 10 + digit;
            digits += 1;
            if digits > most {
                return None;
            }
            rest = &rest[char.len_utf8()..];
        }
        if digits == 0 || index == 0 && digits != 4 {
            return None;
        }
        let marked = rest.trim_start().strip_prefix(|char| marks.contains(char));
        rest = match marked {
            Some(marked) if index < 2 => marked.trim_start(),
            Some(marked) => marked,
            None if index == 2 => rest,
            None => return None,
        };
    }
    Some((values, text.len() - rest.len()))
}

/// The value of a digit of either width.
pub(crate) fn digit(char: char) -> Option<u16> {
    match char {
        '0'..='9' => Some(char as u16 - '0' as u16),
        '０'..='９' => Some(char as u16 - '０' as u16),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_exist() {
        let exists = |year, month, day| Date::new(year, month, day).is_some();
        assert!(exists(2024, 2, 29) && exists(2000, 2, 29) && exists(2023, 12, 31));
        assert!(!exists(2023, 2, 29) && !exists(1900, 2, 29) && !exists(2023, 2, 30));
        assert!(!exists(2023, 0, 1) && !exists(2023, 13, 1) && !exists(2023, 4, 31));
    }

    #[test]
    fn days_follow_each_other() {
        let day = |text: &str| Date::try_from(text.to_owned()).expect("a date");
        assert_eq!(day("2024-03-01").days_after(day("2024-02-28")), 2);
        assert_eq!(day("2024-01-01").days_after(day("2022-12-31")), 366);
        assert_eq!(day("2023-01-01").days_after(day("2023-01-31")), -30);
        assert!(day("2023-12-31") < day("2024-01-01"));
    }

    #[test]
    fn dates_as_pages_write_them() {
        let check = |text, expected| {
            assert_eq!(written(text).map(|(values, _)| values), expected, "{text}");
        };
        check("2020-01-20 15:22", Some([2020, 1, 20]));
        check("2020/1/2", Some([2020, 1, 2]));
        check("2020.1.2", Some([2020, 1, 2]));
        check("2020 年 2 月 30 日 来源", Some([2020, 2, 30]));
        check("２０２０年１月２日", Some([2020, 1, 2]));
        check("20-01-20", None);
        check("2020年", None);
        check("2020-001-20", None);
        check("15:22", None);
    }
}
