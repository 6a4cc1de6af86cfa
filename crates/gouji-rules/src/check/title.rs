//! `title`: whether the title names the organ and the year as the form does.

use gouji_parser::fold::fold;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, same};
use crate::pack::Parameters;
use gouji_report::{Label, PackError};

pub(super) const KIND: CheckKind = CheckKind {
    name: "title",
    cases: &[Cases::new(
        &["", "bare-issuer", "no-issuer", "no-year", "neither"],
        &["title", "issuer", "printed"],
    )],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TitleCheck {
    ending: String,
    folded: String,
    bare: Vec<String>,
    placeless: Vec<String>,
}

/// 标题怎样结尾，哪些不是机关全称。情形 `no-issuer` 没有机关，`no-year` 没有年份，`neither` 都没有；`bare-issuer`
/// 不是全称；一般的：结尾不同。 / The printed ending of a title, and names that are no full name of an
/// organ. Cases `no-issuer`, `no-year`, `neither` of the two; `bare-issuer`, such a name; the plain one
/// is another ending.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleCheckToml {
    /// 标题怎样结尾。 / How a title ends.
    ending: String,
    /// 不是机关全称的名称。 / Names that are no full name of an organ.
    #[serde(rename = "bare-names")]
    bare: Vec<String>,
    /// 名称以这些字开头，就没有写明是哪里的：区教育局。 / What a name begins with that leaves out of which place it
    /// is: 区教育局.
    #[serde(default)]
    placeless: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<TitleCheck, Box<PackError>> {
    let toml: TitleCheckToml = parameters.read()?;
    Ok(TitleCheck {
        folded: fold(&toml.ending),
        ending: toml.ending,
        bare: toml.bare.iter().map(|name| fold(name)).collect(),
        placeless: toml.placeless.iter().map(|start| fold(start)).collect(),
    })
}

impl ReportCheck for TitleCheck {
    fn run(&self, context: &mut Context<'_>) {
        let Some(title) = &context.report.title else { return };
        let folded = fold(&title.text);
        // 标题：, 附件：: what announces a title is no part of it.
        let mut own = &*folded;
        let labels = || context.forms.organs.title_drop.iter().filter(|word| word.ends_with(':'));
        while let Some(rest) = labels().find_map(|word| own.strip_prefix(&**word)) {
            own = rest;
        }
        let issuer = title.issuer.clone().unwrap_or_default();
        // 市中区教育局 is of a place.
        let is_placeless = context.report.jurisdiction.is_none()
            && self.placeless.iter().any(|start| issuer.starts_with(&**start));
        let variant = if !own.contains(&self.folded) && !title.bare {
            ""
        } else if issuer.is_empty() && title.year.is_none() {
            "neither"
        } else if issuer.is_empty() {
            "no-issuer"
        } else if self.bare.contains(&issuer) || is_placeless {
            "bare-issuer"
        } else if title.year.is_none() {
            "no-year"
        } else {
            return;
        };
        let args =
            args![("title", same(own)), ("issuer", same(issuer)), ("printed", same(&*self.ending))];
        let label = Label::new(title.span, gouji_report::Localized::default());
        context.say(FindingText::new(variant, label, args));
    }
}
