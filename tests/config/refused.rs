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

#[test]
fn settings_of_one_folder_keep_no_other_from_being_checked() {
    let folder = Folder::new();
    folder.file("a/a.txt", QINGHE).file("b/b.txt", QINGHE).file("b/c/c.txt", QINGHE);
    folder.file("b/gouji.toml", "[lint]\nselekt = [\"E\"]\n");
    let ran = folder.gouji("check --format json=out.json .");
    assert_eq!(ran.status, 2, "{ran:?}");
    // Where the mistake is, once.
    assert_eq!(ran.stderr.matches("没有名为 selekt 的键").count(), 3, "{ran:?}");
    assert_eq!(ran.stderr.matches("b/gouji.toml:2:1").count(), 1, "{ran:?}");
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("out.json")).unwrap()).unwrap();
    let paths = |key: &str| {
        let files = json[key].as_array().unwrap().iter();
        files.map(|file| file["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(paths("files"), ["a/a.txt"]);
    assert_eq!(paths("errors"), ["b/b.txt", "b/c/c.txt"]);
    let message = json["errors"][0]["message"].as_str().unwrap();
    assert_eq!(message, "没有检查，配置 b/gouji.toml 有误：没有名为 selekt 的键");
    // A baseline keeps what it knows of them, and what is to be fixed there stays as it is.
    assert_eq!(folder.gouji("baseline write").status, 2);
    assert_eq!(folder.gouji("fix --diff").status, 2);
    // Where they hold for all that there is, nothing else is said.
    let ran = folder.gouji("check b");
    assert_eq!((ran.status, &*ran.stdout), (2, ""), "{ran:?}");
    assert_eq!(ran.stderr.matches("selekt").count(), 2, "{ran:?}");
}
