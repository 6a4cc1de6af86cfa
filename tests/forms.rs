//! The next edition of the annual report's form, which nobody has issued: `next-edition` has it as a file of
//! data, as a user would bring it, and a report that follows it.

use std::sync::{Arc, LazyLock};

use gouji_report::DataFile;
use gouji_rules::Linter;
use gouji_rules::settings::{Layer, SettingsFile};

use crate::bound::read;
use crate::command::{BALANCED, committed};

static NEXT: LazyLock<Linter> = LazyLock::new(|| {
    let mut layer = Layer::new(Arc::default());
    let form = committed("tests/next-edition/2027.toml");
    layer.forms.push(Arc::new(SettingsFile::new("2027.toml", form)));
    let (forms, packs) = (DataFile::all(gouji_data::FORMS), DataFile::all(gouji_data::PACKS));
    Linter::configured(&forms, &packs, &[&layer]).expect("the form of this test is right")
});

/// The form that a report is read by, and each finding with its cell.
fn check(report: &str) -> String {
    let checked = NEXT.check(&read(report.as_bytes(), "a.md"));
    let mut lines = vec![checked.report.form.as_deref().unwrap_or("–").to_owned()];
    lines.extend(checked.findings.iter().map(|finding| {
        let cell = finding.primary.cell.as_ref().map(crate::bound::address);
        format!("{} {}", finding.code, cell.unwrap_or_default()).trim().to_owned()
    }));
    lines.join(", ")
}

/// The report on the next edition, changed.
fn changed(from: &str, to: &str) -> String {
    let report = committed("tests/next-edition/report.md");
    assert_eq!(report.matches(from).count(), 1, "{from}");
    report.replace(from, to)
}

#[test]
fn a_report_on_the_next_edition_is_read_by_it() {
    assert_eq!(check(&committed("tests/next-edition/report.md")), "2027");
}

#[test]
fn the_row_that_is_new_counts() {
    let row = "9.属于个人隐私 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |";
    assert_eq!(check(&changed(row, &row.replace('1', "3"))), "2027, E002 requests.total.natural");
    assert_eq!(check(&changed(&format!("|  |  | {row}\n"), "")), "2027, T003");
}

#[test]
fn sections_and_tables_stand_where_it_has_them() {
    let as_before = "## 四、政府信息公开行政复议";
    assert_eq!(check(&changed("## 三、政府信息公开行政复议", as_before)), "2027, S012");
}

#[test]
fn labels_are_its_own() {
    assert_eq!(check(&changed("本年新制发件数", "本年制发件数")), "2027, T002");
}

#[test]
fn a_report_on_the_form_before_is_read_by_that() {
    assert_eq!(check(BALANCED), "2021");
}
