//! The running text read as statements: passages for the reader, and what it says of them.

use gouji_statements::{About, ReportParagraph, Silence, Statement, StatementReader};

use super::{
    Passage, PassageKind,
    passages::{is_subheading, passages},
};
use gouji_report::{DataFile, Localized, bind::Report, view::StatementView};

/// What is known of a report before its text is read.
pub(super) fn about<'r>(report: &'r Report<'_>) -> About<'r> {
    About { year: report.year(), issuer: report.issuer(), covers_area: report.covers_area }
}

/// The passages as they are read. Cells are no running text.
pub(super) fn paragraphs<'p>(passages: &'p [Passage<'_>]) -> Vec<ReportParagraph<'p>> {
    let paragraph = |(index, passage): (usize, &'p Passage<'_>)| {
        if passage.sort == PassageKind::Cell {
            return ReportParagraph::unread(&passage.text);
        }
        // The heading of a section is not in its body.
        let below = passages.get(index + 1).and_then(|next: &Passage<'_>| next.section);
        let heading = passage.sort == PassageKind::Heading || is_subheading(passage);
        ReportParagraph::new(&passage.text, passage.section.or(below), heading)
    };
    passages.iter().enumerate().map(paragraph).collect()
}

/// The statements of a report with their places.
pub(crate) fn views(report: &Report<'_>, reader: &StatementReader) -> Vec<StatementView> {
    let passages = passages(report);
    let reading = reader.read(&paragraphs(&passages), &about(report));
    let view = |it: &Statement| StatementView {
        span: passages[it.passage].place(it.range.clone(), &report.lines),
        text: passages[it.passage].text[it.range.clone()].to_owned(),
        value: it.value,
        address: it.address.clone(),
        scope: it.scope.name(),
        reason: it.silence.as_ref().map(reason),
    };
    reading.statements.iter().map(view).collect()
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
