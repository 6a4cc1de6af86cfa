use gouji_parser::{Format, Span};
use gouji_report::{Label, Localized};
use gouji_rules::finding::Severity;

use crate::{
    Options, OutputFormat,
    tests::samples::{self, eventful, file, finding, run_output},
};

#[test]
fn a_finding_is_a_command() {
    let options = Options::default();
    insta::assert_snapshot!(eventful(Format::Text, "年报.txt", OutputFormat::Github, &options), @r"
    ::error file=年报.txt,line=2,endLine=2,col=7,endColumn=9,title=E001 a-rule::表三不平%0A建议：改为 26%0A依据：表三表头
    ::notice file=年报.txt,line=1,endLine=1,col=1,endColumn=5,title=Z999 a-rule::规则不在表中
    ::warning file=年报.txt,title=没有检查::表三读不出
    ::error file=旧/年报.pdf,title=不能读取::不能直接检查
    ::warning title=没有检查::1 张表没有核对（年报.txt）
    ");
}

#[test]
fn a_word_file_has_no_lines() {
    let text = eventful(Format::Docx, "年报.docx", OutputFormat::Github, &Options::default());
    let expected = "::error file=年报.docx,title=E001 a-rule::表三不平%0A位置：gouji view 显示的第 2 行第 7 列%0A";
    assert!(text.starts_with(expected), "{text}");
}

/// What is written about so many findings with this message, in a file of this path.
fn written(count: usize, path: &str, message: &str) -> String {
    let source = samples::text("总\n计");
    let one = finding(
        "S001",
        Severity::Error,
        message,
        Label::new(Span::new(0..5), Localized::default()),
    );
    let checked = samples::checked(vec![one; count]);
    let files = [file(path, &source, &checked)];
    run_output(&files, &[], OutputFormat::Github, &Options::default())
}

#[test]
fn nothing_in_a_text_ends_its_command() {
    let text = written(1, "a:b,c%\n.txt", "100%\n::error::x");
    let expected =
        "::error file=a%3Ab%2Cc%25 .txt,line=1,endLine=2,title=S001 a-rule::100%25%0A::error::x\n";
    assert_eq!(text, expected);
}

#[test]
fn more_than_github_shows_is_said_and_still_written() {
    assert_eq!(written(10, "a", "").lines().count(), 10);
    let text = written(11, "a", "");
    assert_eq!(text.lines().count(), 12);
    assert!(
        text.lines().last().unwrap().starts_with("::notice title=gouji::共 11 个错误、0 个警告")
    );
}
