//! Wrong configurations: each is refused at the word that is wrong, with what to write instead.

mod files;
mod keys;
mod values;
mod waivers;

use crate::command::{Folder, QINGHE};

/// What is said of a `gouji.toml`, beside `files`.
fn said(files: &[(&str, &str)], args: &str) -> String {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE);
    for (name, text) in files {
        folder.file(name, text);
    }
    let ran = folder.gouji(&format!("check {args}"));
    assert_eq!((ran.status, &*ran.stdout), (2, ""), "{ran:?}");
    ran.stderr.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn check(text: &str) -> String {
    said(&[("gouji.toml", text)], "")
}
