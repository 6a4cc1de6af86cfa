//! Faults of typing and residue of conversion, all of which can be put right.

use super::layout::Layout;
use super::model::{Field, Model};
use super::random::Random;

/// The report with faults in text and tables, and how many there are.
pub fn planted(model: &Model, layout: Layout, random: &mut Random) -> (Model, usize) {
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
