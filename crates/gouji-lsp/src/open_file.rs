//! A text as the client shows it.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

use crate::checked_text::{CheckedText, MARK};
use crate::position::{ColumnUnit, TextLines};
use crate::uri;

/// A file that the client has open.
#[derive(Debug)]
pub(crate) struct OpenFile {
    pub(crate) uri: Uri,
    /// Where it is; none of what is not saved yet.
    pub(crate) path: Option<PathBuf>,
    /// How results name it, and by whose ending its format is known.
    pub(crate) name: String,
    pub(crate) version: i32,
    pub(crate) text: String,
    pub(crate) lines: TextLines,
    /// What was found in this text; none before it is asked for.
    pub(crate) checked: Option<CheckedText>,
}

impl OpenFile {
    pub(crate) fn new(
        uri: Uri,
        language: &str,
        version: i32,
        text: String,
        unit: ColumnUnit,
    ) -> Self {
        let path = uri::path(&uri);
        let name = match &path {
            Some(path) => path.to_string_lossy().into_owned(),
            None => uri::name(&uri, language),
        };
        let mut file = Self {
            uri,
            path,
            name,
            version,
            text: String::new(),
            lines: TextLines::new("", unit),
            checked: None,
        };
        file.set(version, text, unit);
        file
    }

    /// Puts another text in the place of this one.
    pub(crate) fn set(&mut self, version: i32, text: String, unit: ColumnUnit) {
        self.version = version;
        // Most clients keep the mark of UTF-8 to themselves; it is no part of the text.
        self.text = text.strip_prefix(MARK).map(str::to_owned).unwrap_or(text);
        self.lines = TextLines::new(&self.text, unit);
        self.checked = None;
    }

    /// Whether it is a gouji.toml, a pack or a form.
    pub(crate) fn is_settings(&self) -> bool {
        Path::new(&self.name).extension().is_some_and(|ending| ending == "toml")
    }
}
