//! Laws of reading any page.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn any_page_is_read_with_its_places(html in html()) {
        let document = page(&html);
        for text in texts(&document) {
            check_places(&document, text);
        }
        for block in &document.blocks {
            prop_assert!(html.get(block.span().range()).is_some());
        }
        for note in &document.notes {
            prop_assert!(html.get(note.span.range()).is_some());
        }
    }

    /// White space between tags and the tags' case make no difference to the grid.
    #[test]
    fn one_line_or_tidy_is_the_same_table(rows in prop::collection::vec(
        prop::collection::vec((0..4_u32, 0..4_u32, "[甲乙0-9]{0,3}"), 1..5), 1..6)
    ) {
        let mut line = "<table>".to_owned();
        for row in &rows {
            line += "<tr>";
            for (columns, rows, text) in row {
                write!(line, "<td colspan={columns} rowspan={rows}><p>{text}</p></td>").unwrap();
            }
            line += "</tr>";
        }
        line += "</table>";
        let tidy = line.replace('<', "\n  <").to_uppercase();
        let blocks = |html: &str| {
            let document = page(html);
            document.blocks.iter().map(|block| print(&document, block)).collect::<Vec<_>>()
        };
        prop_assert_eq!(blocks(&line), blocks(&tidy));
    }
}

/// Strings of tags, broken tags, entities and text.
fn html() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "p", "br", "div", "span", "table", "tr", "td", "th", "tbody", "h1", "li", "pre", "nav",
        "script", "style", "img", "s", "del", "ins", "sup", "tfoot", "thead", "textarea", "svg",
        "caption", "o:p", "body", "select",
    ]);
    let attribute = prop::sample::select(vec![
        "",
        " colspan=2",
        " rowspan=3",
        " rowspan=0",
        " style='display:none'",
        " hidden",
        " a=\"",
    ]);
    let tag =
        (name, attribute, "/?", "/?", ">?").prop_map(|(name, attribute, end, empty, close)| {
            format!("<{end}{name}{attribute}{empty}{close}")
        });
    let text = prop::sample::select(vec![
        "一、",
        "商业",
        "2",
        "0",
        " ",
        "\n",
        "\r\n",
        "\t",
        "&nbsp;",
        "&nbsp",
        "&#50;",
        "&#x",
        "&amp",
        "&中",
        "&nGg;",
        "&#10;",
        "\u{3000}",
        "\u{a0}",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "</>",
        "<",
        ">",
        "\"",
        "\0",
        "\u{200b}",
        "&",
    ]);
    let part = prop_oneof![4 => tag, 4 => text.prop_map(str::to_owned), 1 => ".{0,3}"];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}
