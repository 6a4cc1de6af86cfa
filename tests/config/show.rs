//! `gouji config` and `gouji init`.

use crate::command::{Folder, committed};

#[test]
fn every_value_says_where_it_comes_from() {
    let folder = Folder::new();
    folder.file(
        "gouji.toml",
        "jurisdiction = \"62\"\n[lint]\nignore = [\"X\"]\nseverity = { S003 = \"error\" }\n",
    );
    folder.file(
        "x/gouji.toml",
        "extends = \"../gouji.toml\"\njurisdiction = \"6204\"\n[rule.S010]\nleast = 80\n\
         [[override]]\npaths = [\"old/*\"]\nseverity = { S001 = \"off\" }\n",
    );
    let shown = |args: &str| folder.gouji(&format!("config {args}")).stdout;
    insta::assert_snapshot!(shown("x/old/a.txt --fail-on warning --ignore P004"), @r#"
    配置来自：profiles/62.toml < gouji.toml < x/gouji.toml < 命令行
    规则：101 条开，9 条关
      jurisdiction = "6204"                               # x/gouji.toml:2
      profile 62                                          # 自带 甘肃省
      fail-on = "warning"                                 # 命令行
      P004 document-metadata: off                         # 命令行
      S001 missing-section: off                           # x/gouji.toml:7
      S003 section-title: error                           # gouji.toml:4
      S009 overview-too-long: info                        # profiles/62.toml:5
      S009 overview-too-long: most = 1000                 # profiles/62.toml:8
      S009 overview-too-long: since = 2025                # profiles/62.toml:9
      S009 overview-too-long: 依据                          # 武政办发〔2025〕54号（武威市，2025年12月19日）：总体情况原则上不超过1000字（官方网站原文）
      S010 problems-section-thin: least = 80              # x/gouji.toml:4
      S021 normative-documents-not-counted: info          # profiles/62.toml:5
      S021 normative-documents-not-counted: since = 2025  # profiles/62.toml:12
      S021 normative-documents-not-counted: 依据            # 武政办发〔2025〕54号（武威市，2025年12月19日）：写明规章、规范性文件发布、废止、现行有效的件数（官方网站原文）
      X001 punctuation: off                               # gouji.toml:3
      X002 unbalanced-pairs: off                          # gouji.toml:3
      X003 wrong-percent-sign: off                        # gouji.toml:3
      X004 stray-markup: off                              # gouji.toml:3
      X005 broken-number: off                             # gouji.toml:3
    "#);
    insta::assert_snapshot!(shown("--lang en --config lint.severity.S003=\"info\""), @r#"
    configured by: profiles/62.toml < gouji.toml < --config
    rules: 103 on, 7 off
      jurisdiction = "62"                                 # gouji.toml:1
      profile 62                                          # built in Gansu
      fail-on = "error"                                   # built in
      S003 section-title: info                            # --config 'lint.severity.S003="info"'
      S009 overview-too-long: info                        # profiles/62.toml:5
      S009 overview-too-long: most = 1000                 # profiles/62.toml:8
      S009 overview-too-long: since = 2025                # profiles/62.toml:9
      S009 overview-too-long: source                      # 武政办发〔2025〕54号（武威市，2025年12月19日）：总体情况原则上不超过1000字（read on an official site）
      S021 normative-documents-not-counted: info          # profiles/62.toml:5
      S021 normative-documents-not-counted: since = 2025  # profiles/62.toml:12
      S021 normative-documents-not-counted: source        # 武政办发〔2025〕54号（武威市，2025年12月19日）：写明规章、规范性文件发布、废止、现行有效的件数（read on an official site）
      X001 punctuation: off                               # gouji.toml:3
      X002 unbalanced-pairs: off                          # gouji.toml:3
      X003 wrong-percent-sign: off                        # gouji.toml:3
      X004 stray-markup: off                              # gouji.toml:3
      X005 broken-number: off                             # gouji.toml:3
    "#);
    assert!(shown("--isolated").starts_with("配置来自：无\n"));
}

#[test]
fn the_same_can_be_had_as_json() {
    let folder = Folder::new();
    folder.file("gouji.toml", "[lint]\nfail-on = \"info\"\nignore = [\"E001\"]\n");
    let json = folder.gouji("config --json a.txt").json();
    assert_eq!(json["fail_on"]["value"], "info");
    assert_eq!(json["fail_on"]["origin"], "gouji.toml:2");
    assert_eq!(json["jurisdiction"], serde_json::Value::Null);
    assert_eq!(json["rules"][0]["code"], "E001");
    assert_eq!(json["rules"][0]["on"], false);
    assert_eq!(json["rules"][0]["switched_by"], "gouji.toml:3");
}

#[test]
fn a_starter_is_written_once_and_changes_nothing() {
    let folder = Folder::new();
    assert_eq!(folder.gouji("init").status, 0);
    let ran = folder.gouji("config --lang en");
    assert_eq!(ran.stdout.lines().count(), 3, "{ran:?}");
    assert_eq!(folder.gouji("init").status, 2);
}

/// The samples of the starter: a line, or a table with the lines below it.
fn samples(starter: &str) -> Vec<Vec<usize>> {
    let mut samples: Vec<Vec<usize>> = Vec::new();
    let mut table = false;
    for (at, line) in starter.lines().enumerate() {
        let sample = line.strip_prefix("# ").filter(|it| it.starts_with('[') || it.contains(" = "));
        let Some(sample) = sample else {
            table = false;
            continue;
        };
        match samples.last_mut() {
            Some(last) if table => last.push(at),
            _ => samples.push(vec![at]),
        }
        table |= sample.starts_with('[');
    }
    samples
}

#[test]
fn every_sample_of_the_starter_holds_when_it_is_uncommented() {
    let folder = Folder::new();
    assert_eq!(folder.gouji("init").status, 0);
    let starter = std::fs::read_to_string(folder.path().join("gouji.toml")).unwrap();
    assert!(starter.starts_with("#:schema ./gouji.schema.json\n"), "{starter}");
    folder.file("x/rules/our-county.toml", super::packs::PACK);
    folder.file("x/forms/2027.toml", committed("tests/next-edition/2027.toml"));
    folder.file("x/gouji-baseline.json", "{ \"version\": 1, \"findings\": [] }");
    let samples = samples(&starter);
    assert_eq!(samples.len(), 12, "{samples:?}");
    let everything = samples.iter().flatten().copied().collect();
    for sample in samples.iter().chain([&everything]) {
        let uncommented = starter.lines().enumerate().map(|(at, line)| {
            let line = if sample.contains(&at) { &line[2..] } else { line };
            format!("{line}\n")
        });
        let uncommented: String = uncommented.collect();
        folder.file("x/gouji.toml", &uncommented);
        let ran = folder.gouji("config x/archive/2019/a.txt");
        assert_eq!((ran.status, &*ran.stderr), (0, ""), "{uncommented}");
    }
}

#[test]
fn there_is_a_schema_of_either_file() {
    let folder = Folder::new();
    let title = |args: &str| folder.gouji(args).json()["title"].clone();
    assert_eq!(title("config --schema"), "gouji.toml");
    assert_eq!(title("config --schema=config"), "gouji.toml");
    assert_eq!(title("config --schema=pack"), "gouji rule pack");
}

/// What a value comes from is among the sources, whatever it sets: a place, a fail level, a baseline.
#[test]
fn every_file_that_holds_is_named() {
    let check = |text: &str, args: &str, expected: &str| {
        let folder = Folder::new();
        folder.file("gouji.toml", text).file("b.json", "{ \"version\": 1, \"findings\": [] }");
        let ran = folder.gouji(&format!("config 平川区/a.txt {args}"));
        let first = ran.stdout.lines().next().unwrap_or_default();
        assert_eq!(first.strip_prefix("配置来自："), Some(expected), "{text} {args}");
        let json = folder.gouji(&format!("config 平川区/a.txt --json {args}")).json();
        let sources = json["sources"].as_array().expect("an array");
        let sources: Vec<&str> = sources.iter().filter_map(|it| it.as_str()).collect();
        let joined = if sources.is_empty() { "无".to_owned() } else { sources.join(" < ") };
        assert_eq!(joined.replace(" command line", ""), expected, "{text} {args}");
    };
    check("", "", "gouji.toml");
    check("[lint]\nfail-on = \"warning\"", "", "gouji.toml");
    check("baseline = \"b.json\"", "", "gouji.toml");
    let place = "[[override]]\npaths = [\"平川区/**\"]\njurisdiction = \"620403\"";
    check(place, "", "profiles/62.toml < gouji.toml");
    check("", "--fail-on info", "gouji.toml < 命令行");
    check("", "--isolated", "无");
    check("", "--isolated --jurisdiction 62", "profiles/62.toml < 命令行");
    check("", "--config lint.fail-on=\"info\"", "gouji.toml < --config");
}
