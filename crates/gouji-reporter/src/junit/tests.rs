use gouji_parser::{Format, Span};
use gouji_report::{Label, Localized};
use gouji_rules::finding::Severity;

use crate::{
    Options, OutputFormat,
    tests::samples::{self, eventful_failing, file, finding, run_output},
    xml::structure::{Element, faults},
};

const XSD: &str = include_str!("../../../../tests/schemas/junit-10.xsd");

fn written(fail: Option<Severity>) -> String {
    let options = Options::default();
    eventful_failing(fail, Format::Text, "年报.txt", OutputFormat::Junit, &options)
}

#[test]
fn a_file_is_a_suite_and_a_finding_a_case() {
    insta::assert_snapshot!(written(Some(Severity::Error)), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="gouji" tests="6" failures="1" errors="1">
      <testsuite name="年报.txt" tests="5" failures="1" errors="0" skipped="3">
        <testcase classname="年报.txt" name="E001 a-rule 2:7">
          <failure type="E001" message="表三不平">年报.txt:2:7
    表三不平
    建议：改为 26
    依据：表三表头
    年报.txt:2:20 （七）总计·总计：31</failure>
        </testcase>
        <testcase classname="年报.txt" name="Z999 a-rule 1:1">
          <system-out>年报.txt:1:1
    规则不在表中</system-out>
        </testcase>
        <testcase classname="年报.txt" name="S001 1:1">
          <skipped message="无法判断：该行未能对应到列"/>
        </testcase>
        <testcase classname="年报.txt" name="S001 a-rule 1:1">
          <skipped message="已豁免：机构改革"/>
        </testcase>
        <testcase classname="年报.txt" name="没有检查 1:1">
          <skipped message="表三读不出"/>
        </testcase>
      </testsuite>
      <testsuite name="旧/年报.pdf" tests="1" failures="0" errors="1" skipped="0">
        <testcase classname="旧/年报.pdf" name="读取">
          <error type="unreadable" message="不能直接检查"/>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn the_fail_level_decides_what_is_a_failure() {
    let failures = |fail| Element::read(&written(fail)).get("failures").to_owned();
    assert_eq!(failures(Some(Severity::Info)), "2");
    assert_eq!(failures(Some(Severity::Error)), "1");
    assert_eq!(failures(None), "0");
}

#[test]
fn the_document_keeps_to_the_published_schema() {
    for fail in [None, Some(Severity::Info)] {
        assert_eq!(faults(XSD, &written(fail)), [""; 0]);
    }
    let check = |xml: &str| assert_ne!(faults(XSD, xml), [""; 0], "{xml}");
    check("<testsuites><testcase name='a'/></testsuites>");
    check("<testsuite name='a' tests='1' failures='0'/>");
    check("<testcase name='a' line='1'/>");
    check("<testcase name='a'>text</testcase>");
    check("<testcase name='a'><file/></testcase>");
}

#[test]
fn no_two_cases_of_a_file_have_one_name() {
    let source = samples::text("总计");
    let one = finding("S001", Severity::Info, "", Label::new(Span::at(0), Localized::default()));
    let checked = samples::checked(vec![one; 3]);
    let files = [file("a.txt", &source, &checked)];
    let xml = run_output(&files, &[], OutputFormat::Junit, &Options::default());
    let root = Element::read(&xml);
    let names: Vec<_> = root.children[0].children.iter().map(|case| case.get("name")).collect();
    assert_eq!(names, ["S001 a-rule 1:1", "S001 a-rule 1:1 (2)", "S001 a-rule 1:1 (3)"]);
}

#[test]
fn a_file_without_findings_is_one_passing_case() {
    let source = samples::text("总计");
    let checked = samples::checked(Vec::new());
    let files = [file("a.txt", &source, &checked)];
    let xml = run_output(&files, &[], OutputFormat::Junit, &Options::default());
    insta::assert_snapshot!(xml, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="gouji" tests="1" failures="0" errors="0">
      <testsuite name="a.txt" tests="1" failures="0" errors="0" skipped="0">
        <testcase classname="a.txt" name="没有发现问题"/>
      </testsuite>
    </testsuites>
    "#);
}
