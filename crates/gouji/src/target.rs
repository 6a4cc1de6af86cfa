//! What may be written where: nothing over a report, nothing over a file of another kind, no two
//! things to one file.

use std::fs;
use std::path::{Path, PathBuf};

use gouji_project::baseline::Baseline;
use gouji_project::is_annotated;
use gouji_project::words;

/// What a command writes. It goes over a file of its own kind, over an empty file, and to where there
/// is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WriteTarget<'w> {
    /// Findings that were there before.
    Baseline,
    /// What a check found, in any of the formats.
    Result,
    /// A copy of this .docx with comments.
    Comments(&'w Path),
    /// A page about a rule that begins with this line.
    Page(&'w str),
}

/// Refuses to write `what` to `target` where that would destroy something: one of `reports`, a folder,
/// or a file of another kind. Links are followed, and a file is known by whatever name.
pub(crate) fn verify(
    what: WriteTarget<'_>,
    target: &Path,
    reports: &[PathBuf],
) -> miette::Result<()> {
    let Ok(metadata) = fs::metadata(target) else { return Ok(()) };
    let refuse = |zh: &str, en: &str| {
        let said = words::both(|lang| format!("{}: {}", target.display(), lang.choose(zh, en)));
        Err(miette::miette!("{said}"))
    };
    if metadata.is_dir() {
        return refuse("是文件夹，不能写入", "is a folder and cannot be written");
    }
    // A device or a pipe holds nothing that could be lost.
    if !metadata.is_file() {
        return Ok(());
    }
    if reports.iter().any(|report| is_same(report, target)) {
        return refuse(
            "是要检查的报告，不能写入",
            "is a report that is checked and is not written over",
        );
    }
    if metadata.len() > 0 && !is_of(what, target) {
        return refuse(what.zh(), what.en());
    }
    Ok(())
}

impl WriteTarget<'_> {
    fn zh(self) -> &'static str {
        match self {
            Self::Baseline => "已有这个文件，不是基线，没有改动；请换一个文件名",
            Self::Result => "已有这个文件，不是检查结果，没有改动；请换一个文件名",
            Self::Comments(_) => "已有这个文件，不是加了批注的副本，没有改动；请换一个文件名",
            Self::Page(_) => "已有这个文件，不是规则说明页，没有改动；请换一个文件夹",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Baseline => "is no baseline and was left as it is; choose another name",
            Self::Result => "is no result of a check and was left as it is; choose another name",
            Self::Comments(_) => {
                "is no copy with comments and was left as it is; choose another name"
            }
            Self::Page(_) => "is no page about a rule and was left as it is; choose another folder",
        }
    }
}

/// Whether the file there is of the kind that is to be written.
fn is_of(what: WriteTarget<'_>, path: &Path) -> bool {
    let text = || fs::read_to_string(path).unwrap_or_default();
    match what {
        WriteTarget::Baseline => Baseline::read(path).is_ok(),
        WriteTarget::Result => gouji_reporter::is_result_file(&fs::read(path).unwrap_or_default()),
        WriteTarget::Comments(report) => {
            let Ok(bytes) = fs::read(path) else { return false };
            // Where there was nothing to comment on, the copy is the report again.
            fs::read(report).is_ok_and(|report| report == bytes)
                || gouji_parser::read(&bytes, "a.docx").is_ok_and(|it| is_annotated(&it))
        }
        WriteTarget::Page(first) => text().lines().next() == Some(first),
    }
}

/// Whether two paths lead to one file, be it by links.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    let full = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    full(one) == full(other) || same_file::is_same_file(one, other).unwrap_or(false)
}
