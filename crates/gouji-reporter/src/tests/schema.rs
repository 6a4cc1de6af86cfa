//! A validator of JSON Schema for the tests: the keywords that the schemas here use, and a panic at
//! any other. Whole validators bring dozens of crates.

use std::io::Write as _;
use std::path::Path;

use regex::Regex;
use serde_json::Value;

/// Another project's schema, which is no part of the repository: read where `../shared/schemas` beside
/// it has the file, and a note that the test was skipped where not.
pub(crate) fn published(name: &str) -> Option<String> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = std::fs::read_to_string(repository.join("../shared/schemas").join(name)).ok();
    if text.is_none() {
        let _ = writeln!(std::io::stderr(), "skipped: there is no ../shared/schemas/{name}");
    }
    text
}

/// What of `value` the schema refuses.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    within(schema, value, schema, "")
}

fn within(schema: &Value, value: &Value, root: &Value, at: &str) -> Vec<String> {
    match schema {
        Value::Bool(true) => return Vec::new(),
        Value::Bool(false) => return vec![format!("{at}: not allowed: {value}")],
        _ => {}
    }
    let mut faults = Vec::new();
    let mut fault = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{at}: {what}: {value}"));
        }
    };
    let mut nested: Vec<(&Value, &Value, String)> = Vec::new();
    for (keyword, rule) in schema.as_object().into_iter().flatten() {
        match keyword.as_str() {
            "$ref" => {
                let target = referred(root, rule.as_str().unwrap());
                nested.push((target.expect("the reference leads somewhere"), value, at.to_owned()));
            }
            "type" => {
                let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                fault(types.iter().any(|name| has_type(value, name.as_str().unwrap())), "type");
            }
            "const" => fault(value == rule, "const"),
            "enum" => fault(rule.as_array().unwrap().contains(value), "enum"),
            "anyOf" | "oneOf" => {
                let fits = |option: &&Value| within(option, value, root, at).is_empty();
                let fitting = rule.as_array().unwrap().iter().filter(fits).count();
                fault(fitting == 1 || fitting > 1 && keyword == "anyOf", keyword);
            }
            "pattern" => {
                let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
                fault(value.as_str().is_none_or(|text| pattern.is_match(text)), "pattern");
            }
            "minimum" => {
                fault(value.as_i64().is_none_or(|n| n >= rule.as_i64().unwrap()), "minimum");
            }
            "maximum" => {
                fault(value.as_i64().is_none_or(|n| n <= rule.as_i64().unwrap()), "maximum");
            }
            "required" => {
                for name in rule.as_array().unwrap() {
                    fault(value.get(name.as_str().unwrap()).is_some(), &format!("requires {name}"));
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    nested
                        .extend(value.get(name).map(|value| (rule, value, format!("{at}/{name}"))));
                }
            }
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                nested.extend(items.map(|(index, item)| (rule, item, format!("{at}/{index}"))));
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object();
                let others = value.as_object().into_iter().flatten();
                let others =
                    others.filter(|(name, _)| known.is_none_or(|it| !it.contains_key(*name)));
                nested.extend(others.map(|(name, value)| (rule, value, format!("{at}/{name}"))));
            }
            "minItems" => {
                let least = rule.as_u64().unwrap() as usize;
                fault(value.as_array().is_none_or(|items| items.len() >= least), "minItems");
            }
            "uniqueItems" => {
                let repeated = value.as_array().filter(|_| rule == true).is_some_and(|items| {
                    items.iter().enumerate().any(|(at, item)| items[..at].contains(item))
                });
                fault(!repeated, "uniqueItems");
            }
            "format" if rule == "uri" => {
                fault(value.as_str().is_none_or(|text| text.contains(':')), "format");
            }
            "$id" | "id" | "default" | "definitions" | "$schema" | "$defs" | "title"
            | "description" | "examples" | "format" => {}
            other => panic!("{at}: this test does not know the keyword {other}"),
        }
    }
    faults.extend(nested.iter().flat_map(|(schema, value, at)| within(schema, value, root, at)));
    faults
}

/// What a reference leads to: a place within the schema, or a definition by its `id`.
fn referred<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    match reference.strip_prefix('#') {
        Some(pointer) => root.pointer(pointer),
        None => root["definitions"].as_object()?.values().find(|it| it["id"] == reference),
    }
}

fn has_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("this test does not know the type {other}"),
    }
}
