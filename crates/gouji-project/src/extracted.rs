//! What is extracted of a document.

use gouji_parser::Document;
use gouji_report::{Lang, place::UnitName, sheet::Sheet};
use gouji_reporter::ReportData;
use gouji_rules::Linter;

/// Returns the figures of a document: those of its tables, and those of its text but numbers of persons.
pub fn extracted(document: &Document, linter: &Linter, lang: Lang) -> ReportData {
    let report = linter.bind(document);
    // Numbers of persons are no figures of a report, and no output shows them.
    let private = linter.check_report(&report).private;
    let masker = private.masker();
    let passages = linter.statements(&report).into_iter();
    let statements = passages.flat_map(|passage| passage.statements);
    let doubt = (!linter.is_report(&report)).then(|| {
        let kind = report.lookalike.as_ref().map(|it| lang.pick(&it.name).to_owned());
        kind.unwrap_or_else(|| lang.choose("不是年度报告", "not an annual report").to_owned())
    });
    let organ = |issuer| UnitName::of(issuer, report.year(), linter.places());
    ReportData {
        sheet: Sheet::of(&report),
        organ: report.issuer().map(organ),
        covers_area: report.covers_area,
        statements: statements
            .filter(|it| masker.mask(&it.text) == it.text)
            .map(|it| {
                let at = document.source.position(it.span.start);
                (it, at)
            })
            .collect(),
        doubt,
    }
}
