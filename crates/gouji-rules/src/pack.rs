//! Packs: TOML files of rules, refused with the place and what was expected.

use std::{ops::Range, sync::Arc};

use serde::{Deserialize, Serialize};
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue, ValueDeserializer},
};

use crate::{
    check::{self, Check},
    rule::{RuleFacts, RuleText},
    settings::Layer,
};
use gouji_report::{DataFile, PackError, form::Forms};

mod cases;
mod check_of;
mod compiled_pack;
mod example;
pub(crate) mod names;
mod older;
mod overlay;
mod parameters;
mod renamed;
mod shape;
mod shown;
mod template;
mod wording;

use check_of::NamedCheck;
pub(crate) use compiled_pack::CompiledPack;
use example::ExampleToml;
pub(crate) use example::{StandardTable, is_list as is_list_of_tables, load as load_tables};
pub(crate) use older::older_keys;
pub(crate) use parameters::{PackNames, Parameters};
use shape::RuleToml;
pub(crate) use shape::json_schema;
pub(crate) use template::{Args, render};
use wording::RuleWordings;
pub(crate) use wording::WordedRule;

/// A rule with what it says and the check behind it, as its pack has it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PackRule {
    worded: Arc<RuleWordings>,
    /// The name of its pack.
    pub(crate) pack: Arc<str>,
    /// The kind of report that it is about.
    pub(crate) report_kind: Arc<str>,
    /// Where it stands in its pack, to the beginning of the next rule.
    whole: Range<usize>,
    /// Where its code stands in its pack.
    pub(crate) at: Range<usize>,
    /// Where the codes stand that it yields to.
    pub(crate) yields_at: Vec<Range<usize>>,
    /// Where its examples stand, bad and good.
    pub(crate) examples_at: [Range<usize>; 2],
    pub(crate) check: Check,
}

impl std::ops::Deref for PackRule {
    type Target = RuleWordings;

    fn deref(&self) -> &RuleWordings {
        &self.worded
    }
}

/// A rule with the check behind it, as a configuration has it.
#[derive(Debug)]
pub(crate) struct CompiledRule {
    /// What it says.
    pub(crate) worded: WordedRule,
    /// As its pack has it, which all linters share.
    pub(crate) of_pack: Arc<PackRule>,
}

/// What the rule says of itself, and what it says of a report.
impl std::ops::Deref for CompiledRule {
    type Target = WordedRule;

    fn deref(&self) -> &WordedRule {
        &self.worded
    }
}

impl CompiledRule {
    /// The rule as `layers` have it.
    pub(crate) fn new(of_pack: Arc<PackRule>, layers: &[&Layer]) -> Self {
        let worded = WordedRule::new(of_pack.worded.clone(), of_pack.check.kind(), layers);
        Self { worded, of_pack }
    }
}

/// Reads a pack, with the parameters that `layers` give its rules.
pub(crate) fn load(
    file: DataFile<'_>,
    known: PackNames<'_>,
    layers: &[&Layer],
) -> Result<Vec<Arc<PackRule>>, Box<PackError>> {
    let root = DeTable::parse(file.text).map_err(|error| PackError::toml(file, &error))?;
    let mut root = root.into_inner();
    let known = match root.remove("kind") {
        Some(kind) => PackNames { forms: forms_of(kind, file, known.forms)?, ..known },
        None => known,
    };
    let mut rules = Vec::new();
    for (key, value) in root {
        let span = value.span();
        match (key.get_ref().as_ref(), value.into_inner()) {
            ("rule", DeValue::Array(entries)) => {
                rules = entries_of(entries, file, known, layers)?;
            }
            ("rule", _) => {
                return Err(PackError::at(
                    file,
                    "rule 应为 [[rule]] 列表 / `rule` is a list",
                    "写作 [[rule]] / write [[rule]]",
                    span,
                    None,
                ));
            }
            (other, _) => {
                return Err(PackError::unknown(
                    file,
                    "table",
                    other,
                    key.span(),
                    &["rule", "kind"],
                ));
            }
        }
    }
    if rules.is_empty() {
        let help = "写上 [[rule]]，或不用这个规则包 / write [[rule]], or leave the pack out";
        let message = "规则包里没有规则 / the pack has no rule";
        return Err(PackError::at(file, message, "没有 / none", 0..0, Some(help.to_owned())));
    }
    Ok(rules)
}

