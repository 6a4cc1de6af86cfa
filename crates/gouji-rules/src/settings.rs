//! What a configuration says to the engine: which rules are on, how much they weigh, with which
//! parameters, and rules of its own. It comes in layers, each of which is laid over those before it.

use std::{ops::Range, sync::Arc};

use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    family::Family,
    finding::Severity,
    rule::{self, Rule},
};
use gouji_report::{DataFile, PackError};

/// A TOML text that settings or rules come from, and the name that messages about it give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsFile {
    /// `gouji.toml`.
    pub name: String,
    /// Its whole text.
    pub text: String,
    /// Where its lines end.
    ends: Vec<usize>,
}

impl SettingsFile {
    /// The file `name` with this text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let ends = ends.map(|(at, _)| at).collect();
        Self { name: name.into(), text, ends }
    }

    /// The file as loaders take it.
    pub fn data(&self) -> DataFile<'_> {
        DataFile { name: &self.name, text: &self.text }
    }

    /// The line, from 1, on which an offset stands.
    pub fn line(&self, offset: usize) -> usize {
        self.ends.partition_point(|&end| end < offset) + 1
    }
}

/// What a severity can be set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Beyond dispute.
    Error,
    /// Very likely wrong.
    Warning,
    /// A hint.
    Info,
    /// The rule is switched off.
    Off,
}

impl Grade {
    /// The severity; none where the rule is switched off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Off => None,
        }
    }
}

/// Settings from one place: a profile, a gouji.toml, one of its overrides, the command line.
///
/// Layers are applied in order. `select` begins anew, `ignore` takes away from what is on,
/// `severity` sets; so a later layer wins, and within one layer the most specific word does. An
/// optional rule is off until its code or its name stands in a `select` or is given a severity.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Where it comes from; every place of this layer is an offset into it.
    pub file: Arc<SettingsFile>,
    /// Words (codes, their prefixes, names, `ALL`) of the rules that alone are on.
    pub select: Option<Vec<Spanned<String>>>,
    /// Words of the rules that are off.
    pub ignore: Vec<Spanned<String>>,
    /// Severities by word.
    pub severity: Vec<(Spanned<String>, Spanned<Grade>)>,
    /// Codes of the rules that get parameters, each at its key `[rule.CODE]` in the file; the tables
    /// themselves are read where they are merged.
    pub parameters: Vec<Spanned<String>>,
    /// Further packs.
    pub packs: Vec<Arc<SettingsFile>>,
    /// Further forms, and kinds of report. They hold for the whole of a linter, whatever layers are laid
    /// over this one.
    pub forms: Vec<Arc<SettingsFile>>,
    /// Whether a word that means no rule is passed over: where one layer goes with several sets of
    /// packs, whoever lays it over them has to [`verify`](Self::verify) it.
    pub lenient: bool,
}

