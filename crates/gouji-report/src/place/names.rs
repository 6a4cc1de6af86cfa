//! The names of places: read from a list, with the short forms in which organs use them.

use std::collections::{BTreeMap, btree_map::Entry};

use serde::{Deserialize, Serialize};

use super::{Code, Tier, texts::PlaceTexts};
use crate::{DataFile, PackError};

/// The names of places, and what is known of how organs use them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PlaceNames {
    pub(super) names: Names,
    pub(super) words: NameWords,
    /// Names and short forms, sorted; one that can stand for several stands several times.
    forms: PlaceTexts,
    /// What each of `forms` can stand for, those of one in the order of the list.
    uses: Vec<NameUse>,
}

/// The names in the order of their codes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Names {
    pub(super) all: Vec<PlaceName>,
    texts: PlaceTexts,
}

/// Since when and until when a place had a name: the years at whose end it had it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PlaceName {
    pub(super) code: Code,
    pub(super) since: u16,
    pub(super) until: u16,
}

/// A name as a text can stand for it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct NameUse {
    /// Index of the name.
    pub(super) name: usize,
    pub(super) form: NameForm,
}

/// How a text differs from the full name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum NameForm {
    /// Not at all.
    Full,
    /// It leaves the peoples of an autonomous place out: 门源县. Or it is an abbreviation.
    Short,
    /// It leaves out what the place is: 青岛.
    Bare,
}

/// What is known of how organs use names.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameWords {
    ends: Vec<String>,
    autonomous: Vec<Autonomous>,
    peoples: NameList,
    abbreviations: BTreeMap<String, Code>,
    pub(super) bare: BareName,
    pub(super) street: Street,
    pub(super) government: NameList,
    pub(super) zone: Zone,
    pub(super) system: Vec<OrganSystem>,
    pub(super) vertical: Vertical,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Autonomous {
    end: String,
    short: Vec<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameList {
    pub(super) words: Vec<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct BareName {
    pub(super) never_before: Vec<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Street {
    pub(super) after_district: Vec<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Zone {
    pub(super) leads: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) starts: Vec<String>,
    pub(super) known: BTreeMap<String, Code>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganSystem {
    pub(super) place: Code,
    pub(super) ends: Vec<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vertical {
    pub(super) starts: Vec<String>,
    pub(super) ends: Vec<String>,
    pub(super) holds: Vec<String>,
}

/// Reads the words.
pub(crate) fn words(file: DataFile<'_>) -> Result<NameWords, Box<PackError>> {
    toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))
}

fn not_a_code(file: DataFile<'_>, at: std::ops::Range<usize>) -> Box<PackError> {
    let help = Some("六位行政区划代码，如 620403 / six digits".to_owned());
    PackError::at(file, "代码不合格式 / malformed code", "代码 / code", at, help)
}

impl Names {
    /// Reads a list: code, name, and the years at whose end the name held, where it did not all
    /// the time.
    pub(crate) fn load(file: DataFile<'_>) -> Result<Self, Box<PackError>> {
        let mut names = Self::default();
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
            names.all.push(PlaceName { code, since, until });
            names.texts.push(text);
        }
        Ok(names)
    }

    /// The name at an index of `all`.
    pub(super) fn text(&self, at: usize) -> &str {
        self.texts.get(at)
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
        let mut of_form: BTreeMap<String, Vec<NameUse>> = BTreeMap::new();
        let mut add = |text: &str, name: usize, form: NameForm| {
            match of_form.entry(text.to_owned()) {
                // 内蒙古自治区 without its peoples is its full name.
                Entry::Occupied(known) if known.get().iter().any(|own| own.name == name) => {}
                Entry::Occupied(mut known) => known.get_mut().push(NameUse { name, form }),
                Entry::Vacant(free) => {
                    free.insert(vec![NameUse { name, form }]);
                }
            }
        };
        for at in 0..names.all.len() {
            let name = names.text(at);
            add(name, at, NameForm::Full);
            if let Some((stem, shorts)) = words.autonomous(name) {
                for end in shorts {
                    add(&format!("{stem}{end}"), at, NameForm::Short);
                }
                add(stem, at, NameForm::Bare);
            } else if let Some(stem) = words.ends.iter().find_map(|end| name.strip_suffix(&**end))
                && stem.chars().nth(1).is_some()
            {
                add(stem, at, NameForm::Bare);
            }
        }
        for (text, code) in &words.abbreviations {
            if let Some(at) = names.all.iter().position(|name| name.code == *code) {
                add(text, at, NameForm::Short);
            }
        }
        let (mut forms, mut uses) = (PlaceTexts::default(), Vec::new());
        for (text, of_text) in of_form {
            for own in of_text {
                forms.push(&text);
                uses.push(own);
            }
        }
        Self { names, words, forms, uses }
    }

    /// What each beginning of `text` can stand for, the longest last: its length in bytes, and what it can be.
    pub(super) fn beginnings(&self, text: &str) -> Vec<(usize, &[NameUse])> {
        let mut found = Vec::new();
        let mut begin_so = 0..self.uses.len();
        for (at, char) in text.char_indices() {
            let length = at + char.len_utf8();
            let own = &text[..length];
            let start = self.forms.partition_point(begin_so.clone(), |form| form < own);
            let all = start..begin_so.end;
            begin_so = start..self.forms.partition_point(all, |form| form.starts_with(own));
            if begin_so.is_empty() {
                break;
            }
            let end = self.forms.partition_point(begin_so.clone(), |form| form.len() == length);
            found.extend((start < end).then(|| (length, &self.uses[start..end])));
        }
        found
    }

    /// Whether some place has or had the code.
    pub fn knows(&self, code: Code) -> bool {
        self.names.all.binary_search_by_key(&code, |name| name.code).is_ok()
    }

    /// Whether `digits`, two, four or six of a code, are those of a place or of what lies in it
    /// (1101). Noughts alone, which mean no place, are.
    pub fn has(&self, digits: &str) -> bool {
        let mut stem = digits;
        while let Some(shorter) = stem.strip_suffix("00") {
            stem = shorter;
        }
        let first = self.names.all.partition_point(|name| name.code.to_string().as_str() < stem);
        let first = self.names.all.get(first);
        first.is_some_and(|name| name.code.to_string().starts_with(stem))
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
        for (at, name) in self.names.all.iter().enumerate() {
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

    /// The name of a place: as it was in `year`, or the latest.
    pub(super) fn name(&self, code: Code, year: Option<u16>) -> Option<&str> {
        let first = self.names.all.partition_point(|name| name.code < code);
        let own = self.names.all[first..].iter().take_while(|name| name.code == code);
        let own = (first..).zip(own).max_by_key(|(_, name)| (name.held_in(year), name.until));
        own.map(|(at, _)| self.names.text(at))
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
