//! The made-up county in which known faults are planted.

use gouji_corpus_diff::generate::forms;
use gouji_corpus_diff::generate::planted::{
    AREA, BROKEN_CARRY, COPIED, FOREIGN_NAME, FOREIGN_SELF, LATE, LEFT_OUT, MISSING,
    OVERVIEW_AGAIN, PROBLEMS_AGAIN, PlantedCounty, TWICE, organ, planted,
};

use super::findings;
use crate::command::Folder;

#[test]
fn exactly_what_is_planted_is_found() {
    let folder = Folder::new();
    let PlantedCounty { paths, files } = planted(&forms());
    for (path, bytes) in &files {
        folder.file(path, bytes);
    }
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
