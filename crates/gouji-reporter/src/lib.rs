//! Output formats of gouji: one file each.
//!
//! ```text
//! Run { files: path + source + findings, failures } ──write(format, options)──▶ bytes
//! ```
//!
//! The reporter knows no rule and reads no file; the same run gives the same bytes.
//!
//! * [`write()`] – the one entry
//! * [`Run`], [`Options`] – what it is given
//! * [`OutputFormat`] – the list of formats
//! * `human` – for a person at a terminal: excerpts, tables as rows, a closing summary
//! * `concise` – one line a finding
//! * `json` – the machine-readable contract, with its schema ([`json_schema`])
//!   `json::lines` writes the same a line a file
//! * `sarif` – for code scanning and editors
//! * `github`, `gitlab`, `rdjson` – for reviews of changes
//! * `junit`, `checkstyle` – for CI servers; `xml` is what they share
//! * `csv` – for spreadsheets
//! * `html` – a page for a browser and for paper, with the statutory tables drawn
//! * `markdown` – a summary for comments and chats
//! * `place`, `site` – lines and columns of a long line, places of labels
//! * `stream` – formats that are written file by file, and [`RunTotals`], what is kept of a file then
//! * [`Masked`] – files without what they say of private persons; every format is given these
//! * [`remark()`] – a finding as a comment in the report's margin
//! * `rule_record` – rules as data
//! * [`fix_account()`], [`fix_diff()`] – what was fixed in a file
//! * `blanks` – many blank cells in a few words
//! * `details` – what a finding says beyond its message
//! * `whereabouts` – places in the words of whoever reads the report
//! * `verdict` – severities in words, and what a report comes to
//! * `unchecked` – what was not checked, counted and named
//! * `unread` – rows that were not read, and what was recovered of them
//! * [`is_result()`] – whether a text is what this crate wrote
//! * [`visible()`] – text that cannot steer a terminal

use std::io::{self, Write};

use format::Manner;
use gouji_report::Lang;

mod audit;
mod blanks;
mod checkstyle;
mod concise;
mod csv;
mod details;
mod extract;
mod fixes;
mod format;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod markdown;
mod markup;
mod masked;
mod own;
mod place;
mod rdjson;
mod remark;
mod rule_record;
mod run;
mod sarif;
mod site;
mod stream;
mod streamed;
mod subject;
mod totals;
mod unchecked;
mod unread;
mod uri;
mod verdict;
mod visible;
mod whereabouts;
mod xml;

#[cfg(test)]
mod tests;

pub use audit::{AuditFormat, AuditPart, AuditRun, audit_schema, write_audit};
pub use csv::{FINDING_COLUMNS, FindingRow};
pub use extract::{
    EXTRACT_COLUMNS, ExtractFormat, ExtractRow, ExtractedFile, Extractor, ReportData, SCALE,
    extract_rows, extract_schema, scaled,
};
pub use fixes::{fix_account, fix_diff, fixed_places};
pub use format::OutputFormat;
pub use json::{JsonStatement, json_schema};
pub use masked::MaskedFile;
pub use own::{is_result, is_result_file};
pub use remark::{remark, remark_elsewhere};
pub use rule_record::{rule_json, rule_schema, rules_json};
pub use run::{ConfigNotice, Failure, FileResult, NamedSource, Options, Run, Verbosity};
pub use stream::OutputStream;
pub use streamed::FilePart;
pub use totals::RunTotals;
pub use unread::{recovered, recovered_means, unread};
pub use uri::file_uri;
pub use visible::visible;

/// Writes `run` to `out` in the given format, with what is private masked. Output is buffered here.
pub fn write(
    run: &Run<'_>,
    format: OutputFormat,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    match format.manner() {
        Manner::Whole(write) => masked(run, |run| write(run, options, &mut out))?,
        Manner::Streamed(_) => {
            let frame = Run { files: &[], ..*run };
            let mut stream = OutputStream::open(format, options, &frame, &mut out)?;
            for file in run.files {
                stream.add(FilePart::new(file, &frame, format, options)?, &mut out)?;
            }
            stream.close(&frame, &mut out)?;
        }
    }
    out.flush()
}

/// Hands out the rows of `run` that the format `csv` writes, with what is private masked.
pub fn finding_rows(
    run: &Run<'_>,
    lang: Lang,
    each: impl FnMut(FindingRow) -> io::Result<()>,
) -> io::Result<()> {
    masked(run, |run| csv::rows(run, lang, each))
}

/// Does something with `run`, without what its files say of private persons.
fn masked<T>(run: &Run<'_>, work: impl FnOnce(&Run<'_>) -> T) -> T {
    let masked: Vec<Option<MaskedFile>> = run
        .files
        .iter()
        .map(|file| MaskedFile::new(file.source, file.checked, file.tables, file.statements))
        .collect();
    let files: Vec<FileResult<'_>> = run
        .files
        .iter()
        .zip(&masked)
        .map(|(file, masked)| masked.as_ref().map_or(*file, |masked| masked.of(file)))
        .collect();
    work(&Run { files: &files, ..*run })
}
