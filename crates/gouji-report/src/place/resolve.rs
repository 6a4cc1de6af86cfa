//! From the name of an issuer to its place.

use gouji_parser::fold::fold;

use super::{
    Code, How, Jurisdiction, PlaceNames, Standing, Tier,
    names::{NameForm, NameUse},
};

/// How far a name was read.
struct NameReading<'t> {
    /// What it can be; none at the beginning.
    uses: Vec<NameUse>,
    /// What follows.
    rest: &'t str,
    /// Whether the last name stands behind that of a province or a city.
    led: bool,
}

impl PlaceNames {
    /// Where `issuer` is, in a report on `year`; none where its name begins with no place.
    pub fn resolve(&self, issuer: &str, year: Option<u16>) -> Option<Jurisdiction> {
        let folded = fold(issuer);
        let vertical = &self.words.vertical;
        let behind = |starts: &[String]| -> Option<&str> {
            starts.iter().find_map(|start| folded.strip_prefix(&**start))
        };
        let own = behind(&vertical.starts);
        let text = own.or_else(|| behind(&self.words.zone.starts)).unwrap_or(&folded);
        let read = self.read(text);
        if read.uses.is_empty() {
            return self.known_zone(text, year);
        }
        let ends = |word: &String| folded.ends_with(&**word);
        let holds = |word: &String| read.rest.contains(&**word);
        let is_vertical =
            own.is_some() || vertical.ends.iter().any(ends) || vertical.holds.iter().any(holds);
        let standing = if is_vertical { Standing::Vertical } else { self.standing(read.rest) };
        let written = &text[..text.len() - read.rest.len()];
        Some(self.jurisdiction(&read, written, year, standing))
    }

    /// Whether the organ at a place may be summed up by its counterpart above, and not by the place's government.
    pub fn is_of_a_system(&self, place: &Jurisdiction) -> bool {
        let Some(code) = place.code.filter(|code| code.tier() == Tier::County) else {
            return false;
        };
        self.words.system.iter().any(|system| {
            system.place.contains(code)
                && system.ends.iter().any(|end| place.rest.ends_with(&**end))
        })
    }

    /// Where a zone is whose name begins with no place.
    fn known_zone(&self, text: &str, year: Option<u16>) -> Option<Jurisdiction> {
        let mut known = self.words.zone.known.iter();
        let (_, &code) = known.find(|(zone, _)| text.starts_with(&***zone))?;
        let name = self.names.all.iter().position(|name| name.code == code)?;
        let own = NameUse { name, form: NameForm::Full };
        Some(Jurisdiction {
            code: Some(code),
            name: self.full_name(own, year),
            how: How::Unique,
            standing: Standing::Zone,
            rest: text.to_owned(),
            candidates: Vec::new(),
        })
    }

