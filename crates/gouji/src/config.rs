//! `gouji config`: what holds for a file, and where each value comes from.

use std::fmt::Write as _;
use std::sync::Arc;

use gouji_report::place::Jurisdiction;
use gouji_rules::profile::{Profile, SettingSource};
use gouji_rules::rule::Rule;
use gouji_rules::settings::{Decision, Layer, RuleState, SettingsFile};
use serde::Serialize;

use crate::args::{ConfigShowArgs, Schema};
use crate::convert::Conversion;
use crate::notices::tell;
use crate::project::{linter_here, project, refused};
use crate::sink;
use gouji_project::words::{BUILT_IN, ISSUER};
use gouji_project::{
    ChosenRules, DecidedBy, EffectiveSettings, FailOn, FileSettings, Input, ReadingOptions,
    SourcedSetting, Status, origin, words,
};
use gouji_report::Lang;

pub(crate) fn run(args: &ConfigShowArgs, lang: Lang) -> miette::Result<Status> {
    let text = if let Some(schema) = args.schema {
        match schema {
            Schema::Config => gouji_project::config_schema(),
            Schema::Pack => linter_here()?.pack_schema(),
            Schema::Units => gouji_audit::units::schema(),
            Schema::Points => gouji_audit::points::schema(),
        }
    } else {
        let mut project = project(&args.config, None)?;
        let input = match &args.file {
            Some(path) if path.as_os_str() != "-" => Input::named(path.clone()),
            _ => Input::here(),
        };
        let settings = refused(project.settings_of(&input))?;
        refused(project.verify_options())?;
        tell(&project.notices(&[]), lang);
        let place = place_of(&input, &settings, lang);
        let chosen = refused(settings.choose(place.as_ref()))?;
        let shown = ShownConfiguration::new(&settings.effective, &chosen, place.as_ref(), lang);
        if args.json {
            serde_json::to_string_pretty(&shown).expect("texts can be written as JSON") + "\n"
        } else {
            shown.text(lang)
        }
    };
    sink::print(|out| out.write_all(text.as_bytes()))?;
    Ok(Status::Clean)
}

/// Where the issuer of a report is; none where there is no such file, or it is no report.
fn place_of(input: &Input, settings: &FileSettings, lang: Lang) -> Option<Jurisdiction> {
    let Input::File { .. } = input else { return None };
    let reading =
        ReadingOptions { convert: &Conversion::NotAsked, tables: false, statements: false, lang };
    let read = input.read(&reading).ok()?;
    settings.bind(&read.document).jurisdiction
}

/// The effective configuration.
#[derive(Serialize)]
struct ShownConfiguration {
    /// The profiles, files and options that hold, in the order in which they are applied, whether or
    /// not a rule is touched.
    sources: Vec<String>,
    jurisdiction: Option<SourcedValue>,
    /// Why no profile but the national one holds, where nothing decides for a place.
    undecided: Option<String>,
    /// The profiles that set something.
    profiles: Vec<SourcedValue>,
    inline_waivers: Option<SourcedValue>,
    fail_on: SourcedValue,
    /// What comes of what was not checked; null where that hangs on how a file is found.
    not_checked: Option<SourcedValue>,
    baseline: Option<SourcedValue>,
    packs: Vec<SourcedValue>,
    forms: Vec<SourcedValue>,
    /// The rules that are not as they are shipped.
    rules: Vec<ShownRule>,
    rules_on: usize,
    rules_off: usize,
}

/// A value and where it comes from.
#[derive(Serialize)]
struct SourcedValue {
    value: String,
    origin: String,
}

#[derive(Serialize)]
struct ShownRule {
    code: String,
    name: String,
    on: bool,
    severity: &'static str,
    switched_by: Option<String>,
    severity_by: Option<String>,
    parameters: Vec<Parameter>,
    /// Where what profiles set for it comes from.
    sources: Vec<ShownSettingSource>,
}

#[derive(Serialize)]
struct ShownSettingSource {
    profile: String,
    from: String,
    seen: &'static str,
    #[serde(skip)]
    said: String,
}

impl ShownSettingSource {
    fn new(profile: &Profile, source: &SettingSource, lang: Lang) -> Self {
        let (from, seen) = (source.from.clone(), source.seen);
        let said = format!("{from}（{}）", seen.said(lang));
        Self { profile: profile.code.clone(), from, seen: seen.name(), said }
    }
}

#[derive(Serialize)]
struct Parameter {
    key: String,
    value: String,
    origin: String,
}

