//! The forms and rules that are shipped.

use gouji_parser::fnv1a;
use gouji_report::{DataFile, PackError};
use gouji_rules::settings::Layer;
use gouji_rules::{Linter, Trial};

/// The rules that are shipped, as `layers` have them.
pub fn configured(layers: &[&Layer]) -> Result<Linter, Box<PackError>> {
    Linter::configured(&DataFile::all(gouji_data::FORMS), &DataFile::all(gouji_data::PACKS), layers)
}

/// Every rule that is shipped, those over several reports among them.
pub fn every_rule() -> Result<Linter, Box<PackError>> {
    let packs = [gouji_data::PACKS, gouji_data::PACKS_ACROSS].concat();
    Linter::configured(&DataFile::all(gouji_data::FORMS), &DataFile::all(&packs), &[])
}

/// The rules of `pack`, beside those that are shipped and with the forms that `layers` have, against
/// their own examples.
pub fn try_pack(pack: DataFile<'_>, layers: &[&Layer]) -> Result<Vec<Trial>, Box<PackError>> {
    let (forms, packs) = (DataFile::all(gouji_data::FORMS), DataFile::all(gouji_data::PACKS));
    gouji_rules::try_pack(&forms, &packs, pack, layers)
}

/// A hash of the forms and rules that are shipped, and of what `layers` lay over them: who has the same judges alike.
pub fn digest<'l>(layers: impl IntoIterator<Item = &'l Layer>) -> String {
    let shipped =
        [gouji_data::FORMS, gouji_data::PACKS, gouji_data::PACKS_ACROSS, gouji_data::PROFILES];
    let texts = shipped.into_iter().flatten().map(|(_, text)| (*text).to_owned());
    let said = layers.into_iter().map(Layer::content);
    format!("{:016x}", fnv1a(texts.chain(said).flat_map(String::into_bytes)))
}
