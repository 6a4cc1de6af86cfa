//! Masks what is private in all that was found of a report.

use crate::{
    finding::{CheckedReport, Finding},
    private::Masker,
};

/// Masks what is private in the words of every finding. What a fix writes stays as it is.
pub(crate) fn mask_in(checked: &mut CheckedReport, source: &str) {
    if checked.private.is_empty() {
        return;
    }
    checked.private.spread(source);
    let masker = checked.private.masker();
    checked.findings.iter_mut().for_each(|finding| masker.finding(finding));
    let open = checked.not_assessable.iter_mut().map(|it| (&mut it.reason, &mut it.place));
    let unchecked = checked.not_checked.iter_mut().map(|it| (&mut it.reason, &mut it.place));
    for (reason, place) in open.chain(unchecked) {
        masker.message(reason);
        masker.label(place);
    }
    if let Some(issuer) = &mut checked.report.issuer {
        masker.put_right(issuer);
    }
}

impl Masker<'_> {
    fn finding(&self, finding: &mut Finding) {
        self.message(&mut finding.message);
        self.label(&mut finding.primary);
        finding.related.iter_mut().for_each(|label| self.label(label));
        let notes = finding.help.iter_mut().chain(&mut finding.notes);
        let fix = finding.fix.iter_mut().map(|fix| &mut fix.message);
        notes.chain(fix).for_each(|message| self.message(message));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use gouji_parser::Span;
    use gouji_report::{Label, Localized};

    use super::*;
    use crate::finding::{Extent, NotAssessable, NotChecked};

    #[test]
    fn whatever_is_said_of_a_report_is_masked() {
        let number = "13857116042";
        let said = || Localized::new(format!("“电话{number}”"), format!("“{number}”"));
        let place = || Label::new(Span::at(0), said());
        let mut checked = CheckedReport::default();
        checked.private.hide(number, 3..8, Span::new);
        checked.report.issuer = Some(format!("青禾县{number}"));
        checked.not_assessable =
            vec![NotAssessable { code: Arc::from("E001"), reason: said(), place: place() }];
        checked.not_checked =
            vec![NotChecked { what: Extent::Table, reason: said(), place: place() }];
        mask_in(&mut checked, number);
        let words =
            format!("{:?}{:?}{:?}", checked.report, checked.not_assessable, checked.not_checked);
        assert!(!words.contains("57116"), "{words}");
        assert_eq!(words.matches("138*****042").count(), 9);
        assert_eq!(checked.private.hidden().len(), 5);
    }
}
