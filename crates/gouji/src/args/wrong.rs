//! What is wrong with the arguments: in Chinese in our words, in English in clap's.

use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use gouji_project::Status;
use gouji_project::words;
use gouji_report::Lang;

/// Says what is wrong, or prints the help or the version that was asked for.
pub(crate) fn tell(error: &clap::Error, args: &[OsString]) -> Status {
    match said(error, lang(args.iter().skip(1))) {
        Some(line) => eprintln!("{line}"),
        // Where it cannot be printed there is nobody to tell.
        None => drop(error.print()),
    }
    if error.use_stderr() { Status::Failed } else { Status::Clean }
}

/// The language that is asked for by arguments that are wrong otherwise.
fn lang(args: impl Iterator<Item = impl AsRef<OsStr>>) -> Lang {
    let args: Vec<String> = args.map(|it| it.as_ref().to_string_lossy().into_owned()).collect();
    let values =
        args.iter().enumerate().filter_map(|(at, arg)| match arg.strip_prefix("--lang")? {
            "" => args.get(at + 1).map(String::as_str),
            rest => rest.strip_prefix('='),
        });
    values
        .filter_map(|it| [Lang::Zh, Lang::En].into_iter().find(|lang| lang.code() == it))
        .next_back()
        .unwrap_or(Lang::Zh)
}

/// What was typed wrong; nothing where that is for clap alone to say, such as a help text.
fn said(error: &clap::Error, lang: Lang) -> Option<String> {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return None;
    }
    // What a parser of our own says of a value is in both languages.
    let why = error.source().map(ToString::to_string);
    let why = why.map(|both| (words::one(&both, lang), both)).filter(|(one, both)| one != both);
    match (lang, why) {
        (Lang::Zh, why) => {
            Some(format!("参数有误：{}；用法见 --help", zh(error, why.map(|it| it.0))))
        }
        (Lang::En, Some((one, both))) => {
            Some(error.render().to_string().replace(&both, &one).trim_end().to_owned())
        }
        (Lang::En, None) => None,
    }
}

/// What was typed wrong, and why where a parser of our own said so.
fn zh(error: &clap::Error, why: Option<String>) -> String {
    let get = |kind| error.get(kind).map(words_of).unwrap_or_default();
    let arg = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if !arg.starts_with('-') => format!("多了一个“{arg}”"),
        ErrorKind::UnknownArgument => {
            format!("没有选项 {arg}{}", perhaps(&get(ContextKind::SuggestedArg)))
        }
        ErrorKind::InvalidSubcommand => {
            let typed = get(ContextKind::InvalidSubcommand);
            let near = if is_path(&typed) {
                format!("gouji check {typed}")
            } else {
                get(ContextKind::SuggestedSubcommand)
            };
            format!("没有命令 {typed}{}", perhaps(&near))
        }
        ErrorKind::InvalidValue => {
            let known = get(ContextKind::ValidValue);
            let known = if known.is_empty() { known } else { format!("，可用：{known}") };
            if value.is_empty() {
                format!("{arg} 后面缺少值{known}")
            } else {
                format!("{arg} 不能写作“{value}”{known}")
            }
        }
        ErrorKind::ValueValidation => {
            format!(
                "{arg} 的值“{value}”有误{}",
                why.map(|it| format!("：{it}")).unwrap_or_default()
            )
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {arg}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => match get(ContextKind::PriorArg) {
            prior if prior == arg => format!("{arg} 只能写一次"),
            prior => format!("{arg} 与 {prior} 不能同时用"),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{arg} 后面的值多了或少了")
        }
        ErrorKind::InvalidUtf8 => "有一处不是 UTF-8".to_owned(),
        _ => "写法不对".to_owned(),
    }
}

/// Whether a file was named where a command should stand.
fn is_path(typed: &str) -> bool {
    typed.contains(['.', '/', '\\']) || Path::new(typed).exists()
}

fn perhaps(near: &str) -> String {
    if near.is_empty() { String::new() } else { format!("，是不是 {near}？") }
}

fn words_of(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use crate::args::Cli;
    use gouji_report::Lang;

    fn check(typed: &str, expected: Option<&str>) {
        let error = Cli::try_parse_from(typed.split_whitespace()).expect_err(typed);
        assert_eq!(super::said(&error, Lang::Zh).as_deref(), expected, "{typed}: {error}");
    }

    #[test]
    fn what_is_typed_wrong_is_said_in_chinese() {
        let check =
            |typed, what: &str| check(typed, Some(&format!("参数有误：{what}；用法见 --help")));
        check("gouji check --ignor E001", "没有选项 --ignor，是不是 --ignore？");
        check("gouji chek", "没有命令 chek，是不是 check？");
        check("gouji 年报.docx", "没有命令 年报.docx，是不是 gouji check 年报.docx？");
        check(
            "gouji check --fail-on bad",
            "--fail-on <LEVEL> 不能写作“bad”，可用：error、warning、info、never",
        );
        check(
            "gouji check --fail-on",
            "--fail-on <LEVEL> 后面缺少值，可用：error、warning、info、never",
        );
        check("gouji check --threads x", "--threads <N> 的值“x”有误：应为 1 到 1024 的整数");
        check("gouji check --threads 0", "--threads <N> 的值“0”有误：应为 1 到 1024 的整数");
        check(
            "gouji check --format csv=",
            "--format <NAME[=FILE]> 的值“csv=”有误：= 后面要写文件名",
        );
        check("gouji check --quiet=1", "--quiet 后面的值多了或少了");
        check("gouji view", "缺少 <FILE>");
        check("gouji view a.md b.md", "多了一个“b.md”");
        check("gouji check --lang zh --lang en", "--lang <LANG> 只能写一次");
        check("gouji check --quiet --verbose", "--quiet 与 --verbose 不能同时用");
    }

    #[test]
    fn the_language_is_known_where_the_rest_is_wrong() {
        let check = |typed: &str, expected| {
            assert_eq!(super::lang(typed.split_whitespace()), expected, "{typed}");
        };
        check("check --bad", Lang::Zh);
        check("check --bad --lang en", Lang::En);
        check("--lang=en --bad", Lang::En);
        check("--lang", Lang::Zh);
        check("--lang de", Lang::Zh);
    }

    #[test]
    fn help_is_no_mistake() {
        check("gouji --help", None);
        check("gouji --version", None);
    }
}
