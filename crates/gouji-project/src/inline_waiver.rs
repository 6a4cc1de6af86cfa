//! Waivers in the report itself: `<!-- gouji: allow E001 原因 -->` in HTML and Markdown.
//!
//! One before the title is for the whole file; one within a block (a line, a table) for that block; any
//! other for the next block. Word files have none: what Word calls comments is for people.

use std::cell::OnceCell;
use std::collections::HashMap;

use gouji_parser::{Block, Comment, Document, Format, Source, Span};
use gouji_report::DataFile;
use gouji_report::bind::Report;
use gouji_rules::Linter;
use gouji_rules::finding::{Finding, PassedBy};
use gouji_rules::rule::{self, Rule};

use crate::notice::Notice;
use crate::settings::SourcedSetting;
use crate::words;

/// The waivers of a report.
pub(super) struct Comments<'r> {
    source: &'r Source,
    waivers: Vec<InlineWaiver<'r>>,
    /// Block and word → what lets it pass: an index of `waivers`, one of its words.
    by_word: HashMap<(WaiverScope, &'r str), (usize, usize)>,
    blocks: Blocks,
    /// The rules over several reports, where a waiver names one that this run does not have.
    elsewhere: OnceCell<Vec<Rule>>,
    wrong: Vec<(Span, WrongWaiver<'r>)>,
    /// What refuses them, and how many.
    refused: Option<(String, Vec<Span>)>,
}

/// What a comment says, where nothing is wrong with it.
struct InlineWaiver<'r> {
    span: Span,
    /// Codes, prefixes of codes and names, and whether each has let a finding pass.
    words: Vec<(&'r str, bool)>,
    reason: &'r str,
}

/// What a waiver is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum WaiverScope {
    File,
    Block(usize),
}

