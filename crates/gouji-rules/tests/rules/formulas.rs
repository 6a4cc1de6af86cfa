//! Formulas of packs: equations over several tables, and the keys that name cells.

use std::fmt::Write;

use gouji_report::DataFile;
use gouji_rules::Linter;

use crate::check;

const BALANCED: &str = include_str!("../../../../docs/samples/balanced-2024.md");

/// The shipped rules and one more, Z001.
fn with_rule(parameters: &str) -> Linter {
    let text = format!(
        r#"[[rule]]
code = "Z001"
name = "own-rule"
severity = "warning"
summary = {{ zh = "甲", en = "a" }}
message = {{ zh = "甲", en = "a" }}
why = {{ zh = "甲", en = "a" }}
source = "本县填报说明"
example = {{ bad = "甲", good = "乙" }}
check = {{ {parameters} }}
"#
    );
    let told = r#"{ zh = "{table}“{over}”：{left}，而 {right}", en = "{table}, {over}: {left}, but {right}" }"#;
    let plain = r#"message = { zh = "甲", en = "a" }"#;
    let is_equation = parameters.starts_with("kind = \"equation\"");
    let text = if is_equation { text.replace(plain, &format!("message = {told}")) } else { text };
    let mut packs = DataFile::all(gouji_data::PACKS);
    packs.push(DataFile { name: "own.toml", text: &text });
    Linter::new(&DataFile::all(gouji_data::FORMS), &packs).expect("the rule is right")
}

/// What Z001 says of a report, with the cells that it names.
fn told(linter: &Linter, report: &str) -> String {
    let checked = check(linter, report, "report.md");
    let mut out = String::new();
    for finding in checked.findings.iter().filter(|finding| &*finding.code == "Z001") {
        let _ = writeln!(out, "{}", finding.message.zh);
        let _ = writeln!(out, "{}", finding.message.en);
        for label in std::iter::once(&finding.primary).chain(&finding.related) {
            let cell = label.cell.as_ref().expect("each operand is a cell");
            let _ = writeln!(out, "  {}.{}.{}", cell.table, cell.row, cell.column);
        }
        let _ = writeln!(out, "  {}", finding.help.as_ref().map_or("", |help| &help.zh));
    }
    for open in checked.not_assessable.iter().filter(|open| &*open.code == "Z001") {
        let _ = writeln!(out, "? {}", open.reason.zh);
    }
    out
}

const SPANNING: &str =
    r#"kind = "equation", holds = "disputes.count.after-* >= requests.total.sum - 1""#;

