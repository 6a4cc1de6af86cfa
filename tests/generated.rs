//! Files of the repository that the tool writes. Each is compared with what it would write now;
//! with `GOUJI_BLESS=1` in the environment they are rewritten.

use std::fmt::Write as _;
use std::fs;

use crate::command::{Folder, Ran, committed, files_below, gouji, repository};

/// Compares the file at `path` with `content`, or rewrites it.
#[track_caller]
pub(crate) fn current(path: &str, content: &str) {
    let file = repository().join(path);
    if std::env::var_os("GOUJI_BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("a file has a folder")).unwrap();
        fs::write(file, content).unwrap();
        return;
    }
    let there = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        there == content,
        "{path} is out of date; run: GOUJI_BLESS=1 cargo test --test e2e generated"
    );
}

/// `text` with what stands between the marks of `name` replaced by `content`.
fn with_block(text: &str, name: &str, content: &str) -> String {
    let (begin, end) = (format!("<!-- {name}: generated -->\n"), format!("<!-- {name}: end -->"));
    let (head, rest) = text.split_once(&begin).expect("the block begins");
    let (_, tail) = rest.split_once(&end).expect("the block ends");
    format!("{head}{begin}{content}{end}{tail}")
}

#[test]
fn help_texts() {
    let folder = Folder::new();
    let mut page = "# 命令行参考（command line reference）\n\n".to_owned();
    let commands = [
        "",
        "check",
        "fix",
        "annotate",
        "view",
        "explain",
        "rules",
        "rules test",
        "config",
        "init",
        "baseline",
        "baseline write",
        "baseline prune",
        "baseline diff",
        "completions",
    ];
    for command in commands {
        let args = format!("{command} --help");
        let help = folder.gouji(&args).stdout;
        let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
        let title = format!("gouji {command}");
        let _ = write!(page, "## {}\n\n```text\n{}\n```\n\n", title.trim_end(), lines.join("\n"));
    }
    current("docs/cli.md", &format!("{}\n", page.trim_end()));
}

/// Every page about rules is current, and none is left of a rule that is gone.
#[test]
fn rule_pages() {
    let written = Folder::new();
    assert_eq!(written.gouji("rules --pages .").status, 0);
    let pages = files_below(written.path());
    assert!(pages.len() > 4, "{pages:?}");
    for page in &pages {
        let content = fs::read_to_string(written.path().join(page)).unwrap();
        current(&format!("docs/{page}"), &content);
    }
    for page in files_below(&repository().join("docs/rules")) {
        if !pages.contains(&format!("rules/{page}")) {
            let file = repository().join("docs/rules").join(&page);
            let removed =
                std::env::var_os("GOUJI_BLESS").is_some() && fs::remove_file(file).is_ok();
            assert!(removed, "docs/rules/{page} is about no rule");
        }
    }
}

#[test]
fn output_schema() {
    current("docs/schema/output.schema.json", &gouji_reporter::json_schema());
}

#[test]
fn extract_schema() {
    current("docs/schema/extract.schema.json", &gouji_reporter::extract_schema());
}

#[test]
fn configuration_schema() {
    current("docs/schema/gouji.schema.json", &Folder::new().gouji("config --schema").stdout);
}

#[test]
fn pack_schema() {
    let schema = Folder::new().gouji("config --schema=pack").stdout;
    current("docs/schema/pack.schema.json", &schema);
}

/// The excerpt in each README is what its first command prints.
#[test]
fn readme_excerpts() {
    for (path, lang) in [("README.md", "en"), ("README.zh-CN.md", "zh")] {
        let args = ["check", "docs/samples/qinghe-2024.txt", "--lang", lang];
        let printed = Ran::of(&mut gouji(&repository(), args)).stdout;
        current(path, &with_block(&committed(path), "sample", &format!("```text\n{printed}```\n")));
    }
}

/// The two pages on pipelines quote every file of their folders.
#[test]
fn integration_recipes() {
    for folder in ["docs/integration", "docs/any-ci"] {
        quotes_all_of(folder);
    }
}

/// The page of a folder quotes every file of it.
#[track_caller]
fn quotes_all_of(folder: &str) {
    let page = &format!("{folder}.md");
    let mut text = committed(page);
    for file in files_below(&repository().join(folder)) {
        let content = committed(&format!("{folder}/{file}"));
        let name = file.rsplit('/').next().expect("a path has a last part");
        let language = match name.rsplit_once('.') {
            Some((_, "yml" | "yaml")) => "yaml",
            Some((_, extension @ ("sh" | "json"))) => extension,
            Some((_, "py")) => "python",
            _ => "groovy",
        };
        text = with_block(&text, name, &format!("```{language}\n{content}```\n"));
    }
    current(page, &text);
}
