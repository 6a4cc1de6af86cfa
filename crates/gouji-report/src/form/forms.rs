//! The forms of a kind of report together, and who issues reports where.

use std::sync::Arc;

use super::{Form, Kind, Lookalike, Organs, load};
use crate::{
    DataFile, PackError,
    place::{self, Places},
};

/// The forms of one kind of report, and who issues reports.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// The kind of report.
    pub kind: Arc<Kind>,
    /// Its forms, oldest first.
    pub forms: Vec<Arc<Form>>,
    /// Issuers.
    pub organs: Arc<Organs>,
    /// Where they are.
    pub places: Arc<Places>,
    /// What only resembles a report.
    pub lookalikes: Arc<[Arc<Lookalike>]>,
    /// The other kinds of report, in the order in which a file is tried as one.
    pub others: Vec<Forms>,
}

impl Forms {
    /// Reads forms. Some files have other things, by their names: `kinds.toml` the kinds of report,
    /// `organs.toml` issuers, `places/…` where they are.
    pub fn load(files: &[DataFile<'_>]) -> Result<Self, Box<PackError>> {
        let file = |name: &str| files.iter().find(|file| file.name.ends_with(name)).copied();
        let organs = file("organs.toml").map(load::organs).transpose()?.unwrap_or_default();
        let names = file("places/names.txt").map(place::Names::load).transpose()?;
        let words = file("places/words.toml").map(place::words).transpose()?;
        let places = Places::new(names.unwrap_or_default(), words.unwrap_or_default());
        let kinds = file("kinds.toml").map(load::kinds).transpose()?;
        let (kinds, lookalikes) = kinds.unwrap_or_else(|| (vec![Kind::default()], Vec::new()));
        let lookalikes: Arc<[Arc<Lookalike>]> = lookalikes.into_iter().map(Arc::new).collect();
        let kinds: Vec<Arc<Kind>> = kinds.into_iter().map(Arc::new).collect();
        let (organs, places) = (Arc::new(organs), Arc::new(places));
        let of = |kind: &Arc<Kind>| Self {
            kind: kind.clone(),
            forms: Vec::new(),
            organs: organs.clone(),
            places: places.clone(),
            lookalikes: lookalikes.clone(),
            others: Vec::new(),
        };
        let mut all: Vec<Self> = kinds.iter().map(of).collect();
        for &file in files.iter().filter(|&&file| is_form(file)) {
            let (form, kind) = load::form(file, &kinds)?;
            all[kind].forms.push(Arc::new(form));
        }
        for forms in &mut all {
            forms.forms.sort_by_key(|form| form.first_year);
        }
        let mut all = all.into_iter();
        let mut first = all.next().unwrap_or_default();
        first.others = all.filter(|forms| !forms.forms.is_empty()).collect();
        Ok(first)
    }

    /// The forms of a kind of report.
    pub fn of(&self, kind: &str) -> Option<&Self> {
        self.kinds().find(|forms| *forms.kind.id == *kind)
    }

    /// The forms of every kind of report.
    pub fn kinds(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }
}

/// Whether a file is a form, and none of what stands beside forms.
fn is_form(file: DataFile<'_>) -> bool {
    const OTHERS: [&str; 7] = [
        "organs.toml",
        "kinds.toml",
        "places/names.txt",
        "places/words.toml",
        "lexicon.toml",
        "statements.toml",
        "families.toml",
    ];
    !OTHERS.iter().any(|name| file.name.ends_with(name))
}
