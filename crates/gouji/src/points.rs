//! The scheme of deduction points that an audit was asked for.

use std::path::Path;

use gouji_audit::PointScheme;
use gouji_report::DataFile;
use gouji_rules::profile::Profiles;
use gouji_rules::rule::Rule;

use crate::project::{read_named, refused};

/// Returns the scheme that the profile of a place has, where `named` is its code, else that of the file `named`.
pub(crate) fn scheme(named: &Path, rules: &[Rule]) -> miette::Result<PointScheme> {
    let profiles = refused(Profiles::load(&DataFile::all(gouji_data::PROFILES)))?;
    let of_place = |code: &str| profiles.iter().find(|it| it.code == code)?.points.clone();
    match named.to_str().and_then(of_place) {
        Some(shipped) => refused(PointScheme::load(shipped.data(), rules)),
        None => refused(PointScheme::load(read_named(named)?.data(), rules)),
    }
}
