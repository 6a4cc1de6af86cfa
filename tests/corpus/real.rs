//! What can be read of every original file: a table that is written by this test, see
//! [`crate::generated`].

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use gouji_report::bind::{BoundTable, Report, RowState};

use super::facts::Facts;
use super::{files, folder, name};
use crate::bound::{LINTER, values};
use crate::generated::current;

const HEAD: &str = "# 真实年报读出了什么（what is read of real reports）

每格“读出的格数/应有的格数”。测试生成：`GOUJI_BLESS=1 cargo test --test e2e generated`。
Cells found of cells expected, for each original file of the corpus the project develops with.

| 文件 file | 格式 format | 表式 form | 年度 year | 单位 issuer | 表二 | 表三 | 表四 | 没有读出的原因 why not |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
";

#[test]
fn generated_table_of_what_real_files_give() {
    let Some(folder) = folder("real") else { return };
    let mut page = HEAD.to_owned();
    for path in files(&folder).iter().filter(|path| !is_pdf(path)) {
        let _ = writeln!(page, "| {} | {} |", name(path), row(path));
    }
    current("docs/corpus-real.md", &page);
}

/// Every value that is bound is one of the facts: what cannot be read is not guessed.
#[test]
fn what_is_read_of_real_files_is_true() {
    let (Some(folder), Some(facts)) = (folder("real"), folder("facts")) else { return };
    let mut cells = 0;
    for path in files(&folder) {
        let facts = facts.join(format!("{}.json", &name(&path)[..3]));
        // The empty form has none.
        if !facts.is_file() || is_pdf(&path) {
            continue;
        }
        let document = crate::bound::read(&fs::read(&path).unwrap(), name(&path));
        let facts = Facts::read(&facts);
        for (address, value) in values(&LINTER.bind(&document)) {
            assert_eq!(facts.values.get(&address), Some(&value), "{}: {address}", name(&path));
            cells += 1;
        }
    }
    println!("{cells} cells of real files hold what they should");
}

/// Whether only builds with the feature `pdf` read the file; see [`super::pdf`].
fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "pdf")
}

/// Format, form, year, issuer, a column a table, and the reasons.
fn row(path: &Path) -> String {
    let bytes = fs::read(path).expect("the file can be read");
    let document = crate::bound::read(&bytes, name(path));
    let report = LINTER.bind(&document);
    let summary = report.summary();
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let tables: Vec<String> = report.tables.iter().map(cells).collect();
    format!(
        "{} | {} | {} | {} | {} | {}",
        document.source.format().name(),
        or_none(summary.form.map(|form| form.to_string())),
        or_none(summary.year.map(|year| year.to_string())),
        or_none(summary.issuer),
        tables.join(" | "),
        reasons(&report),
    )
}

/// Cells found of cells expected.
fn cells(table: &BoundTable) -> String {
    let expected: usize = table.spec.rows.iter().map(|row| row.columns.len()).sum();
    let found: usize = table.rows.iter().map(|row| row.cells.len()).sum();
    format!("{found}/{expected}")
}

fn reasons(report: &Report<'_>) -> String {
    let mut reasons = Vec::new();
    for table in &report.tables {
        let name = &table.spec.name.zh;
        if table.span.is_none() {
            reasons.push(format!("{name}没有"));
            continue;
        }
        let count =
            |is: fn(RowState) -> bool| table.rows.iter().filter(|row| is(row.state)).count();
        let states = [
            (count(|state| state == RowState::Fused), "数字相连 fused"),
            (count(|state| matches!(state, RowState::Unaligned { .. })), "对不齐 unaligned"),
            (count(|state| state == RowState::Absent), "没有这一行 absent"),
        ];
        let states = states.into_iter().filter(|(count, _)| *count > 0);
        reasons.extend(states.map(|(count, why)| format!("{name} {count} 行{why}")));
    }
    reasons.join("；")
}
