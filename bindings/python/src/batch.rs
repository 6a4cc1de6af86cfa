//! Many files, window by window, so that no more of them than a window are in memory as more than their bytes.

use std::sync::Arc;

use gouji_project::{
    CheckedFile, FileSettings, Input, NoConversion, Project, ReadingOptions, Results, UnreadFile,
    extracted, finding_rows, guarded, is_result,
};
use gouji_report::{Lang, PackError};
use gouji_reporter::{ExtractedFile, extract_rows};
use gouji_rules::Linter;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::rows::{Row, RowKind};
use crate::settings::Settings;
use crate::{PROJECTS, today};

/// How many files are read before what they gave is handed on.
const WINDOW: usize = 256;

/// Files, and what is wanted of them.
pub(crate) struct Files {
    pub(crate) kind: RowKind,
    names: Vec<String>,
    contents: Vec<PyBackedBytes>,
    settings: Settings,
    lang: Lang,
    /// Where no number is given, the threads of the process are used.
    pool: Option<ThreadPool>,
}

/// The way through files.
pub(crate) struct Passage {
    files: Arc<Files>,
    project: Project,
    linter: Arc<Linter>,
    at: usize,
}

impl Files {
    pub(crate) fn new(
        kind: RowKind,
        names: Vec<String>,
        contents: Vec<PyBackedBytes>,
        settings: Settings,
        lang: Lang,
        threads: Option<u16>,
    ) -> PyResult<Self> {
        let (count, other) = (names.len(), contents.len());
        if count != other {
            return Err(PyValueError::new_err(format!(
                "{count} 个名称，{other} 份内容 / {count} names, {other} contents"
            )));
        }
        let wrong = "threads 应为 1 到 1024 / threads is 1 to 1024";
        if threads.is_some_and(|it| !(1..=1024).contains(&it)) {
            return Err(PyValueError::new_err(wrong));
        }
        let pool = threads.map(|it| ThreadPoolBuilder::new().num_threads(it.into()).build());
        let pool = pool.transpose().map_err(|it| PyValueError::new_err(it.to_string()))?;
        Ok(Self { kind, names, contents, settings, lang, pool })
    }

    /// A project of its own for one way through the files.
    pub(crate) fn project(&self) -> Result<Project, Box<PackError>> {
        PROJECTS.project(&self.settings.options(), today())
    }

    /// Begins a way through the files.
    pub(crate) fn begin(self: &Arc<Self>) -> Result<Passage, Box<PackError>> {
        let mut project = self.project()?;
        let linter = project.linter_here()?;
        Ok(Passage { files: self.clone(), project, linter, at: 0 })
    }

    fn reading(&self) -> ReadingOptions<'static> {
        let (tables, statements) = (false, false);
        ReadingOptions { convert: &NoConversion, tables, statements, lang: self.lang }
    }

    /// The rows of one file.
    fn rows(&self, at: usize, settings: Result<FileSettings, String>, linter: &Linter) -> Vec<Row> {
        let name = &self.names[at];
        let input = Input::Buffer { name: name.clone(), bytes: self.contents[at].as_ref().into() };
        let reading = self.reading();
        let unread = |message: String| UnreadFile::new(name, message);
        let mut rows = Vec::new();
        let mut take = |row: Row| {
            rows.push(row);
            Ok(())
        };
        let written = match self.kind {
            RowKind::Findings => {
                let checked = settings
                    .map_err(unread)
                    .and_then(|it| CheckedFile::new(&input, &it, &reading, None));
                let (results, _) = Results::of(vec![checked], Vec::new(), None);
                finding_rows(&results, linter.rules(), self.lang, |row| take(row.into()))
            }
            RowKind::Figures => {
                let read = settings.map_err(unread).and_then(|_| {
                    input.guarded(&reading, |file| {
                        if is_result(&file.document) {
                            let why = "这是 gouji 写的检查结果 / this is a result that gouji wrote";
                            return Err(why.to_owned());
                        }
                        Ok(extracted(&file.document, linter, self.lang))
                    })
                });
                let read = read.as_ref().map_err(|it| &*it.message);
                extract_rows(&ExtractedFile { path: name, read }, self.lang, |row| take(row.into()))
            }
        };
        // Rows go into memory, which takes all of them.
        debug_assert!(written.is_ok());
        rows
    }
}

impl Passage {
    pub(crate) fn kind(&self) -> RowKind {
        self.files.kind
    }

    /// The rows of the next files; none behind the last.
    ///
    /// # Errors
    ///
    /// Says in both languages that gouji itself is to blame.
    pub(crate) fn next(&mut self) -> Option<Result<Vec<Row>, String>> {
        let files = self.files.clone();
        let window = self.at..files.names.len().min(self.at + WINDOW);
        if window.is_empty() {
            return None;
        }
        self.at = window.end;
        let settings: Vec<Result<FileSettings, String>> = window
            .clone()
            .map(|at| {
                let input = Input::Buffer { name: files.names[at].clone(), bytes: [].into() };
                self.project.settings_of(&input).map_err(|error| error.message.clone())
            })
            .collect();
        let work = || {
            let each = window.into_par_iter().zip(settings);
            let rows = each.map(|(at, settings)| files.rows(at, settings, &self.linter));
            rows.flatten_iter().collect()
        };
        Some(guarded(|| match &files.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }))
    }
}
