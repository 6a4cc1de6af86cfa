//! The running text read as statements: passages for the reader, and what it says of them.

use gouji_statements::{About, Passage as Paragraph, Reader, Silence, Statement};

use super::{
    Passage, Sort,
    passages::{is_subheading, passages},
};
use gouji_report::{DataFile, Localized, bind::Report, view::StatementView};

/// What the figures of the passages say. Cells are no running text.
pub(crate) fn read(
    report: &Report<'_>,
    passages: &[Passage<'_>],
    reader: &Reader,
) -> Vec<Statement> {
    let about = About {
        year: report.year(),
        issuer: report.title.as_ref().and_then(|title| title.issuer.as_deref()),
        covers_area: report.covers_area,
    };
    let paragraphs = passages.iter().enumerate().map(|(index, passage)| {
        // The heading of a section is not in its body.
        let below = passages.get(index + 1).and_then(|next| next.section);
        Paragraph {
            text: if passage.sort == Sort::Cell { "" } else { &passage.text },
            section: passage.section.or(below),
            heading: passage.sort == Sort::Heading || is_subheading(passage),
        }
    });
    let paragraphs: Vec<Paragraph<'_>> = paragraphs.collect();
    let mut statements = reader.read(&paragraphs, &about);
    // What stands before the first part is a table of contents, or a sum of what follows.
    statements.retain(|it| passages[it.passage].section.is_some());
    statements
}

/// The statements of a report with their places.
pub(crate) fn views(report: &Report<'_>, reader: &Reader) -> Vec<StatementView> {
    let passages = passages(report);
    let statements = read(report, &passages, reader);
    let view = |it: &Statement| StatementView {
        span: passages[it.passage].place(it.range.clone(), &report.lines),
        text: passages[it.passage].text[it.range.clone()].to_owned(),
        value: it.value,
        address: it.address.clone(),
        scope: it.scope.name(),
        reason: it.silence.as_ref().map(reason),
    };
    statements.iter().map(view).collect()
}

/// Why a figure has no address.
fn reason(silence: &Silence) -> Localized {
    let (zh, en) = match silence {
        Silence::Unknown(letters) => {
            let zh = format!("有不认识的字：{letters}");
            return Localized::new(zh, format!("letters of no known word: {letters}"));
        }
        Silence::NoObject => ("没有说到申请、复议等要核对的事项", "nothing known is spoken of"),
        Silence::Counter => ("所说的事项不用这个单位计数", "what is spoken of is not counted so"),
        Silence::NoField => ("这些词合起来不指表里的任何一格", "the words together name no field"),
        Silence::Denied => ("这个数前面有否定的词", "the figure is denied"),
        Silence::Respectively => {
            ("“分别”前后的项数不同", "the figures after 分别 are not as many as what they are of")
        }
    };
    Localized::new(zh, en)
}

/// Whether a file has the words and rows by which text is read as statements.
pub(crate) fn is_data(file: DataFile<'_>) -> bool {
    file.name.ends_with("statements.toml")
}
