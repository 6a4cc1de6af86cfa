//! What the configuration itself is to blame for, though it is obeyed: a setting without an effect, a waiver
//! without a use.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use gouji_reporter::visible;
use gouji_rules::Linter;
use gouji_rules::settings::{Layer, RuleState, SettingsFile};
use miette::{
    Diagnostic, LabeledSpan, MietteError, NamedSource, Severity, SourceCode, SourceSpan,
    SpanContents,
};

use crate::config_file::NO_RULE_HELP;
use crate::settings::Settings;
use crate::words;

/// What is wrong with a configuration that is otherwise obeyed.
#[derive(Clone, Debug)]
pub struct Notice {
    /// `unused-waiver`, `unknown-place` …; the contract of the JSON output lists them.
    pub code: &'static str,
    /// The file.
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    /// Both languages.
    pub message: String,
    help: String,
    /// The configuration's text, and the place in it; a report can be large, and has none.
    excerpt: Option<(NamedSource<ConfigText>, Range<usize>)>,
}

/// The text of a configuration, which all notices on it share.
#[derive(Clone, Debug)]
struct ConfigText(Arc<SettingsFile>);

impl SourceCode for ConfigText {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        self.0.text.read_span(span, before, after)
    }
}

impl Notice {
    /// A notice on the place `at` of a configuration.
    pub fn new(
        code: &'static str,
        file: &Arc<SettingsFile>,
        at: Range<usize>,
        message: String,
        help: String,
    ) -> Self {
        Self {
            code,
            path: file.name.clone(),
            line: file.line(at.start),
            message,
            help,
            excerpt: Some((NamedSource::new(&file.name, ConfigText(file.clone())), at)),
        }
    }

    /// A notice on a line of the report `path`.
    pub fn in_report(
        code: &'static str,
        path: &str,
        line: usize,
        message: String,
        help: String,
    ) -> Self {
        Self { code, path: path.to_owned(), line, message, help, excerpt: None }
    }

    /// Where it belongs among others.
    pub fn order(&self) -> impl Ord + use<> {
        let at = self.excerpt.as_ref().map(|(_, at)| at.start);
        (self.path.clone(), self.line, at, self.code, self.message.clone())
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.excerpt.is_some() {
            return out.write_str(&self.message);
        }
        let place = format!("{}:{}", visible(&self.path), self.line);
        let said = words::both(|lang| format!("{place}: {}", words::one(&self.message, lang)));
        out.write_str(&said)
    }
}

impl std::error::Error for Notice {}

impl Diagnostic for Notice {
    fn severity(&self) -> Option<Severity> {
        Some(Severity::Warning)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|(text, _)| text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (_, at) = self.excerpt.as_ref()?;
        let label = LabeledSpan::new_with_span(Some("在此 / here".to_owned()), at.clone());
        Some(Box::new(std::iter::once(label)))
    }
}

/// A place that no list has, where `settings` give one.
pub(crate) fn unknown_place(settings: &Settings, unconfigured: &Linter) -> Option<Notice> {
    let word = settings.jurisdiction.as_ref()?;
    let (digits, places) = (word.get_ref(), unconfigured.places());
    if places.has(digits) {
        return None;
    }
    let near: Vec<String> =
        places.near(digits).iter().map(|(code, name)| format!("{code} {name}")).collect();
    let help = if near.is_empty() {
        "核对 GB/T 2260 的代码，2025 年起新设的还不在其中；不用地方规定写 00 / look it up in GB/T 2260; places \
         founded since 2025 are not known yet; 00 stands for no place"
            .to_owned()
    } else {
        let near = near.join(", ");
        format!("相近的：{near} / did you mean: {near}")
    };
    let message = format!(
        "没有行政区划 {digits}，当地的规定没有用上 / no such place: {digits}; no rules of its own apply"
    );
    let file = &settings.layer.file;
    Some(Notice::new("unknown-place", file, word.span(), message, help))
}

/// A configuration that leaves no rule on, at the word that switched the last one off.
pub(crate) fn no_rule_on(linter: &Linter, layers: &[&Layer]) -> Option<Notice> {
    if linter.rules_on().next().is_some() {
        return None;
    }
    let switched = linter.rules().iter().filter_map(|rule| RuleState::of(rule, layers).switched_by);
    let last = switched.max_by_key(|by| (by.layer, by.at.start))?;
    let message = "没有一条规则是开的，什么都不查 / no rule is on: nothing is checked".to_owned();
    let file = &layers[last.layer].file;
    Some(Notice::new("no-rule-on", file, last.at, message, NO_RULE_HELP.to_owned()))
}
