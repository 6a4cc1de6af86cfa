//! The same report gives the same values and findings whatever file it came in.

use gouji_corpus_diff::generate::arrangement::Arrangement;
use gouji_corpus_diff::generate::layout::Layout;
use gouji_corpus_diff::generate::model::Model;
use gouji_corpus_diff::generate::{figures, forms, slip};
use gouji_parser::{Document, Source};

use super::{meant, seeds};
use crate::bound::{self, LINTER, Said, labels, read, said, values};

const REPORTS: u64 = 4;

/// Reports of both forms, balanced ones and some with slips, blank cells among them.
fn reports() -> Vec<Model> {
    let with_slips = |model: Model| {
        let seed = model.title.len() as u64;
        let slips = slip::Slip::ALL.map(|slip| slip::mutate(&model, slip, seed));
        slips.into_iter().flatten().map(|mutant| mutant.model).chain([model]).collect::<Vec<_>>()
    };
    let of = |form| seeds(REPORTS).map(move |seed| figures::report(&form, seed));
    let plain = forms().into_iter().flat_map(of);
    let arranged = |form| {
        let model = figures::report(&form, 77);
        let of = move |arrangement| Model { arrangement, ..model.clone() };
        Arrangement::ONCE.into_iter().map(of)
    };
    let plain = plain.chain(forms().into_iter().flat_map(arranged));
    let slipped = forms().into_iter().flat_map(|form| with_slips(figures::report(&form, 900)));
    plain.chain(slipped).collect()
}

fn has_blanks(model: &Model) -> bool {
    model.cells.values().any(String::is_empty)
}

#[test]
fn every_layout_gives_the_same_values_and_findings() {
    let (mut files, mut misread) = (0, Vec::new());
    for model in reports() {
        let mut first: Option<Vec<Said>> = None;
        for layout in Layout::ALL {
            let keeps_blanks = layout.keeps_blanks() || !has_blanks(&model);
            if !keeps_blanks || !layout.keeps(&model.arrangement) {
                continue;
            }
            let document = read(&layout.write(&model), layout.file());
            let report = LINTER.bind(&document);
            let of = format!("{layout:?} {:?}: {}", model.arrangement, model.title);
            if let Some(other) = bound::misread(&values(&report), &meant(&model)) {
                misread.push(format!("{of}: {other}"));
                continue;
            }
            assert_eq!(report.form.as_ref().map(|form| &form.id), Some(&model.form.id));
            assert!(report.sections.iter().all(|section| section.heading.is_some()), "{layout:?}");
            let said = said(&document);
            match &first {
                Some(first) => assert_eq!(&said, first, "{of}"),
                None => first = Some(said),
            }
            files += 1;
        }
    }
    assert!(misread.is_empty(), "other values:\n{}", misread.join("\n"));
    println!("same values and findings in {files} files");
}

#[test]
fn title_year_and_issuer_are_found_in_every_layout() {
    for form in forms() {
        let model = figures::report(&form, 41);
        for layout in Layout::ALL {
            let summary = LINTER.check(&read(&layout.write(&model), layout.file())).report;
            let (issuer, year) = (summary.issuer.as_deref(), summary.year);
            let [signed, _] = &model.signature;
            assert_eq!(issuer, Some(&**signed), "{layout:?}");
            let year = year.expect("the title has a year").to_string();
            assert!(model.title.contains(&year), "{layout:?}: {year}");
        }
    }
}

/// A file with a blank paragraph between the heading of section two and its table.
fn with_blank_paragraph(text: &str, layout: Layout) -> String {
    const HEADING: &str = "二、主动公开政府信息情况";
    let (end, blank) = match layout {
        Layout::Html => ("</h2>", "<p>&nbsp;</p>"),
        Layout::HtmlSoup => ("</span></b></p>", "<p><span>&nbsp;</span></p>"),
        _ => ("\n", "\u{3000}\n"),
    };
    let heading = format!("{HEADING}{end}");
    assert_eq!(text.matches(&heading).count(), 1, "{layout:?}");
    text.replace(&heading, &format!("{heading}{blank}"))
}

#[test]
fn line_ends_byte_order_marks_and_blank_paragraphs_change_nothing() {
    for (number, model) in reports().into_iter().enumerate() {
        let layouts = Layout::ALL.into_iter().filter(|layout| layout.is_text());
        let layouts = layouts.filter(|layout| layout.keeps_blanks() || !has_blanks(&model));
        // a third of the layouts for each report, every one of them in turn
        for layout in layouts.skip(number % 3).step_by(3) {
            let text = String::from_utf8(layout.write(&model)).unwrap();
            let plain = said(&read(text.as_bytes(), layout.file()));
            let twins = [
                ("CRLF", text.replace('\n', "\r\n")),
                ("BOM", format!("\u{feff}{text}")),
                ("blank paragraph", with_blank_paragraph(&text, layout)),
            ];
            for (name, twin) in twins {
                let twin = said(&read(twin.as_bytes(), layout.file()));
                assert_eq!(twin, plain, "{name}, {layout:?}: {}", model.title);
            }
        }
    }
}

/// The text that stands in the file at a span, without markup.
fn cut(source: &Source, bytes: &[u8], span: gouji_parser::Span) -> String {
    let range = source.bytes_range(span);
    let bytes = &bytes[range.start as usize..range.end as usize];
    let text = match source.encoding_name() {
        "UTF-8" => std::str::from_utf8(bytes).expect("a span ends between characters").to_owned(),
        _ => encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    };
    let outside =
        text.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, rest)| rest));
    outside.collect::<String>().replace("&nbsp;", "").trim().to_owned()
}

/// Checks every label on a cell; gives how many there are.
fn check_places(document: &Document, bytes: &[u8], model: &Model, layout: Layout) -> usize {
    let mut count = 0;
    for finding in &LINTER.check(document).findings {
        for label in labels(finding) {
            let Some(cell) = &label.cell else { continue };
            let written = &model.cells[&model.field(&cell.table, &cell.row, &cell.column)];
            let found = cut(&document.source, bytes, label.span);
            assert_eq!(&found, written, "{layout:?} {cell:?}: {}", finding.message.zh);
            count += 1;
        }
    }
    count
}

#[test]
fn reported_places_hold_the_values_they_speak_of() {
    let mut count = 0;
    for (number, model) in reports().into_iter().enumerate() {
        let layouts = Layout::ALL.into_iter();
        let layouts = layouts.filter(|layout| layout.keeps_blanks() || !has_blanks(&model));
        for layout in layouts.skip(number % 2).step_by(2) {
            let file = layout.write(&model);
            let document = read(&file, layout.file());
            // Offsets of Word files are those of the view.
            let view = document.source.text().as_bytes();
            let bytes = if layout == Layout::Docx { view } else { &file };
            count += check_places(&document, bytes, &model, layout);
        }
    }
    assert!(count > 500, "only {count} places");
    println!("{count} places hold their values");
}
