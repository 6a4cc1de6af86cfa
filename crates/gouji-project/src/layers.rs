//! Settings laid one over the other, and the options of the command line as settings.

use std::sync::Arc;

use gouji_report::PackError;
use gouji_rules::Linter;
use gouji_rules::rule::Rule;
use gouji_rules::settings::{Layer, SettingsFile, unknown_rule};
use toml::Spanned;

use crate::options::ProjectOptions;
use crate::settings::{ConfigFile, Settings, SourcedSetting};
use crate::words::COMMAND_LINE;

/// All that holds, in the order in which it is applied: what stands in the files of `chain`, then those
/// of their overrides that `held` numbers, then the same of `inline`, then the options.
pub(super) fn laid<'a>(
    chain: &'a [Arc<ConfigFile>],
    inline: &'a [Arc<ConfigFile>],
    held: &[usize],
    options: &'a Settings,
) -> Vec<&'a Settings> {
    let mut settings = Vec::new();
    let mut before = 0;
    for files in [chain, inline] {
        settings.extend(files.iter().map(|file| &file.settings));
        let overrides: Vec<&Settings> = files.iter().flat_map(|file| &file.overrides).collect();
        let holds = |(number, _): &(usize, &Settings)| held.contains(&(before + number));
        let count = overrides.len();
        settings.extend(overrides.into_iter().enumerate().filter(holds).map(|(_, it)| it));
        before += count;
    }
    settings.push(options);
    settings
}

/// Refuses words of overrides and waivers that mean nothing, whether or not they hold for any file.
///
/// `rules` are those of `linter` and of the packs that hold in some places only.
pub(super) fn verify(
    file: &ConfigFile,
    linter: &Linter,
    rules: &[Rule],
) -> Result<(), Box<PackError>> {
    // A pack of an override is known only where the override holds.
    for layer in file.overrides.iter().map(|it| &it.layer).filter(|it| it.packs.is_empty()) {
        layer.verify(rules, linter.families())?;
    }
    let data = file.source.data();
    for waiver in &file.waivers {
        let word = waiver.rule.get_ref();
        let known = rules.iter().any(|it| *it.code == **word || *it.name == **word);
        if !known && rules.iter().any(|rule| rule.is_meant_by(word)) {
            let message = "豁免只对一条规则 / a waiver is for one rule";
            let help = "写一条规则的代码，如 \"E001\"；整类不要的写进 ignore / write the code of one; what is \
                        not wanted at all belongs in `ignore`";
            let label = "这是一类 / a family";
            let at = waiver.rule.span();
            return Err(PackError::at(data, message, label, at, Some(help.to_owned())));
        }
        if !known && !file.overrides.iter().any(|it| !it.layer.packs.is_empty()) {
            return Err(unknown_rule(data, &waiver.rule, rules));
        }
        if let Some(cell) = waiver.cell.as_ref().filter(|it| !linter.knows_cell(it.get_ref())) {
            let message = "没有这个单元格 / no such cell";
            let help = "写作 表.行.列，如 \"requests.total.natural\"；gouji check --format json 的 \
                        location.cell 有各格代号 / table.row.column, as in the JSON output";
            let label = "不认识 / unknown";
            return Err(PackError::at(data, message, label, cell.span(), Some(help.to_owned())));
        }
    }
    Ok(())
}

/// The last of a value that is set.
pub(super) fn last<T: Clone>(
    settings: &[&Settings],
    value: impl Fn(&Settings) -> Option<&Spanned<T>>,
) -> Option<SourcedSetting<T>> {
    let found = |it: &&Settings| {
        let found = value(it)?;
        Some(SourcedSetting::new(found.get_ref().clone(), &it.layer.file, found.span()))
    };
    settings.iter().rev().find_map(found)
}

/// The options of the command line as settings, with a text of their own for messages to point into.
pub(super) fn options(options: &ProjectOptions) -> Settings {
    let mut text = "gouji".to_owned();
    let mut words = |option: &str, words: &[String]| -> Vec<Spanned<String>> {
        if words.is_empty() {
            return Vec::new();
        }
        text += &format!(" {option} ");
        // `--select E001,` and `--select 'E001, E002'` have parts without a word. Where none has one, that
        // is told as a word that names no rule.
        let filled = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
        let mut filled: Vec<&str> = filled.collect();
        if filled.is_empty() {
            filled.push("");
        }
        let mut spanned = Vec::new();
        for word in filled {
            if !spanned.is_empty() {
                text.push(',');
            }
            spanned.push(Spanned::new(text.len()..text.len() + word.len(), word.to_owned()));
            text += word;
        }
        spanned
    };
    let select = words("--select", &options.select);
    let ignore = words("--ignore", &options.ignore);
    let jurisdiction = words("--jurisdiction", options.jurisdiction.as_slice()).pop();
    let baseline = options.baseline.as_ref().map(|path| {
        let word = words("--baseline", &[path.display().to_string()]).pop();
        Spanned::new(word.map_or(0..0, |word| word.span()), path.clone())
    });
    let fail_on = options.fail_on.map(|level| Spanned::new(0..0, level));
    let not_checked = options.not_checked.map(|what| Spanned::new(0..0, what));
    let file = Arc::new(SettingsFile::new(COMMAND_LINE, text));
    let mut layer = Layer::new(file);
    layer.select = (!select.is_empty()).then_some(select);
    layer.ignore = ignore;
    layer.lenient = true;
    let (layer, inline_waivers) = (Arc::new(layer), None);
    Settings { layer, jurisdiction, inline_waivers, fail_on, not_checked, baseline }
}
