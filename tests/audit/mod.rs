//! `gouji audit`: many reports, compared with one another.
//!
//! * [`county`] – a made-up county of 40 units and 5 years, and exactly what is planted in it
//! * [`filing`] – what files are handed in for a unit and a year
//! * [`long`] – long work: progress, and what an interruption leaves
//! * [`page`] – what a person sees of two files
//! * [`points`] – the scheme of the tutorial, and what it takes off
//! * [`waived`] – waivers in the reports themselves

mod county;
mod filing;
mod long;
mod page;
mod points;
mod waived;

use serde_json::Value;

use crate::command::Ran;

/// The findings of a run: code, path.
fn findings(ran: &Ran) -> Vec<(String, String)> {
    let json = ran.json();
    let list = json["findings"].as_array().expect("a list");
    let text = |it: &Value, key: &str| it[key].as_str().expect("it is text").to_owned();
    let mut all: Vec<_> = list.iter().map(|it| (text(it, "code"), text(it, "path"))).collect();
    all.sort();
    all
}
