//! What the command says of its rules, and the shells' completions.

use serde_json::Value;

use crate::command::Folder;

fn rules() -> Vec<Value> {
    let json = Folder::new().gouji("rules --json").json();
    json.as_array().expect("an array").clone()
}

#[test]
fn a_prefix_lists_its_rules_and_a_letter_its_family() {
    let rules = rules();
    for prefix in ["E", "E00", "S01"] {
        let list = Folder::new().gouji(&format!("explain {prefix}")).stdout;
        let title = prefix.len() == 1;
        assert_eq!(list.starts_with("E 勾稽关系\n"), title, "{list}");
        let lines = list.lines().skip(if title { 3 } else { 0 });
        let codes: Vec<&str> = lines.filter_map(|line| line.get(..4)).collect();
        let expected = rules.iter().map(|rule| rule["code"].as_str().unwrap());
        let expected = expected.filter(|code| code.starts_with(prefix));
        assert_eq!(codes, expected.collect::<Vec<_>>());
    }
}

#[test]
fn a_page_shows_what_its_wrong_example_reports() {
    let page = Folder::new().gouji("explain E001").stdout;
    assert!(page.contains("自然人」列不平：新收 3 + 上年结转 0 = 3"), "{page}");
}

#[test]
fn the_table_has_a_line_for_every_rule() {
    let table = Folder::new().gouji("rules").stdout;
    assert_eq!(table.lines().count(), rules().len());
}

#[test]
fn an_unknown_rule_is_refused() {
    let ran = Folder::new().gouji("explain Q999");
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert!(ran.stderr.contains("没有规则 Q999"), "{ran:?}");
}

#[test]
fn completions_exist_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = Folder::new().gouji(&format!("completions {shell}"));
        assert_eq!(ran.status, 0);
        for word in ["gouji", "explain", "fail-on"] {
            assert!(ran.stdout.contains(word), "{word} for {shell}");
        }
    }
}
