//! `cell`: what the cells of the statutory tables hold.

use gouji_parser::{
    Doubt, Span,
    quantity::{DigitForm, Quantity, Reading, Sign, read_cell},
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, Kind, Said, address, same};
use crate::{
    finding::{Edit, Fix, Safety},
    pack::Parameters,
};
use gouji_report::{
    Localized, PackError,
    bind::{BoundCell, BoundRow, BoundTable, CellValue},
    form::ValueKind,
};

pub(super) const KIND: Kind = Kind {
    name: "cell",
    variants: &[
        "negative",
        "fraction",
        "unit",
        "several",
        "approximate",
        "too-large",
        "note",
        "same-unit",
    ],
    args: &["table", "row", "column", "value", "count", "forms", "advice", "printed"],
};

/// What is required of each cell.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CellCheck {
    /// What is required.
    require: Require,
    /// What no figure reaches.
    #[serde(default)]
    below: Option<Below>,
}

/// Numbers that are too large, by what a column holds.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct Below {
    /// Of a count.
    count: i64,
    /// Of an amount.
    amount: i64,
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum Require {
    /// It is not blank. One finding a table.
    Filled,
    /// It holds no sign for "nothing". One finding a table.
    NoPlaceholder,
    /// A count is a non-negative integer. Cases `negative`, `fraction`, `unit`, `several`,
    /// `approximate`, `too-large` (not `below` the bound), `note` (a note in brackets behind it); the
    /// plain one is text.
    Count,
    /// Its figure is what a reader sees: nothing in it is struck out, raised, a formula, a picture or
    /// broken over lines. One finding a table.
    Clear,
    /// An amount whose unit is printed in its head has none of its own. Case `same-unit`: the printed
    /// one once more.
    NoUnit,
    /// Its digits are plain. One finding a table.
    PlainDigits,
}

pub(super) type Toml = CellCheck;

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<CellCheck, Box<PackError>> {
    parameters.read()
}

pub(super) fn run(check: &CellCheck, context: &mut Context<'_>) {
    let report = context.report;
    for table in &report.tables {
        match check.require {
            Require::Filled => {
                // A table without any figure is another rule's.
                if cells(table).any(|(_, cell)| !cell.is_empty()) {
                    fold(table, context, |cell| {
                        matches!(cell.value, CellValue::Blank).then(Localized::default)
                    });
                }
            }
            Require::NoPlaceholder => fold(table, context, |cell| {
                matches!(cell.value, CellValue::Placeholder).then(|| same(&*cell.text))
            }),
            Require::PlainDigits => digits(table, context),
            Require::Count => counts(check.below, table, context),
            Require::Clear => fold(table, context, |cell| match cell.value {
                CellValue::Doubtful(doubt) => Some(reason(doubt)),
                _ => None,
            }),
            Require::NoUnit => units(table, context),
        }
    }
}

fn cells(table: &BoundTable) -> impl Iterator<Item = (&BoundRow, &BoundCell)> {
    table.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
}

/// One finding for all the cells of a table about which `what` has something to say.
fn fold(
    table: &BoundTable,
    context: &mut Context<'_>,
    what: impl Fn(&BoundCell) -> Option<Localized>,
) {
    if let Some(said) = folded(table, what) {
        context.say(said);
    }
}

fn folded(table: &BoundTable, what: impl Fn(&BoundCell) -> Option<Localized>) -> Option<Said> {
    let found: Vec<(&BoundRow, &BoundCell, Localized)> =
        cells(table).filter_map(|(row, cell)| Some((row, cell, what(cell)?))).collect();
    let count = found.len();
    let mut found = found.into_iter();
    let (row, cell, primary) = found.next()?;
    let args = vec![
        ("table", table.spec.name.clone()),
        ("row", address(table, row, cell)),
        ("value", same(&*cell.text)),
        ("count", same(count.to_string())),
        ("forms", primary.clone()),
    ];
    let mut said = Said::new("", table.label(row, cell, primary), args);
    said.related = found.map(|(row, cell, message)| table.label(row, cell, message)).collect();
    Some(said)
}

