//! What is wrong with the arguments, in Chinese; clap's own words follow in English.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// One line on what was typed wrong; nothing where that is for clap alone to say, such as a help text.
pub(crate) fn said(error: &clap::Error) -> Option<String> {
    let get = |kind| error.get(kind).map(words).filter(|it| !it.is_empty());
    let arg = get(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = get(ContextKind::SuggestedArg);
            format!("没有选项 {}{}", arg?, perhaps(near))
        }
        ErrorKind::InvalidSubcommand => {
            let typed = get(ContextKind::InvalidSubcommand)?;
            let near = get(ContextKind::SuggestedSubcommand);
            let check = is_path(&typed).then(|| format!("gouji check {typed}"));
            format!("没有命令 {typed}{}", perhaps(check.or(near)))
        }
        ErrorKind::InvalidValue => {
            let known = get(ContextKind::ValidValue);
            let known = known.map(|known| format!("，可用：{known}")).unwrap_or_default();
            match get(ContextKind::InvalidValue) {
                Some(value) => format!("{} 不能写作“{value}”{known}", arg?),
                None => format!("{} 后面缺少值{known}", arg?),
            }
        }
        ErrorKind::ValueValidation => {
            format!("{} 的值“{}”有误", arg?, get(ContextKind::InvalidValue)?)
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", arg?),
        ErrorKind::ArgumentConflict => {
            format!("{} 与 {} 不能同时用", arg?, get(ContextKind::PriorArg)?)
        }
        _ => return None,
    };
    Some(format!("参数有误：{what}；用法见 --help"))
}

/// Whether a file was named where a command should stand.
fn is_path(typed: &str) -> bool {
    typed.contains(['.', '/', '\\']) || Path::new(typed).exists()
}

fn perhaps(near: Option<String>) -> String {
    near.map(|near| format!("，是不是 {near}？")).unwrap_or_default()
}

fn words(value: &ContextValue) -> String {
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

    fn check(typed: &str, expected: Option<&str>) {
        let error = Cli::try_parse_from(typed.split_whitespace()).expect_err(typed);
        assert_eq!(super::said(&error).as_deref(), expected, "{typed}: {error}");
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
        check("gouji check --threads x", "--threads <N> 的值“x”有误");
        check("gouji view", "缺少 <FILE>");
    }

    #[test]
    fn help_is_no_mistake() {
        check("gouji --help", None);
        check("gouji --version", None);
    }
}
