use gouji_rules::Linter;

use super::*;
use crate::row::FindingCounts;

fn rules() -> Vec<Rule> {
    let mut packs = DataFile::all(gouji_data::PACKS);
    packs.extend(DataFile::all(gouji_data::PACKS_ACROSS));
    let linter = Linter::new(&DataFile::all(gouji_data::FORMS), &packs).expect("they are right");
    linter.rules().to_vec()
}

fn load(text: &str) -> Result<PointScheme, String> {
    PointScheme::load(DataFile { name: "points.toml", text }, &rules()).map_err(|error| {
        let at = error.span.offset();
        format!("{} @ {}", error.message, &text[at..at + error.span.len()])
    })
}

/// A unit in a state, with so many warnings of each of these rules, and rules that could not be assessed.
fn row(state: FilingState, warnings: &[(&str, usize)], open: &[&str]) -> AuditRow {
    let mut found = FindingCounts::default();
    for &(code, count) in warnings {
        found.by_rule.insert(code.to_owned(), [0, count, 0]);
    }
    found.open = open.iter().map(|code| ((*code).to_owned(), 1)).collect();
    AuditRow {
        unit: "青禾县水利局".to_owned(),
        code: None,
        parent: None,
        year: 2024,
        state,
        file: None,
        others: 0,
        found,
        not_assessable: open.len(),
    }
}

const SCHEME: &str = "\
name = { zh = \"试\", en = \"trial\" }
base = 10
floor = 1.5
[[category]]
name = { zh = \"时效\", en = \"time\" }
deduct = [
  { name = { zh = \"缺报\", en = \"missing\" }, states = [\"missing\"], points = 9 },
  { name = { zh = \"退回\", en = \"sent back\" }, points = 5 },
]
[[category]]
name = { zh = \"数据\", en = \"figures\" }
most = 1.0
deduct = [ { name = { zh = \"不符\", en = \"broken\" }, rules = [\"E\"], points = 0.3, each = true } ]
[[category]]
name = { zh = \"用语\", en = \"wording\" }
deduct = [ { name = { zh = \"错字\", en = \"words\" }, rules = [\"W005\", \"X\"], points = 0.10 } ]
";

/// What is left, and what each category took.
fn check(row: &AuditRow, expected: &str) {
    let scheme = load(SCHEME).expect("it is right");
    let points = scheme.of(row);
    let lost: Vec<String> =
        points.lost.iter().map(|it| format!("{} -{}", it.category.zh, it.points)).collect();
    let said = format!("{} {} {}", points.left, lost.join(" "), points.open.join(" "));
    assert_eq!(said.trim(), expected);
}

#[test]
fn points_are_exact_and_limited_by_category_and_floor() {
    check(&row(FilingState::There, &[], &[]), "10");
    check(&row(FilingState::There, &[("E001", 2), ("E003", 1)], &[]), "9.1 数据 -0.9");
    check(&row(FilingState::There, &[("E001", 4)], &[]), "9.0 数据 -1.0");
    // Once for all findings, where `each` is not given.
    check(&row(FilingState::Late, &[("W005", 3), ("X001", 7)], &[]), "9.90 用语 -0.10");
    check(&row(FilingState::Missing, &[], &[]), "1.5 时效 -9");
    check(&row(FilingState::There, &[("D006", 1)], &["E002", "T007"]), "10  E002");
}

#[test]
fn what_weighs_less_costs_nothing() {
    let scheme =
        load(&SCHEME.replace("points = 0.10", "points = 0.10, at-least = \"error\"")).unwrap();
    assert_eq!(scheme.of(&row(FilingState::There, &[("W005", 3)], &[])).lost, []);
}

#[test]
fn what_no_file_shows_is_for_people() {
    let scheme = load(SCHEME).unwrap();
    assert!(scheme.by_hand().map(|it| &*it.name.zh).eq(["退回"]));
}

#[test]
fn what_has_no_meaning_is_refused_at_its_place() {
    for (old, new, said) in [
        ("\"W005\"", "\"W905\"", "没有规则 W905 / no such rule: W905 @ \"W905\""),
        (
            "base = 10",
            "base = \"10\"",
            "分值应为不小于 0 的数 / points are a number from 0 on @ \"10\"",
        ),
        ("0.3", "-0.3", "分值应为不小于 0 的数 / points are a number from 0 on @ -0.3"),
        ("1.0", "inf", "分值应为不小于 0 的数 / points are a number from 0 on @ inf"),
        ("\"missing\"]", "\"gone\"]", "没有名为 gone 的取值 / unknown value `gone` @ \"gone\""),
    ] {
        assert_eq!(load(&SCHEME.replace(old, new)).unwrap_err(), said);
    }
}

#[test]
fn the_shipped_schemes_are_right() {
    let shipped = gouji_data::PROFILES.iter().filter(|(name, _)| name.ends_with(".points.toml"));
    let mut count = 0;
    for &(name, text) in shipped {
        let scheme = PointScheme::load(DataFile { name, text }, &rules());
        let scheme = scheme.unwrap_or_else(|error| panic!("{}", error.message));
        let most: Decimal = scheme.categories.iter().filter_map(|it| it.most).max().unwrap();
        assert!(most <= scheme.base, "{name}");
        count += 1;
    }
    assert_eq!(count, 2);
}
