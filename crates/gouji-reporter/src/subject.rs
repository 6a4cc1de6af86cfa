//! Whose report a file is and of which year, or that this is not known: the same words wherever people read it.

use crate::{CheckedFile, Language};

/// The organ that reports.
pub(crate) fn issuer<'a>(file: &CheckedFile<'a>, language: Language) -> &'a str {
    let issuer = file.checked.report.issuer.as_deref();
    issuer.unwrap_or(language.pick("未识别出单位", "issuer not recognised"))
}

/// `2020年度`.
pub(crate) fn year(file: &CheckedFile<'_>, language: Language) -> String {
    match (file.checked.report.year, language) {
        (Some(year), Language::Zh) => format!("{year}年度"),
        (Some(year), Language::En) => year.to_string(),
        (None, Language::Zh) => "年度未识别".to_owned(),
        (None, Language::En) => "year not recognised".to_owned(),
    }
}
