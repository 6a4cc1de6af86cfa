//! What an organ is called: one name for all that titles call it.

use gouji_parser::fold::fold;

use super::{PlaceNames, Standing};

/// A name with the places that it lies in, folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitName {
    /// The name by which units are told apart: 甘肃省白银市平川区教育局 for 平川区教育局.
    pub full: String,
    /// What stands behind the place: 教育局; empty for a government.
    pub own: String,
    /// Whether its superior is not the local government, or may sum it up, so that it is below no other unit by name.
    pub is_vertical: bool,
    /// Whether it is a functional zone or an organ of one.
    pub is_zone: bool,
}

impl UnitName {
    /// Returns the name of the organ that a title calls `issuer`, in a report on `year`.
    pub fn of(issuer: &str, year: Option<u16>, places: &PlaceNames) -> Self {
        let place = places.resolve(issuer, year);
        let is_vertical = place
            .as_ref()
            .is_some_and(|it| it.standing == Standing::Vertical || places.is_of_a_system(it));
        let is_zone = place.as_ref().is_some_and(|it| it.standing == Standing::Zone);
        let (full, own) = if let Some(place) = place.filter(|it| it.code.is_some()) {
            let own = places.without_government(&place.rest).to_owned();
            (format!("{}{own}", fold(&place.name)), own)
        } else {
            let full = places.without_government(&fold(issuer)).to_owned();
            (full.clone(), full)
        };
        Self { full, own, is_vertical, is_zone }
    }

    /// Returns `government`, `vertical`, `zone` or `organ`.
    pub fn standing(&self) -> &'static str {
        if self.is_vertical {
            "vertical"
        } else if self.is_zone {
            "zone"
        } else if self.own.is_empty() {
            "government"
        } else {
            "organ"
        }
    }

    /// Whether this is the name of an organ of the area that `area` is the government of.
    pub fn lies_in(&self, area: &Self) -> bool {
        !self.is_vertical && self.full.len() > area.full.len() && self.full.starts_with(&area.full)
    }
}

#[cfg(test)]
mod tests {
    use crate::{DataFile, form::Forms};

    use super::*;

    fn name(issuer: &str) -> UnitName {
        let forms = Forms::load(&DataFile::all(gouji_data::FORMS)).unwrap();
        UnitName::of(issuer, Some(2024), &forms.places)
    }

    #[test]
    fn a_unit_has_one_name_whatever_stands_before_it() {
        let full = name("白银市平川区教育局");
        assert_eq!(full.full, "甘肃省白银市平川区教育局");
        assert_eq!(full, name("甘肃省白银市平川区教育局"));
        assert_eq!(full.own, "教育局");
        assert_eq!(name("白银市平川区人民政府").full, name("白银市平川区").full);
        assert!(full.lies_in(&name("白银市平川区")) && full.lies_in(&name("白银市")));
        assert!(!name("白银市平川区税务局").lies_in(&name("白银市平川区")));
        // Four offices of 重庆 sum up their systems; elsewhere nothing says so.
        assert!(!name("重庆市渝中区规划和自然资源局").lies_in(&name("重庆市渝中区")));
        assert!(name("重庆市渝中区教育委员会").lies_in(&name("重庆市渝中区")));
        assert!(name("白银市平川区司法局").lies_in(&name("白银市平川区")));
        assert_eq!(name("青禾县人民政府").full, "青禾县");
        assert!(name("青禾县水利局").lies_in(&name("青禾县人民政府")));
    }
}
