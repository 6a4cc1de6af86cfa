//! What stands where: hovers, the outline, columns.

use serde_json::{Value, json};

use crate::client::{CLEAN, Client, place};

fn hover(client: &mut Client, words: &str) -> String {
    let hover = client.ask_at("textDocument/hover", "a.md", &place(CLEAN, words));
    hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_figure_says_what_it_is() {
    let mut client = Client::new();
    client.open("a.md", CLEAN);
    let cell = hover(&mut client, "38 | 9 |");
    assert!(cell.starts_with("**表三 · 一、本年新收政府信息公开申请数量 · 自然人**"), "{cell}");
    assert!(cell.contains("`requests.new.natural`"), "{cell}");
    assert!(cell.contains("- E001 ") && cell.contains("- E003 "), "{cell}");
    let figure = hover(&mut client, "51件，上年结转");
    assert!(figure.starts_with("**51件** ") && figure.contains("新收"), "{figure}");
    assert_eq!(hover(&mut client, "本报告根据"), "");
}

#[test]
fn a_finding_is_explained_where_it_stands() {
    let mut client = Client::with(json!({ "capabilities": {}, "locale": "en" }));
    let text = CLEAN.replace("3126条", "登陆网站3126条");
    client.open("a.md", &text);
    let place = place(&text, "登陆");
    let hover = client.ask_at("textDocument/hover", "a.md", &place);
    let said = hover["contents"]["value"].as_str().unwrap();
    assert!(said.starts_with("**W005**") && said.contains("Basis: 《现代汉语词典》"), "{said}");
}

#[test]
fn the_outline_has_sections_tables_and_rows() {
    let mut client = Client::new();
    client.open("a.md", CLEAN);
    let document = json!({ "textDocument": { "uri": client.uri("a.md") } });
    let outline = client.ask("textDocument/documentSymbol", document).unwrap();
    let names = |it: &Value| -> Vec<String> {
        let own = it.as_array().unwrap().iter();
        own.map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&outline).len(), 6, "{outline:#?}");
    assert_eq!(outline[0]["name"], "总体情况");
    let table = &outline[2]["children"][0];
    assert_eq!(table["name"], "表三");
    assert_eq!(names(&table["children"])[0], "一、本年新收政府信息公开申请数量");
    outline.as_array().unwrap().iter().for_each(|it| check(it, &Value::Null));
}

/// Each lies within the one above it, and its name within itself.
fn check(it: &Value, within: &Value) {
    let at = |range: &Value, end: &str| {
        (range[end]["line"].as_u64().unwrap(), range[end]["character"].as_u64().unwrap())
    };
    let (range, name) = (&it["range"], &it["selectionRange"]);
    assert!(at(range, "start") <= at(name, "start") && at(name, "end") <= at(range, "end"));
    if within.is_object() {
        assert!(at(within, "start") <= at(range, "start"), "{it:#?}");
        assert!(at(range, "end") <= at(within, "end"), "{it:#?}");
    }
    for child in it["children"].as_array().into_iter().flatten() {
        check(child, range);
    }
}

#[test]
fn columns_are_counted_as_agreed() {
    let text = CLEAN.replace("3126条", "𠀀登陆网站3126条");
    let mut columns = Vec::new();
    for known in [json!(null), json!(["utf-16"]), json!(["utf-16", "utf-8"]), json!(["utf-32"])] {
        let general = json!({ "positionEncodings": known });
        let mut client = Client::with(json!({ "capabilities": { "general": general } }));
        let said = client.open("a.md", &text);
        let x = said.iter().find(|it| it["code"] == "W005").unwrap();
        columns.push((
            client.offered["positionEncoding"].clone(),
            x["range"]["start"]["character"].as_u64().unwrap(),
        ));
    }
    let line = text.lines().find(|it| it.contains("登陆")).unwrap();
    let before = &line[..line.find("登陆").unwrap()];
    let utf16 = before.encode_utf16().count() as u64;
    assert_eq!(
        columns,
        [
            (json!("utf-16"), utf16),
            (json!("utf-16"), utf16),
            (json!("utf-8"), before.len() as u64),
            (json!("utf-32"), before.chars().count() as u64),
        ]
    );
}
