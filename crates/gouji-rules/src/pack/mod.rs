//! Packs: TOML files of rules, refused with the place and what was expected.

use std::{cell::RefCell, collections::BTreeMap, ops::Range, sync::Arc};

use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue, ValueDeserializer},
};

use crate::{
    DataFile, PackError,
    bind::Forms,
    check::{self, Check, Kind},
    finding::{Confidence, Localized, Responsibility, Severity},
    prose::{Classes, Lexicon, Word, WordList},
    rule::Rule,
};

mod shown;
mod template;

pub(crate) use template::{Args, render};

/// A rule with the check behind it.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) rule: Rule,
    /// The kind of report that it is about.
    pub(crate) report_kind: Arc<str>,
    /// Where its code stands in its pack.
    pub(crate) at: Range<usize>,
    pub(crate) check: Check,
    pub(crate) confidence: Confidence,
    pub(crate) responsibility: Responsibility,
    /// What is said in the plain case.
    pub(crate) wording: Wording,
    /// What is said in the kind's other cases.
    pub(crate) variants: BTreeMap<String, Wording>,
    /// Whether the rule is switched on.
    pub(crate) on: bool,
}

/// What a rule says in one case.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    pub(crate) severity: Severity,
    pub(crate) message: Localized,
    pub(crate) mark: Localized,
    pub(crate) help: Localized,
}

