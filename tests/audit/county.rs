//! A made-up county: its government and 39 organs, 2021 to 2025, in text, HTML and .docx mixed.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_corpus_diff::generate::{facts, forms, layout::Layout};
use gouji_report::form::Form;
use serde_json::{Value, json};

use super::findings;
use crate::command::Folder;

const YEARS: std::ops::RangeInclusive<i64> = 2021..=2025;
const AREA: &str = "青禾县人民政府";
const LAYOUTS: [Layout; 5] =
    [Layout::Pipes, Layout::Html, Layout::Docx, Layout::Tsv, Layout::WordDump];

/// Units by what is planted in them.
const BROKEN_CARRY: (usize, i64) = (7, 2024);
const LEFT_OUT: (usize, i64) = (5, 2023);
const MISSING: (usize, i64) = (12, 2022);
const LATE: (usize, i64) = (15, 2024);
const TWICE: (usize, i64) = (9, 2023);
/// The first took the second over at the end of the year.
const MERGED: (usize, usize, i64) = (21, 20, 2022);

fn organ(unit: usize) -> String {
    let stems = [
        "水利",
        "教育",
        "财政",
        "民政",
        "司法",
        "卫生健康",
        "交通运输",
        "农业农村",
        "文化旅游",
        "应急管理",
        "市场监督管理",
        "自然资源",
        "生态环境",
        "商务",
        "审计",
        "统计",
        "林业",
        "信访",
        "医疗保障",
        "体育",
        "粮食",
        "城市管理",
        "住房和城乡建设",
        "科学技术",
        "工业和信息化",
        "退役军人事务",
        "乡村振兴",
        "档案",
        "机关事务",
        "数据",
    ];
    let towns = ["柳溪", "石桥", "东山", "白河", "龙泉", "古渡", "新集", "高坪", "南岭"];
    match unit.checked_sub(stems.len()) {
        None => format!("青禾县{}局", stems[unit]),
        Some(town) => format!("青禾县{}镇人民政府", towns[town]),
    }
}

/// What a unit has in a year.
#[derive(Clone, Copy, Default)]
struct Figures {
    new: i64,
    carried_in: i64,
    total: i64,
    carried_out: i64,
    licences: i64,
    made: i64,
    in_force: i64,
}

fn of_unit(unit: usize, year: i64, last: Option<Figures>) -> Figures {
    let unit = i64::try_from(unit).expect("there are few");
    let turn = unit * 7 + year * 3;
    let carried_in = last.map_or(1, |last| last.carried_out);
    let carried_out = (unit + year) % 3;
    let new = 4 + turn % 17;
    let made = turn % 4;
    Figures {
        new,
        carried_in,
        carried_out,
        total: new + carried_in - carried_out,
        licences: 40 + turn % 13,
        made,
        in_force: last.map_or(30, |last| last.in_force) + made,
    }
}

/// The facts of a report, with every row of its form.
fn facts_of(form: &Form, issuer: &str, year: i64, own: Figures) -> Value {
    let mut tables = BTreeMap::new();
    for table in &form.tables {
        let row = |row: &gouji_report::form::RowSpec| {
            let cells = row.columns.iter().map(|&at| (table.columns[at].id.to_string(), json!(0)));
            (row.id.to_string(), Value::Object(cells.collect()))
        };
        tables.insert(table.id.to_string(), Value::Object(table.rows.iter().map(row).collect()));
    }
    let mut facts = json!({ "id": "c", "issuer": issuer, "year": year, "form": "2021" });
    for (id, table) in tables {
        facts[&*id] = table;
    }
    for (row, count) in [
        ("new", own.new),
        ("carried-in", own.carried_in),
        ("granted", own.total),
        ("total", own.total),
        ("carried-out", own.carried_out),
    ] {
        facts["requests"][row]["natural"] = json!(count);
        facts["requests"][row]["sum"] = json!(count);
    }
    facts["proactive"]["normative"]["made"] = json!(own.made);
    facts["proactive"]["normative"]["in-force"] = json!(own.in_force);
    facts["proactive"]["license"]["decisions"] = json!(own.licences);
    facts
}

/// The file of a report, published on time unless it is late.
fn file(
    forms: &[Arc<Form>],
    unit: usize,
    issuer: &str,
    year: i64,
    own: Figures,
) -> (String, Vec<u8>) {
    let mut model =
        facts::report(forms, &facts_of(&forms[1], issuer, year, own)).expect("they fit");
    let month = if (unit, year) == LATE { 6 } else { 1 };
    model.signature = [issuer.to_owned(), format!("{}年{month}月20日", year + 1)];
    // Each unit speaks of itself in its own words.
    model.sections.iter_mut().for_each(Vec::clear);
    let layout = LAYOUTS[(unit + usize::try_from(year).expect("of our era")) % LAYOUTS.len()];
    let ending = layout.file().rsplit('.').next().expect("it has one");
    (format!("{year}/{issuer}{year}年.{ending}"), layout.write(&model))
}

