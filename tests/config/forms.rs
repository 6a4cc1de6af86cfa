//! Forms of one's own: a kind of report that gouji does not know, by data alone.

use super::found;
use crate::command::{BALANCED, Folder, committed};

const KINDS: &str = r#"[[kind]]
id = "audit"
name = { zh = "内部审计报告", en = "internal audit" }
title-ends = ["内部审计报告"]
about = ["内部审计"]
titled = true
"#;

const FORM: &str = r#"id = "audit-2020"
kind = "audit"
name = { zh = "内部审计表", en = "internal audit" }
source = "本县内部审计办法"
first-year = 2020
[[table]]
id = "projects"
name = { zh = "项目表", en = "projects" }
shape = "rows"
start = ["审计项目总数"]
head = ["项目"]
[[table.column]]
id = "count"
label = "数量"
name.en = "number"
[[table.row]]
id = "total"
label = "审计项目总数"
name.en = "projects"
total = true
[[table.row]]
id = "planned"
label = "计划内项目"
name.en = "planned"
[[table.row]]
id = "special"
label = "专项审计项目"
name.en = "special"
"#;

const PACK: &str = r#"kind = "audit"
[[rule]]
code = "L901"
name = "audit-total"
severity = "error"
summary = { zh = "项目总数＝各类之和", en = "projects sum up" }
message = { zh = "{left}，而 {right}", en = "{left}, but {right}" }
why = { zh = "总数是两类之和。", en = "The total is that of two sorts." }
source = "本县内部审计办法"
check = { kind = "equation", table = "projects", each = "column", holds = "total == planned + special" }
example.bad = """
青禾县审计局2024年内部审计报告
项目	数量
审计项目总数	12
计划内项目	8
专项审计项目	3
"""
example.good = """
青禾县审计局2024年内部审计报告
项目	数量
审计项目总数	11
计划内项目	8
专项审计项目	3
"""
"#;

const REPORT: &str = "青禾县审计局2024年内部审计报告\n项目\t数量\n审计项目总数\t12\n计划内项目\t8\n专项审计项目\t3\n";

/// A folder with the kind of report, its form and its pack, and a gouji.toml that names them.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("forms/kinds.toml", KINDS).file("forms/audit.toml", FORM);
    folder.file("forms/rules.toml", PACK);
    folder.file(
        "gouji.toml",
        "forms = [\"forms/kinds.toml\", \"forms/audit.toml\"]\npacks = [\"forms/rules.toml\"]\n",
    );
    folder
}

#[test]
fn a_kind_of_report_of_ones_own() {
    let folder = folder();
    folder.file("x/a.txt", REPORT).file("x/b.md", BALANCED);
    assert_eq!(found(&folder, "x"), ["x/a.txt L901"]);
    // Where the configuration does not hold, it is no report that is known.
    assert_eq!(found(&folder, "--isolated x"), ["x/a.txt S000"]);
    let ran = folder.gouji("rules test forms/rules.toml");
    assert_eq!(ran.status, 0, "{ran:?}");
}

#[test]
fn it_is_shown_with_the_configuration() {
    let folder = folder();
    let shown = folder.gouji("config").stdout;
    assert!(shown.contains("form forms/kinds.toml") && shown.contains("form forms/audit.toml"));
    let forms = &folder.gouji("config --json").json()["forms"];
    assert_eq!(forms[1]["value"], "forms/audit.toml");
    assert_eq!(forms[1]["origin"], "gouji.toml");
}

#[test]
fn the_next_edition_of_the_annual_report() {
    let folder = Folder::new();
    folder.file("2027.toml", committed("tests/next-edition/2027.toml"));
    folder.file("x/a.md", committed("tests/next-edition/report.md")).file("x/b.md", BALANCED);
    assert!(!found(&folder, "x").is_empty());
    folder.file("gouji.toml", "forms = [\"2027.toml\"]");
    assert!(found(&folder, "x").is_empty());
    // Two files may name the same form.
    folder.file("x/gouji.toml", "extends = \"../gouji.toml\"\nforms = [\"../2027.toml\"]");
    assert!(found(&folder, "x").is_empty());
}

/// What is said of a form of one's own, and where.
fn refused(form: &str, place: &str, said: &str) {
    let folder = folder();
    folder.file("forms/audit.toml", form).file("a.txt", REPORT);
    let ran = folder.gouji("check a.txt");
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains(place) && ran.stderr.contains(said), "{place}: {}", ran.stderr);
}

#[test]
fn what_is_wrong_is_refused_at_its_place() {
    let change = |from: &str, to: &str| FORM.replacen(from, to, 1);
    refused(&change("\"audit\"", "\"audti\""), "forms/audit.toml:2:8", "audit");
    refused(&change("\"audit-2020\"", "\"2021\""), "forms/audit.toml:1:6", "已有");
    refused(&change("shape = ", "shpae = "), "forms/audit.toml:9:1", "shape");
    refused(
        &change("first-year", "follows = \"2021\"\nfirst-year"),
        "forms/audit.toml:5:11",
        "2021",
    );
}

#[test]
fn a_form_that_is_not_there_is_refused_where_it_is_named() {
    let folder = Folder::new();
    folder.file("gouji.toml", "forms = [\"own.toml\"]").file("a.txt", REPORT);
    let ran = folder.gouji("check a.txt");
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("表式不能读取") && ran.stderr.contains("gouji.toml:1:10"));
}
