//! `signoff`: whether the date below a report can be its date.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Cases, CheckKind, Context, ReportCheck, args,
    dating::{PublicationWords, StatedDay, signed},
    same,
};
use crate::{date::DayOfYear, pack::Parameters};
use gouji_report::PackError;

pub(super) const KIND: CheckKind = CheckKind {
    name: "signoff",
    cases: &[
        Cases::new(&["", "no-day", "page"], &["found", "year", "next"]),
        Cases::new(&["before-signing"], &["found", "year", "next", "signed", "days"]),
    ],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SignoffCheck {
    dating: PublicationWords,
    first: DayOfYear,
    last: DayOfYear,
    days: i32,
}

/// 落款和发布都在两天之间：报告年度的一天，和次年的一天。一般的：落款在此之外。情形 `no-day`：没有这样
/// 一天；`before-signing`：页面的发布日期早得多；`page`：没有落款，页面的日期在此之外。 / A report is
/// signed and published between two days: of the year that it is about, and of the year after. The
/// plain case: it was signed on another day. Case `no-day`: there is no such day. Case
/// `before-signing`: the page gives a date of publication that is long before. Case `page`: it has no
/// signature, and the page's date is outside of the two days.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignoffCheckToml {
    /// 第一天，报告年度的。 / The first day, of the year that the report is about.
    first: DayOfYear,
    /// 最后一天，次年的。 / The last day, of the year after.
    last: DayOfYear,
    /// 发布最多可以比落款早几天。 / How many days publication may be before the signature.
    #[serde(rename = "days-early")]
    days: i32,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<SignoffCheck, Box<PackError>> {
    let toml: SignoffCheckToml = parameters.read()?;
    let dating = PublicationWords::compile(parameters);
    Ok(SignoffCheck { dating, first: toml.first, last: toml.last, days: toml.days })
}

impl ReportCheck for SignoffCheck {
    fn run(&self, context: &mut Context<'_>) {
        let signed = signed(context);
        let published = self.dating.published(context);
        let year = context.report.sure_year();
        let shown =
            |year: Option<u16>| same(year.map_or_else(String::new, |year| year.to_string()));
        let args = |dated: &StatedDay| {
            args![
                ("found", same(&*dated.text)),
                ("year", shown(year)),
                ("next", shown(year.map(|year| year + 1))),
            ]
        };
        if let Some(dated) = signed.as_ref().filter(|dated| dated.date.is_none()) {
            let said = dated.said("no-day", args(dated));
            context.say(said);
            return;
        }
        let Some(year) = year else { return };
        let (first, last) = (self.first.of(year), self.last.of(year + 1));
        let dated = |dated: &Option<StatedDay>| dated.clone().and_then(|it| Some((it.date?, it)));
        match (dated(&signed), dated(&published)) {
            (Some((date, dated)), _) if !(first..=last).contains(&date) => {
                let said = dated.said("", args(&dated));
                context.say(said);
            }
            (Some((signed_on, signed)), Some((date, dated)))
                if signed_on.days_after(date) > self.days =>
            {
                let mut args = args(&dated);
                let days = signed_on.days_after(date);
                args.extend(args![
                    ("signed", same(&*signed.text)),
                    ("days", same(days.to_string()))
                ]);
                let mut said = dated.said("before-signing", args);
                said.related.push(signed.label());
                context.say(said);
            }
            (None, Some((date, dated))) if !(first..=last).contains(&date) => {
                let said = dated.said("page", args(&dated));
                context.say(said);
            }
            _ => {}
        }
    }
}
