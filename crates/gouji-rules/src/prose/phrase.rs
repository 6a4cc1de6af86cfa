//! A phrase as messages quote it.

/// Characters of a quoted phrase at most.
const PHRASE: usize = 36;

/// The end of a long phrase, and all of a short one.
pub(super) fn shortened(phrase: &str) -> String {
    let count = phrase.chars().count();
    if count <= PHRASE {
        return phrase.to_owned();
    }
    let tail: String = phrase.chars().skip(count - PHRASE).collect();
    format!("…{tail}")
}
