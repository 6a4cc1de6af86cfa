//! What is written of a report, in every format.

use std::sync::Arc;

use gouji_project::{
    CheckedFile, Input, NoConversion, Project, ReadingOptions, Results, is_result, read, write,
};
use gouji_report::Lang;
use gouji_reporter::{Options, OutputFormat};
use quick_xml::events::Event;
use serde_json::Value;

use crate::{CAUGHT, PROJECT, named, says_caught, sound};

/// A report, checked and written in every format: each is what it claims to be, and twice the same.
pub fn output(bytes: &[u8]) {
    if says_caught(bytes) {
        return;
    }
    let (name, bytes) = named(bytes);
    let lang = if bytes.len() % 2 == 0 { Lang::Zh } else { Lang::En };
    let reading = ReadingOptions { convert: &NoConversion, tables: true, statements: true, lang };
    let input = Input::Buffer { name: name.to_owned(), bytes: Arc::from(bytes) };
    let settings =
        PROJECT.with_borrow_mut(|project| project.settings_of(&input)).expect("no settings");
    let checked = || CheckedFile::new(&input, &settings, &reading, None);
    let (one, two) = (checked(), checked());
    if let Ok(file) = &one {
        sound::findings(&file.checked, file.source.text());
    }
    let rules = PROJECT.with_borrow(Project::rules).expect("what is shipped compiles");
    let options = Options { language: lang, ..Options::default() };
    let (one, two) =
        (Results::of(vec![one], Vec::new(), None).0, Results::of(vec![two], Vec::new(), None).0);
    for &format in OutputFormat::ALL {
        let written = |results: &Results| {
            let mut out = Vec::new();
            write(results, &rules, None, format, &options, &mut out).expect("memory takes it");
            String::from_utf8(out).expect("results are UTF-8")
        };
        let text = written(&one);
        assert_eq!(text, written(&two), "{format:?} twice");
        assert!(!text.contains(CAUGHT), "{text}");
        assert!(!text.contains(['\u{1b}', '\u{0}']), "{format:?}: {text:?}");
        well_formed(format, &text);
    }
}

/// Panics where a result cannot be read again by what reads its format.
fn well_formed(format: OutputFormat, text: &str) {
    match format {
        OutputFormat::Json | OutputFormat::Sarif | OutputFormat::Gitlab | OutputFormat::Rdjson => {
            serde_json::from_str::<Value>(text).expect("one JSON value");
        }
        OutputFormat::Jsonl => {
            text.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).expect("JSON")));
        }
        OutputFormat::Junit | OutputFormat::Checkstyle => xml(text),
        OutputFormat::Csv => {
            let mut table = csv::Reader::from_reader(text.as_bytes());
            for row in table.records() {
                let row = row.expect("as long as the header");
                let formula = |cell: &str| {
                    cell.len() > 1 && cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
                };
                assert!(!row.iter().any(formula), "{row:?}");
            }
        }
        OutputFormat::Html => {
            let page = read(text.as_bytes(), "result.html").expect("a page");
            assert!(is_result(&page), "it is known for a result");
        }
        // What is read by people: that text is turned round is shown.
        _ => assert!(!text.contains('\u{202e}'), "{text:?}"),
    }
}

fn xml(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    while !matches!(reader.read_event().expect("well-formed"), Event::Eof) {}
}
