//! `topics`: whether a section covers the topics that the form gives it.

use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, heading, list, same};
use crate::{PackError, pack::Parameters};

pub(super) const KIND: Kind =
    Kind { name: "topics", variants: &[], args: &["missing", "count", "section"] };

/// The section whose topics have to be covered, by a heading or by a sentence.
#[derive(Debug)]
pub(crate) struct TopicsCheck {
    section: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    section: Spanned<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<TopicsCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    Ok(TopicsCheck { section: parameters.section(&toml.section)?.to_owned() })
}

pub(super) fn run(check: &TopicsCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(section) = report.section(&check.section) else { return };
    let form = report.form.as_ref().or(context.forms.forms.last());
    let Some(spec) = form.and_then(|form| form.sections.get(section.spec)) else { return };
    let lines: Vec<&str> = report.prose(section).map(|line| &*line.folded).collect();
    if lines.iter().all(|line| line.is_empty()) {
        return;
    }
    let missing: Vec<_> = spec
        .topics
        .iter()
        .filter(|topic| {
            let covered = |word: &String| lines.iter().any(|line| line.contains(&**word));
            !topic.words.iter().any(covered)
        })
        .map(|topic| &topic.name)
        .collect();
    if missing.is_empty() {
        return;
    }
    let args = vec![
        ("missing", list(missing.iter().copied())),
        ("count", same(missing.len().to_string())),
        ("section", same(&*spec.title)),
    ];
    context.say(Said::new("", heading(report, &check.section), args));
}