impl Layer {
    /// A layer that says nothing.
    pub fn new(file: Arc<SettingsFile>) -> Self {
        Self {
            file,
            select: None,
            ignore: Vec::new(),
            severity: Vec::new(),
            parameters: Vec::new(),
            packs: Vec::new(),
            forms: Vec::new(),
            lenient: false,
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.select.is_none()
            && self.ignore.is_empty()
            && self.severity.is_empty()
            && self.parameters.is_empty()
            && self.packs.is_empty()
            && self.forms.is_empty()
    }

    /// All that the layer says, without its places: two layers of the same content have the same
    /// effect.
    pub fn content(&self) -> String {
        let words = |words: &[Spanned<String>]| {
            words.iter().map(|word| word.get_ref().clone()).collect::<Vec<_>>()
        };
        let severity: Vec<_> =
            self.severity.iter().map(|(word, grade)| (word.get_ref(), grade.get_ref())).collect();
        let parameters: Vec<_> = self
            .parameters
            .iter()
            .map(|code| (code.get_ref(), plain_table(&self.table(code))))
            .collect();
        format!(
            "{:?}{:?}{severity:?}{parameters:?}{:?}{:?}",
            self.select.as_deref().map(words),
            words(&self.ignore),
            self.packs,
            self.forms
        )
    }

    /// Words of rules, wherever the layer has them.
    fn words(&self) -> impl Iterator<Item = &Spanned<String>> {
        let words = self.select.iter().flatten().chain(&self.ignore);
        words.chain(self.severity.iter().map(|(word, _)| word))
    }

    /// Refuses the first word that means none of `rules` and none of `families`.
    pub fn verify(&self, rules: &[Rule], families: &[Family]) -> Result<(), Box<PackError>> {
        for word in self.words() {
            let family = families.iter().any(|family| family.is_meant_by(word.get_ref()));
            if !family && !rules.iter().any(|rule| rule.is_meant_by(word.get_ref())) {
                return Err(unknown_rule(self.file.data(), word, rules));
            }
        }
        for code in &self.parameters {
            if !rules.iter().any(|rule| *rule.code == *code.get_ref()) {
                return Err(unknown_rule(self.file.data(), code, rules));
            }
        }
        Ok(())
    }

    /// The parameters of the rule `code`: key, value as TOML has it, and the offset of the key.
    pub fn parameters_of(&self, code: &str) -> Vec<(String, String, usize)> {
        let tables = self.parameters.iter().filter(|known| known.get_ref() == code);
        let entries = tables.flat_map(|known| self.table(known));
        let mut entries: Vec<_> = entries
            .map(|(key, value)| {
                let at = key.span().start;
                (key.into_inner().into_owned(), plain(value.get_ref()), at)
            })
            .collect();
        entries.sort_by_key(|(.., at)| *at);
        entries
    }

    /// The table of parameters under one of the keys of `parameters`.
    pub(crate) fn table(&self, code: &Spanned<String>) -> DeTable<'_> {
        let root = DeTable::parse(&self.file.text).map(Spanned::into_inner).unwrap_or_default();
        match under(DeValue::Table(root), &code.span()) {
            Some(DeValue::Table(table)) => table,
            _ => DeTable::default(),
        }
    }
}

/// The value under the key that stands at `key`.
fn under<'t>(value: DeValue<'t>, key: &Range<usize>) -> Option<DeValue<'t>> {
    match value {
        DeValue::Table(table) => table.into_iter().find_map(|(known, value)| {
            let value = value.into_inner();
            if known.span() == *key { Some(value) } else { under(value, key) }
        }),
        DeValue::Array(values) => {
            values.into_iter().find_map(|value| under(value.into_inner(), key))
        }
        _ => None,
    }
}

/// The codes under `[rule.CODE]`. What stands there, only the check kind of the rule can take apart.
pub fn parameters(
    file: DataFile<'_>,
    rules: Spanned<DeValue<'_>>,
) -> Result<Vec<Spanned<String>>, Box<PackError>> {
    let refused = |span: Range<usize>| {
        let message = "规则的参数应为一张表 / parameters of a rule are a table";
        PackError::at(file, message, "写作 [rule.代码] / write [rule.CODE]", span, None)
    };
    let span = rules.span();
    let DeValue::Table(table) = rules.into_inner() else { return Err(refused(span)) };
    let mut parameters = Vec::new();
    for (code, value) in table {
        let rule = Spanned::new(code.span(), rule::canonical(&code.into_inner()));
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else { return Err(refused(span)) };
        if let Some((kind, _)) = table.iter().find(|(key, _)| key.get_ref() == "kind") {
            let help = "另写一条规则，见 docs/configuration.md / write a rule of your own";
            let message = "规则的 kind 不能改 / the kind of a rule cannot be changed";
            let label = "删去 / delete it";
            return Err(PackError::at(file, message, label, kind.span(), Some(help.to_owned())));
        }
        parameters.push(rule);
    }
    parameters.sort_by_key(|code| code.span().start);
    Ok(parameters)
}

/// A word that means no rule, and what may have been meant.
pub fn unknown_rule(file: DataFile<'_>, word: &Spanned<String>, rules: &[Rule]) -> Box<PackError> {
    let help = rule::did_you_mean(word.get_ref(), rules);
    let word_ = word.get_ref();
    if word_.trim().is_empty() {
        let message = "这里没有写出规则 / no rule is named here";
        return PackError::at(file, message, "是空的 / empty", word.span(), Some(help));
    }
    let message = format!("没有规则 {word_} / no such rule: {word_}");
    PackError::at(file, &message, "不认识 / unknown", word.span(), Some(help))
}

fn plain_table(table: &DeTable<'_>) -> Vec<(String, String)> {
    table
        .iter()
        .map(|(key, value)| (key.get_ref().clone().into_owned(), plain(value.get_ref())))
        .collect()
}

