//! What follows a number: 余, 万, 元, %, 件, 以上.

use super::{
    Approx, Unit,
    chars::{Cursor, digit, is_space},
    numeral::is_numeral,
};
use crate::fold::is_han;

/// Counters of several characters, longer before shorter.
const LONG_COUNTERS: &[&str] = &[
    "个百分点",
    "个工作日",
    "百分点",
    "工作日",
    "平方米",
    "人次",
    "件次",
    "场次",
    "批次",
    "个月",
    "小时",
    "分钟",
];

/// Counters of one character.
const COUNTERS: &str =
    "件条宗个次篇期份家人项名场年月日天页号笔户部起批类种处位张册套台辆级届周款章倍字组版轮幅";

/// Counters that make a number even of one Chinese numeral in prose. Without 部, 起, 级 …: 一部分,
/// 一起, 一级 count nothing.
const PLAIN_COUNTERS: &str = "件条宗个次篇期份家人项名场年月日天页号笔户批类种";

/// Words that begin like a counter.
const NOT_COUNTERS: &[&str] = &[
    "部门", "部委", "部分", "人民", "人员", "日常", "家庭", "项目", "次性", "名称", "条例", "起来",
    "处理", "处罚", "处置", "期限", "年龄", "类别", "类型", "种类", "级别", "位于",
];

/// (word, power that is multiplied in, power that is the unit's in 万元 and 亿元)
const MAGNITUDES: &[(&str, u32, u32)] = &[
    ("万亿", 4, 8),
    ("千亿", 3, 8),
    ("百亿", 2, 8),
    ("千万", 3, 4),
    ("百万", 2, 4),
    ("亿", 0, 8),
    ("万", 0, 4),
    ("千", 3, 0),
    ("百", 2, 0),
];

/// What follows a number.
#[derive(Debug, PartialEq)]
pub(super) struct Tail {
    /// The power of ten to multiply in.
    pub(super) power: u32,
    pub(super) unit: Option<Unit>,
    pub(super) approx: Option<Approx>,
    /// After the unit.
    pub(super) end: usize,
    /// After the unit and 以上, 左右 ….
    pub(super) extent_end: usize,
}

/// Reads what follows the digits that end at `at`; an error, with the place to go on, when the
/// number itself goes on (3万5千).
pub(super) fn read(text: &str, at: usize) -> Result<Tail, usize> {
    let mut cursor = Cursor::new(text, at);
    // nearly every number of a table: nothing follows but a tab, a bar or the end of the cell
    let next = cursor.rest().chars().find(|&char| !is_space(char));
    if next.is_none_or(|char| char.is_ascii() && char != '%') {
        return Ok(Tail { power: 0, unit: None, approx: None, end: at, extent_end: at });
    }
    if let Some(unit) = cursor.spaced(ratio) {
        return Ok(finish(cursor, cursor.at, 0, Some(unit), None));
    }
    let mut end = at;
    let mut approx = cursor.spaced(more);
    let magnitude = cursor.spaced(magnitude);
    if magnitude.is_some() {
        end = cursor.at;
        if cursor.peek().is_some_and(|char| digit(char).is_some() || is_numeral(char)) {
            cursor.eat_while(|char| digit(char).is_some() || is_numeral(char));
            return Err(cursor.at);
        }
        approx = approx.or(cursor.spaced(more));
    }
    let (multiplied, own) = magnitude.unwrap_or_default();
    if cursor.spaced(|cursor| cursor.eat("元").then_some(())).is_some() {
        let unit = match own {
            0 => Unit::Yuan,
            4 => Unit::WanYuan,
            _ => Unit::YiYuan,
        };
        return Ok(finish(cursor, cursor.at, multiplied, Some(unit), approx));
    }
    let unit = cursor.spaced(counter).map(Unit::Counter);
    if unit.is_some() {
        end = cursor.at;
    }
    Ok(finish(cursor, end, multiplied + own, unit, approx))
}

/// Reads 以上, 左右 … after 百分之五, where no other unit can follow.
pub(super) fn after_ratio(text: &str, at: usize, unit: Unit) -> Tail {
    finish(Cursor::new(text, at), at, 0, Some(unit), None)
}

/// Whether a unit follows at `at`.
pub(super) fn follows(text: &str, at: usize) -> bool {
    read(text, at).is_ok_and(|tail| tail.end > at)
}

/// Whether `word` is a unit and nothing else: 件, 万元.
pub(super) fn is_unit(word: &str) -> bool {
    read(word, 0).is_ok_and(|tail| tail.extent_end == word.len())
}

/// Whether `unit` makes a number of a single Chinese numeral in prose.
pub(super) fn is_plain_counter(unit: Option<Unit>) -> bool {
    let Some(Unit::Counter(word)) = unit else { return false };
    word.chars().next().is_some_and(|first| PLAIN_COUNTERS.contains(first))
}

fn finish(
    mut cursor: Cursor<'_>,
    end: usize,
    power: u32,
    unit: Option<Unit>,
    approx: Option<Approx>,
) -> Tail {
    let around = cursor.spaced(bound);
    Tail { power, unit, approx: approx.or(around), end, extent_end: cursor.at }
}

fn ratio(cursor: &mut Cursor<'_>) -> Option<Unit> {
    match cursor.eat_if(|char| matches!(char, '%' | '％' | '﹪' | '‰'))? {
        '‰' => Some(Unit::PerMille),
        _ => Some(Unit::Percent),
    }
}

fn more(cursor: &mut Cursor<'_>) -> Option<Approx> {
    if cursor.rest().starts_with("余额") {
        return None;
    }
    // "15 多部门" after a space is no 15多
    let spaced = cursor.before().is_some_and(is_space);
    cursor.eat_if(|char| char == '余' || char == '多' && !spaced).map(|_| Approx::Above)
}

fn magnitude(cursor: &mut Cursor<'_>) -> Option<(u32, u32)> {
    let &(_, multiplied, own) = MAGNITUDES.iter().find(|&&(word, ..)| cursor.eat(word))?;
    // 3千克, 5百分点
    let measure = match (multiplied, own) {
        (3, 0) => matches!(cursor.peek(), Some('克' | '米' | '瓦' | '伏' | '赫' | '字')),
        (2, 0) => cursor.peek() == Some('分'),
        _ => false,
    };
    (!measure).then_some((multiplied, own))
}

fn counter(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let first = cursor.peek().filter(|&char| is_han(char))?;
    let rest = cursor.rest();
    let word = LONG_COUNTERS.iter().copied().find(|word| rest.starts_with(word)).or_else(|| {
        let at = COUNTERS.find(first)?;
        Some(&COUNTERS[at..at + first.len_utf8()])
    })?;
    if NOT_COUNTERS.iter().any(|other| rest.starts_with(other)) {
        return None;
    }
    cursor.at += word.len();
    Some(word)
}

fn bound(cursor: &mut Cursor<'_>) -> Option<Approx> {
    [
        ("以上", Approx::Above),
        ("以下", Approx::Below),
        ("以内", Approx::Below),
        ("左右", Approx::Around),
        ("上下", Approx::Around),
    ]
    .into_iter()
    .find_map(|(word, approx)| cursor.eat(word).then_some(approx))
}
