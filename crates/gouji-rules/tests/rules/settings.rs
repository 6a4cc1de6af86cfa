//! What settings change in findings.

use std::sync::Arc;

use gouji_report::DataFile;
use gouji_rules::{
    Linter,
    finding::{CheckedReport, Severity},
    settings::{Grade, Layer, SettingsFile, parameters},
};
use toml::{Spanned, de::DeTable};

use crate::configured;

/// A report with places to be filled, and with a section too many that comes twice.
const REPORT: &str = "\
青禾县2024年政府信息公开工作年度报告
一、总体情况
全年主动公开政府信息XX件。
二、主动公开政府信息情况
其中规范性文件XX件。
三、收到和处理政府信息公开申请情况
全年收到申请××件。
六、其他需要报告的事项
没有收取信息处理费。
七、附表
见门户网站。
七、附表
见门户网站。
";

fn check(linter: &Linter) -> CheckedReport {
    let document = gouji_parser::read(REPORT.as_bytes(), "report.txt").expect("UTF-8 is read");
    linter.check(&document)
}

fn word(word: &str) -> Spanned<String> {
    Spanned::new(0..0, word.to_owned())
}

fn layer(text: &str) -> Layer {
    Layer::new(Arc::new(SettingsFile::new("gouji.toml", text)))
}

#[test]
fn findings_that_say_the_same_have_fingerprints_of_their_own() {
    let mut only = layer("");
    only.select = Some(vec![word("S005")]);
    let linter = configured(&[&only]);
    let findings = check(&linter).findings;
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert_eq!(findings[0].message, findings[1].message);
    assert_ne!(findings[0].fingerprint, findings[1].fingerprint);
    // The first is named as if it were alone.
    let once = REPORT.replacen("七、附表\n见门户网站。\n", "", 1);
    let document = gouji_parser::read(once.as_bytes(), "report.txt").expect("UTF-8 is read");
    assert_eq!(linter.check(&document).findings[0].fingerprint, findings[0].fingerprint);
}

#[test]
fn a_finding_keeps_the_severity_that_it_was_shipped_with() {
    let mut milder = layer("");
    milder.select = Some(vec![word("W006")]);
    milder.severity.push((word("W"), Spanned::new(0..0, Grade::Info)));
    let findings = check(&configured(&[&milder])).findings;
    assert!(!findings.is_empty());
    for finding in findings {
        assert_eq!(finding.severity, Severity::Info);
        assert_eq!(finding.original_severity, Some(Severity::Error));
    }
}

#[test]
fn parameters_of_later_layers_win_key_by_key() {
    let text = "[rule.S015]\npatterns = ['规范性']\nhints = ['规范性']\n";
    let with_parameters = |text: &str| {
        let mut layer = layer(text);
        let root = DeTable::parse(text).expect("the text is TOML").into_inner();
        let (_, rules) = root.into_iter().next().expect("there is `rule`");
        let file = DataFile { name: "gouji.toml", text };
        layer.parameters = parameters(file, rules).expect("the parameters are tables");
        layer.select = Some(vec![word("S015")]);
        layer
    };
    let first = with_parameters(text);
    let found = |layers: &[&Layer]| {
        let findings = check(&configured(layers)).findings;
        findings.iter().map(|it| it.message.zh.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found(&[&first]), ["留有模板文字“规范性”"]);
    let second = with_parameters("[rule.S015]\npatterns = ['规范性文件']\n");
    assert_eq!(found(&[&first, &second]), ["留有模板文字“规范性文件”"]);
}

/// A report whose table three has a slip that breaks E001, E002 and E003.
const SLIP: &str = include_str!("../../../../docs/samples/qinghe-2024.txt");

#[test]
fn a_lowered_rule_has_no_error_under_its_code() {
    let grade = |code: &str, grade: Grade| {
        let mut layer = layer("");
        layer.severity.push((word(code), Spanned::new(0..0, grade)));
        layer
    };
    let told = |layers: &[&Layer]| {
        let document = gouji_parser::read(SLIP.as_bytes(), "report.txt").expect("UTF-8 is read");
        let findings = configured(layers).check(&document).findings;
        let mut told = findings.iter().filter(|finding| finding.code.starts_with('E')).map(|it| {
            let folded = it.equation.iter().flat_map(|equation| &equation.folded);
            let folded: Vec<&str> = folded.map(|folded| &*folded.code).collect();
            format!("{} {} with {}", it.code, it.severity.name(), folded.join(", "))
        });
        (told.next().unwrap_or_default(), told.count())
    };
    let check = |layers: &[&Layer], expected: &str| {
        assert_eq!(told(layers), (expected.to_owned(), 0));
    };
    let (info, warning) = (Grade::Info, Grade::Warning);
    check(&[], "E001 error with E002, E003");
    check(&[&grade("E001", info)], "E002 error with E001, E003");
    check(&[&grade("E001", info), &grade("E002", warning)], "E003 error with E001, E002");
    check(&[&grade("E00", info)], "E001 info with E002, E003");
}
