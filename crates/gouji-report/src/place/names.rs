//! The names of places: read from a list, with the short forms in which organs use them.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use serde::Deserialize;
use toml::Spanned;

use super::{Code, Tier};
use crate::{DataFile, PackError};

/// The names of places, and what is known of how organs use them.
#[derive(Debug, Default)]
pub struct PlaceNames {
    pub(super) names: Names,
    pub(super) words: NameWords,
    /// Name or short form → what it can stand for, in the order of the list.
    pub(super) uses: HashMap<Box<str>, Vec<NameUse>>,
    /// The longest of those, in bytes.
    pub(super) longest: usize,
}

/// The names in the order of their codes.
#[derive(Debug, Default)]
pub(crate) struct Names(pub(super) Vec<PlaceName>);

/// A name that a place had, and the years at whose end it had it.
#[derive(Debug)]
pub(super) struct PlaceName {
    pub(super) code: Code,
    pub text: Box<str>,
    pub(super) since: u16,
    pub(super) until: u16,
}

/// A name as a text can stand for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameUse {
    /// Index of the name.
    pub(super) name: usize,
    pub(super) form: NameForm,
}

/// How a text differs from the full name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameForm {
    /// Not at all.
    Full,
    /// It leaves the peoples of an autonomous place out: 门源县. Or it is an abbreviation.
    Short,
    /// It leaves out what the place is: 青岛.
    Bare,
}

