//! What the fuzz targets do: one function each, which panics where a property does not hold.
//!
//! * [`text`], [`html`], [`pdf`], [`compound`], [`package`] – a file of any bytes; [`package`] packs parts first
//! * [`page`], [`docx`] – a file that [`tree`] writes, well-formed for the most part
//! * [`quantity`], [`formula`], [`settings`] – numbers, formulas of rules, gouji.toml and packs
//! * [`fix`], [`annotate`], [`output`] – what is written
//! * [`lsp`], [`http`] – what a client sends
//!
//! Beside “no panic”: [`sound`] says what holds for places and findings.

mod outputs;
mod package_parts;
mod served;
pub mod sound;
pub mod tree;

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use arbitrary::{Result, Unstructured};
use gouji_parser::{Document, quantity as number};
use gouji_project::{AnnotatedFile, Day, Input, Project, ProjectOptions, canonical, read};
use gouji_report::{DataFile, Lang, sheet::Sheet};
use gouji_rules::finding::Safety;
use gouji_rules::{Linter, equation, fix as fixing};

pub use outputs::output;
pub use served::{http, lsp};

/// The day of every run.
pub(crate) fn today() -> Day {
    Day::parse("2025-03-01").expect("a date")
}

/// What is said where a panic was caught on the way.
pub(crate) const CAUGHT: &str = "gouji 内部错误";

/// Whether an input has such words itself, in either language, so that they say nothing of what is made of it.
pub(crate) fn says_caught(bytes: &[u8]) -> bool {
    let has = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    has(CAUGHT) || has("internal error")
}

thread_local! {
    static PROJECT: RefCell<Project> = RefCell::new(
        Project::new(&ProjectOptions { isolated: true, ..ProjectOptions::default() }, today()).expect("no settings")
    );
    static LINTER: Arc<Linter> =
        PROJECT.with_borrow_mut(Project::linter_here).expect("what is shipped compiles");
}

/// Reads a file, verifies what was read, and binds it.
fn file(name: &str, bytes: &[u8]) -> Option<Document> {
    let document = read(bytes, name).ok()?;
    sound::document(&document, bytes);
    LINTER.with(|linter| {
        let report = linter.bind(&document);
        linter.tables(&report);
    });
    Some(document)
}

/// The name of a text, by its first byte, and the rest.
pub(crate) fn named(bytes: &[u8]) -> (&'static str, &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return ("a.txt", bytes) };
    (["a.txt", "a.md", "a.html"][usize::from(first % 3)], rest)
}

/// Text or Markdown.
pub fn text(bytes: &[u8]) {
    let (name, bytes) = named(bytes);
    file(name, bytes);
}

/// A web page.
pub fn html(bytes: &[u8]) {
    file("a.html", bytes);
}

/// A PDF.
pub fn pdf(bytes: &[u8]) {
    file("a.pdf", bytes);
}

/// What is within a compound file: .doc, .xls.
pub fn compound(bytes: &[u8]) {
    file("a.doc", bytes);
}

/// A file that is an archive of parts, which the bytes are.
pub fn package(bytes: &[u8]) {
    file("a.docx", &package_parts::of_parts(bytes));
}

/// A web page with tables, damaged now and then.
pub fn page(bytes: &[u8]) {
    let mut u = Unstructured::new(bytes);
    let Ok(page) = tree::write(&mut u, tree::HTML) else { return };
    file("a.html", page.as_bytes());
}

/// A .docx with tables; its main part or the archive is damaged now and then.
pub fn docx(bytes: &[u8]) {
    if let Ok(bytes) = word(&mut Unstructured::new(bytes)) {
        file("a.docx", &bytes);
    }
}

fn word(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut bytes = package_parts::docx(&tree::write(u, tree::WORD)?);
    package_parts::damage(u, &mut bytes)?;
    Ok(bytes)
}

