//! How forms, packs and configurations are refused: the words, in both languages, at a place of the TOML.
//!
//! The TOML reader's own messages are English and speak of Rust's types; the common ones are said
//! again in the words of packs. What is not among them is passed on in English, behind a sentence of ours.

use std::ops::Range;

use crate::{DataFile, PackError};

/// What a name can be a name of, as messages call it.
const NOUNS: &[(&str, &str)] = &[
    ("row", "行"),
    ("column", "列"),
    ("section", "部分"),
    ("table", "表"),
    ("level", "机关层级"),
    ("group", "组"),
    ("form", "格式"),
    ("kind", "报告种类"),
    ("placeholder", "占位符"),
    ("variant", "情形"),
    ("statement", "正文中的数"),
    ("check kind", "检查种类"),
    ("class", "词类"),
    ("key", "键"),
    ("value", "取值"),
    ("rule", "规则"),
    ("pack", "规则包"),
    ("standard table", "标准表格"),
];

/// What a value can be, as serde calls it, and in both languages.
const TYPES: &[(&str, &str, &str)] = &[
    ("a string", "字符串", "a string"),
    ("string", "字符串", "a string"),
    ("integer", "整数", "an integer"),
    ("u16", "不小于 0 的整数", "a non-negative integer"),
    ("u32", "不小于 0 的整数", "a non-negative integer"),
    ("usize", "不小于 0 的整数", "a non-negative integer"),
    ("floating point", "小数", "a decimal"),
    ("a boolean", "true 或 false", "true or false"),
    ("boolean", "布尔值", "a boolean"),
    ("a sequence", "列表", "a list"),
    ("sequence", "列表", "a list"),
    ("a map", "表", "a table"),
    ("struct", "表", "a table"),
    ("map", "表", "a table"),
];

/// Faults of the TOML itself: how the reader's message begins, what to say, what to do.
const SYNTAX: &[(&str, &str, &str)] = &[
    ("duplicate key", "同一个键写了两次 / duplicate key", "只留一个 / keep one"),
    (
        "string values must be quoted",
        "字符串要加引号 / a string is quoted",
        "写作 \"…\" / write \"…\"",
    ),
    (
        "invalid basic string",
        "字符串有误 / bad string",
        "引号要成对，反斜杠写作 \\\\ / close the quote; a backslash is \\\\",
    ),
    ("invalid literal string", "字符串有误 / bad string", "引号要成对 / close the quote"),
    ("key with no value", "只有键，没有值 / key without a value", "写作 键 = 值 / key = value"),
    ("missing value", "只有键，没有值 / key without a value", "写作 键 = 值 / key = value"),
    ("missing comma", "两项之间缺少逗号 / comma missing", "加上逗号 / add it"),
    ("extra comma", "多出一个逗号 / one comma too many", "删去 / delete it"),
    ("unclosed array table", "[[ 没有闭合 / unclosed [[", "写作 [[…]] / write [[…]]"),
    ("unclosed array", "列表没有闭合 / unclosed list", "补上 ] / add it"),
    ("unclosed inline table", "表没有闭合 / unclosed table", "补上 } / add it"),
    ("unclosed table", "[ 没有闭合 / unclosed [", "写作 […] / write […]"),
    ("cannot recurse further", "嵌套太深 / nested too deep", "分开写 / write it apart"),
    (
        "invalid unquoted key",
        "键有误 / bad key",
        "键只用字母、数字、- 和 _ / letters, digits, - and _",
    ),
];

impl miette::Diagnostic for PackError {
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<_>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.source_code)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        let label = miette::LabeledSpan::new_with_span(Some(self.label.clone()), self.span);
        Some(Box::new(std::iter::once(label)))
    }
}

