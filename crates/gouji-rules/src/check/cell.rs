//! `cell`: what the cells of the statutory tables hold.

use gouji_parser::{
    Doubt, Span,
    quantity::{CellReading, DigitForm, Quantity, Sign, read_cell},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

mod amount;
mod cases;

use super::{Context, FindingText, ReportCheck, address, args, cells, list, same};
use crate::{
    field::Field,
    finding::{Edit, Fix, Safety},
    pack::{Parameters, names},
};
pub(super) use cases::KIND;
use gouji_report::{
    Localized, PackError,
    bind::{BoundCell, BoundRow, BoundTable, CellValue},
    form::{self, ValueKind},
};

/// 对每个单元格的要求。 / What is required of each cell.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CellCheckToml {
    /// 要求什么。 / What is required.
    #[schemars(with = "CellRequirement")]
    require: Spanned<CellRequirement>,
    /// 什么数都到不了的大小。 / What no figure reaches.
    #[serde(default)]
    below: Option<LargeNumbers>,
    /// `plain-digits` 要找的写法。 / The unusual ways of writing digits that `plain-digits` looks for.
    #[serde(default)]
    habits: Vec<Habit>,
    /// `unit`、`decimals`、`counted` 所看的一格。 / The cell that `unit`, `decimals` and `counted` look at.
    #[schemars(with = "Option<names::Address>")]
    cell: Option<Spanned<String>>,
    /// `counted`：件数的一格。 / `counted`: the cell of the count.
    #[schemars(with = "Option<names::Address>")]
    count: Option<Spanned<String>>,
    /// `decimals`：小数点后至多几位。 / `decimals`: the most digits behind the dot.
    #[serde(rename = "most-decimals")]
    most: Option<u32>,
    /// `decimals`：列的标题里要求这么多位的字样。 / `decimals`: words in the head of the column that ask for so many.
    #[serde(rename = "asking-words", default, deserialize_with = "form::folded")]
    asks: Vec<String>,
}

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CellCheck {
    require: CellRequirement,
    below: Option<LargeNumbers>,
    habits: Vec<Habit>,
    field: Option<Field>,
    count: Option<Field>,
    most: u32,
    asks: Vec<String>,
}

/// 一种不寻常的数字写法。 / A way of writing digits that is unusual.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct Habit {
    /// 哪一种写法。 / Which way.
    what: Unusual,
    /// 它在说明里的名称。 / Its name in messages.
    name: Localized,
    /// 怎么改。 / What to do about it.
    advice: Localized,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum Unusual {
    /// 全角数字。 / Digits of full width.
    FullWidth,
    /// 全角小数点。 / A dot of full width.
    FullWidthDot,
    /// 字母当数字。 / Letters for digits.
    Letters,
    /// 千分位。 / Marks of thousands.
    Thousands,
    /// 数字间有空格。 / Spaces among the digits.
    InnerSpace,
    /// 数字间有看不见的字符。 / Invisible characters among the digits.
    Hidden,
    /// 前导零。 / Zeros in front.
    LeadingZeros,
    /// 汉字数字。 / Chinese numerals.
    Chinese,
}

impl Unusual {
    /// Whether a number is written so.
    fn shows(self, form: DigitForm) -> bool {
        match self {
            Self::FullWidth => form.full_width || form.mixed_width,
            Self::FullWidthDot => form.full_width_dot,
            Self::Letters => form.letters,
            Self::Thousands => form.thousands,
            Self::InnerSpace => form.inner_space,
            Self::Hidden => form.hidden,
            Self::LeadingZeros => form.leading_zeros,
            Self::Chinese => form.chinese,
        }
    }
}

