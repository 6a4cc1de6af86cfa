//! Deduction points: what missing reports and findings cost a unit, by a scheme that somebody has chosen. Data, in TOML; amounts are
//! exact.

use gouji_report::{DataFile, Localized, PackError};
use gouji_rules::finding::Severity;
use gouji_rules::rule::Rule;
use gouji_rules::settings::unknown_rule;
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde::Deserialize;
use toml::{Spanned, Value};

use crate::row::{AuditRow, FilingState};

/// A scheme of deduction points.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "points.toml")]
struct SchemeToml {
    /// Its name.
    #[schemars(with = "NameToml")]
    name: Localized,
    /// The points of a report of which nothing is to be said.
    #[schemars(schema_with = "amount_schema")]
    base: Spanned<Value>,
    /// No report has fewer points; 0 where it is not given.
    #[schemars(schema_with = "amount_schema")]
    floor: Option<Spanned<Value>>,
    /// What points are taken off for.
    category: Vec<CategoryToml>,
}

/// A text in Chinese and in English.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "it is there for its schema")]
struct NameToml {
    /// Chinese.
    zh: String,
    /// English.
    en: String,
}

/// Deductions that together take no more than `most`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CategoryToml {
    /// Its name.
    #[schemars(with = "NameToml")]
    name: Localized,
    /// The most points that it takes; no limit where it is not given.
    #[schemars(schema_with = "amount_schema")]
    most: Option<Spanned<Value>>,
    /// Its deductions.
    deduct: Vec<DeductionToml>,
}

/// A deduction. One with neither `states` nor `rules` is for people to judge.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct DeductionToml {
    /// Its name.
    #[schemars(with = "NameToml")]
    name: Localized,
    /// What the unit has handed in.
    #[serde(default)]
    states: Vec<FilingState>,
    /// Codes, their beginnings, or names of rules that find something.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    rules: Vec<Spanned<String>>,
    /// Findings that weigh less cost nothing; `warning` where it is not given.
    #[serde(default = "warning")]
    #[schemars(with = "Option<String>")]
    at_least: Severity,
    /// How many points it takes.
    #[schemars(schema_with = "amount_schema")]
    points: Spanned<Value>,
    /// Whether each finding takes that many; else all of them together do.
    #[serde(default)]
    each: bool,
}

/// A number is read as it is written, so that its type is none that rounds.
fn amount_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "number", "minimum": 0 })
}

fn warning() -> Severity {
    Severity::Warning
}

/// How points are taken off.
#[derive(Debug)]
pub struct PointScheme {
    /// What it is called.
    pub name: Localized,
    /// The points of a report of which nothing is to be said.
    pub base: Decimal,
    /// No report has fewer points.
    pub floor: Decimal,
    /// What points are taken off for.
    pub categories: Vec<PointCategory>,
}

/// Deductions that together take no more than a limit.
#[derive(Debug)]
pub struct PointCategory {
    /// What it is called.
    pub name: Localized,
    /// The most points that it takes.
    pub most: Option<Decimal>,
    /// Its deductions.
    pub deductions: Vec<Deduction>,
}

/// A deduction.
#[derive(Debug)]
pub struct Deduction {
    /// What it is called.
    pub name: Localized,
    /// How many points it takes.
    pub points: Decimal,
    each: bool,
    states: Vec<FilingState>,
    /// The codes of its rules.
    rules: Vec<String>,
    at_least: Severity,
}

/// The points of a unit in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPoints<'s> {
    /// What is left.
    pub left: Decimal,
    /// What was taken off, by category; those that took nothing are left out.
    pub lost: Vec<LostPoints<'s>>,
    /// The rules of the scheme by which something could not be assessed: more may have to be taken off.
    pub open: Vec<&'s str>,
}

/// What a category took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostPoints<'s> {
    /// Its name.
    pub category: &'s Localized,
    /// The points, after its limit.
    pub points: Decimal,
    /// For what, each with its points before the limit.
    pub of: Vec<DeductedPoints<'s>>,
}

/// What a deduction took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeductedPoints<'s> {
    /// Its name.
    pub name: &'s Localized,
    /// The points, before the limit of the category.
    pub points: Decimal,
    /// What the unit has handed in, where that took them.
    pub state: Option<FilingState>,
    /// The codes of the rules that found something, and how often.
    pub found: Vec<(&'s str, usize)>,
}