fn digits(table: &BoundTable, context: &mut Context<'_>) {
    let of_cell = |cell: &BoundCell| match &cell.value {
        CellValue::Number(quantity) => habits(quantity.form),
        _ => Vec::new(),
    };
    let said = folded(table, |cell| {
        let names = of_cell(cell).into_iter().map(|habit| words(habit.name));
        let names: Vec<Localized> = names.collect();
        (!names.is_empty()).then(|| super::list(&names))
    });
    let Some(mut said) = said else { return };
    let all: Vec<&Habit> = cells(table).flat_map(|(_, cell)| of_cell(cell)).collect();
    let found = HABITS.iter().filter(|habit| all.iter().any(|it| it.name == habit.name));
    let advice: Vec<Localized> = found.map(|habit| words(habit.advice)).collect();
    said.args.push(("advice", super::list(&advice)));
    let plain = cells(table).filter_map(|(_, cell)| match &cell.value {
        CellValue::Number(quantity) => plain_digits(cell, quantity),
        _ => None,
    });
    let mut edits: Vec<Edit> = plain.collect();
    edits.sort_by_key(|edit| edit.span);
    if !edits.is_empty() {
        let message = Localized::new(
            format!("改为半角数字，共 {} 格", edits.len()),
            format!("write plain digits in {} cells", edits.len()),
        );
        said.fix = Some(Fix { safety: Safety::Safe, message, edits });
    }
    context.say(said);
}

/// Writes the digits of a cell plainly, if it then reads as the same number.
fn plain_digits(cell: &BoundCell, quantity: &Quantity) -> Option<Edit> {
    if habits(quantity.form).is_empty() {
        return None;
    }
    let digits = quantity.digits.clone();
    let plain = gouji_parser::fold::fold(cell.text.get(digits.clone())?).replace(',', "");
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let whole = whole.trim_start_matches('0');
    let plain = format!("{}{rest}", if whole.is_empty() { "0" } else { whole });
    let text = format!("{}{plain}{}", &cell.text[..digits.start], &cell.text[digits.end..]);
    let same = |read: &Quantity| {
        (read.value, read.unit, read.sign) == (quantity.value, quantity.unit, quantity.sign)
            && habits(read.form).is_empty()
    };
    let Reading::Number(read) = read_cell(&text) else { return None };
    let in_one_piece = cell.span.end - cell.span.start == cell.text.len() as u32;
    let start = cell.span.start as usize;
    let span = Span::new(start + digits.start..start + digits.end);
    (in_one_piece && same(&read)).then_some(Edit { span, text: plain })
}

/// A way in which digits are unusual: what it is called, what to do about it, whether a number has it.
struct Habit {
    name: (&'static str, &'static str),
    advice: (&'static str, &'static str),
    shows: fn(DigitForm) -> bool,
}

const HABITS: [Habit; 8] = [
    Habit {
        name: ("全角数字", "full-width digits"),
        advice: ("改为半角数字", "write them in half width"),
        shows: |form| form.full_width || form.mixed_width,
    },
    Habit {
        name: ("全角小数点", "full-width dot"),
        advice: ("小数点改为半角", "write the dot in half width"),
        shows: |form| form.full_width_dot,
    },
    Habit {
        name: ("字母当数字", "letters for digits"),
        advice: ("字母改为数字", "write digits for the letters"),
        shows: |form| form.letters,
    },
    Habit {
        name: ("千分位", "thousands separators"),
        advice: ("去掉千分位", "drop the separators"),
        shows: |form| form.thousands,
    },
    Habit {
        name: ("数字间有空格", "spaces inside"),
        advice: ("去掉数字间的空格", "drop the spaces"),
        shows: |form| form.inner_space,
    },
    Habit {
        name: ("数字间有看不见的字符", "invisible characters inside"),
        advice: ("去掉看不见的字符", "drop the invisible characters"),
        shows: |form| form.hidden,
    },
    Habit {
        name: ("前导零", "leading zeros"),
        advice: ("去掉前导零", "drop the leading zeros"),
        shows: |form| form.leading_zeros,
    },
    Habit {
        name: ("汉字数字", "Chinese numerals"),
        advice: ("改为阿拉伯数字", "write Arabic numerals"),
        shows: |form| form.chinese,
    },
];

/// What is unusual about the digits of a number.
fn habits(form: DigitForm) -> Vec<&'static Habit> {
    HABITS.iter().filter(|habit| (habit.shows)(form)).collect()
}

fn words((zh, en): (&str, &str)) -> Localized {
    Localized::new(zh, en)
}

