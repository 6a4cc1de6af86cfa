//! What is said of a report, and when.

use proptest::prelude::*;
use serde_json::json;

use crate::client::{CLEAN, Client, broken, codes, words};

#[test]
fn findings_come_with_the_text_and_go_with_it() {
    let mut client = Client::new();
    assert_eq!(codes(&client.open("年报.md", CLEAN)), [""; 0]);
    let text = broken();
    let said = client.change("年报.md", &text);
    assert_eq!(codes(&said), ["E001"], "{said:#?}");
    assert_eq!(words(&text, &said[0]["range"]), "31");
    assert_eq!((&said[0]["severity"], &said[0]["source"]), (&json!(1), &json!("gouji")));
    let message = said[0]["message"].as_str().unwrap();
    assert!(message.starts_with("表三「自然人」列不平"), "{message}");
    assert!(message.contains("·自然人 31 → 38"), "{message}");
    let related = said[0]["relatedInformation"].as_array().unwrap();
    let other =
        related.iter().find(|it| it["message"] == "二、上年结转政府信息公开申请数量·自然人 2");
    assert_eq!(words(&text, &other.unwrap()["location"]["range"]), "2", "{related:#?}");
    assert_eq!(codes(&client.change("年报.md", CLEAN)), [""; 0]);
    client.end().unwrap();
}

#[test]
fn a_text_that_is_overtaken_is_not_checked() {
    let mut client = Client::new();
    client.open("a.md", CLEAN);
    client.said.clear();
    for _ in 0..40 {
        client.send_change("a.md", &broken());
    }
    client.send_change("a.md", CLEAN);
    assert_eq!(codes(&client.diagnostics("a.md")), [""; 0]);
    let version = &client.said[&client.uri("a.md")]["version"];
    assert_eq!(version, &json!(42), "the last version is the one that is spoken of");
}

#[test]
fn a_client_that_asks_is_told_when_it_asks() {
    let mut client =
        Client::with(json!({ "capabilities": { "textDocument": { "diagnostic": {} } } }));
    assert_eq!(client.open("a.md", &broken()).len(), 0);
    let document = json!({ "textDocument": { "uri": client.uri("a.md") } });
    let report = client.ask("textDocument/diagnostic", document).unwrap();
    assert_eq!(report["kind"], "full");
    assert_eq!(codes(report["items"].as_array().unwrap()), ["E001"]);
}

#[test]
fn what_is_no_report_is_said_to_be_none() {
    let mut client = Client::new();
    let said = client.open("a.md", "# 会议纪要\n\n今天开会。\n");
    assert_eq!(codes(&said), ["S000"], "{said:#?}");
}

#[test]
fn what_could_not_be_assessed_is_a_hint() {
    let mut client = Client::new();
    let text = CLEAN.replace("| 3 | 0 | 51 |", "| 约3 | 0 | 51 |");
    let said = client.open("a.md", &text);
    assert!(said.iter().any(|it| it["severity"] == 4), "{said:#?}");
}

#[test]
fn a_page_is_read_in_the_encoding_of_the_editor() {
    let mut client = Client::new();
    let rows = |text: &str| {
        let cells = |line: &str| {
            let cells =
                line.trim_matches('|').split('|').map(|it| format!("<td>{}</td>", it.trim()));
            format!("<tr>{}</tr>", cells.collect::<String>())
        };
        let mut page = "<meta charset=gbk>\n".to_owned();
        let mut inside = false;
        for line in text.lines().filter(|line| !line.starts_with("| ---")) {
            let row = line.starts_with('|');
            if row != inside {
                page.push_str(if row { "<table>" } else { "</table>" });
                inside = row;
            }
            page.push_str(&if row {
                cells(line)
            } else {
                format!("<p>{}</p>\n", line.trim_matches('#'))
            });
        }
        page
    };
    let page = rows(&broken());
    let said = client.open("a.html", &page);
    assert_eq!(codes(&said), ["E001"], "{said:#?}");
    let text = page.replace('\n', " ");
    let start = said[0]["range"]["start"]["character"].as_u64().unwrap() as usize;
    let line =
        page.lines().nth(said[0]["range"]["start"]["line"].as_u64().unwrap() as usize).unwrap();
    let units: Vec<u16> = line.encode_utf16().collect();
    assert_eq!(String::from_utf16(&units[start..start + 2]).unwrap(), "31", "{text:.80}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever was typed before, what is said is what a fresh client hears of the last text.
    #[test]
    fn what_is_said_depends_on_the_last_text_alone(
        edits in prop::collection::vec((0..CLEAN.len(), 0..40usize, "[0-9万件，。|#\n 甲]{0,6}"), 1..6)
    ) {
        let (mut typed, mut fresh) = (Client::new(), Client::new());
        typed.open("a.md", CLEAN);
        let mut text = CLEAN.to_owned();
        for (at, length, new) in edits {
            let mut places = text.char_indices().map(|(place, _)| place).skip_while(|it| *it < at);
            let start = places.next().unwrap_or(text.len());
            let end = places.find(|it| *it >= start + length).unwrap_or(text.len());
            text.replace_range(start..end, &new);
            typed.send_change("a.md", &text);
        }
        let now = typed.diagnostics("a.md");
        let mut fresh = fresh.open("a.md", &text);
        let folders = |said: &mut Vec<serde_json::Value>| {
            for it in said {
                it["relatedInformation"].take();
            }
        };
        let mut now = now;
        folders(&mut now);
        folders(&mut fresh);
        prop_assert_eq!(now, fresh);
    }
}
