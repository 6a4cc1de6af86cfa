//! A made-up county: its government and 39 organs, 2021 to 2025, in text, HTML and .docx mixed.

use std::collections::BTreeMap;

use gouji_corpus_diff::generate::{
    county::{self, ORGANS, UnitFigures, UnitReport, words},
    forms,
};

use super::findings;
use crate::command::Folder;

const YEARS: std::ops::RangeInclusive<i64> = 2021..=2025;
const AREA: &str = "青禾县人民政府";

/// Units by what is planted in them.
const BROKEN_CARRY: (usize, i64) = (7, 2024);
const LEFT_OUT: (usize, i64) = (5, 2023);
const MISSING: (usize, i64) = (12, 2022);
const LATE: (usize, i64) = (15, 2024);
const TWICE: (usize, i64) = (9, 2023);
/// The first took the second over at the end of the year.
const MERGED: (usize, usize, i64) = (21, 20, 2022);
/// Its overview is last year's, with another year in it.
const OVERVIEW_AGAIN: (usize, i64) = (3, 2023);
/// Its problems are last year's.
const PROBLEMS_AGAIN: (usize, i64) = (4, 2024);
/// The first has the words of the second, in both sections.
const COPIED: (usize, usize, i64) = (6, 25, 2025);
/// A town that calls itself a bureau, and one that tells what another has received.
const FOREIGN_SELF: (usize, i64) = (30, 2023);
const FOREIGN_NAME: (usize, i64) = (31, 2023);

/// What the county has given all its organs to say.
const TEMPLATE: &str = "按照县里统一部署，各单位在服务大厅显眼位置摆放公开指南，由值班人员引导群众查询，\
    每周汇总一次咨询情况报送县政务公开中心，中心每月通报一次各单位的栏目更新进度，对连续两月没有更新的单位约谈负责人，\
    年终考评时按照更新次数、解读篇数、答复时效三项打分，考评的结果在县政府网站公布，接受社会监督。";

fn organ(unit: usize) -> String {
    county::unit("青禾县", unit)
}

/// What a unit says of a year, with what is planted in it.
fn said(unit: usize, year: i64) -> [Vec<String>; 2] {
    let [mut overview, mut problems] = match (unit, year) {
        (unit, year) if (unit, year) == (COPIED.0, COPIED.2) => words(&organ(COPIED.1), year),
        _ => words(&organ(unit), year),
    };
    if (unit, year) == OVERVIEW_AGAIN {
        let last = words(&organ(unit), year - 1)[0].clone();
        overview = last.iter().map(|it| it.replace("2022年", "2023年")).collect();
    }
    if (unit, year) == PROBLEMS_AGAIN {
        let [_, last] = words(&organ(unit), year - 1);
        problems = last;
    }
    if (unit, year) == FOREIGN_SELF {
        overview.push("我局明确了答复的时限。".to_owned());
    }
    if (unit, year) == FOREIGN_NAME {
        overview.push("全年古渡镇共收到政府信息公开申请2件。".to_owned());
    }
    overview.push(TEMPLATE.to_owned());
    [overview, problems]
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
    let mut last: BTreeMap<usize, UnitFigures> = BTreeMap::new();
    for year in YEARS {
        let mut area = UnitFigures::default();
        for unit in 0..ORGANS {
            if unit == MERGED.1 && year > MERGED.2 {
                continue;
            }
            let mut own = UnitFigures::of_organ(unit, year, last.get(&unit).copied());
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
                area.add(&own);
            }
            if (unit, year) == MISSING {
                continue;
            }
            let mut report = UnitReport::new(unit, organ(unit), year, own);
            report.words = said(unit, year);
            report.month = if (unit, year) == LATE { 6 } else { 1 };
            let (path, bytes) = report.file(&forms);
            folder.file(&path, &bytes);
            if (unit, year) == TWICE {
                folder.file(&format!("备份/{path}"), &bytes);
            }
            paths.insert((unit, year), path);
        }
        let area = area.settled(last.get(&ORGANS).copied());
        last.insert(ORGANS, area);
        let mut report = UnitReport::new(ORGANS, AREA.to_owned(), year, area);
        report.words = said(ORGANS, year);
        let (path, bytes) = report.file(&forms);
        folder.file(&path, bytes);
        paths.insert((ORGANS, year), path);
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
    plant("Y004", &paths[&OVERVIEW_AGAIN]);
    plant("Y005", &paths[&PROBLEMS_AGAIN]);
    // Nobody knows which of the two has copied.
    for unit in [COPIED.0, COPIED.1] {
        plant("R004", &paths[&(unit, COPIED.2)]);
    }
    plant("R005", &paths[&FOREIGN_SELF]);
    plant("R005", &paths[&FOREIGN_NAME]);
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