/// 按列的内容，多大的数算太大。 / Numbers that are too large, by what a column holds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct LargeNumbers {
    /// 件数的。 / Of a count.
    count: i64,
    /// 金额的。 / Of an amount.
    amount: i64,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum CellRequirement {
    /// 不空。每张表合报一次。 / It is not blank. One finding a table.
    Filled,
    /// 不用表示“没有”的符号。每张表合报一次。 / It holds no sign for "nothing". One finding a table.
    NoPlaceholder,
    /// 件数是不小于 0 的整数。情形 `negative` 负数、`fraction` 小数、`unit` 带单位、`several` 几个数、`approximate`
    /// 约数、`too-large` 不小于 `below`、`note` 后面带括注；一般的：是文字。 / A count is a
    /// non-negative integer. Cases `negative`, `fraction`, `unit`, `several`, `approximate`,
    /// `too-large` (not `below` the bound), `note` (a note in brackets behind it); the plain one is
    /// text.
    Count,
    /// 读者看到的就是这个数：没有删除线、上下标、公式、图片，数字不分行。每张表合报一次。 / Its figure
    /// is what a reader sees: nothing in it is struck out, raised, a formula, a picture or broken over
    /// lines. One finding a table.
    Clear,
    /// 列的标题印有单位的金额，格内不再写单位。情形 `same-unit`：又写了一遍同样的单位。 / An amount
    /// whose unit is printed in its head has none of its own. Case `same-unit`: the printed one once
    /// more.
    NoUnit,
    /// 数字写法平常。每张表合报一次。 / Its digits are plain. One finding a table.
    PlainDigits,
    /// 金额写明单位：写在格内、列的标题或行的名称里。 / The amount of one cell has a unit: in the cell, in the head of its
    /// column or in the label of its row.
    Unit,
    /// 金额的小数不多于 `most` 位。情形 `fewer`：列的标题要求那么多位，写了小数却不够。 / The amount of one cell has `most`
    /// decimals at most. Case `fewer`: its head asks for so many, and it has some, but not all.
    Decimals,
    /// 有金额的，件数不是 0。 / The amount of one cell, if there is any, is that of more than nothing.
    Counted,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<CellCheck, Box<PackError>> {
    parameters.instead("cell", &["table", "row", "column"], |parts| parts.join("."));
    let CellCheckToml { require, below, habits, cell, count, most, asks } = parameters.read()?;
    let lacks = match require.get_ref() {
        CellRequirement::Unit | CellRequirement::Decimals | CellRequirement::Counted
            if cell.is_none() =>
        {
            Some("cell")
        }
        CellRequirement::Counted if count.is_none() => Some("count"),
        CellRequirement::Decimals if most.is_none() => Some("most"),
        CellRequirement::PlainDigits if habits.is_empty() => Some("habits"),
        _ => None,
    };
    if let Some(key) = lacks {
        return Err(parameters.lacks(key, require.span()));
    }
    let field = |cell: Option<Spanned<String>>| {
        cell.map(|cell| Field::compile(&cell, None, parameters)).transpose()
    };
    let (field, count) = (field(cell)?, field(count)?);
    let (require, most) = (require.into_inner(), most.unwrap_or_default());
    Ok(CellCheck { require, below, habits, field, count, most, asks })
}

impl ReportCheck for CellCheck {
    fn run(&self, context: &mut Context<'_>) {
        match (self.require, &self.field) {
            (CellRequirement::Unit, Some(field)) => amount::unit(field, context),
            (CellRequirement::Counted, Some(field)) => {
                amount::counted(field, self.count.as_ref(), context);
            }
            (CellRequirement::Decimals, Some(field)) => {
                amount::decimals(field, (self.most, &self.asks), context);
            }
            _ => tables(self, context),
        }
    }

    fn looks_at_tables_alone(&self) -> bool {
        true
    }
}

fn tables(check: &CellCheck, context: &mut Context<'_>) {
    let report = context.report;
    for table in &report.tables {
        match check.require {
            CellRequirement::Filled => {
                // A table without any figure is another rule's.
                if cells(table).any(|(_, cell)| !cell.is_empty()) {
                    fold(table, context, |cell| {
                        matches!(cell.value, CellValue::Blank).then(Localized::default)
                    });
                }
            }
            CellRequirement::NoPlaceholder => fold(table, context, |cell| {
                matches!(cell.value, CellValue::Placeholder).then(|| same(&*cell.text))
            }),
            CellRequirement::PlainDigits => digits(&check.habits, table, context),
            CellRequirement::Count => counts(check.below, table, context),
            CellRequirement::Clear => fold(table, context, |cell| match cell.value {
                CellValue::Doubtful(doubt) => Some(reason(doubt)),
                _ => None,
            }),
            CellRequirement::NoUnit => amount::no_unit(table, context),
            CellRequirement::Unit | CellRequirement::Decimals | CellRequirement::Counted => {}
        }
    }
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

fn folded(
    table: &BoundTable,
    what: impl Fn(&BoundCell) -> Option<Localized>,
) -> Option<FindingText> {
    let found: Vec<(&BoundRow, &BoundCell, Localized)> =
        cells(table).filter_map(|(row, cell)| Some((row, cell, what(cell)?))).collect();
    let count = found.len();
    let mut found = found.into_iter();
    let (row, cell, primary) = found.next()?;
    let args = args![
        ("table", table.spec.name.clone()),
        ("row", address(table, row, cell)),
        ("value", same(&*cell.text)),
        ("count", same(count.to_string())),
        ("forms", primary.clone()),
    ];
    let mut said = FindingText::new("", table.label(row, cell, primary), args);
    said.related = found.map(|(row, cell, message)| table.label(row, cell, message)).collect();
    Some(said)
}

fn digits(habits: &[Habit], table: &BoundTable, context: &mut Context<'_>) {
    let shows = |habit: &Habit, cell: &BoundCell| match &cell.value {
        CellValue::Number(quantity) => habit.what.shows(quantity.form),
        _ => false,
    };
    let said = folded(table, |cell| {
        let own = habits.iter().filter(|habit| shows(habit, cell));
        let names: Vec<&Localized> = own.map(|habit| &habit.name).collect();
        (!names.is_empty()).then(|| list(names))
    });
    let Some(mut said) = said else { return };
    let found = habits.iter().filter(|habit| cells(table).any(|(_, cell)| shows(habit, cell)));
    said.args.extend(args![("advice", list(found.map(|habit| &habit.advice)))]);
    let plain = cells(table).filter_map(|(_, cell)| match &cell.value {
        CellValue::Number(quantity) => plain_digits(habits, cell, quantity),
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
fn plain_digits(habits: &[Habit], cell: &BoundCell, quantity: &Quantity) -> Option<Edit> {
    let unusual = |form: DigitForm| habits.iter().any(|habit| habit.what.shows(form));
    if !unusual(quantity.form) {
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
            && !unusual(read.form)
    };
    let CellReading::Number(read) = read_cell(&text) else { return None };
    let in_one_piece = cell.span.end - cell.span.start == cell.text.len() as u32;
    let start = cell.span.start as usize;
    let span = Span::new(start + digits.start..start + digits.end);
    (in_one_piece && same(&read)).then_some(Edit { span, text: plain })
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

fn counts(below: Option<LargeNumbers>, table: &BoundTable, context: &mut Context<'_>) {
    for (row, cell) in cells(table) {
        let kind = table.spec.columns[cell.column].value;
        let Some(variant) = fault(cell, kind, below) else { continue };
        let args = args![
            ("table", table.spec.name.clone()),
            ("row", address(table, row, cell)),
            ("column", table.spec.columns[cell.column].name.clone()),
            ("value", same(&*cell.text)),
        ];
        context.say(FindingText::new(variant, table.label(row, cell, Localized::default()), args));
    }
}

/// Why a cell does not hold what its column takes.
fn fault(cell: &BoundCell, kind: ValueKind, below: Option<LargeNumbers>) -> Option<&'static str> {
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
