//! The tool of tests/corpus-diff: what it calls new, lost, judged.

use std::fs;
use std::path::Path;

use gouji_corpus_diff::{Difference, Filter, Findings, Judgements, exact};
use serde_json::{Value, json};

use crate::command::{BALANCED, Folder, QINGHE, committed, files_below};
use crate::{generated::current, word};

/// A finding on a line: code, severity, message.
type Line = (&'static str, &'static str, &'static str);

/// A run over `./a.txt`, with a finding on each line, and over files that could not be read.
fn run(lines: &[Line], unread: &[&str]) -> Findings {
    let finding = |(index, (code, severity, message)): (usize, &Line)| {
        let start = json!({ "line": index + 1, "column": 1, "offset": 0 });
        let fingerprint = format!("{code}-{message}");
        json!({ "code": code, "severity": severity, "message": message,
            "location": { "start": start, "end": start, "cell": null },
            "fingerprint": fingerprint })
    };
    let findings: Vec<Value> = lines.iter().enumerate().map(finding).collect();
    let errors: Vec<Value> =
        unread.iter().map(|path| json!({ "path": path, "message": "no text" })).collect();
    let output = json!({ "errors": errors, "files": [{ "path": "./a.txt", "findings": findings,
        "not_assessable": [{ "code": "E001", "reason": "…" }] }] });
    Findings::read(&output.to_string(), "").unwrap()
}

fn check(before: &[Line], after: &[Line], filter: &Filter) -> [Vec<String>; 2] {
    let difference = Difference::between(&run(before, &[]), &run(after, &[]), filter);
    let lines = |list: &[_]| list.iter().map(ToString::to_string).collect();
    [lines(&difference.new), lines(&difference.lost)]
}

const E: Line = ("E001", "error", "3 ≠ 2");
const S: Line = ("S001", "warning", "第五部分");

#[test]
fn a_finding_that_moved_is_the_same() {
    assert_eq!(check(&[E, S], &[S, E], &Filter::default()), [vec![], Vec::<String>::new()]);
}

#[test]
fn new_and_lost() {
    let [new, lost] = check(&[S, E], &[S, ("E001", "error", "3 ≠ 1")], &Filter::default());
    assert_eq!(new, ["a.txt:2:1: error[E001] 3 ≠ 1"]);
    assert_eq!(lost, ["a.txt:2:1: error[E001] 3 ≠ 2"]);
}

#[test]
fn another_severity_is_another_finding() {
    let [new, lost] = check(&[E], &[("E001", "info", "3 ≠ 2")], &Filter::default());
    assert_eq!([new.len(), lost.len()], [1, 1]);
}

#[test]
fn two_that_say_the_same_are_two() {
    assert_eq!(check(&[E], &[E, E], &Filter::default()).map(|it| it.len()), [1, 0]);
}

#[test]
fn a_filter_leaves_the_others_out() {
    let rules = Filter { rules: vec!["S".to_owned()], ..Filter::default() };
    assert_eq!(check(&[], &[E, S], &rules)[0], ["a.txt:2:1: warning[S001] 第五部分"]);
    let errors = Filter { severities: vec!["error".to_owned()], ..Filter::default() };
    assert_eq!(check(&[], &[E, S], &errors)[0], ["a.txt:1:1: error[E001] 3 ≠ 2"]);
}

#[test]
fn the_table_counts_by_rule() {
    let after = run(&[S, S], &["b.pdf"]);
    let difference = Difference::between(&run(&[E], &[]), &after, &Filter::default());
    insta::assert_snapshot!(difference, @r"
    1 files before, 1 after

    rule   before    after      new     lost   not assessable
    E001        1        0        0        1   1
    S001        0        2        2        0   0
    all         1        2        2        1

    - a.txt:1:1: error[E001] 3 ≠ 2
    + a.txt:1:1: warning[S001] 第五部分
    + a.txt:2:1: warning[S001] 第五部分

    no longer read:
      b.pdf
    ");
    let same = Difference::between(&after, &after, &Filter::default());
    assert!(same.is_empty());
}

#[test]
fn a_lost_check_is_a_difference() {
    let with = |files: &Value| {
        let output = json!({ "errors": [], "files": files });
        Findings::read(&output.to_string(), "").unwrap()
    };
    let file = |path: &str, open: &[&str]| {
        let open: Vec<Value> = open.iter().map(|code| json!({ "code": code })).collect();
        json!({ "path": path, "findings": [], "not_assessable": open })
    };
    let all = with(&json!([file("a.txt", &[]), file("b.txt", &[])]));
    let check = |after: &Findings| Difference::between(&all, after, &Filter::default());
    assert!(check(&all).is_empty());
    assert!(!check(&with(&json!([file("a.txt", &["E001"]), file("b.txt", &[])]))).is_empty());
    let missing = check(&with(&json!([file("a.txt", &[])])));
    assert_eq!(missing.unread, ["b.txt"]);
    assert!(!missing.is_empty());
}

/// Everything that the command says is kept: a byte that differs shows, and nothing else does.
#[test]
fn an_exact_comparison_sees_every_byte() {
    let folder = Folder::new();
    folder.file("corpus/a/年报.txt", QINGHE);
    folder.file("corpus/b.docx", word::from_markdown(&BALANCED.replace("| 38 |", "| 39 |")));
    let run = |name: &str| {
        let out = folder.path().join(name);
        exact::record(Path::new(env!("CARGO_BIN_EXE_gouji")), &folder.path().join("corpus"), &out)
            .unwrap();
        out
    };
    let (before, after) = (run("before"), run("after"));
    let kept = files_below(&before);
    for part in ["json/a/年报.txt.json", "format/html", "fix/safe.diff", "view/b.docx", "rest.json"]
    {
        assert!(kept.iter().any(|file| file == part), "{part}: {kept:?}");
    }
    assert!(kept.iter().any(|file| file == "annotate/b.docx/word/comments.xml"), "{kept:?}");
    assert_eq!(exact::compare(&before, &after).unwrap(), "");

    let json = fs::read_to_string(after.join("json/a/年报.txt.json")).unwrap();
    assert!(json.contains("\"fingerprint\"") && json.contains("\"not_assessable\""));
    let line = json.lines().find(|line| line.contains("\"fingerprint\"")).unwrap();
    fs::write(after.join("json/a/年报.txt.json"), json.replacen(line, "", 1)).unwrap();
    fs::remove_file(after.join("view/b.docx")).unwrap();
    let told = exact::compare(&before, &after).unwrap();
    assert!(told.contains(&format!("\n-{line}\n")), "{told}");
    assert!(told.contains("- view/b.docx: lost\n"), "{told}");
    assert!(told.ends_with(&format!("\n2 of {} files differ\n", kept.len())), "{told}");
}

#[test]
fn paths_are_told_from_the_root() {
    let at = |path: &str, root: &str| {
        let output = json!({ "files": [], "errors": [{ "path": path, "message": "" }] });
        let run = Findings::read(&output.to_string(), root).unwrap();
        run.unread.into_keys().next().unwrap()
    };
    assert_eq!(at("/corpus/real/a.txt", "/corpus/"), "real/a.txt");
    assert_eq!(at("/corpus-2/a.txt", "/corpus"), "/corpus-2/a.txt");
    assert_eq!(at("./real/a.txt", ""), "real/a.txt");
}

const JUDGED: &str = r#"
about = "甲市的报告。"
[[judgement]]
path = "a.txt"
code = "E001"
fingerprint = "E001-3 ≠ 2"
verdict = "true"
[[judgement]]
path = "b.txt"
code = "S001"
fingerprint = "0f"
verdict = "false"
reason = "标题在图片里"
[[judgement]]
path = "b.txt"
code = "E001"
fingerprint = "1f"
verdict = "unclear"
reason = "原表未见"
"#;

#[test]
fn judgements_make_a_page() {
    insta::assert_snapshot!(Judgements::read(JUDGED).unwrap().page(), @r"
    # 查准率（precision）

    甲市的报告。

    | 规则 rule | 判对 true | 误报 false | 难断 unclear | 查准率 precision |
    | --- | ---: | ---: | ---: | ---: |
    | [E001](rules/zh/E001.md) | 1 | 0 | 1 | – |
    | [S001](rules/zh/S001.md) | 0 | 1 | 0 | – |
    | 合计 all | 1 | 1 | 1 | – |

    ## 误报（false alarms）

    * S001 `b.txt`：标题在图片里

    ## 难断（unclear）

    * E001 `b.txt`：原表未见
    ");
}

#[test]
fn a_percentage_wants_twenty_judgements() {
    let judged = |count: u32| {
        let mut toml = "about = \"\"\n".to_owned();
        for index in 0..count {
            let verdict = if index == 0 { "false" } else { "true" };
            toml += &format!(
                "[[judgement]]\npath = \"{index}\"\ncode = \"E001\"\nfingerprint = \"0\"\n\
                 verdict = \"{verdict}\"\nreason = \"…\"\n"
            );
        }
        let page = Judgements::read(&toml).unwrap().page();
        let all = page.lines().find(|line| line.starts_with("| 合计")).unwrap().to_owned();
        all.rsplit(" | ").next().unwrap().to_owned()
    };
    assert_eq!(judged(19), "– |");
    assert_eq!(judged(20), "95% |");
}

#[test]
fn what_nobody_judged_and_what_is_gone() {
    let judgements = Judgements::read(JUDGED).unwrap();
    let review = judgements.review(&run(&[E, S], &[]), &Filter::default());
    assert_eq!(review.unmatched, ["E001 b.txt 1f", "S001 b.txt 0f"]);
    insta::assert_snapshot!(review.draft(), @r#"
    # a.txt:2:1: warning[S001] 第五部分
    [[judgement]]
    path = "a.txt"
    code = "S001"
    fingerprint = "S001-第五部分"
    verdict = "?"
    reason = ""
    "#);
    let errors = Filter { rules: vec!["E".to_owned()], ..Filter::default() };
    assert!(judgements.review(&run(&[E, S], &[]), &errors).unjudged.is_empty());
}

#[test]
fn a_wrong_list_is_refused() {
    let said = |toml: &str| Judgements::read(toml).unwrap_err().to_string();
    let (head, first) = JUDGED.split_once("[[judgement]]").unwrap();
    let first = first.split("[[").next().unwrap();
    let twice = said(&format!("{head}[[judgement]]{first}[[judgement]]{first}"));
    assert_eq!(twice, "judged twice: E001 a.txt E001-3 ≠ 2");
    let without = said(&JUDGED.replace("reason = \"原表未见\"", ""));
    assert_eq!(without, "a verdict other than `true` needs a reason: E001 b.txt 1f");
}

/// docs/precision.md is what the tool makes of docs/precision.toml.
#[test]
fn generated_page_of_the_judgements() {
    let toml = committed("docs/precision.toml");
    current("docs/precision.md", &Judgements::read(&toml).unwrap().page());
}