/// Numbers of running text and of a cell.
pub fn quantity(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut end = 0;
    for quantity in number::scan(text) {
        assert!(
            text.get(quantity.range.clone()).is_some() && quantity.range.start >= end,
            "{quantity:?}"
        );
        assert!(text.get(quantity.digits.clone()).is_some(), "{quantity:?}");
        end = quantity.range.end;
    }
    if let number::CellReading::Number(quantity) = number::read_cell(text) {
        assert!(text.get(quantity.range.clone()).is_some(), "{quantity:?}");
    }
    gouji_parser::heading::numbering(text);
    gouji_parser::numeral::leading(text);
    // What is folded is folded.
    let folded = gouji_parser::fold::fold(text);
    assert_eq!(gouji_parser::fold::fold(&folded), folded);
}

/// Relations, sums and claims of rules. A fault lies in the formula.
pub fn formula(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let faults = [
        equation::parse(text).err(),
        equation::parse_sum(text).err(),
        equation::parse_claim(text).err(),
    ];
    for fault in faults.into_iter().flatten() {
        assert!(text.get(fault.span.clone()).is_some(), "{fault:?}");
    }
}

/// A gouji.toml, or with an odd first byte a pack. Either is taken, or refused at a place of its text.
pub fn settings(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let refused = if first % 2 == 1 {
        let pack = DataFile { name: "own.toml", text };
        LINTER.with(|linter| linter.with(&[pack], &[], &[])).err()
    } else {
        let path = Path::new("/fuzz/gouji.toml");
        let open = [(canonical(path), text.to_owned())].into();
        let options = ProjectOptions { open, ..ProjectOptions::default() };
        let input = Input::Buffer { name: "/fuzz/a.txt".to_owned(), bytes: Arc::new([]) };
        let mut project = Project::new(&options, today()).expect("no options");
        project.settings_of(&input).err()
    };
    if let Some(fault) = refused {
        assert!(!fault.message.is_empty() && !fault.message.contains(CAUGHT), "{fault:?}");
    }
}

/// A report with its fixes made: they do no harm, and there is nothing more to fix.
pub fn fix(bytes: &[u8]) {
    let (name, bytes) = named(bytes);
    LINTER.with(|linter| {
        for most in [Safety::Safe, Safety::Unsafe] {
            let Ok(fixed) = fixing::apply(linter, bytes, name, most) else { return };
            let after = read(&fixed.bytes, name).expect("what was fixed is read as before");
            if fixed.applied.is_empty() {
                assert_eq!(fixed.bytes, bytes);
                continue;
            }
            if most == Safety::Safe {
                let before = read(bytes, name).expect("it was read");
                assert_eq!(
                    figures(linter, &before),
                    figures(linter, &after),
                    "a safe fix keeps the figures"
                );
            }
            let again =
                fixing::apply(linter, &fixed.bytes, name, most).expect("it is read as before");
            assert!(again.bytes == fixed.bytes, "fixed again: {:?}", again.applied);
        }
    });
}

fn figures(linter: &Linter, document: &Document) -> Vec<String> {
    let values = Sheet::of(&linter.bind(document)).values.into_iter();
    values
        .map(|it| {
            let value = it.value.map(|value| value.normalize());
            format!("{:?} {:?} {value:?}", it.cell, it.state)
        })
        .collect()
}

/// A .docx with comments in it: its text is the same, and no comment is written twice.
pub fn annotate(bytes: &[u8]) {
    let Ok(bytes) = word(&mut Unstructured::new(bytes)) else { return };
    let annotated = |bytes: &[u8]| {
        let input = Input::Buffer { name: "a.docx".to_owned(), bytes: bytes.into() };
        let settings =
            PROJECT.with_borrow_mut(|project| project.settings_of(&input)).expect("no settings");
        let written = AnnotatedFile::new(
            &input,
            &settings,
            Some(gouji_rules::finding::Severity::Info),
            Lang::Zh,
        );
        written.map_err(|unread| assert!(!unread.is_internal, "{unread}"))
    };
    let Ok(once) = annotated(&bytes) else { return };
    let text = |bytes: &[u8]| {
        read(bytes, "a.docx").expect("it is read as before").source.text().to_owned()
    };
    assert_eq!(text(&once.bytes), text(&bytes));
    let twice = annotated(&once.bytes).expect("it is annotated as before");
    assert_eq!(twice.new, 0, "of {}", once.new);
}
