//! A file or standard input, and how it becomes a checked report.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use gouji_parser::{Document, ReadError};
use gouji_reporter::visible;

use crate::args::Lang;
use crate::convert::Conversion;
use crate::guard::guarded;
use crate::limited::limited;
use crate::read::read;
use crate::shown_path::display_name;
use crate::words;

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

    /// Reads it. Whatever goes wrong is this file's own error.
    pub(crate) fn read(&self, reading: &Reading) -> Result<ReadFile, Unread> {
        self.guarded(reading, Ok)
    }

    pub(crate) fn guarded<T>(
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
}
