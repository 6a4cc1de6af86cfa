//! How forms and packs are refused: the words, in both languages, at a place of the TOML.
//!
//! The TOML reader's own messages are English and speak of Rust's types; the common ones are said
//! again in the words of packs. What is not among them is passed on as it is.

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
    ("check kind", "检查种类"),
    ("class", "词类"),
    ("key", "键"),
    ("value", "取值"),
    ("rule", "规则"),
    ("pack", "规则包"),
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
    ("string values must be quoted", "字符串要加引号 / a string is quoted", "写作 \"…\""),
    ("invalid basic string", "字符串有误 / bad string", "引号要成对，反斜杠写作 \\\\"),
    ("invalid literal string", "字符串有误 / bad string", "引号要成对 / close the quote"),
    ("key with no value", "只有键，没有值 / key without a value", "写作 键 = 值 / key = value"),
    ("missing value", "只有键，没有值 / key without a value", "写作 键 = 值 / key = value"),
    ("missing comma", "两项之间缺少逗号 / comma missing", "加上逗号 / add it"),
    ("extra comma", "多出一个逗号 / one comma too many", "删去 / delete it"),
    ("unclosed array table", "[[ 没有闭合 / unclosed [[", "写作 [[…]]"),
    ("unclosed array", "列表没有闭合 / unclosed list", "补上 ] / add it"),
    ("unclosed inline table", "表没有闭合 / unclosed table", "补上 } / add it"),
    ("unclosed table", "[ 没有闭合 / unclosed [", "写作 […]"),
    (
        "invalid unquoted key",
        "键有误 / bad key",
        "键只用字母、数字、- 和 _ / letters, digits, - and _",
    ),
];

impl PackError {
    /// What the TOML reader itself refused.
    pub(crate) fn toml(file: DataFile<'_>, error: &toml::de::Error) -> Box<Self> {
        let span = error.span().unwrap_or(0..0);
        let message = error.message();
        if let Some((what, word, known)) = unknown(message) {
            return Self::unknown(file, what, word, span, &known);
        }
        if let Some(name) = quoted_after(message, "missing field ") {
            let help = Some(format!("补上 {name} = … / add it"));
            let message = format!("缺少 {name} / `{name}` is missing");
            return Self::at(file, &message, "在此 / here", span, help);
        }
        if let Some((said, label)) = mistyped(message) {
            return Self::at(file, &said, &label, span, None);
        }
        match SYNTAX.iter().find(|(beginning, ..)| message.starts_with(beginning)) {
            Some((_, said, help)) => {
                Self::at(file, said, "在此 / here", span, Some((*help).to_owned()))
            }
            None => Self::at(file, "TOML 写法有误 / bad TOML", message, span, None),
        }
    }

    /// A word that names nothing.
    pub(crate) fn unknown(
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
            Some(near) => format!("是不是 {near}？/ did you mean `{near}`?"),
            None if known.is_empty() => format!("此处没有可用的{noun} / there is none here"),
            None => format!("可用 / known: {}", known.join(", ")),
        };
        Self::at(file, &message, "不认识 / unknown", span, Some(help))
    }

    /// A message at a place of the file.
    pub(crate) fn at(
        file: DataFile<'_>,
        message: &str,
        label: &str,
        span: Range<usize>,
        help: Option<String>,
    ) -> Box<Self> {
        Box::new(Self {
            message: message.to_owned(),
            source_code: miette::NamedSource::new(file.name, file.text.to_owned()),
            span: span.into(),
            label: label.to_owned(),
            help,
        })
    }
}

/// Where a range of a string value stands in the TOML. A string with escapes is taken as a whole.
pub(crate) fn inside(
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

fn type_name(serde: &str) -> Option<(&'static str, &'static str)> {
    TYPES.iter().find(|(name, ..)| serde.starts_with(name)).map(|&(_, zh, en)| (zh, en))
}
