//! An audit as a table: a row a unit and year.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::points;
use super::run::AuditRun;
use crate::{
    Options,
    csv::{harmless, record},
};

const HEAD: [&str; 12] = [
    "code",
    "parent",
    "unit",
    "year",
    "state",
    "path",
    "others",
    "errors",
    "warnings",
    "hints",
    "not-assessable",
    "rules",
];

pub(super) fn write(
    audit: &AuditRun<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    if options.byte_order_mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = csv::Writer::from_writer(out);
    let families: BTreeSet<char> =
        audit.rows.iter().flat_map(|row| row.found.by_family.keys().copied()).collect();
    let letters = families.iter().map(char::to_string);
    let of_points = if audit.points.is_some() { &points::COLUMNS[..] } else { &[] };
    let head = HEAD.iter().map(|&it| it.to_owned()).chain(letters);
    record(&mut table, head.chain(of_points.iter().map(|&it| it.to_owned())))?;
    let partial = if audit.partial.is_some() { " partial" } else { "" };
    let rules = format!("gouji {} {}{partial}", audit.run.tool_version, audit.digest);
    for row in audit.rows {
        let cells = [
            row.code.as_deref().map(harmless).unwrap_or_default(),
            row.parent.as_deref().map(harmless).unwrap_or_default(),
            harmless(&row.unit),
            row.year.to_string(),
            row.state.name().to_owned(),
            harmless(audit.path(row).unwrap_or_default()),
            row.others.to_string(),
            row.found.by_severity[0].to_string(),
            row.found.by_severity[1].to_string(),
            row.found.by_severity[2].to_string(),
            row.not_assessable.to_string(),
            rules.clone(),
        ];
        let counts = families
            .iter()
            .map(|letter| row.found.by_family.get(letter).copied().unwrap_or_default().to_string());
        let points = audit.points.map(|scheme| points::cells(scheme, row, options.language));
        let points = points.into_iter().flatten().map(|it| harmless(&it));
        record(&mut table, cells.into_iter().chain(counts).chain(points))?;
    }
    // What gave nothing is a row that says so.
    let unread = audit.run.failures.iter().map(|failure| (failure.path, "not-read"));
    let unknown = audit.unknown.iter().map(|path| (*path, "unit-or-year-unknown"));
    for (path, state) in unread.chain(unknown) {
        let mut cells = vec![String::new(); HEAD.len() + families.len() + of_points.len()];
        (cells[4], cells[5], cells[11]) = (state.to_owned(), harmless(path), rules.clone());
        record(&mut table, &cells)?;
    }
    table.flush()
}
