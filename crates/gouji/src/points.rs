//! The scheme of deduction points that an audit was asked for.

use std::path::Path;

use gouji_audit::PointScheme;
use gouji_report::DataFile;
use gouji_rules::profile::Profiles;
use gouji_rules::rule::Rule;

use crate::project::{read_named, refused};

/// Returns the scheme that the profile of a place has, where `named` is its code, else that of the file `named`.
pub(crate) fn scheme(named: &Path, rules: &[Rule]) -> miette::Result<PointScheme> {
    let profiles = Profiles::new(&DataFile::all(gouji_data::PROFILES));
    let of_place = refused(profiles.of(named.to_str().unwrap_or_default()))?;
    match of_place.and_then(|profile| profile.points.clone()) {
        Some(shipped) => refused(PointScheme::load(shipped.data(), rules)),
        None => refused(PointScheme::load(read_named(named)?.data(), rules)),
    }
}
