//! A page is whole: its links lead somewhere, it loads nothing, and nothing of a report is code in it.

use proptest::prelude::*;
use quick_xml::{Reader, events::Event};

use super::*;

/// Elements with the names of their attributes, in order. Panics where the page is not well formed.
fn skeleton(page: &str) -> Vec<String> {
    let mut reader = Reader::from_str(page);
    let mut elements = Vec::new();
    loop {
        match reader.read_event().expect("the page is well formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                let mut element = tag.name().as_ref().to_owned();
                for attribute in tag.attributes() {
                    let attribute = attribute.expect("each attribute stands once, with a value");
                    element += " ";
                    element += attribute.key.as_ref();
                }
                elements.push(element);
            }
            Event::Eof => return elements,
            _ => {}
        }
    }
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    page.split(&*begin).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_leads_to_a_place_of_the_page_and_every_place_is_named_once() {
    for copies in 1..=3 {
        for language in [Lang::Zh, Lang::En] {
            let options = Options { language, ..Options::default() };
            let page = page(&sample(""), copies, "年报.txt", &options);
            let ids = values(&page, "id");
            let mut unique = ids.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), ids.len(), "{ids:?}");
            let links = values(&page, "href");
            assert!(!links.is_empty());
            for link in links {
                assert!(ids.contains(&link.strip_prefix('#').expect("inside")), "{link}");
            }
        }
    }
}

#[test]
fn the_page_loads_and_runs_nothing() {
    for copies in 1..=2 {
        let page = page(&sample(""), copies, "年报.txt", &Options::default());
        for word in ["http:", "https:", "//", "url(", "@import", "<script", "<link", " src=", " on"]
        {
            let page = if word == " on" { page.split("<main>").nth(1).unwrap() } else { &page };
            assert!(!page.contains(word), "{word}");
        }
        assert!(page.contains("default-src 'none'"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 5))]

    #[test]
    fn no_word_of_a_report_becomes_markup(
        word in "[<>&\"'/=a-z\u{0}\u{1b}\u{202e}\\n表 -]{1,24}|</td><script>\"'&amp;|]]>|-->|\\PC{1,12}",
        copies in 1usize..3,
    ) {
        // a line end ends the line that an excerpt shows
        let word = word.replace(['\n', '\r', '\t'], " ");
        let neutral = page(&sample("字"), copies, "年报字", &Options::default());
        let written = page(&sample(&word), copies, &format!("年报{word}"), &Options::default());
        prop_assert_eq!(skeleton(&written), skeleton(&neutral));
    }
}
