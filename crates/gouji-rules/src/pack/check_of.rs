//! The check that a rule names, with its parameters.

use gouji_report::{DataFile, PackError};
use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeValue, ValueDeserializer},
};

use super::parameters::{Known, Parameters};
use crate::check::{self, Check, Kind};

/// The check that `{ kind = "…", … }` describes.
pub(super) fn check_of(
    value: Spanned<DeValue<'_>>,
    file: DataFile<'_>,
    known: Known<'_>,
) -> Result<(&'static Kind, Check), Box<PackError>> {
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
    let value = Spanned::new(span, DeValue::Table(table));
    check::compile(&name, Parameters::new(file, known, value))
        .unwrap_or_else(|| Err(PackError::unknown(file, "check kind", &name, at, check::KINDS)))
}
