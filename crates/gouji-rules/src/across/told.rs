//! What the text of a report says of last year's figures.

use std::sync::Arc;

use gouji_report::{Label, Localized};
use gouji_statements::Scope;
use rust_decimal::Decimal;

use crate::{private::Private, prose::Prose};

/// A figure of last year that the text states beside this year's.
#[derive(Clone, Debug)]
pub(super) struct AcrossText {
    /// The field that both speak of.
    pub(super) address: Arc<str>,
    pub(super) value: Decimal,
    pub(super) label: Label,
    pub(super) quote: String,
}

/// The figures of last year that a text states of all that the report covers.
pub(super) fn of(prose: &Prose<'_>, private: &Private) -> Box<[AcrossText]> {
    let statements = &prose.reading.statements;
    let masker = private.masker();
    let claim = |change: &gouji_statements::FigureChange| {
        let (now, before) = (&statements[change.now], &statements[change.before]);
        let whole = now.scope == Scope::Report
            && matches!(before.scope, Scope::OtherYear | Scope::Report)
            && before.is_exact();
        let address = now.address.clone().filter(|_| whole)?;
        let quote = masker.mask(&prose.quote(before)).into_owned();
        let label = prose.label(before, Localized::default());
        Some(AcrossText { address, value: before.value, label, quote })
    };
    prose.reading.changes.iter().filter_map(claim).collect()
}
