//! Rules as data: what `gouji rules --json` and the service say of them.

use gouji_report::Localized;
use gouji_rules::finding::{Confidence, Responsibility};
use gouji_rules::rule::{Case, Rule};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::Serialize;

/// Returns `rules` as a JSON array, indented by two blanks.
pub fn rules_json(rules: &[Rule]) -> String {
    written(&rules.iter().map(RuleRecord::from).collect::<Vec<_>>())
}

/// Returns `rule` as a JSON object, indented by two blanks.
pub fn rule_json(rule: &Rule) -> String {
    written(&RuleRecord::from(rule))
}

/// Returns the JSON Schema (2020-12) of a rule.
pub fn rule_schema() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let schema = generator.into_root_schema_for::<RuleRecord<'_>>();
    format!("{:#}\n", schema.as_value())
}

fn written(records: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(records).expect("texts can be written as JSON");
    text.push('\n');
    text
}

/// A rule as `gouji rules --json` gives it.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "gouji rule")]
struct RuleRecord<'a> {
    /// `E001`.
    code: &'a str,
    /// `requests-flow`.
    name: &'a str,
    /// `error`, `warning` or `info`.
    severity: &'static str,
    /// Whether it is off unless its code, its name or a profile asks for it.
    optional: bool,
    /// The forms that it applies to.
    forms: Vec<&'a str>,
    /// The check kind.
    kind: &'a str,
    /// The parameters of the check, in TOML.
    parameters: &'a str,
    /// How sure its findings are.
    confidence: Confidence,
    /// Whose fault they are.
    responsibility: Responsibility,
    /// What it checks, in a line.
    summary: BothLanguages<'a>,
    /// Why it matters.
    why: BothLanguages<'a>,
    /// What it deliberately does not report.
    silent: BothLanguages<'a>,
    help: BothLanguages<'a>,
    /// The norm that it comes from.
    source: &'a str,
    /// What it can say.
    messages: Vec<CaseRecord<'a>>,
    example: RuleExample<'a>,
}

/// What the rule says in one case, with placeholders.
#[derive(Serialize, JsonSchema)]
struct CaseRecord<'a> {
    /// Null for the plain case.
    case: Option<&'a str>,
    severity: &'static str,
    message: BothLanguages<'a>,
    help: BothLanguages<'a>,
}

/// A text in both languages.
#[derive(Serialize, JsonSchema)]
struct BothLanguages<'a> {
    zh: &'a str,
    en: &'a str,
}

/// Two minimal pieces: one that the rule reports, one that it does not.
#[derive(Serialize, JsonSchema)]
struct RuleExample<'a> {
    bad: &'a str,
    good: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    /// The report that either is compared with, of a rule over several reports.
    beside: &'a str,
}

impl<'a> From<&'a Localized> for BothLanguages<'a> {
    fn from(text: &'a Localized) -> Self {
        Self { zh: &text.zh, en: &text.en }
    }
}

impl<'a> From<&'a Case> for CaseRecord<'a> {
    fn from(case: &'a Case) -> Self {
        Self {
            case: Some(&*case.name).filter(|name| !name.is_empty()),
            severity: case.severity.name(),
            message: (&case.message).into(),
            help: (&case.help).into(),
        }
    }
}

impl<'a> From<&'a Rule> for RuleRecord<'a> {
    fn from(rule: &'a Rule) -> Self {
        Self {
            code: &rule.code,
            name: &rule.name,
            severity: rule.severity.name(),
            optional: rule.optional,
            forms: rule.forms.iter().map(|form| &**form).collect(),
            kind: &rule.kind,
            parameters: &rule.text.parameters,
            confidence: rule.confidence,
            responsibility: rule.responsibility,
            summary: (&rule.text.summary).into(),
            why: (&rule.text.why).into(),
            silent: (&rule.text.silent).into(),
            help: (&rule.text.help).into(),
            source: &rule.source,
            messages: rule.text.cases.iter().map(CaseRecord::from).collect(),
            example: RuleExample {
                bad: &rule.text.bad,
                good: &rule.text.good,
                beside: &rule.text.beside,
            },
        }
    }
}
