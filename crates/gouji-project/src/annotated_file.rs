//! Findings as comments in a copy of a .docx.

use gouji_parser::format::Handling;
use gouji_parser::{DrawnCells, Format, Remark};
use gouji_report::{Lang, SourceId};
use gouji_reporter::{MaskedFile, NamedSource, remark, remark_elsewhere};
use gouji_rules::finding::{CheckedReport, Confidence, Finding, Severity};

use crate::author::{AUTHOR, forget_own_comments};
use crate::file_settings::FileSettings;
use crate::input::{Input, UnreadFile};
use crate::read::read;

/// A copy of a .docx with comments on what was found in it.
#[derive(Debug)]
pub struct AnnotatedFile {
    /// The copy.
    pub bytes: Vec<u8>,
    /// All that was found.
    pub checked: CheckedReport,
    /// How many comments an earlier run had not written yet.
    pub new: usize,
}

impl AnnotatedFile {
    /// Writes what [`AnnotatedFile::has`] into a copy of a file. Whatever goes wrong, and that it is no .docx, is the
    /// file's own error.
    pub fn new(
        input: &Input,
        settings: &FileSettings,
        least: Option<Severity>,
        lang: Lang,
    ) -> Result<Self, UnreadFile> {
        input.with_bytes(lang, |bytes| annotated(bytes, input.name(), settings, least, lang))
    }

    /// Whether a finding is written, where `least` may be asked for. Without, what has a fix that is more
    /// than a hint is, however little it weighs: a wrong word is quickly put right in Word.
    pub fn has(finding: &Finding, least: Option<Severity>) -> bool {
        match least {
            Some(least) => finding.severity >= least,
            None if finding.severity >= Severity::Warning => true,
            None => finding.fix.is_some() && finding.confidence != Confidence::Hint,
        }
    }
}

fn annotated(
    bytes: &[u8],
    name: &str,
    settings: &FileSettings,
    least: Option<Severity>,
    lang: Lang,
) -> Result<AnnotatedFile, String> {
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
    let own =
        [NamedSource { id: SourceId::default(), path: name, source, drawn: &drawn, tables: &[] }];
    let remarks: Vec<Remark> = shown
        .findings
        .iter()
        .filter(|finding| AnnotatedFile::has(finding, least))
        .map(|finding| Remark {
            span: finding.primary.span,
            lines: remark(finding, &own, lang),
            elsewhere: Some(remark_elsewhere(finding, source, lang)),
        })
        .collect();
    let (written, new) =
        gouji_parser::annotate(bytes, AUTHOR, &remarks).map_err(|error| error.to_string())?;
    Ok(AnnotatedFile { bytes: written, checked, new })
}
