//! Deduction points: the county of the tutorial, with its points worked out by hand there.

use std::collections::BTreeMap;

use crate::command::{BALANCED, Folder, committed};

/// The balanced sample as a report of another unit, published on a day, with other lines.
fn report(unit: &str, day: &str, changes: Changes<'_>) -> String {
    let text = BALANCED.replace("望云县人民政府", unit).replace("2025年3月18日", day);
    changes.iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "{unit} {old}");
        text.replacen(old, new, 1)
    })
}

/// Lines, and what stands in their place.
type Changes<'a> = &'a [(&'a str, &'a str)];

const DISPUTES: &str = "| 2 | 0 | 1 | 0 | 3 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |";
const ONE: Changes<'_> =
    &[(DISPUTES, "| 2 | 0 | 1 | 0 | 4 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |")];
const THREE: Changes<'_> = &[
    (DISPUTES, "| 2 | 0 | 1 | 0 | 4 | 0 | 0 | 0 | 0 | 2 | 1 | 0 | 0 | 0 | 1 |"),
    ("| 行政规范性文件 | 6 |", "| 行政规范性文件 | 60 |"),
];
const WORDS: (&str, &str) =
    ("（一）主动公开。", "（一）主动公开。开设统一帐号，建立台帐，明确布署。");
const MORE_WORDS: (&str, &str) =
    ("（二）依申请公开。", "（二）依申请公开。再接再励，按步就班，一如即往，既时答复。");

/// The ten units, with what the tutorial says of each, and the scheme that stands there.
fn county() -> Folder {
    let (timely, late) = ("2025年1月20日", "2025年6月20日");
    let worst = [THREE, &[WORDS, MORE_WORDS]].concat();
    let reports: [(&str, &str, Changes<'_>); 8] = [
        ("人民政府", "2025年3月18日", &[]),
        ("水利局", late, &[]),
        ("财政局", timely, ONE),
        ("民政局", timely, THREE),
        ("司法局", timely, &[WORDS]),
        ("卫生健康局", late, ONE),
        ("审计局", timely, ONE),
        ("统计局", late, &worst),
    ];
    let folder = Folder::new();
    let mut units = String::new();
    for (own, day, changes) in reports {
        let unit = format!("青禾县{own}");
        folder.file(&format!("2024/{unit}.md"), report(&unit, day, changes));
        units += &format!("[[unit]]\nname = \"{unit}\"\n");
    }
    let letter = "# 关于报送年度报告的函\n\n县政府办公室：\n\n现将我局年度报告报上，请审阅。\n";
    folder.file("2024/青禾县商务局.md", letter);
    units += "[[unit]]\nname = \"青禾县商务局\"\n[[unit]]\nname = \"青禾县教育局\"\n";
    let waived =
        "[[waive]]\nrule = \"E005\"\npaths = [\"2024/青禾县审计局.md\"]\nreason = \"已函告更正\"\n";
    let page = committed("docs/tutorial-points.md");
    let (_, scheme) = page.split_once("file=points.toml\n").expect("the scheme stands there");
    let (scheme, _) = scheme.split_once("```").expect("the block ends");
    folder.file("units.toml", units).file("gouji.toml", waived).file("points.toml", scheme);
    folder
}

/// The points of each unit, as the tutorial works them out.
fn by_hand() -> BTreeMap<String, String> {
    let page = committed("docs/tutorial-points.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| 青禾县"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_end_matches(" |").split(" | ").collect();
        let points = cells[2].rsplit(' ').next().expect("a cell has a last word");
        (format!("青禾县{}", cells[0]), points.to_owned())
    })
    .collect()
}

#[test]
fn the_scheme_of_the_tutorial_gives_the_points_worked_out_by_hand() {
    let json = county().gouji("audit --units units.toml --points points.toml --format json").json();
    let units = json["units"].as_array().expect("a list");
    let text = |it: &serde_json::Value| it.as_str().expect("it is text").to_owned();
    let given: BTreeMap<String, String> =
        units.iter().map(|it| (text(&it["unit"]), text(&it["points"]["left"]))).collect();
    assert_eq!(given, by_hand());
    assert_eq!(given.len(), 10);
    assert_eq!(json["points"]["by_hand"]["退回后没有改正"], "5");
    let worst = units.iter().find(|it| it["unit"] == "青禾县统计局").expect("it is there");
    let figures = &worst["points"]["lost"][1];
    assert_eq!((&figures["category"], &figures["points"]), (&"数据".into(), &"30".into()));
    assert_eq!(figures["of"][0]["points"], "37.5");
    assert_eq!(figures["of"][0]["found"], serde_json::json!({ "E005": 2, "E006": 1 }));
}

#[test]
fn what_cost_which_points_is_said_in_every_format() {
    let folder = county();
    let written = |rest: &str| folder.gouji(&format!("audit --units units.toml {rest}")).stdout;
    let cost = "时效 −10（逾期公布10分：D006×1）；数据 −12.5（表内不平12.5分：E005×1）";
    let human = written("--points points.toml");
    assert!(human.contains(&format!("  青禾县卫生健康局 2024  77.5：{cost}\n")), "{human}");
    assert!(human.contains("由人工扣的：退回后没有改正 −5。"), "{human}");
    assert!(human.contains("其余 2 份没有扣分"), "{human}");
    let csv = written("--points points.toml --format csv");
    assert!(csv.lines().next().is_some_and(|it| it.ends_with(",points,points-lost,points-open")));
    assert!(csv.contains(&format!(",77.5,{cost},\n")), "{csv}");
    let html = written("--points points.toml --format html");
    assert!(html.contains(&format!("<td>77.5</td><td>{cost}</td>")), "{html}");
    // Nobody gets points who has not asked for them.
    for format in ["human", "csv", "html", "json"] {
        let without = written(&format!("--format {format}"));
        assert!(!without.contains("77.5") && !without.contains("points"), "{without}");
    }
}

#[test]
fn a_scheme_of_a_place_is_chosen_by_its_code() {
    let folder = county();
    let left = |points: &str, unit: &str| {
        let json =
            folder.gouji(&format!("audit --units units.toml --points {points} --format json"));
        let json = json.json();
        let units = json["units"].as_array().expect("a list");
        let own = units.iter().find(|it| it["unit"] == unit).expect("it is there");
        own["points"]["left"].as_str().expect("it is text").to_owned()
    };
    assert_eq!(left("350502", "青禾县水利局"), "5");
    assert_eq!(left("350502", "青禾县财政局"), "10");
    assert_eq!(left("331083", "青禾县水利局"), "2");
    assert_eq!(left("331083", "青禾县教育局"), "0");
    let refused = folder.gouji("audit --points 110000");
    assert_eq!(refused.status, 2, "{refused:?}");
    folder.file(
        "points.toml",
        committed("rules/profiles/331083.points.toml").replace("D006", "D906"),
    );
    let refused = folder.gouji("audit --points points.toml");
    assert!(refused.status == 2 && refused.stderr.contains("没有规则 D906"), "{refused:?}");
}
