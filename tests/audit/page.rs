//! What a person sees of two files.

use crate::command::{Folder, committed};

fn folder(fixture: &str) -> Folder {
    let folder = Folder::new();
    for (name, file) in [("2024.md", "this.md"), ("2023.md", "last.md")] {
        let path = format!("crates/gouji-rules/tests/fixtures/{fixture}/{file}");
        folder.file(name, committed(&path));
    }
    folder
}

/// The cells with a mark, as the page writes them.
fn marked(page: &str) -> Vec<&str> {
    page.split("<td id=\"").skip(1).filter_map(|it| it.split('"').next()).collect()
}

#[test]
fn the_tables_of_both_files_stand_side_by_side_with_their_cells_marked() {
    let folder = folder("Y001/fail-fewer");
    for command in
        ["audit --format html", "check 2024.md --last-year 2023.md --select Y --format html"]
    {
        let page = folder.gouji(command).stdout;
        let pair = page.split("<div class=\"pair\">").nth(1).expect("two tables");
        let pair = pair.split("</details>").next().expect("it ends");
        let places: Vec<&str> = pair
            .split("<p class=\"place\">")
            .skip(1)
            .filter_map(|it| it.split('<').next())
            .collect();
        assert_eq!(places, ["2024.md", "2023.md"], "{command}");
        let marked = marked(pair);
        assert!(marked.iter().any(|it| it.ends_with("carried-in-sum")), "{command}: {marked:?}");
        let there = marked.iter().find(|it| it.ends_with("carried-out-sum"));
        let there = there.expect("the cell of last year is marked");
        assert!(there.contains("-o1-"), "{there}");
        let ids = page.split(" id=\"").skip(1).filter_map(|it| it.split('"').next());
        let mut ids: Vec<&str> = ids.collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{command}: an anchor stands once");
    }
}

#[test]
fn a_copied_passage_is_quoted_from_both_files() {
    let folder = folder("Y004/fail-figures-alone-are-new");
    let page = folder.gouji("audit --format html").stdout;
    let quotes: Vec<&str> = page.split("<blockquote>").skip(1).collect();
    assert!(quotes.len() >= 2 && quotes[0].contains("河长制公示牌"), "{page}");
    assert!(page.contains("<footer>上年报告</footer>"), "{page}");
    let shown = folder.gouji("audit").stdout;
    assert_eq!(shown.matches("河长制公示牌").count(), 2, "{shown}");
    let json = folder.gouji("audit --format json").json();
    let finding = &json["findings"][0];
    assert_eq!(
        (&finding["code"], &finding["related"][0]["path"]),
        (&"Y004".into(), &"2023.md".into())
    );
    for (place, year) in [(finding, "2024年"), (&finding["related"][0], "2023年")] {
        let text = place["text"].as_str().expect("the passage");
        assert!(text.starts_with(&format!("{year}，我局把河长制公示牌")), "{text}");
    }
}

#[test]
fn no_number_of_a_person_is_shown_of_either_file() {
    let folder = Folder::new();
    for (name, file) in [("2024.md", "this.md"), ("2023.md", "last.md")] {
        let path =
            format!("crates/gouji-rules/tests/fixtures/Y004/fail-figures-alone-are-new/{file}");
        let text = committed(&path).replace("办公室指定一名同志", "联系人王某，手机13857116042");
        folder.file(name, text);
    }
    for format in ["human", "html", "json"] {
        for command in [
            format!("audit --format {format}"),
            format!("check 2024.md --last-year 2023.md --select Y,P --format {format}"),
        ] {
            let ran = folder.gouji(&command);
            assert!(ran.stdout.contains("Y004"), "{command}: {ran:?}");
            assert!(!ran.stdout.contains("13857116042"), "{command}: {}", ran.stdout);
        }
    }
}