/// What is wrong with a comment.
enum WrongWaiver<'r> {
    /// It says something else than `allow`.
    Verb(&'r str),
    /// No rule is named; the first word of it.
    NoRule(&'r str),
    Unknown(&'r str),
    NoReason,
    /// Nothing comes behind it.
    NoBlock,
    /// It stands in plain text, where it is text.
    Text,
}

impl<'r> Comments<'r> {
    /// The waivers of `report`, unless the setting `allowed` refuses them.
    pub(super) fn of(
        report: &Report<'r>,
        linter: &Linter,
        allowed: Option<&SourcedSetting<bool>>,
    ) -> Self {
        let document = report.document;
        let mut comments = Self {
            source: &document.source,
            waivers: Vec::new(),
            by_word: HashMap::new(),
            blocks: Blocks::default(),
            elsewhere: OnceCell::new(),
            wrong: Vec::new(),
            refused: None,
        };
        let own: Vec<(Comment, &str)> = own(document).collect();
        if let Some(by) = allowed.filter(|it| !it.value && !own.is_empty()) {
            let spans = own.iter().map(|(comment, _)| comment.span).collect();
            comments.refused = Some((by.origin(), spans));
        } else if document.source.format() == Format::Text {
            let wrong = own.iter().map(|(comment, _)| (comment.span, WrongWaiver::Text));
            comments.wrong.extend(wrong);
        } else if !own.is_empty() {
            comments.blocks = Blocks::of(document);
            let title = report.title.as_ref().map(|title| title.span.start);
            for (comment, said) in own {
                comments.read(comment, said, title, linter);
            }
        }
        comments
    }

    /// Reads one, which says `said` behind `gouji:`.
    fn read(&mut self, comment: Comment, said: &'r str, title: Option<u32>, linter: &Linter) {
        let span = comment.span;
        let Some(said) = said.strip_prefix("allow").filter(|rest| !rest.starts_with(is_word_char))
        else {
            let verb = said.split(|char| !is_word_char(char)).next().unwrap_or_default();
            return self.wrong.push((span, WrongWaiver::Verb(verb)));
        };
        let (words, reason) = taken_apart(said, linter.rules());
        let scope = match title {
            _ if words.is_empty() => Err(WrongWaiver::NoRule(first_word(said))),
            _ if reason.is_empty() => Err(WrongWaiver::NoReason),
            Some(title) if span.start < title => Ok(WaiverScope::File),
            _ => self.blocks.meant_by(comment).map(WaiverScope::Block).ok_or(WrongWaiver::NoBlock),
        };
        let scope = match scope {
            Ok(scope) => scope,
            Err(wrong) => return self.wrong.push((span, wrong)),
        };
        let at = self.waivers.len();
        let mut known = Vec::new();
        for word in words {
            let family = linter.families().iter().any(|family| family.is_meant_by(word));
            if family || linter.rules().iter().any(|rule| rule.is_meant_by(word)) {
                self.by_word.entry((scope, word)).or_insert((at, known.len()));
                known.push((word, false));
            } else if !self.is_elsewhere(word, linter) {
                self.wrong.push((span, WrongWaiver::Unknown(word)));
            }
        }
        self.waivers.push(InlineWaiver { span, words: known, reason });
    }

    /// Whether a word means a rule over several reports: a run that compares none does not have them.
    fn is_elsewhere(&self, word: &str, linter: &Linter) -> bool {
        let rules = self.elsewhere.get_or_init(|| {
            let packs = DataFile::all(gouji_data::PACKS_ACROSS).into_iter();
            packs.flat_map(|pack| linter.rules_of(pack).unwrap_or_default()).collect()
        });
        rules.iter().any(|rule| rule.is_meant_by(word))
    }

    /// Whether there is one that may let a finding pass.
    pub(super) fn let_pass(&self) -> bool {
        !self.waivers.is_empty()
    }

    /// The reason for which a finding is let pass.
    pub(super) fn pass(&mut self, finding: &Finding) -> Option<(&'r str, PassedBy)> {
        let block = self.blocks.at(finding.primary.span.start).map(WaiverScope::Block);
        let mut passed = None;
        for scope in block.into_iter().chain([WaiverScope::File]) {
            let prefixes = (1..=finding.code.len()).rev().filter_map(|end| finding.code.get(..end));
            for word in prefixes.chain([&*finding.name]) {
                let Some(&(at, word)) = self.by_word.get(&(scope, word)) else { continue };
                let waiver = &mut self.waivers[at];
                waiver.words[word].1 = true;
                passed.get_or_insert((waiver.reason, PassedBy::Comment(waiver.span)));
            }
        }
        passed
    }

    /// What is wrong with them in the report that is called `name`: those that let nothing pass are, where
    /// a rule of theirs is on.
    pub(super) fn notices(&self, name: &str, linter: &Linter) -> Vec<Notice> {
        // The line alone: a column would be counted from the start of a line that can have them all.
        let line =
            |span: Span| self.source.line_starts().partition_point(|&start| start <= span.start);
        let mut notices = Vec::new();
        if let Some((by, spans)) = &self.refused
            && let Some(&first) = spans.first()
        {
            let count = spans.len();
            let message = format!(
                "报告里的豁免注释没有采用，共 {count} 处：{by} 写明 inline-waivers = false / {count} waivers in \
                 comments of the report are refused by {by}"
            );
            let help =
                "需要放行的写进 gouji.toml 的 [[waive]] / what may pass belongs in [[waive]]";
            notices.push(Notice::in_report(
                "refused-waiver",
                name,
                line(first),
                message,
                help.into(),
            ));
        }
        for (span, wrong) in &self.wrong {
            let (message, help) = wrong.said(linter.rules());
            notices.push(Notice::in_report("wrong-waiver", name, line(*span), message, help));
        }
        for waiver in &self.waivers {
            for (word, _) in waiver.words.iter().filter(|(_, used)| !used) {
                if linter.rules_on().any(|rule| rule.is_meant_by(word)) {
                    let message = format!(
                        "{word} 的这条豁免没有用上 / this waiver of {word} lets nothing pass"
                    );
                    let help = "它管的地方没有这个问题，请删去 / nothing of it is found where it holds: delete it";
                    let line = line(waiver.span);
                    notices.push(Notice::in_report(
                        "unused-waiver",
                        name,
                        line,
                        message,
                        help.into(),
                    ));
                }
            }
        }
        notices
    }
}

/// How it is written.
const FORM: &str = "写作 <!-- gouji: allow E001 原因 --> / write <!-- gouji: allow E001 reason -->";

impl WrongWaiver<'_> {
    /// The message, and what to do.
    fn said(&self, rules: &[Rule]) -> (String, String) {
        let near = |word| {
            let near = rule::did_you_mean(word, rules);
            words::both(|lang| {
                let between = lang.choose("；", "; ");
                format!("{}{between}{}", words::one(&near, lang), words::one(&FORM, lang))
            })
        };
        match self {
            Self::Verb(verb) => (
                format!("豁免注释不认识“{verb}”，只有 allow / unknown `{verb}` in a waiver: only `allow`"),
                FORM.to_owned(),
            ),
            Self::NoRule(word) => (
                "豁免注释没有写规则的代码 / a waiver names no rule".to_owned(),
                if word.is_empty() { FORM.to_owned() } else { near(word) },
            ),
            Self::Unknown(word) => {
                (format!("豁免注释：没有规则 {word} / a waiver: no such rule: {word}"), near(word))
            }
            Self::NoReason => {
                ("豁免注释没有写理由 / a waiver gives no reason".to_owned(), FORM.to_owned())
            }
            Self::NoBlock => (
                "豁免注释后面没有内容 / nothing comes behind a waiver".to_owned(),
                "写在要放行的段落、标题或表格前面；写在标题前面的对全文有效 / write it before the paragraph, heading or \
                 table; before the title it is for the whole file"
                    .to_owned(),
            ),
            Self::Text => (
                "纯文本里没有注释，这一处是报告的文字，不是豁免 / in plain text this is text, not a waiver".to_owned(),
                "写进 gouji.toml 的 [[waive]]；Markdown 文件用后缀 .md / use [[waive]] in gouji.toml; a Markdown \
                 file is called .md"
                    .to_owned(),
            ),
        }
    }
}

/// The comments that are for gouji, with what they say behind `gouji:`.
fn own(document: &Document) -> impl Iterator<Item = (Comment, &str)> {
    let source = &document.source;
    let comments = document.comments.iter().map(|&comment| (comment, comment.text(source)));
    // Plain text has none. What was meant to be one is told.
    let meant = (source.format() == Format::Text).then(|| source.text().match_indices("<!--"));
    let meant = meant.into_iter().flatten().map(|(at, open)| {
        let span = Span::new(at..at + open.len());
        (Comment { span, inside: false }, &source.text()[span.range().end..])
    });
    comments.chain(meant).filter_map(|(comment, text)| {
        let rest = text.trim_start().strip_prefix("gouji")?.trim_start();
        Some((comment, rest.strip_prefix([':', '：'])?.trim()))
    })
}

/// The words at the beginning that can mean rules, and the reason behind them: `E001, S003：原因`. A word that
/// looks like a code is one; a name is one where a rule has it.
fn taken_apart<'t>(said: &'t str, rules: &[Rule]) -> (Vec<&'t str>, &'t str) {
    let between = |char: char| char.is_whitespace() || matches!(char, ',' | '，' | '、');
    let mut words = Vec::new();
    let mut rest = said.trim_start_matches(between);
    loop {
        let word = first_word(rest);
        if !is_code(word) && !rules.iter().any(|rule| *rule.name == *word) {
            break;
        }
        words.push(word);
        rest = rest[word.len()..].trim_start_matches(between);
    }
    let between = |char: char| char.is_whitespace() || matches!(char, ':' | '：' | '-' | '—' | '–');
    let reason = rest.trim_matches(between);
    (words, if reason.contains(char::is_alphanumeric) { reason } else { "" })
}

