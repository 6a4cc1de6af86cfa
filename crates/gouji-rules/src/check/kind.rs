//! `report`: whether the file is an annual report at all, and could be read to its end.

use gouji_parser::{Limit, NoteKind, Span};
use serde::Deserialize;

use super::{Context, Kind, Said, head, same};
use crate::{
    PackError,
    bind::Report,
    finding::{Label, Localized},
    pack::Parameters,
};

pub(super) const KIND: Kind =
    Kind { name: "report", variants: &["no-body", "limit"], args: &["title", "limit"] };

/// Whether the file is a report (cases: none; a title and no more; `limit`, cut off by a limit of
/// the reader); the only check that runs where it is none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindCheck {}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<KindCheck, Box<PackError>> {
    parameters.read()
}

pub(super) fn run(_: &KindCheck, context: &mut Context<'_>) {
    if let Some((limit, span)) = reached_limit(context.report) {
        let args = vec![("limit", Localized::new(limit.zh, limit.en))];
        context.say(Said::new("limit", Label::new(span, Localized::default()), args));
        return;
    }
    if context.report.is_report() {
        return;
    }
    let title = context.report.title.as_ref().map(|title| title.text.replace('\n', ""));
    let variant = if title.is_some() { "no-body" } else { "" };
    let args = vec![("title", same(title.unwrap_or_default()))];
    context.say(Said::new(variant, head(context.report), args));
}

/// The limit at which reading ended, and where.
fn reached_limit(report: &Report<'_>) -> Option<(Limit, Span)> {
    report.document.notes.iter().find_map(|note| match note.kind {
        NoteKind::Limit(limit) => Some((limit, note.span)),
        _ => None,
    })
}

/// Says that the rule cannot be assessed where reading ended at a limit before the end of the
/// file: what the rule misses may stand behind it. Gives whether that is so.
pub(crate) fn is_cut_off(context: &mut Context<'_>) -> bool {
    let Some((limit, span)) = reached_limit(context.report) else { return false };
    context.cannot_assess(
        Label::new(span, Localized::default()),
        format!("超出读取上限（{}），此处以下没有读", limit.zh),
        format!("limit reached ({}): nothing was read from here on", limit.en),
    );
    true
}
