//! What a number in a text is: value, unit, precision, form.

use std::ops::Range;

use rust_decimal::Decimal;

/// What a table cell holds. Blank, zero, placeholder and text are kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellReading {
    /// Nothing, or nothing visible.
    Blank,
    /// A mark that says there is nothing to state: `/`, `—`, 无, 不适用.
    Placeholder,
    /// One number.
    Number(Quantity),
    /// A whole number of so many digits that it cannot be reckoned with.
    Beyond,
    /// Two or more numbers, or one that is broken in two: `3 5`, `35-15`, `2减26`.
    Numbers,
    /// Anything else, a number with two readings among it.
    Text,
}

/// A number with all that its writing says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The exact value, negative after a minus or 减. 万 and 亿 are multiplied in (1.2万条 is
    /// 12000), but money stays in the unit written (14579.271万元 is 14579.271).
    pub value: Decimal,
    /// Bytes of the number with its sign and unit, without words such as 约 or 以上 around it.
    pub range: Range<usize>,
    /// Bytes of the digits or numerals alone, without 万 or 亿 at their end.
    pub digits: Range<usize>,
    /// Digits written after the dot.
    pub decimals: u32,
    /// The power of ten that 万, 亿 … multiplied in: 4 for 1.2万条, 0 for 1.2万元. The last
    /// written digit is worth 10^(scale − decimals).
    pub scale: u32,
    /// Its sign, as written.
    pub sign: Sign,
    /// Its unit, where one follows.
    pub unit: Option<Unit>,
    /// How the digits are written.
    pub form: DigitForm,
    /// What 约, 近, 余 … make of it.
    pub approx: Option<Approx>,
}

/// A sign, as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sign {
    /// None.
    #[default]
    None,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// 增 (cells only; in prose the word belongs to the sentence)
    Increase,
    /// 减 (cells only)
    Decrease,
}

impl Sign {
    /// Whether the value is below zero.
    pub(crate) fn is_negative(self) -> bool {
        matches!(self, Self::Minus | Self::Decrease)
    }
}

/// What a number is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 元
    Yuan,
    /// 万元
    WanYuan,
    /// 亿元
    YiYuan,
    /// `%` or 百分之
    Percent,
    /// `‰` or 千分之
    PerMille,
    /// A counter word: 件, 人次, 年, 个百分点.
    Counter(&'static str),
}

impl Unit {
    const MONEY: [Self; 3] = [Self::YiYuan, Self::WanYuan, Self::Yuan];

    /// As it is written: 万元, %, 件.
    pub fn written(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::WanYuan => "万元",
            Self::YiYuan => "亿元",
            Self::Percent => "%",
            Self::PerMille => "‰",
            Self::Counter(word) => word,
        }
    }

    /// The unit of money that a label names: 本年收费金额（单位：万元）.
    pub fn money_in(text: &str) -> Option<Self> {
        Self::MONEY.into_iter().find(|unit| text.contains(unit.written()))
    }

    /// What one of it is worth in 元; none for what is no money.
    pub fn yuan(self) -> Option<Decimal> {
        match self {
            Self::Yuan => Some(Decimal::ONE),
            Self::WanYuan => Some(Decimal::from(10_000)),
            Self::YiYuan => Some(Decimal::from(100_000_000)),
            Self::Percent | Self::PerMille | Self::Counter(_) => None,
        }
    }

    /// Whether it counts things: not money, not a share, not a length of time or a rank.
    pub fn counts_things(self) -> bool {
        matches!(self, Self::Counter(word) if !measures(word))
    }
}

impl Quantity {
    /// The amount of money in 元, where it is one and is stated exactly.
    pub fn yuan(&self) -> Option<Decimal> {
        let factor = self.unit?.yuan().filter(|_| self.approx.is_none())?;
        self.value.checked_mul(factor)
    }
}

/// How far a number is from the stated one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Approx {
    /// At most, and near: 近, 不足, 以下.
    Below,
    /// At least: 逾, 超过, 余, 多, 以上.
    Above,
    /// 约, 左右.
    Around,
}

/// How the digits are written, beside plain `1234.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent observations, each of them a rule's"
)]
pub struct DigitForm {
    /// Digits of full width: １３.
    pub full_width: bool,
    /// Digits of both widths: 1３.
    pub mixed_width: bool,
    /// ． or 。 for the dot.
    pub full_width_dot: bool,
    /// Commas between groups of three: 1,234 or １，２３４.
    pub thousands: bool,
    /// A space between groups of three: 1 631.
    pub inner_space: bool,
    /// A character that is not shown between its digits (cells only).
    pub hidden: bool,
    /// A letter that looks like a digit: O, o, 〇 for 0, l or I for 1.
    pub letters: bool,
    /// Zeros before the first digit: 007.
    pub leading_zeros: bool,
    /// Chinese numerals: 一百二十三, 二〇二一.
    pub chinese: bool,
    /// A note in brackets behind it (cells only): 22（其中修订16件）.
    pub note: bool,
}

/// Counters of time, rank and size, which count no things.
const MEASURES: &[&str] = &[
    "年",
    "月",
    "日",
    "天",
    "页",
    "号",
    "倍",
    "个百分点",
    "百分点",
    "个月",
    "小时",
    "分钟",
    "个工作日",
    "工作日",
    "平方米",
    "届",
    "周",
    "章",
    "时",
];

/// Whether a counter is of time, rank or size.
fn measures(counter: &str) -> bool {
    MEASURES.contains(&counter)
}
