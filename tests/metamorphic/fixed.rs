//! Faults of typing and residue of conversion are planted in clean reports. Fixing them gives the
//! clean file back, byte for byte, whatever its layout and encoding.

use encoding_rs::GB18030;
use gouji_rules::finding::Safety;
use gouji_rules::fix;
use rayon::prelude::*;

use super::layout::Layout;
use super::model::{Field, Model};
use super::random::Random;
use super::{forms, generate, print, seeds};
use crate::bound::{LINTER, read, said};

const REPORTS: u64 = 60;

/// Layouts whose cells are one piece of text, and that are no view of a file.
const LAYOUTS: [Layout; 6] = [
    Layout::WordDump,
    Layout::Tsv,
    Layout::Pipes,
    Layout::RaggedPipes,
    Layout::Html,
    Layout::HtmlGb18030,
];

/// The report with faults in text and tables, and how many there are.
fn planted(model: &Model, layout: Layout, random: &mut Random) -> (Model, usize) {
    let mut planted = model.clone();
    let mut count = 0;
    for paragraph in planted.sections.iter_mut().flatten() {
        let mut text = String::new();
        for char in paragraph.chars() {
            let plant = |what: &mut usize, fault: &str| {
                *what += 1;
                fault.to_owned()
            };
            match char {
                '，' if random.chance(40) => {
                    let fault = random.pick(&[",", "，，"]);
                    text += &plant(&mut count, fault);
                }
                '；' if random.chance(40) => text += &plant(&mut count, ";"),
                '的' if random.chance(20) => text += &plant(&mut count, "的\u{200b}"),
                '。' if random.chance(10) => {
                    text += &plant(&mut count, "[bookmark: _Toc1]。");
                }
                _ => text.push(char),
            }
        }
        *paragraph = text;
    }
    let fields: Vec<Field> = planted.cells.keys().copied().collect();
    for field in fields {
        // A merged cell that is repeated is one figure in several places, which is not rewritten.
        if layout == Layout::Pipes && &*planted.table(field).id == "proactive" {
            continue;
        }
        let written = &planted.cells[&field];
        let digits = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if digits && !written.is_empty() && random.chance(4) {
            let wide = written.chars().map(|char| match char {
                '.' => '．',
                digit => char::from_u32(digit as u32 + 0xFEE0).expect("a wide digit"),
            });
            let wide = wide.collect();
            planted.cells.insert(field, wide);
            count += 1;
        }
    }
    (planted, count)
}

/// The bytes of the report in a layout; every other text in GB18030.
fn file(layout: Layout, seed: u64, model: &Model) -> Vec<u8> {
    let bytes = layout.write(model);
    let text = matches!(layout, Layout::WordDump | Layout::Tsv | Layout::Pipes);
    if !text || seed.is_multiple_of(2) {
        return bytes;
    }
    let text = String::from_utf8(bytes).expect("these layouts are UTF-8");
    let text = if seed % 4 == 1 { text.replace('\n', "\r\n") } else { text };
    let (bytes, _, lost) = GB18030.encode(&text);
    assert!(!lost, "GB18030 has every character");
    bytes.into_owned()
}

#[test]
fn what_was_planted_is_put_right_and_every_other_byte_is_kept() {
    let of = |form| seeds(REPORTS).map(move |seed| (seed, generate::report(&form, seed)));
    let reports: Vec<_> = forms().into_iter().flat_map(of).collect();
    let counts: Vec<usize> = reports
        .par_iter()
        .map(|(seed, model)| {
            let layout = LAYOUTS[*seed as usize % LAYOUTS.len()];
            let name = layout.file();
            let (with_faults, count) = planted(model, layout, &mut Random::new(*seed));
            let (clean, bad) = (file(layout, *seed, model), file(layout, *seed, &with_faults));
            let once = fix::apply(&LINTER, &bad, name, Safety::Safe).expect("the file is read");
            let told = format!("{layout:?} {seed}: {:?}", once.dropped);
            assert!(once.bytes == clean, "{told}\n{}", String::from_utf8_lossy(&once.bytes));
            assert!(said(&read(&once.bytes, name)).is_empty(), "{told}");
            let again = fix::apply(&LINTER, &once.bytes, name, Safety::Unsafe);
            let again = again.expect("the file is read");
            assert!(again.after.is_none() && again.dropped.is_empty(), "{told}");
            count
        })
        .collect();
    let faults: usize = counts.iter().sum();
    print(&format!("{} reports with {faults} planted faults: all put right", reports.len()));
    assert!(faults > 500, "{faults}");
}
