//! `gouji explain`.

use std::fmt::Write as _;

use gouji_rules::rule::Rule;
use miette::IntoDiagnostic;

use crate::args::{ExplainArgs, Lang};
use crate::exit::Status;
use crate::linter::UnknownRule;
use crate::{config, rules, sink};

pub(crate) fn run(args: &ExplainArgs, lang: Lang) -> miette::Result<Status> {
    let linter = config::linter_here()?;
    let text = explain(&args.code, linter.rules(), lang)?;
    sink::write(None, |out| out.write_all(text.as_bytes())).into_diagnostic()?;
    Ok(Status::Clean)
}

/// The page of the rule that `word` is the code or the name of, or the list of the rules whose
/// codes begin with it.
fn explain(word: &str, rules: &[Rule], lang: Lang) -> Result<String, UnknownRule> {
    let code = word.trim().to_uppercase();
    let named = |rule: &&Rule| *rule.code == *code || rule.name.eq_ignore_ascii_case(word.trim());
    if let Some(rule) = rules.iter().find(named) {
        return Ok(page(rule, lang));
    }
    let family: Vec<&Rule> =
        rules.iter().filter(|rule| !code.is_empty() && rule.code.starts_with(&code)).collect();
    if family.is_empty() {
        return Err(UnknownRule::new(word, rules));
    }
    Ok(rules::table(family, lang))
}

fn page(rule: &Rule, lang: Lang) -> String {
    let mut text = String::new();
    let Rule { code, name, severity, forms, kind, .. } = rule;
    let severity = lang.severity(*severity);
    let _ = match lang {
        Lang::Zh => writeln!(text, "{code} {name}（{severity}，{kind}）"),
        Lang::En => writeln!(text, "{code} {name} ({severity}, {kind})"),
    };
    let _ = writeln!(text, "{}", lang.pick(&rule.summary));
    let forms = forms.iter().map(|form| &**form).collect::<Vec<_>>();
    let switch = format!("gouji check --ignore {code} …");
    let parts = [
        (lang.choose("适用表式", "Forms"), forms.join(lang.choose("、", ", "))),
        (lang.choose("为什么", "Why"), lang.pick(&rule.why).to_owned()),
        (lang.choose("错误示例", "Wrong"), rule.bad.clone()),
        (lang.choose("正确示例", "Right"), rule.good.clone()),
        (lang.choose("怎样改", "What to do"), lang.pick(&rule.help).to_owned()),
        (lang.choose("依据", "Source"), rule.source.clone()),
        (lang.choose("不用这条规则", "How to switch it off"), switch),
    ];
    for (title, body) in parts {
        // A trailing or leading empty line of a TOML string is no part of what it says; white
        // space within its first line (a tab that leads a cell) is.
        let body = body.trim_end().trim_start_matches(['\n', '\r']);
        if !body.is_empty() {
            let _ = writeln!(text, "\n{title}");
            for line in body.lines() {
                let _ = writeln!(text, "{}", format!("    {line}").trim_end());
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::rule;
    use gouji_rules::finding::Localized;

    fn sample() -> Rule {
        Rule {
            why: Localized::new("条例要求六个部分。\n缺一不可。", "The regulation asks for six."),
            bad: "\n\t一、总体情况\n".to_owned(),
            source: "条例第五十条".to_owned(),
            ..rule("S001", "missing-section")
        }
    }

    #[test]
    fn a_page_says_what_why_and_how_to_switch_off() {
        insta::assert_snapshot!(explain("S001", &[sample()], Lang::Zh).unwrap(), @r"
        S001 missing-section（警告，section）
        缺少必备部分

        适用表式
            2021

        为什么
            条例要求六个部分。
            缺一不可。

        错误示例
            	一、总体情况

        依据
            条例第五十条

        不用这条规则
            gouji check --ignore S001 …
        ");
    }

    #[test]
    fn a_rule_is_found_by_code_name_or_prefix() {
        let rules = [sample(), rule("S002", "section-order")];
        let first_line = |word: &str| {
            let text = explain(word, &rules, Lang::En).ok()?;
            text.lines().next().map(str::to_owned)
        };
        let page = Some("S001 missing-section (warning, section)".to_owned());
        assert_eq!(first_line("s001"), page);
        assert_eq!(first_line("Missing-Section"), page);
        let list = Some("S001  warning  missing-section  a section is missing".to_owned());
        assert_eq!(first_line("S"), list);
        assert_eq!(first_line("Z"), None);
        assert_eq!(first_line(""), None);
    }
}
