//! Keys of earlier packs, which are taken as before: what to write now.

use schemars::generate::SchemaSettings;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

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
    let Some(DeValue::String(kind)) = check.get("kind").map(Spanned::get_ref) else {
        return advice;
    };
    let schemas = check::schemas(&mut SchemaSettings::draft2020_12().into_generator());
    let schema = schemas.iter().find(|(known, _)| known.name == &**kind).map(|(_, schema)| schema);
    let keys = schema.and_then(|schema| schema.get("properties")).and_then(|it| it.as_object());
    let Some(keys) = keys else { return advice };
    let now: Vec<&str> = keys.keys().map(|key| &**key).collect();
    for (key, _) in check {
        let name = &**key.get_ref();
        if name != "kind" && !keys.contains_key(name) {
            advice.push(older(name, key.span(), &now.join(", ")));
        }
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;

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