#[test]
fn an_equation_may_span_tables() {
    insta::assert_snapshot!(told(&with_rule(SPANNING), BALANCED), @r"
    表四“复议后起诉·总计”：表四复议后起诉·结果维持 1 + 表四复议后起诉·结果纠正 0 + 表四复议后起诉·其他结果 0 + 表四复议后起诉·尚未审结 0 + 表四复议后起诉·总计 1 = 2，而 表三（七）总计·总计 51 − 1 = 50
    table 4, after, total: table 4, after, upheld 1 + table 4, after, corrected 0 + table 4, after, other 0 + table 4, after, pending 0 + table 4, after, total 1 = 2, but table 3, total, total 51 − 1 = 50
      disputes.count.after-total
      requests.total.sum
      disputes.count.after-upheld
      disputes.count.after-corrected
      disputes.count.after-other
      disputes.count.after-pending
    ");
}

#[test]
fn an_equation_over_a_table_that_is_not_there_is_not_assessed() {
    let (before, _) = BALANCED.split_once("| 行政复议 |").expect("table four begins");
    insta::assert_snapshot!(told(&with_rule(SPANNING), before), @r"? 表四 1 条勾稽关系中有 1 条无法判断：件数读不出或缺失");
}

/// What spans tables leaves what their own equations say as it was.
#[test]
fn equations_of_one_table_are_as_they_were() {
    let wrong = BALANCED.replacen("| 51 |", "| 52 |", 1);
    assert_ne!(BALANCED, wrong);
    let of = |linter: &Linter| {
        let findings = check(linter, &wrong, "report.md").findings;
        findings.into_iter().map(|finding| (finding.code, finding.message)).collect::<Vec<_>>()
    };
    let holds = r#"kind = "equation", holds = "disputes.count.review-total <= requests.total.sum""#;
    let findings = of(&with_rule(holds));
    assert!(!findings.is_empty());
    assert_eq!(findings, of(&crate::shipped()));
}

/// Keys as earlier packs have them.
#[test]
fn older_keys_name_the_same_cells() {
    let town = BALANCED
        .replace("望云县人民政府", "望云县柳河镇人民政府")
        .replace("| 规章 | 0", "| 规章 | 6");
    for (now, before) in [
        (
            r#"kind = "bound", cells = "proactive.rules.*", most = 0, levels = ["town"]"#,
            r#"kind = "bound", table = "proactive", row = "rules", most = 0, levels = ["town"]"#,
        ),
        (
            r#"kind = "decimals", cell = "proactive.fees.amount", most = 0"#,
            r#"kind = "decimals", table = "proactive", row = "fees", column = "amount", most = 0"#,
        ),
    ] {
        let now = told(&with_rule(now), &town);
        assert_eq!(now, told(&with_rule(before), &town));
        assert!(now.contains("proactive."), "{now}");
    }
    with_rule(
        r#"kind = "coincidence", table = "proactive", rows = ["license"], column = "decisions", sum = ["previous", "change"], least = 2, above = 5"#,
    );
    with_rule(
        r#"kind = "money", table = "proactive", claims = [{ what = { zh = "收费", en = "fees" }, row = "fees", column = "amount", states = "proactive.fees.amount" }]"#,
    );
}

/// Kinds of earlier packs, with the keys that they had, find what the wider ones find.
#[test]
fn older_kinds_find_what_the_wider_ones_find() {
    let text = "青禾县2024年政府信息公开工作年度报告
一、总体情况
公众登陆网站查询，全年办理申请，平台按旧规定运行。
二、主动公开政府信息情况
";
    let found = |parameters: &str| {
        let findings = check(&with_rule(parameters), text, "report.txt").findings;
        let own = findings.iter().filter(|finding| &*finding.code == "Z001");
        let spans = own.map(|finding| (finding.primary.span.start, finding.primary.span.end));
        spans.collect::<Vec<_>>()
    };
    let now = r#"now = { zh = "新规定", en = "the new one" }"#;
    let group = r#"groups = [{ name = { zh = "考核", en = "b" }, words = ["考核"] }]"#;
    for (wider, older) in [
        (
            r#"kind = "term", require = "spelling", terms = [{ words = ["登陆"], write = "登录", near = ["网站"] }]"#.to_owned(),
            r#"kind = "confusable", pairs = [{ wrong = "登陆", right = "登录", near = ["网站"] }]"#.to_owned(),
        ),
        (
            format!(r#"kind = "term", terms = [{{ words = ["旧规定"], since = 2019, near = ["平台"], {now} }}]"#),
            format!(r#"kind = "outdated", terms = [{{ words = ["旧规定"], since = 2019, with = ["平台"], {now} }}]"#),
        ),
        (
            format!(r#"kind = "contents", section = "overview", levels = ["county"], {group}"#),
            format!(r#"kind = "words", section = "overview", levels = ["county"], {group}"#),
        ),
        (
            r#"kind = "contents", require = "topics", section = "overview""#.to_owned(),
            r#"kind = "topics", section = "overview""#.to_owned(),
        ),
        (
            r#"kind = "contents", require = "statement", section = "overview", words = ["处理费"], in-section = ["收费"]"#.to_owned(),
            r#"kind = "statement", section = "overview", words = ["处理费"], otherwise = ["收费"]"#.to_owned(),
        ),
        (
            r#"kind = "body", require = "figures", section = "overview", least = 10"#.to_owned(),
            r#"kind = "figures", section = "overview", least = 10"#.to_owned(),
        ),
        (
            r#"kind = "phrase", words = ["登陆"], skip-quoted = true, unless = ["杜绝"]"#.to_owned(),
            r#"kind = "phrase", words = ["登陆"], quoted = true, denied = ["杜绝"]"#.to_owned(),
        ),
    ] {
        let now = found(&wider);
        assert_eq!(now.len(), 1, "{wider}");
        assert_eq!(now, found(&older), "{older}");
    }
}

/// The page names no address that statements have not.
#[test]
fn the_page_knows_the_addresses_of_the_text() {
    let page = include_str!("../../../../docs/formulas.md");
    let words = page.split(['`', ' ', '\n']);
    let listed = words.filter_map(|word| word.strip_prefix("text.").filter(|it| !it.is_empty()));
    let listed: Vec<&str> = listed.filter(|word| !word.contains('…')).collect();
    let data = gouji_data::FORMS.iter().find(|(name, _)| name.ends_with("statements.toml"));
    let (_, data) = data.expect("the data of statements is shipped");
    let reader = gouji_statements::StatementReader::new(data).expect("the data is right");
    let known: Vec<&str> = reader.addresses().collect();
    assert!(listed.len() > 5);
    for address in listed {
        assert!(known.contains(&address), "{address}");
    }
}

/// Keys of an earlier gouji are taken, and `gouji rules test` says what to write now.
#[test]
fn older_keys_are_told() {
    let pack = r#"[[rule]]
code = "Z001"
name = "own-rule"
severity = "warning"
summary = { zh = "甲", en = "a" }
message = { zh = "甲", en = "a" }
why = { zh = "甲", en = "a" }
source = "本县填报说明"
example = { bad = "甲", good = "乙" }
check = { kind = "unit", table = "proactive", row = "procurement", column = "amount" }
"#;
    let pack = DataFile { name: "own.toml", text: pack };
    let forms = Linter::new(&DataFile::all(gouji_data::FORMS), &[]).expect("the forms are right");
    let trials = gouji_rules::try_pack(&forms, &[], pack, &[]).expect("the pack is taken");
    let told = trials.iter().flat_map(|trial| &trial.advice);
    let told: Vec<String> = told
        .map(|advice| {
            format!("{} – {}", advice.message, advice.help.as_deref().unwrap_or_default())
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    source 是早先的写法 / `source` is of an earlier gouji – 现在写作 basis / write basis
    unit 是早先的写法 / `unit` is of an earlier gouji – 现在写作 kind = "cell", require = "unit" / write kind = "cell", require = "unit"
    column 是早先的写法 / `column` is of an earlier gouji – 现在写作 cell / write cell
    row 是早先的写法 / `row` is of an earlier gouji – 现在写作 cell / write cell
    table 是早先的写法 / `table` is of an earlier gouji – 现在写作 cell / write cell
    "#);
}
