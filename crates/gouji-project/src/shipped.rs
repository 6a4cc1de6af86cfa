//! The forms and rules that are shipped.

use gouji_report::{DataFile, PackError};
use gouji_rules::settings::Layer;
use gouji_rules::{Linter, Trial};

/// The rules that are shipped, as `layers` have them.
pub fn configured(layers: &[&Layer]) -> Result<Linter, Box<PackError>> {
    Linter::configured(&DataFile::all(gouji_data::FORMS), &DataFile::all(gouji_data::PACKS), layers)
}

/// The rules of `pack`, beside those that are shipped and with the forms that `layers` have, against
/// their own examples.
pub fn try_pack(pack: DataFile<'_>, layers: &[&Layer]) -> Result<Vec<Trial>, Box<PackError>> {
    let (forms, packs) = (DataFile::all(gouji_data::FORMS), DataFile::all(gouji_data::PACKS));
    gouji_rules::try_pack(&forms, &packs, pack, layers)
}
