//! What a client sets.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gouji_report::Lang;
use serde::Deserialize;

/// The `initializationOptions` of a client.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct ServerOptions {
    /// `zh` or `en`; that of the client's own words where it says nothing.
    pub(crate) language: Option<String>,
    /// Reports with the report of the year before, each: `{"2024.md": "2023.docx"}`. Paths start from the folder
    /// that is open.
    pub(crate) last_year: BTreeMap<PathBuf, PathBuf>,
}

impl ServerOptions {
    /// The language of what is said, where the words of the client are those of `locale` (`zh-cn`, `en`).
    pub(crate) fn lang(&self, locale: Option<&str>) -> Lang {
        let word = self.language.as_deref().or(locale).unwrap_or("zh").to_ascii_lowercase();
        if word.starts_with("zh") { Lang::Zh } else { Lang::En }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_one_set_or_the_clients() {
        let check = |language: Option<&str>, locale, expected| {
            let options =
                ServerOptions { language: language.map(str::to_owned), ..ServerOptions::default() };
            assert_eq!(options.lang(locale), expected, "{language:?} {locale:?}");
        };
        check(None, None, Lang::Zh);
        check(None, Some("zh-CN"), Lang::Zh);
        check(None, Some("de"), Lang::En);
        check(Some("zh"), Some("en"), Lang::Zh);
        check(Some("en"), Some("zh-cn"), Lang::En);
    }
}