impl PackError {
    /// What the TOML reader itself refused.
    pub fn toml(file: DataFile<'_>, error: &toml::de::Error) -> Box<Self> {
        let span = error.span().unwrap_or(0..0);
        let message = error.message();
        if let Some((what, word, known)) = unknown(message) {
            return Self::unknown(file, what, word, span, &known);
        }
        if let Some(name) = quoted_after(message, "missing field ") {
            let help = Some(format!("补上 {name} = … / add {name} = …"));
            let message = format!("缺少 {name} / `{name}` is missing");
            return Self::at(file, &message, "在此 / here", span, help);
        }
        if let Some((said, label)) = mistyped(message) {
            let help = instead(message, &file.text[span.clone()]);
            return Self::at(file, &said, &label, span, help);
        }
        if let Some((at, plain)) = full_width(file.text, span.start)
            && !message.starts_with("duplicate key")
        {
            let said = "此处的标点应为半角 / full-width punctuation";
            let help = Some(format!("写作 {plain} / write {plain}"));
            return Self::at(file, said, "在此 / here", at, help);
        }
        match SYNTAX.iter().find(|(beginning, ..)| message.starts_with(beginning)) {
            Some((_, said, help)) => {
                Self::at(file, said, "在此 / here", span, Some((*help).to_owned()))
            }
            // What a type of ours refuses is said in both languages, what the reader adds in English.
            None if message.contains(" / ") => {
                Self::at(file, "TOML 写法有误 / bad TOML", message, span, None)
            }
            None => {
                let label = format!("从这里起不合 TOML 的写法 / {message}");
                Self::at(file, "TOML 写法有误 / bad TOML", &label, span, None)
            }
        }
    }

    /// A word that names nothing.
    pub fn unknown(
        file: DataFile<'_>,
        what: &str,
        word: &str,
        span: Range<usize>,
        known: &[&str],
    ) -> Box<Self> {
        let noun = NOUNS.iter().find(|(en, _)| *en == what).map_or(what, |(_, zh)| zh);
        let message = if word.contains('*') {
            format!("没有与 {word} 相合的{noun} / no {what} matches `{word}`")
        } else {
            format!("没有名为 {word} 的{noun} / unknown {what} `{word}`")
        };
        let help = match crate::nearness::nearest(word, known) {
            Some(near) => format!("是不是 {near}？ / did you mean `{near}`?"),
            None if known.is_empty() => format!("此处没有可用的{noun} / there is none here"),
            None => {
                let known = known.join(", ");
                format!("可用：{known} / known: {known}")
            }
        };
        Self::at(file, &message, "不认识 / unknown", span, Some(help))
    }

    /// A message at a place of the file.
    pub fn at(
        file: DataFile<'_>,
        message: &str,
        label: &str,
        span: Range<usize>,
        help: Option<String>,
    ) -> Box<Self> {
        let span = visible(file.text, span);
        Box::new(Self {
            message: message.to_owned(),
            source_code: miette::NamedSource::new(file.name, file.text.to_owned()),
            span: span.into(),
            label: label.to_owned(),
            help,
        })
    }
}

/// A place behind the text is shown at its last character: there is no line to draw beyond.
fn visible(text: &str, span: Range<usize>) -> Range<usize> {
    let body = text.trim_end();
    match body.char_indices().next_back() {
        Some((last, _)) if span.start >= text.len() => last..body.len(),
        _ => span,
    }
}

/// Where a range of a string value stands in the TOML. A string with escapes is taken as a whole.
pub fn inside(
    file: DataFile<'_>,
    value: &toml::Spanned<String>,
    inner: Range<usize>,
) -> Range<usize> {
    let whole = value.span();
    let quoted = &file.text[whole.clone()];
    match quoted.get(1..).and_then(|text| text.find(value.get_ref().as_str())) {
        Some(offset) => {
            let start = whole.start + 1 + offset;
            start + inner.start..start + inner.end
        }
        None => whole,
    }
}

