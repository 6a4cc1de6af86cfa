//! Words, objects, rows and scopes, compiled.

use serde::{Deserialize, Serialize};

use crate::{
    beside::Beside,
    data::{DataError, GrammarToml},
    lexicon::Lexicon,
    roles::Roles,
    rows::Rows,
    scope::Scopes,
};

/// By what text is read.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Grammar {
    pub(crate) lexicon: Lexicon,
    pub(crate) beside: Vec<Beside>,
    pub(crate) rows: Rows,
    pub(crate) scopes: Scopes,
    pub(crate) roles: Roles,
    /// Letters of a clause at most that belong to no word.
    pub(crate) unknown: usize,
}

impl Grammar {
    pub(crate) fn compile(toml: &GrammarToml) -> Result<Self, DataError> {
        let lexicon = Lexicon::new(&toml.neutral, &toml.class, &toml.group)?;
        let beside = toml.beside.iter().map(|toml| Beside::compile(toml, &lexicon));
        Ok(Self {
            beside: beside.collect::<Result<_, _>>()?,
            rows: Rows::compile(&toml.object, &toml.row, &lexicon)?,
            scopes: Scopes::compile(&toml.scope, &lexicon)?,
            roles: Roles::of(&lexicon)?,
            unknown: toml.unknown,
            lexicon,
        })
    }
}
