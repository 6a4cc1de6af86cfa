//! What is known of one report while it is written.

use std::cmp::Reverse;

use gouji_report::{
    CellRef, CellView, Label,
    view::{TableRowView, TableView},
};
use gouji_rules::{
    finding::{Finding, Severity},
    rule::Rule,
};

use super::{escape::text, marks::ReportMarks};
use crate::{
    FileResult, Options, Run, site::Sites, subject, totals::RunTotals, unchecked::Unchecked,
    verdict::Counts, whereabouts,
};
use gouji_report::Lang;

/// One report.
pub(super) struct ReportPage<'a> {
    /// Its number on the page, from 1.
    pub(super) number: usize,
    pub(super) file: &'a FileResult<'a>,
    pub(super) language: Lang,
    /// The gravest first, numbered from 1; those that are not to be shown are left out.
    pub(super) findings: Vec<(usize, &'a Finding)>,
    /// Of the findings that are shown.
    pub(super) counts: Counts,
    /// Findings that are not to be shown.
    pub(super) hidden: usize,
    /// What was not checked.
    pub(super) left: Unchecked,
    /// Its own tables, and those of other files that findings name.
    pub(super) own: DrawnTables<'a>,
    pub(super) others: Vec<DrawnTables<'a>>,
    pub(super) sites: Sites<'a>,
    /// Which tables are drawn.
    pub(super) drawing: Drawing,
    /// Whether its findings stand on the page; else it is in the list of files only.
    pub(super) detailed: bool,
    pub(super) tool_version: &'a str,
    rules: &'a [Rule],
}

/// The tables of a file with what findings have to do with their cells.
pub(super) struct DrawnTables<'a> {
    /// What the anchors of its cells begin with.
    anchor: String,
    pub(super) path: &'a str,
    pub(super) tables: &'a [TableView],
    pub(super) marks: ReportMarks<'a>,
}

impl DrawnTables<'_> {
    /// The anchor of a cell; the parts come from the form.
    pub(super) fn cell_id(&self, cell: &CellRef) -> String {
        let [table, row, column] = [&cell.table, &cell.row, &cell.column].map(|id| text(id));
        let copy = if cell.copy > 0 { format!("-{}", cell.copy + 1) } else { String::new() };
        format!("{}-{table}{copy}-{row}-{column}", self.anchor)
    }
}

/// Which tables are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawing {
    /// All of them, and the text with its figures.
    All,
    /// Those in which an error or a warning lies.
    Concerned,
    /// None.
    None,
}

impl<'a> ReportPage<'a> {
    pub(super) fn new(
        number: usize,
        file: &'a FileResult<'a>,
        run: &Run<'a>,
        options: &Options,
    ) -> Self {
        let all = &file.checked.findings;
        let mut shown: Vec<&Finding> =
            all.iter().filter(|finding| finding.severity >= options.show).collect();
        shown.sort_by_key(|finding| Reverse(finding.severity));
        let findings: Vec<(usize, &Finding)> = (1..).zip(shown).collect();
        let own = DrawnTables {
            anchor: format!("r{number}"),
            path: file.path,
            tables: file.tables,
            marks: ReportMarks::new(&findings, file.id, options.language),
        };
        let sites = Sites::new(file, run);
        let named = run
            .sources
            .iter()
            .filter(|it| !it.tables.is_empty() && sites.elsewhere(it.id).is_some());
        let others = (1..).zip(named).map(|(other, it)| DrawnTables {
            anchor: format!("r{number}-o{other}"),
            path: it.path,
            tables: it.tables,
            marks: ReportMarks::beside(&findings, it.id, options.language),
        });
        Self {
            number,
            file,
            language: options.language,
            counts: Counts::of(findings.iter().map(|&(_, finding)| finding)),
            hidden: all.len() - findings.len(),
            left: RunTotals::of(file).unchecked(),
            others: others.collect(),
            own,
            sites,
            drawing: Drawing::All,
            detailed: true,
            tool_version: run.tool_version,
            rules: run.rules,
            findings,
        }
    }

    /// The gravest that is to be said of it; what was not checked weighs as a warning.
    pub(super) fn worst(&self) -> Option<Severity> {
        let left = (!self.left.is_none()).then_some(Severity::Warning);
        self.counts.worst().max(left)
    }

    /// The organ that reports, or that it is not known.
    pub(super) fn issuer(&self) -> &'a str {
        subject::issuer(self.file, self.language)
    }

    /// `2020年度`.
    pub(super) fn year(&self) -> String {
        subject::year(self.file, self.language)
    }

    /// The title of its page.
    pub(super) fn title(&self) -> String {
        let what = self.language.choose("核查结果", "results of the check");
        format!("{} {} {what}", self.issuer(), self.year())
    }

    /// What a rule checks, in a line.
    pub(super) fn rule_summary(&self, code: &str) -> Option<&'a str> {
        let rule = self.rules.iter().find(|rule| &*rule.code == code)?;
        Some(self.language.pick(&rule.text.summary)).filter(|summary| !summary.is_empty())
    }

    /// The gravest finding that lies in a table.
    pub(super) fn concern(&self, table: &TableView) -> Option<Severity> {
        let inside = |label: &Label| match &label.cell {
            _ if self.sites.elsewhere(label.source).is_some() => false,
            Some(cell) => (&cell.table, cell.copy) == (&table.id, table.copy),
            None => table
                .span
                .is_some_and(|span| span.start <= label.span.start && label.span.end <= span.end),
        };
        self.findings
            .iter()
            .find(|(_, finding)| inside(&finding.primary))
            .map(|(_, it)| it.severity)
    }

    /// Whether a table is drawn.
    pub(super) fn draws(&self, table: &TableView) -> bool {
        match self.drawing {
            Drawing::All => table.span.is_some(),
            Drawing::Concerned => self.concern(table) > Some(Severity::Info),
            Drawing::None => false,
        }
    }

    /// A value of the form with its table and row, where it could be read.
    pub(super) fn cell(
        &self,
        cell: &CellRef,
    ) -> Option<(&'a TableView, &'a TableRowView, &'a CellView)> {
        let is_its = |table: &&TableView| (&cell.table, cell.copy) == (&table.id, table.copy);
        let table = self.file.tables.iter().find(is_its)?;
        let mut rows = table.parts.iter().flat_map(|part| &part.rows);
        let row = rows.find(|row| row.head.id == cell.row)?;
        Some((table, row, row.cells.iter().find(|view| view.column == cell.column)?))
    }

    /// The anchor of a finding.
    pub(super) fn finding_id(&self, number: usize) -> String {
        format!("r{}-f{number}", self.number)
    }

    /// Where a place is in the file.
    pub(super) fn whereabouts(&self, label: &Label) -> String {
        whereabouts::in_file(label, &self.sites, self.language)
    }
}
