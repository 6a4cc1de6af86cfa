//! The forms of a kind of report together, and who issues reports where.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Form, Lookalike, Organs, ReportKind, load};
use crate::{
    DataFile, PackError,
    place::{self, PlaceNames},
};

/// The forms of one kind of report, and who issues reports.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// The kind of report.
    pub kind: Arc<ReportKind>,
    /// Its forms, oldest first.
    pub forms: Vec<Arc<Form>>,
    /// Issuers.
    pub organs: Arc<Organs>,
    /// Where they are.
    pub places: Arc<PlaceNames>,
    /// What only resembles a report.
    pub lookalikes: Arc<[Arc<Lookalike>]>,
    /// The other kinds of report, in the order in which a file is tried as one.
    pub others: Vec<Forms>,
}

impl Forms {
    /// Reads forms. Some files have other things, by their names: `kinds.toml` the kinds of report,
    /// `organs.toml` issuers, `places/…` where they are.
    pub fn load(files: &[DataFile<'_>]) -> Result<Self, Box<PackError>> {
        Self::with(files, &[])
    }

    /// Reads forms, and a user's `own` beside them: forms, and further kinds of report in a file called
    /// `kinds.toml`.
    pub fn with(files: &[DataFile<'_>], own: &[DataFile<'_>]) -> Result<Self, Box<PackError>> {
        let file = |name: &str| files.iter().find(|file| file.name.ends_with(name)).copied();
        let organs = file("organs.toml").map(load::organs).transpose()?.unwrap_or_default();
        let names = file("places/names.txt").map(place::Names::load).transpose()?;
        let words = file("places/words.toml").map(place::words).transpose()?;
        let places = PlaceNames::new(names.unwrap_or_default(), words.unwrap_or_default());
        let all = || files.iter().chain(own).copied();
        let (mut kinds, mut lookalikes) = (Vec::new(), Vec::new());
        for file in all().filter(|file| file.name.ends_with(KINDS)) {
            lookalikes.extend(load::kinds(file, &mut kinds)?);
        }
        if kinds.is_empty() {
            kinds.push(Arc::default());
        }
        let lookalikes: Arc<[Arc<Lookalike>]> = lookalikes.into_iter().map(Arc::new).collect();
        let (organs, places) = (Arc::new(organs), Arc::new(places));
        let mut forms: Vec<Vec<Arc<Form>>> = vec![Vec::new(); kinds.len()];
        let is_own = |file: &DataFile<'_>| !file.name.ends_with(KINDS);
        let shipped = files.iter().copied().filter(|&file| is_form(file));
        for file in shipped.chain(own.iter().copied().filter(is_own)) {
            let (form, kind) = load::form(file, &kinds, &forms)?;
            forms[kind].push(Arc::new(form));
        }
        for forms in &mut forms {
            forms.sort_by_key(|form| form.first_year);
        }
        let kinds = kinds.into_iter().zip(forms).enumerate();
        let kinds = kinds.filter(|(at, (_, forms))| *at == 0 || !forms.is_empty());
        Ok(Self::of_kinds((organs, places, lookalikes, kinds.map(|(_, kind)| kind).collect())))
    }

    /// Puts together what the kinds of report share, and the forms of each.
    fn of_kinds((organs, places, lookalikes, kinds): FormParts) -> Self {
        let of = |(kind, forms): (Arc<ReportKind>, Vec<Arc<Form>>)| Self {
            kind,
            forms,
            organs: organs.clone(),
            places: places.clone(),
            lookalikes: lookalikes.clone(),
            others: Vec::new(),
        };
        let mut all = kinds.into_iter().map(of);
        let mut first = all.next().unwrap_or_default();
        first.others = all.collect();
        first
    }

    /// The forms of a kind of report.
    pub fn of(&self, kind: &str) -> Option<&Self> {
        self.kinds().find(|forms| *forms.kind.id == *kind)
    }

    /// The form for reports of a year: the newest that applies.
    pub fn of_year(&self, year: u16) -> Option<&Arc<Form>> {
        self.forms.iter().rfind(|form| form.applies_to(year))
    }

    /// The forms `ids`, and those that follow one of them.
    pub fn with_followers(&self, mut ids: Vec<Arc<str>>) -> Vec<Arc<str>> {
        for form in &self.forms {
            if form.follows.as_ref().is_some_and(|id| ids.contains(id)) && !ids.contains(&form.id) {
                ids.push(form.id.clone());
            }
        }
        ids
    }

    /// The forms of every kind of report.
    pub fn kinds(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }
}

/// Issuers, places and lookalikes once, and each kind of report with its forms: what [`Forms`] is kept as.
type FormParts =
    (Arc<Organs>, Arc<PlaceNames>, Arc<[Arc<Lookalike>]>, Vec<(Arc<ReportKind>, Vec<Arc<Form>>)>);

impl Serialize for Forms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kinds: Vec<_> = self.kinds().map(|it| (&it.kind, &it.forms)).collect();
        (&self.organs, &self.places, &self.lookalikes, kinds).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Forms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        FormParts::deserialize(deserializer).map(Self::of_kinds)
    }
}

/// The name of a file with kinds of report.
const KINDS: &str = "kinds.toml";

/// Whether a file is a form, and none of what stands beside forms.
fn is_form(file: DataFile<'_>) -> bool {
    const OTHERS: [&str; 7] = [
        "organs.toml",
        KINDS,
        "places/names.txt",
        "places/words.toml",
        "statements.toml",
        "families.toml",
        "examples.toml",
    ];
    !OTHERS.iter().any(|name| file.name.ends_with(name))
}
