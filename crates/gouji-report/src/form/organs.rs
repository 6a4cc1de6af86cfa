//! How a title names its issuer, and what sort of organ that is.

use std::sync::Arc;

use gouji_parser::fold::fold;
use serde::{Deserialize, Serialize};

use crate::Localized;

/// The organ levels and the words around an issuer's name in a title.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Organs {
    /// Words that are no part of the issuer's name in a title.
    pub title_drop: Vec<String>,
    /// Words that lead up to the name of the report in a sentence.
    pub(crate) title_lead: Vec<String>,
    /// Words that show that a line speaks of a report and is no title.
    pub(crate) title_never: Vec<String>,
    /// Words over what is attached to a report.
    pub(crate) annex: Vec<String>,
    /// Sorts of organs.
    pub levels: Vec<Level>,
}

/// A sort of organ: county, town, department, office …
#[derive(Debug, Serialize, Deserialize)]
pub struct Level {
    /// `county`.
    pub id: Arc<str>,
    /// Its name in messages.
    pub name: Localized,
    /// Whether its report covers an area with all its organs.
    pub area: bool,
    /// Whether its name below a report says nothing of whose report it is.
    pub(crate) signs_for_others: bool,
    ends: Vec<String>,
    starts: Vec<String>,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrgansToml {
    title: TitleToml,
    level: Vec<LevelToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleToml {
    drop: Vec<String>,
    lead: Vec<String>,
    never: Vec<String>,
    annex: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelToml {
    id: Arc<str>,
    name: Localized,
    #[serde(default)]
    area: bool,
    #[serde(default, rename = "signs-for-others")]
    signs_for_others: bool,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
}

impl From<OrgansToml> for Organs {
    fn from(toml: OrgansToml) -> Self {
        let fold_all = |words: Vec<String>| words.iter().map(|word| fold(word)).collect();
        Self {
            title_drop: fold_all(toml.title.drop),
            title_lead: fold_all(toml.title.lead),
            title_never: fold_all(toml.title.never),
            annex: fold_all(toml.title.annex),
            levels: toml
                .level
                .into_iter()
                .map(|level| Level {
                    id: level.id,
                    name: level.name,
                    area: level.area,
                    signs_for_others: level.signs_for_others,
                    ends: fold_all(level.ends),
                    starts: fold_all(level.starts),
                    names: fold_all(level.names),
                })
                .collect(),
        }
    }
}

impl Organs {
    /// What sort of organ `issuer` is: by its whole name, else by the longest ending that fits,
    /// where `starts` has to fit too if the level has any.
    pub fn level(&self, issuer: &str) -> Option<&Level> {
        let issuer = fold(issuer);
        self.levels.iter().find(|level| level.names.contains(&issuer)).or_else(|| {
            let mut best: Option<(&Level, usize)> = None;
            for level in &self.levels {
                if !level.starts.is_empty()
                    && !level.starts.iter().any(|start| issuer.starts_with(&**start))
                {
                    continue;
                }
                let ending = level
                    .ends
                    .iter()
                    .filter(|end| issuer.ends_with(&***end))
                    .map(String::len)
                    .max();
                if let Some(length) = ending
                    && best.is_none_or(|(_, longest)| length > longest)
                {
                    best = Some((level, length));
                }
            }
            best.map(|(level, _)| level)
        })
    }
}
