//! Reports of our own making, as files: balanced ones, some with a slip or faults of typing planted,
//! and those of given figures.
//!
//! * [`random`] and [`figures`] – balanced reports from a seed
//! * [`facts`] – reports from figures in JSON
//! * [`county`] – reports of the organs of counties, year after year
//! * [`planted`] – a county in which known faults are planted
//! * [`model`] and [`grid`] – a report as its author has it in mind, and its tables as drawn
//! * [`arrangement`] – its tables in parts, or twice
//! * [`slip`] and [`typing`] – what is planted
//! * [`layout`] – writes it in every layout that is met
//! * [`files`] – any mixture of them from a seed
#![allow(clippy::missing_panics_doc, reason = "what cannot be generated is a fault of this code")]
#![allow(clippy::format_collect, reason = "speed of writing small files is no matter here")]

pub mod arrangement;
pub mod county;
pub mod facts;
pub mod figures;
mod files;
mod grid;
pub mod layout;
pub mod model;
pub mod planted;
pub mod random;
pub mod slip;
pub mod typing;

use std::sync::Arc;

pub use files::{File, from_figures, from_seed};
use gouji_report::DataFile;
use gouji_report::form::{Form, Forms};

/// The two statutory forms that are shipped, 2019 and 2021.
pub fn forms() -> [Arc<Form>; 2] {
    let forms = Forms::load(&DataFile::all(gouji_data::FORMS)).expect("shipped forms load");
    let [a, b] = forms.forms.first_chunk().expect("two forms are shipped");
    [a.clone(), b.clone()]
}
