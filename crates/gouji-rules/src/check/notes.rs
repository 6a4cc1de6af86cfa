//! `notes`: what a file carries beside its text and should not be published with.

use gouji_parser::{NoteKind, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, head, same};
use crate::{
    pack::Parameters,
    prose::{Hit, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind = CheckKind {
    name: "notes",
    cases: &[
        Cases::new(&["", "comments", "struck"], &["count"]),
        Cases::new(&["people", "secrecy"], &["count", "found"]),
    ],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct NotesCheck {
    marks: Vec<Word>,
    /// How names begin that are none of a person: those of programs and of makers of computers.
    nobody: Vec<String>,
}

/// 随文件带出去的东西，各报在第一处：一般的，修订记录；`comments`，批注；`struck`，划掉的正文；`people`，
/// 作者和最后修改人；`secrecy`，独占一行的密级标志（秘密★）。 / Tracked changes (the plain case),
/// comments (the case `comments`), running text that is struck out (the case `struck`), the author and
/// the last editor (the case `people`) and marks such as 秘密★ on a line of their own (the case
/// `secrecy`), each of which is a finding at the first of them.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NotesCheckToml {
    /// 密级标志。 / Marks of secrecy.
    #[serde(rename = "secrecy-marks", default)]
    marks: Vec<String>,
    /// 不是人名的作者名，写开头就行。 / How names of authors begin that are none of a person.
    #[serde(rename = "not-persons", default)]
    nobody: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<NotesCheck, Box<PackError>> {
    let toml: NotesCheckToml = parameters.read()?;
    Ok(NotesCheck {
        marks: parameters.words(&toml.marks),
        nobody: toml.nobody.iter().map(|name| name.to_lowercase()).collect(),
    })
}

/// A line with more characters is a sentence that speaks of the mark.
const MARK: usize = 14;

impl ReportCheck for NotesCheck {
    fn run(&self, context: &mut Context<'_>) {
        for note in &context.report.document.notes {
            match &note.kind {
                NoteKind::TrackedChanges(count) => say("", *count, note.span, context),
                NoteKind::Struck(count) => say("struck", *count, note.span, context),
                NoteKind::People(names) => people(self, names, context),
                _ => {}
            }
        }
        let mut comments =
            context.report.document.notes.iter().filter_map(|note| match note.kind {
                NoteKind::Comments { count, .. } => Some((count, note.span)),
                _ => None,
            });
        if let Some((first, span)) = comments.next() {
            let others: u32 = comments.map(|(count, _)| count).sum();
            say("comments", first + others, span, context);
        }
        let prose = context.prose;
        let marks: Vec<&Hit> = prose
            .places_of_any(&self.marks)
            .into_iter()
            .filter(|hit| {
                let line = &prose.passages[hit.passage].text;
                line[..hit.range.start].trim().is_empty() && line.trim().chars().count() <= MARK
            })
            .collect();
        if let Some(first) = marks.first() {
            let found = &prose.passages[first.passage].text[first.range.clone()];
            let args = args![("count", same(marks.len().to_string())), ("found", same(found))];
            let place = prose.place(first.passage, first.range.clone());
            context.say(FindingText::new("secrecy", Label::new(place, Localized::default()), args));
        }
    }

    fn needs_the_whole_file(&self) -> bool {
        false
    }

    fn has_no_examples(&self) -> bool {
        true
    }
}

fn people(check: &NotesCheck, names: &[String], context: &mut Context<'_>) {
    let is_person = |name: &&String| {
        let name = name.to_lowercase();
        !check.nobody.iter().any(|nobody| name.starts_with(&**nobody))
    };
    let names: Vec<String> = names.iter().filter(is_person).map(|name| masked(name)).collect();
    if names.is_empty() {
        return;
    }
    let args = args![("count", same(names.len().to_string())), ("found", same(names.join("、")))];
    context.say(FindingText::new("people", head(context.report), args));
}

/// A name of which the first character is shown: a finding spreads no personal data.
fn masked(name: &str) -> String {
    name.chars().enumerate().map(|(at, char)| if at == 0 { char } else { '*' }).collect()
}

fn say(variant: &'static str, count: u32, span: Span, context: &mut Context<'_>) {
    let args = args![("count", same(count.to_string()))];
    context.say(FindingText::new(variant, Label::new(span, Localized::default()), args));
}
