//! Days, for waivers that end.

use std::fmt;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Seconds by which Beijing, whose days the reports count in, is ahead.
const AHEAD: u64 = 8 * 3600;

impl Day {
    /// Returns the day in Beijing at so many seconds after the beginning of 1970 (UTC).
    pub fn at(unix_seconds: u64) -> Self {
        Self::of_days((unix_seconds + AHEAD) / 86400)
    }

    /// Parses `2026-12-31`.
    pub fn parse(text: &str) -> Option<Self> {
        let date = text.parse::<toml::value::Datetime>().ok()?;
        if date.time.is_some() { None } else { date.date.map(Self::from) }
    }

    /// The day that lies so many days after 1 January 1970 (Howard Hinnant, `civil_from_days`).
    fn of_days(days: u64) -> Self {
        let days = days + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        Self {
            year: (era * 400 + year_of_era + u64::from(month <= 2)) as u16,
            month: month as u8,
            day: (of_year - (153 * from_march + 2) / 5 + 1) as u8,
        }
    }
}

impl From<toml::value::Date> for Day {
    fn from(date: toml::value::Date) -> Self {
        Self { year: date.year, month: date.month, day: date.day }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_calendars_do() {
        let shown = [0, 58, 59, 11_016, 20_454].map(|days| Day::of_days(days).to_string());
        assert_eq!(shown, ["1970-01-01", "1970-02-28", "1970-03-01", "2000-02-29", "2026-01-01"]);
    }

    #[test]
    fn a_day_is_written_as_in_toml() {
        assert_eq!(
            Day::parse("2026-12-31").map(|it| it.to_string()).as_deref(),
            Some("2026-12-31")
        );
        for wrong in ["2026", "2026-02-30", "2026-12-31T08:00:00", "31.12.2026"] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }
}
