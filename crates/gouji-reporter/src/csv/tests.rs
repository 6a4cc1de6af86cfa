use std::sync::Arc;

use gouji_parser::{Format, Span};
use gouji_report::{CellRef, Label, Localized};
use gouji_rules::finding::{Change, EquationDetail, Finding, Severity};
use rust_decimal::Decimal;

use crate::{
    Options, OutputFormat, Run,
    tests::samples::{self, eventful, file, finding, run_output},
};

#[test]
fn a_finding_is_a_row() {
    let options = Options::default();
    insta::assert_snapshot!(eventful(Format::Text, "年报.txt", OutputFormat::Csv, &options), @r"
    path,year,issuer,form,code,name,severity,line,column,table,row,column-id,message,help,repair,fingerprint,severity-name,rule-title,folder,jurisdiction,place,level
    年报.txt,2024,望云县人民政府,2021,E001,a-rule,error,2,7,requests,total,natural,表三不平,改为 26,,0123456789abcdef,错误,表三平衡,,,,
    年报.txt,2024,望云县人民政府,2021,Z999,a-rule,info,1,1,,,,规则不在表中,,,0123456789abcdef,提示,,,,,
    年报.txt,,,,not-checked,table,warning,1,1,,,,表三读不出,,,,警告,没有检查,,,,
    旧/年报.pdf,,,,unreadable,,error,,,,,,不能直接检查,,,,错误,文件无法读取,旧,,,
    ");
}

#[test]
fn excel_gets_its_mark_where_it_is_asked_for() {
    let shown = |byte_order_mark| {
        let options = Options { byte_order_mark, ..Options::default() };
        eventful(Format::Text, "年报.txt", OutputFormat::Csv, &options)
    };
    assert_eq!(shown(true), format!("\u{feff}{}", shown(false)));
}

/// The cells of one row about a finding with this message in a file of this path.
fn cells(path: &str, message: &str) -> Vec<String> {
    let source = samples::text("总计");
    let [table, row, column] = ["requests", "total", "sum"].map(Arc::from);
    let repair =
        vec![Change { cell: CellRef { table, row, column, copy: 0 }, value: Decimal::new(260, 1) }];
    let equation = EquationDetail {
        left: Decimal::ZERO,
        right: Decimal::ZERO,
        difference: Decimal::ZERO,
        operands: Vec::new(),
        repair: [repair.clone(), repair].concat(),
        folded: Vec::new(),
    };
    let label = Label::new(Span::at(0), Localized::default());
    let one =
        Finding { equation: Some(equation), ..finding("S001", Severity::Error, message, label) };
    let checked = samples::checked(vec![one]);
    let files = [file(path, &source, &checked)];
    let text = run_output(&files, &[], OutputFormat::Csv, &Options::default());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut rows = reader.records().map(|row| row.expect("a row as long as the header"));
    let row = rows.next().expect("one row");
    assert!(rows.next().is_none(), "{text}");
    row.iter().map(str::to_owned).collect()
}

#[test]
fn a_cell_is_never_a_formula() {
    let check = |text: &str, expected: &str| {
        let row = cells(text, text);
        assert_eq!((&*row[0], &*row[12]), (expected, expected));
    };
    check("=1+1", "'=1+1");
    check("＝SUM(A1)", "'＝SUM(A1)");
    check("-2 件", "'-2 件");
    check("\t@x", "'    @x");
    check("\r+1", r"\u{d}+1");
    check("-", "-");
    check("总计，\"3\"\n4", "总计，\"3\" 4");
}

#[test]
fn a_repair_names_its_cells() {
    assert_eq!(cells("a", "")[14], "requests.total.sum=26; requests.total.sum=26");
}

/// A reader that has gone.
struct Gone;

impl std::io::Write for Gone {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_hangs_up_is_told_as_such_in_every_format() {
    let source = samples::text("总计");
    let label = Label::new(Span::at(0), Localized::default());
    let findings = (0..2000).map(|_| finding("S001", Severity::Error, "一", label.clone()));
    let checked = samples::checked(findings.collect());
    let files = [file("a.txt", &source, &checked)];
    let run = Run {
        sources: &[],
        files: &files,
        failures: &[],
        configuration: &[],
        rules: &[],
        tool_version: "1",
        tool_home: None,
        root: None,
    };
    for format in OutputFormat::ALL {
        let error = crate::write(&run, *format, &Options::default(), &mut Gone).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe, "{format:?}");
    }
}
