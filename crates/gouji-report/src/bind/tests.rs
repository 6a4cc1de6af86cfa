//! Kinds of report of our own making, to see that a form says all that there is to it.

use super::bind;
use crate::{DataFile, form::Forms};

const KINDS: &str = r#"
[[kind]]
id = "audit"
name = { zh = "内部审计报告", en = "internal audit" }
title-ends = ["内部审计报告"]
about = ["内部审计"]
"#;

/// Eight sections and no table; since 2023 the eighth has another title and stands first.
fn form(id: &str, years: &str, last: &str, number: u32) -> String {
    let titles =
        ["机构设置", "人员配备", "审计计划", "项目实施", "发现问题", "整改落实", "成果运用"];
    let section = |(number, title): (u32, &str)| {
        format!("[[section]]\nid = \"s{title}\"\nnumber = {number}\ntitle = \"{title}\"\n")
    };
    let first = if number == 1 { 2 } else { 1 };
    let mut numbered: Vec<(u32, &str)> = (first..).zip(titles).collect();
    numbered.push((number, last));
    numbered.sort_unstable();
    let sections: String = numbered.into_iter().map(section).collect();
    format!(
        "id = \"{id}\"\nkind = \"audit\"\nname = {{ zh = \"{id}\", en = \"{id}\" }}\nsource = \"\"\n{years}\n{sections}"
    )
}

/// The form that is decided for, and the numbers of the sections that are found.
fn check(text: &str) -> String {
    let old = form("old", "first-year = 2019\nlast-year = 2022", "附则说明", 8);
    let new = form("new", "first-year = 2023", "编制依据", 1);
    let files = [("kinds.toml", KINDS), ("old.toml", &*old), ("new.toml", &*new)];
    let forms = Forms::load(&DataFile::all(&files)).expect("the forms of this test are right");
    let document = gouji_parser::read(text.as_bytes(), "report.txt").unwrap();
    let report = bind(&document, &forms);
    let layout = report.layout.as_ref().expect("there are forms");
    let found = report.sections.iter().filter(|section| section.heading.is_some());
    let numbers = found.map(|section| layout.sections[section.spec].number.to_string());
    let form = report.form.as_ref().map_or("none", |form| &form.id);
    format!("{form}: {}", numbers.collect::<Vec<_>>().join(" "))
}

#[test]
fn a_form_without_tables_is_that_of_the_year() {
    let body = "第一部分 机构设置\n甲\n第二部分 人员配备\n乙";
    assert_eq!(check(&format!("青禾县2020年内部审计报告\n{body}")), "old: 1 2");
    assert_eq!(check(&format!("青禾县内部审计报告\n{body}")), "none: 2 3");
}

#[test]
fn sections_are_those_of_the_reports_own_form() {
    let last = "第七部分 成果运用\n甲\n第八部分 附则说明\n乙";
    assert_eq!(check(&format!("青禾县2022年内部审计报告\n{last}")), "old: 7 8");
    let first = "第一部分 编制依据\n甲\n第八部分 成果运用\n乙";
    assert_eq!(check(&format!("青禾县2023年内部审计报告\n{first}")), "new: 1 8");
}

#[test]
fn a_line_in_which_eight_sections_run_together_is_cut() {
    let filler = "本年度按照计划完成了全部审计项目并逐项核对了整改结果。".repeat(6);
    let text = format!(
        "青禾县2022年内部审计报告\n一、机构设置{filler}七、成果运用{filler}八、附则说明{filler}"
    );
    assert_eq!(check(&text), "old: 1 7 8");
}