/// The forms of the kind of report that a pack is about.
fn forms_of<'f>(
    kind: Spanned<DeValue<'_>>,
    file: DataFile<'_>,
    forms: &'f Forms,
) -> Result<&'f Forms, Box<PackError>> {
    let at = kind.span();
    let kind = String::deserialize(ValueDeserializer::from(kind))
        .map_err(|error| PackError::toml(file, &error))?;
    forms.of(&kind).ok_or_else(|| {
        let known: Vec<&str> = forms.kinds().map(|forms| &*forms.kind.id).collect();
        PackError::unknown(file, "kind", &kind, at, &known)
    })
}

fn entries_of(
    entries: DeArray<'_>,
    file: DataFile<'_>,
    known: PackNames<'_>,
    layers: &[&Layer],
) -> Result<Vec<Arc<PackRule>>, Box<PackError>> {
    let starts = entries.iter().map(|entry| entry.span().start).skip(1);
    let ends: Vec<usize> = starts.chain([file.text.len()]).collect();
    let entries = entries.into_iter().zip(ends);
    entries.map(|(entry, end)| compile(entry, end, file, known, layers).map(Arc::new)).collect()
}

/// Reads a rule of a pack anew, with the parameters that `layers` give it.
pub(crate) fn load_rule(
    file: DataFile<'_>,
    rule: &PackRule,
    known: PackNames<'_>,
    layers: &[&Layer],
) -> Result<PackRule, Box<PackError>> {
    let Range { start, end } = rule.whole;
    let root = DeTable::parse(&file.text[start..end]);
    let entry = root.ok().and_then(|root| match root.into_inner().remove("rule")?.into_inner() {
        DeValue::Array(entries) => entries.into_iter().next(),
        _ => None,
    });
    let entry = entry.expect("the rule was read from this text");
    let forms = known.forms.of(&rule.report_kind).expect("the pack was read with these forms");
    compile(overlay::moved(&entry, start), end, file, PackNames { forms, ..known }, layers)
}

/// Reads a rule whose text ends at `end`.
fn compile(
    entry: Spanned<DeValue<'_>>,
    end: usize,
    file: DataFile<'_>,
    known: PackNames<'_>,
    layers: &[&Layer],
) -> Result<PackRule, Box<PackError>> {
    let span = entry.span();
    let whole = span.start..end;
    let (toml, check) = taken_apart(entry, file)?;
    let parameters = shown::parameters(file, &check);
    verify_code(&toml.code, file)?;
    verify_forms(&toml.forms, known.forms, file)?;
    let named = overlay::compile(toml.code.get_ref(), check, file, known, layers)?;
    let (wording, variants) = cases::worded(&toml, &named, file)?;
    let NamedCheck { require, check } = named;
    let example = examples(toml.example, &check, span.clone(), file)?;
    let examples_at = example
        .as_ref()
        .map_or([span.clone(), span], |example| [example.bad.span(), example.good.span()]);
    let beside = example.as_ref().map(|example| example.beside.clone()).unwrap_or_default();
    let pieces = example.map(|example| example.pieces(known.tables, file)).transpose()?;
    let [bad, good] = pieces.unwrap_or_default();
    let at = toml.code.span();
    let yields_at = toml.yields_to.iter().map(Spanned::span).collect();
    let text = RuleText {
        parameters,
        cases: shown::cases(&wording, &variants),
        summary: toml.summary,
        why: toml.why,
        silent: toml.silent,
        help: wording.help.clone(),
        bad,
        good,
        beside,
    };
    let rule = RuleFacts {
        code: toml.code.into_inner(),
        name: toml.name,
        severity: toml.severity,
        optional: toml.optional,
        forms: known
            .forms
            .with_followers(toml.forms.into_iter().map(Spanned::into_inner).collect()),
        yields_to: toml.yields_to.into_iter().map(Spanned::into_inner).collect(),
        kind: check.kind().name.into(),
        confidence: toml.confidence,
        responsibility: toml.responsibility,
        source: toml.basis,
        text: text.into(),
    };
    let rule = rule.into();
    Ok(PackRule {
        worded: Arc::new(RuleWordings { rule, require, wording, variants }),
        whole,
        pack: file.name.into(),
        report_kind: known.forms.kind.id.clone(),
        at,
        yields_at,
        examples_at,
        check,
    })
}

