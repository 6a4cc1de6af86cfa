//! Forms and packs compiled beforehand: the bytes that a program carries, so that it does not read and compile the
//! same texts whenever it starts.
//!
//! ```text
//! texts ──compile_ahead──▶ bytes ──from_compiled(the same texts)──▶ Linter
//! ```
//!
//! Bytes that were made of other texts are none: then the texts are compiled, as those of a user are.

use std::{cell::RefCell, sync::Arc};

use crate::{
    Linter, SharedData,
    pack::{self, CompiledPack, PackRule},
    prose::{Vocabulary, WordList},
};
use gouji_report::{DataFile, PackError};

impl Linter {
    /// Returns forms and packs as bytes for [`Linter::from_compiled`].
    #[expect(clippy::missing_panics_doc, reason = "a list of bytes takes everything")]
    pub fn compile_ahead(
        forms: &[DataFile<'_>],
        packs: &[DataFile<'_>],
    ) -> Result<Vec<u8>, Box<PackError>> {
        let mut ground = SharedData::load(forms, &[])?;
        let words = RefCell::new(WordList::beside(&ground.vocabulary));
        let load = |&file| pack::load(file, ground.known(&words), &[]);
        let rules: Vec<Vec<Arc<PackRule>>> = packs.iter().map(load).collect::<Result<_, _>>()?;
        ground.vocabulary = Vocabulary::new(&words.into_inner());
        let bytes = digest(forms, packs).to_le_bytes().to_vec();
        Ok(postcard::to_extend(&(ground, rules), bytes).expect("a list of bytes takes everything"))
    }

    /// Forms without a rule, and packs at hand for [`Linter::with`], as `compiled` has them; of other texts than
    /// it was made of, the forms as `forms` has them.
    pub fn from_compiled(
        compiled: &[u8],
        forms: &[DataFile<'_>],
        packs: &[DataFile<'static>],
    ) -> Result<Self, Box<PackError>> {
        match SharedData::of_bytes(compiled, forms, packs) {
            Some(ground) => Self::compile(Arc::new(ground), &[], &[], &[]),
            None => Self::new(forms, &[]),
        }
    }
}

impl SharedData {
    fn of_bytes(
        compiled: &[u8],
        forms: &[DataFile<'_>],
        packs: &[DataFile<'static>],
    ) -> Option<Self> {
        let (of_texts, data) = compiled.split_first_chunk()?;
        if u64::from_le_bytes(*of_texts) != digest(forms, packs) {
            return None;
        }
        let (mut ground, rules): (Self, Vec<Vec<Arc<PackRule>>>) =
            postcard::from_bytes(data).ok()?;
        let packs = packs.iter().zip(rules);
        ground.packs = packs.map(|(&file, rules)| CompiledPack { file, rules }).collect();
        Some(ground)
    }
}

/// A hash of texts, eight bytes at a time: any change of a text is another hash, all but surely.
fn digest(forms: &[DataFile<'_>], packs: &[DataFile<'_>]) -> u64 {
    let texts = forms.iter().chain(packs).flat_map(|file| [file.name, file.text]);
    texts.fold(0, |hash, text| {
        let (words, rest) = text.as_bytes().as_chunks();
        let words = words.iter().map(|word| u64::from_le_bytes(*word));
        let rest = rest.iter().map(|&byte| u64::from(byte));
        let next = |hash: u64, word: u64| (hash ^ word).wrapping_mul(PRIME).rotate_left(29);
        words.chain(rest).chain([text.len() as u64]).fold(hash, next)
    })
}

/// A number whose product with another hangs on each of its bits.
const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
