//! Parameters from a configuration, merged into the `check` table of a rule.
//!
//! The values of one table then come from several files, while a check kind refuses them by offsets
//! into one. So the files are put one behind the other, the places are moved to match, and what is
//! refused is moved back to the file that it stands in.

use std::borrow::Cow;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    check_of::{NamedCheck, check_of},
    parameters::PackNames,
    renamed::{rename, rename_keys},
};
use crate::settings::Layer;
use gouji_report::{DataFile, PackError};

/// The check of the rule `code`, with the parameters that `layers` give it; the last one wins.
pub(super) fn compile(
    code: &str,
    mut check: Spanned<DeValue<'_>>,
    file: DataFile<'_>,
    known: PackNames<'_>,
    layers: &[&Layer],
) -> Result<NamedCheck, Box<PackError>> {
    if let DeValue::Table(table) = check.get_mut() {
        rename(table);
    }
    let parameters = || {
        layers.iter().flat_map(|layer| {
            layer.parameters.iter().filter(|it| it.get_ref() == code).map(|it| (*layer, it))
        })
    };
    if parameters().next().is_none() {
        return check_of(check, file, known);
    }
    let mut files = vec![file];
    let mut text = file.text.to_owned();
    let span = check.span();
    let DeValue::Table(mut table) = check.into_inner() else {
        return check_of(Spanned::new(span, DeValue::Boolean(false)), file, known);
    };
    let kind = table.get("kind").and_then(|kind| kind.get_ref().as_str()).unwrap_or_default();
    let kind = kind.to_owned();
    for (layer, parameters) in parameters() {
        let base = text.len();
        let mut own = moved_table(&layer.table(parameters), base);
        rename_keys(&kind, &mut own);
        for (key, value) in own {
            table.remove(&key);
            table.insert(key, value);
        }
        files.push(layer.file.data());
        text += &layer.file.text;
    }
    let joined = DataFile { name: file.name, text: &text };
    check_of(Spanned::new(span, DeValue::Table(table)), joined, known)
        .map_err(|error| moved_back(error, &files))
}

fn moved_table<'a>(table: &DeTable<'a>, by: usize) -> DeTable<'a> {
    let moved_key = |key: &Spanned<Cow<'a, str>>| {
        Spanned::new(key.span().start + by..key.span().end + by, key.get_ref().clone())
    };
    table.iter().map(|(key, value)| (moved_key(key), moved(value, by))).collect()
}

pub(super) fn moved<'a>(value: &Spanned<DeValue<'a>>, by: usize) -> Spanned<DeValue<'a>> {
    let inner = match value.get_ref() {
        DeValue::Table(table) => DeValue::Table(moved_table(table, by)),
        DeValue::Array(values) => {
            DeValue::Array(values.iter().map(|value| moved(value, by)).collect())
        }
        plain => plain.clone(),
    };
    Spanned::new(value.span().start + by..value.span().end + by, inner)
}

/// The error at its place in the file that it stands in.
fn moved_back(mut error: Box<PackError>, files: &[DataFile<'_>]) -> Box<PackError> {
    let mut start = error.span.offset();
    let mut at = files[0];
    for &file in files {
        at = file;
        if start <= file.text.len() {
            break;
        }
        start -= file.text.len();
    }
    error.source_code = miette::NamedSource::new(at.name, at.text.to_owned());
    error.span = (start, error.span.len()).into();
    error
}
