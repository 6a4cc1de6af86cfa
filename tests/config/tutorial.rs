//! The documentation does what it says.

use crate::command::{Folder, committed};

/// The code blocks of a page, as what follows the ticks and what stands between them.
fn blocks(page: &str) -> Vec<(String, String)> {
    let block = |block: &str| {
        let (info, body) = block.split_once('\n').expect("a block has a first line");
        (info.to_owned(), body.to_owned())
    };
    committed(page).split("```").skip(1).step_by(2).map(block).collect()
}

#[test]
fn the_tutorial_can_be_followed() {
    let folder = Folder::new();
    let mut commands = 0;
    for (info, body) in blocks("docs/tutorial-county-rule.md") {
        if let Some((_, name)) = info.split_once(" file=") {
            folder.file(name, &body);
        }
        if info == "console" {
            let (command, printed) = body.split_once('\n').expect("a command prints something");
            let args = command.strip_prefix("$ gouji ").expect("a command of ours");
            let ran = folder.gouji(args);
            assert_eq!(ran.stdout + &ran.stderr, printed, "{command}");
            commands += 1;
        }
    }
    assert_eq!(commands, 2);
    let lines = committed("docs/tutorial-county-rule.md");
    assert!(lines.lines().count() <= 70, "the tutorial fits on a screen or two");
}

#[test]
fn the_example_of_the_reference_is_a_configuration() {
    let folder = Folder::new();
    let (_, text) = blocks("docs/configuration.md").remove(0);
    folder.file("x/gouji.toml", text).file("gouji.toml", "");
    folder.file("x/gouji-baseline.json", "{ \"version\": 1, \"findings\": [] }");
    let (_, pack) = blocks("docs/tutorial-county-rule.md").remove(0);
    folder.file("x/rules/our-county.toml", pack);
    folder.file("x/forms/2027.toml", committed("tests/next-edition/2027.toml"));
    let ran = folder.gouji("config x/archive/2019/a.txt --json");
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(ran.json()["jurisdiction"]["value"], "620403");
}
