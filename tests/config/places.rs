//! What holds in the place of a report: profiles, laid under gouji.toml.

use super::found;
use crate::command::Folder;

/// A report of `issuer` with what some places ask for and others do not: a long overview, a blank
/// cell, no word on fees, nothing on proposals.
fn report(issuer: &str) -> String {
    let long = "县政府办公室更新栏目，公开文件，逐一检查，当场指出，限期改正。".repeat(40);
    format!(
        "{issuer}2025年政府信息公开工作年度报告\n\
         一、总体情况\n（一）主动公开。全年公开1864条。\n{long}\n\
         （二）依申请公开。全年新收1件。\n\
         四、政府信息公开行政复议、行政诉讼情况\n\
         行政复议\t行政诉讼\n\
         结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
         结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
         0\t0\t\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n\
         六、其他需要报告的事项\n没有其他事项。\n"
    )
}

/// A folder with reports of four places, and one gouji.toml.
fn folder(settings: &str) -> Folder {
    let folder = Folder::new();
    folder
        .file("a.txt", report("甘肃省白银市平川区人民政府"))
        .file("b.txt", report("河南省人民政府办公厅"))
        .file("c.txt", report("山东省威海市文登区人民政府"))
        .file("d.txt", report("上海市浦东新区人民政府"))
        .file("gouji.toml", settings);
    folder
}

