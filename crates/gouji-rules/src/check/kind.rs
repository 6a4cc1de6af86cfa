//! `report`: whether the file is an annual report at all.

use serde::Deserialize;

use super::{Context, Kind, Said, head, same};
use crate::{PackError, pack::Parameters};

pub(super) const KIND: Kind = Kind { name: "report", variants: &["no-body"], args: &["title"] };

/// Whether the file is a report; the only check that runs where it is none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindCheck {}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<KindCheck, Box<PackError>> {
    parameters.read()
}

pub(super) fn run(_: &KindCheck, context: &mut Context<'_>) {
    if context.report.is_report() {
        return;
    }
    let title = context.report.title.as_ref().map(|title| title.text.replace('\n', ""));
    let variant = if title.is_some() { "no-body" } else { "" };
    let args = vec![("title", same(title.unwrap_or_default()))];
    context.say(Said::new(variant, head(context.report), args));
}
