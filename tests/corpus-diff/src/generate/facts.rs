//! A report with the figures that JSON gives.

use std::sync::Arc;

use gouji_report::form::Form;
use serde_json::Value as Json;

use super::figures;
use super::model::{Field, Model};
use super::random::Random;

/// The report of `facts`: `issuer`, `year`, `form` (`2019`, `2021`; `requests_form` where table three
/// is drawn in the other), and under `proactive`, `requests` and `disputes` row → column → figure. A
/// figure is a number, text as printed, or null for a blank cell; a row that is not named is not
/// drawn. `None` where something of it is missing or unknown.
pub fn report(forms: &[Arc<Form>], facts: &Json) -> Option<Model> {
    let form = |key: &str| {
        let id = facts[key].as_str()?;
        forms.iter().find(|form| &*form.id == id)
    };
    let (issuer, year) = (facts["issuer"].as_str()?, facts["year"].as_i64()?);
    let mut model = figures::empty(form("form")?, issuer, year, "", 1);
    for index in 0..model.tables.len() {
        let id = model.tables[index].id.clone();
        if let Some(other) = form(&format!("{id}_form")) {
            model.tables[index] = other.table(&id)?.clone();
        }
        let table = model.tables[index].clone();
        for (row, figures) in facts[&*id].as_object()? {
            let row = table.row(row)?;
            for &column in &table.rows[row].columns {
                let written = match figures.get(&*table.columns[column].id) {
                    None | Some(Json::Null) => String::new(),
                    Some(Json::String(text)) => text.clone(),
                    Some(figure) => figure.to_string(),
                };
                model.cells.insert(Field { table: index, row, column }, written);
            }
        }
    }
    model.sections = figures::sections(&model, &mut Random::new(year.unsigned_abs()));
    Some(model)
}
