//! Files of the repository that the tool writes. Each is compared with what it would write now;
//! with `GOUJI_BLESS=1` in the environment they are rewritten.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use crate::command::{Folder, Ran, gouji, repository};

/// Compares the file at `path` with `content`, or rewrites it.
#[track_caller]
pub(crate) fn current(path: &str, content: &str) {
    let file = repository().join(path);
    if std::env::var_os("GOUJI_BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("a file has a folder")).unwrap();
        fs::write(file, content).unwrap();
        return;
    }
    let committed = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        committed == content,
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

#[test]
fn rule_table() {
    let rules = Folder::new().gouji("rules --json").json();
    let mut page = "# 规则一览（rules）\n\n\
        每条规则的说明：`gouji explain 代码`（in English: `gouji explain CODE --lang en`）。\n\n\
        | 代码 | 名称 | 级别 | 表式 | 检查什么 | what it checks |\n\
        | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for rule in rules.as_array().expect("an array") {
        let text = |value: &Value| value.as_str().expect("a string").replace('|', "\\|");
        let forms: Vec<String> =
            rule["forms"].as_array().expect("an array").iter().map(text).collect();
        let _ = writeln!(
            page,
            "| {} | `{}` | {} | {} | {} | {} |",
            text(&rule["code"]),
            text(&rule["name"]),
            text(&rule["severity"]),
            forms.join("、"),
            text(&rule["summary"]["zh"]),
            text(&rule["summary"]["en"]),
        );
    }
    current("docs/rules.md", &page);
}

#[test]
fn output_schema() {
    current("docs/schema/output.schema.json", &gouji_reporter::json_schema());
}

#[test]
fn configuration_schema() {
    current("docs/schema/gouji.schema.json", &Folder::new().gouji("config --schema").stdout);
}

#[test]
fn pack_schema() {
    current("docs/schema/pack.schema.json", &gouji_rules::pack_schema());
}

/// The excerpt in each README is what its first command prints.
#[test]
fn readme_excerpts() {
    for (path, lang) in [("README.md", "en"), ("README.zh-CN.md", "zh")] {
        let args = ["check", "docs/samples/qinghe-2024.txt", "--lang", lang];
        let printed = Ran::of(&mut gouji(&repository(), args)).stdout;
        let readme = fs::read_to_string(repository().join(path)).unwrap().replace("\r\n", "\n");
        current(path, &with_block(&readme, "sample", &format!("```text\n{printed}```\n")));
    }
}
