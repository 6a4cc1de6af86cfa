//! Rows as an Arrow stream, by the C stream interface: pyarrow, polars, pandas and DuckDB take it without a copy.

use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::batch::{Files, Passage};
use crate::errors::refused;

/// Rows of many files. Each time that they are taken, the files are gone through anew, window by window.
#[pyclass(frozen, module = "gouji")]
pub(crate) struct Rows {
    files: Arc<Files>,
}

impl Rows {
    pub(crate) fn new(files: Arc<Files>) -> Self {
        Self { files }
    }
}

#[pymethods]
impl Rows {
    /// The stream as a capsule. `requested_schema` is for consumers that want other types, and is not heeded.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let passage = py.detach(|| self.files.begin().map_err(refused))?;
        let reader = Reader { passage, schema: self.files.kind.schema() };
        PyCapsule::new_with_value(
            py,
            FFI_ArrowArrayStream::new(Box::new(reader)),
            c"arrow_array_stream",
        )
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        let schema = self.files.kind.schema();
        schema.fields().iter().map(|it| it.name().clone()).collect()
    }
}

struct Reader {
    passage: Passage,
    schema: SchemaRef,
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Some consumers hold the interpreter's lock while they ask for more, others do not; a thread that checks
        // never needs it.
        let next = Python::try_attach(|py| py.detach(|| self.passage.next()));
        let rows = next.unwrap_or_else(|| self.passage.next())?;
        let kind = self.passage.kind();
        Some(rows.map_err(ArrowError::ComputeError).and_then(|rows| kind.batch(&rows)))
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
