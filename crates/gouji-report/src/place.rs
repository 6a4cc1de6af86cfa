//! Where an issuer is: the province, city or county of its name, with the GB/T 2260 code.
//!
//! * [`Places`] – the names of places and what is known of how they are used
//! * [`Jurisdiction`] – what the name of an issuer was found to say
//! * [`UnitName`] – one name for all that titles call an organ
//!
//! Names are read from left to right, the longest first; provinces and cities may be left out or
//! stand twice. A name that several places have is not decided.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de::Error};

mod names;
mod resolve;
mod texts;
mod unit_name;

#[cfg(test)]
mod tests;

pub use names::PlaceNames;
pub(crate) use names::{Names, words};
pub use unit_name::UnitName;

/// A GB/T 2260 code: two digits each for province, city and county.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Code(u32);

/// As six digits in a text that people write, as a number in data compiled beforehand.
impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return u32::deserialize(deserializer).map(Self);
        }
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            D::Error::custom("应为六位行政区划代码，如 620403 / six digits of a place, as 620403")
        })
    }
}

/// The level of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// 省、自治区、直辖市.
    Province,
    /// 设区的市、自治州、盟、地区.
    City,
    /// 县、县级市、区、旗.
    County,
}

impl Code {
    /// Reads six digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        let code = digits.then(|| text.parse().ok())??;
        (code >= 110_000).then_some(Self(code))
    }

    /// The level of the place.
    pub fn tier(self) -> Tier {
        match self.0 {
            code if code % 10_000 == 0 => Tier::Province,
            code if code % 100 == 0 => Tier::City,
            _ => Tier::County,
        }
    }

    /// Whether `other` is this place or lies in it.
    pub fn contains(self, other: Self) -> bool {
        match self.tier() {
            Tier::Province => self.0 / 10_000 == other.0 / 10_000,
            Tier::City => self.0 / 100 == other.0 / 100,
            Tier::County => self == other,
        }
    }

    /// The province it lies in, the city, and itself, without repetition. A city that no list has
    /// (110100, 419000) is among them.
    fn chain(self) -> impl Iterator<Item = Self> {
        let mut last = None;
        [self.0 / 10_000 * 10_000, self.0 / 100 * 100, self.0]
            .into_iter()
            .map(Self)
            .filter(move |&code| last.replace(code) != Some(code))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:06}", self.0)
    }
}

impl Tier {
    /// The id of the level of organ that governs such a place.
    pub fn id(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
        }
    }
}

/// What the name of an issuer says of where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jurisdiction {
    /// The place; none where several have the name.
    pub code: Option<Code>,
    /// The place with those it lies in: 甘肃省白银市平川区. Where several have the name, as written.
    pub name: String,
    /// How sure it is.
    pub how: How,
    /// What the issuer is to the place.
    pub standing: Standing,
    /// What stands behind the place in the issuer's name, folded: 教育局.
    pub rest: String,
    /// The places that have the name, where they are several.
    pub candidates: Vec<Code>,
}

/// How sure a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The name of a province or a city, or of a county behind such a name.
    Exact,
    /// A county or a short name that stands alone, and that no other place has.
    Unique,
    /// Several places have the name.
    Ambiguous,
}

/// What an issuer is to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its government.
    Government,
    /// A department of it, a town or a street in it.
    Organ,
    /// A functional zone in it, or an organ of one. It has no code of its own.
    Zone,
    /// An organ whose superior is not the local government: 税务, 海关 …
    Vertical,
}

impl How {
    /// `exact`, `unique`, `ambiguous`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Unique => "unique",
            Self::Ambiguous => "ambiguous",
        }
    }
}

impl Standing {
    /// `government`, `organ`, `zone`, `vertical`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Organ => "organ",
            Self::Zone => "zone",
            Self::Vertical => "vertical",
        }
    }
}
