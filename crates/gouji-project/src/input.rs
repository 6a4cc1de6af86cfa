//! A file or standard input, and how it becomes a checked report.

use std::fmt;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use gouji_parser::format::Refusal;
use gouji_parser::{Document, ReadError};
use gouji_reporter::visible;

use crate::archive_member::archive_member;
use crate::guard::guarded;
use crate::limited::limited;
use crate::read::read;
use crate::shown_path::display_name;
use crate::words;
use gouji_report::{Lang, PackError};

/// Something to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin {
        /// The name it goes by in the results.
        name: String,
    },
    /// Bytes that a caller has.
    Buffer {
        /// The name it goes by in the results, and by whose folder its settings are found.
        name: String,
        /// Its bytes.
        bytes: Arc<[u8]>,
    },
    /// A file of an archive.
    Member {
        /// Where the archive is: its settings hold.
        archive: PathBuf,
        /// The name it goes by in the results: `年报.zip!/2024/某局.docx`.
        name: String,
        /// Its bytes, or why there are none, in both languages.
        bytes: Result<Arc<[u8]>, String>,
        /// Whether it was written on the command line, and not met in the archive.
        named: bool,
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
pub struct ReadFile {
    /// What was read.
    pub document: Document,
    /// Whether it was made into a .docx first.
    pub converted: bool,
}

/// What makes a .docx of a file that no reader takes.
pub trait Convert: fmt::Debug + Sync {
    /// Returns a .docx of `bytes`, which were refused.
    ///
    /// # Errors
    ///
    /// Says in both languages why there is none.
    fn convert(&self, refusal: &Refusal, bytes: &[u8]) -> Result<Vec<u8>, String>;
}

/// Nothing is converted.
#[derive(Clone, Copy, Debug)]
pub struct NoConversion;

impl Convert for NoConversion {
    fn convert(&self, refusal: &Refusal, _: &[u8]) -> Result<Vec<u8>, String> {
        Err(refusal.to_string())
    }
}

/// How files are read.
#[derive(Clone, Copy, Debug)]
pub struct ReadingOptions<'c> {
    /// What makes a .docx of a file that no reader takes.
    pub convert: &'c dyn Convert,
    /// Whether the statutory tables are kept, for a format that draws them.
    pub tables: bool,
    /// Whether the figures of the text are kept, for a format that tells them.
    pub statements: bool,
    /// The language of what goes wrong.
    pub lang: Lang,
}

/// A file that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadFile {
    /// How results name it.
    pub name: String,
    /// Why, in one language.
    pub message: String,
    /// Whether gouji itself is to blame: there was a panic.
    pub is_internal: bool,
}

impl UnreadFile {
    /// A file that results call `name`, and why it could not be read.
    pub fn new(name: impl Into<String>, message: String) -> Self {
        Self { name: name.into(), message, is_internal: false }
    }

    /// A file that was not read, since the settings that hold for it are refused.
    pub fn refused(input: &Input, fault: &PackError, lang: Lang) -> Self {
        let (name, why) = (fault.source_code.name(), words::one(&fault.message, lang));
        let message = match lang {
            Lang::Zh => format!("没有检查，配置 {name} 有误：{why}"),
            Lang::En => format!("not checked, its settings {name} are refused: {why}"),
        };
        Self::new(input.name(), message)
    }

    /// A file of which a panic with this message ended the work.
    pub fn panicked(name: &str, panic: &str, lang: Lang) -> Self {
        let message = words::one(&words::internal(panic), lang);
        Self { is_internal: true, ..Self::new(name, message) }
    }
}

impl fmt::Display for UnreadFile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", visible(&self.name), visible(&self.message))
    }
}

impl Input {
    /// A file of a folder that was gone through.
    pub fn met(path: PathBuf) -> Self {
        Self::File { name: display_name(&path), path, named: false }
    }

    /// A file that was written on the command line: of an archive, where results name it so (`年报.zip!/某局.docx`).
    pub fn named(path: PathBuf) -> Self {
        let name = display_name(&path);
        match archive_member(&path) {
            Some((archive, bytes)) => Self::Member { archive, name, bytes, named: true },
            None => Self::File { name, path, named: true },
        }
    }

    /// Whether it was asked for, and not met in a folder.
    pub fn is_named(&self) -> bool {
        match self {
            Self::Stdin { .. } | Self::Buffer { .. } => true,
            Self::Member { named, .. } | Self::File { named, .. } => *named,
        }
    }

    /// What stands for a file of the current folder that nobody named.
    pub fn here() -> Self {
        Self::Stdin { name: "-".to_owned() }
    }

    /// The name it goes by in the results.
    pub fn name(&self) -> &str {
        match self {
            Self::Stdin { name }
            | Self::Buffer { name, .. }
            | Self::Member { name, .. }
            | Self::File { name, .. } => name,
        }
    }

    /// Reads it. Whatever goes wrong is this file's own error.
    pub fn read(&self, reading: &ReadingOptions<'_>) -> Result<ReadFile, UnreadFile> {
        self.guarded(reading, Ok)
    }

    /// Reads it and does something with it. Whatever goes wrong, a panic too, is this file's own error.
    pub fn guarded<T>(
        &self,
        reading: &ReadingOptions<'_>,
        work: impl FnOnce(ReadFile) -> Result<T, String>,
    ) -> Result<T, UnreadFile> {
        self.with_bytes(reading.lang, |bytes| self.read_bytes(bytes, reading).and_then(work))
    }

    /// Does something with its bytes. Whatever goes wrong, a panic too, is this file's own error; `work`
    /// says it in both languages.
    pub fn with_bytes<T>(
        &self,
        lang: Lang,
        work: impl FnOnce(&[u8]) -> Result<T, String>,
    ) -> Result<T, UnreadFile> {
        let unread = |message| UnreadFile::new(self.name(), message);
        let bytes = self.bytes(lang).map_err(unread)?;
        match guarded(|| work(&bytes)) {
            Ok(result) => result.map_err(|error| unread(words::one(&error, lang))),
            Err(panic) => Err(UnreadFile::panicked(self.name(), &panic, lang)),
        }
    }

    fn read_bytes(&self, bytes: &[u8], reading: &ReadingOptions<'_>) -> Result<ReadFile, String> {
        match read(bytes, self.name()) {
            Ok(document) => Ok(ReadFile { document, converted: false }),
            Err(ReadError::Unsupported(refusal)) => {
                let docx = reading.convert.convert(&refusal, bytes)?;
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
            Self::Buffer { bytes, .. } | Self::Member { bytes: Ok(bytes), .. } => limited(&**bytes),
            Self::Member { bytes: Err(error), .. } => return Err(words::one(error, lang)),
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
        let reading = ReadingOptions {
            convert: &NoConversion,
            tables: false,
            statements: false,
            lang: Lang::Zh,
        };
        let unread =
            input.guarded(&reading, |_| -> Result<u8, _> { panic!("row {}", 7) }).unwrap_err();
        assert_eq!(unread.name, input.name());
        assert!(unread.message.starts_with("gouji 内部错误，请报告: row 7 ("), "{unread:?}");
        assert_eq!(input.guarded(&reading, |file| Ok(file.document.blocks.len())), Ok(1));
    }
}