/// A value as TOML has it, on one line and without its places.
fn plain(value: &DeValue<'_>) -> String {
    match value {
        DeValue::Table(table) => {
            let entries = plain_table(table);
            let entries: Vec<_> =
                entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        DeValue::Array(values) => {
            let values: Vec<_> = values.iter().map(|value| plain(value.get_ref())).collect();
            format!("[{}]", values.join(", "))
        }
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(date) => date.to_string(),
    }
}

/// Where something was decided: the index of a layer, and the word in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Index of the layer.
    pub layer: usize,
    /// The word in the layer's file.
    pub at: Range<usize>,
}

/// What the layers make of one rule.
#[derive(Clone, Debug, Default)]
pub struct RuleState {
    /// Why it is off; none where it is on.
    off: Option<SwitchedOff>,
    /// Whether a layer asked for the rule by its code or name.
    asked: bool,
    /// What switched it last.
    pub switched_by: Option<Decision>,
    /// The severity of the plain case, where a layer sets it.
    pub severity: Option<Severity>,
    /// What set it.
    pub severity_by: Option<Decision>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SwitchedOff {
    /// It is optional, and nothing asks for it.
    Optional,
    /// By `select` or `ignore`.
    Ignored,
    /// By a severity of `off`.
    Graded,
}

impl RuleState {
    /// Whether the rule is on.
    pub fn is_on(&self) -> bool {
        self.off.is_none()
    }

    /// What the layers, applied in order, make of `rule`.
    pub fn of(rule: &Rule, layers: &[&Layer]) -> Self {
        let mut state = Self::default();
        if rule.optional {
            state.off = Some(SwitchedOff::Optional);
        }
        for (index, layer) in layers.iter().enumerate() {
            state.apply(rule, index, layer);
        }
        state
    }

    fn apply(&mut self, rule: &Rule, index: usize, layer: &Layer) {
        let decision = |word: &Spanned<String>| Some(Decision { layer: index, at: word.span() });
        let closest = |words: &[Spanned<String>]| {
            let meant = words.iter().filter(|word| rule.is_meant_by(word.get_ref()));
            meant.max_by_key(|word| specificity(word.get_ref())).cloned()
        };
        if let Some(select) = &layer.select {
            let chosen = closest(select);
            self.asked |= select.iter().any(|word| rule.is_named_by(word.get_ref()));
            self.off = match chosen {
                // A family is chosen with those of its optional rules that are asked for.
                Some(_) if rule.optional && !self.asked => Some(SwitchedOff::Optional),
                Some(_) => None,
                None => Some(SwitchedOff::Ignored),
            };
            self.switched_by = chosen.as_ref().or(select.first()).and_then(decision);
        }
        if let Some(word) = closest(&layer.ignore) {
            self.off = Some(SwitchedOff::Ignored);
            self.switched_by = decision(&word);
        }
        let meant = layer.severity.iter().filter(|(word, _)| rule.is_meant_by(word.get_ref()));
        let Some((word, grade)) = meant.max_by_key(|(word, _)| specificity(word.get_ref())) else {
            return;
        };
        let severity = grade.get_ref().severity();
        let named = rule.is_named_by(word.get_ref());
        match severity {
            None if self.off.is_none() => {
                self.off = Some(SwitchedOff::Graded);
                self.switched_by = decision(word);
            }
            Some(_)
                if self.off == Some(SwitchedOff::Graded)
                    || named && self.off == Some(SwitchedOff::Optional) =>
            {
                self.off = None;
                self.switched_by = decision(word);
            }
            _ => {}
        }
        if severity.is_some() {
            self.asked |= named;
            self.severity = severity;
            self.severity_by = decision(word);
        }
    }
}

/// How narrowly a word means rules: `ALL` least, then a family, longer prefixes, a code or a name.
fn specificity(word: &str) -> usize {
    if rule::means_all(word) { 0 } else { word.len() }
}

/// The severity of a case that its pack gives `own`, in a rule whose plain case is set from `plain` to
/// `set`. Lowering a rule caps all its cases; raising it lifts those that weighed as much as the
/// plain one, and leaves the milder ones mild.
pub(crate) fn shifted(own: Severity, plain: Severity, set: Severity) -> Severity {
    if set < plain {
        own.min(set)
    } else if own >= plain {
        own.max(set)
    } else {
        own
    }
}

#[cfg(test)]
mod tests;
