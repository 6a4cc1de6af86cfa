//! What a check kind says of itself.

/// What a check kind calls itself, and what its messages may speak of.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// Cases other than the plain one.
    pub(crate) variants: &'static [&'static str],
    /// Placeholders.
    pub(crate) args: &'static [&'static str],
}
