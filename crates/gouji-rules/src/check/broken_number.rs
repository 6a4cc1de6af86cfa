//! `broken-number`: numbers in running text that were cut or have lost something.

use gouji_parser::quantity::{Quantity, Sign, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, same};
use crate::{
    finding::{Edit, Fix, Safety},
    pack::Parameters,
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind = CheckKind {
    name: "broken-number",
    cases: &[Cases::new(&["", "date", "mixed"], &["found", "count", "joined"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct BrokenNumberCheck {
    /// Characters after which a number is a label and not cut: 表3 12件.
    labels: String,
}

/// 正文里的数写破了：一般的，被空格断开；`date`，日期里不可能有的日（202311日）；`mixed`，一个数里半角、
/// 全角数字混用。各种情形每份报告合报一次。 / A number cut by spaces (the plain case), a day of the
/// month that cannot be one (`date`: 202311日), digits of both widths in one number (`mixed`). Each
/// case of a document is one finding.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BrokenNumberCheckToml {
    /// 前后有这些字的数，不是被断开的：表、第。 / Characters before or behind a number that is no part
    /// of a cut one: 表, 第.
    #[serde(rename = "label-characters")]
    labels: String,
}

pub(super) fn compile(
    parameters: &mut Parameters<'_>,
) -> Result<BrokenNumberCheck, Box<PackError>> {
    let toml: BrokenNumberCheckToml = parameters.read()?;
    Ok(BrokenNumberCheck { labels: toml.labels })
}

impl ReportCheck for BrokenNumberCheck {
    fn run(&self, context: &mut Context<'_>) {
        let prose = context.prose;
        let (mut split, mut dates, mut mixed) = (Vec::new(), Vec::new(), Vec::new());
        for (index, (passage, number)) in prose.numbers.iter().enumerate() {
            let text = &*prose.passages[*passage].text;
            let range = &number.range;
            let label = |range: std::ops::Range<usize>| {
                let found = same(&text[range.clone()]);
                Label::new(prose.place(*passage, range), found)
            };
            let before = index.checked_sub(1).map(|index| &prose.numbers[index]);
            if let Some((_, before)) = before.filter(|(beside, _)| beside == passage)
                && self.is_cut(before, number, text)
            {
                let (left, right) = (&before.digits, &number.digits);
                let joined = [&text[left.clone()], &text[right.clone()]].concat();
                split.push((
                    label(before.range.start..range.end),
                    Some((prose.place(*passage, left.start..right.end), joined)),
                ));
            } else if is_no_day(number, text) {
                dates.push((label(range.clone()), None));
            } else if number.form.mixed_width {
                mixed.push((label(range.clone()), None));
            }
        }
        say("", split, context);
        say("date", dates, context);
        say("mixed", mixed, context);
    }
}

impl BrokenNumberCheck {
    /// Whether two numbers next to each other are one: 20 23年, 15 7条. Groups of three digits are
    /// a way of writing thousands.
    fn is_cut(&self, first: &Quantity, second: &Quantity, text: &str) -> bool {
        if first.range.end > second.range.start
            || first.range != first.digits
            || second.digits.start != second.range.start
            || first.decimals > 0
            || second.sign != Sign::None
            || first.form.chinese
            || second.form.chinese
        {
            return false;
        }
        let gap = &text[first.range.end..second.range.start];
        let spaces = |char| matches!(char, ' ' | '\u{A0}' | '\u{3000}');
        let before = text[..first.range.start].chars().next_back();
        let year = second.unit == Some(Unit::Counter("年"));
        let stands_free = before.map_or(year, |char| {
            matches!(char, '\u{4E00}'..='\u{9FFF}' | '，' | '。' | '；' | '：')
                && !self.labels.contains(char)
        });
        if gap.is_empty() || !gap.chars().all(spaces) || !stands_free {
            return false;
        }
        let digits = |range: &std::ops::Range<usize>| text[range.clone()].chars().count();
        let (head, tail) = (digits(&first.digits), digits(&second.digits));
        match second.unit {
            Some(Unit::Counter("年")) => {
                let joined = [&text[first.digits.clone()], &text[second.digits.clone()]].concat();
                joined.len() == 4 && (joined.starts_with("20") || joined.starts_with("19"))
            }
            Some(Unit::Counter("月" | "日" | "号" | "时" | "届")) | None => false,
            Some(_) => head <= 3 && tail <= 2 && second.decimals == 0,
        }
    }
}

/// A day above the 31st right after a year or a month, or one with a year's digits before it.
fn is_no_day(quantity: &Quantity, text: &str) -> bool {
    if quantity.unit != Some(Unit::Counter("日")) || quantity.decimals > 0 || quantity.form.chinese
    {
        return false;
    }
    let digits = &text[quantity.digits.clone()];
    let before = &text[..quantity.range.start];
    let year = digits.len() >= 5 && digits.starts_with("20");
    let lost_month = digits.len() == 4 && before.ends_with('年');
    year && digits.len() <= 8 || lost_month
}

type Broken = (Label, Option<(gouji_parser::Span, String)>);

fn say(variant: &'static str, found: Vec<Broken>, context: &mut Context<'_>) {
    let count = found.len();
    let edits: Vec<Edit> = found
        .iter()
        .filter_map(|(_, joined)| joined.clone())
        .map(|(span, text)| Edit { span, text })
        .collect();
    let mut labels = found.into_iter().map(|(label, _)| label);
    let Some(mut primary) = labels.next() else { return };
    let text = std::mem::take(&mut primary.message);
    let joined = edits.first().map(|edit| edit.text.clone()).unwrap_or_default();
    let args =
        args![("found", text), ("count", same(count.to_string())), ("joined", same(&*joined))];
    let mut said = FindingText::new(variant, primary, args);
    said.related = labels.collect();
    let message = Localized::new(format!("改为“{joined}”"), format!("write “{joined}”"));
    said.fix = (!edits.is_empty()).then_some(Fix { safety: Safety::Unsafe, message, edits });
    context.say(said);
}
