use std::collections::BTreeSet;
use std::fs;

use super::*;

const TODAY: Day = Day { year: 2025, month: 3, day: 1 };

/// Every distinct thing, by where it lies in memory.
fn distinct<'a, T: 'a>(all: impl Iterator<Item = &'a Arc<T>>) -> usize {
    all.map(|it| Arc::as_ptr(it).addr()).collect::<BTreeSet<_>>().len()
}

/// The plans of 100 reports in each of 25 folders of four provinces, which have a configuration each.
fn project() -> (tempfile::TempDir, Vec<FileSettings>) {
    let root = tempfile::tempdir().expect("a folder can be made");
    let mut inputs = Vec::new();
    for (province, settings) in [
        ("甘肃", "jurisdiction = \"62\"\n"),
        ("山东", "[lint]\nignore = [\"X\"]\n"),
        ("河南", "[[override]]\npaths = [\"**/旧-*.txt\"]\nignore = [\"S\"]\n"),
        ("陕西", ""),
    ] {
        let folder = root.path().join(province);
        for county in 0..25 {
            let county = folder.join(county.to_string());
            fs::create_dir_all(&county).expect("the folder can be made");
            for report in 0..100 {
                let age = if report % 2 == 0 { "旧" } else { "新" };
                let path = county.join(format!("{age}-{report}.txt"));
                inputs.push(Input::File { name: path.display().to_string(), path, named: false });
            }
        }
        fs::write(folder.join("gouji.toml"), settings).expect("the file can be written");
    }
    let mut project = Project::new(&ProjectOptions::default(), TODAY).expect("no option is wrong");
    let inputs = project.with_settings(inputs).expect("the configurations are right");
    (root, inputs.files.into_iter().map(|(_, settings)| settings).collect())
}

#[test]
fn what_is_equal_is_made_once_for_ten_thousand_files() {
    let (_root, inputs) = project();
    assert_eq!(inputs.len(), 10_000);
    // 河南 has two: with its override and without.
    assert_eq!(distinct(inputs.iter().map(|settings| &settings.effective)), 5);

    let chosen: Vec<_> = inputs
        .iter()
        .map(|settings| settings.choose(None).expect("the rules are right").rules)
        .collect();
    assert_eq!(distinct(chosen.iter()), 5);
    // Nothing sets 河南 without its override and 陕西 apart.
    assert_eq!(distinct(chosen.iter().map(|rules| &rules.linter)), 4);
}

#[test]
fn reports_of_four_places_are_checked_with_four_sets_of_rules() {
    let (_root, inputs) = project();
    let settings = inputs.last().expect("there are inputs");
    let places = ["白银市平川区", "济南市历下区", "长沙市岳麓区", "郑州市中原区"];
    let reports = places.map(|place| {
        let title = format!("{place}人民政府2024年政府信息公开工作年度报告\n");
        gouji_parser::read(title.as_bytes(), "年报.txt").expect("the title is text")
    });
    let chosen: Vec<_> = (0..2_500)
        .map(|index| {
            let report = settings.bind(&reports[index % places.len()]);
            settings.choose(report.jurisdiction.as_ref()).expect("the rules are right").rules
        })
        .collect();
    assert_eq!(distinct(chosen.iter()), 4);
    assert_eq!(chosen[1].profiles[0].code, "37");
}

/// A report of a place costs no more rules than one of no place.
#[test]
fn where_nothing_is_set_rules_are_compiled_for_the_places_of_reports_alone() {
    let root = tempfile::tempdir().expect("a folder can be made");
    let path = root.path().join("年报.txt");
    let mut project = Project::new(&ProjectOptions::default(), TODAY).expect("no option is wrong");
    let input = Input::File { name: path.display().to_string(), path, named: false };
    let settings = project.settings_of(&input).expect("there are no settings");
    let made = || settings.effective.linters.made();
    assert_eq!(made(), 0);
    for (issuer, expected) in
        [("白银市平川区", 1), ("兰州市城关区", 1), ("郑州市", 2), ("望云县", 3)]
    {
        let title = format!("{issuer}人民政府2024年政府信息公开工作年度报告\n");
        let report = gouji_parser::read(title.as_bytes(), "年报.txt").expect("the title is text");
        let place = settings.bind(&report).jurisdiction;
        settings.choose(place.as_ref()).expect("the rules are right");
        assert_eq!(made(), expected, "{issuer}");
    }
    // What formats say of rules does not hang on the places.
    let empty = Project::new(&ProjectOptions::default(), TODAY).expect("no option is wrong");
    let codes = |project: &Project| -> Vec<_> {
        let rules = project.rules().expect("the rules are right");
        rules.iter().map(|rule| rule.code.clone()).collect()
    };
    assert_eq!(codes(&project), codes(&empty));
}

/// The bytes of memory that waivers of nothing take, so many of them, from the file to what is told.
fn waiving(waivers: usize) -> u64 {
    let root = tempfile::tempdir().expect("a folder can be made");
    let waiver = |at| {
        let rule = if at % 2 == 0 { "E001" } else { "X001" };
        format!("[[waive]]\nrule = \"{rule}\"\nfingerprint = \"{at:016x}\"\nreason = \"已更正\"\n")
    };
    let text: String = (0..waivers).map(waiver).collect();
    fs::write(root.path().join("gouji.toml"), text).expect("the file can be written");
    let path = root.path().join("a.txt");
    let report = gouji_parser::read("登陆网站，".repeat(waivers).as_bytes(), "a.txt");
    let report = report.expect("the report is text");
    let input = Input::File { name: path.display().to_string(), path, named: false };
    let mut told = 0;
    let taken = allocation_counter::measure(|| {
        let mut project =
            Project::new(&ProjectOptions::default(), TODAY).expect("no option is wrong");
        let settings = project.settings_of(&input).expect("the configuration is right");
        settings.check("a.txt", &settings.bind(&report), None, false).expect("the rules agree");
        let folder = root.path().canonicalize().expect("the folder is there");
        told = project.notices(&[folder]).len();
    });
    assert_eq!(told, waivers);
    taken.bytes_total
}

#[test]
fn twice_the_waivers_take_twice_the_memory() {
    waiving(1);
    let [one, two, four] = [500, 1_000, 2_000].map(waiving);
    assert!((four - two) * 10 < (two - one) * 25, "{one}, {two}, {four}");
}
