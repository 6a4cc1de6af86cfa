//! `units.toml`: which units there are, who is below whom, and who has to report.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use gouji_report::{
    DataFile, PackError,
    place::{PlaceNames, UnitName},
};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::Deserialize;
use toml::Spanned;

/// The units that report.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "units.toml")]
struct UnitsToml {
    /// The units.
    unit: Vec<UnitToml>,
}

/// A unit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UnitToml {
    /// Its full name, as titles have it: 青禾县水利局.
    #[schemars(with = "String")]
    name: Spanned<String>,
    /// A code of one's own, for the summary.
    code: Option<String>,
    /// The name of the unit that it is below; of one that the list has.
    #[schemars(with = "Option<String>")]
    parent: Option<Spanned<String>>,
    /// Other names by which its reports go.
    #[serde(default)]
    aliases: Vec<String>,
    /// The first year that it reports on.
    since: Option<u16>,
    /// The last year that it reports on.
    until: Option<u16>,
    /// The unit that took over from it after `until`.
    #[schemars(with = "Option<String>")]
    merged_into: Option<Spanned<String>>,
    /// Whether it has to report.
    #[serde(default = "yes")]
    reports: bool,
}

fn yes() -> bool {
    true
}

/// A unit of the list.
#[derive(Debug)]
pub(crate) struct Listed {
    /// As the list has it.
    pub(crate) shown: String,
    pub(crate) name: UnitName,
    pub(crate) code: Option<String>,
    pub(crate) parent: Option<usize>,
    pub(crate) since: Option<u16>,
    pub(crate) until: Option<u16>,
    pub(crate) merged_into: Option<usize>,
    pub(crate) reports: bool,
    /// Where its name stands.
    pub(crate) at: Range<usize>,
}

/// The list of units.
#[derive(Debug)]
pub struct Units {
    pub(crate) list: Vec<Listed>,
    by_name: HashMap<String, usize>,
}

impl Units {
    /// Reads a list.
    ///
    /// # Errors
    ///
    /// Refuses a parent or a successor that the list does not have, a name that stands twice, and a circle of parents.
    pub fn load(file: DataFile<'_>, places: &PlaceNames) -> Result<Self, Box<PackError>> {
        let toml: UnitsToml =
            toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))?;
        let mut by_name = HashMap::new();
        for (index, unit) in toml.unit.iter().enumerate() {
            let names = std::iter::once(unit.name.get_ref()).chain(&unit.aliases);
            for name in names.map(|name| UnitName::of(name, None, places).full) {
                if by_name.insert(name, index).is_some_and(|known| known != index) {
                    let message = "有两个单位同名 / two units have one name";
                    let label = "重复 / repeated";
                    return Err(PackError::at(file, message, label, unit.name.span(), None));
                }
            }
        }
        let known: Vec<&str> = toml.unit.iter().map(|unit| &**unit.name.get_ref()).collect();
        let find = |name: &Option<Spanned<String>>| match name {
            None => Ok(None),
            Some(name) => match by_name.get(&UnitName::of(name.get_ref(), None, places).full) {
                Some(&index) => Ok(Some(index)),
                None => Err(PackError::unknown(file, "unit", name.get_ref(), name.span(), &known)),
            },
        };
        let mut list = Vec::with_capacity(toml.unit.len());
        for unit in &toml.unit {
            list.push(Listed {
                shown: unit.name.get_ref().clone(),
                name: UnitName::of(unit.name.get_ref(), None, places),
                code: unit.code.clone(),
                parent: find(&unit.parent)?,
                since: unit.since,
                until: unit.until,
                merged_into: find(&unit.merged_into)?,
                reports: unit.reports,
                at: unit.name.span(),
            });
        }
        for (index, unit) in list.iter().enumerate() {
            let mut met = HashSet::from([index]);
            let mut above = unit.parent;
            while let Some(parent) = above {
                if !met.insert(parent) {
                    let message = "上级成了一个圈 / the parents form a circle";
                    let label = "在此 / here";
                    return Err(PackError::at(file, message, label, unit.at.clone(), None));
                }
                above = list[parent].parent;
            }
        }
        Ok(Self { list, by_name })
    }

    pub(crate) fn find(&self, name: &UnitName) -> Option<usize> {
        self.by_name.get(&name.full).copied()
    }
}

impl Listed {
    /// Whether it has to report on `year`.
    pub(crate) fn has_to_report_on(&self, year: u16) -> bool {
        self.reports
            && self.since.is_none_or(|first| first <= year)
            && self.until.is_none_or(|last| year <= last)
    }
}

/// Returns the JSON Schema (2020-12) of `units.toml`.
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    format!("{:#}\n", generator.into_root_schema_for::<UnitsToml>().as_value())
}

#[cfg(test)]
mod tests {
    use gouji_report::form::Forms;

    use super::*;

    fn check(text: &str) -> Result<Units, String> {
        let forms = Forms::load(&DataFile::all(gouji_data::FORMS)).unwrap();
        let file = DataFile { name: "units.toml", text };
        Units::load(file, &forms.places).map_err(|error| error.message.clone())
    }

    #[test]
    fn parents_are_found_by_any_of_their_names() {
        let units = check(
            "[[unit]]\nname = \"青禾县\"\naliases = [\"青禾\"]\n[[unit]]\nname = \"青禾县水利局\"\nparent = \"青禾县人民政府\"\nuntil = 2022",
        )
        .unwrap();
        assert_eq!(units.list[1].parent, Some(0));
        assert!(units.list[1].has_to_report_on(2022) && !units.list[1].has_to_report_on(2023));
    }

    #[test]
    fn what_has_no_meaning_is_refused() {
        let unit = |name: &str, parent: &str| {
            format!("[[unit]]\nname = \"{name}\"\nparent = \"{parent}\"\n")
        };
        for (text, said) in [
            (unit("甲局", "乙局"), "unit"),
            (unit("甲局", "乙局") + &unit("乙局", "甲局"), "圈"),
            (unit("甲局", "甲局") + "[[unit]]\nname = \"甲局\"\n", "同名"),
            ("[[unit]]\nnames = \"甲局\"\n".to_owned(), "names"),
        ] {
            let error = check(&text).unwrap_err();
            assert!(error.contains(said), "{text}: {error}");
        }
    }
}