impl PointScheme {
    /// Reads a scheme; `rules` are all that its words can mean.
    ///
    /// # Errors
    ///
    /// Refuses a word that means no rule, and an amount that is no number from 0 on, at its place.
    pub fn load(file: DataFile<'_>, rules: &[Rule]) -> Result<Self, Box<PackError>> {
        let toml: SchemeToml =
            toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))?;
        let category = |category: CategoryToml| -> Result<PointCategory, Box<PackError>> {
            let deductions = category.deduct.into_iter().map(|it| it.read(file, rules));
            Ok(PointCategory {
                name: category.name,
                most: category.most.map(|it| amount(file, &it)).transpose()?,
                deductions: deductions.collect::<Result<_, _>>()?,
            })
        };
        Ok(Self {
            name: toml.name,
            base: amount(file, &toml.base)?,
            floor: toml.floor.map(|it| amount(file, &it)).transpose()?.unwrap_or_default(),
            categories: toml.category.into_iter().map(category).collect::<Result<_, _>>()?,
        })
    }

    /// The points of a unit in a year.
    pub fn of<'s>(&'s self, row: &AuditRow) -> UnitPoints<'s> {
        let lost: Vec<LostPoints<'s>> =
            self.categories.iter().filter_map(|category| category.lost(row)).collect();
        let sum: Decimal = lost.iter().map(|it| it.points).sum();
        let rules = self.deductions().flat_map(|it| &it.rules);
        let mut open: Vec<&str> =
            rules.map(String::as_str).filter(|code| row.found.open.contains_key(*code)).collect();
        open.sort_unstable();
        open.dedup();
        UnitPoints { left: (self.base - sum).max(self.floor), lost, open }
    }

    /// What people have to judge: no file shows it.
    pub fn by_hand(&self) -> impl Iterator<Item = &Deduction> {
        self.deductions().filter(|it| it.states.is_empty() && it.rules.is_empty())
    }

    fn deductions(&self) -> impl Iterator<Item = &Deduction> {
        self.categories.iter().flat_map(|category| &category.deductions)
    }
}

impl DeductionToml {
    fn read(self, file: DataFile<'_>, rules: &[Rule]) -> Result<Deduction, Box<PackError>> {
        let mut codes: Vec<String> = Vec::new();
        for word in &self.rules {
            let meant = rules.iter().filter(|rule| rule.is_meant_by(word.get_ref()));
            let before = codes.len();
            codes.extend(meant.map(|rule| rule.code.to_string()));
            if codes.len() == before {
                return Err(unknown_rule(file, word, rules));
            }
        }
        codes.sort_unstable();
        codes.dedup();
        Ok(Deduction {
            name: self.name,
            points: amount(file, &self.points)?,
            each: self.each,
            states: self.states,
            rules: codes,
            at_least: self.at_least,
        })
    }
}

/// The exact value of a number as it is written.
fn amount(file: DataFile<'_>, value: &Spanned<Value>) -> Result<Decimal, Box<PackError>> {
    let written = file.text.get(value.span()).unwrap_or_default();
    let is_number = matches!(value.get_ref(), Value::Integer(_) | Value::Float(_));
    let exact = Decimal::from_str_exact(&written.replace('_', "")).ok();
    exact.filter(|it| is_number && !it.is_sign_negative()).ok_or_else(|| {
        let message = "分值应为不小于 0 的数 / points are a number from 0 on";
        let help = Some("写作 5 或 0.5 / write 5 or 0.5".to_owned());
        PackError::at(file, message, "在此 / here", value.span(), help)
    })
}

impl PointCategory {
    fn lost(&self, row: &AuditRow) -> Option<LostPoints<'_>> {
        let of: Vec<DeductedPoints<'_>> =
            self.deductions.iter().filter_map(|deduction| deduction.deducted(row)).collect();
        let sum: Decimal = of.iter().map(|it| it.points).sum();
        let points = self.most.map_or(sum, |most| sum.min(most));
        (!of.is_empty()).then_some(LostPoints { category: &self.name, points, of })
    }
}

impl Deduction {
    fn deducted(&self, row: &AuditRow) -> Option<DeductedPoints<'_>> {
        let state = self.states.contains(&row.state).then_some(row.state);
        let found = |code: &'_ String| row.found.of_rule(code, self.at_least);
        let found: Vec<(&str, usize)> = self
            .rules
            .iter()
            .map(|code| (code.as_str(), found(code)))
            .filter(|(_, count)| *count > 0)
            .collect();
        let times =
            found.iter().map(|(_, count)| count).sum::<usize>() + usize::from(state.is_some());
        let times = if self.each { times } else { times.min(1) };
        (times > 0).then(|| DeductedPoints {
            name: &self.name,
            points: self.points * Decimal::from(times),
            state,
            found,
        })
    }
}

/// Returns the JSON Schema (2020-12) of a scheme.
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    format!("{:#}\n", generator.into_root_schema_for::<SchemeToml>().as_value())
}

#[cfg(test)]
mod tests;
