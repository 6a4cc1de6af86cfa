//! Numbers of a text, left to right.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::steps;

use super::{
    Quantity, Sign, Unit, affix, arabic,
    chars::{Cursor, Setting, digit, lookalike},
    lexed::{LexedNumber, Mantissa},
    numeral::{self, is_numeral},
    shown::VisibleText,
    unit::{self, Tail},
};

/// Every number of running text, left to right, none overlapping.
///
/// Dates, ordinals and telephone numbers are numbers too (2020年 is 2020 with the counter 年).
/// Chinese numerals count when they are two or more or a counter follows, never after 第 and
/// never as numbering (（一）, 一是, 十二、).
pub fn scan(text: &str) -> Vec<Quantity> {
    steps::count(text.len());
    let shown = VisibleText::new(text);
    let mut quantities: Vec<Quantity> =
        Scanner::new(shown.text(), Setting::Prose).map(|hit| hit.quantity).collect();
    for quantity in &mut quantities {
        shown.put_back(quantity, 0);
    }
    quantities
}

/// A number and all bytes it took, words of approximation included.
pub(super) struct ScannedNumber {
    pub(super) quantity: Quantity,
    pub(super) extent: Range<usize>,
}

/// An iterator over the numbers of a text.
pub(super) struct Scanner<'a> {
    text: &'a str,
    setting: Setting,
    /// Where to look for the next number.
    at: usize,
    /// The end of the last number's extent.
    floor: usize,
}

/// A number without what precedes it.
struct Body {
    /// Where 百分之 or the digits begin.
    start: usize,
    mantissa: Mantissa,
    tail: Tail,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, setting: Setting) -> Self {
        Self { text, setting, at: 0, floor: 0 }
    }

    /// Whether a number can begin with the first character of the text, or what precedes it.
    pub(super) fn can_begin(&self) -> bool {
        let mut first = self.text.chars().take(1);
        first.any(|char| self.begins(char) || affix::begins(char))
    }

    /// The next place where a number can begin.
    fn next_start(&self) -> Option<(usize, char)> {
        self.text[self.at..]
            .char_indices()
            .find(|&(_, char)| self.begins(char))
            .map(|(offset, char)| (self.at + offset, char))
    }

    fn begins(&self, char: char) -> bool {
        begins(char) || (self.setting == Setting::Cell && lookalike(char).is_some())
    }

    /// Reads the number at `start`, or says where to go on.
    fn body(&self, start: usize, first: char) -> Result<Body, usize> {
        if matches!(first, '百' | '千')
            && self.text[start..][first.len_utf8()..].starts_with("分之")
        {
            return self.ratio(start, first);
        }
        let chinese = is_numeral(first) && !self.is_slip(start, first);
        let lexed = if chinese {
            numeral::read(self.text, start)
        } else {
            arabic::read(self.text, start, self.setting)
        };
        let mantissa = readable(lexed)?;
        let tail = unit::read(self.text, mantissa.digits.end)?;
        if chinese && self.setting == Setting::Prose && !self.is_counted(&mantissa, &tail) {
            return Err(tail.end);
        }
        Ok(Body { start, mantissa, tail })
    }

    /// Whether 〇 at `start` was typed for the digit 0: `〇` or `〇5` in a cell, not 〇点五.
    fn is_slip(&self, start: usize, first: char) -> bool {
        let mut after = self.text[start..].chars().skip(1);
        self.setting == Setting::Cell
            && lookalike(first).is_some()
            && after.next().is_none_or(|char| !is_numeral(char) && char != '点')
    }

    /// 百分之九十五点五, 百分之百, 千分之3.5.
    fn ratio(&self, start: usize, whole: char) -> Result<Body, usize> {
        let at = start + "百分之".len();
        let unit = if whole == '百' { Unit::Percent } else { Unit::PerMille };
        let next = Cursor::new(self.text, at).peek();
        let lexed = match next {
            Some('百') if whole == '百' => {
                let mut hundred = Cursor::new(self.text, at);
                hundred.eat_while(is_numeral);
                if hundred.at - at > '百'.len_utf8() {
                    return Err(hundred.at);
                }
                let form = super::DigitForm { chinese: true, ..Default::default() };
                let digits = at..hundred.at;
                LexedNumber::Number(Mantissa { coefficient: 100, decimals: 0, digits, form })
            }
            Some(char) if is_numeral(char) => numeral::read(self.text, at),
            Some(char) if digit(char).is_some() => arabic::read(self.text, at, self.setting),
            _ => return Err(at),
        };
        let mantissa = readable(lexed)?;
        let tail = unit::after_ratio(self.text, mantissa.digits.end, unit);
        Ok(Body { start, mantissa, tail })
    }

    /// Whether Chinese numerals in prose state a number.
    fn is_counted(&self, mantissa: &Mantissa, tail: &Tail) -> bool {
        let numerals = &self.text[mantissa.digits.clone()];
        let before = self.text[..mantissa.digits.start].chars().next_back();
        let rest = &self.text[mantissa.digits.end..];
        let next = rest.chars().next();
        // 第二十条, 几十件, 数十件, 5十; 二十大, 二十届, 十几件, 二十分之一
        if before.is_some_and(|char| "第几数".contains(char) || digit(char).is_some())
            || next.is_some_and(|char| "大届几来".contains(char))
            || rest.starts_with("分之")
        {
            return false;
        }
        let single = numerals.chars().count() == 1 && tail.power == 0;
        if single {
            // 统一名称, 同一个, 上一年, 三分之一
            let word = numerals == "一"
                && before
                    .is_some_and(|char| "统唯同任逐之其专单划某每这那哪另上下前新".contains(char));
            return !word && unit::is_plain_counter(tail.unit);
        }
        if tail.unit.is_some() || tail.power > 0 {
            return true;
        }
        // 两点一线, 零零散散; numbering
        let numbering = next.is_some_and(|char| "、.．）)是".contains(char));
        mantissa.decimals == 0 && mantissa.coefficient > 0 && !numbering
    }

    /// Puts sign, value and approximation to a body.
    fn hit(&self, body: Body) -> Result<ScannedNumber, usize> {
        let Body { start, mantissa, tail } = body;
        let (sign, signed_start) = match affix::sign(self.text, self.floor, start, self.setting) {
            // a page number: -5-
            (Sign::Minus, _) if self.text[tail.end..].starts_with(affix::is_minus) => {
                (Sign::None, start)
            }
            signed => signed,
        };
        let before = affix::approx(self.text, self.floor, signed_start, tail.unit);
        let value = exact(mantissa.coefficient, mantissa.decimals, tail.power).ok_or(tail.end)?;
        let quantity = Quantity {
            value: if sign.is_negative() { -value } else { value },
            range: signed_start..tail.end,
            digits: mantissa.digits,
            decimals: mantissa.decimals,
            scale: tail.power,
            sign,
            unit: tail.unit,
            form: mantissa.form,
            approx: before.map(|(approx, _)| approx).or(tail.approx),
        };
        let extent_start = before.map_or(signed_start, |(_, at)| at);
        Ok(ScannedNumber { quantity, extent: extent_start..tail.extent_end })
    }
}

