//! What the parameters and headers of a request say.

use axum::extract::Query;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use gouji_project::{FailOn, OnNotChecked, ProjectOptions, is_jurisdiction};
use gouji_report::Lang;
use gouji_reporter::OutputFormat;
use percent_encoding::percent_decode_str;

use crate::http_error::{HttpError, HttpErrorCode};

/// The header that names the file of a body, in UTF-8 with percent signs.
pub(crate) const FILE_NAME: &str = "x-file-name";

/// What a request asks for.
#[derive(Debug)]
pub(crate) struct CheckQuery {
    pub(crate) format: OutputFormat,
    pub(crate) lang: Lang,
    /// The name of the file, where the body is one.
    pub(crate) name: Option<String>,
    pub(crate) settings: RequestSettings,
}

/// The settings of a request, by the keys of gouji.toml.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RequestSettings {
    jurisdiction: Option<String>,
    inline_waivers: Option<bool>,
    select: Vec<String>,
    ignore: Vec<String>,
    fail_on: Option<FailOn>,
    not_checked: Option<OnNotChecked>,
}

impl RequestSettings {
    /// Takes a parameter, if it is one of them.
    fn take(&mut self, key: &str, value: &str) -> Result<bool, HttpError> {
        match key {
            "jurisdiction" if is_jurisdiction(value) => {
                once(key, &mut self.jurisdiction, value.to_owned())?;
            }
            "jurisdiction" => {
                return Err(HttpError::bad(
                    "jurisdiction 应为 2、4 或 6 位数字，如 62、6204、620403；不用任何地方规定写 00 / \
                     jurisdiction has 2, 4 or 6 digits; 00 for the rules of no place",
                ));
            }
            "inline-waivers" => {
                let said =
                    one_of(key, value, &[true, false], |it| if it { "true" } else { "false" })?;
                once(key, &mut self.inline_waivers, said)?;
            }
            "select" => self.select.extend(value.split(',').map(str::to_owned)),
            "ignore" => self.ignore.extend(value.split(',').map(str::to_owned)),
            "fail-on" => {
                let said = one_of(key, value, &FailOn::ALL, FailOn::name)?;
                once(key, &mut self.fail_on, said)?;
            }
            "not-checked" => {
                let said = one_of(key, value, &OnNotChecked::ALL, OnNotChecked::name)?;
                once(key, &mut self.not_checked, said)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Lays them over those of the server.
    pub(crate) fn over(&self, options: &ProjectOptions) -> ProjectOptions {
        let mut over = options.clone();
        over.config.extend(self.inline_waivers.map(|it| format!("inline-waivers = {it}")));
        over.jurisdiction = self.jurisdiction.clone().or(over.jurisdiction);
        if !self.select.is_empty() {
            over.select.clone_from(&self.select);
        }
        over.ignore.extend(self.ignore.iter().cloned());
        over.fail_on = self.fail_on.or(over.fail_on);
        over.not_checked = self.not_checked.or(over.not_checked);
        over
    }
}

impl CheckQuery {
    /// Reads the parameters of a request for `/check`.
    pub(crate) fn of(parts: &Parts) -> Result<Self, HttpError> {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map_err(|_| HttpError::bad("网址的参数读不出来 / the query cannot be read"))?;
        let (mut format, mut lang, mut name) = (None, None, None);
        let mut settings = RequestSettings::default();
        for (key, value) in pairs {
            match &*key {
                "format" => {
                    let formats = OutputFormat::ALL;
                    once(&key, &mut format, one_of(&key, &value, formats, OutputFormat::name)?)?;
                }
                "language" => {
                    let langs = [Lang::Zh, Lang::En];
                    once(&key, &mut lang, one_of(&key, &value, &langs, Lang::code)?)?;
                }
                "name" => once(&key, &mut name, value)?,
                _ if settings.take(&key, &value)? => {}
                _ => {
                    let known = "format、language、name、jurisdiction、inline-waivers、select、ignore、fail-on、not-checked";
                    return Err(HttpError::bad(format!(
                        "没有参数 {key}，有 {known} / no such parameter: {key}; there are {}",
                        known.replace('、', ", ")
                    )));
                }
            }
        }
        Ok(Self {
            format: format.map_or_else(|| accepted(&parts.headers), Ok)?,
            lang: lang.unwrap_or_default(),
            name: name.map_or_else(|| named(&parts.headers), |it| Ok(Some(it)))?,
            settings,
        })
    }
}

/// Refuses a parameter that is given twice.
fn once<T>(key: &str, slot: &mut Option<T>, value: T) -> Result<(), HttpError> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => {
            Err(HttpError::bad(format!("参数 {key} 写了两次 / the parameter {key} is given twice")))
        }
    }
}

/// The one of `values` that is called `word`.
fn one_of<T: Copy>(
    key: &str,
    word: &str,
    values: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, HttpError> {
    values.iter().copied().find(|&it| name(it) == word).ok_or_else(|| {
        let names: Vec<&str> = values.iter().map(|&it| name(it)).collect();
        HttpError::bad(format!(
            "{key} 应为 {} / {key} is one of {}",
            names.join("、"),
            names.join(", ")
        ))
    })
}

/// The format that the client likes best, of JSON, SARIF and HTML.
fn accepted(headers: &HeaderMap) -> Result<OutputFormat, HttpError> {
    let said: Vec<&str> =
        headers.get_all(header::ACCEPT).iter().filter_map(|it| it.to_str().ok()).collect();
    let mut ranges: Vec<(&str, &str)> =
        said.iter().flat_map(|it| it.split(',')).map(range).collect();
    if ranges.is_empty() {
        return Ok(OutputFormat::Json);
    }
    // Digits behind one point compare as texts do.
    ranges.sort_by(|a, b| b.1.cmp(a.1));
    let wanted =
        ranges.into_iter().filter(|(_, weight)| !weight.trim_matches(['0', '.']).is_empty());
    let format = |range: &str| match range.to_ascii_lowercase().as_str() {
        "*/*" | "application/*" | "application/json" => Some(OutputFormat::Json),
        "application/sarif+json" => Some(OutputFormat::Sarif),
        "text/*" | "text/html" => Some(OutputFormat::Html),
        _ => None,
    };
    wanted.into_iter().find_map(|(range, _)| format(range)).ok_or_else(|| {
        let detail = "Accept 里可以写 application/json、application/sarif+json、text/html；其余格式用参数 format / \
                      Accept may have application/json, application/sarif+json or text/html; other formats go by the \
                      parameter format";
        HttpError::new(HttpErrorCode::NotAcceptable, detail)
    })
}

/// A media range with its weight.
fn range(text: &str) -> (&str, &str) {
    let mut parts = text.split(';').map(str::trim);
    let range = parts.next().unwrap_or_default();
    let weight = parts.find_map(|it| it.strip_prefix("q="));
    (range, weight.unwrap_or("1"))
}

/// The name that a header gives.
fn named(headers: &HeaderMap) -> Result<Option<String>, HttpError> {
    let Some(value) = headers.get(FILE_NAME) else { return Ok(None) };
    let decoded = value.to_str().ok().and_then(|it| percent_decode_str(it).decode_utf8().ok());
    let decoded = decoded.ok_or_else(|| {
        HttpError::bad(
            "X-File-Name 应为百分号编码的 UTF-8，如 %E5%B9%B4%E6%8A%A5.docx / X-File-Name is UTF-8 with percent signs",
        )
    })?;
    Ok(Some(decoded.into_owned()))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn check(uri: &str, headers: &[(&str, &str)]) -> Result<CheckQuery, HttpError> {
        let request =
            headers.iter().fold(Request::builder().uri(uri), |it, (k, v)| it.header(*k, *v));
        CheckQuery::of(&request.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn the_format_is_what_is_asked_for_else_what_is_liked_best() {
        let format = |uri, accept: &str| check(uri, &[("accept", accept)]).unwrap().format.name();
        assert_eq!(check("/check", &[]).unwrap().format.name(), "json");
        assert_eq!(format("/check?format=csv", "text/html"), "csv");
        assert_eq!(format("/check", "*/*"), "json");
        assert_eq!(format("/check", "text/html,application/json;q=0.9"), "html");
        assert_eq!(format("/check", "text/html;q=0.5, application/sarif+json;q=0.75"), "sarif");
        assert_eq!(format("/check", "application/json;q=0, text/*;q=0.1"), "html");
        let refused = check("/check", &[("accept", "image/png, application/json;q=0.0")]);
        assert_eq!(refused.unwrap_err().code(), HttpErrorCode::NotAcceptable);
    }

    #[test]
    fn a_name_comes_as_a_parameter_or_in_a_header() {
        let name = |uri, header| check(uri, &[(FILE_NAME, header)]).unwrap().name.unwrap();
        assert_eq!(name("/check", "%E5%B9%B4%E6%8A%A5.docx"), "年报.docx");
        assert_eq!(name("/check?name=a%2Fb.md", "c"), "a/b.md");
        assert_eq!(
            check("/check", &[(FILE_NAME, "%FF")]).unwrap_err().code(),
            HttpErrorCode::BadRequest
        );
    }

    #[test]
    fn a_parameter_that_means_nothing_is_refused() {
        for query in [
            "format=pdf",
            "language=fr",
            "jurisdiction=甘肃",
            "jurisdiction=620",
            "fail-on=x",
            "not-checked=",
            "inline-waivers=1",
            "config=a",
            "name=a&name=b",
            "language=en&language=zh",
        ] {
            let refused = check(&format!("/check?{query}").replace("甘肃", "%E7"), &[]);
            assert_eq!(refused.expect_err(query).code(), HttpErrorCode::BadRequest);
        }
    }
}
