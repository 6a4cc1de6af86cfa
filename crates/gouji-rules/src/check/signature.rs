//! `signature`: whether the report is signed, and by the organ of its title.

use std::{ops::Range, sync::OnceLock};

use gouji_parser::fold::fold;
use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, heading, same};
use crate::{
    pack::Parameters,
    prose::{PassageKind, Prose, Word},
};
use gouji_report::{Label, Localized, PackError, bind::Report, form::folded};

pub(super) const KIND: CheckKind = CheckKind {
    name: "signature",
    cases: &[Cases::new(&["", "other-organ"], &["found", "issuer"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SignatureCheck {
    /// Words of a page's head that say who published the report, or when: 发布机构.
    witnesses: Vec<Word>,
    /// Words that hint at a date.
    dates: Vec<Word>,
    /// Parts of names by which organs are not told apart: 人民政府.
    generic: Vec<String>,
}

/// 落款：最后一部分的标题之后，机关名称加日期。情形 `other-organ`：不是标题里的机关。 / A signature is
/// an organ's name before a date, after the last section's heading. Case `other-organ`: the name is not
/// that of the title.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignatureCheckToml {
    /// 页头里说明谁发布、何时发布的词。 / Words of a page's head that say who published the report, or
    /// when.
    #[serde(rename = "publisher-words")]
    witnesses: Vec<String>,
    /// 机关名称里分不出是谁的字样：人民政府。 / Parts of names by which organs are not told apart: 人民
    /// 政府.
    #[serde(rename = "generic-parts", deserialize_with = "folded")]
    generic: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<SignatureCheck, Box<PackError>> {
    let toml: SignatureCheckToml = parameters.read()?;
    Ok(SignatureCheck {
        witnesses: parameters.words(&toml.witnesses),
        dates: parameters.word("日").into_iter().collect(),
        generic: toml.generic,
    })
}

impl ReportCheck for SignatureCheck {
    fn run(&self, context: &mut Context<'_>) {
        let (report, prose) = (context.report, context.prose);
        let headings = report.sections.iter().filter_map(|section| {
            section.heading.as_ref().map(|heading| (heading.line, &*section.id))
        });
        let Some((last, id)) = headings.max() else { return };
        let mut dated = false;
        for index in prose.passages_with(&self.dates) {
            let passage = &prose.passages[index];
            if passage.lines.start <= last || passage.sort != PassageKind::Text {
                continue;
            }
            let (passage, range) = match signature(prose, index) {
                Signature::None => continue,
                Signature::Date => {
                    dated = true;
                    continue;
                }
                Signature::Name(passage, range) => (passage, range),
            };
            dated = true;
            let name = prose.passages[passage].text[range.clone()].to_owned();
            let known = context.forms.organs.level(&name).is_some();
            let issuer = report.title.as_ref().and_then(|title| title.issuer.as_deref());
            if let Some(issuer) = issuer.filter(|issuer| known && !is_same(self, issuer, &name)) {
                let args = args![("found", same(&*name)), ("issuer", same(issuer))];
                let label = Label::new(prose.place(passage, range), Localized::default());
                let mut said = FindingText::new("other-organ", label, args);
                said.related = report
                    .title
                    .iter()
                    .map(|title| {
                        Label::new(title.span, Localized::new("标题里的单位", "the title's organ"))
                    })
                    .collect();
                context.say(said);
            }
            if known {
                return;
            }
        }
        if dated || is_published(self, report, prose, last) || context.is_abridged(None) {
            return;
        }
        let label = heading(report, id);
        context.say(FindingText::new("", label, args![("found", same("")), ("issuer", same(""))]));
    }
}

/// What the end of a passage is.
enum Signature {
    None,
    /// A date, and nothing before it that could be a name.
    Date,
    /// A date with a name before it: the passage and place of the name.
    Name(usize, Range<usize>),
}

/// Reads the end of a passage as a signature: the name stands before the date in the same sentence, or
/// in the passage before.
fn signature(prose: &Prose<'_>, index: usize) -> Signature {
    /// Names are no longer, in characters.
    const LONGEST: usize = 36;
    const MARKS: [char; 8] = ['，', '。', '：', '；', ',', ':', ';', '、'];
    let text = &*prose.passages[index].text;
    let Some(date) = date(text) else { return Signature::None };
    // A sentence that goes on is no signature.
    if text[date.end..].contains(['，', '。', '至', ',']) {
        return Signature::None;
    }
    let mut sentences = prose.splits[index].sentences.iter();
    let sentence = sentences.find(|sentence| sentence.range.contains(&date.start));
    let own = trimmed(text, sentence.map_or(0, |sentence| sentence.range.start)..date.start);
    let is_name =
        |name: &str| !name.contains(MARKS) && (1..=LONGEST).contains(&name.chars().count());
    if !own.is_empty() {
        // In a sentence of its own the date is told, not signed.
        let signed = is_name(&text[own.clone()]);
        return if signed { Signature::Name(index, own) } else { Signature::None };
    }
    let before = index.checked_sub(1).filter(|&at| prose.passages[at].sort == PassageKind::Text);
    let Some(before) = before else { return Signature::Date };
    let text = &*prose.passages[before].text;
    let range = trimmed(text, 0..text.len());
    if is_name(&text[range.clone()]) { Signature::Name(before, range) } else { Signature::Date }
}

/// The last date of a text: 2025年1月20日, 二〇二五年一月二十日.
fn date(text: &str) -> Option<Range<usize>> {
    static DATE: OnceLock<Option<Regex>> = OnceLock::new();
    let date = DATE.get_or_init(|| {
        let year = r"[二2][〇○◯０零OoＯ0]\s*[\p{Han}\d〇○◯OoＯ]\s*[\p{Han}\d〇○◯OoＯ]\s*年";
        let day = r"\s*[\p{Han}\d]{1,2}\s*月\s*[\p{Han}\d]{1,3}\s*日";
        Regex::new(&format!("{year}{day}")).ok()
    });
    date.as_ref()?.find_iter(text).last().map(|found| found.range())
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let edge = |char: char| char.is_whitespace() || "（(［[".contains(char);
    // Behind the mark of a shortened copy: 〔节略〕 青禾县民政局.
    let from = text[range.clone()]
        .rfind('〕')
        .map_or(range.start, |at| range.start + at + '〕'.len_utf8());
    let range = from..range.end;
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start_matches(edge).len();
    let end = range.start + part.trim_end_matches(edge).len();
    start..end.max(start)
}

/// Whether one name is the other shortened: its characters in the same order.
fn is_same(check: &SignatureCheck, left: &str, right: &str) -> bool {
    let bare = |name: &str| {
        let folded: String = fold(name).split_whitespace().collect();
        check.generic.iter().fold(folded, |name, word| name.replace(&**word, ""))
    };
    let (left, right) = (bare(left), bare(right));
    let within = |short: &str, long: &str| {
        let mut rest = long.chars();
        short.chars().all(|char| rest.any(|other| other == char))
    };
    within(&left, &right) || within(&right, &left)
}

/// Whether what stands before the first section or after the last says who published it, or when.
fn is_published(
    check: &SignatureCheck,
    report: &Report<'_>,
    prose: &Prose<'_>,
    last: usize,
) -> bool {
    let first = report.sections.iter().filter_map(|section| section.heading.as_ref());
    let first = first.map(|heading| heading.line).min().unwrap_or(last);
    prose.places_of_any(&check.witnesses).into_iter().any(|hit| {
        let passage = &prose.passages[hit.passage];
        let outside = passage.lines.start < first || passage.lines.start > last;
        let rest = &passage.text[hit.range.end..];
        outside && (rest.contains(char::is_alphanumeric) || passage.sort == PassageKind::Cell)
    })
}
