//! A file or standard input, and how it becomes a checked report.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use gouji_parser::{Document, DrawnCells, Format, ReadError, Source, Span};
use gouji_report::view::TableView;
use gouji_report::{Label, Localized};
use gouji_reporter::visible;
use gouji_rules::finding::{Checked, Extent, NotChecked};

use crate::args::{FailOn, Lang};
use crate::config::{Chosen, Notice, Task};
use crate::convert::Conversion;
use crate::exit::Status;
use crate::guard::guarded;
use crate::read::read;
use crate::{annotate, words};

/// No report is anywhere near this large. Readers have limits of their own; this one is for what
/// has to be in memory before they see it.
pub(crate) const LIMIT: u64 = 1 << 28;

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
        /// Whether it was written on the command line, and not met in a folder.
        named: bool,
    },
}

/// A file that was read and checked.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact about the file by itself")]
pub(crate) struct CheckedFile {
    pub name: String,
    /// Its text; the document is let go once it is checked.
    pub source: Source,
    pub checked: Checked,
    /// What is wrong with waivers in it.
    pub notices: Vec<Notice>,
    pub drawn: DrawnCells,
    /// Its statutory tables, where they are asked for.
    pub tables: Vec<TableView>,
    /// Whether it was made into a .docx first.
    pub converted: bool,
    /// Whether this program wrote it.
    pub is_result: bool,
    /// Whether it has comments that this program wrote.
    pub is_annotated: bool,
    /// Whether it was asked for, and not met in a folder.
    pub named: bool,
    /// The severity from which on a finding of it makes the run fail.
    pub fail_on: FailOn,
    /// Whether the run fails for what was not checked of it.
    pub not_checked_fails: bool,
    /// The rules that it was checked with.
    pub chosen: Chosen,
}

impl CheckedFile {
    /// What comes of it.
    pub(crate) fn status(&self) -> Status {
        Status::of(&self.checked, self.fail_on, self.not_checked_fails)
    }
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct ReadFile {
    pub document: Document,
    /// Whether it was made into a .docx first.
    pub converted: bool,
}

/// How files are read.
#[derive(Debug)]
pub(crate) struct Reading {
    pub conversion: Conversion,
    /// Whether the statutory tables are kept, for a format that draws them.
    pub tables: bool,
    pub lang: Lang,
}

impl Reading {
    /// Says on standard error that the file `name` was converted.
    pub(crate) fn tell(&self, name: &str) {
        let how = self.lang.choose(
            "由 LibreOffice 转换为 .docx 后读取，行列以转换结果为准",
            "read by way of LibreOffice as .docx; lines are those of the result",
        );
        eprintln!("{}: {how}", visible(name));
    }
}

/// A file that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    pub name: String,
    pub message: String,
}

impl Unread {
    /// Says on standard error that it could not be read, and why.
    pub(crate) fn tell(&self) {
        eprintln!("{}: {}", visible(&self.name), visible(&self.message));
    }
}

impl Input {
    /// A file of a folder that was gone through.
    pub(crate) fn met(path: PathBuf) -> Self {
        Self::File { name: display_name(&path), path, named: false }
    }

    /// A file that was written on the command line.
    pub(crate) fn named(path: PathBuf) -> Self {
        Self::File { name: display_name(&path), path, named: true }
    }

    /// Whether it was asked for, and not met in a folder.
    pub(crate) fn is_named(&self) -> bool {
        match self {
            Self::Stdin { .. } => true,
            Self::File { named, .. } => *named,
        }
    }

    /// What stands for a file of the current folder that nobody named.
    pub(crate) fn here() -> Self {
        Self::Stdin { name: "-".to_owned() }
    }