fn units_toml() -> String {
    let mut text = format!("[[unit]]\nname = \"{AREA}\"\n\n");
    for unit in 0..39 {
        text += &format!("[[unit]]\nname = \"{}\"\nparent = \"{AREA}\"\n", organ(unit));
        if unit == MERGED.1 {
            text += &format!("until = {}\nmerged-into = \"{}\"\n", MERGED.2, organ(MERGED.0));
        }
        text += "\n";
    }
    text
}

/// Writes the county, and returns the paths of the files by unit and year; the area is unit 39.
fn county(folder: &Folder) -> BTreeMap<(usize, i64), String> {
    let forms = forms();
    let mut paths = BTreeMap::new();
    let mut last: BTreeMap<usize, Figures> = BTreeMap::new();
    for year in YEARS {
        let mut area = Figures { in_force: 100, ..Figures::default() };
        for unit in 0..39 {
            if unit == MERGED.1 && year > MERGED.2 {
                continue;
            }
            let mut own = of_unit(unit, year, last.get(&unit).copied());
            if unit == MERGED.0 && year == MERGED.2 + 1 {
                let taken = last[&MERGED.1].carried_out;
                assert!(taken > 0, "the merger shows in the figures");
                own.carried_in += taken;
                own.total += taken;
            }
            if (unit, year) == BROKEN_CARRY {
                own.carried_in += 1;
                own.carried_out += 1;
            }
            last.insert(unit, own);
            if (unit, year) != LEFT_OUT {
                area.new += own.new;
                area.total += own.total;
                area.licences += own.licences;
            }
            if (unit, year) == MISSING {
                continue;
            }
            let (path, bytes) = file(&forms, unit, &organ(unit), year, own);
            folder.file(&path, &bytes);
            if (unit, year) == TWICE {
                folder.file(&format!("备份/{path}"), &bytes);
            }
            paths.insert((unit, year), path);
        }
        area.carried_in = last.get(&39).map_or(9, |last| last.carried_out);
        area.carried_out = area.new + area.carried_in - area.total;
        assert!(area.carried_out >= 0, "{year}");
        last.insert(39, area);
        let (path, bytes) = file(&forms, 39, AREA, year, area);
        folder.file(&path, bytes);
        paths.insert((39, year), path);
    }
    folder.file("units.toml", units_toml());
    paths
}

#[test]
fn exactly_what_is_planted_is_found() {
    let folder = Folder::new();
    let paths = county(&folder);
    let ran = folder.gouji("audit --units units.toml --format json");
    let json = ran.json();
    let mut expected: Vec<(String, String)> = Vec::new();
    let mut plant = |code: &str, path: &str| expected.push((code.to_owned(), path.to_owned()));
    plant("Y001", &paths[&BROKEN_CARRY]);
    // The area left one organ out: new, total and licences are below the sum, and the two of table 3 are no sum.
    for code in ["R001", "R001", "R001", "R002", "R002"] {
        plant(code, &paths[&(39, LEFT_OUT.1)]);
    }
    plant("R003", "units.toml");
    plant("R008", &format!("备份/{}", paths[&TWICE]));
    expected.sort();
    assert_eq!(findings(&ran), expected, "{}", ran.stderr);

    assert_eq!(json["files"], 5 * 40 - 1 - 3 + 1);
    assert_eq!(json["partial"], false);
    let units = json["units"].as_array().unwrap();
    let state = |wanted: &str| -> Vec<String> {
        let of = units.iter().filter(|it| it["state"] == wanted);
        of.map(|it| format!("{} {}", it["unit"].as_str().unwrap(), it["year"])).collect()
    };
    assert_eq!(state("missing"), [format!("{} {}", organ(MISSING.0), MISSING.1)]);
    assert_eq!(state("late"), [format!("{} {}", organ(LATE.0), LATE.1)]);
    let of = |unit: &str, year: i64| {
        units.iter().find(|it| it["unit"] == unit && it["year"] == year).unwrap()
    };
    assert_eq!(of(&organ(0), 2023)["parent"], AREA);
    assert_eq!(of(AREA, LEFT_OUT.1)["families"]["R"], 5);
    assert_eq!(ran.status, 1, "an area is below the sum of its organs");
}
