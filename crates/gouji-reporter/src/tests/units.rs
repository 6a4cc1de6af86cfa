//! Positions in each format's own unit, told again from the bytes on disk by other means than those
//! of the formats.

use gouji_parser::Span;
use gouji_report::{Label, Localized};
use gouji_rules::finding::{Edit, Finding, Fix, Safety, Severity};
use serde_json::Value;

use crate::{
    Options, OutputFormat,
    tests::samples::{finding, output},
    xml::structure::Element,
};

/// Two figures on one line behind CJK, TABs, full-width digits and a character of two UTF-16 units.
const TEXT: &str = "标题\r\n\t１２件，𠮷县\t共收 37 件\r\n末行";
const FIGURE: &str = "37";

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16,
}

impl Encoding {
    const ALL: [Self; 3] = [Self::Utf8, Self::Utf8WithMark, Self::Utf16];

    fn bytes(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8WithMark => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Self::Utf16 => {
                [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            }
        }
    }

    /// A piece of a file, without its mark.
    fn decode(self, bytes: &[u8]) -> String {
        let text = match self {
            Self::Utf16 => {
                let units =
                    bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
                String::from_utf16(&units.collect::<Vec<_>>()).expect("whole characters")
            }
            _ => String::from_utf8(bytes.to_vec()).expect("whole characters"),
        };
        text.trim_start_matches('\u{FEFF}').to_owned()
    }
}

/// What `format` says of the figure in a file of these bytes, and of its fix.
fn said(format: OutputFormat, bytes: &[u8]) -> String {
    let document = gouji_parser::read(bytes, "年报.txt").expect("the bytes are text");
    let source = &document.source;
    let at = source.text().find(FIGURE).expect("the figure is in the text");
    let span = Span::new(at..at + FIGURE.len());
    let fix = Fix {
        safety: Safety::Safe,
        message: Localized::new("改为 73", ""),
        edits: vec![Edit { span, text: "73".to_owned() }],
    };
    let label = Label::new(span, Localized::default());
    let found = Finding {
        fix: Some(fix),
        ..finding("E001", Severity::Error, "数字颠倒", label.clone())
    };
    let found = Finding { related: vec![label], ..found };
    output(source, vec![found], format, &Options::default())
}

/// Line and column of the figure in a text, both from 1, the column told by `width` of what is
/// before it.
fn place(text: &str, width: impl Fn(&str) -> usize) -> (u64, u64) {
    let (number, line) = (1..).zip(text.split('\n')).find(|(_, it)| it.contains(FIGURE)).unwrap();
    let (before, _) = line.split_once(FIGURE).unwrap();
    (number, width(before) as u64 + 1)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the output is JSON")
}

/// A number at a place of a JSON value.
fn number(value: &Value, pointer: &str) -> u64 {
    let found = value.pointer(pointer).and_then(Value::as_u64);
    found.unwrap_or_else(|| panic!("no number at {pointer} of {value:#}"))
}

#[test]
fn sarif_counts_code_points_and_the_bytes_of_the_file() {
    for encoding in Encoding::ALL {
        let bytes = encoding.bytes(TEXT);
        let (line, column) = place(&encoding.decode(&bytes), |before| before.chars().count());
        let log = json(&said(OutputFormat::Sarif, &bytes));
        assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
        let result = &log["runs"][0]["results"][0];
        for region in [
            "/locations/0/physicalLocation/region",
            "/relatedLocations/0/physicalLocation/region",
            "/fixes/0/artifactChanges/0/replacements/0/deletedRegion",
        ] {
            let told = |key: &str| number(result, &format!("{region}/{key}"));
            assert_eq!((told("startLine"), told("startColumn")), (line, column), "{encoding:?}");
            assert_eq!((told("endLine"), told("endColumn")), (line, column + 2), "{encoding:?}");
            let from = told("byteOffset") as usize;
            let cut = &bytes[from..from + told("byteLength") as usize];
            assert_eq!(encoding.decode(cut), FIGURE, "{encoding:?}");
        }
    }
}

