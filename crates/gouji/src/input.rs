//! A file or standard input, and how it becomes a checked report.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use gouji_parser::Source;
use gouji_rules::Linter;
use gouji_rules::finding::Checked;

use crate::args::Lang;
use crate::guard::guarded;

/// No report is anywhere near this large, and places in a text are 32 bits wide.
const LIMIT: u64 = 1 << 30;

/// Something to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin {
        /// The name it goes by in the results.
        name: String,
    },
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// The name it goes by in the results.
        name: String,
    },
}

/// A file that was read and checked.
#[derive(Debug)]
pub(crate) struct CheckedFile {
    pub name: String,
    /// Its text; the document is let go once it is checked.
    pub source: Source,
    pub checked: Checked,
}

/// A file that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    pub name: String,
    pub message: String,
}

impl Input {
    pub(crate) fn file(path: PathBuf) -> Self {
        Self::File { name: display_name(&path), path }
    }

    /// The name it goes by in the results.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Stdin { name } | Self::File { name, .. } => name,
        }
    }

    /// Reads and checks it. Whatever goes wrong is this file's own error.
    pub(crate) fn check(&self, linter: &Linter, lang: Lang) -> Result<CheckedFile, Unread> {
        let name = self.name();
        let unread = |message| Unread { name: name.to_owned(), message };
        let bytes = self.bytes().map_err(|error| unread(describe(&error, lang)))?;
        let result = guarded(|| {
            let document = gouji_parser::read(&bytes, name)?;
            let checked = linter.check(&document);
            Ok(CheckedFile { name: name.to_owned(), source: document.source, checked })
        });
        match result {
            Ok(Ok(file)) => Ok(file),
            Ok(Err::<_, gouji_parser::ReadError>(error)) => Err(unread(error.to_string())),
            Err(panic) => {
                let what =
                    lang.choose("gouji 内部错误，请报告", "internal error, please report it");
                Err(unread(format!("{what}: {panic}")))
            }
        }
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Stdin { .. } => limited(io::stdin().lock()),
            Self::File { path, .. } => limited(File::open(path)?),
        }
    }
}

/// All bytes of `reader`, which may be endless (`/dev/zero`).
fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn describe(error: &io::Error, lang: Lang) -> String {
    if lang == Lang::En {
        return error.to_string();
    }
    match error.kind() {
        ErrorKind::NotFound => "文件不存在".to_owned(),
        ErrorKind::PermissionDenied => "没有读取权限".to_owned(),
        ErrorKind::FileTooLarge => "文件过大（上限 1 GiB）".to_owned(),
        _ => format!("不能读取（{error}）"),
    }
}

/// How a path is written in results: with `/` on every system, without a leading `./`.
pub(crate) fn display_name(path: &Path) -> String {
    let shown: PathBuf = path.components().filter(|it| *it != Component::CurDir).collect();
    let shown = if shown.as_os_str().is_empty() { path } else { &shown };
    let text = shown.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_says_nothing() {
        let names = ["./a.txt", "a/./b.md", "../c.txt", "/x/y.txt", "."];
        let shown = names.map(|name| display_name(Path::new(name)));
        assert_eq!(shown, ["a.txt", "a/b.md", "../c.txt", "/x/y.txt", "."]);
    }
}