/// "unknown field `sauce`, expected one of `code`, `name`": what it is, the word, the known words.
fn unknown(message: &str) -> Option<(&'static str, &str, Vec<&str>)> {
    let (what, rest) = message
        .strip_prefix("unknown field ")
        .map(|rest| ("key", rest))
        .or_else(|| message.strip_prefix("unknown variant ").map(|rest| ("value", rest)))?;
    let mut words = rest.split('`').skip(1).step_by(2);
    Some((what, words.next()?, words.collect()))
}

/// The name between backquotes after `beginning`.
fn quoted_after<'m>(message: &'m str, beginning: &str) -> Option<&'m str> {
    message.strip_prefix(beginning)?.strip_prefix('`')?.strip_suffix('`')
}

/// "invalid type: integer `3`, expected a string": what is wanted, what was found.
fn mistyped(message: &str) -> Option<(String, String)> {
    if message == "wanted string or table" {
        return mistyped("invalid type: , expected a string");
    }
    let (_, rest) =
        message.split_once("invalid type: ").or(message.split_once("invalid value: "))?;
    let (found, wanted) = rest.rsplit_once(", expected ")?;
    let (zh, en) = type_name(wanted)?;
    let said = format!("此处应为{zh} / {en} is wanted here");
    let label = match type_name(found) {
        Some((zh, en)) => format!("这是{zh} / {en}"),
        None => format!("这不是{zh} / not {en}"),
    };
    Some((said, label))
}

/// What to write in the place of a value of the wrong type.
fn instead(message: &str, written: &str) -> Option<String> {
    // One of some words, which the message does not name.
    let Some((_, wanted)) = message.rsplit_once("expected ") else {
        return Some("写作 \"…\" / write \"…\"".to_owned());
    };
    let short = !written.contains('\n') && written.chars().count() <= 40;
    let scalar = !written.starts_with(['[', '{', '"', '\'']);
    let text = written.trim_matches(['"', '\'']);
    let help = match type_name(wanted)?.1 {
        "a string" if short && scalar => format!("\"{written}\""),
        "a string" => "\"…\"".to_owned(),
        "a list" if short && !written.starts_with('{') => format!("[{written}]"),
        "a list" => "[…]".to_owned(),
        "a table" => return Some("写作 { 名 = 值 } / write { name = value }".to_owned()),
        "true or false" => {
            let help = "写作 true 或 false，不加引号 / write true or false without quotes";
            return Some(help.to_owned());
        }
        _ if text.parse::<u64>().is_ok() => text.to_owned(),
        _ => {
            let help = "写作数字，不加引号，如 30 / write a number without quotes, as 30";
            return Some(help.to_owned());
        }
    };
    Some(format!("写作 {help} / write {help}"))
}

/// Punctuation as a Chinese keyboard gives it, and what TOML has.
const FULL_WIDTH: &[(&str, &str)] = &[
    ("“”＂", "\""),
    ("‘’＇", "'"),
    ("＝：", "="),
    ("［【", "["),
    ("］】", "]"),
    ("｛", "{"),
    ("｝", "}"),
    ("，、；", ","),
    ("＃", "#"),
];

/// The first punctuation of full width in the line of `at`, outside of strings and comments, and
/// what to write instead.
fn full_width(text: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let mut quote = None;
    for (offset, char) in text[start..].char_indices() {
        match (quote, char) {
            (_, '\n') | (None, '#') => return None,
            (None, '"' | '\'') => quote = Some(char),
            (Some(open), _) if open == char => quote = None,
            (None, _) => {
                if let Some((_, plain)) = FULL_WIDTH.iter().find(|(full, _)| full.contains(char)) {
                    let place = start + offset;
                    return Some((place..place + char.len_utf8(), plain));
                }
            }
            (Some(_), _) => {}
        }
    }
    None
}

fn type_name(serde: &str) -> Option<(&'static str, &'static str)> {
    TYPES.iter().find(|(name, ..)| serde.starts_with(name)).map(|&(_, zh, en)| (zh, en))
}
