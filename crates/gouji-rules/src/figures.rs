//! What the figures of a report's text were taken for, in words, for whoever shows or extracts them.

use gouji_report::{
    Localized,
    bind::Report,
    view::{PassageView, StatementView},
};
use gouji_statements::{Scope, Silence, Statement, StatementReader};

use crate::{
    check::figure,
    field::FieldSum,
    prose::{Passage, passages, statements},
};

/// The passages of a report that state figures.
pub(crate) fn views(report: &Report<'_>, reader: &StatementReader) -> Vec<PassageView> {
    let passages = passages(report);
    let about = statements::about(report);
    let reading = reader.read(&statements::paragraphs(&passages), &about);
    views_of(&passages, &reading.statements, report, reader)
}

/// The same of passages that have been read.
pub(crate) fn views_of(
    passages: &[Passage<'_>],
    statements: &[Statement],
    report: &Report<'_>,
    reader: &StatementReader,
) -> Vec<PassageView> {
    let same = |a: &Statement, b: &Statement| a.passage == b.passage;
    let of_passage = |own: &[Statement]| {
        let passage = &passages[own[0].passage];
        let view = |it| view(it, passage, report, reader);
        PassageView { text: passage.text.to_string(), statements: own.iter().map(view).collect() }
    };
    statements.chunk_by(same).map(of_passage).collect()
}

fn view(
    it: &Statement,
    passage: &Passage<'_>,
    report: &Report<'_>,
    reader: &StatementReader,
) -> StatementView {
    StatementView {
        span: passage.place(it.range.clone(), &report.lines),
        range: it.range.clone(),
        text: passage.text[it.range.clone()].to_owned(),
        value: it.value,
        address: it.address.clone(),
        scope: it.scope.name(),
        reason: it.silence.as_ref().map(reason),
        taken: taken(it, report, reader),
    }
}

/// What a figure was taken for and what the tables have there, or why it was not compared.
fn taken(it: &Statement, report: &Report<'_>, reader: &StatementReader) -> Localized {
    let none = if it.in_words() { ("读作 0：", "read as 0: ") } else { ("", "") };
    let not = ("没有与表格核对：", "not compared with the tables: ");
    let (zh, en) = match (&it.address, &it.silence) {
        (_, Some(silence)) => {
            let why = reason(silence);
            return Localized::new(format!("{}{}", not.0, why.zh), format!("{}{}", not.1, why.en));
        }
        (None, None) => {
            ("表里没有这样的数".to_owned(), "the tables have no such figure".to_owned())
        }
        (Some(address), None) => match FieldSum::shown(address, &report.tables) {
            Some((name, Some(value))) if it.scope == Scope::Report && it.is_exact() => {
                let value = figure(value);
                (
                    format!("{}，表中为 {value}", name.zh),
                    format!("{}; the table has {value}", name.en),
                )
            }
            Some((name, _)) => (name.zh, name.en),
            None => reader
                .name_of(address)
                .map_or_else(Default::default, |name| (name.zh.clone(), name.en.clone())),
        },
    };
    let aside = match it.scope {
        Scope::Report if it.is_exact() => None,
        Scope::Report => Some(("不是确数", "it is rounded")),
        Scope::Part => Some(("只是其中一部分", "it is of a part")),
        Scope::OtherOrgan => Some(("说的是别的单位", "it is of another organ")),
        Scope::Wider => Some(("说的是更大的范围", "it is of a wider area")),
        Scope::OtherYear => Some(("说的是别的年度", "it is of another year")),
        Scope::Plan => Some(("说的是打算做的", "it is of what is planned")),
    };
    let (after_zh, after_en) = aside.map_or_else(Default::default, |(zh, en)| {
        (format!("；{}{zh}", not.0), format!("; {}{en}", not.1))
    });
    Localized::new(format!("{}{zh}{after_zh}", none.0), format!("{}{en}{after_en}", none.1))
}

/// Why a figure has no address.
fn reason(silence: &Silence) -> Localized {
    let (zh, en) = match silence {
        Silence::Unknown(letters) => {
            let zh = format!("有未能识别的词语：{letters}");
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
