//! When a report was signed and published, as far as it says so itself. Words: the class `published` of
//! the classes of statements.toml.

use serde::{Deserialize, Serialize};

use gouji_parser::Span;

use super::{Context, FindingText, same};
use crate::{
    date::{Date, written},
    pack::{Args, Parameters},
    prose::{PassageKind, Time, Word},
};
use gouji_report::{Label, Localized, bind::Line};

/// What announces the day of publication in the head of a page: 发布时间.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PublicationWords {
    published: Vec<Word>,
}

/// A day that a report gives for itself.
#[derive(Clone, Debug)]
pub(super) struct StatedDay {
    /// As written.
    pub(super) text: String,
    pub(super) place: Span,
    /// None where there is no such day.
    pub(super) date: Option<Date>,
}

/// A date in brackets below the title stands in a line of so many bytes at most.
const BRACKETED: usize = 80;
/// A signature has so many characters at most.
const SIGNATURE: usize = 40;
/// A date stands so many lines below its label at most.
const BELOW: usize = 3;

impl PublicationWords {
    pub(super) fn compile(parameters: &Parameters<'_>) -> Self {
        Self { published: parameters.words_of("published-on") }
    }

    /// The day of publication in the head of the page; none where it gives several.
    pub(super) fn published(&self, context: &Context<'_>) -> Option<StatedDay> {
        let (report, prose) = (context.report, context.prose);
        let (first, _) = report.extent()?;
        let mut found: Option<StatedDay> = None;
        for hit in prose.places_of_any(&self.published) {
            let passage = &prose.passages[hit.passage];
            if passage.lines.start >= first {
                continue;
            }
            let (skipped, rest) = behind_label(&passage.text, hit.range.end);
            let dated = if rest.is_empty() {
                let below = report.lines[passage.lines.end..].iter().take(BELOW);
                below.filter(|line| !line.is_blank()).find_map(on_line)
            } else {
                written(rest).map(|(values, length)| StatedDay {
                    text: rest[..length].to_owned(),
                    place: prose.place(hit.passage, skipped..skipped + length),
                    date: day(values),
                })
            };
            let Some(dated) = dated else { continue };
            if found.as_ref().is_some_and(|known| known.date != dated.date) {
                return None;
            }
            found.get_or_insert(dated);
        }
        found
    }
}

/// The date below the signature, behind the last section's heading, or in brackets below the title.
pub(super) fn signed(context: &Context<'_>) -> Option<StatedDay> {
    let (report, prose) = (context.report, context.prose);
    let (first, last) = report.extent()?;
    let signs = |time: &&Time| {
        let passage = &prose.passages[time.passage];
        let line = passage.lines.start;
        let own = &passage.text[time.range.clone()];
        let bracketed = || {
            passage.text.len() <= BRACKETED
                && matches!(between_brackets(&passage.text), Some(inside) if inside == own)
        };
        time.year.is_some()
            && time.day.is_some()
            && passage.sort == PassageKind::Text
            && (line > last && is_signature(context, time) || line < first && bracketed())
    };
    let time = prose.times.iter().find(signs)?;
    let (year, month, day) = (time.year?, time.month?, time.day?);
    Some(StatedDay {
        text: prose.passages[time.passage].text[time.range.clone()].to_owned(),
        place: prose.place(time.passage, time.range.clone()),
        date: Date::new(year, month, day),
    })
}

/// Whether a date stands alone, or behind the name of an organ.
fn is_signature(context: &Context<'_>, time: &Time) -> bool {
    let start = context.prose.sentence(time.passage, time.sentence).start;
    let prose = context.prose;
    let text = &prose.passages[time.passage].text;
    let before = text[start..time.range.start].trim();
    let cut = before.char_indices().rev().nth(SIGNATURE).map(|(at, _)| at);
    let tail = &before[cut.unwrap_or(0)..];
    let after = &text[time.range.end..];
    let ends = after.starts_with(|char: char| char.is_whitespace() || "（(".contains(char))
        || after.is_empty()
        || prose.begins_with(time.passage, time.range.end, &prose.marks.copied_to);
    let organ = |name: &str| context.forms.organs.level(name).is_some();
    let last = tail.split_whitespace().next_back();
    ends && (before.is_empty() || cut.is_none() && organ(before) || last.is_some_and(organ))
}

fn between_brackets(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    Some(inside.trim())
}

/// What stands behind a label that ends at `at`, and where that begins.
fn behind_label(text: &str, at: usize) -> (usize, &str) {
    let marks = |char: char| char.is_whitespace() || "：:】]）)|".contains(char);
    let rest = text[at..].trim_start_matches(marks);
    (text.len() - rest.len(), rest)
}

fn on_line(line: &Line<'_>) -> Option<StatedDay> {
    let start = line.text.len() - line.text.trim_start().len();
    let (values, length) = written(&line.text[start..])?;
    Some(StatedDay {
        text: line.text[start..start + length].to_owned(),
        place: line.place(start..start + length),
        date: day(values),
    })
}

fn day([year, month, day]: [u16; 3]) -> Option<Date> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

impl StatedDay {
    /// A finding that stands on this date.
    pub(super) fn said(&self, variant: &'static str, args: Args) -> FindingText {
        FindingText::new(variant, Label::new(self.place, Localized::default()), args)
    }

    /// A label on this date.
    pub(super) fn label(&self) -> Label {
        Label::new(self.place, same(&*self.text))
    }
}
