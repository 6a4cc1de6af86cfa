//! Whether a file is the worse for a batch of fixes.

use gouji_parser::Span;
use rust_decimal::Decimal;

use super::{Reason, State, batch::Batch};
use crate::{
    Linter,
    bind::{Report, RowState},
    finding::Finding,
};

/// What is wrong with `after`, which is `before` with the fixes of `batch`; none where all is well.
pub(super) fn of(
    linter: &Linter,
    before: &State,
    after: &State,
    batch: &Batch<'_>,
) -> Option<Reason> {
    let (old, new) = (&before.document.source, &after.document.source);
    if (old.format(), old.encoding_name()) != (new.format(), new.encoding_name()) {
        return Some(Reason::Misread);
    }
    if before.checked.report != after.checked.report {
        return Some(Reason::Misread);
    }
    let raised = after
        .checked
        .findings
        .iter()
        .find(|finding| !is_known(finding, &before.checked.findings, batch));
    if let Some(finding) = raised {
        return Some(Reason::Raises {
            code: finding.code.clone(),
            message: finding.message.clone(),
        });
    }
    let open = &before.checked.not_assessable;
    let lost = after.checked.not_assessable.iter().any(|not| {
        !open.iter().any(|known| (&known.code, &known.reason) == (&not.code, &not.reason))
    });
    let changed = batch.all_safe
        && figures(&linter.bind(&before.document)) != figures(&linter.bind(&after.document));
    if lost || changed {
        return Some(Reason::Misread);
    }
    let stays = batch.fixed.iter().any(|fixed| {
        let same = |finding: &&Finding| finding.fingerprint == fixed.fingerprint;
        let fixes = batch.fixed.iter().filter(|other| other.fingerprint == fixed.fingerprint);
        let (was, is) = (
            before.checked.findings.iter().filter(same).count(),
            after.checked.findings.iter().filter(same).count(),
        );
        is + fixes.count() > was
    });
    stays.then_some(Reason::Useless)
}

/// Whether a finding was there before the fixes: with the same words, or at the same place. Of the
/// equations only the words count, since their places are shared by many of them.
fn is_known(finding: &Finding, before: &[Finding], batch: &Batch<'_>) -> bool {
    let place = batch.origin(finding.primary.span);
    let touches = |span: Span| span.start <= place.end && place.start <= span.end;
    before.iter().filter(|old| old.code == finding.code && old.severity >= finding.severity).any(
        |old| {
            let labels = || std::iter::once(&old.primary).chain(&old.related);
            old.message == finding.message
                || finding.equation.is_none() && labels().any(|label| touches(label.span))
        },
    )
}

/// A row of a table, how far it was read, and its cells: column, whether empty, number.
type Row = (usize, usize, RowState, Vec<(usize, bool, Option<Decimal>)>);

/// Every figure that was bound: table, row, column and value. A fix that changes what a report says
/// changes one of them.
fn figures(report: &Report<'_>) -> Vec<Row> {
    let tables = report.tables.iter().enumerate();
    tables
        .flat_map(|(table, bound)| {
            bound.rows.iter().map(move |row| {
                let cells = row.cells.iter();
                let cells =
                    cells.map(|cell| (cell.column, cell.is_empty(), cell.number())).collect();
                (table, row.spec, row.state, cells)
            })
        })
        .collect()
}
