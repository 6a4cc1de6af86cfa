//! Standard input among the arguments, and what is said of a file that was converted.

use std::path::PathBuf;

use globset::Glob;
use gouji_project::discover::{self, FolderPick, has_stdin};
use gouji_project::words;
use gouji_reporter::visible;

use gouji_report::Lang;

/// Returns what is picked up in folders, where `exclude` names what is not.
pub(crate) fn pick(exclude: &[Glob], convert: bool) -> miette::Result<FolderPick> {
    discover::pick(exclude, convert).map_err(|error| miette::miette!("{}", words::globs(&error)))
}

/// Refuses `--stdin-filename` without standard input.
pub(crate) fn verify_stdin(
    paths: &[PathBuf],
    name: Option<&str>,
    lang: Lang,
) -> miette::Result<()> {
    if name.is_none() || has_stdin(paths) {
        return Ok(());
    }
    let message = lang.choose(
        "--stdin-filename 只与标准输入（PATH 写作 -）合用",
        "--stdin-filename goes with standard input (a PATH of -)",
    );
    Err(miette::miette!("{message}"))
}

/// Says that the file `name` was converted.
pub(crate) fn converted(name: &str, lang: Lang) -> String {
    let how = lang.choose(
        "由 LibreOffice 转换为 .docx 后读取，行列以转换结果为准",
        "read by way of LibreOffice as .docx; lines are those of the result",
    );
    format!("{}: {how}", visible(name))
}