impl ShownConfiguration {
    fn new(
        effective: &EffectiveSettings,
        chosen: &ChosenRules,
        place: Option<&Jurisdiction>,
        lang: Lang,
    ) -> Self {
        let layers: Vec<&Layer> = chosen.rules.layers.iter().map(|layer| &**layer).collect();
        let ChosenRules { rules: ruleset, by } = chosen;
        let profiles = layers.iter().take(ruleset.profiles.len());
        let sources =
            profiles.map(|layer| layer.file.name.clone()).chain(effective.sources.clone());
        let files = |of: fn(&Layer) -> &[Arc<SettingsFile>]| -> Vec<SourcedValue> {
            let named = |layer: &&Layer| {
                let origin = layer.file.name.clone();
                let value = |it: &Arc<SettingsFile>| (it.name.clone(), origin.clone());
                of(layer).iter().map(value).collect::<Vec<_>>()
            };
            let all = layers.iter().flat_map(named);
            all.map(|(value, origin)| SourcedValue { value, origin }).collect()
        };
        let rules = ruleset.linter.rules();
        let on = rules.iter().filter(|rule| ruleset.linter.is_on(&rule.code)).count();
        let jurisdiction = match (by, place) {
            (DecidedBy::Setting(it), _) => Some(value(it, it.value.clone())),
            (DecidedBy::Issuer, Some(Jurisdiction { code: Some(code), name, .. })) => {
                let origin = format!("{ISSUER} {name}");
                Some(SourcedValue { value: code.to_string(), origin })
            }
            _ => None,
        };
        let profiles = ruleset.profiles.iter().map(|profile| SourcedValue {
            value: profile.code.clone(),
            origin: format!("{BUILT_IN} {}", lang.pick(&profile.name)),
        });
        Self {
            sources: sources.collect(),
            undecided: jurisdiction.is_none().then(|| chosen.undecided(place, lang)).flatten(),
            jurisdiction,
            profiles: profiles.collect(),
            inline_waivers: effective
                .inline_waivers
                .as_ref()
                .map(|it| value(it, it.value.to_string())),
            fail_on: effective.fail_on.as_ref().map_or_else(
                || SourcedValue {
                    value: FailOn::Error.name().to_owned(),
                    origin: BUILT_IN.to_owned(),
                },
                |it| value(it, it.value.name().to_owned()),
            ),
            not_checked: effective
                .not_checked
                .as_ref()
                .map(|it| value(it, it.value.name().to_owned())),
            baseline: effective
                .baseline
                .as_ref()
                .map(|it| value(it, gouji_project::shown(&it.value))),
            packs: files(|layer| &layer.packs),
            forms: files(|layer| &layer.forms),
            rules: rules
                .iter()
                .filter_map(|rule| ShownRule::new(rule, &layers, &ruleset.profiles, lang))
                .collect(),
            rules_on: on,
            rules_off: rules.len() - on,
        }
    }

    fn text(&self, lang: Lang) -> String {
        let mut lines: Vec<(String, &str)> = Vec::new();
        if let Some(it) = &self.jurisdiction {
            lines.push((format!("jurisdiction = {:?}", it.value), &it.origin));
        }
        if let Some(why) = &self.undecided {
            lines.push(("jurisdiction".to_owned(), why));
        }
        for it in &self.profiles {
            lines.push((format!("profile {}", it.value), &it.origin));
        }
        if let Some(it) = &self.inline_waivers {
            lines.push((format!("inline-waivers = {}", it.value), &it.origin));
        }
        lines.push((format!("fail-on = {:?}", self.fail_on.value), &self.fail_on.origin));
        if let Some(it) = &self.not_checked {
            lines.push((format!("not-checked = {:?}", it.value), &it.origin));
        }
        if let Some(it) = &self.baseline {
            lines.push((format!("baseline = {:?}", it.value), &it.origin));
        }
        for it in &self.packs {
            lines.push((format!("pack {}", it.value), &it.origin));
        }
        for it in &self.forms {
            lines.push((format!("form {}", it.value), &it.origin));
        }
        for rule in &self.rules {
            let head = format!("{} {}", rule.code, rule.name);
            match (&rule.switched_by, &rule.severity_by) {
                (Some(by), _) if !rule.on => lines.push((format!("{head}: off"), by)),
                (_, Some(by)) => lines.push((format!("{head}: {}", rule.severity), by)),
                _ => {}
            }
            for parameter in &rule.parameters {
                let text = format!("{head}: {} = {}", parameter.key, parameter.value);
                lines.push((text, &parameter.origin));
            }
            let source = lang.choose("依据", "source");
            let sources = rule.sources.iter();
            lines.extend(sources.map(|it| (format!("{head}: {source}"), &*it.said)));
        }
        let width = lines.iter().map(|(text, _)| text.chars().count()).max().unwrap_or_default();
        let mut text = String::new();
        let sources = if self.sources.is_empty() {
            lang.choose("无", "none").to_owned()
        } else {
            let sources: Vec<String> =
                self.sources.iter().map(|it| words::source(it, lang)).collect();
            sources.join(" < ")
        };
        let _ = writeln!(text, "{}{sources}", lang.choose("配置来自：", "configured by: "));
        let (on, off) = (self.rules_on, self.rules_off);
        let _ = match lang {
            Lang::Zh => writeln!(text, "规则：{on} 条开，{off} 条关"),
            Lang::En => writeln!(text, "rules: {on} on, {off} off"),
        };
        for (line, origin) in lines {
            let _ = writeln!(text, "  {line:width$}  # {}", words::source(origin, lang));
        }
        text
    }
}

impl ShownRule {
    /// The rule, if any layer speaks of it.
    fn new(rule: &Rule, layers: &[&Layer], profiles: &[Arc<Profile>], lang: Lang) -> Option<Self> {
        let state = RuleState::of(rule, layers);
        let by = |decision: &Option<Decision>| {
            let Decision { layer, at } = decision.as_ref()?;
            Some(origin(&layers[*layer].file, at.start))
        };
        let parameters: Vec<Parameter> = layers
            .iter()
            .flat_map(|layer| {
                layer.parameters_of(&rule.code).into_iter().map(|(key, value, at)| Parameter {
                    key,
                    value,
                    origin: origin(&layer.file, at),
                })
            })
            .collect();
        let touched = !state.is_on() || state.severity.is_some() || !parameters.is_empty();
        touched.then(|| Self {
            code: rule.code.to_string(),
            name: rule.name.to_string(),
            on: state.is_on(),
            severity: state.severity.unwrap_or(rule.severity).name(),
            switched_by: by(&state.switched_by),
            severity_by: by(&state.severity_by),
            parameters,
            sources: profiles
                .iter()
                .filter_map(|it| Some(ShownSettingSource::new(it, it.source_of(rule)?, lang)))
                .collect(),
        })
    }
}

fn value<T>(sourced: &SourcedSetting<T>, value: String) -> SourcedValue {
    SourcedValue { value, origin: sourced.origin() }
}