    /// The name it goes by in the results.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Stdin { name } | Self::File { name, .. } => name,
        }
    }

    /// Reads and checks it. Whatever goes wrong is this file's own error.
    pub(crate) fn check(&self, task: &Task, reading: &Reading) -> Result<CheckedFile, Unread> {
        self.guarded(reading, |ReadFile { document, converted }| {
            let is_result = is_result(&document);
            let (chosen, checked, notices) = if is_result {
                (task.chosen(None)?, unchecked_result(), Vec::new())
            } else {
                task.check(self.name(), &task.bind(&document))?
            };
            let linter = &chosen.rules.linter;
            let tables = if reading.tables { linter.tables(&document) } else { Vec::new() };
            Ok(CheckedFile {
                name: self.name().to_owned(),
                checked,
                notices,
                drawn: DrawnCells::of(&document),
                tables,
                converted,
                is_result,
                is_annotated: annotate::is_annotated(&document),
                source: document.source,
                named: self.is_named(),
                fail_on: task.fail_on(),
                not_checked_fails: task.fails_on_not_checked(self.is_named()),
                chosen,
            })
        })
    }

    /// Reads it. Whatever goes wrong is this file's own error.
    pub(crate) fn read(&self, reading: &Reading) -> Result<ReadFile, Unread> {
        self.guarded(reading, Ok)
    }

    fn guarded<T>(
        &self,
        reading: &Reading,
        work: impl FnOnce(ReadFile) -> Result<T, String>,
    ) -> Result<T, Unread> {
        self.with_bytes(reading.lang, |bytes| self.read_bytes(bytes, reading).and_then(work))
    }

    /// Does something with its bytes. Whatever goes wrong, a panic too, is this file's own error; `work`
    /// says it in both languages.
    pub(crate) fn with_bytes<T>(
        &self,
        lang: Lang,
        work: impl FnOnce(&[u8]) -> Result<T, String>,
    ) -> Result<T, Unread> {
        let unread = |message| Unread { name: self.name().to_owned(), message };
        let bytes = self.bytes(lang).map_err(unread)?;
        match guarded(|| work(&bytes)) {
            Ok(result) => result.map_err(|error| unread(words::one(&error, lang))),
            Err(panic) => {
                let what =
                    lang.choose("gouji 内部错误，请报告", "internal error, please report it");
                Err(unread(format!("{what}: {panic}")))
            }
        }
    }

    fn read_bytes(&self, bytes: &[u8], reading: &Reading) -> Result<ReadFile, String> {
        match read(bytes, self.name()) {
            Ok(document) => Ok(ReadFile { document, converted: false }),
            Err(ReadError::Unsupported(refusal)) => {
                let docx = reading.conversion.convert(&refusal, bytes)?;
                let document = read(&docx, self.name()).map_err(|it| it.to_string())?;
                Ok(ReadFile { document, converted: true })
            }
            Err(error) => Err(error.to_string()),
        }
    }

    /// Its bytes, or why it has none.
    fn bytes(&self, lang: Lang) -> Result<Vec<u8>, String> {
        let bytes = match self {
            Self::Stdin { .. } => limited(io::stdin().lock()),
            Self::File { path, .. } => File::open(path).and_then(limited),
        };
        bytes.map_err(|error| words::io(&error, lang))
    }
}

/// Whether a document is what this program wrote of another one.
pub(crate) fn is_result(document: &Document) -> bool {
    let source = &document.source;
    source.format() != Format::Docx && gouji_reporter::is_result(source.text())
}

/// What is said of it.
fn unchecked_result() -> Checked {
    let reason = Localized::new(
        "这是 gouji 写的检查结果，不是年度报告，未作检查",
        "this is a result that gouji wrote, no report; it was not checked",
    );
    let place = Label::new(Span::default(), Localized::default());
    let not_checked = vec![NotChecked { what: Extent::File, reason, place }];
    Checked { not_checked, ..Checked::default() }
}

/// All bytes of `reader`, which may be endless (`/dev/zero`).
pub(crate) fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
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
    fn a_panic_is_the_error_of_the_file_that_was_being_checked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "一、总体情况").unwrap();
        let input = Input::named(path);
        let reading = Reading { conversion: Conversion::NotAsked, tables: false, lang: Lang::Zh };
        let unread =
            input.guarded(&reading, |_| -> Result<u8, _> { panic!("row {}", 7) }).unwrap_err();
        assert_eq!(unread.name, input.name());
        assert!(unread.message.starts_with("gouji 内部错误，请报告: row 7 ("), "{unread:?}");
        assert_eq!(input.guarded(&reading, |file| Ok(file.document.blocks.len())), Ok(1));
    }

    #[test]
    fn names_lose_what_says_nothing() {
        let names = ["./a.txt", "a/./b.md", "../c.txt", "/x/y.txt", "."];
        let shown = names.map(|name| display_name(Path::new(name)));
        assert_eq!(shown, ["a.txt", "a/b.md", "../c.txt", "/x/y.txt", "."]);
    }
}
