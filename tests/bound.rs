//! What gouji makes of a report, in a form that can be compared whatever file the report came in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use gouji_parser::Document;
use gouji_report::DataFile;
use gouji_report::bind::{CellValue, Report};
use gouji_report::{CellRef, Label};
use gouji_rules::Linter;
use gouji_rules::finding::Finding;
use rust_decimal::Decimal;

/// The rules that are shipped, all switched on.
pub(crate) static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    Linter::new(&DataFile::all(gouji_data::FORMS), &DataFile::all(gouji_data::PACKS))
        .expect("shipped packs compile")
});

/// Reads a file that has to be readable.
#[track_caller]
pub(crate) fn read(bytes: &[u8], name: &str) -> Document {
    gouji_parser::read(bytes, name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The address of a value: `requests.granted.natural`.
pub(crate) fn address(cell: &CellRef) -> String {
    format!("{}.{}.{}", cell.table, cell.row, cell.column)
}

/// The value of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Blank,
    Number(Decimal),
    /// With its unit, or no number at all: as written.
    Text(String),
}

/// Every value that was bound, by its address.
pub(crate) fn values(report: &Report<'_>) -> BTreeMap<String, Value> {
    let mut values = BTreeMap::new();
    for table in &report.tables {
        for row in &table.rows {
            for cell in &row.cells {
                let value = match &cell.value {
                    CellValue::Blank | CellValue::Placeholder => Value::Blank,
                    CellValue::Number(number) if number.unit.is_none() => {
                        Value::Number(number.value.normalize())
                    }
                    _ => Value::Text(gouji_parser::fold::fold(&cell.text)),
                };
                values.insert(address(&table.address(row.spec, cell.column)), value);
            }
        }
    }
    values
}

/// The first value that is not what was meant, and how many there are; nothing where all are.
pub(crate) fn misread(
    found: &BTreeMap<String, Value>,
    meant: &BTreeMap<String, Value>,
) -> Option<String> {
    let mut other = meant.iter().filter(|(address, value)| found.get(*address) != Some(value));
    let more = found.keys().find(|address| !meant.contains_key(*address));
    match other.next() {
        Some((address, value)) => Some(format!(
            "{address} {:?}, is {value:?}, and {} more",
            found.get(address),
            other.count()
        )),
        None => more.map(|address| format!("{address}, is absent")),
    }
}

/// All that a finding says, but not where in the file it says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Said {
    pub(crate) code: String,
    pub(crate) severity: &'static str,
    pub(crate) message: [String; 2],
    /// The cell of the primary label, and those of the related ones.
    cells: Vec<Option<String>>,
    /// `cell=value` of the one repair.
    pub(crate) repair: BTreeSet<String>,
    fingerprint: String,
}

impl Said {
    pub(crate) fn of(finding: &Finding) -> Self {
        let equation = finding.equation.as_ref();
        let repair = equation.map_or(&[][..], |equation| &equation.repair);
        Self {
            code: finding.code.to_string(),
            severity: finding.severity.name(),
            message: [finding.message.zh.clone(), finding.message.en.clone()],
            cells: labels(finding).map(|label| label.cell.as_ref().map(address)).collect(),
            repair: repair
                .iter()
                .map(|change| format!("{}={}", address(&change.cell), change.value.normalize()))
                .collect(),
            fingerprint: finding.fingerprint.clone(),
        }
    }
}

/// The findings of a document, in an order that does not depend on places.
pub(crate) fn said(document: &Document) -> Vec<Said> {
    let mut said: Vec<Said> = LINTER.check(document).findings.iter().map(Said::of).collect();
    said.sort();
    said
}

/// Every label of a finding.
pub(crate) fn labels(finding: &Finding) -> impl Iterator<Item = &Label> {
    std::iter::once(&finding.primary).chain(&finding.related)
}
