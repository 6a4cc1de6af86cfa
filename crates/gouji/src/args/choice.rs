//! What can be chosen: a language, colours, a level, a place.

use std::net::SocketAddr;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use gouji_project::{FailOn, OnNotChecked, is_jurisdiction};
use gouji_report::Lang;
use gouji_reporter::{AuditFormat, ExtractFormat};
use gouji_rules::finding::Severity;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// The file that a JSON Schema is asked for of: gouji.toml, a pack, units.toml or a scheme of points. Values without a comment keep the help
/// short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Schema {
    Config,
    Pack,
    Units,
    Points,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LeastSeverity {
    Error,
    Warning,
    Info,
}

impl LeastSeverity {
    /// The severity.
    pub(crate) fn least(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

/// The word for a severity.
pub(crate) fn severity_word(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => lang.choose("错误", "error"),
        Severity::Warning => lang.choose("警告", "warning"),
        Severity::Info => lang.choose("提示", "info"),
    }
}

/// Parses one of `values` by its name.
fn one_of<T: Copy + Send + Sync + 'static>(
    values: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names = values.iter().map(|&it| name(it));
    PossibleValuesParser::new(names).map(move |word| {
        let value = values.iter().copied().find(|&it| name(it) == word);
        value.expect("the parser lets no other name pass")
    })
}

/// The language of messages.
pub(super) fn lang() -> impl TypedValueParser<Value = Lang> {
    one_of(&[Lang::Zh, Lang::En], Lang::code)
}

/// The severity from which on a finding makes the run fail.
pub(super) fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    one_of(&FailOn::ALL, FailOn::name)
}

/// How figures are written.
pub(super) fn extract_format() -> impl TypedValueParser<Value = ExtractFormat> {
    one_of(&ExtractFormat::ALL, ExtractFormat::name)
}

/// How an audit is written.
pub(super) fn audit_format() -> impl TypedValueParser<Value = AuditFormat> {
    one_of(&AuditFormat::ALL, AuditFormat::name)
}

/// What comes of what was not checked.
pub(super) fn not_checked() -> impl TypedValueParser<Value = OnNotChecked> {
    one_of(&OnNotChecked::ALL, OnNotChecked::name)
}

/// A glob as an option gives it.
pub(super) fn glob(text: &str) -> Result<globset::Glob, String> {
    globset::Glob::new(text).map_err(|error| gouji_project::words::glob(&error))
}

/// A place as an option gives it.
pub(super) fn jurisdiction(code: &str) -> Result<String, String> {
    if is_jurisdiction(code) {
        Ok(code.to_owned())
    } else {
        Err("应为 2、4 或 6 位数字，如 62、6204、620403；不用任何地方规定写 00 / \
             expected 2, 4 or 6 digits; 00 for the rules of no place"
            .to_owned())
    }
}

/// How many threads an option asks for.
pub(super) fn threads(count: &str) -> Result<u16, &'static str> {
    let wrong = "应为 1 到 1024 的整数 / expected a whole number from 1 to 1024";
    count.parse().ok().filter(|it| (1..=1024).contains(it)).ok_or(wrong)
}

/// Where a server listens.
pub(super) fn address(text: &str) -> Result<SocketAddr, &'static str> {
    let wrong = "应为 IP 地址和端口，如 127.0.0.1:8617、[::1]:8617 / expected an address and a port, as 127.0.0.1:8617";
    text.parse().map_err(|_| wrong)
}

/// How many requests may wait.
pub(super) fn queue(count: &str) -> Result<usize, &'static str> {
    within(count, 65_536).ok_or("应为 1 到 65536 的整数 / expected a whole number from 1 to 65536")
}

/// How large something may be, up to what readers take, in MiB.
pub(super) fn mebibytes(count: &str) -> Result<usize, &'static str> {
    let most = (gouji_project::LIMIT >> 20) as usize;
    within(count, most).ok_or("应为 1 到 256 的整数 / expected a whole number from 1 to 256")
}

fn within(count: &str, most: usize) -> Option<usize> {
    count.parse().ok().filter(|it| (1..=most).contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jurisdiction_is_two_four_or_six_digits() {
        for good in ["00", "62", "6204", "620403"] {
            assert_eq!(jurisdiction(good).as_deref(), Ok(good));
        }
        for bad in ["", "6", "620", "62040", "6204031", "甘肃", "62a4", "６２"] {
            let said = jurisdiction(bad).expect_err(bad);
            assert!(said.contains("2、4 或 6 位数字") && said.contains("00"), "{said}");
        }
    }
}
