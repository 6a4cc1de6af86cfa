//! Whatever a report or a file name holds, every format stays what it is.

use gouji_parser::{Format, Source, Span};
use gouji_report::{Label, Localized};
use gouji_rules::finding::{
    CheckedReport, Edit, Extent, Finding, Fix, NotAssessable, NotChecked, PassedBy, Safety,
    Severity, Suppressed,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::{
    Failure, Options, OutputFormat,
    tests::samples::{file, finding, run_output},
    xml::structure::Element,
};

/// A run in which this text stands wherever a report or a path can put text.
fn run(text: &str, output: OutputFormat) -> String {
    let source = Source::new(Format::Text, text.to_owned(), 0);
    let words = || Localized::new(text, text);
    let label = || Label::new(Span::new(0..text.len()), words());
    let found = Finding {
        related: vec![label()],
        help: Some(words()),
        notes: vec![words()],
        fix: Some(Fix {
            safety: Safety::Safe,
            message: words(),
            edits: vec![Edit { span: Span::new(0..text.len()), text: text.to_owned() }],
        }),
        ..finding("E001", Severity::Error, text, label())
    };
    let checked = CheckedReport {
        findings: vec![found.clone()],
        not_assessable: vec![NotAssessable {
            code: "S001".into(),
            reason: words(),
            place: label(),
        }],
        suppressed: vec![Suppressed {
            finding: found,
            reason: text.to_owned(),
            by: PassedBy::Baseline,
        }],
        not_checked: vec![NotChecked {
            what: Extent::Table,
            reason: Localized::new(format!("{text}\u{a0}"), ""),
            place: label(),
        }],
        ..CheckedReport::default()
    };
    let files = [file(text, &source, &checked)];
    let failures = [Failure { path: text, message: text }];
    run_output(&files, &failures, output, &Options::default())
}

/// Panics where the output in this format is not well-formed. The match has every format on
/// purpose: a new one has to say what it promises.
fn check(format: OutputFormat, text: &str) {
    let written = run(text, format);
    match format {
        OutputFormat::Json | OutputFormat::Sarif | OutputFormat::Gitlab | OutputFormat::Rdjson => {
            serde_json::from_str::<Value>(&written).expect("one JSON value");
        }
        OutputFormat::Jsonl => {
            let lines =
                written.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
            assert_eq!(lines.count(), 3, "{written:?}");
        }
        OutputFormat::Junit | OutputFormat::Checkstyle => {
            Element::read(&written);
        }
        OutputFormat::Github => {
            assert_eq!(written.matches(['\n', '\r', '\u{2028}']).count(), 4, "{written:?}");
            let commands =
                ["::error file=", "::warning file=", "::error file=", "::warning title="];
            let mut lines = written.lines().zip(commands);
            assert!(lines.all(|(line, command)| line.starts_with(command)), "{written:?}");
            let properties = |line: &str| line.split("::").nth(1).map(|it| it.matches(',').count());
            let counts: Vec<_> = written.lines().map(properties).collect();
            assert!(matches!(counts[..], [Some(3 | 5), Some(1), Some(1), Some(0)]), "{written:?}");
        }
        OutputFormat::Csv => {
            let mut table = ::csv::Reader::from_reader(written.as_bytes());
            let rows: Vec<_> =
                table.records().map(|row| row.expect("as long as the header")).collect();
            assert_eq!(rows.len(), 3, "{written:?}");
            let is_formula = |cell: &str| cell.len() > 1 && cell.starts_with(['=', '+', '-', '@']);
            assert!(!rows.iter().flatten().any(is_formula), "{written:?}");
        }
        OutputFormat::Concise => {
            assert_eq!(written.lines().count(), 3, "{written:?}");
        }
        // That no text becomes markup is a property of their own tests.
        OutputFormat::Html | OutputFormat::Markdown => {
            assert!(!written.contains(['\u{1b}', '\u{0}', '\u{202e}']), "{written:?}");
        }
        OutputFormat::Human => {
            assert!(!written.contains(['\u{1b}', '\r', '\u{0}', '\u{202e}']), "{written:?}");
        }
    }
}

fn check_all(text: &str) {
    for &format in OutputFormat::ALL {
        check(format, text);
    }
}

#[test]
fn texts_that_end_something_somewhere() {
    for text in [
        "]]>",
        "<a b='\"'>&amp;&#0;</a>",
        "::error file=a,line=1::b\n::stop-commands::c\r\n::set-output",
        "100%25%0A",
        "\"=HYPERLINK(\"\"http\"\")\",\n=1",
        "\u{0}\u{1b}[31m\u{7f}\u{85}\u{2028}\u{202e}\u{feff}\u{fffe}\u{ffff}\u{10ffff}",
        "\\u0000 \\ud800 \\",
        "",
        "\n",
        "\r",
    ] {
        check_all(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 4))]

    #[test]
    fn any_text(text in "(\\PC|.|[\\x00-\\x1f\"',:;%<>&=+@\\]\\-]|\n|\r\n|::|\\]\\]>){0,40}") {
        check_all(&text);
    }
}
