//! Messages in one language, and errors of the operating system and of libraries in words: the one place
//! where they become such. What a library says in English is no part of a Chinese message.

use std::fmt::Display;
use std::io::{Error, ErrorKind};
use std::path::Path;

use gouji_report::{Lang, PackError};

/// What stands between the languages of a message.
const BETWEEN: &str = " / ";

/// What `said` says in both languages, as `中文 / English`, in one.
///
/// Both halves name the same things, in which ` / ` may stand too: the one in the middle is between
/// the languages.
pub fn one(said: &impl Display, lang: Lang) -> String {
    let said = said.to_string();
    let places: Vec<usize> = said.match_indices(BETWEEN).map(|(at, _)| at).collect();
    match places.get(places.len() / 2) {
        Some(&at) => lang.choose(&said[..at], &said[at + BETWEEN.len()..]).to_owned(),
        None => said,
    }
}

/// What is wrong with settings, the words at its place, and what to write instead, a line each.
pub fn refusal(fault: &PackError, lang: Lang) -> String {
    let mut parts = vec![one(&fault.message, lang), one(&fault.label, lang)];
    parts.extend(fault.help.as_ref().map(|help| one(help, lang)));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// A message in both languages, from what `say` makes of either.
pub fn both(say: impl Fn(Lang) -> String) -> String {
    format!("{}{BETWEEN}{}", say(Lang::Zh), say(Lang::En))
}

/// What results call the options of a command line, Chinese before English.
pub const COMMAND_LINE: &str = "命令行 command line";
/// What results call settings that are built in.
pub const BUILT_IN: &str = "自带 built in";
/// What results call the name of the issuer, where it decides for a place.
pub const ISSUER: &str = "报告机关 issuer";

/// The name of a source of settings in one language.
pub fn source(name: &str, lang: Lang) -> String {
    let known = [COMMAND_LINE, BUILT_IN, ISSUER].into_iter().find(|it| name.starts_with(it));
    match known.and_then(|it| Some((it.split_once(' ')?, &name[it.len()..]))) {
        Some(((zh, en), rest)) => format!("{}{rest}", lang.choose(zh, en)),
        None => name.to_owned(),
    }
}

/// That gouji itself is to blame, in both languages; `panic` says what happened and where.
pub fn internal(panic: &str) -> String {
    both(|lang| {
        let what = lang.choose("gouji 内部错误，请报告", "internal error, please report it");
        format!("{what}: {panic}")
    })
}

/// Why something could not be read, or otherwise dealt with.
pub fn io(error: &Error, lang: Lang) -> String {
    one(&of_io(error), lang)
}

/// That something could not be written to `target`, or to standard output when there is none, and why; in
/// both languages.
pub fn unwritten(target: Option<&Path>, error: &Error) -> String {
    both(|lang| {
        let target = match target {
            Some(path) => path.display().to_string(),
            None => lang.choose("标准输出", "standard output").to_owned(),
        };
        format!("{} {target}: {}", lang.choose("不能写入", "cannot write"), written(error, lang))
    })
}

/// Why something could not be written.
pub fn written(error: &Error, lang: Lang) -> String {
    match error.kind() {
        ErrorKind::NotFound => lang.choose("文件夹不存在", "no such folder").to_owned(),
        ErrorKind::PermissionDenied => lang.choose("没有写入权限", "permission denied").to_owned(),
        _ => io(error, lang),
    }
}

/// Why a folder could not be gone through.
pub fn walk(error: &ignore::Error, lang: Lang) -> String {
    match error {
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => walk(err, lang),
        ignore::Error::Io(error) => io(error, lang),
        ignore::Error::Loop { .. } => lang.choose("链接绕回了自己", "a link leads back").to_owned(),
        ignore::Error::Glob { glob, .. } => {
            let glob = glob.as_deref().unwrap_or_default();
            let what = lang.choose("忽略文件里的写法有误：", "malformed line of an ignore file: ");
            format!("{what}{glob}")
        }
        _ => lang.choose("不能进入", "cannot be entered").to_owned(),
    }
}

/// What is wrong with a glob, in both languages.
pub fn glob(error: &globset::Error) -> String {
    use globset::ErrorKind as Fault;
    match error.kind() {
        Fault::UnclosedClass => "[ 没有用 ] 结束 / [ without ]".to_owned(),
        Fault::InvalidRange(from, to) => {
            format!("[ ] 里的范围 {from}-{to} 前大后小 / the range {from}-{to} is empty")
        }
        Fault::UnopenedAlternates => "} 前面没有 { / } without {".to_owned(),
        Fault::UnclosedAlternates => "{ 没有用 } 结束 / { without }".to_owned(),
        Fault::NestedAlternates => "{ } 里不能再有 { } / { } within { }".to_owned(),
        Fault::DanglingEscape => "末尾多一个 \\ / a \\ at the end".to_owned(),
        _ => "写法有误 / malformed".to_owned(),
    }
}

/// What is wrong with globs taken together, in both languages.
pub fn globs(error: &globset::Error) -> String {
    both(|lang| {
        let what = lang.choose("glob 过于复杂：", "these globs are too large: ");
        format!("{what}{}", one(&glob(error), lang))
    })
}

/// An error of the system in both languages.
pub fn of_io(error: &Error) -> String {
    let said = match error.kind() {
        ErrorKind::NotFound => "文件不存在 / no such file",
        ErrorKind::PermissionDenied => "没有读取权限 / permission denied",
        ErrorKind::FileTooLarge => "文件过大（上限 256 MiB） / file is larger than 256 MiB",
        ErrorKind::IsADirectory => "是文件夹，不是文件 / is a folder",
        ErrorKind::NotADirectory => "路径中间有一段不是文件夹 / a part of the path is no folder",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘已满 / the disk is full",
        ErrorKind::ReadOnlyFilesystem => "所在的磁盘只能读 / the disk is read-only",
        ErrorKind::AlreadyExists => "已经存在 / exists already",
        ErrorKind::InvalidData => "不是 UTF-8 文本 / not UTF-8",
        ErrorKind::InvalidFilename => {
            "文件名太长或有不能用的字符 / the name is too long or malformed"
        }
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被占用 / is in use",
        ErrorKind::TimedOut => "超时 / timed out",
        ErrorKind::OutOfMemory => "内存不足 / out of memory",
        _ => {
            return match error.raw_os_error() {
                Some(code) => format!("系统错误 {code} / system error {code}"),
                None => "读写出错 / input or output failed".to_owned(),
            };
        }
    };
    said.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A message in Chinese has no English sentence in it, and one in English no Chinese.
    #[test]
    fn errors_of_the_system_are_in_one_language() {
        for code in 1..134 {
            let error = Error::from_raw_os_error(code);
            for said in [io(&error, Lang::Zh), written(&error, Lang::Zh)] {
                assert!(!said.contains(" / ") && !said.contains("os error"), "{said}");
                assert!(said.chars().any(|char| char > '\u{2e80}'), "{said}");
            }
            for said in [io(&error, Lang::En), written(&error, Lang::En)] {
                assert!(said.is_ascii() && !said.contains("os error"), "{said}");
            }
        }
    }

    #[test]
    fn what_both_languages_name_is_no_border_between_them() {
        let check = |said: &str, zh: &str, en: &str| {
            assert_eq!([one(&said, Lang::Zh), one(&said, Lang::En)], [zh, en]);
        };
        check("没有 / none", "没有", "none");
        check("没有规则 a / b / no rule: a / b", "没有规则 a / b", "no rule: a / b");
        check("E001", "E001", "E001");
        let said = both(|lang| format!("x / y.md:3: {}", one(&"没有 / none", lang)));
        check(&said, "x / y.md:3: 没有", "x / y.md:3: none");
    }

    #[test]
    fn every_fault_of_a_glob_is_said() {
        for glob in ["[a", "[z-a]", "a}", "{a", "a\\"] {
            let error = globset::Glob::new(glob).expect_err(glob);
            let said = super::glob(&error);
            assert!(one(&said, Lang::Zh).chars().any(|char| char > '\u{2e80}'), "{said}");
            assert!(one(&said, Lang::En).is_ascii(), "{said}");
        }
    }
}
