//! Tables, their cells and their places in words.

use gouji_report::{Label, Localized, bind::BoundTable};

use crate::check::{Cases, CheckKind, Context, heading, list};

pub(crate) const KIND: CheckKind = CheckKind {
    name: "table",
    cases: &[
        Cases::of("present", &[""], &["table", "section"]),
        Cases::of("edition", &[""], &["table", "year", "edition", "expected"]),
        Cases::of("edition", &["mixed"], &["table"]),
        Cases::of(
            "rows",
            &["", "unsure", "unknown", "repeated", "misplaced"],
            &["table", "rows", "count"],
        ),
        Cases::of(
            "rows",
            &["twice", "twice-different", "twice-unread"],
            &["table", "rows", "count", "found"],
        ),
        Cases::of("columns", &["", "extra"], &["table", "columns", "count"]),
        Cases::of("labels", &[""], &["table", "found", "printed"]),
        Cases::of(
            "aligned",
            &["", "torn", "uncertain", "uncertain-table", "scattered", "short"],
            &["table", "rows", "count"],
        ),
        Cases::of("aligned", &["fused"], &["table", "count"]),
        Cases::of("aligned", &["unread"], &["table"]),
        Cases::of("groups-empty", &[""], &["table", "rows", "count", "found"]),
        Cases::of("filled", &["", "zeros-blank"], &["table"]),
    ],
};

/// A label on the beginning of a table.
pub(crate) fn opening(context: &Context<'_>, table: &BoundTable) -> Label {
    let Some(span) = table.span else { return heading(context.report, &table.spec.section) };
    let first = context
        .report
        .lines
        .iter()
        .map(gouji_report::bind::Line::span)
        .find(|line| line.start >= span.start && !line.is_empty())
        .unwrap_or(span);
    Label::new(first, Localized::default())
}

pub(crate) fn name(table: &BoundTable) -> Localized {
    table.spec.name.clone()
}

/// The first names of many.
pub(crate) fn some_of(names: &[Localized]) -> Localized {
    const SHOWN: usize = 3;
    if names.len() <= SHOWN + 1 {
        return list(names);
    }
    let first = list(&names[..SHOWN]);
    Localized::new(format!("{}等", first.zh), format!("{} and more", first.en))
}
