//! A made-up county in which known faults are planted: its government and 39 organs, 2021 to 2025, in text, HTML and .docx mixed.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_report::form::Form;

use super::county::{ORGANS, UnitFigures, UnitReport, words};

const YEARS: std::ops::RangeInclusive<i64> = 2021..=2025;
/// Its government.
pub const AREA: &str = "青禾县人民政府";

/// Carries in one more than it had carried out.
pub const BROKEN_CARRY: (usize, i64) = (7, 2024);
/// Its figures are not in those of the area.
pub const LEFT_OUT: (usize, i64) = (5, 2023);
/// Has no report.
pub const MISSING: (usize, i64) = (12, 2022);
/// Is published in June.
pub const LATE: (usize, i64) = (15, 2024);
/// Stands there twice.
pub const TWICE: (usize, i64) = (9, 2023);
/// The first took the second over at the end of the year.
pub const MERGED: (usize, usize, i64) = (21, 20, 2022);
/// Its overview is last year's, with another year in it.
pub const OVERVIEW_AGAIN: (usize, i64) = (3, 2023);
/// Its problems are last year's.
pub const PROBLEMS_AGAIN: (usize, i64) = (4, 2024);
/// The first has the words of the second, in both sections.
pub const COPIED: (usize, usize, i64) = (6, 25, 2025);
/// A town that calls itself a bureau.
pub const FOREIGN_SELF: (usize, i64) = (30, 2023);
/// Tells what another unit has received.
pub const FOREIGN_NAME: (usize, i64) = (31, 2023);

/// What the county has given all its organs to say.
const TEMPLATE: &str = "按照县里统一部署，各单位在服务大厅显眼位置摆放公开指南，由值班人员引导群众查询，\
    每周汇总一次咨询情况报送县政务公开中心，中心每月通报一次各单位的栏目更新进度，对连续两月没有更新的单位约谈负责人，\
    年终考评时按照更新次数、解读篇数、答复时效三项打分，考评的结果在县政府网站公布，接受社会监督。";

/// The name of a unit of it.
pub fn organ(unit: usize) -> String {
    super::county::unit("青禾县", unit)
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

/// The paths of its files by unit and year, the area being unit 39, and the files with units.toml.
#[derive(Debug, Default)]
pub struct PlantedCounty {
    /// By unit and year.
    pub paths: BTreeMap<(usize, i64), String>,
    /// Each file with its path.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Returns the county.
pub fn planted(forms: &[Arc<Form>]) -> PlantedCounty {
    let PlantedCounty { mut paths, mut files } = PlantedCounty::default();
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
            let (path, bytes) = report.file(forms);
            if (unit, year) == TWICE {
                files.push((format!("备份/{path}"), bytes.clone()));
            }
            paths.insert((unit, year), path.clone());
            files.push((path, bytes));
        }
        let area = area.settled(last.get(&ORGANS).copied());
        last.insert(ORGANS, area);
        let mut report = UnitReport::new(ORGANS, AREA.to_owned(), year, area);
        report.words = said(ORGANS, year);
        let (path, bytes) = report.file(forms);
        paths.insert((ORGANS, year), path.clone());
        files.push((path, bytes));
    }
    files.push(("units.toml".to_owned(), units_toml().into_bytes()));
    PlantedCounty { paths, files }
}
