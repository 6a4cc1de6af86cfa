//! A gouji.toml taken apart. What is wrong with it is refused at its place.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use globset::{Glob, GlobSetBuilder};
use gouji_report::{DataFile, PackError};
use gouji_rules::rule::canonical;
use gouji_rules::settings::{Layer, SettingsFile, parameters};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::config_shape::{ConfigLintToml, ConfigToml, WaiveToml};
use crate::date::Day;
use crate::options::{OpenTexts, is_jurisdiction};
use crate::settings::{ConfigFile, GlobPattern, Owner, Settings, Waiver};
use crate::shown_path::{canonical as canonical_path, shown};
use crate::words;

/// A glob as it is written, and compiled.
type NamedGlob = (Spanned<String>, Glob);

/// What to do where no rule is on.
pub(crate) const NO_RULE_HELP: &str = "全部规则写 select = [\"ALL\"]；这些文件不要检查，就写进 .goujiignore / all \
     rules: select = [\"ALL\"]; files that are not to be checked belong in .goujiignore";

/// Takes a configuration apart. Its paths start from `folder`; the texts `open` stand for files that it names.
pub(crate) fn parse(
    source: Arc<SettingsFile>,
    folder: PathBuf,
    open: &OpenTexts,
) -> Result<ConfigFile, Box<PackError>> {
    let file = source.data();
    let root = DeTable::parse(file.text).map_err(|error| PackError::toml(file, &error))?;
    let whole = root.span();
    let mut root = root.into_inner();
    let (rule, rules) = take_parameters(&mut root);
    let rest = Spanned::new(whole, DeValue::Table(root));
    let toml = ConfigToml::deserialize(ValueDeserializer::from(rest))
        .map_err(|error| PackError::toml(file, &error))?;

    let reader = PartReader { source: &source, folder: &folder, open };
    let settings = reader.settings(SharedSettings {
        jurisdiction: toml.jurisdiction,
        inline_waivers: toml.inline_waivers,
        packs: toml.packs,
        forms: toml.forms,
        lint: toml.lint,
        baseline: toml.baseline,
        rule,
    })?;
    let mut globs = Globs { set: GlobSetBuilder::new(), patterns: Vec::new() };
    let mut overrides = Vec::new();
    for (entry, rule) in toml.overrides.into_iter().zip(rules) {
        globs.add(Owner::Override(overrides.len()), reader.globs(entry.paths)?);
        overrides.push(reader.settings(SharedSettings {
            jurisdiction: entry.jurisdiction,
            inline_waivers: entry.inline_waivers,
            packs: entry.packs,
            forms: Vec::new(),
            lint: ConfigLintToml {
                select: entry.select,
                ignore: entry.ignore,
                fail_on: entry.fail_on,
                not_checked: entry.not_checked,
                severity: entry.severity,
            },
            baseline: None,
            rule,
        })?);
    }
    let mut waivers = Vec::new();
    for entry in toml.waive {
        let (waiver, paths) = reader.waiver(entry)?;
        globs.add(Owner::Waiver(waivers.len()), paths);
        waivers.push(waiver);
    }
    let Globs { set, patterns } = globs;
    let globs = set
        .build()
        .map_err(|error| PackError::at(file, &words::globs(&error), "在此 / here", 0..0, None))?;
    Ok(ConfigFile {
        extends: toml.extends,
        settings,
        overrides,
        waivers,
        globs,
        patterns,
        folder,
        source,
    })
}

