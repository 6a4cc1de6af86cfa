//! The statutory tables as they were read: a line a row.

use std::io::{self, Write};

use gouji_report::{
    Lang,
    view::{PartView, RowState, TableRowView, TableView},
};
use gouji_reporter::{recovered, recovered_means, unread, visible};

/// The tables, each part under its columns; figures that were recovered have a mark, which a last line explains.
pub(super) fn write(tables: &[TableView], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut marked = false;
    for table in tables {
        writeln!(out, "{} {}", lang.pick(&table.name), table.title)?;
        if table.span.is_none() {
            writeln!(out, "  {}", lang.choose("报告中没有这张表", "the report lacks this table"))?;
            continue;
        }
        for part in &table.parts {
            let columns: Vec<&str> = part.columns.iter().map(|it| lang.pick(&it.name)).collect();
            let title = part.title.as_ref().map(|title| &*title.label).unwrap_or_default();
            writeln!(out, "  {title} │ {}", columns.join(" │ "))?;
            for row in &part.rows {
                let label = lang.choose(&*row.head.label, &*row.head.name.en);
                let line = format!("    {label} │ {}", values(part, row, lang));
                writeln!(out, "{}", visible(&line))?;
                marked |= !row.recovered.is_empty();
            }
        }
    }
    if marked {
        writeln!(out, "{}", recovered_means(lang))?;
    }
    Ok(())
}

/// The values of a row, or why it has none.
fn values(part: &PartView, row: &TableRowView, lang: Lang) -> String {
    let is_read = row.state == RowState::Aligned;
    if !is_read && row.recovered.is_empty() {
        return unread(row.state, lang);
    }
    let cells = part.columns.iter().map(|column| {
        let of = |cell: &&gouji_report::CellView| cell.column == column.id;
        match (row.cells.iter().find(of), row.recovered.iter().find(of)) {
            (Some(cell), _) => cell.text.clone(),
            (None, Some(cell)) => recovered(cell, lang),
            (None, None) => "?".to_owned(),
        }
    });
    cells.collect::<Vec<_>>().join(" │ ")
}
