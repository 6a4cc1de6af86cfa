//! What a rule says of itself.

use std::{
    ops::Deref,
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::finding::{Confidence, Responsibility, Severity};
use gouji_report::{Localized, nearness};

/// A rule as its pack gives it, without the check behind it. A copy of it is the same rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule(Arc<RuleFacts>);

/// What is asked of a rule while reports are checked.
#[derive(Debug, Serialize, Deserialize)]
pub struct RuleFacts {
    /// `E001`.
    pub code: Arc<str>,
    /// `requests-flow`.
    pub name: Arc<str>,
    /// As the pack gives it.
    pub severity: Severity,
    /// Whether it is on only where its code or its name is asked for: a rule of some places.
    pub optional: bool,
    /// The forms it applies to: `2019`, `2021`.
    pub forms: Vec<Arc<str>>,
    /// Codes of rules that say more of the same slip: where one has the same place, this one is silent.
    pub yields_to: Vec<Arc<str>>,
    /// The check kind: `equation`, `section` …
    pub kind: Arc<str>,
    /// How sure its findings are.
    pub confidence: Confidence,
    /// Whose fault they are.
    pub responsibility: Responsibility,
    /// The norm it comes from.
    pub source: String,
    /// What is said of it to readers.
    pub text: LazyText,
}

/// What is said of a rule to readers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct RuleText {
    /// The parameters of the check as the pack writes them: TOML, the kind first.
    pub parameters: String,
    /// What it can say, the plain case first.
    pub cases: Vec<Case>,
    /// One line: what the rule checks.
    pub summary: Localized,
    /// What the clerk should know.
    pub why: Localized,
    /// What it deliberately does not report; empty where there is nothing to say.
    pub silent: Localized,
    /// What to do.
    pub help: Localized,
    /// A minimal piece that fires it.
    pub bad: String,
    /// The same piece put right.
    pub good: String,
    /// The report that either piece is compared with: last year's, or another unit's. Of a rule over several reports.
    pub beside: String,
}

/// A [`RuleText`] that is taken out of its bytes when it is first asked for: few runs ask for any.
#[derive(Debug)]
pub struct LazyText {
    packed: Vec<u8>,
    text: OnceLock<RuleText>,
}

impl From<RuleText> for LazyText {
    fn from(text: RuleText) -> Self {
        Self { packed: Vec::new(), text: text.into() }
    }
}

impl Deref for LazyText {
    type Target = RuleText;

    fn deref(&self) -> &RuleText {
        self.text.get_or_init(|| {
            postcard::from_bytes(&self.packed).expect("only a text is written to these bytes")
        })
    }
}

impl Serialize for LazyText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let packed = postcard::to_allocvec(&**self).map_err(serde::ser::Error::custom)?;
        serializer.serialize_bytes(&packed)
    }
}

impl<'de> Deserialize<'de> for LazyText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl de::Visitor<'_> for Bytes {
            type Value = Vec<u8>;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("bytes")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
        }
        let packed = deserializer.deserialize_bytes(Bytes)?;
        Ok(Self { packed, text: OnceLock::new() })
    }
}

impl From<RuleFacts> for Rule {
    fn from(facts: RuleFacts) -> Self {
        Self(Arc::new(facts))
    }
}

impl Deref for Rule {
    type Target = RuleFacts;

    fn deref(&self) -> &RuleFacts {
        &self.0
    }
}

impl Rule {
    /// Whether a word of a selection means this rule: its code, a prefix of it, its name, or `ALL`, in
    /// capitals or not.
    pub fn is_meant_by(&self, word: &str) -> bool {
        let begins = |code: &str| code.eq_ignore_ascii_case(word) && !word.is_empty();
        means_all(word) || self.code.get(..word.len()).is_some_and(begins) || self.is_named_by(word)
    }

    /// Whether a word means this rule alone: its code or its name.
    pub fn is_named_by(&self, word: &str) -> bool {
        self.code.eq_ignore_ascii_case(word) || self.name.eq_ignore_ascii_case(word)
    }
}

/// Whether a word of a selection means every rule.
pub(crate) fn means_all(word: &str) -> bool {
    word.eq_ignore_ascii_case("ALL")
}

/// Returns a word for one rule as codes and names are written: `e001` as `E001`.
pub fn canonical(word: &str) -> String {
    let digits = word.strip_prefix(|char: char| char.is_ascii_alphabetic()).unwrap_or_default();
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        word.to_ascii_uppercase()
    } else {
        word.to_ascii_lowercase()
    }
}

/// At most three rules whose code or name is close to `word`, the closest first.
fn near<'r>(word: &str, rules: &'r [Rule]) -> Vec<&'r Rule> {
    let code = word.trim().to_uppercase();
    let name = word.trim().to_lowercase();
    let mut near: Vec<(usize, &Rule)> = rules
        .iter()
        .filter_map(|rule| {
            let by_code = nearness::edits(&code, &rule.code, 1);
            let by_name = nearness::edits(&name, &rule.name, rule.name.len() / 3);
            Some((by_code.into_iter().chain(by_name).min()?, rule))
        })
        .collect();
    near.sort_by(|a, b| (a.0, &a.1.code).cmp(&(b.0, &b.1.code)));
    near.into_iter().take(3).map(|(_, rule)| rule).collect()
}

/// What a rule says in one case, with placeholders in braces.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// `heading-lost`; empty for the plain case.
    pub name: Arc<str>,
    /// Its own severity, or the rule's.
    pub severity: Severity,
    /// What is wrong.
    pub message: Localized,
    /// What to do.
    pub help: Localized,
}

/// What to say to `word`, which means no rule: the rules that may have been meant.
pub fn did_you_mean(word: &str, rules: &[Rule]) -> String {
    let near: Vec<String> =
        near(word, rules).iter().map(|rule| format!("{} ({})", rule.code, rule.name)).collect();
    let near = near.join(", ");
    if near.is_empty() {
        "gouji rules 列出全部规则 / gouji rules lists them all".to_owned()
    } else {
        format!("相近的规则：{near} / did you mean: {near}")
    }
}