/// Why a cell is doubted, in words.
pub(crate) fn reason(doubt: Doubt) -> Localized {
    let (zh, en) = match doubt {
        Doubt::Struck => ("格内有删除线", "text is struck out in the cell"),
        Doubt::Raised => ("格内有上标或下标", "the cell has raised or lowered text"),
        Doubt::Stored => {
            ("显示的与存着的不是同一个数", "another figure is stored than the one that is shown")
        }
        Doubt::Formula => ("格内有公式", "the cell has a formula"),
        Doubt::Broken => ("格内的数字分成了几行", "the digits stand on several lines"),
        Doubt::Unread => ("格内是图片或控件", "the cell has a picture or a form field"),
    };
    Localized::new(zh, en)
}

fn counts(below: Option<Below>, table: &BoundTable, context: &mut Context<'_>) {
    for (row, cell) in cells(table) {
        let kind = table.spec.columns[cell.column].value;
        let Some(variant) = fault(cell, kind, below) else { continue };
        let args = vec![
            ("table", table.spec.name.clone()),
            ("row", address(table, row, cell)),
            ("column", table.spec.columns[cell.column].name.clone()),
            ("value", same(&*cell.text)),
        ];
        context.say(Said::new(variant, table.label(row, cell, Localized::default()), args));
    }
}

/// Amounts with a unit in the cell, where the head has it.
fn units(table: &BoundTable, context: &mut Context<'_>) {
    if !context.applies_to(table) {
        return;
    }
    for (row, cell) in cells(table) {
        let column = &table.spec.columns[cell.column];
        let CellValue::Number(quantity) = &cell.value else { continue };
        let unit = quantity.unit.filter(|unit| unit.yuan().is_some());
        let (Some(printed), Some(unit)) = (&column.unit, unit) else { continue };
        let own = unit.written();
        let variant = if own == printed { "same-unit" } else { "" };
        let args = vec![
            ("table", table.spec.name.clone()),
            ("row", address(table, row, cell)),
            ("column", column.name.clone()),
            ("value", same(&*cell.text)),
            ("printed", same(&**printed)),
        ];
        let mut said = Said::new(variant, table.label(row, cell, Localized::default()), args);
        said.fix = without_unit(cell, own, variant == "same-unit");
        context.say(said);
    }
}

/// Drops the unit that the head has: nothing is lost.
fn without_unit(cell: &BoundCell, unit: &str, printed: bool) -> Option<Fix> {
    let number = cell.text.strip_suffix(unit).filter(|_| printed)?;
    let start = cell.span.start + number.len() as u32;
    let span = Span { start, end: start + unit.len() as u32 };
    let whole = cell.span.end - cell.span.start == cell.text.len() as u32;
    let message = Localized::new(format!("删去“{unit}”"), format!("drop {unit}"));
    whole.then(|| Fix {
        safety: Safety::Safe,
        message,
        edits: vec![Edit { span, text: String::new() }],
    })
}

/// Why a cell does not hold what its column takes.
fn fault(cell: &BoundCell, kind: ValueKind, below: Option<Below>) -> Option<&'static str> {
    let is_amount = matches!(kind, ValueKind::Amount | ValueKind::Money);
    match &cell.value {
        CellValue::Blank | CellValue::Placeholder | CellValue::Doubtful(_) => None,
        CellValue::Numbers => Some("several"),
        CellValue::Beyond => Some("too-large"),
        // ￥1635000, 163.5（万元）: an amount all the same.
        CellValue::Text if is_amount && cell.text.contains(char::is_numeric) => None,
        CellValue::Text => Some(""),
        CellValue::Number(quantity) => {
            let negative = quantity.value.is_sign_negative() && !quantity.value.is_zero();
            let bound = below.map(|below| if is_amount { below.amount } else { below.count });
            let note = quantity.form.note.then_some("note");
            match kind {
                _ if bound.is_some_and(|bound| quantity.value.abs() >= bound.into()) => {
                    Some("too-large")
                }
                ValueKind::Signed if quantity.value.fract().is_zero() => note,
                ValueKind::Amount | ValueKind::Money if !negative => note,
                _ if quantity.approx.is_some() => Some("approximate"),
                ValueKind::Count if negative || quantity.sign != Sign::None => Some("negative"),
                ValueKind::Amount | ValueKind::Money => Some("negative"),
                _ if !quantity.value.fract().is_zero() || quantity.decimals > 0 => Some("fraction"),
                _ if note.is_some() => note,
                _ if quantity.unit.is_some() || quantity.scale > 0 => Some("unit"),
                _ => None,
            }
        }
    }
}
