//! `gouji annotate`: findings as comments in a copy of the Word file.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use gouji_parser::Format;
use gouji_parser::format::FormatEntry;
use gouji_project::{AnnotatedFile, Input, Status, words};
use gouji_report::Lang;
use gouji_reporter::visible;
use gouji_rules::finding::Finding;
use miette::miette;

use crate::args::{AnnotateArgs, LeastSeverity};
use crate::notices;
use crate::project::{refused, without_baseline};
use crate::sink;
use crate::target::{self, WriteTarget, is_same};

pub(crate) fn run(args: &AnnotateArgs, lang: Lang) -> miette::Result<Status> {
    let target = target(args, lang)?;
    let mut project = without_baseline(&args.config)?;
    let input = Input::named(args.file.clone());
    let settings = refused(project.settings_of(&input))?;
    refused(project.verify_options())?;
    let least = args.min_severity.map(LeastSeverity::least);
    let annotated = AnnotatedFile::new(&input, &settings, least, lang);
    let AnnotatedFile { bytes, checked, new } = match annotated {
        Ok(annotated) => annotated,
        Err(unread) => {
            eprintln!("{unread}");
            return Ok(Status::Failed);
        }
    };
    sink::write(Some(&target), |out| out.write_all(&bytes))
        .map_err(|error| miette!("{}", words::unwritten(Some(&target), &error)))?;
    if !args.quiet {
        notices::tell(&project.notices(&[]), lang);
        let (written, left): (Vec<&Finding>, Vec<&Finding>) =
            checked.findings.iter().partition(|finding| AnnotatedFile::has(finding, least));
        tell(&target, (written.len(), left.len()), new, lang);
    }
    Ok(Status::of(&checked, settings.fail_on(), settings.fails_on_not_checked(true)))
}

/// Where the new file goes; the old one is written over only where that is asked for.
fn target(args: &AnnotateArgs, lang: Lang) -> miette::Result<PathBuf> {
    let Some(output) = &args.output else {
        return Ok(if args.in_place { args.file.clone() } else { beside(&args.file, lang) });
    };
    if is_same(output, &args.file) {
        let message = lang.choose(
            "-o 与原文件是同一个文件；要直接写进原文件，请改用 --in-place",
            "-o is the file itself; --in-place writes into it",
        );
        return Err(miette!("{message}"));
    }
    target::verify(WriteTarget::Comments(&args.file), output, &[])?;
    let ending = |path: &Path| path.extension().map(OsStr::to_ascii_lowercase);
    let own = ending(&args.file);
    // The copy is opened by the content type of the file, which goes with its ending.
    let FormatEntry { endings, further_endings, .. } = Format::Docx.entry();
    let mut known = further_endings.iter().copied();
    let kept = known.find(|it| own.as_deref() == Some(OsStr::new(it))).unwrap_or(endings[0]);
    if ending(output).as_deref() != Some(OsStr::new(kept)) {
        return Err(match lang {
            Lang::Zh => miette!("加了批注的副本是 Word 文件，-o 的文件名要以 .{kept} 结尾"),
            Lang::En => miette!("the copy with comments is a Word file: -o has to end in .{kept}"),
        });
    }
    Ok(output.clone())
}

/// A name for the copy in the folder of `file` that nothing has yet: 年报.批注.docx, then 年报.批注2.docx …
fn beside(file: &Path, lang: Lang) -> PathBuf {
    let [stem, ending] = [file.file_stem(), file.extension()].map(Option::unwrap_or_default);
    let named = |number: u32| {
        let mut name = stem.to_owned();
        name.push(lang.choose(".批注", ".comments"));
        if number > 1 {
            name.push(number.to_string());
        }
        name.push(".");
        name.push(ending);
        file.with_file_name(name)
    };
    let free = (1..=u32::MAX).map(named).find(|path| path.symlink_metadata().is_err());
    free.expect("a folder has fewer files than there are numbers")
}

/// Says how many comments are new, and what was left out.
fn tell(target: &Path, (written, left): (usize, usize), new: usize, lang: Lang) {
    let target = target.display().to_string();
    let target = visible(&target);
    match lang {
        Lang::Zh if written == 0 => eprintln!("{target}：没有需要批注的问题，内容与原文件相同"),
        Lang::Zh if new < written => {
            eprintln!("{target}：已写入 {new} 条批注，另有 {} 条上次已经写入", written - new);
        }
        Lang::Zh => eprintln!("{target}：已写入 {written} 条批注"),
        Lang::En if written == 0 => eprintln!("{target}: nothing to comment on, a plain copy"),
        Lang::En if new < written => {
            eprintln!("{target}: comments written: {new}; there already: {}", written - new);
        }
        Lang::En => eprintln!("{target}: comments written: {written}"),
    }
    if left > 0 {
        match lang {
            Lang::Zh => {
                eprintln!("另有 {left} 条级别较低的没有写入，加 --min-severity info 可全部写入");
            }
            Lang::En => {
                eprintln!("left out: {left} of lower severity; --min-severity info for all");
            }
        }
    }
}
