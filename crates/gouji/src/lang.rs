//! The language of what is said.

use clap::ValueEnum;
use gouji_report::Localized;
use gouji_rules::finding::Severity;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Zh,
    En,
}

impl Lang {
    /// `zh`, `en`.
    pub(crate) fn code(self) -> &'static str {
        self.choose("zh", "en")
    }

    /// The other language.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// The text of `localized` in this language, or in the other where this one is empty.
    pub(crate) fn pick(self, localized: &Localized) -> &str {
        let (first, second) = match self {
            Self::Zh => (&localized.zh, &localized.en),
            Self::En => (&localized.en, &localized.zh),
        };
        if first.is_empty() { second } else { first }
    }

    /// One of two texts of the command's own.
    pub(crate) fn choose<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The word for a severity.
    pub(crate) fn severity(self, severity: Severity) -> &'static str {
        match (self, severity) {
            (Self::Zh, Severity::Error) => "错误",
            (Self::Zh, Severity::Warning) => "警告",
            (Self::Zh, Severity::Info) => "提示",
            (Self::En, severity) => severity.name(),
        }
    }
}