    /// Returns a folded name without the word for the government at its end: 青禾县人民政府 is 青禾县.
    pub fn without_government<'t>(&self, name: &'t str) -> &'t str {
        let words = &self.words.government.words;
        words.iter().find_map(|word| name.strip_suffix(&**word)).unwrap_or(name)
    }

    fn standing(&self, rest: &str) -> Standing {
        let government = &self.words.government.words;
        if rest.is_empty() || government.iter().any(|word| **word == *rest) {
            Standing::Government
        } else if self.words.zone.words.iter().any(|word| rest.contains(&**word)) {
            Standing::Zone
        } else {
            Standing::Organ
        }
    }

    /// Reads as many names as follow one another, each within the one before.
    fn read<'t>(&self, text: &'t str) -> NameReading<'t> {
        let mut read = NameReading { uses: Vec::new(), rest: text, led: false };
        while let Some((length, uses)) = self.longest(&read, text) {
            read.led |= read.uses.iter().any(|known| self.tier(*known) < Tier::County);
            read.uses = uses;
            read.rest = &read.rest[length..];
        }
        read
    }

    /// The longest name that comes next.
    fn longest(&self, read: &NameReading<'_>, text: &str) -> Option<(usize, Vec<NameUse>)> {
        let beginnings = self.beginnings(read.rest);
        beginnings.into_iter().rev().find_map(|(length, uses)| {
            let (name, rest) = read.rest.split_at(length);
            let mut uses = uses.to_vec();
            uses.retain(|&own| self.fits(own, name, rest, read, text));
            (!uses.is_empty()).then_some((length, uses))
        })
    }

    /// Whether `name` can be meant as a place where it stands.
    fn fits(
        &self,
        own: NameUse,
        name: &str,
        rest: &str,
        read: &NameReading<'_>,
        text: &str,
    ) -> bool {
        let code = self.code(own);
        if !read.uses.is_empty() && !read.uses.iter().any(|&known| self.code(known).contains(code))
        {
            return false;
        }
        let begins = |word: &String| rest.starts_with(&**word);
        if own.form != NameForm::Bare {
            // 城区, 东区, 矿区 are quarters of many towns.
            let quarter = name.ends_with('区') && name.chars().count() == 2 && read.uses.is_empty();
            let street =
                name.ends_with('区') && self.words.street.after_district.iter().any(begins);
            return !quarter && !street;
        }
        let zone = &self.words.zone;
        match code.tier() {
            Tier::County => {
                let alone = |word: &String| *rest == **word;
                zone.leads.iter().chain(&zone.words).any(begins)
                    || self.words.vertical.ends.iter().any(alone)
            }
            Tier::Province | Tier::City => {
                let never = &self.words.bare.never_before;
                !never.iter().any(|word| text.ends_with(&**word))
            }
        }
    }

    fn jurisdiction(
        &self,
        read: &NameReading<'_>,
        written: &str,
        year: Option<u16>,
        standing: Standing,
    ) -> Jurisdiction {
        let uses = self.of_their_time(&read.uses, year);
        match self.one_of(&uses) {
            Some(own) => {
                let code = self.code(own);
                let certain =
                    own.form != NameForm::Bare && (read.led || code.tier() < Tier::County);
                Jurisdiction {
                    code: Some(code),
                    name: self.full_name(own, year),
                    how: if certain { How::Exact } else { How::Unique },
                    standing,
                    rest: read.rest.to_owned(),
                    candidates: Vec::new(),
                }
            }
            None => Jurisdiction {
                code: None,
                name: written.to_owned(),
                how: How::Ambiguous,
                standing,
                rest: read.rest.to_owned(),
                candidates: uses.iter().map(|&own| self.code(own)).collect(),
            },
        }
    }

    /// The names that held in `year`; where none did, those that held last.
    fn of_their_time(&self, uses: &[NameUse], year: Option<u16>) -> Vec<NameUse> {
        let key = |own: NameUse| {
            let name = &self.names.all[own.name];
            let held = name.held_in(year);
            (held, if held { 0 } else { name.until })
        };
        let best = uses.iter().map(|&own| key(own)).max();
        let best: Vec<NameUse> =
            uses.iter().copied().filter(|&own| Some(key(own)) == best).collect();
        // 公主岭市 has another code from 2020 on, when its report on 2019 was published.
        let follows = |own: NameUse| {
            let since = self.names.all[own.name].since;
            let ends = |other: &NameUse| self.names.all[other.name].until.checked_add(1);
            year.and_then(|year| year.checked_add(1)) == Some(since)
                && best.iter().any(|other| ends(other) == Some(since))
        };
        best.iter().copied().filter(|&own| !follows(own)).collect()
    }

    /// The one place that is meant. Of places with the same short name, it is the province among
    /// them, or the one in which the others lie.
    fn one_of(&self, uses: &[NameUse]) -> Option<NameUse> {
        if let [own] = *uses {
            return Some(own);
        }
        if uses.iter().any(|own| own.form != NameForm::Bare) {
            return None;
        }
        uses.iter().copied().find(|&own| {
            let code = self.code(own);
            let around = |&other: &NameUse| code.contains(self.code(other));
            code.tier() == Tier::Province || uses.iter().all(around)
        })
    }

    /// The name of a place behind those of the places it lies in.
    pub(super) fn full_name(&self, own: NameUse, year: Option<u16>) -> String {
        let own_code = self.code(own);
        let around = own_code.chain().filter(|&code| code != own_code);
        let mut full: String = around.filter_map(|code| self.name(code, year)).collect();
        full.push_str(self.names.text(own.name));
        full
    }

    fn code(&self, own: NameUse) -> Code {
        self.names.all[own.name].code
    }

    fn tier(&self, own: NameUse) -> Tier {
        self.names.all[own.name].tier()
    }
}
