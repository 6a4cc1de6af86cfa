//! `foreign-actor`: what another unit would say of itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, ReportCheck};
use crate::{pack::Parameters, prose::Word};
use gouji_report::PackError;

pub(crate) const KIND: CheckKind = CheckKind {
    name: "foreign-actor",
    cases: &[Cases::new(&["", "self"], &["found", "other", "unit", "count"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ForeignActorCheck {
    pub(crate) selves: Vec<ForeignSelf>,
    pub(crate) covers: Vec<Word>,
    pub(crate) acts: Vec<Word>,
    pub(crate) leads: Vec<String>,
}

/// What some organs do not call themselves.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ForeignSelf {
    /// What their names end in.
    pub(crate) endings: Vec<String>,
    pub(crate) words: Vec<Word>,
}

/// 只有别的单位才会这样说的话：镇的报告自称“我局”（情形 `self`），别的单位的名称作“收到申请”之类的主语。
/// / What only another unit would say: a town that calls itself 我局 (case `self`), the name of another unit as the
/// one that received applications.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignActorCheckToml {
    /// 哪些机关不会怎样自称。 / What some organs do not call themselves.
    #[serde(rename = "self")]
    selves: Vec<ForeignSelfToml>,
    /// 含有自称而意思不同的更长的词。 / Longer words in which such a word means something else.
    #[serde(rename = "unless-within", default)]
    covers: Vec<String>,
    /// 报告机关自己才做的事：前面是别的单位的名称，就报。 / What the reporting organ itself does: a finding where the name of
    /// another unit stands before it.
    acts: Vec<String>,
    /// 单位名称前面可以有的词：全年。 / What may stand before the name: 全年.
    #[serde(default)]
    leads: Vec<String>,
}

/// 名称以 `of` 结尾的机关，不会自称 `words`。 / Organs whose names end in `of` do not call themselves `words`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ForeignSelfToml {
    /// 机关名称的结尾。 / What the names end in.
    of: Vec<String>,
    /// 各种自称。 / What they do not call themselves.
    words: Vec<String>,
}

pub(super) fn compile(
    parameters: &mut Parameters<'_>,
) -> Result<ForeignActorCheck, Box<PackError>> {
    let toml: ForeignActorCheckToml = parameters.read()?;
    let own =
        |it: ForeignSelfToml| ForeignSelf { words: parameters.words(&it.words), endings: it.of };
    Ok(ForeignActorCheck {
        selves: toml.selves.into_iter().map(own).collect(),
        covers: parameters.words(&toml.covers),
        acts: parameters.words(&toml.acts),
        leads: toml.leads,
    })
}

impl ReportCheck for ForeignActorCheck {
    fn is_across(&self) -> bool {
        true
    }
}