/// A rule without its check, and the check, which only its kind can take apart.
fn taken_apart<'t>(
    entry: Spanned<DeValue<'t>>,
    file: DataFile<'_>,
) -> Result<(RuleToml, Spanned<DeValue<'t>>), Box<PackError>> {
    let span = entry.span();
    let DeValue::Table(mut table) = entry.into_inner() else {
        let message = "规则应为一张表 / a rule is a table";
        return Err(PackError::at(file, message, "写作 [[rule]] / write [[rule]]", span, None));
    };
    let Some(check) = table.remove("check") else {
        let message = "规则缺少 check / rule without `check`";
        let kinds = check::KINDS.join(", ");
        let help = format!(
            "写上 check = {{ kind = \"…\" }}；kind 可为：{kinds} / write check = {{ kind = \"…\" }}, a kind being one of: {kinds}"
        );
        return Err(PackError::at(file, message, "在此规则 / this rule", span, Some(help)));
    };
    let rest = Spanned::new(span, DeValue::Table(table));
    let toml = RuleToml::deserialize(ValueDeserializer::from(rest))
        .map_err(|error| PackError::toml(file, &error))?;
    Ok((toml, check))
}

fn verify_code(code: &Spanned<Arc<str>>, file: DataFile<'_>) -> Result<(), Box<PackError>> {
    if is_code(code.get_ref()) {
        return Ok(());
    }
    let message = "规则代码不合格式 / malformed code";
    let help = "一个大写字母加三位数字，如 E001 / a capital letter and three digits";
    Err(PackError::at(file, message, "代码 / code", code.span(), Some(help.to_owned())))
}

fn verify_forms(
    named: &[Spanned<Arc<str>>],
    forms: &Forms,
    file: DataFile<'_>,
) -> Result<(), Box<PackError>> {
    let known: Vec<&str> = forms.forms.iter().map(|form| &*form.id).collect();
    match named.iter().find(|form| !known.contains(&&**form.get_ref())) {
        Some(form) => Err(PackError::unknown(file, "form", form.get_ref(), form.span(), &known)),
        None => Ok(()),
    }
}

/// The examples of a rule, which only rules of some kinds may lack.
fn examples(
    given: Option<ExampleToml>,
    check: &Check,
    rule: Range<usize>,
    file: DataFile<'_>,
) -> Result<Option<ExampleToml>, Box<PackError>> {
    match given {
        Some(example) => Ok(Some(example)),
        None if check.as_report_check().has_no_examples() => Ok(None),
        None => {
            let help = "写上 example.bad 和 example.good / write both".to_owned();
            let message = "规则缺少 example / rule without `example`";
            Err(PackError::at(file, message, "在此规则 / this rule", rule, Some(help)))
        }
    }
}

/// A code that another rule has already.
pub(crate) fn repeated(file: DataFile<'_>, rule: &PackRule, known: &PackRule) -> Box<PackError> {
    let code = &rule.rule.code;
    let pack = &known.pack;
    let message = format!("规则 {code} 已有 / rule {code} exists already");
    let help = format!("{pack} 已用此代码，请换一个 / {pack} has it, choose another code");
    PackError::at(file, &message, "重复 / repeated", rule.at.clone(), Some(help))
}

fn is_code(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 4 && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)
}
