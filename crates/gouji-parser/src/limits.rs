//! How much of a file is read, whatever its format.

/// Bytes of text, in UTF-8, that are read of any file: what is checked in about a second. A long
/// report has 200,000.
pub(crate) const TEXT_LIMIT: usize = 8 << 20;

/// A limit on hostile input, by what it limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Limit {
    /// A limit on what `zh` and `en` name.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }
}
