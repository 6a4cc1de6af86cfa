//! `gouji config` and `gouji init`.

use crate::command::Folder;

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
    配置来自：profiles/62.toml < gouji.toml < x/gouji.toml < 命令行 command line
    规则：81 条开，7 条关
      jurisdiction = "6204"                   # x/gouji.toml:2
      profile 62                              # 自带 built in 甘肃省
      fail-on = "warning"                     # 命令行 command line
      P004 document-metadata: off             # 命令行 command line
      S001 missing-section: off               # x/gouji.toml:7
      S003 section-title: error               # gouji.toml:4
      S009 overview-too-long: info            # profiles/62.toml:5
      S009 overview-too-long: most = 1000     # profiles/62.toml:8
      S009 overview-too-long: since = 2025    # profiles/62.toml:9
      S010 problems-section-thin: least = 80  # x/gouji.toml:4
      X001 punctuation: off                   # gouji.toml:3
      X002 unbalanced-pairs: off              # gouji.toml:3
      X003 wrong-percent-sign: off            # gouji.toml:3
      X004 stray-markup: off                  # gouji.toml:3
      X005 broken-number: off                 # gouji.toml:3
    "#);
    insta::assert_snapshot!(shown("--lang en --config lint.severity.S003=\"info\""), @r#"
    configured by: profiles/62.toml < gouji.toml < --config
    rules: 83 on, 5 off
      jurisdiction = "62"                   # gouji.toml:1
      profile 62                            # 自带 built in Gansu
      fail-on = "error"                     # 自带 built in
      S003 section-title: info              # --config 'lint.severity.S003="info"'
      S009 overview-too-long: info          # profiles/62.toml:5
      S009 overview-too-long: most = 1000   # profiles/62.toml:8
      S009 overview-too-long: since = 2025  # profiles/62.toml:9
      X001 punctuation: off                 # gouji.toml:3
      X002 unbalanced-pairs: off            # gouji.toml:3
      X003 wrong-percent-sign: off          # gouji.toml:3
      X004 stray-markup: off                # gouji.toml:3
      X005 broken-number: off               # gouji.toml:3
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
    let written = std::fs::read_to_string(folder.path().join("gouji.toml")).unwrap();
    let ran = folder.gouji("config --lang en");
    assert_eq!(ran.stdout.lines().count(), 3, "{ran:?}");
    assert_eq!(folder.gouji("init").status, 2);

    // Every line that can be made to hold does hold.
    let sample = |line: &str| {
        let line = line.strip_prefix("# ")?;
        let key = line.split([' ', '.', ']']).next()?;
        let is_key = key.starts_with('[') || line.contains(" = ");
        is_key.then(|| line.to_owned())
    };
    let whole: Vec<String> =
        written.lines().map(|line| sample(line).unwrap_or_else(|| line.to_owned())).collect();
    let text = whole.join("\n");
    let harmless = text.replace("extends", "# extends").replace("packs =", "# packs =");
    let harmless = harmless.replace("baseline =", "# baseline =").replace("Y001", "E001");
    let harmless = harmless.replace("[rule.S006]", "[rule.S010]");
    folder.file("gouji.toml", harmless);
    let ran = folder.gouji("config archive/2019/a.txt");
    assert_eq!(ran.status, 0, "{ran:?}");
}
