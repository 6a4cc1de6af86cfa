//! `copied`: sections whose words are those of another report.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, ReportCheck};
use crate::{
    pack::{Parameters, names},
    prose::Word,
};
use gouji_report::PackError;

pub(crate) const KIND: CheckKind = CheckKind {
    name: "copied",
    cases: &[Cases::new(&[""], &["section", "share", "count", "other"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CopiedCheck {
    pub(crate) from: CopySource,
    pub(crate) sections: Vec<Arc<str>>,
    pub(crate) share: usize,
    pub(crate) least: usize,
    pub(crate) alone: usize,
    pub(crate) units: usize,
    pub(crate) leave_out: Vec<Word>,
}

/// 整段照抄另一份报告的部分。数字不比，标题、引号和书名号里的字不算；按连续 13 个字逐段比对。 / Sections that repeat
/// another report: thirteen letters in a row are compared, whatever the figures; headings and quotations do not count.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CopiedCheckToml {
    /// 与谁的报告比。 / Whose report they are compared with.
    from: CopySource,
    /// 哪些部分。 / The sections.
    #[schemars(with = "Vec<names::SectionId>")]
    sections: Vec<Spanned<String>>,
    /// 这一部分有百分之多少相同才报。 / From which share on, in percent, a section counts as copied.
    share: usize,
    /// 可比的至少要有多少字。 / How many letters of the section have to be comparable.
    least: usize,
    /// 只有一个部分相同的，相同的至少要有多少字；不写则不限。 / How many letters have to be copied where it is one section alone.
    #[serde(default)]
    alone: usize,
    /// 同一段话见于这么多个单位的报告，就是套话，不算抄；不多于16。 / What stands in the reports of so many units, 16 at most, is
    /// a standard phrase and no copy.
    #[schemars(with = "usize")]
    units: Spanned<usize>,
    /// 有其中一个词的句子不比。 / Sentences with one of these words are not compared.
    #[serde(rename = "leave-out", default)]
    leave_out: Vec<String>,
}

/// Whose report a section is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CopySource {
    /// 本单位上一年的。 / The unit's own of the year before.
    LastYear,
    /// 其他单位当年的。 / Those of other units, of the same year.
    Sibling,
}

/// Text of more units than this is compared with nothing, so that the comparisons stay in proportion to the reports.
pub const MOST_UNITS: usize = 16;

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<CopiedCheck, Box<PackError>> {
    let toml: CopiedCheckToml = parameters.read()?;
    let units = *toml.units.get_ref();
    if !(2..=MOST_UNITS).contains(&units) {
        let message = format!("写 2 到 {MOST_UNITS} 个单位 / write 2 to {MOST_UNITS} units");
        let label = "在此 / here";
        return Err(PackError::at(parameters.file, &message, label, toml.units.span(), None));
    }
    let sections = toml.sections.iter().map(|id| parameters.section(id).map(Arc::from));
    Ok(CopiedCheck {
        from: toml.from,
        sections: sections.collect::<Result<_, _>>()?,
        share: toml.share,
        least: toml.least,
        alone: toml.alone,
        units,
        leave_out: parameters.words(&toml.leave_out),
    })
}

impl ReportCheck for CopiedCheck {
    fn is_across(&self) -> bool {
        true
    }
}
