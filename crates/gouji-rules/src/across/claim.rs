//! `claim`: what the text says of last year's figures, against last year's report: “较上年的 4 件增长”.

use gouji_report::Label;

use super::context::Across;
use crate::{
    check::{
        FindingText, args,
        claim::{ClaimCheck, KIND},
        figure, same,
    },
    field::Sum,
};

pub(super) fn run(check: &ClaimCheck, across: &mut Across<'_>) {
    let (this, Some(last)) = (across.this, across.last) else { return };
    for claim in &this.placed.record.claims {
        let fields = check.fields.iter().find(|it| *it.address == *claim.address);
        let Some(fields) = fields else { continue };
        let label = Label { source: this.placed.source, ..claim.label.clone() };
        let sums: Vec<Sum> = fields.equals.iter().map(|it| it.of_tables(&last.tables)).collect();
        let own = || sums.iter().filter(|it| !matches!(it, Sum::Foreign));
        let right = |it: &Sum| matches!(it, Sum::Value { value, .. } if *value == claim.value);
        if own().any(|it| right(it) || it.is_open_to(claim.value)) {
            continue;
        }
        let mut readable = sums.iter().filter_map(|sum| match sum {
            Sum::Value { value, places, name, .. } => Some((value, places, name)),
            Sum::Foreign | Sum::Unreadable => None,
        });
        let Some((value, cells, name)) = readable.next() else { continue };
        let args = args![
            ("stated", same(claim.quote.clone())),
            ("value", same(figure(claim.value))),
            ("field", name.clone()),
            ("is", same(figure(*value))),
        ];
        let mut said = FindingText::new("", label, args);
        let source = last.placed.source;
        said.related = cells.iter().map(|it| Label { source, ..it.clone() }).collect();
        across.say(said);
    }
}
