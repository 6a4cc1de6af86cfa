//! Whose report a file is and of which year, or that this is not known: the same words wherever people read it.

use crate::FileResult;
use gouji_report::Lang;

/// A heading over results: 政府信息公开工作年度报告核查结果.
pub(crate) fn results(files: &[FileResult<'_>], language: Lang) -> String {
    heading(files, language.choose("核查结果", "results of the check"), language)
}

/// A heading on paper over what is to be put right: 政府信息公开工作年度报告整改通知.
pub(crate) fn notice(files: &[FileResult<'_>], language: Lang) -> String {
    heading(files, language.choose("整改通知", "what is to be put right"), language)
}

/// A heading that says `what`. Of several kinds of report it names each, in the order in which they stand.
fn heading(files: &[FileResult<'_>], what: &str, language: Lang) -> String {
    let mut names: Vec<&str> = Vec::new();
    for kind in files.iter().filter_map(|file| file.checked.report.kind.as_ref()) {
        let name = language.pick(kind);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match (language, names.is_empty()) {
        (Lang::Zh, _) => format!("{}{what}", names.join("、")),
        (Lang::En, true) => what.to_owned(),
        (Lang::En, false) => format!("{}: {what}", names.join(", ")),
    }
}

/// The organ that reports.
pub(crate) fn issuer<'a>(file: &FileResult<'a>, language: Lang) -> &'a str {
    let issuer = file.checked.report.issuer.as_deref();
    issuer.unwrap_or(language.choose("未识别出单位", "issuer not recognised"))
}

/// `2020年度`.
pub(crate) fn year(file: &FileResult<'_>, language: Lang) -> String {
    match (file.checked.report.year, language) {
        (Some(year), Lang::Zh) => format!("{year}年度"),
        (Some(year), Lang::En) => year.to_string(),
        (None, Lang::Zh) => "年度未识别".to_owned(),
        (None, Lang::En) => "year not recognised".to_owned(),
    }
}
