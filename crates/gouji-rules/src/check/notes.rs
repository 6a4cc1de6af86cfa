//! `notes`: what a file carries beside its text and should not be published with.

use gouji_parser::{NoteKind, Span};
use serde::Deserialize;

use super::{Context, Kind, Said, same};
use crate::{
    PackError,
    finding::{Label, Localized},
    pack::Parameters,
};

pub(super) const KIND: Kind = Kind { name: "notes", variants: &["comments"], args: &["count"] };

/// Tracked changes (the plain case) and comments (the case `comments`), each of which is a finding
/// at the first of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotesCheck {}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<NotesCheck, Box<PackError>> {
    parameters.read()
}

pub(super) fn run(_: &NotesCheck, context: &mut Context<'_>) {
    for note in &context.report.document.notes {
        match note.kind {
            NoteKind::TrackedChanges(count) => say("", count, note.span, context),
            NoteKind::Comments(count) => say("comments", count, note.span, context),
            _ => {}
        }
    }
}

fn say(variant: &'static str, count: u32, span: Span, context: &mut Context<'_>) {
    let args = vec![("count", same(count.to_string()))];
    context.say(Said::new(variant, Label::new(span, Localized::default()), args));
}