impl Iterator for Scanner<'_> {
    type Item = ScannedNumber;

    fn next(&mut self) -> Option<ScannedNumber> {
        while let Some((start, first)) = self.next_start() {
            match self.body(start, first).and_then(|body| self.hit(body)) {
                Ok(hit) => {
                    (self.at, self.floor) = (hit.extent.end, hit.extent.end);
                    return Some(hit);
                }
                Err(resume) => self.at = resume.max(start + first.len_utf8()),
            }
        }
        None
    }
}

/// Whether a number can begin with `char`. Asked of every character of a report, so most are
/// turned away by a table look-up on the low byte, which has no branch to mispredict.
fn begins(char: char) -> bool {
    LOW_BYTES[(char as u32 & 0xFF) as usize] && (digit(char).is_some() || is_numeral(char))
}

/// The low bytes of all characters that a number can begin with.
const LOW_BYTES: [bool; 256] = {
    const BEGINNINGS: [char; 39] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '０', '１', '２', '３', '４', '５', '６',
        '７', '８', '９', '〇', '○', '◯', '零', '一', '二', '两', '三', '四', '五', '六', '七',
        '八', '九', '十', '百', '千', '万', '亿',
    ];
    let mut table = [false; 256];
    let mut index = 0;
    while index < BEGINNINGS.len() {
        table[(BEGINNINGS[index] as u32 & 0xFF) as usize] = true;
        index += 1;
    }
    table
};

fn readable(lexed: LexedNumber) -> Result<Mantissa, usize> {
    match lexed {
        LexedNumber::Number(mantissa) => Ok(mantissa),
        LexedNumber::Unreadable { end } => Err(end),
    }
}

/// `coefficient` × 10^(`power` − `decimals`), nothing when a decimal cannot hold it exactly.
fn exact(coefficient: u128, decimals: u32, power: u32) -> Option<Decimal> {
    let coefficient =
        coefficient.checked_mul(10_u128.checked_pow(power.saturating_sub(decimals))?)?;
    let coefficient = i128::try_from(coefficient).ok()?;
    Decimal::try_from_i128_with_scale(coefficient, decimals.saturating_sub(power)).ok()
}