#[test]
fn four_places_and_one_configuration_make_four_sets_of_rules() {
    let text = "[lint]\nignore = [\"D\", \"E\", \"N\", \"P\", \"T\", \"W\", \"X\"]\nseverity = { S012 = \"warning\" }\n";
    let folder = folder(text);
    let shown: Vec<String> = ["a.txt", "b.txt", "c.txt", "d.txt"]
        .iter()
        .map(|name| {
            let text = folder.gouji(&format!("config {name}")).stdout;
            let lines = text.lines().filter(|line| !line.contains("# gouji.toml:2"));
            format!("{name}\n{}\n", lines.collect::<Vec<_>>().join("\n"))
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    a.txt
    配置来自：profiles/62.toml < gouji.toml
    规则：35 条开，75 条关
      jurisdiction = "620403"                             # 报告机关 甘肃省白银市平川区
      profile 62                                          # 自带 甘肃省
      fail-on = "error"                                   # 自带
      S009 overview-too-long: info                        # profiles/62.toml:5
      S009 overview-too-long: most = 1000                 # profiles/62.toml:8
      S009 overview-too-long: since = 2025                # profiles/62.toml:9
      S009 overview-too-long: 依据                          # 武政办发〔2025〕54号（武威市，2025年12月19日）：总体情况原则上不超过1000字（官方网站原文）
      S012 heading-numbering-broken: warning              # gouji.toml:3
      S021 normative-documents-not-counted: info          # profiles/62.toml:5
      S021 normative-documents-not-counted: since = 2025  # profiles/62.toml:12
      S021 normative-documents-not-counted: 依据            # 武政办发〔2025〕54号（武威市，2025年12月19日）：写明规章、规范性文件发布、废止、现行有效的件数（官方网站原文）

    b.txt
    配置来自：profiles/41.toml < gouji.toml
    规则：33 条开，77 条关
      jurisdiction = "410000"                         # 报告机关 河南省
      profile 41                                      # 自带 河南省
      fail-on = "error"                               # 自带
      S011 fee-statement-missing: warning             # profiles/41.toml:5
      S011 fee-statement-missing: 依据                  # 《关于政府信息公开信息处理费征收有关问题的通知》第五条：收取情况按全国格式汇总，写入年度报告，接受社会监督（转载）
      S012 heading-numbering-broken: warning          # gouji.toml:3
      U004 handling-fee-exceeds-fee-income: error     # profiles/41.toml:5
      U004 handling-fee-exceeds-fee-income: 依据        # 《关于政府信息公开信息处理费征收有关问题的通知》第三条：信息处理费是行政事业性收费（转载）

    c.txt
    配置来自：profiles/37.toml < gouji.toml
    规则：34 条开，77 条关
      jurisdiction = "371003"                         # 报告机关 山东省威海市文登区
      profile 37                                      # 自带 山东省
      fail-on = "error"                               # 自带
      pack profiles/37.rules.toml                     # profiles/37.toml
      S012 heading-numbering-broken: warning          # gouji.toml:3

    d.txt
    配置来自：profiles/31.toml < gouji.toml
    规则：32 条开，78 条关
      jurisdiction = "310115"                            # 报告机关 上海市浦东新区
      profile 31                                         # 自带 上海市
      fail-on = "error"                                  # 自带
      D007 obsolete-basis-cited: also = ["上海市政府信息公开规定"]  # profiles/31.toml:10
      D007 obsolete-basis-cited: 依据                      # 《上海市政府信息公开规定》：市、区的报告和条例一起引用（官方网站原文）
      S012 heading-numbering-broken: warning             # gouji.toml:3
      V001 cell-blank: off                               # profiles/31.toml:7
      V001 cell-blank: 依据                                # 上海市人民政府办公厅2019年度报告：零值留空（当地报告的写法）
    "#);
    let local = ["S009", "S011", "V001", "L371"];
    let found = found(&folder, "");
    let found: Vec<&String> =
        found.iter().filter(|line| local.iter().any(|code| line.contains(code))).collect();
    insta::assert_snapshot!(format!("{found:#?}"), @r#"
    [
        "a.txt S009",
        "a.txt V001",
        "a.txt S011",
        "b.txt V001",
        "b.txt S011 warning was info",
        "c.txt V001",
        "c.txt L371",
        "c.txt S011",
        "d.txt S011",
    ]
    "#);
}

#[test]
fn a_configuration_is_laid_over_the_profile() {
    let check = |settings: &str, args: &str, expected: &[&str]| {
        assert_eq!(found(&folder(settings), args), expected, "{settings}");
    };
    let local = "[lint]\nselect = [\"S009\", \"L371\"]\n";
    // Selected by its code, the rule holds everywhere; a rule of one place exists nowhere else.
    check(local, "a.txt b.txt", &["a.txt S009", "b.txt S009"]);
    check("[lint]\nselect = [\"S\"]\nignore = [\"S00\", \"S01\", \"S02\"]\n", "a.txt", &[]);
    let all = found(&folder("[lint]\nselect = [\"S\"]\n"), "");
    assert!(all.contains(&"a.txt S009".to_owned()), "{all:?}");
    assert!(!all.contains(&"b.txt S009".to_owned()), "{all:?}");
    check("[lint]\nselect = [\"L\"]\n", "", &["c.txt L371"]);
    check(
        "[lint]\nselect = [\"L\"]\nseverity = { L371 = \"error\" }\n",
        "",
        &["c.txt L371 error was info"],
    );
    let waived =
        "[[waive]]\nrule = \"L371\"\npaths = [\"*\"]\nreason = \"试\"\n[lint]\nselect = [\"L\"]\n";
    check(waived, "", &[]);
    // Parameters of the profile hold until the configuration sets them.
    let most = "[lint]\nselect = [\"S009\"]\n[rule.S009]\nmost = 100000\n";
    check(most, "a.txt b.txt", &[]);
}

/// One text, two issuers: what their places ask for is the whole difference.
#[test]
fn the_same_text_is_checked_by_the_rules_of_its_place() {
    let text = |issuer: &str| report(issuer).replace("2025年", "2022年");
    let folder = Folder::new();
    folder
        .file("guangdong.txt", text("广东省韶关市人民政府"))
        .file("henan.txt", text("河南省洛阳市人民政府"))
        .file("chongqing.txt", text("重庆市渝中区人民政府"))
        .file("sichuan.txt", text("四川省绵阳市人民政府"));
    let of = |name: &str| -> Vec<String> {
        let lines = found(&folder, name).into_iter();
        lines.map(|line| line.split_once(' ').expect("a finding has a code").1.to_owned()).collect()
    };
    let sichuan = of("sichuan.txt");
    let differs = |name: &str| -> Vec<String> {
        let own = of(name);
        let lost = sichuan.iter().filter(|line| !own.contains(line)).map(|line| format!("-{line}"));
        let new = own.iter().filter(|line| !sichuan.contains(line)).map(|line| format!("+{line}"));
        lost.chain(new).collect()
    };
    assert_eq!(differs("guangdong.txt"), ["+S018", "+S019"]);
    assert_eq!(differs("henan.txt"), ["-S011", "+S011 warning was info"]);
    assert_eq!(differs("chongqing.txt"), ["+S018"]);
    // What Guangdong asked for in 2022 alone.
    folder.file("guangdong.txt", report("广东省韶关市人民政府"));
    assert!(!of("guangdong.txt").contains(&"S019".to_owned()));
}

/// A basis of the place is never an obsolete one, whatever terms a configuration adds.
#[test]
fn a_basis_of_the_place_holds_there() {
    let terms = "[lint]\nselect = [\"D007\"]\n[rule.D007]\nterms = [{ words = [\"政府信息公开规定\"], \
                 since = 2019, now = { zh = \"政府信息公开条例\", en = \"the regulation\" } }]\n";
    let text = |issuer: &str| {
        let cites = "一、总体情况\n根据《上海市政府信息公开规定》编制本报告。";
        report(issuer).replace("一、总体情况", cites)
    };
    let folder = Folder::new();
    folder
        .file("a.txt", text("上海市浦东新区人民政府"))
        .file("b.txt", text("河南省洛阳市人民政府"))
        .file("gouji.toml", terms);
    assert_eq!(found(&folder, ""), ["b.txt D007"]);
}

/// A setting of a place is shown with its document, and with how that is known.
#[test]
fn the_sources_of_a_place_are_shown() {
    let folder = folder("");
    let shown = |args: &str| folder.gouji(args).stdout;
    let source = "武政办发〔2025〕54号（武威市，2025年12月19日）：总体情况原则上不超过1000字";
    let config = shown("config a.txt");
    let line = config.lines().find(|line| line.contains("S009 overview-too-long: 依据"));
    assert!(
        line.is_some_and(|it| it.ends_with(&format!("# {source}（官方网站原文）"))),
        "{config}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&shown("config a.txt --json")).expect("it is JSON");
    let rules = json["rules"].as_array().expect("a list").iter();
    let sources: Vec<_> =
        rules.filter_map(|rule| rule["sources"].as_array().cloned()).flatten().collect();
    let expected = serde_json::json!({ "profile": "62", "from": source, "seen": "official" });
    assert_eq!(sources[0], expected);
    let page = shown("explain S009");
    assert!(
        page.contains("甘肃省（62）：提示，most = 1000，since = 2025。依据：武政办发"),
        "{page}"
    );
    assert!(shown("explain S019").contains("（他处引用，未见原文）"));
}

#[test]
fn a_place_that_is_set_goes_before_the_issuer() {
    let only = |args: &str| found(&folder("[lint]\nselect = [\"L\"]\n"), args);
    assert_eq!(only("a.txt --jurisdiction 3710"), ["a.txt L371"]);
    assert_eq!(only("c.txt --jurisdiction 62"), [""; 0]);
    assert_eq!(only("c.txt a.txt --jurisdiction 00"), [""; 0]);
    assert_eq!(only("a.txt --jurisdiction 37 --isolated --select L"), ["a.txt L371"]);
    let set = "jurisdiction = \"62\"\n[lint]\nselect = [\"L\"]\n\
               [[override]]\npaths = [\"a.*\"]\njurisdiction = \"370000\"\n";
    assert_eq!(found(&folder(set), ""), ["a.txt L371"]);
}

#[test]
fn what_decided_is_said() {
    let folder = folder("");
    folder
        .file("e.txt", report("城关区人民政府"))
        .file("f.txt", report("国家税务总局山东省税务局"))
        .file("g.txt", report("青禾县人民政府"))
        .file("h.txt", report("横河镇人民政府"));
    let said = |args: &str| {
        let text = folder.gouji(&format!("check -v {args}")).stderr;
        let (_, rest) = text.split_once("规则 ").expect("rules are named");
        rest.split_once('；').expect("findings follow").0.to_owned()
    };
    assert_eq!(said("a.txt"), "全国+甘肃省（按报告机关）");
    assert_eq!(said("a.txt --jurisdiction 37"), "全国+山东省（命令行）");
    assert_eq!(said("e.txt"), "全国（地名有几处，不用地方规定）");
    assert_eq!(said("f.txt"), "全国（垂直管理，不用地方规定）");
    assert_eq!(said("g.txt"), "全国（所在地不明，不用地方规定）");
    assert_eq!(said("h.txt"), "全国（所在地不明，不用地方规定）");
    assert_eq!(said("a.txt --jurisdiction 00"), "全国（命令行）");
    let shown = folder.gouji("config e.txt").stdout;
    assert!(shown.contains("# 地名有几处，不用地方规定 城关区 540102/620102"), "{shown}");
}

#[test]
fn rules_of_some_places_are_explained_and_their_codes_are_taken() {
    let folder = folder("");
    assert!(folder.gouji("explain L371").stdout.contains("山东"));
    assert!(folder.gouji("rules").stdout.contains("L371"));
    let own = super::packs::PACK.replace("L901", "L371");
    folder.file("gouji.toml", "packs = [\"own.toml\"]").file("own.toml", own);
    let ran = folder.gouji("check");
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("规则 L371 已有"), "{ran:?}");
}
