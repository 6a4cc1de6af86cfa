//! `listing`: whether the parts that a report says it has are those that it has.

use std::ops::Range;

use gouji_parser::numeral;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, list, same};
use crate::{
    pack::{Parameters, names},
    prose::{PassageKind, Prose, Word},
};
use gouji_report::{Label, Localized, PackError, bind::Report, nearness};

pub(super) const KIND: CheckKind =
    CheckKind { name: "listing", cases: &[Cases::new(&["", "left-out"], &["found", "missing"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ListingCheck {
    subjects: Vec<Word>,
    opens: Vec<Word>,
    closes: Vec<Word>,
    /// Words of items that need no section: 附件.
    besides: Vec<Word>,
    parts: Vec<(String, Vec<Word>)>,
}

/// `subjects` 里的一个词后面有 `opens` 里的一个、再有 `closes` 里的一个，就是列出各部分的句子：
/// 本报告由…六个部分组成。一项有某一部分的词，就是指那一部分。情形 `left-out`：各项都是部分，却没有列全。 / A
/// sentence lists the parts if one of `opens` follows one of `subjects`, and one of `closes` ends it:
/// 本报告由…六个部分组成. An item is a section if it has one of that section's words. Case `left-out`:
/// every item is a section, but not every section an item.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListingCheckToml {
    /// 由各部分组成的是什么：本报告。 / What consists of parts: 本报告.
    subjects: Vec<String>,
    /// 其后、列举之前的词。 / Words behind it, before the list.
    opens: Vec<String>,
    /// 列举之后的词。 / Words behind the list.
    closes: Vec<String>,
    /// 不指任何部分的项里的词。 / Words of items that need no section.
    #[serde(rename = "other-words", default)]
    besides: Vec<String>,
    /// 各部分。 / The sections.
    parts: Vec<PartToml>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct PartToml {
    /// 哪一部分。 / The section.
    #[schemars(with = "names::SectionId")]
    section: Spanned<String>,
    /// 指这一部分的项有其中一个词。 / Words one of which an item for it has.
    words: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<ListingCheck, Box<PackError>> {
    let toml: ListingCheckToml = parameters.read()?;
    let mut parts = Vec::with_capacity(toml.parts.len());
    for part in &toml.parts {
        let section = parameters.section(&part.section)?.to_owned();
        parts.push((section, parameters.words(&part.words)));
    }
    Ok(ListingCheck {
        subjects: parameters.words(&toml.subjects),
        opens: parameters.words(&toml.opens),
        closes: parameters.words(&toml.closes),
        besides: parameters.words(&toml.besides),
        parts,
    })
}

/// A list of parts: its passage and its items.
struct Listing {
    passage: usize,
    items: Vec<Range<usize>>,
    /// Whether it ends in 等, without a number that its items come near to.
    open_ended: bool,
}

/// No list is shorter, in items.
const SHORTEST: usize = 3;
/// As many of them are sections, or it lists something else.
const SECTIONS: usize = 2;

impl ReportCheck for ListingCheck {
    fn run(&self, context: &mut Context<'_>) {
        let (report, prose) = (context.report, context.prose);
        let Some(listing) = find(self, report, prose) else { return };
        let named =
            |words: &[Word]| listing.items.iter().any(|item| listing.has(item, words, prose));
        if self.parts.iter().filter(|(_, words)| named(words)).count() < SECTIONS {
            return;
        }
        let strange = strange(self, &listing, report, prose);
        let missing: Vec<Localized> = self
            .parts
            .iter()
            .filter(|(_, words)| !named(words))
            .filter_map(|(id, _)| report.section(id)?.heading.as_ref())
            .map(|heading| same(&*heading.text))
            .collect();
        let left_out = !listing.open_ended && !missing.is_empty();
        if strange.is_empty() && !left_out || context.is_abridged(None) {
            return;
        }
        let text = &*prose.passages[listing.passage].text;
        let name = |item: &Range<usize>| same(text[item.clone()].trim());
        let place = |item: Range<usize>| prose.place(listing.passage, item);
        let found = quoted(&strange.iter().map(name).collect::<Vec<_>>());
        let args = args![("found", found), ("missing", quoted(&missing))];
        let mut labels = strange.iter().map(|item| Label::new(place(item.clone()), name(item)));
        let said = if let Some(primary) = labels.next() {
            let mut said = FindingText::new("", primary, args);
            said.primary.message = Localized::default();
            said.related = labels.collect();
            said
        } else {
            let (Some(first), Some(last)) = (listing.items.first(), listing.items.last()) else {
                return;
            };
            let whole = Label::new(place(first.start..last.end), Localized::default());
            FindingText::new("left-out", whole, args)
        };
        context.say(said);
    }
}

impl Listing {
    fn has(&self, item: &Range<usize>, words: &[Word], prose: &Prose<'_>) -> bool {
        prose.hits_within(self.passage, item).any(|hit| words.contains(&hit.word))
    }
}

/// The items that are no part of the report.
fn strange(
    check: &ListingCheck,
    listing: &Listing,
    report: &Report<'_>,
    prose: &Prose<'_>,
) -> Vec<Range<usize>> {
    let text = &*prose.passages[listing.passage].text;
    let has = |item: &Range<usize>, words: &[Word]| listing.has(item, words, prose);
    let items = listing.items.iter();
    items
        .filter(|item| !check.parts.iter().any(|(_, words)| has(item, words)))
        .filter(|item| !has(item, &check.besides))
        .filter(|item| !is_heading(report, &text[(*item).clone()]))
        .cloned()
        .collect()
}

fn quoted(names: &[Localized]) -> Localized {
    let zh: Vec<&str> = names.iter().map(|name| &*name.zh).collect();
    let zh = if zh.is_empty() { String::new() } else { format!("“{}”", zh.join("”“")) };
    Localized { zh, en: list(names).en }
}

/// The list of parts, before the section that follows the first.
fn find(check: &ListingCheck, report: &Report<'_>, prose: &Prose<'_>) -> Option<Listing> {
    let first = report.sections.first()?.spec;
    prose.places_of_any(&check.opens).into_iter().find_map(|opening| {
        let passage = &prose.passages[opening.passage];
        let early = passage.section.is_none_or(|at| report.sections[at].spec == first);
        if passage.sort != PassageKind::Text || !early {
            return None;
        }
        let split = &prose.splits[opening.passage];
        let sentence = split
            .sentences
            .iter()
            .find(|sentence| sentence.range.contains(&opening.range.start))?;
        let segment = &split.segments[sentence.segments.clone()]
            .iter()
            .find(|segment| segment.range.contains(&opening.range.start))?
            .range;
        let of_report = prose
            .hits_within(opening.passage, &(segment.start..opening.range.start))
            .any(|hit| check.subjects.contains(&hit.word));
        let closing = prose
            .hits_within(opening.passage, &(opening.range.end..sentence.range.end))
            .find(|hit| check.closes.contains(&hit.word))
            .filter(|_| of_report)?;
        let text = &*passage.text;
        let (end, count, and_so_on) = trim_count(text, opening.range.end..closing.range.start);
        let items: Vec<Range<usize>> = split.segments[sentence.segments.clone()]
            .iter()
            .map(|segment| segment.range.start.max(opening.range.end)..segment.range.end.min(end))
            .filter(|item| item.start < item.end && text[item.clone()].chars().count() > 1)
            .collect();
        // 等六部分 closes a list of five or six: who leaves out one has forgotten it.
        let open_ended = and_so_on && count.is_none_or(|count| count > items.len() + 1);
        let listing = Listing { passage: opening.passage, items, open_ended };
        (listing.items.len() >= SHORTEST).then_some(listing)
    })
}

/// Cuts 等六个 off the end of the list: where it ends, how many parts it says it has, whether it says
/// 等.
fn trim_count(text: &str, range: Range<usize>) -> (usize, Option<usize>, bool) {
    let list = &text[range.clone()];
    // 等方面内容: what follows 等 names no item.
    let open = list.rfind('等').filter(|&at| list[at..].chars().count() <= OPEN_ENDED);
    let counted =
        list.trim_end_matches(|char| "共计个大 ".contains(char) || count_of(char).is_some());
    let has_count = list[counted.len()..].contains(|char| count_of(char).is_some());
    let end = open.unwrap_or(if has_count { counted.len() } else { list.len() });
    let (names, rest) = list.split_at(end);
    let names = names.trim_end_matches(['等', ' ']);
    (range.start + names.len(), rest.chars().rev().find_map(count_of), open.is_some())
}

/// A list that ends in 等 has no more characters from there on: 等六个方面的内容.
const OPEN_ENDED: usize = 9;

/// A number of parts.
fn count_of(char: char) -> Option<usize> {
    let numeral = numeral::digit(char).filter(|&value| value > 0);
    numeral.or(char.to_digit(10)).map(|count| count as usize)
}

/// Whether the report has a part of that name after all, beyond the form's.
fn is_heading(report: &Report<'_>, item: &str) -> bool {
    let item = gouji_parser::fold::fold(item);
    let sections = report.sections.iter().filter_map(|section| section.heading.as_ref());
    sections
        .map(|heading| &*heading.text)
        .chain(report.strays.iter().map(|stray| &*stray.text))
        .map(gouji_parser::fold::fold)
        .any(|heading| {
            const ALIKE: u32 = 80;
            heading.contains(&item) || nearness::common(&heading, &item) >= ALIKE
        })
}
