//! `deadline`: whether a report was published in time, by the sort of organ that reports.

use std::sync::Arc;

use gouji_parser::fold::fold;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{
    Cases, CheckKind, Context, ReportCheck, args,
    dating::{PublicationWords, StatedDay, signed},
    same,
};
use crate::{
    date::DayOfYear,
    finding::Severity,
    pack::{Parameters, names},
};
use gouji_report::PackError;

pub(super) const KIND: CheckKind = CheckKind {
    name: "deadline",
    cases: &[Cases::new(
        &["", "page", "customary", "customary-page"],
        &["found", "deadline", "issuer", "level", "days"],
    )],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DeadlineCheck {
    dating: PublicationWords,
    deadlines: Vec<Deadline>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Deadline {
    levels: Vec<Arc<str>>,
    /// Endings of the issuer's name; any, if there are none.
    ends: Vec<String>,
    on: DayOfYear,
    customary: bool,
}

/// 次年各类机关公布报告的最后一天。一般的：落款晚于这一天。情形 `page`：页面的发布日期晚于这一天；`customary`、`customary-page`：
/// 同上，但法规没有规定这类机关的期限。不是次年的日期不作数。 / The last day, of the year after, for
/// organs of each sort. The plain case: the report was signed after it. Case `page`: it was published
/// after it, as its page says. `customary` and `customary-page`: the same for organs whose day no
/// statute names. A date that is not of the year after is no witness.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeadlineCheckToml {
    /// 各类机关的期限，以第一条符合的为准。 / The days, the first that fits an organ decides.
    deadlines: Vec<DeadlineToml>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct DeadlineToml {
    /// 哪些层级的机关。 / The levels of organs.
    #[schemars(with = "Vec<names::LevelId>")]
    levels: Vec<Spanned<String>>,
    /// 机关名称怎样结尾；不写则都算。 / Endings of their names; any where there are none.
    #[serde(rename = "name-ends", default)]
    ends: Vec<String>,
    /// 最后一天。 / The last day.
    on: DayOfYear,
    /// 是否法规没有规定这一天。 / Whether no statute names the day.
    #[serde(default)]
    customary: bool,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<DeadlineCheck, Box<PackError>> {
    let toml: DeadlineCheckToml = parameters.read()?;
    let mut deadlines = Vec::with_capacity(toml.deadlines.len());
    for deadline in toml.deadlines {
        deadlines.push(Deadline {
            levels: parameters.levels(&deadline.levels)?,
            ends: deadline.ends.iter().map(|ending| fold(ending)).collect(),
            on: deadline.on,
            customary: deadline.customary,
        });
    }
    Ok(DeadlineCheck { dating: PublicationWords::compile(parameters), deadlines })
}

impl ReportCheck for DeadlineCheck {
    fn run(&self, context: &mut Context<'_>) {
        let Some(year) = context.report.sure_year() else { return };
        let Some(level) = context.report.level.clone() else { return };
        let issuer = context.report.summary().issuer.unwrap_or_default();
        let fits = |deadline: &&Deadline| {
            deadline.levels.contains(&level)
                && (deadline.ends.is_empty()
                    || deadline.ends.iter().any(|end| issuer.ends_with(&**end)))
        };
        let Some(deadline) = self.deadlines.iter().find(fits) else { return };
        let last = deadline.on.of(year + 1);
        let late = |dated: &Option<StatedDay>| {
            let dated = dated.as_ref()?;
            let date = dated.date.filter(|date| date.year == year + 1 && *date > last)?;
            Some((date, dated.clone()))
        };
        let (signed, published) = (signed(context), self.dating.published(context));
        let found = late(&signed).map(|found| (found, false));
        let Some(((date, dated), page)) = found.or_else(|| late(&published).map(|it| (it, true)))
        else {
            return;
        };
        let args = args![
            ("found", same(&*dated.text)),
            ("deadline", same(last.to_string())),
            ("issuer", same(issuer)),
            ("level", context.level_name(&level)),
            ("days", same(date.days_after(last).to_string())),
        ];
        let variant = match (deadline.customary, page) {
            (false, false) => "",
            (false, true) => "page",
            (true, false) => "customary",
            (true, true) => "customary-page",
        };
        let mut said = dated.said(variant, args);
        // Signed in time: the page may have been moved to another site since.
        let in_time = |signed: &StatedDay| signed.date.is_some_and(|date| date <= last);
        if page && let Some(signed) = signed.as_ref().filter(|signed| in_time(signed)) {
            said.related.push(signed.label());
            said.severity = Some((Severity::Info, Severity::Info));
        }
        context.say(said);
    }
}
