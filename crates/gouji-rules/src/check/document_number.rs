//! `document-number`: how numbers of documents are written: 国办发〔2024〕12号.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, same};
use crate::{
    date::digit,
    finding::{Edit, Fix, Safety},
    pack::Parameters,
    prose::{PassageKind, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind = CheckKind {
    name: "document-number",
    cases: &[Cases::new(&["", "broken", "future"], &["found", "right", "year", "count"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DocumentNumberCheck {
    end: Option<Word>,
    issued: String,
}

/// 发文字号的写法；同一情形在全文各处合报一次。一般的：年份用了〔〕以外的括号。情形 `broken`：缺半边括
/// 号，复制时常见；`future`：年份晚于编制报告的那一年。 / How numbers of documents are written; all
/// places of a case are one finding. The plain case: other brackets than 〔〕 around the year. Case
/// `broken`: one bracket is lost, as happens when text is copied. Case `future`: the year comes after
/// the one in which the report was made.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentNumberCheckToml {
    /// 年份括号前面的最后一个字：发、函。 / The last characters of what stands before the bracketed
    /// year: 发, 函.
    #[serde(rename = "issuing-characters")]
    issued: String,
}

pub(super) fn compile(
    parameters: &mut Parameters<'_>,
) -> Result<DocumentNumberCheck, Box<PackError>> {
    let toml: DocumentNumberCheckToml = parameters.read()?;
    Ok(DocumentNumberCheck { end: parameters.word("号"), issued: toml.issued })
}

/// A number that is not written as it should be.
struct WrongNumber {
    case: usize,
    passage: usize,
    /// From the character before the bracket to 号.
    range: Range<usize>,
    /// The year with its brackets, and how it should stand.
    edit: Option<(Range<usize>, String)>,
}

const CASES: [&str; 3] = ["", "broken", "future"];

impl ReportCheck for DocumentNumberCheck {
    fn run(&self, context: &mut Context<'_>) {
        let prose = context.prose;
        let Some(end) = self.end else { return };
        let latest = context.report.sure_year().map(|year| year + 1);
        let mut wrong: Vec<WrongNumber> = Vec::new();
        for hit in prose.places_of(end) {
            let passage = &prose.passages[hit.passage];
            if passage.sort == PassageKind::Text {
                let number = &passage.text[..hit.range.end];
                wrong.extend(self.wrong(number, hit.range.start, hit.passage, latest));
            }
        }
        for (case, variant) in CASES.into_iter().enumerate() {
            let found: Vec<&WrongNumber> =
                wrong.iter().filter(|wrong| wrong.case == case).collect();
            let Some((first, others)) = found.split_first() else { continue };
            let text =
                |wrong: &WrongNumber| &prose.passages[wrong.passage].text[wrong.range.clone()];
            let place = |wrong: &WrongNumber| prose.place(wrong.passage, wrong.range.clone());
            let right = first.edit.as_ref().map(|(_, right)| right.clone()).unwrap_or_default();
            let args = args![
                ("found", same(text(first))),
                ("right", same(right)),
                ("year", same(latest.unwrap_or_default().to_string())),
                ("count", same(found.len().to_string())),
            ];
            let mut said =
                FindingText::new(variant, Label::new(place(first), Localized::default()), args);
            said.related = others.iter().map(|it| Label::new(place(it), same(text(it)))).collect();
            let edits: Vec<Edit> = found
                .iter()
                .filter_map(|wrong| {
                    let (range, text) = wrong.edit.clone()?;
                    Some(Edit { span: prose.place(wrong.passage, range), text })
                })
                .collect();
            said.fix = (!edits.is_empty()).then(|| Fix {
                safety: Safety::Unsafe,
                message: Localized::new("年份改用六角括号", "put the year in 〔〕"),
                edits,
            });
            context.say(said);
        }
    }
}

impl DocumentNumberCheck {
    /// What is wrong with the number that ends in 号 at `at`, if it is one.
    fn wrong(
        &self,
        text: &str,
        at: usize,
        passage: usize,
        latest: Option<u16>,
    ) -> Option<WrongNumber> {
        let (digits, rest) = digits_before(&text[..at]);
        let issued =
            |text: &str| text.chars().next_back().filter(|char| self.issued.contains(*char));
        let found = |case, rest: &str, issued: char, edit| {
            let start = rest.len() - issued.len_utf8();
            Some(WrongNumber { case, passage, range: start..text.len(), edit })
        };
        let last = rest.chars().next_back()?;
        if opens(last) {
            // 〔202130号
            let before = &rest[..rest.len() - last.len_utf8()];
            let whole = (5..=8).contains(&digits.len()) && digits.starts_with(&[2, 0]);
            return found(1, before, issued(before).filter(|_| whole)?, None);
        }
        if !closes(last) || digits.is_empty() {
            return None;
        }
        let year_end = rest.len();
        let (digits, rest) = digits_before(&rest[..rest.len() - last.len_utf8()]);
        let [2, 0, tens, ones] = digits[..] else { return None };
        let year = 2000 + tens * 10 + ones;
        let Some(first) = rest.chars().next_back().filter(|&char| opens(char)) else {
            return found(1, rest, issued(rest)?, None);
        };
        let before = &rest[..rest.len() - first.len_utf8()];
        let issued = issued(before.trim_end())?;
        let before = before.trim_end();
        let right = || Some((rest.len() - first.len_utf8()..year_end, format!("〔{year}〕")));
        if !matches!((first, last), ('〔', '〕') | ('﹝', '﹞')) {
            return found(0, before, issued, right());
        }
        found(2, before, issued, None).filter(|_| latest.is_some_and(|latest| year > latest))
    }
}

fn opens(char: char) -> bool {
    "〔﹝[［【（(".contains(char)
}

fn closes(char: char) -> bool {
    "〕﹞]］】）)".contains(char)
}

/// The digits at the end of `text`, and what stands before them, without white space around.
fn digits_before(text: &str) -> (Vec<u16>, &str) {
    let mut rest = text.trim_end();
    let mut digits = Vec::new();
    while let Some(char) = rest.chars().next_back()
        && let Some(value) = digit(char)
    {
        digits.push(value);
        rest = &rest[..rest.len() - char.len_utf8()];
    }
    digits.reverse();
    (digits, rest.trim_end())
}
