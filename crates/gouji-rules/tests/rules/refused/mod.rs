//! Wrong packs and forms: each is refused at the word that is wrong, with what to write instead.

mod forms;
mod relations;
mod toml;
mod words;

use gouji_report::{DataFile, PackError};
use gouji_rules::Linter;
use miette::{GraphicalReportHandler, GraphicalTheme};

/// A pack that is right.
const PACK: &str = r#"[[rule]]
code = "Z001"
name = "own-rule"
severity = "warning"
summary = { zh = "先有分项", en = "parts come first" }
message = { zh = "{over}：{left}", en = "{over}: {left}" }
why = { zh = "先有分项，后有总计", en = "parts come first" }
source = "本县填报说明"
example = { bad = "甲", good = "乙" }
[rule.check]
kind = "equation"
table = "requests"
each = "column"
holds = "total == granted + partial"
"#;

/// What is said of `PACK` with `wrong` in the place of `right`.
fn check(right: &str, wrong: &str) -> String {
    assert_eq!(PACK.matches(right).count(), 1, "{right}");
    said(load(&PACK.replace(right, wrong)))
}

/// What is said of `PACK` with another check.
fn check_kind(parameters: &str) -> String {
    let (rule, _) = PACK.split_once("kind = ").expect("the pack has a check");
    said(load(&format!("{rule}{parameters}\n")))
}

fn load(pack: &str) -> Result<Linter, Box<PackError>> {
    let pack = DataFile { name: "packs/own.toml", text: pack };
    Linter::new(&DataFile::all(gouji_data::FORMS), &[pack])
}

/// What a person sees.
fn said(loaded: Result<Linter, Box<PackError>>) -> String {
    let Err(error) = loaded else { return "accepted".to_owned() };
    for said in
        [Some(&error.message), Some(&error.label), error.help.as_ref()].into_iter().flatten()
    {
        assert!(is_in_both(said), "{said}");
    }
    let mut out = String::new();
    GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor())
        .with_width(80)
        .render_report(&mut out, &*error)
        .expect("strings can be written");
    out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Whether a message is Chinese, then English, and neither holds the other but for what is quoted.
fn is_in_both(said: &str) -> bool {
    let Some((zh, en)) = said.split_once(" / ") else { return said.is_empty() };
    let has_han = |text: &str| text.chars().any(|char| ('\u{4e00}'..='\u{9fff}').contains(&char));
    let unquoted: String = en.split(['`', '"', '\'']).step_by(2).collect();
    has_han(zh) && !has_han(&unquoted)
}

#[test]
fn a_pack_without_a_fault_is_accepted() {
    assert_eq!(said(load(PACK)), "accepted");
}