/// What is known of how organs use names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameWords {
    ends: Vec<String>,
    autonomous: Vec<Autonomous>,
    peoples: NameList,
    abbreviations: BTreeMap<String, Spanned<String>>,
    pub(super) bare: BareName,
    pub(super) street: Street,
    pub(super) government: NameList,
    pub(super) zone: Zone,
    pub(super) system: Vec<OrganSystem>,
    pub(super) vertical: Vertical,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Autonomous {
    end: String,
    short: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameList {
    pub(super) words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct BareName {
    pub(super) never_before: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Street {
    pub(super) after_district: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Zone {
    pub(super) leads: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) starts: Vec<String>,
    pub(super) known: BTreeMap<String, Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganSystem {
    pub(super) place: Spanned<String>,
    pub(super) ends: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vertical {
    pub(super) starts: Vec<String>,
    pub(super) ends: Vec<String>,
    pub(super) holds: Vec<String>,
}

/// Reads the words.
pub(crate) fn words(file: DataFile<'_>) -> Result<NameWords, Box<PackError>> {
    let words: NameWords =
        toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))?;
    let systems = words.system.iter().map(|it| &it.place);
    let codes = words.abbreviations.values().chain(words.zone.known.values()).chain(systems);
    for code in codes {
        if Code::parse(code.get_ref()).is_none() {
            return Err(not_a_code(file, code.span()));
        }
    }
    Ok(words)
}

fn not_a_code(file: DataFile<'_>, at: std::ops::Range<usize>) -> Box<PackError> {
    let help = Some("六位行政区划代码，如 620403 / six digits".to_owned());
    PackError::at(file, "代码不合格式 / malformed code", "代码 / code", at, help)
}

impl Names {
    /// Reads a list: code, name, and the years at whose end the name held, where it did not all
    /// the time.
    pub(crate) fn load(file: DataFile<'_>) -> Result<Self, Box<PackError>> {
        let mut names = Vec::new();
        let mut at = 0;
        for line in file.text.split_inclusive('\n') {
            let here = at..at + line.trim_end().len();
            at += line.len();
            let mut parts = line.split_ascii_whitespace();
            let (Some(code), Some(text)) = (parts.next(), parts.next()) else {
                let help = Some("写作 代码 名称 / code, blank, name".to_owned());
                return Err(PackError::at(file, "缺少名称 / no name", "在此 / here", here, help));
            };
            let code = Code::parse(code)
                .ok_or_else(|| not_a_code(file, here.start..here.start + code.len()))?;
            let (since, until) = years(parts.next()).ok_or_else(|| {
                let help = Some("写作 2009-2020、2009- 或 -2020 / first and last year".to_owned());
                PackError::at(file, "年份有误 / bad years", "在此 / here", here, help)
            })?;
            names.push(PlaceName { code, text: text.into(), since, until });
        }
        Ok(Self(names))
    }
}

/// How a code can be slipped in, the likelier the greater, and which digit is the first that is wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum CodeSlip {
    Wrong(usize),
    Swapped(usize),
}

/// The slip that makes `wrong` of `right`: one digit, or two neighbours.
fn slip(wrong: &str, right: &str) -> Option<CodeSlip> {
    let (wrong, right) = (wrong.as_bytes(), right.as_bytes());
    let differ: Vec<usize> =
        (0..right.len()).filter(|&at| wrong.get(at) != right.get(at)).collect();
    match *differ {
        [at] => Some(CodeSlip::Wrong(at)),
        [at, next] if next == at + 1 => {
            let swapped = wrong.get(at) == right.get(next) && wrong.get(next) == right.get(at);
            swapped.then_some(CodeSlip::Swapped(at))
        }
        _ => None,
    }
}

/// The years of `2009-2020`, either of which may be missing; all years of nothing.
fn years(text: Option<&str>) -> Option<(u16, u16)> {
    let Some(text) = text else { return Some((0, u16::MAX)) };
    let (since, until) = text.split_once('-')?;
    let year = |text: &str, none| if text.is_empty() { Some(none) } else { text.parse().ok() };
    Some((year(since, 0)?, year(until, u16::MAX)?))
}

impl PlaceNames {
    /// Names with the forms in which `words` let them be used.
    pub(crate) fn new(names: Names, words: NameWords) -> Self {
        let mut uses: HashMap<Box<str>, Vec<NameUse>> = HashMap::with_capacity(3 * names.0.len());
        let mut add = |text: &str, name: usize, form: NameForm| {
            match uses.entry(text.into()) {
                // 内蒙古自治区 without its peoples is its full name.
                Entry::Occupied(known) if known.get().iter().any(|own| own.name == name) => {}
                Entry::Occupied(mut known) => known.get_mut().push(NameUse { name, form }),
                Entry::Vacant(free) => {
                    free.insert(vec![NameUse { name, form }]);
                }
            }
        };
        for (at, name) in names.0.iter().enumerate() {
            add(&name.text, at, NameForm::Full);
            if let Some((stem, shorts)) = words.autonomous(&name.text) {
                for end in shorts {
                    add(&format!("{stem}{end}"), at, NameForm::Short);
                }
                add(stem, at, NameForm::Bare);
            } else if let Some(stem) =
                words.ends.iter().find_map(|end| name.text.strip_suffix(&**end))
                && stem.chars().nth(1).is_some()
            {
                add(stem, at, NameForm::Bare);
            }
        }
        for (text, code) in &words.abbreviations {
            let of = |name: &PlaceName| Some(name.code) == Code::parse(code.get_ref());
            if let Some(at) = names.0.iter().position(of) {
                add(text, at, NameForm::Short);
            }
        }
        let longest = uses.keys().map(|text| text.len()).max().unwrap_or(0);
        Self { names, words, uses, longest }
    }

    /// Whether some place has or had the code.
    pub fn knows(&self, code: Code) -> bool {
        self.names.0.binary_search_by_key(&code, |name| name.code).is_ok()
    }

    /// Whether `digits`, two, four or six of a code, are those of a place or of what lies in it
    /// (1101). Noughts alone, which mean no place, are.
    pub fn has(&self, digits: &str) -> bool {
        let mut stem = digits;
        while let Some(shorter) = stem.strip_suffix("00") {
            stem = shorter;
        }
        self.names.0.iter().any(|name| name.code.to_string().starts_with(stem))
    }

    /// At most three places whose code `digits` can be a slip for, one digit being wrong or two being
    /// swapped: their digits and full names, swapped ones first, then those that agree longest.
    pub fn near(&self, digits: &str) -> Vec<(String, String)> {
        let tier = match digits.len() {
            2 => Tier::Province,
            4 => Tier::City,
            _ => Tier::County,
        };
        let mut near: Vec<(CodeSlip, String, String)> = Vec::new();
        for (at, name) in self.names.0.iter().enumerate() {
            let mut code = name.code.to_string();
            code.truncate(digits.len());
            if name.held_in(None)
                && name.tier() == tier
                && let Some(slip) = slip(digits, &code)
            {
                near.push((
                    slip,
                    code,
                    self.full_name(NameUse { name: at, form: NameForm::Full }, None),
                ));
            }
        }
        near.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        near.into_iter().take(3).map(|(_, code, name)| (code, name)).collect()
    }

    /// The full name of a place: as it was in `year`, or the latest.
    pub(super) fn name(&self, code: Code, year: Option<u16>) -> Option<&PlaceName> {
        let first = self.names.0.partition_point(|name| name.code < code);
        let own = self.names.0[first..].iter().take_while(|name| name.code == code);
        own.max_by_key(|name| (name.held_in(year), name.until))
    }
}

impl PlaceName {
    /// Whether a report on `year` can bear it: the place had it at the end of that year, or when
    /// the report was published. Without a year, whether the place still has it.
    pub(super) fn held_in(&self, year: Option<u16>) -> bool {
        match year {
            Some(year) => self.since <= year.saturating_add(1) && year <= self.until,
            None => self.until == u16::MAX,
        }
    }

    pub(super) fn tier(&self) -> Tier {
        self.code.tier()
    }
}

impl NameWords {
    /// The name of an autonomous place without its peoples, and the ends of its short forms.
    fn autonomous<'n>(&self, name: &'n str) -> Option<(&'n str, &[String])> {
        let (mut stem, autonomous) = self
            .autonomous
            .iter()
            .find_map(|autonomous| Some((name.strip_suffix(&*autonomous.end)?, autonomous)))?;
        let shorter = |stem: &'n str| {
            let rests = self.peoples.words.iter().filter_map(|people| stem.strip_suffix(&**people));
            rests.filter(|rest| rest.chars().nth(1).is_some()).min_by_key(|rest| rest.len())
        };
        while let Some(rest) = shorter(stem) {
            stem = rest;
        }
        Some((stem, &autonomous.short))
    }
}
