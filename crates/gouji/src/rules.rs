//! `gouji rules`.

use std::fmt::Write as _;

use gouji_rules::finding::Localized;
use gouji_rules::rule::Rule;
use miette::IntoDiagnostic;
use serde::Serialize;

use crate::args::{Lang, RulesArgs, RulesCommand, RulesTestArgs};
use crate::exit::Status;
use crate::{config, linter, sink};

pub(crate) fn run(args: &RulesArgs, lang: Lang) -> miette::Result<Status> {
    if let Some(RulesCommand::Test(args)) = &args.command {
        return test(args, lang);
    }
    let linter = config::linter_here()?;
    let text = if args.json { json(linter.rules())? } else { table(linter.rules(), lang) };
    sink::write(None, |out| out.write_all(text.as_bytes())).into_diagnostic()?;
    Ok(Status::Clean)
}

/// Each rule of each pack against its own examples; what they refute is shown at its place.
fn test(args: &RulesTestArgs, lang: Lang) -> miette::Result<Status> {
    let (mut status, mut text) = (Status::Clean, String::new());
    for path in &args.packs {
        let pack = config::read(path).map_err(|why| {
            let name = path.display();
            miette::miette!("规则包 {name} 不能读取：{why} / the pack cannot be read")
        })?;
        let trials = linter::try_pack(pack.data()).map_err(|error| miette::Report::new(*error))?;
        let (count, name) = (trials.len(), &pack.name);
        let refuted = trials.iter().filter(|trial| !trial.faults.is_empty()).count();
        for fault in trials.into_iter().flat_map(|trial| trial.faults) {
            eprint!("{:?}", miette::Report::new(fault));
            status = Status::Findings;
        }
        let _ = match lang {
            Lang::Zh => writeln!(text, "{name}：{count} 条规则，{refuted} 条与自己的示例不符"),
            Lang::En => {
                writeln!(text, "{name}: {count} rules, {refuted} refuted by their own examples")
            }
        };
    }
    sink::write(None, |out| out.write_all(text.as_bytes())).into_diagnostic()?;
    Ok(status)
}

/// One line a rule: code, severity, name, summary.
pub(crate) fn table<'a>(rules: impl IntoIterator<Item = &'a Rule>, lang: Lang) -> String {
    let rules: Vec<&Rule> = rules.into_iter().collect();
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for rule in rules {
        let Rule { code, name, severity, summary, .. } = rule;
        let severity = lang.severity(*severity);
        let summary = lang.pick(summary);
        // The Chinese words for severities are all of one width; the English ones are not.
        let line = match lang {
            Lang::Zh => format!("{code}  {severity}  {name:width$}  {summary}"),
            Lang::En => format!("{code}  {severity:7}  {name:width$}  {summary}"),
        };
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

fn json(rules: &[Rule]) -> miette::Result<String> {
    let records: Vec<Record<'_>> = rules.iter().map(Record::from).collect();
    let mut text = serde_json::to_string_pretty(&records).into_diagnostic()?;
    text.push('\n');
    Ok(text)
}

/// A rule as `--json` gives it.
#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    forms: Vec<&'a str>,
    kind: &'static str,
    summary: Both<'a>,
    why: Both<'a>,
    help: Both<'a>,
    source: &'a str,
    example: Example<'a>,
}

#[derive(Serialize)]
struct Both<'a> {
    zh: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct Example<'a> {
    bad: &'a str,
    good: &'a str,
}

impl<'a> From<&'a Localized> for Both<'a> {
    fn from(text: &'a Localized) -> Self {
        Self { zh: &text.zh, en: &text.en }
    }
}

impl<'a> From<&'a Rule> for Record<'a> {
    fn from(rule: &'a Rule) -> Self {
        Self {
            code: &rule.code,
            name: &rule.name,
            severity: rule.severity.name(),
            forms: rule.forms.iter().map(|form| &**form).collect(),
            kind: rule.kind,
            summary: (&rule.summary).into(),
            why: (&rule.why).into(),
            help: (&rule.help).into(),
            source: &rule.source,
            example: Example { bad: &rule.bad, good: &rule.good },
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use gouji_rules::finding::Severity;

    /// A rule of which only code and name matter.
    pub(crate) fn rule(code: &str, name: &str) -> Rule {
        Rule {
            code: code.into(),
            name: name.into(),
            severity: Severity::Warning,
            forms: vec!["2021".into()],
            kind: "section",
            summary: Localized::new("缺少必备部分", "a section is missing"),
            why: Localized::default(),
            help: Localized::default(),
            source: String::new(),
            bad: String::new(),
            good: String::new(),
        }
    }

    #[test]
    fn the_table_lines_up() {
        let mut rules = [rule("E001", "requests-flow"), rule("S001", "missing-section")];
        rules[0].severity = Severity::Error;
        insta::assert_snapshot!(table(&rules, Lang::Zh), @r"
        E001  错误  requests-flow    缺少必备部分
        S001  警告  missing-section  缺少必备部分
        ");
        insta::assert_snapshot!(table(&rules, Lang::En), @r"
        E001  error    requests-flow    a section is missing
        S001  warning  missing-section  a section is missing
        ");
    }

    #[test]
    fn json_carries_everything_the_pack_says() {
        let text = json(&[rule("S001", "missing-section")]).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value[0]["summary"]["zh"], "缺少必备部分");
        let keys: Vec<&str> = value[0].as_object().unwrap().keys().map(String::as_str).collect();
        let expected = [
            "code", "example", "forms", "help", "kind", "name", "severity", "source", "summary",
            "why",
        ];
        assert_eq!(keys, expected);
    }
}
