//! Numbers as their format shows them: `0.00"万元"`, `0%`, `#,##0;-#,##0;`.

use rust_decimal::{Decimal, RoundingStrategy};

/// Digits that a workbook keeps of a number; what is stored beyond is noise of its arithmetic.
const DIGITS: u32 = 15;

/// A format, as its code says.
#[derive(Clone, Debug, Default)]
pub(crate) enum NumberFormat {
    /// The number with the digits that it has.
    #[default]
    General,
    /// By sections: for positive numbers, negative ones and zero.
    Coded(Vec<FormatSection>),
}

/// How numbers of one sort are shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormatSection {
    before: String,
    after: String,
    /// Whether a number stands in it at all.
    has_number: bool,
    general: bool,
    decimals: u32,
    /// Powers of ten by which it is shown smaller (negative) or larger.
    power: i32,
    /// A date, a fraction or a condition: what it shows is not worked out.
    unclear: bool,
}

/// A number as it is shown.
pub(crate) struct ShownNumber {
    pub(crate) text: String,
    /// Whether another number is stored than the one that is shown, or it is not clear what is shown.
    pub(crate) differs: bool,
}

impl NumberFormat {
    /// One of the formats that have a number and no code.
    pub(crate) fn built_in(id: u32) -> Self {
        let code = match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 | 41 | 42 => "#,##0",
            4 | 39 | 40 | 43 | 44 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 | 48 => "0E+0",
            12 | 13 => "# ?/?",
            14..=22 | 27..=36 | 45..=47 | 50..=58 => "yyyy",
            _ => return Self::General,
        };
        Self::coded(code)
    }

    pub(crate) fn coded(code: &str) -> Self {
        Self::Coded(sections(code).iter().map(|section| FormatSection::read(section)).collect())
    }

    /// A number, which is stored in digits, as it is shown.
    pub(crate) fn show(&self, stored: &str) -> ShownNumber {
        let number = Decimal::from_str_exact(stored).or_else(|_| Decimal::from_scientific(stored));
        let Some(number) = number.ok().and_then(|number| number.round_sf(DIGITS)) else {
            return ShownNumber { text: stored.to_owned(), differs: true };
        };
        let plain = || number.normalize().to_string();
        let Self::Coded(sections) = self else {
            return ShownNumber { text: plain(), differs: false };
        };
        let (section, sign) = match sections.as_slice() {
            [_, negative, ..] if number.is_sign_negative() && !number.is_zero() => (negative, ""),
            [_, _, zero, ..] if number.is_zero() => (zero, ""),
            [first, ..] if number.is_sign_negative() => (first, "-"),
            [first, ..] => (first, ""),
            [] => return ShownNumber { text: plain(), differs: false },
        };
        if section.unclear {
            return ShownNumber { text: plain(), differs: true };
        }
        let number = number.abs();
        let scaled = section.scaled(number);
        let (text, exact) = if section.general {
            (number.normalize().to_string(), true)
        } else if section.has_number {
            let rounded = scaled.map(|scaled| {
                let strategy = RoundingStrategy::MidpointAwayFromZero;
                (scaled.round_dp_with_strategy(section.decimals, strategy), scaled)
            });
            match rounded {
                Some((rounded, scaled)) => {
                    let places = section.decimals as usize;
                    (format!("{rounded:.places$}"), rounded == scaled)
                }
                None => (number.to_string(), false),
            }
        } else {
            (String::new(), number.is_zero())
        };
        let sign = if text.bytes().all(|byte| matches!(byte, b'0' | b'.')) { "" } else { sign };
        ShownNumber {
            text: format!("{sign}{}{text}{}", section.before, section.after),
            differs: !exact,
        }
    }
}

impl FormatSection {
    fn read(code: &str) -> Self {
        let mut section = Self::default();
        if code.eq_ignore_ascii_case("general") || code == "@" {
            return Self { general: true, ..section };
        }
        let mut chars = code.chars().peekable();
        let mut in_decimals = false;
        let mut commas = 0;
        while let Some(char) = chars.next() {
            match char {
                '"' => {
                    let quoted: String = chars.by_ref().take_while(|char| *char != '"').collect();
                    section.literal(&quoted);
                }
                '\\' => chars.next().into_iter().for_each(|it| section.literal(&it.to_string())),
                // As wide as the next character, or filled up with it.
                '_' | '*' => drop(chars.next()),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|char| *char != ']').collect();
                    if let Some(currency) = inside.strip_prefix('$') {
                        section.literal(currency.split('-').next().unwrap_or_default());
                    } else {
                        // A colour is a word; a condition and a span of time are not shown here.
                        let time = ["h", "hh", "m", "mm", "s", "ss"];
                        section.unclear |= inside.starts_with(['<', '>', '='])
                            || time.contains(&&*inside.to_ascii_lowercase());
                    }
                }
                '0' | '#' | '?' => {
                    section.has_number = true;
                    section.decimals += u32::from(in_decimals);
                    commas = 0;
                }
                '.' => in_decimals = true,
                ',' if section.has_number => commas += 1,
                '%' => {
                    section.power += 2;
                    section.literal("%");
                }
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' | '/'
                | '@' => {
                    section.unclear = true;
                }
                char => section.literal(&char.to_string()),
            }
        }
        section.power -= 3 * commas;
        section
    }

    fn literal(&mut self, text: &str) {
        if self.has_number { &mut self.after } else { &mut self.before }.push_str(text);
    }

    fn scaled(&self, number: Decimal) -> Option<Decimal> {
        let factor = Decimal::from(10_u32.checked_pow(self.power.unsigned_abs())?);
        if self.power >= 0 { number.checked_mul(factor) } else { number.checked_div(factor) }
    }
}

/// The sections of a code, which `;` parts outside of quotes.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for char in code.chars().take(255) {
        let parts = char == ';' && !quoted && !escaped;
        quoted ^= char == '"' && !escaped;
        escaped = char == '\\' && !escaped && !quoted;
        match sections.last_mut() {
            Some(last) if !parts => last.push(char),
            _ => sections.push(String::new()),
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;

    #[test]
    fn numbers_are_shown_in_their_format() {
        // `≠` where another number is stored than the one that is shown.
        let check = |code: &str, stored: &[&str], expected: &str| {
            let format = NumberFormat::coded(code);
            let shown = stored.iter().map(|stored| {
                let shown = format.show(stored);
                format!("{}{}", shown.text, if shown.differs { "≠" } else { "" })
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{code}");
        };
        check(
            "General",
            &["14", "0.30000000000000004", "45822.458400000003", "1E+2", "-7"],
            "14 0.3 45822.4584 100 -7",
        );
        check("0", &["14", "14.4", "14.5", "-0.2"], "14 14≠ 15≠ 0≠");
        check("#,##0.00", &["1234.5", "-3"], "1234.50 -3.00");
        check("0.00\"万元\"", &["14579.271", "1631.63"], "14579.27万元≠ 1631.63万元");
        check("0.0%", &["0.975", "0.9752"], "97.5% 97.5%≠");
        check("0;-0;;@", &["3", "-3", "0"], "3 -3 ");
        check("\\增0;\\减0", &["169", "-79"], "增169 减79");
        check("0.0,", &["12300"], "12.3");
        check("[Red]0_ ", &["3"], "3");
        check("[$￥-804]0", &["3"], "￥3");
        check("yyyy\"年\"", &["45658"], "45658≠");
        check("0", &["x", ""], "x≠ ≠");
    }
}
