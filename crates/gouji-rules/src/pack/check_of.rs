//! The check that a rule names, with its parameters.

use gouji_report::{DataFile, PackError};
use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeValue, ValueDeserializer},
};

use super::parameters::{PackNames, Parameters};
use crate::check::{self, Check};

/// A check with what its messages may speak of.
pub(super) struct NamedCheck {
    /// Which of the kind's requirements it has; empty where the kind has one alone.
    pub(super) require: String,
    pub(super) check: Check,
}

/// The check that `{ kind = "…", … }` describes.
pub(super) fn check_of(
    value: Spanned<DeValue<'_>>,
    file: DataFile<'_>,
    known: PackNames<'_>,
) -> Result<NamedCheck, Box<PackError>> {
    let span = value.span();
    let DeValue::Table(mut table) = value.into_inner() else {
        return Err(PackError::at(
            file,
            "check 应为一张表 / `check` is a table",
            "写作 { kind = \"…\" } / write { kind = \"…\" }",
            span,
            None,
        ));
    };
    let Some(kind) = table.remove("kind") else {
        let kinds = check::KINDS.join(", ");
        let help = Some(format!("可用：{kinds} / one of: {kinds}"));
        return Err(PackError::at(
            file,
            "check 缺少 kind / `check` without `kind`",
            "在此 / here",
            span,
            help,
        ));
    };
    let at = kind.span();
    let name = String::deserialize(ValueDeserializer::from(kind))
        .map_err(|error| PackError::toml(file, &error))?;
    let require = table.get("require").and_then(|it| it.get_ref().as_str()).unwrap_or_default();
    let require = require.to_owned();
    let value = Spanned::new(span, DeValue::Table(table));
    let check = check::compile(&name, Parameters::new(file, known, value))
        .unwrap_or_else(|| Err(PackError::unknown(file, "check kind", &name, at, check::KINDS)))?;
    Ok(NamedCheck { require, check })
}
