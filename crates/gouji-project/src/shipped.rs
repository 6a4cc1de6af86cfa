//! The forms and rules that are shipped.

use std::sync::Arc;

use gouji_parser::fnv1a;
use gouji_report::{DataFile, PackError};
use gouji_rules::profile::is_pack;
use gouji_rules::settings::{Layer, SettingsFile};
use gouji_rules::{Linter, Trial};

/// The forms that are shipped and a user's `own` beside them, without a rule.
pub(crate) fn forms(own: &[Arc<SettingsFile>]) -> Result<Linter, Box<PackError>> {
    let shipped = DataFile::all(gouji_data::FORMS);
    if own.is_empty() {
        return Linter::from_compiled(gouji_data::COMPILED, &shipped, &packs());
    }
    // What packs may speak of hangs on the forms, so they are compiled with them.
    let mut layer = Layer::new(Arc::default());
    layer.forms = own.to_vec();
    Linter::configured(&shipped, &[], &[&layer])
}

/// The forms that are shipped and those of `layers`, without a rule.
fn forms_of(layers: &[&Layer]) -> Result<Linter, Box<PackError>> {
    forms(&layers.iter().flat_map(|layer| layer.forms.clone()).collect::<Vec<_>>())
}

/// Every pack that is shipped, those of profiles among them.
fn packs() -> Vec<DataFile<'static>> {
    let of_profiles = gouji_data::PROFILES.iter().filter(|(name, _)| is_pack(name)).copied();
    let packs = [gouji_data::PACKS, gouji_data::PACKS_ACROSS].concat().into_iter();
    DataFile::all(&packs.chain(of_profiles).collect::<Vec<_>>())
}

/// What `gouji_data::COMPILED` has to be for the forms and packs of today.
pub fn compile_ahead() -> Result<Vec<u8>, Box<PackError>> {
    Linter::compile_ahead(&DataFile::all(gouji_data::FORMS), &packs())
}

/// The rules that are shipped, as `layers` have them.
pub fn configured(layers: &[&Layer]) -> Result<Linter, Box<PackError>> {
    forms_of(layers)?.with(&DataFile::all(gouji_data::PACKS), layers, &[])
}

/// Every rule that is shipped, those over several reports among them.
pub fn every_rule() -> Result<Linter, Box<PackError>> {
    let packs = [gouji_data::PACKS, gouji_data::PACKS_ACROSS].concat();
    forms(&[])?.with(&DataFile::all(&packs), &[], &[])
}

/// The rules of `pack`, beside those that are shipped and with the forms that `layers` have, against
/// their own examples.
pub fn try_pack(pack: DataFile<'_>, layers: &[&Layer]) -> Result<Vec<Trial>, Box<PackError>> {
    gouji_rules::try_pack(&forms_of(layers)?, &DataFile::all(gouji_data::PACKS), pack, layers)
}

/// A hash of the forms and rules that are shipped, and of what `layers` lay over them: who has the same judges alike.
pub fn digest<'l>(layers: impl IntoIterator<Item = &'l Layer>) -> String {
    let shipped =
        [gouji_data::FORMS, gouji_data::PACKS, gouji_data::PACKS_ACROSS, gouji_data::PROFILES];
    let texts = shipped.into_iter().flatten().map(|(_, text)| (*text).to_owned());
    let said = layers.into_iter().map(Layer::content);
    format!("{:016x}", fnv1a(texts.chain(said).flat_map(String::into_bytes)))
}
