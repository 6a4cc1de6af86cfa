//! Data files, and why one was refused.

/// A TOML file of a form or a pack, and the name that messages about it give.
#[derive(Clone, Copy, Debug)]
pub struct DataFile<'a> {
    /// `packs/equations.toml`.
    pub name: &'a str,
    /// Its whole text.
    pub text: &'a str,
}

impl<'a> DataFile<'a> {
    /// Files by name and text.
    pub fn all(files: &[(&'a str, &'a str)]) -> Vec<Self> {
        files.iter().map(|&(name, text)| Self { name, text }).collect()
    }
}

/// Why a form, a pack or a configuration was refused: the place in its TOML, and what was expected.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct PackError {
    /// What is wrong.
    pub message: String,
    /// The file.
    pub source_code: miette::NamedSource<String>,
    /// Where.
    pub span: miette::SourceSpan,
    /// A few words at the place.
    pub label: String,
    /// What to write instead.
    pub help: Option<String>,
}
