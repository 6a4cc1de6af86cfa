//! Exactly what is wrong with five real reports.

use gouji_parser::Source;
use gouji_reporter::{FileResult, Options, OutputFormat, Run, write};
use gouji_rules::finding::{CheckedReport, Severity};

use super::{document, folder, starting};
use crate::bound::LINTER;

/// Code, severity, line.
type True = (&'static str, Severity, u32);

/// Every error and warning that is true of a seed, with its line: read by hand.
const TRUE: [(&str, &[True]); 5] = [
    ("000", &[("S007", Severity::Warning, 5)]),
    ("001", &[("E004", Severity::Warning, 43)]),
    (
        "002",
        &[
            ("S007", Severity::Warning, 10),
            ("W001", Severity::Warning, 12),
            ("W004", Severity::Warning, 36),
            ("U003", Severity::Warning, 148),
        ],
    ),
    (
        "003",
        &[
            ("S007", Severity::Warning, 6),
            ("X003", Severity::Warning, 7),
            ("S003", Severity::Warning, 91),
            ("E001", Severity::Error, 335),
            ("S003", Severity::Warning, 398),
        ],
    ),
    (
        "004",
        &[
            ("S013", Severity::Warning, 7),
            ("S007", Severity::Warning, 9),
            ("S003", Severity::Warning, 419),
        ],
    ),
];

fn seed(id: &str) -> Option<(Source, CheckedReport)> {
    let document = document(&starting(&folder("seeds")?, id));
    let checked = LINTER.check(&document);
    Some((document.source, checked))
}

#[test]
fn errors_and_warnings_are_those_found_by_hand() {
    for (id, expected) in TRUE {
        let Some((source, checked)) = seed(id) else { return };
        let found: Vec<_> = checked
            .findings
            .iter()
            .filter(|finding| finding.severity > Severity::Info)
            .map(|finding| {
                let line = source.position(finding.primary.span.start).line;
                (&*finding.code, finding.severity, line)
            })
            .collect();
        assert_eq!(found, expected, "seed {id}");
    }
}

#[test]
fn repairs_are_those_found_by_hand() {
    let check = |id: &str, code: &str, expected: &[(&str, &str, i64)]| {
        let Some((_, checked)) = seed(id) else { return };
        let finding = checked.findings.iter().find(|finding| &*finding.code == code);
        let equation = finding.and_then(|finding| finding.equation.as_ref());
        let repair: Vec<_> = equation
            .expect("the finding has its equation")
            .repair
            .iter()
            .map(|change| (&*change.cell.row, &*change.cell.column, change.value.try_into()))
            .map(|(row, column, value)| (row, column, value.expect("a count")))
            .collect();
        assert_eq!(repair, expected, "seed {id}");
    };
    check("003", "E001", &[("total", "natural", 3), ("total", "sum", 3)]);
    check("001", "E004", &[("granted", "natural", 14)]);
}

fn written(source: &Source, checked: &CheckedReport, id: &str, format: OutputFormat) -> String {
    let path = format!("{id}.txt");
    let drawn = gouji_parser::DrawnCells::default();
    let files = [FileResult {
        id: gouji_report::SourceId::default(),
        path: &path,
        source,
        checked,
        drawn: &drawn,
        tables: &[],
        statements: None,
        fail: None,
        not_checked_fails: false,
    }];
    let run = Run {
        sources: &[],
        files: &files,
        failures: &[],
        configuration: &[],
        rules: &[],
        tool_version: "0.0.0",
        tool_home: None,
        root: None,
    };
    let options = Options { width: 100, ..Options::default() };
    let mut out = Vec::new();
    write(&run, format, &options, &mut out).expect("a vector takes every byte");
    String::from_utf8(out).expect("output is UTF-8")
}

/// What gouji says of a seed: every finding on a line, and the excerpts of those that speak of
/// tables. Excerpts of prose stay out: it is other people's.
#[test]
fn output_reads_well() {
    for (id, _) in TRUE {
        let Some((source, checked)) = seed(id) else { return };
        let lines = written(&source, &checked, id, OutputFormat::Concise);
        let in_rows = |label: &gouji_report::Label| label.row.is_some();
        let of_tables = CheckedReport {
            report: checked.report.clone(),
            findings: checked
                .findings
                .iter()
                .filter(|finding| in_rows(&finding.primary) && finding.related.iter().all(in_rows))
                .cloned()
                .collect(),
            ..CheckedReport::default()
        };
        let excerpts = written(&source, &of_tables, id, OutputFormat::Human);
        let output = format!("{lines}\n{excerpts}");
        insta::assert_snapshot!(format!("seed_{id}"), output);
    }
}
