//! Files of generated reports, each the same from its seed.

use std::sync::Arc;

use gouji_report::form::Form;
use serde_json::Value as Json;

use super::layout::Layout;
use super::model::Model;
use super::random::Random;
use super::slip::{self, Slip};
use super::{facts, figures, typing};

/// City, county and district of the reports: made-up ones, and real ones whose jurisdictions have
/// rules of their own or none.
const PLACES: [[&str; 3]; 9] = [
    figures::PLACE,
    ["济南市", "商河县", "历下区"],
    ["泉州市", "安溪县", "鲤城区"],
    ["怀化市", "沅陵县", "鹤城区"],
    ["广州市", "佛冈县", "越秀区"],
    ["西安市", "蓝田县", "碑林区"],
    ["兰州市", "永登县", "城关区"],
    ["郑州市", "中牟县", "金水区"],
    ["杭州市", "桐庐县", "西湖区"],
];

/// A generated report as a file.
#[derive(Debug)]
pub struct File {
    /// `00007-2021-docx-cell.docx`: the seed, the form, the layout, what is planted (`clean` where
    /// nothing is). That of given figures begins with their id and year.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The cells with a slip, and what they have to hold.
    pub planted: Vec<(String, i64)>,
}

/// The report of a seed, in one of `layouts`, of which there is at least one: half of them balanced,
/// a quarter with a slip in the figures, a quarter with faults of typing.
pub fn from_seed(forms: &[Arc<Form>], layouts: &[Layout], seed: u64) -> File {
    // The figures take their numbers from the seed itself.
    let mut random = Random::new(!seed);
    let form = &forms[random.below(forms.len())];
    let layout = layouts[random.below(layouts.len())];
    let mut model = figures::report(form, seed);
    settle(&mut model, PLACES[random.below(PLACES.len())]);
    let (mut what, mut planted) = ("clean".to_owned(), Vec::new());
    match random.below(4) {
        0 => {
            let slip = Slip::ALL[random.below(Slip::ALL.len())];
            if let Some(mutant) = slip::mutate(&model, slip, seed) {
                what = format!("{slip:?}").to_lowercase();
                let changed = mutant.changed.iter();
                planted = changed.map(|&(field, right)| (model.address(field), right)).collect();
                model = mutant.model;
            }
        }
        1 => {
            let (faulty, count) = typing::planted(&model, layout, &mut random);
            if count > 0 {
                (what, model) = ("typing".to_owned(), faulty);
            }
        }
        _ => {}
    }
    let name = name(&format!("{seed:05}-{}", model.form.id), layout, &format!("-{what}"));
    File { name, bytes: layout.encode(&model, seed), planted }
}

/// The report of figures in JSON (see [`facts::report`]) in each of `layouts`; `None` where they do
/// not fit a form.
pub fn from_figures(forms: &[Arc<Form>], layouts: &[Layout], facts: &Json) -> Option<Vec<File>> {
    let model = facts::report(forms, facts)?;
    let head = format!("{}-{}", facts["id"].as_str()?, facts["year"]);
    let file = |&layout: &Layout| File {
        name: name(&head, layout, ""),
        bytes: layout.write(&model),
        planted: Vec::new(),
    };
    Some(layouts.iter().map(file).collect())
}

fn name(head: &str, layout: Layout, what: &str) -> String {
    let ending = layout.file().rsplit('.').next().unwrap_or_default();
    format!("{head}-{}{what}.{ending}", format!("{layout:?}").to_lowercase())
}

/// Moves a report from the made-up place to another.
fn settle(model: &mut Model, place: [&str; 3]) {
    let texts = [&mut model.title, &mut model.preface].into_iter().chain(&mut model.signature);
    for text in texts.chain(model.sections.iter_mut().flatten()) {
        for (from, to) in figures::PLACE.into_iter().zip(place) {
            *text = text.replace(from, to);
        }
    }
}
