//! The figures of the running text, each with what it was taken for.

use std::io::{self, Write};

use gouji_parser::{Document, Position};
use gouji_report::view::StatementView;
use gouji_reporter::visible;

use serde::Serialize;

use gouji_report::Lang;

/// A figure as `--format jsonl` prints it.
#[derive(Serialize)]
struct FigureRecord<'s> {
    line: u32,
    column: u32,
    text: &'s str,
    value: String,
    address: Option<&'s str>,
    scope: &'s str,
    reason: Option<&'s str>,
}

/// A JSON object a figure.
pub(super) fn write_jsonl(
    statements: &[StatementView],
    document: &Document,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    for statement in statements {
        let Position { line, column, .. } = place(statement, document);
        let figure = FigureRecord {
            line,
            column,
            text: &statement.text,
            value: statement.value.normalize().to_string(),
            address: statement.address.as_deref(),
            scope: statement.scope,
            reason: reason(statement, lang),
        };
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
            (None, _) => format!("– {}", reason(statement, lang).unwrap_or_default()),
        };
        writeln!(out, "{line}:{column} │ {} │ {}", visible(&statement.text), visible(&said))?;
    }
    Ok(())
}

fn place(statement: &StatementView, document: &Document) -> Position {
    document.source.position(statement.span.start)
}

fn reason(statement: &StatementView, lang: Lang) -> Option<&str> {
    statement.reason.as_ref().map(|reason| lang.choose(&reason.zh[..], &reason.en[..]))
}
