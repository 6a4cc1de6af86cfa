//! Keys of earlier packs, which are taken as before: what to write now.

use schemars::generate::SchemaSettings;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::renamed::rename;
use crate::check;
use gouji_report::{DataFile, PackError};

/// Advice about the keys of each rule of a pack, in the order of the pack.
pub(crate) fn older_keys(file: DataFile<'_>) -> Vec<Vec<PackError>> {
    let Ok(root) = DeTable::parse(file.text) else { return Vec::new() };
    let Some(DeValue::Array(rules)) = root.get_ref().get("rule").map(Spanned::get_ref) else {
        return Vec::new();
    };
    rules.iter().map(|rule| of_rule(rule.get_ref(), file)).collect()
}

fn of_rule(rule: &DeValue<'_>, file: DataFile<'_>) -> Vec<PackError> {
    let mut advice = Vec::new();
    let DeValue::Table(rule) = rule else { return advice };
    let older = |key: &str, span, now: &str| {
        let message = format!("{key} 是早先的写法 / `{key}` is of an earlier gouji");
        let help = format!("现在写作 {now} / write {now}");
        *PackError::at(file, &message, "仍可用 / still taken", span, Some(help))
    };
    if let Some((key, _)) = rule.get_key_value("source") {
        advice.push(older("source", key.span(), "basis"));
    }
    let Some(DeValue::Table(check)) = rule.get("check").map(Spanned::get_ref) else {
        return advice;
    };
    let mut check = check.clone();
    let mut renamed = rename(&mut check);
    renamed.sort_by_key(|it| it.at.start);
    advice.extend(renamed.into_iter().map(|it| older(&it.word, it.at, &it.now)));
    let Some(DeValue::String(kind)) = check.get("kind").map(Spanned::get_ref) else {
        return advice;
    };
    let schemas = check::schemas(&mut SchemaSettings::draft2020_12().into_generator());
    let schema = schemas.iter().find(|(known, _)| known.name == &**kind).map(|(_, schema)| schema);
    let keys = schema.and_then(|schema| schema.get("properties")).and_then(|it| it.as_object());
    let Some(keys) = keys else { return advice };
    // An address has taken the place of `table`, `row` and `column`.
    let address = ["cell", "cells"].into_iter().find(|key| keys.contains_key(*key));
    let known: Vec<&str> = keys.keys().map(|key| &**key).collect();
    let now = address.map_or_else(|| known.join(", "), str::to_owned);
    for (key, _) in &check {
        let name = &**key.get_ref();
        if name != "kind" && !keys.contains_key(name) {
            advice.push(older(name, key.span(), &now));
        }
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::super::renamed::{KEYS, KINDS};
    use super::*;

    /// What is told to be written now can be, and what is of an earlier gouji is no more.
    #[test]
    fn what_is_renamed_is_known_by_its_new_name() {
        let schemas = check::schemas(&mut SchemaSettings::draft2020_12().into_generator());
        let of_kind = |kind: &str| schemas.iter().find(|(known, _)| known.name == kind);
        for (older, now, require) in KINDS {
            assert!(of_kind(older).is_none(), "{older}");
            let (kind, _) = of_kind(now).unwrap_or_else(|| panic!("{now}"));
            assert!(kind.cases_of(require).next().is_some(), "{now} {require}");
        }
        for (kind, older, now) in KEYS {
            let (_, schema) = of_kind(kind).unwrap_or_else(|| panic!("{kind}"));
            let mut keys = schema.get("properties").expect("kinds are tables").clone();
            let mut key = *older;
            if let Some((list, inner)) = older.split_once('.') {
                keys = keys[list]["items"]["properties"].clone();
                key = inner;
            }
            assert!(keys.get(key).is_none(), "{kind} {older}");
            assert!(keys.get(now).is_some(), "{kind} {now}");
        }
    }

    /// The schema knows every key that the shipped packs use.
    #[test]
    fn shipped_packs_have_no_older_keys() {
        for pack in DataFile::all(gouji_data::PACKS) {
            let advice = older_keys(pack);
            assert!(!advice.is_empty(), "{}", pack.name);
            let told: Vec<PackError> = advice.into_iter().flatten().collect();
            assert!(told.is_empty(), "{}: {told:?}", pack.name);
        }
    }
}