/// The characters of codes and names at the beginning.
fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.find(|char| !is_word_char(char)).unwrap_or(text.len())]
}

fn is_word_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '-'
}

/// Whether a word has the shape of a code or of the beginning of one: `E`, `E00`, `E001`.
fn is_code(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_uppercase())
        && word.len() <= 4
        && bytes.all(|byte| byte.is_ascii_digit())
}

/// Where the blocks of a document stand, for finding the one of a place.
#[derive(Default)]
struct Blocks {
    /// By their first byte.
    spans: Vec<Span>,
    /// For each, the index of that which reaches farthest of it and those before it: a table in a cell lies
    /// within the table around it.
    farthest: Vec<usize>,
}

impl Blocks {
    fn of(document: &Document) -> Self {
        let mut spans: Vec<Span> = document.blocks.iter().map(Block::span).collect();
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut farthest: Vec<usize> = Vec::with_capacity(spans.len());
        for (index, span) in spans.iter().enumerate() {
            let before = farthest.last().copied().filter(|&it| spans[it].end > span.end);
            farthest.push(before.unwrap_or(index));
        }
        Self { spans, farthest }
    }

    /// The innermost block that has the byte `at`, or ends there.
    fn at(&self, at: u32) -> Option<usize> {
        let last = self.spans.partition_point(|span| span.start <= at).checked_sub(1)?;
        [last, self.farthest[last]].into_iter().find(|&block| at <= self.spans[block].end)
    }

    /// The block that a comment is for.
    fn meant_by(&self, comment: Comment) -> Option<usize> {
        let next = self.spans.partition_point(|span| span.start < comment.span.end);
        self.at(comment.span.start).or_else(|| {
            if comment.inside { next.checked_sub(1) } else { Some(next) }
                .filter(|&block| block < self.spans.len())
        })
    }
}
