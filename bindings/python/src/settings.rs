//! A gouji.toml, as a path or as a dict.

use std::path::{Path, PathBuf};

use gouji_project::{ProjectOptions, canonical};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use toml::{Table, Value};

/// How deep lists and dicts may lie in each other.
const DEPTH: usize = 32;

/// What messages call a dict.
const NAME: &str = "settings";

/// The settings of a call: none, those of a file, or those of a dict.
#[derive(Clone, Debug, Default)]
pub(crate) enum Settings {
    #[default]
    None,
    File(PathBuf),
    Text(String),
}

impl Settings {
    /// The options of a run that knows no other settings.
    pub(crate) fn options(&self) -> ProjectOptions {
        let mut options = ProjectOptions::default();
        match self {
            Self::None => options.isolated = true,
            Self::File(path) => options.config.push(path.to_string_lossy().into_owned()),
            Self::Text(text) => {
                // A text that stands for a file of the current folder, from which its paths start.
                let path = canonical(Path::new(".")).join(NAME);
                options.config.push(path.to_string_lossy().into_owned());
                options.open.insert(path, text.clone());
            }
        }
        options
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Settings {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if given.is_none() {
            return Ok(Self::None);
        }
        if let Ok(dict) = given.cast::<PyDict>() {
            let table = table(&dict, DEPTH)?;
            return Ok(Self::Text(table.to_string()));
        }
        let path: PathBuf = given.extract().map_err(|_| {
            PyTypeError::new_err("settings 应为路径或 dict / settings is a path or a dict")
        })?;
        if path.is_file() {
            return Ok(Self::File(path));
        }
        let said = format!("没有这个文件：{0} / no such file: {0}", path.display());
        Err(pyo3::exceptions::PyFileNotFoundError::new_err(said))
    }
}

fn table(dict: &Bound<'_, PyDict>, depth: usize) -> PyResult<Table> {
    let mut table = Table::new();
    for (key, given) in dict.iter() {
        let key: String = key.extract().map_err(|_| {
            PyTypeError::new_err("settings 的键应为字符串 / keys of settings are strings")
        })?;
        table.insert(key, value(&given, depth)?);
    }
    Ok(table)
}

/// A value as TOML has it.
fn value(given: &Bound<'_, PyAny>, depth: usize) -> PyResult<Value> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(PyValueError::new_err("settings 嵌套过深 / settings are nested too deeply"));
    };
    // A bool is an int to Python.
    if given.is_instance_of::<PyBool>() {
        return Ok(Value::Boolean(given.extract()?));
    }
    if given.is_instance_of::<PyInt>() {
        return Ok(Value::Integer(given.extract()?));
    }
    if given.is_instance_of::<PyFloat>() {
        return Ok(Value::Float(given.extract()?));
    }
    if given.is_instance_of::<PyString>() {
        return Ok(Value::String(given.extract()?));
    }
    if let Ok(dict) = given.cast::<PyDict>() {
        return Ok(Value::Table(table(dict, depth)?));
    }
    if given.is_instance_of::<PyList>() || given.is_instance_of::<PyTuple>() {
        let values = given.try_iter()?.map(|it| value(&it?, depth));
        return Ok(Value::Array(values.collect::<PyResult<_>>()?));
    }
    let kind = given.get_type().name()?;
    Err(PyTypeError::new_err(format!("settings 里不能有 {kind} / settings cannot have a {kind}")))
}
