//! What goes wrong, as exceptions.

use gouji_report::PackError;
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

create_exception!(
    gouji,
    SettingsError,
    PyValueError,
    "Settings say what has no meaning. Attributes: source, line, help."
);
create_exception!(
    gouji,
    UnreadableError,
    PyValueError,
    "A file cannot be read as a report at all."
);

/// Settings that are refused, with their place.
pub(crate) fn refused(error: Box<PackError>) -> PyErr {
    let text = error.source_code.inner();
    let line =
        text.as_bytes().iter().take(error.span.offset()).filter(|it| **it == b'\n').count() + 1;
    let source = error.source_code.name().to_owned();
    let mut said = format!("{source}:{line}: {} ({})", error.message, error.label);
    if let Some(help) = &error.help {
        said = format!("{said}\n{help}");
    }
    let exception = SettingsError::new_err(said);
    Python::attach(|py| {
        let value = exception.value(py);
        // An exception that cannot take attributes is told by its message alone.
        drop(value.setattr("source", source));
        drop(value.setattr("line", line));
        drop(value.setattr("help", error.help));
    });
    exception
}
