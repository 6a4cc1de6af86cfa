//! `gouji annotate`: findings as comments in a copy of the Word file.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use gouji_parser::format::{FormatEntry, Handling};
use gouji_parser::{DrawnCells, Format, Remark};
use gouji_project::FileSettings;
use gouji_report::SourceId;
use gouji_reporter::{MaskedFile, NamedSource, remark, remark_elsewhere, visible};
use gouji_rules::finding::{CheckedReport, Confidence, Finding, Severity};
use miette::miette;

use crate::args::{AnnotateArgs, LeastSeverity};
use crate::notices;
use crate::project::{refused, without_baseline};
use crate::sink;
use crate::target::{self, WriteTarget, is_same};
use gouji_project::Input;
use gouji_project::Status;
use gouji_project::read;
use gouji_project::words;
use gouji_project::{AUTHOR, forget_own_comments};
use gouji_report::Lang;

pub(crate) fn run(args: &AnnotateArgs, lang: Lang) -> miette::Result<Status> {
    let target = target(args, lang)?;
    let mut project = without_baseline(&args.config)?;
    let input = Input::named(args.file.clone());
    let settings = refused(project.settings_of(&input))?;
    refused(project.verify_options())?;
    let work = |bytes: &[u8]| annotate(bytes, input.name(), &settings, args.min_severity, lang);
    let (bytes, checked, new) = match input.with_bytes(lang, work) {
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
        tell(&target, &checked, new, args.min_severity, lang);
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

/// Whether a finding is written, where `least` may be asked for. Without, what has a fix that is more
/// than a hint is, however little it weighs: a wrong word is quickly put right in Word.
fn is_written(finding: &Finding, least: Option<LeastSeverity>) -> bool {
    match least {
        Some(least) => finding.severity >= least.least(),
        None if finding.severity >= Severity::Warning => true,
        None => finding.fix.is_some() && finding.confidence != Confidence::Hint,
    }
}

/// The file with comments on what [`is_written`], and all that was found in it.
fn annotate(
    bytes: &[u8],
    name: &str,
    settings: &FileSettings,
    least: Option<LeastSeverity>,
    lang: Lang,
) -> Result<(Vec<u8>, CheckedReport, usize), String> {
    let mut document = read(bytes, name).map_err(|error| error.to_string())?;
    forget_own_comments(&mut document);
    let format = document.source.format();
    if format.entry().handling != (Handling::View { comments: true }) {
        let (zh, en) = if format == Format::Pdf {
            ("请给生成它的 .docx 加批注", "annotate the .docx that it was made from")
        } else {
            ("请用 Word 或 WPS 另存为 .docx 再试", "save it as .docx")
        };
        return Err(format!(
            "批注只能写入 .docx：{zh}，或者用 gouji check --format html 查看结果 / \
             comments go into .docx only: {en}, or look at gouji check --format html"
        ));
    }
    let checked = settings.check(name, &settings.bind(&document), None, false)?.checked;
    let drawn = DrawnCells::of(&document);
    let masked = MaskedFile::new(&document.source, &checked, &[], None);
    let (source, shown) = match &masked {
        Some(masked) => (masked.source(), masked.checked()),
        None => (&document.source, &checked),
    };
    let language = lang;
    let own =
        [NamedSource { id: SourceId::default(), path: name, source, drawn: &drawn, tables: &[] }];
    let remarks: Vec<Remark> = shown
        .findings
        .iter()
        .filter(|finding| is_written(finding, least))
        .map(|finding| Remark {
            span: finding.primary.span,
            lines: remark(finding, &own, language),
            elsewhere: Some(remark_elsewhere(finding, source, language)),
        })
        .collect();
    let (written, new) =
        gouji_parser::annotate(bytes, AUTHOR, &remarks).map_err(|error| error.to_string())?;
    Ok((written, checked, new))
}

/// Says how many comments are new, and what was left out.
fn tell(
    target: &Path,
    checked: &CheckedReport,
    new: usize,
    least: Option<LeastSeverity>,
    lang: Lang,
) {
    let (written, left): (Vec<&Finding>, Vec<&Finding>) =
        checked.findings.iter().partition(|finding| is_written(finding, least));
    let target = target.display().to_string();
    let (target, written, left) = (visible(&target), written.len(), left.len());
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
