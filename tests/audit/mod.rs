//! `gouji audit`: many reports, compared with one another.
//!
//! * [`county`] – a made-up county of 40 units and 5 years, and exactly what is planted in it
//! * [`filing`] – what files are handed in for a unit and a year
//! * [`points`] – the scheme of the tutorial, and what it takes off

mod county;
mod filing;
mod points;

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