/// Takes the parameters of rules out of a file and out of each of its overrides.
fn take_parameters<'t>(
    root: &mut DeTable<'t>,
) -> (Option<Spanned<DeValue<'t>>>, Vec<Option<Spanned<DeValue<'t>>>>) {
    let own = root.remove("rule");
    let of_overrides = match root.get_mut("override").map(Spanned::get_mut) {
        Some(DeValue::Array(overrides)) => overrides
            .iter_mut()
            .map(|it| match it.get_mut() {
                DeValue::Table(table) => table.remove("rule"),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    (own, of_overrides)
}

/// The globs of a file as they come.
struct Globs {
    set: GlobSetBuilder,
    /// What each belongs to, in the order of `set`.
    patterns: Vec<GlobPattern>,
}

impl Globs {
    fn add(&mut self, owner: Owner, globs: Vec<NamedGlob>) {
        for (text, glob) in globs {
            self.set.add(glob);
            self.patterns.push(GlobPattern { owner, text, matched: AtomicBool::new(false) });
        }
    }
}

/// What the top of a file and an override have in common.
struct SharedSettings<'t> {
    jurisdiction: Option<Spanned<String>>,
    inline_waivers: Option<Spanned<bool>>,
    packs: Vec<Spanned<String>>,
    forms: Vec<Spanned<String>>,
    lint: ConfigLintToml,
    baseline: Option<Spanned<String>>,
    rule: Option<Spanned<DeValue<'t>>>,
}

/// Reads the parts of one file.
struct PartReader<'a> {
    source: &'a Arc<SettingsFile>,
    folder: &'a Path,
    open: &'a OpenTexts,
}

impl PartReader<'_> {
    fn file(&self) -> DataFile<'_> {
        self.source.data()
    }

    fn refuse(&self, message: &str, label: &str, at: Range<usize>, help: &str) -> Box<PackError> {
        PackError::at(self.file(), message, label, at, Some(help.to_owned()))
    }

    fn settings(&self, parts: SharedSettings<'_>) -> Result<Settings, Box<PackError>> {
        let SharedSettings { jurisdiction, inline_waivers, packs, forms, lint, baseline, rule } =
            parts;
        if let Some(code) = jurisdiction.as_ref().filter(|it| !is_jurisdiction(it.get_ref())) {
            return Err(self.refuse(
                "行政区划代码有误 / malformed jurisdiction",
                "应为 2、4 或 6 位数字 / 2, 4 or 6 digits",
                code.span(),
                "如 \"62\"（甘肃）、\"6204\"（白银）、\"620403\"（平川） / as \"62\" (Gansu), \"6204\" (Baiyin), \"620403\" (Pingchuan)",
            ));
        }
        let mut layer = Layer::new(self.source.clone());
        let ConfigLintToml { select, ignore, fail_on, not_checked, severity } = lint;
        if let Some(empty) = select.as_ref().filter(|it| it.get_ref().is_empty()) {
            return Err(self.refuse(
                "select 是空的，一条规则也不用 / `select` is empty: no rule is on",
                "至少写一个 / write one at least",
                empty.span(),
                NO_RULE_HELP,
            ));
        }
        layer.select = select.map(Spanned::into_inner);
        layer.ignore = ignore;
        layer.severity = severity.into_iter().collect();
        layer.severity.sort_by_key(|(word, _)| word.span().start);
        if let Some(rule) = rule {
            layer.parameters = parameters(self.file(), rule)?;
        }
        for pack in packs {
            let refused = "规则包不能读取 / the pack cannot be read";
            layer.packs.push(Arc::new(self.read(&pack, refused)?));
        }
        for form in forms {
            let refused = "表式不能读取 / the form cannot be read";
            layer.forms.push(Arc::new(self.read(&form, refused)?));
        }
        let baseline =
            baseline.map(|name| Spanned::new(name.span(), self.folder.join(name.get_ref())));
        let layer = Arc::new(layer);
        Ok(Settings { layer, jurisdiction, inline_waivers, fail_on, not_checked, baseline })
    }

    /// Reads the file that a setting names; where it cannot be read, `message` says so.
    fn read(&self, name: &Spanned<String>, message: &str) -> Result<SettingsFile, Box<PackError>> {
        open_or_read(&self.folder.join(name.get_ref()), self.open).map_err(|why| {
            self.refuse(
                message,
                &why,
                name.span(),
                "路径从本文件所在文件夹算起 / paths start from the folder of this file",
            )
        })
    }

    fn globs(
        &self,
        paths: Spanned<Vec<Spanned<String>>>,
    ) -> Result<Vec<NamedGlob>, Box<PackError>> {
        if paths.get_ref().is_empty() {
            return Err(self.refuse(
                "paths 是空的 / `paths` is empty",
                "至少写一个 / write one at least",
                paths.span(),
                "如 [\"2024/**\"]；对全部文件都适用的，写在 [[override]] 之外 / what holds for all \
                 files belongs outside",
            ));
        }
        let glob = |text: Spanned<String>| match Glob::new(text.get_ref()) {
            Ok(glob) => Ok((text, glob)),
            Err(error) => Err(self.refuse(
                "glob 写法有误 / malformed glob",
                &words::glob(&error),
                text.span(),
                "如 \"archive/2019/**\"、\"**/*.docx\"；[ ] { } 要成对 / brackets come in pairs",
            )),
        };
        paths.into_inner().into_iter().map(glob).collect()
    }

    fn waiver(&self, toml: WaiveToml) -> Result<(Waiver, Vec<NamedGlob>), Box<PackError>> {
        if toml.reason.get_ref().trim().is_empty() {
            return Err(self.refuse(
                "豁免要写明理由 / a waiver needs a reason",
                "理由是空的 / empty",
                toml.reason.span(),
                "写明为什么可以不改，给以后看的人 / say why, for whoever reads it later",
            ));
        }
        if toml.paths.is_none() && toml.fingerprint.is_none() {
            return Err(self.refuse(
                "豁免要写明对哪些文件 / a waiver says for which files",
                "缺少 paths 或 fingerprint / neither is given",
                toml.rule.span(),
                "加上 paths = [\"2024/某局.docx\"]；对全部文件都不要的规则写进 [lint] 的 ignore / \
                 to drop a rule everywhere, use `ignore`",
            ));
        }
        let is_fingerprint = |text: &String| {
            text.len() == 16 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
        };
        if let Some(wrong) = toml.fingerprint.as_ref().filter(|it| !is_fingerprint(it.get_ref())) {
            return Err(self.refuse(
                "fingerprint 写法有误 / malformed fingerprint",
                "应为 16 位十六进制数 / 16 hexadecimal digits",
                wrong.span(),
                "从 gouji check --format json 的结果里抄 / copy it from the JSON output",
            ));
        }
        let paths = toml.paths.map(|paths| self.globs(paths)).transpose()?;
        let waiver = Waiver {
            rule: Spanned::new(toml.rule.span(), canonical(toml.rule.get_ref())),
            has_paths: paths.is_some(),
            fingerprint: toml.fingerprint.map(Spanned::into_inner),
            cell: toml.cell,
            reason: toml.reason.into_inner().trim().to_owned(),
            until: toml.until.map(|until| self.day(&until)).transpose()?,
            met: AtomicBool::new(false),
            used: AtomicBool::new(false),
        };
        Ok((waiver, paths.unwrap_or_default()))
    }

    fn day(&self, until: &Spanned<toml::Value>) -> Result<(Day, Range<usize>), Box<PackError>> {
        match until.get_ref() {
            toml::Value::Datetime(toml::value::Datetime {
                date: Some(date), time: None, ..
            }) => Ok((Day::from(*date), until.span())),
            _ => Err(self.refuse(
                "until 应为日期 / `until` is a date",
                "不是日期 / no date",
                until.span(),
                "写作 until = 2026-12-31，不加引号，不写时间 / without quotes, without a time",
            )),
        }
    }
}

/// Reads a TOML file, or takes the text that stands for it.
pub(crate) fn open_or_read(path: &Path, open: &OpenTexts) -> Result<SettingsFile, String> {
    match open.get(&canonical_path(path)) {
        Some(text) => Ok(SettingsFile::new(shown(path), text.clone())),
        None => read_toml(path),
    }
}

/// Reads a TOML file as text; a fault is said in a few words.
pub fn read_toml(path: &Path) -> Result<SettingsFile, String> {
    let bytes = fs::read(path).map_err(|error| words::of_io(&error))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| "不是 UTF-8，请另存为 UTF-8 / not UTF-8".to_owned())?;
    // Notepad puts one there.
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(SettingsFile::new(shown(path), text))
}
