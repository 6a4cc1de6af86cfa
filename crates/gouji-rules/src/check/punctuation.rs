//! `punctuation`: marks of half width among 汉字, and marks that were typed twice.

use std::ops::Range;

use gouji_parser::heading::numbering;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, is_han, same};
use crate::{
    finding::{Edit, Fix, Safety},
    pack::Parameters,
    prose::{Passage, PassageKind, Prose, SplitPassage},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind =
    CheckKind { name: "punctuation", cases: &[Cases::new(&[""], &["found", "count"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PunctuationCheck {
    wide: Vec<(char, char)>,
    single: String,
    never_last: String,
}

/// 汉字之间的半角标点，和连用的标点；全文各处合报一次。 / Marks of half width with those to write for
/// them among 汉字, and marks of which no two stand side by side. All of a document are one finding.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PunctuationCheckToml {
    /// `,，`：半角的，和应写的全角的。 / `,，`: the mark, and the wide one.
    #[serde(rename = "half-to-full")]
    #[schemars(with = "Vec<String>")]
    wide: Vec<Spanned<String>>,
    /// 不连用的标点。 / Marks of which no two stand side by side.
    #[serde(rename = "never-twice")]
    single: String,
    /// 一段不会以它结尾的标点：下面是标题、序号，或者没有了，句子就没有写完。 / Marks that end no paragraph: where a heading,
    /// a number or nothing follows, its sentence goes nowhere.
    #[serde(rename = "never-last", default)]
    never_last: String,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<PunctuationCheck, Box<PackError>> {
    let toml: PunctuationCheckToml = parameters.read()?;
    let mut wide = Vec::with_capacity(toml.wide.len());
    for pair in toml.wide {
        let mut chars = pair.get_ref().chars();
        let (Some(mark), Some(instead), None) = (chars.next(), chars.next(), chars.next()) else {
            let message = "应为两个标点 / not a pair of marks";
            let label = "写作半角加全角，如 “,，” / the half-width mark and the wide one";
            return Err(PackError::at(parameters.file, message, label, pair.span(), None));
        };
        wide.push((mark, instead));
    }
    Ok(PunctuationCheck { wide, single: toml.single, never_last: toml.never_last })
}

/// A mark that is wrong: its bytes, and what to write; nothing where a person has to decide.
type WrongMark = (Range<usize>, Option<String>);

impl ReportCheck for PunctuationCheck {
    fn run(&self, context: &mut Context<'_>) {
        let prose = context.prose;
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        let mut edits: Vec<Edit> = Vec::new();
        for (index, (passage, split)) in prose.passages.iter().zip(&prose.splits).enumerate() {
            // Lines such as 发布时间: before the report are the web site's.
            if passage.section.is_none() && !passage.text.contains('。') {
                continue;
            }
            let ends = self.broken_off(passage, prose.passages.get(index + 1));
            for (range, instead) in self.wrong(passage, split).into_iter().chain(ends) {
                if let Some(instead) = instead {
                    let span = prose.place(index, range.clone());
                    edits.push(Edit { span, text: instead });
                }
                found.push((index, range));
            }
        }
        let Some((first, rest)) = found.split_first() else { return };
        let label = |(passage, range): &(usize, Range<usize>), message| {
            Label::new(prose.place(*passage, range.clone()), message)
        };
        let args = args![
            ("found", same(around(prose, first.0, &first.1))),
            ("count", same(found.len().to_string())),
        ];
        let mut said = FindingText::new("", label(first, Localized::default()), args);
        said.related = rest
            .iter()
            .map(|place| label(place, same(&prose.passages[place.0].text[place.1.clone()])))
            .collect();
        let message = Localized::new(
            format!("改正标点，共 {} 处", edits.len()),
            format!("put marks right, {} places", edits.len()),
        );
        said.fix = (!edits.is_empty()).then_some(Fix { safety: Safety::Safe, message, edits });
        context.say(said);
    }
}

/// A mark with the two characters on either side.
fn around<'p>(prose: &'p Prose<'_>, passage: usize, range: &Range<usize>) -> &'p str {
    let text = &prose.passages[passage].text;
    let start = text[..range.start].char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let end = text[range.end..].char_indices().nth(2).map_or(text.len(), |(at, _)| range.end + at);
    &text[start..end]
}

impl PunctuationCheck {
    /// The mark that a passage ends in, where its sentence does not go on in the next.
    fn broken_off(&self, passage: &Passage<'_>, next: Option<&Passage<'_>>) -> Option<WrongMark> {
        let text = passage.text.trim_end();
        let last = text.chars().next_back().filter(|&last| self.never_last.contains(last))?;
        let goes_on = next.is_some_and(|next| {
            next.sort != PassageKind::Heading
                && next.section == passage.section
                && numbering(&next.text).is_none()
        });
        let is_text = passage.sort == PassageKind::Text && passage.section.is_some();
        let start = text.len() - last.len_utf8();
        (is_text && !goes_on).then_some((start..text.len(), None))
    }

    /// The wrong marks of a passage, in reading order.
    fn wrong(&self, passage: &Passage<'_>, split: &SplitPassage) -> Vec<WrongMark> {
        let text = &*passage.text;
        let mut wrong: Vec<WrongMark> = Vec::new();
        // Brackets that are open: whether the one that closes them is to be wide.
        let mut open: Vec<bool> = Vec::new();
        for (index, segment) in split.segments.iter().enumerate() {
            let Some(mark) = segment.mark else { continue };
            let at = segment.range.end;
            let range = at..at + mark.len_utf8();
            let before = text[..at].chars().next_back();
            let after = text[range.end..].trim_start_matches([' ', '\u{A0}']).chars().next();
            let instead = self.wide.iter().find(|&&(half, _)| half == mark).map(|&(_, wide)| wide);
            let among = match mark {
                '（' => {
                    open.push(true);
                    false
                }
                '(' => {
                    let among = before.is_some_and(is_wide) && after.is_some_and(is_han);
                    open.push(among);
                    among
                }
                '）' => {
                    open.pop();
                    false
                }
                ')' => open.pop().unwrap_or(false),
                _ => is_among(before, after),
            };
            if among && let Some(instead) = instead {
                wrong.push((range, Some(instead.to_string())));
                continue;
            }
            let twice = segment.range.is_empty()
                && index > 0
                && split.segments[index - 1].mark.is_some_and(|last| self.single.contains(last))
                && self.single.contains(mark);
            if twice {
                // 。。。 is an ellipsis of sorts, and of two unlike marks either may be the right one.
                let before =
                    text[..at].chars().rev().take(2).take_while(|&char| char == mark).count();
                let pair = before == 1 && !text[range.end..].starts_with(mark);
                wrong.push((range, pair.then(String::new)));
            }
        }
        wrong
    }
}

/// Whether a mark stands in Chinese text: a 汉字 or a wide mark on one side, and no Latin letter on
/// the other.
fn is_among(before: Option<char>, after: Option<char>) -> bool {
    let goes_with =
        |char: char| is_wide(char) || char.is_ascii_digit() || matches!(char, '%' | ')');
    match (before, after) {
        (Some(before), Some(after)) => {
            goes_with(before) && goes_with(after) && (is_han(before) || is_han(after))
        }
        (Some(before), None) => is_han(before),
        _ => false,
    }
}

fn is_wide(char: char) -> bool {
    is_han(char) || "《》“”（）〔〕、，。；：％".contains(char)
}
