//! The figures of the running text, each with what it was taken for.

use std::io::{self, Write};

use gouji_parser::{Document, Position};
use gouji_report::Lang;
use gouji_report::view::StatementView;
use gouji_reporter::{JsonStatement, visible};

/// A JSON object a figure.
pub(super) fn write_jsonl(
    statements: &[StatementView],
    document: &Document,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    for statement in statements {
        let figure = JsonStatement::new(statement, place(statement, document), lang);
        serde_json::to_writer(&mut *out, &figure)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A line a figure: its place, its words, and the field or why there is none.
pub(super) fn write_text(
    statements: &[StatementView],
    document: &Document,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    for statement in statements {
        let Position { line, column, .. } = place(statement, document);
        let said = match (&statement.address, statement.scope) {
            (Some(address), "report") => (*address).to_string(),
            (Some(address), scope) => format!("{address} ({scope})"),
            (None, _) => format!("– {}", statement.reason.as_ref().map_or("", |it| lang.pick(it))),
        };
        writeln!(out, "{line}:{column} │ {} │ {}", visible(&statement.text), visible(&said))?;
    }
    Ok(())
}

fn place(statement: &StatementView, document: &Document) -> Position {
    document.source.position(statement.span.start)
}