impl Compiled {
    /// What the rule says in the case `variant`, or in the plain one.
    pub(crate) fn wording(&self, variant: &str) -> &Wording {
        self.variants.get(variant).unwrap_or(&self.wording)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleToml {
    code: Spanned<Arc<str>>,
    name: Arc<str>,
    severity: Severity,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    forms: Vec<Spanned<Arc<str>>>,
    #[serde(default)]
    confidence: Confidence,
    #[serde(default)]
    responsibility: Responsibility,
    summary: Localized,
    message: Spanned<Localized>,
    #[serde(default)]
    mark: Option<Spanned<Localized>>,
    #[serde(default)]
    help: Option<Spanned<Localized>>,
    why: Localized,
    #[serde(default)]
    silent: Localized,
    source: String,
    #[serde(default)]
    example: Option<ExampleToml>,
    #[serde(default)]
    variant: BTreeMap<Spanned<String>, VariantToml>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleToml {
    bad: String,
    good: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VariantToml {
    severity: Option<Severity>,
    message: Option<Spanned<Localized>>,
    mark: Option<Spanned<Localized>>,
    help: Option<Spanned<Localized>>,
}

/// Reads a pack.
pub(crate) fn load(file: DataFile<'_>, known: Known<'_>) -> Result<Vec<Compiled>, Box<PackError>> {
    let root = DeTable::parse(file.text).map_err(|error| PackError::toml(file, &error))?;
    let mut root = root.into_inner();
    let known = match root.remove("kind") {
        Some(kind) => Known { forms: forms_of(kind, file, known.forms)?, ..known },
        None => known,
    };
    let mut rules = Vec::new();
    for (key, value) in root {
        let span = value.span();
        match (key.get_ref().as_ref(), value.into_inner()) {
            ("rule", DeValue::Array(entries)) => {
                rules = entries_of(entries, file, known)?;
            }
            ("rule", _) => {
                return Err(PackError::at(
                    file,
                    "rule 应为 [[rule]] 列表 / `rule` is a list",
                    "写作 [[rule]]",
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
    known: Known<'_>,
) -> Result<Vec<Compiled>, Box<PackError>> {
    entries.into_iter().map(|entry| compile(entry, file, known)).collect()
}

fn compile(
    entry: Spanned<DeValue<'_>>,
    file: DataFile<'_>,
    known: Known<'_>,
) -> Result<Compiled, Box<PackError>> {
    let forms = known.forms;
    let span = entry.span();
    let DeValue::Table(mut table) = entry.into_inner() else {
        return Err(PackError::at(
            file,
            "规则应为一张表 / a rule is a table",
            "写作 [[rule]]",
            span,
            None,
        ));
    };
    let Some(check) = table.remove("check") else {
        let help = format!(
            "写上 check = {{ kind = \"…\" }}；kind 可为 / one of: {}",
            check::KINDS.join(", ")
        );
        return Err(PackError::at(
            file,
            "规则缺少 check / rule without `check`",
            "在此规则 / this rule",
            span,
            Some(help),
        ));
    };
    let parameters = shown::parameters(file, &check);
    let rest = Spanned::new(span.clone(), DeValue::Table(table));
    let toml = RuleToml::deserialize(ValueDeserializer::from(rest))
        .map_err(|error| PackError::toml(file, &error))?;
    let code = toml.code.get_ref();
    if !is_code(code) {
        let help =
            Some("一个大写字母加三位数字，如 E001 / a capital letter and three digits".to_owned());
        return Err(PackError::at(
            file,
            "规则代码不合格式 / malformed code",
            "代码 / code",
            toml.code.span(),
            help,
        ));
    }
    for form in &toml.forms {
        if !forms.forms.iter().any(|known| known.id == *form.get_ref()) {
            let known: Vec<&str> = forms.forms.iter().map(|form| &*form.id).collect();
            return Err(PackError::unknown(file, "form", form.get_ref(), form.span(), &known));
        }
    }
    let (kind, check) = check_of(check, file, known)?;
    let example = examples(toml.example, kind, span.clone(), file)?;
    let wording = Wording {
        severity: toml.severity,
        message: checked(&toml.message, kind.args, file)?,
        mark: optional(toml.mark.as_ref(), kind.args, file)?,
        help: optional(toml.help.as_ref(), kind.args, file)?,
    };
    let variants = variants(toml.variant, &wording, kind, file)?;
    let help = wording.help.clone();
    let at = toml.code.span();
    let rule = Rule {
        code: toml.code.into_inner(),
        name: toml.name,
        severity: toml.severity,
        optional: toml.optional,
        forms: toml.forms.into_iter().map(Spanned::into_inner).collect(),
        kind: kind.name,
        parameters,
        confidence: toml.confidence,
        responsibility: toml.responsibility,
        cases: shown::cases(&wording, &variants),
        summary: toml.summary,
        why: toml.why,
        silent: toml.silent,
        help,
        source: toml.source,
        bad: example.bad,
        good: example.good,
    };
    Ok(Compiled {
        rule,
        report_kind: forms.kind.id.clone(),
        at,
        check,
        confidence: toml.confidence,
        responsibility: toml.responsibility,
        wording,
        variants,
        on: !toml.optional,
    })
}

/// The examples of a rule, which only rules of some kinds may lack.
fn examples(
    given: Option<ExampleToml>,
    kind: &Kind,
    rule: std::ops::Range<usize>,
    file: DataFile<'_>,
) -> Result<ExampleToml, Box<PackError>> {
    match given {
        Some(example) => Ok(example),
        None if check::WITHOUT_EXAMPLES.contains(&kind.name) => Ok(ExampleToml::default()),
        None => {
            let help = "写上 example.bad 和 example.good / write both".to_owned();
            let message = "规则缺少 example / rule without `example`";
            Err(PackError::at(file, message, "在此规则 / this rule", rule, Some(help)))
        }
    }
}

/// A code that another rule has already.
pub(crate) fn repeated(file: DataFile<'_>, rule: &Compiled) -> Box<PackError> {
    let code = &rule.rule.code;
    let message = format!("规则 {code} 已有 / rule {code} exists already");
    let help = Some("换一个代码 / choose another code".to_owned());
    PackError::at(file, &message, "重复 / repeated", rule.at.clone(), help)
}

fn is_code(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 4 && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)
}

fn variants(
    toml: BTreeMap<Spanned<String>, VariantToml>,
    plain: &Wording,
    kind: &Kind,
    file: DataFile<'_>,
) -> Result<BTreeMap<String, Wording>, Box<PackError>> {
    let mut variants = BTreeMap::new();
    for (name, variant) in toml {
        if !kind.variants.contains(&&**name.get_ref()) {
            return Err(PackError::unknown(
                file,
                "variant",
                name.get_ref(),
                name.span(),
                kind.variants,
            ));
        }
        let or = |own: Option<&Spanned<Localized>>, plain: &Localized| match own {
            Some(own) => checked(own, kind.args, file),
            None => Ok(plain.clone()),
        };
        let wording = Wording {
            severity: variant.severity.unwrap_or(plain.severity),
            message: or(variant.message.as_ref(), &plain.message)?,
            mark: or(variant.mark.as_ref(), &plain.mark)?,
            help: or(variant.help.as_ref(), &plain.help)?,
        };
        variants.insert(name.into_inner(), wording);
    }
    Ok(variants)
}

/// The check that `{ kind = "…", … }` describes.
fn check_of(
    value: Spanned<DeValue<'_>>,
    file: DataFile<'_>,
    known: Known<'_>,
) -> Result<(&'static Kind, Check), Box<PackError>> {
    let span = value.span();
    let DeValue::Table(mut table) = value.into_inner() else {
        return Err(PackError::at(
            file,
            "check 应为一张表 / `check` is a table",
            "写作 { kind = \"…\" }",
            span,
            None,
        ));
    };
    let Some(kind) = table.remove("kind") else {
        let help = Some(format!("可用 / one of: {}", check::KINDS.join(", ")));
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
    let parameters = Parameters { file, forms: known.forms, known, value };
    check::compile(&name, parameters)
        .unwrap_or_else(|| Err(PackError::unknown(file, "check kind", &name, at, check::KINDS)))
}

/// What packs may speak of, and the list that takes up their literals.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) forms: &'a Forms,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) words: &'a RefCell<WordList>,
}

/// The parameters of a check, with what is needed to refuse them.
pub(crate) struct Parameters<'a> {
    pub(crate) file: DataFile<'a>,
    pub(crate) forms: &'a Forms,
    known: Known<'a>,
    value: Spanned<DeValue<'a>>,
}

impl<'a> Parameters<'a> {
    /// Reads the parameters as `T`; an unknown or missing one is refused at its place.
    pub(crate) fn read<T: Deserialize<'a>>(&mut self) -> Result<T, Box<PackError>> {
        let value = std::mem::replace(&mut self.value, Spanned::new(0..0, DeValue::Boolean(false)));
        T::deserialize(ValueDeserializer::from(value))
            .map_err(|error| PackError::toml(self.file, &error))
    }

    /// The literal as a word of the vocabulary: what is looked for in a report is looked for by
    /// the one automaton. None for a literal of white space alone.
    pub(crate) fn word(&self, literal: &str) -> Option<Word> {
        self.known.words.borrow_mut().word(literal)
    }

    /// Literals as words of the vocabulary.
    pub(crate) fn words<'w>(&self, literals: impl IntoIterator<Item = &'w String>) -> Vec<Word> {
        literals.into_iter().filter_map(|literal| self.word(literal)).collect()
    }

    /// The words of a class of the lexicon; none where it has no such class.
    pub(crate) fn words_of(&self, class: &str) -> Vec<Word> {
        self.known.lexicon.words_of(class)
    }

    /// Classes of the lexicon.
    pub(crate) fn classes(&self, names: &[Spanned<String>]) -> Result<Classes, Box<PackError>> {
        let lexicon = self.known.lexicon;
        let mut classes = Classes::default();
        for name in names {
            let Some(class) = lexicon.class(name.get_ref()) else {
                let known: Vec<&str> = lexicon.names().collect();
                let (word, span) = (name.get_ref(), name.span());
                return Err(PackError::unknown(self.file, "class", word, span, &known));
            };
            classes = classes.with(Classes::one(class));
        }
        Ok(classes)
    }

    /// The word, if some form knows it as `what`.
    pub(crate) fn known<'w>(
        &self,
        what: &str,
        word: &'w Spanned<String>,
        known: impl IntoIterator<Item = Arc<str>>,
    ) -> Result<&'w str, Box<PackError>> {
        let mut known: Vec<Arc<str>> = known.into_iter().collect();
        known.sort();
        known.dedup();
        if known.iter().any(|id| **id == **word.get_ref()) {
            return Ok(word.get_ref());
        }
        let known: Vec<&str> = known.iter().map(|id| &**id).collect();
        Err(PackError::unknown(self.file, what, word.get_ref(), word.span(), &known))
    }

    /// The table id, if some form has that table.
    pub(crate) fn table<'w>(&self, word: &'w Spanned<String>) -> Result<&'w str, Box<PackError>> {
        self.known("table", word, self.tables().map(|table| table.id.clone()))
    }

    /// Table, row and column ids of a field, if some form has them.
    pub(crate) fn field(
        &self,
        table: &Spanned<String>,
        row: &Spanned<String>,
        column: &Spanned<String>,
    ) -> Result<[String; 3], Box<PackError>> {
        let table = self.table(table)?.to_owned();
        let tables = || self.tables().filter(|known| *known.id == *table);
        let rows = tables().flat_map(|table| table.rows.iter().map(|row| row.id.clone()));
        let columns =
            tables().flat_map(|table| table.columns.iter().map(|column| column.id.clone()));
        let row = self.known("row", row, rows)?.to_owned();
        let column = self.known("column", column, columns)?.to_owned();
        Ok([table, row, column])
    }

    /// The section id, if some form has that section.
    pub(crate) fn section<'w>(&self, word: &'w Spanned<String>) -> Result<&'w str, Box<PackError>> {
        let sections = self.forms.forms.iter().flat_map(|form| &form.sections);
        self.known("section", word, sections.map(|section| section.id.clone()))
    }

    /// Level ids that the list of organs knows.
    pub(crate) fn levels(
        &self,
        words: &[Spanned<String>],
    ) -> Result<Vec<Arc<str>>, Box<PackError>> {
        let ids = || self.forms.organs.levels.iter().map(|level| level.id.clone());
        words.iter().map(|word| self.known("level", word, ids()).map(Arc::from)).collect()
    }

    /// Every table of every form.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &'a Arc<crate::form::Table>> + use<'a> {
        let forms: &'a Forms = self.forms;
        forms.forms.iter().flat_map(|form| &form.tables)
    }
}

