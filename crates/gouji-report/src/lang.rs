//! The language of what is said.

use crate::Localized;

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese, the language of the form.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Returns `zh` or `en`.
    pub fn code(self) -> &'static str {
        self.choose("zh", "en")
    }

    /// Returns the other language.
    #[must_use]
    pub fn other(self) -> Self {
        self.choose(Self::En, Self::Zh)
    }

    /// Returns the one of two values that is of this language.
    pub fn choose<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// Returns the text of `localized` in this language, or in the other where this one is empty.
    pub fn pick(self, localized: &Localized) -> &str {
        let texts = (&localized.zh, &localized.en);
        let (wanted, other) = self.choose(texts, (texts.1, texts.0));
        if wanted.is_empty() { other } else { wanted }
    }
}
