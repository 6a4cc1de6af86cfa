//! `pattern`: text that should not be there.

use std::{ops::Range, sync::OnceLock};

use regex::Regex;
use regex_syntax::hir::Hir;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, needs::needed, same};
use crate::{
    finding::{Edit, Fix, Safety},
    pack::{Parameters, names},
    prose::{PassageKind, Word},
};
use gouji_report::{DataFile, Label, Localized, PackError, refusal};

pub(super) const KIND: CheckKind =
    CheckKind { name: "pattern", cases: &[Cases::new(&[""], &["found", "count"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PatternCheck {
    patterns: Vec<TextPattern>,
    /// A passage is looked at only if it contains one of these; all of them, if there are none.
    hints: Vec<Word>,
    /// Patterns that are looked for in every passage: characters that no word has.
    everywhere: Vec<TextPattern>,
    /// Whether cells of tables are looked at too.
    cells: bool,
    /// Whether text between quotation marks is left alone.
    quoted: bool,
    /// What to write for a match of a pattern with groups.
    replace: Option<String>,
    /// Whether a person decides about that.
    proposal: bool,
}

/// A pattern with the words one of which is in whatever it matches; any text can match where there are none.
#[derive(Debug, Serialize, Deserialize)]
struct TextPattern {
    pattern: LazyPattern,
    needs: Vec<Word>,
}

/// A pattern that is compiled when it is first tried.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct LazyPattern {
    text: String,
    #[serde(skip)]
    regex: OnceLock<Option<Regex>>,
}

/// 正文不应与这些正则表达式（`regex` 库的写法，用时与长度成正比）相合；全文各处合报一次。表达式有分组的，`replace`（`${1}`
/// 是第一个分组）是可以放心的修改，或只是建议。有名为 `found` 的分组，就只显示它；名为 `private` 的分组
/// 是人名，各处都只显示第一个字。 / Patterns (in the syntax of the `regex` crate, linear in time) that
/// must not match a passage. All matches of a document are one finding. `replace` (`${1}` is the
/// pattern's first group) is a safe fix for the patterns that have groups, or a proposal. The group
/// `found`, where there is one, is what is shown of a match. What a group `private` matches is the name
/// of a person: its first character is shown and the rest masked, wherever it stands.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PatternCheckToml {
    /// 正则表达式。只显示 `found` 分组；`private` 分组是人名。 / Regular expressions. The group `found`
    /// is what is shown, `private` the name of a person.
    #[schemars(with = "Vec<names::Pattern>")]
    patterns: Vec<Spanned<String>>,
    /// 一段里有其中一个词才看；不写则都看。 / Words one of which a passage has; any passage where there
    /// are none.
    #[serde(rename = "only-with", default)]
    hints: Vec<String>,
    /// 每一段都要看的正则表达式。 / Regular expressions that are looked for in every passage.
    #[serde(default)]
    #[schemars(with = "Vec<names::Pattern>")]
    everywhere: Vec<Spanned<String>>,
    /// 表格的单元格也看。 / Whether cells of tables are looked at, too.
    #[serde(rename = "in-cells", default)]
    cells: bool,
    /// 引号、书名号里的不看。 / Whether text between quotation marks is left alone.
    #[serde(rename = "skip-quoted", default)]
    quoted: bool,
    /// 有分组的换成什么；`${1}` 是第一个分组。 / What to write for a match with groups; `${1}` is the
    /// first.
    replace: Option<String>,
    /// 是否由人来定改不改。 / Whether a person decides about that.
    #[serde(rename = "as-proposal", default)]
    proposal: bool,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<PatternCheck, Box<PackError>> {
    let toml: PatternCheckToml = parameters.read()?;
    let PatternCheckToml { patterns, hints, everywhere, cells, quoted, replace, proposal } = toml;
    let lazy = |patterns: Vec<Spanned<String>>| {
        let patterns = patterns.into_iter().map(|pattern| -> Result<_, Box<PackError>> {
            let (pattern, meaning) = LazyPattern::read(parameters, pattern)?;
            let literals = needed(&meaning).unwrap_or_default();
            let mut needs = parameters.words(&literals);
            if needs.len() < literals.len() {
                // One of them folds to nothing, which is everywhere.
                needs.clear();
            }
            Ok(TextPattern { pattern, needs })
        });
        patterns.collect::<Result<Vec<TextPattern>, _>>()
    };
    let hints = parameters.words(&hints);
    let (patterns, everywhere) = (lazy(patterns)?, lazy(everywhere)?);
    Ok(PatternCheck { patterns, hints, everywhere, cells, quoted, replace, proposal })
}

/// What is wrong with a pattern: how the reader's message begins, and the same in Chinese.
const FAULTS: &[(&str, &str)] = &[
    ("unclosed character class", "[ 没有用 ] 结束"),
    ("invalid character class range", "[ ] 里的范围前大后小"),
    ("invalid escape sequence", "[ ] 里不能用这个 \\ 写法"),
    ("unclosed group", "( 没有用 ) 结束"),
    ("unopened group", ") 前面没有 ("),
    ("unclosed counted repetition", "{ 没有用 } 结束"),
    ("invalid repetition count range", "次数的范围前大后小"),
    ("repetition quantifier expects", "{ } 里要写次数"),
    ("repetition operator missing", "前面没有可以重复的内容"),
    ("unrecognized escape", "没有这个 \\ 写法"),
    ("incomplete escape", "\\ 后面没有写完"),
    ("unrecognized flag", "(? 后面没有这个标志"),
    ("look-around", "不支持前后断言 (?=…)、(?<=…)"),
    ("backreferences", "不支持反向引用"),
    ("Unicode property", "没有这个 Unicode 属性"),
    ("exceed the maximum", "括号嵌套太深"),
];

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
    let known = FAULTS.iter().find(|(beginning, _)| label.starts_with(beginning));
    let label = format!("{} / {label}", known.map_or("从这里起不对", |(_, said)| said));
    PackError::at(file, message, &label, refusal::inside(file, pattern, inner), None)
}

impl LazyPattern {
    pub(super) fn new(
        parameters: &Parameters<'_>,
        pattern: Spanned<String>,
    ) -> Result<Self, Box<PackError>> {
        Self::read(parameters, pattern).map(|(pattern, _)| pattern)
    }

    /// A pattern with what it means. Reading it costs little; compiling it is put off until a report needs it.
    fn read(
        parameters: &Parameters<'_>,
        pattern: Spanned<String>,
    ) -> Result<(Self, Hir), Box<PackError>> {
        let meaning = regex_syntax::parse(pattern.get_ref());
        let meaning = meaning.map_err(|error| refused(parameters.file, &pattern, &error))?;
        Ok((Self { text: pattern.into_inner(), regex: OnceLock::new() }, meaning))
    }

    pub(super) fn get(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(&self.text).ok()).as_ref()
    }
}

/// A match: where, what, and what to write there.
type PatternMatch = (Label, String, Option<String>);

impl ReportCheck for PatternCheck {
    fn run(&self, context: &mut Context<'_>) {
        let prose = context.prose;
        let mut found: Vec<PatternMatch> = Vec::new();
        let hinted = prose.passages_with(&self.hints);
        let has = |passages: &[usize], words: &[Word], index: usize| {
            words.is_empty() || passages.binary_search(&index).is_ok()
        };
        let passages_of = |it: &TextPattern| prose.passages_with(&it.needs);
        let patterns: Vec<(&TextPattern, _)> =
            self.patterns.iter().map(|it| (it, passages_of(it))).collect();
        let everywhere: Vec<(&TextPattern, _)> =
            self.everywhere.iter().map(|it| (it, passages_of(it))).collect();
        for (index, passage) in prose.passages.iter().enumerate() {
            if passage.sort == PassageKind::Cell && !self.cells {
                continue;
            }
            let patterns = if has(&hinted, &self.hints, index) { &patterns[..] } else { &[] };
            let tried = patterns.iter().chain(&everywhere);
            let tried = tried.filter(|(it, passages)| has(passages, &it.needs, index));
            for regex in tried.filter_map(|(it, _)| it.pattern.get()) {
                let text = &*passage.text;
                for range in places(regex, text) {
                    if self.quoted && passage.is_quoted(range.start) {
                        continue;
                    }
                    if let Some(name) = private(regex, text, range.start) {
                        let first = text[name.clone()].chars().next().map_or(0, char::len_utf8);
                        context.hide(index, name.clone(), first..name.len());
                    }
                    let label = Label::new(prose.place(index, range.clone()), Localized::default());
                    let instead = self.instead(regex, text, range.start);
                    found.push((label, text[range].to_owned(), instead));
                }
            }
        }
        found.sort_by_key(|(label, ..)| label.span);
        found.dedup_by_key(|(label, ..)| label.span);
        let count = found.len();
        let fix = self.fix(&found);
        let mut found = found.into_iter();
        let Some((primary, text, _)) = found.next() else { return };
        let args = args![("found", same(text)), ("count", same(count.to_string()))];
        let mut said = FindingText::new("", primary, args);
        said.related =
            found.map(|(label, text, _)| Label { message: same(text), ..label }).collect();
        said.fix = fix;
        context.say(said);
    }

    fn needs_the_whole_file(&self) -> bool {
        false
    }

    /// Some of what it matches has to be hidden where a pattern marks a part of it so.
    fn hides(&self) -> bool {
        let group = format!("(?<{PRIVATE}>");
        self.patterns.iter().chain(&self.everywhere).any(|it| it.pattern.text.contains(&group))
    }
}

/// Where a pattern matches; of a match that has a group called `found`, where that is.
fn places(regex: &Regex, text: &str) -> Vec<Range<usize>> {
    if regex.capture_names().flatten().all(|name| name != "found") {
        return regex.find_iter(text).map(|matched| matched.range()).collect();
    }
    regex.captures_iter(text).filter_map(|it| Some(it.name("found")?.range())).collect()
}

/// The group by which a pattern names what must not be shown.
const PRIVATE: &str = "private";

/// What must not be shown of the match that begins at `start`.
fn private(regex: &Regex, text: &str, start: usize) -> Option<Range<usize>> {
    regex.capture_names().flatten().find(|&name| name == PRIVATE)?;
    Some(regex.captures_at(text, start)?.name(PRIVATE)?.range())
}

impl PatternCheck {
    /// What to write for the match that begins at `start`.
    fn instead(&self, regex: &Regex, text: &str, start: usize) -> Option<String> {
        let replace = self.replace.as_ref().filter(|_| regex.captures_len() > 1)?;
        let captures = regex.captures_at(text, start)?;
        let mut instead = String::new();
        captures.expand(replace, &mut instead);
        Some(instead)
    }

    /// Writes what is to stand for the matches.
    fn fix(&self, found: &[PatternMatch]) -> Option<Fix> {
        let mut edits: Vec<Edit> = Vec::new();
        for (label, _, instead) in found {
            if let Some(text) = instead
                && edits.last().is_none_or(|last| last.span.end <= label.span.start)
            {
                edits.push(Edit { span: label.span, text: text.clone() });
            }
        }
        let message = match &*edits.first()?.text {
            "" => Localized::new(
                format!("删去，共 {} 处", edits.len()),
                format!("delete it, {} places", edits.len()),
            ),
            first => Localized::new(format!("改为“{first}”"), format!("write “{first}”")),
        };
        let safety = if self.proposal { Safety::Unsafe } else { Safety::Safe };
        Some(Fix { safety, message, edits })
    }
}
