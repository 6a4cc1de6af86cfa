//! `pattern`: text that should not be there.

use std::sync::OnceLock;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, same};
use crate::{
    DataFile, PackError,
    finding::{Label, Localized},
    pack::Parameters,
    prose::{Sort, Word},
    refusal,
};

pub(super) const KIND: Kind = Kind { name: "pattern", variants: &[], args: &["found", "count"] };

/// Patterns (in the syntax of the `regex` crate, linear in time) that must not match a passage. All
/// matches of a document are one finding.
#[derive(Debug)]
pub(crate) struct PatternCheck {
    patterns: Vec<Lazy>,
    /// A passage is looked at only if it contains one of these; all of them, if there are none.
    hints: Vec<Word>,
    /// Hints that folding drops: characters that are not seen.
    unseen: Vec<String>,
    /// Whether cells of tables are looked at too.
    cells: bool,
    /// Whether text between quotation marks is left alone.
    quoted: bool,
}

/// A pattern that is compiled when a passage first has one of the hints.
#[derive(Debug)]
pub(super) struct Lazy {
    text: String,
    regex: OnceLock<Option<Regex>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    hints: Vec<String>,
    #[serde(default)]
    cells: bool,
    #[serde(default)]
    quoted: bool,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<PatternCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let mut patterns = Vec::with_capacity(toml.patterns.len());
    for pattern in toml.patterns {
        patterns.push(lazy(parameters.file, pattern)?);
    }
    let hints = parameters.words(&toml.hints);
    let unseen = toml.hints.into_iter().filter(|hint| parameters.word(hint).is_none()).collect();
    Ok(PatternCheck { patterns, hints, unseen, cells: toml.cells, quoted: toml.quoted })
}

/// A pattern as a pack gives it. Parsing costs little; compiling is put off until a report needs it.
pub(super) fn lazy(file: DataFile<'_>, pattern: Spanned<String>) -> Result<Lazy, Box<PackError>> {
    match regex_syntax::parse(pattern.get_ref()) {
        Ok(_) => Ok(Lazy { text: pattern.into_inner(), regex: OnceLock::new() }),
        Err(error) => Err(refused(file, &pattern, &error)),
    }
}

/// A pattern that is none, at the place where it stops being one.
fn refused(
    file: DataFile<'_>,
    pattern: &Spanned<String>,
    error: &regex_syntax::Error,
) -> Box<PackError> {
    let (span, label) = match error {
        regex_syntax::Error::Parse(error) => (Some(error.span()), error.kind().to_string()),
        regex_syntax::Error::Translate(error) => (Some(error.span()), error.kind().to_string()),
        other => (None, other.to_string()),
    };
    let inner = span.map_or(0..pattern.get_ref().len(), |span| span.start.offset..span.end.offset);
    let message = "正则表达式有误 / bad regular expression";
    let label = format!("从这里起不对 / {label}");
    PackError::at(file, message, &label, refusal::inside(file, pattern, inner), None)
}

impl Lazy {
    pub(super) fn get(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(&self.text).ok()).as_ref()
    }
}

pub(super) fn run(check: &PatternCheck, context: &mut Context<'_>) {
    let prose = context.prose;
    let mut found: Vec<(Label, String)> = Vec::new();
    let everywhere = check.hints.is_empty() && check.unseen.is_empty();
    let hinted = prose.passages_with(&check.hints);
    for (index, passage) in prose.passages.iter().enumerate() {
        let unseen = || check.unseen.iter().any(|hint| passage.text.contains(&**hint));
        if !everywhere && hinted.binary_search(&index).is_err() && !unseen() {
            continue;
        }
        if passage.sort == Sort::Cell && !check.cells {
            continue;
        }
        for regex in check.patterns.iter().filter_map(Lazy::get) {
            for matched in regex.find_iter(&passage.text) {
                if check.quoted && in_quotes(&passage.text, matched.start()) {
                    continue;
                }
                let place = prose.place(index, matched.range());
                let label = Label::new(place, Localized::default());
                found.push((label, matched.as_str().to_owned()));
            }
        }
    }
    found.sort_by_key(|(label, _)| label.span);
    found.dedup_by_key(|(label, _)| label.span);
    let count = found.len();
    let mut found = found.into_iter();
    let Some((primary, text)) = found.next() else { return };
    let args = vec![("found", same(text)), ("count", same(count.to_string()))];
    let mut said = Said::new("", primary, args);
    said.related = found.map(|(label, text)| Label { message: same(text), ..label }).collect();
    context.say(said);
}

/// Whether an opening quotation mark before `at` is still open.
fn in_quotes(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let opened = before.matches(['“', '《', '「']).count();
    let closed = before.matches(['”', '》', '」']).count();
    opened > closed
}
