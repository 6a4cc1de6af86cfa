//! The one place that hands results to the reporter: results in, bytes out.

use std::io::{self, Write};
use std::path::Path;

use gouji_reporter::{ConfigNotice, Failure, Language, Options, OutputFormat, Run, Verbosity};
use gouji_rules::rule::Rule;

use crate::args::Lang;
use crate::checked_file::CheckedFile;
use crate::config::Notice;
use crate::input::Unread;

/// Everything that a run has to show.
#[derive(Debug)]
pub(crate) struct Results {
    pub files: Vec<CheckedFile>,
    pub unread: Vec<Unread>,
    /// What the configuration itself is to blame for.
    pub notices: Vec<Notice>,
}

/// How to show it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub format: OutputFormat,
    pub lang: Lang,
    pub colour: bool,
    /// Columns of the terminal, where there is one.
    pub width: Option<usize>,
    pub verbosity: Verbosity,
    pub byte_order_mark: bool,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Zh,
            Lang::En => Self::En,
        }
    }
}

impl From<Look> for Options {
    fn from(look: Look) -> Self {
        let default = Self::default();
        Self {
            language: look.lang.into(),
            colour: look.colour,
            width: look.width.unwrap_or(default.width),
            verbosity: look.verbosity,
            byte_order_mark: look.byte_order_mark,
            ..default
        }
    }
}

/// Writes `results`, which are those of `rules`, to `out`.
pub(crate) fn write(
    results: &Results,
    rules: &[Rule],
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let files: Vec<_> = results
        .files
        .iter()
        .map(|file| gouji_reporter::CheckedFile {
            path: &file.name,
            source: &file.source,
            checked: &file.checked,
            drawn: &file.drawn,
            tables: &file.tables,
            fail: file.fail_on.least(),
            not_checked_fails: file.not_checked_fails,
        })
        .collect();
    let failures: Vec<_> = results
        .unread
        .iter()
        .map(|unread| Failure { path: &unread.name, message: &unread.message })
        .collect();
    let configuration: Vec<_> = results
        .notices
        .iter()
        .map(|notice| ConfigNotice {
            code: notice.code,
            path: &notice.path,
            line: notice.line,
            message: &notice.message,
        })
        .collect();
    let root = std::env::current_dir().ok();
    let root = root.as_deref().and_then(Path::to_str).map(|root| root.replace('\\', "/"));
    let run = Run {
        files: &files,
        failures: &failures,
        configuration: &configuration,
        rules,
        tool_version: env!("CARGO_PKG_VERSION"),
        tool_home: Some(env!("CARGO_PKG_HOMEPAGE")).filter(|home| !home.is_empty()),
        root: root.as_deref(),
    };
    gouji_reporter::write(&run, look.format, &look.into(), out)
}