#[test]
fn json_counts_code_points_and_the_bytes_of_the_file() {
    for encoding in Encoding::ALL {
        let bytes = encoding.bytes(TEXT);
        let place = place(&encoding.decode(&bytes), |before| before.chars().count());
        let output = json(&said(OutputFormat::Json, &bytes));
        let finding = &output["files"][0]["findings"][0];
        for range in ["/location", "/fix/edits/0", "/related/0/location"] {
            let told = |key: &str| number(finding, &format!("{range}/{key}"));
            assert_eq!((told("start/line"), told("start/column")), place, "{encoding:?}");
            let cut = &bytes[told("start/offset") as usize..told("end/offset") as usize];
            assert_eq!(encoding.decode(cut), FIGURE, "{encoding:?}");
        }
    }
}

#[test]
fn checkstyle_counts_code_points() {
    for encoding in Encoding::ALL {
        let bytes = encoding.bytes(TEXT);
        let place = place(&encoding.decode(&bytes), |before| before.chars().count());
        let root = Element::read(&said(OutputFormat::Checkstyle, &bytes));
        let told =
            ["line", "column"].map(|key| root.children[0].children[0].get(key).parse::<u64>());
        assert_eq!(told, [Ok(place.0), Ok(place.1)], "{encoding:?}");
    }
}

#[test]
fn junit_counts_code_points() {
    for encoding in Encoding::ALL {
        let bytes = encoding.bytes(TEXT);
        let (line, column) = place(&encoding.decode(&bytes), |before| before.chars().count());
        let root = Element::read(&said(OutputFormat::Junit, &bytes));
        let name = root.children[0].children[0].get("name");
        assert_eq!(name, format!("E001 a-rule {line}:{column}"), "{encoding:?}");
    }
}

#[test]
fn rdjson_counts_bytes_of_utf_8() {
    for encoding in Encoding::ALL {
        let bytes = encoding.bytes(TEXT);
        let (line, column) = place(&encoding.decode(&bytes), str::len);
        let result = json(&said(OutputFormat::Rdjson, &bytes));
        let diagnostic = &result["diagnostics"][0];
        for range in
            ["/location/range", "/suggestions/0/range", "/related_locations/0/location/range"]
        {
            let told = |key: &str| number(diagnostic, &format!("{range}/{key}"));
            assert_eq!((told("start/line"), told("start/column")), (line, column), "{encoding:?}");
            assert_eq!((told("end/line"), told("end/column")), (line, column + 2), "{encoding:?}");
        }
    }
}

#[test]
fn github_counts_code_points() {
    for encoding in Encoding::ALL {
        let bytes = encoding.bytes(TEXT);
        let (line, column) = place(&encoding.decode(&bytes), |before| before.chars().count());
        let command = said(OutputFormat::Github, &bytes);
        let end = column + 2;
        let told = format!(",line={line},endLine={line},col={column},endColumn={end},");
        assert!(command.contains(&told), "{encoding:?}: {command}");
    }
}

#[test]
fn gitlab_has_the_line() {
    for encoding in Encoding::ALL {
        let bytes = encoding.bytes(TEXT);
        let (line, _) = place(&encoding.decode(&bytes), str::len);
        let report = json(&said(OutputFormat::Gitlab, &bytes));
        assert_eq!(number(&report, "/0/location/lines/begin"), line, "{encoding:?}");
    }
}

#[test]
fn csv_counts_code_points() {
    for encoding in Encoding::ALL {
        let bytes = encoding.bytes(TEXT);
        let (line, column) = place(&encoding.decode(&bytes), |before| before.chars().count());
        let table = said(OutputFormat::Csv, &bytes);
        assert!(table.contains(&format!(",error,{line},{column},")), "{encoding:?}: {table}");
    }
}
