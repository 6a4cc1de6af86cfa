//! gouji as a module for Python. What is said here to Python is the package `gouji` in python/, in Python.
//!
//! * `settings` – a gouji.toml, as a path or a dict
//! * `batch` – many files, window by window; `rows` – what is given of each
//! * `stream` – rows as an Arrow stream
//! * `errors` – what goes wrong, as exceptions

mod batch;
mod errors;
mod rows;
mod settings;
mod stream;

use std::ffi::OsString;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use gouji_project::{
    CheckedFile, Day, Input, NoConversion, ProjectCache, ReadingOptions, Results, extracted,
};
use gouji_report::Lang;
use gouji_report::place::UnitName;
use gouji_reporter::{ExtractFormat, ExtractedFile, Extractor, Options, OutputFormat};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

use crate::batch::Files;
use crate::errors::{UnreadableError, refused};
use crate::rows::RowKind;
use crate::settings::Settings;
use crate::stream::Rows;

/// Projects of the last settings, with their rules compiled.
static PROJECTS: ProjectCache = ProjectCache::new(8);

/// The day in Beijing.
fn today() -> Day {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Day::at(now.as_secs())
}

fn lang(word: &str) -> PyResult<Lang> {
    let known = [Lang::Zh, Lang::En].into_iter().find(|it| it.code() == word);
    known.ok_or_else(|| {
        let said = format!(
            "language 应为 zh 或 en，不能写作 {word:?} / language is zh or en, not {word:?}"
        );
        pyo3::exceptions::PyValueError::new_err(said)
    })
}

/// Checks one file. Returns the JSON of `gouji check` and that of `gouji extract`.
#[pyfunction]
fn check(
    py: Python<'_>,
    content: PyBackedBytes,
    name: String,
    settings: Settings,
    language: &str,
) -> PyResult<(String, String)> {
    let lang = lang(language)?;
    py.detach(move || {
        let mut project = PROJECTS.project(&settings.options(), today()).map_err(refused)?;
        let linter = project.linter_here().map_err(refused)?;
        let input = Input::Buffer { name, bytes: content.as_ref().into() };
        let of_file = project.settings_of(&input).map_err(refused)?;
        let (tables, statements) = (false, true);
        let reading = ReadingOptions { convert: &NoConversion, tables, statements, lang };
        let unreadable = |it: gouji_project::UnreadFile| UnreadableError::new_err(it.to_string());
        let checked = CheckedFile::new(&input, &of_file, &reading, None).map_err(unreadable)?;
        let data = input.guarded(&reading, |it| Ok(extracted(&it.document, &linter, lang)));
        let data = data.map_err(unreadable)?;
        let (mut results, _) = Results::of(vec![Ok(checked)], Vec::new(), None);
        results.notice(project.notices(&[]));
        let (mut json, mut line) = (Vec::new(), Vec::new());
        let options = Options { language: lang, ..Options::default() };
        gouji_project::write(&results, &[], None, OutputFormat::Json, &options, &mut json)?;
        let mut extractor =
            Extractor::new(ExtractFormat::Jsonl, Vec::new(), false, lang, &mut line)?;
        extractor.write(&ExtractedFile { path: input.name(), read: Ok(&data) })?;
        extractor.finish()?;
        Ok((String::from_utf8(json)?, String::from_utf8(line)?))
    })
}

/// The findings of many files, as rows.
#[pyfunction]
#[pyo3(signature = (names, contents, settings, language, threads))]
fn check_many(
    py: Python<'_>,
    names: Vec<String>,
    contents: Vec<PyBackedBytes>,
    settings: Settings,
    language: &str,
    threads: Option<u16>,
) -> PyResult<Rows> {
    rows_of(py, RowKind::Findings, names, contents, settings, language, threads)
}

/// The figures of many files, as rows.
#[pyfunction]
#[pyo3(signature = (names, contents, settings, language, threads))]
fn extract_many(
    py: Python<'_>,
    names: Vec<String>,
    contents: Vec<PyBackedBytes>,
    settings: Settings,
    language: &str,
    threads: Option<u16>,
) -> PyResult<Rows> {
    rows_of(py, RowKind::Figures, names, contents, settings, language, threads)
}

fn rows_of(
    py: Python<'_>,
    kind: RowKind,
    names: Vec<String>,
    contents: Vec<PyBackedBytes>,
    settings: Settings,
    language: &str,
    threads: Option<u16>,
) -> PyResult<Rows> {
    let lang = lang(language)?;
    let files = Files::new(kind, names, contents, settings, lang, threads)?;
    // What is wrong with settings is said at once.
    py.detach(|| files.project().map_err(refused))?;
    Ok(Rows::new(Arc::new(files)))
}

/// Every rule, as the JSON of `gouji rules --json`.
#[pyfunction]
fn rules(py: Python<'_>, settings: Settings) -> PyResult<String> {
    py.detach(|| {
        let mut project = PROJECTS.project(&settings.options(), today()).map_err(refused)?;
        let linter = project.linter_here().map_err(refused)?;
        Ok(gouji_reporter::rules_json(linter.rules()))
    })
}

/// The one name for all that titles call an organ.
#[pyfunction]
#[pyo3(signature = (name, year = None))]
fn organ_name(py: Python<'_>, name: &str, year: Option<u16>) -> PyResult<String> {
    py.detach(|| {
        let mut project =
            PROJECTS.project(&Settings::default().options(), today()).map_err(refused)?;
        let linter = project.linter_here().map_err(refused)?;
        Ok(UnitName::of(name, year, linter.places()).full)
    })
}

/// Runs the command; the first of `args` is its own name. Returns the exit status.
#[pyfunction]
fn main(py: Python<'_>, args: Vec<OsString>) -> u8 {
    py.detach(|| gouji::run_command(args))
}

/// The part of the package that is written in Rust.
#[pymodule]
fn _gouji(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("SettingsError", module.py().get_type::<errors::SettingsError>())?;
    module.add("UnreadableError", module.py().get_type::<UnreadableError>())?;
    module.add_class::<Rows>()?;
    module.add_function(wrap_pyfunction!(check, module)?)?;
    module.add_function(wrap_pyfunction!(check_many, module)?)?;
    module.add_function(wrap_pyfunction!(extract_many, module)?)?;
    module.add_function(wrap_pyfunction!(rules, module)?)?;
    module.add_function(wrap_pyfunction!(organ_name, module)?)?;
    module.add_function(wrap_pyfunction!(main, module)?)?;
    Ok(())
}
