//! Text → tokens.

use std::ops::Range;

use super::error::SyntaxError;
use crate::equation::system::Operator;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Name,
    Number,
    Plus,
    Minus,
    Times,
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
    Relation(Operator),
}

#[derive(Clone, Debug)]
pub(super) struct FormulaToken {
    pub(super) kind: TokenKind,
    pub(super) span: Range<usize>,
}

/// Every token of the text.
pub(super) fn tokens(text: &str) -> Result<Vec<FormulaToken>, SyntaxError> {
    let mut tokens: Vec<FormulaToken> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = token(&text[at..], first).map_err(|(length, message, help)| {
            SyntaxError { span: at..at + length, message, help: help.map(str::to_owned) }
        })?;
        let span = at..at + length;
        let after_operand = tokens.last().is_some_and(|token| {
            matches!(token.kind, TokenKind::Name | TokenKind::Number | TokenKind::Close)
        });
        if kind == TokenKind::Minus && after_operand && !stands_free(text, &span) {
            return Err(SyntaxError::new(span, "减号两边要有空格 / a minus has spaces around it")
                .help("made - repealed 是两数之差，made-repealed 是一个名字 / made - repealed is a difference, made-repealed a name"));
        }
        at = span.end;
        tokens.push(FormulaToken { kind, span });
    }
    Ok(tokens)
}

fn stands_free(text: &str, span: &Range<usize>) -> bool {
    text[..span.start].ends_with(char::is_whitespace)
        && text[span.end..].starts_with(char::is_whitespace)
}

/// The length of the fault, what it is, what to write instead.
type SyntaxFault = (usize, String, Option<&'static str>);

/// The token that `rest` begins with, and its length.
fn token(rest: &str, first: char) -> Result<(TokenKind, usize), SyntaxFault> {
    let two = match rest.get(..2) {
        Some("==") => Some(Operator::Equal),
        Some("<=") => Some(Operator::AtMost),
        Some(">=") => Some(Operator::AtLeast),
        _ => None,
    };
    if let Some(operator) = two {
        return Ok((TokenKind::Relation(operator), 2));
    }
    match first {
        '+' => Ok((TokenKind::Plus, 1)),
        '-' => Ok((TokenKind::Minus, 1)),
        '*' => Ok((TokenKind::Times, 1)),
        '(' => Ok((TokenKind::Open, 1)),
        ')' => Ok((TokenKind::Close, 1)),
        '{' => Ok((TokenKind::OpenList, 1)),
        '}' => Ok((TokenKind::CloseList, 1)),
        ',' => Ok((TokenKind::Comma, 1)),
        '0'..='9' => Ok((TokenKind::Number, number(rest))),
        _ if begins_name(first) => name(rest).map(|length| (TokenKind::Name, length)),
        _ => Err((
            first.len_utf8(),
            format!("不认识的字符“{first}” / unknown character `{first}`"),
            instead_of(first),
        )),
    }
}

fn begins_name(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{4e00}'..='\u{9fff}')
}

fn in_name(c: char) -> bool {
    begins_name(c) || c.is_ascii_digit()
}

/// Length of the number at the start: digits, and a fraction where digits follow the point.
fn number(rest: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(rest);
    match rest[whole..].strip_prefix('.').map(digits) {
        None | Some(0) => whole,
        Some(fraction) => whole + 1 + fraction,
    }
}

/// Length of the name at the start.
fn name(rest: &str) -> Result<usize, SyntaxFault> {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let following = chars.peek().map(|&(_, c)| c);
        let goes_on = following.is_some_and(|c| in_name(c) || c == '*');
        match c {
            '-' | '.' if !goes_on => return Ok(at),
            '-' | '.' => {}
            '*' => match following {
                Some('.') => {}
                Some(c) if in_name(c) => {
                    return Err((
                        at + 1 + c.len_utf8(),
                        "通配符 * 只能在一段名字的末尾 / the wildcard * ends a part of a name"
                            .to_owned(),
                        Some(
                            "乘号两边要有空格，数字写在前：2 * a / a factor comes first, with blanks: 2 * a",
                        ),
                    ));
                }
                _ => return Ok(at + 1),
            },
            c if in_name(c) => {}
            _ => return Ok(at),
        }
    }
    Ok(rest.len())
}

/// What the author of a relation meant by a character that is none of the language.
fn instead_of(c: char) -> Option<&'static str> {
    match c {
        '=' | '＝' => Some("相等写作 == / equality is =="),
        '<' | '≤' | '＜' => Some("不大于写作 <= / at most is <="),
        '>' | '≥' | '＞' => Some("不小于写作 >= / at least is >="),
        '＋' => Some("写作 + / write +"),
        '－' | '—' | '–' | '−' => Some("写作 -，两边留空格 / write - with blanks around it"),
        '×' | '·' => Some("写作 *，两边留空格 / write * with blanks around it"),
        '/' | '÷' | '%' => Some(
            "没有除法：两边同乘一个数，如 2 * a == b / no division: multiply both sides, as 2 * a == b",
        ),
        '（' => Some("写作 ( / write ("),
        '）' => Some("写作 ) / write )"),
        'A'..='Z' => Some("名字用小写字母 / names are in lower case"),
        _ => None,
    }
}