fn optional(
    message: Option<&Spanned<Localized>>,
    args: &[&str],
    file: DataFile<'_>,
) -> Result<Localized, Box<PackError>> {
    message.map_or_else(|| Ok(Localized::default()), |message| checked(message, args, file))
}

/// A message whose placeholders the kind fills, the same ones in both languages.
fn checked(
    message: &Spanned<Localized>,
    args: &[&str],
    file: DataFile<'_>,
) -> Result<Localized, Box<PackError>> {
    let wording = message.get_ref();
    let place = |name: &str| {
        let whole = message.span();
        let braced = format!("{{{name}}}");
        file.text[whole.clone()]
            .find(&braced)
            .map_or(whole.clone(), |at| whole.start + at..whole.start + at + braced.len())
    };
    for (text, other) in [(&wording.zh, &wording.en), (&wording.en, &wording.zh)] {
        for name in template::placeholders(text) {
            if !args.contains(&name) {
                return Err(PackError::unknown(file, "placeholder", name, place(name), args));
            }
            if !template::placeholders(other).any(|theirs| theirs == name) {
                let said = "两种语言的占位符不一致 / the two languages differ in placeholders";
                let label = format!("另一种语言里没有 {{{name}}} / not in the other language");
                return Err(PackError::at(file, said, &label, place(name), None));
            }
        }
    }
    Ok(wording.clone())
}
