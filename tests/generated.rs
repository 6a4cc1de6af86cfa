//! Files of the repository that the tool writes. Each is compared with what it would write now;
//! with `GOUJI_BLESS=1` in the environment they are rewritten.

use std::fmt::Write as _;
use std::fs;

use gouji_parser::format::{FORMATS, FormatEntry, Handling, InFolder};

use crate::command::{Folder, Ran, committed, files_below, gouji, repository};

/// Compares the file at `path` with `content`, or rewrites it.
#[track_caller]
pub(crate) fn current(path: &str, content: &str) {
    let there = fs::read_to_string(repository().join(path)).unwrap_or_default();
    current_bytes(path, there.replace("\r\n", "\n").as_bytes(), content.as_bytes());
}

#[track_caller]
fn current_bytes(path: &str, there: &[u8], content: &[u8]) {
    let file = repository().join(path);
    if std::env::var_os("GOUJI_BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("a file has a folder")).unwrap();
        fs::write(file, content).unwrap();
        return;
    }
    assert!(
        there == content,
        "{path} is out of date; run: GOUJI_BLESS=1 cargo test --test e2e generated"
    );
}

/// The shipped forms and packs as the command carries them are those of their texts.
#[test]
fn compiled_data() {
    let content = gouji_project::compile_ahead().expect("the data of this repository are right");
    let path = "rules/compiled.bin";
    let there = fs::read(repository().join(path)).unwrap_or_default();
    current_bytes(path, &there, &content);
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
    // Each command after the one that lists it.
    let mut commands = vec![String::new()];
    while let Some(command) = commands.pop() {
        let help = folder.gouji(&format!("{command} --help")).stdout;
        let listed = help.split("（Commands）").nth(1).unwrap_or_default();
        let listed = listed.lines().skip(1).take_while(|line| line.starts_with("  "));
        let names = listed.filter(|line| !line.starts_with("   "));
        let below = names.filter_map(|line| line.split_whitespace().next());
        let below: Vec<String> = below.map(|name| format!("{command} {name}")).collect();
        commands.extend(below.into_iter().rev());
        let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
        let title = format!("gouji{command}");
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
fn rule_schema() {
    current("docs/schema/rule.schema.json", &gouji_reporter::rule_schema());
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
fn audit_schema() {
    current("docs/schema/audit.schema.json", &gouji_reporter::audit_schema());
}

#[test]
fn units_schema() {
    let schema = Folder::new().gouji("config --schema=units").stdout;
    current("docs/schema/units.schema.json", &schema);
}

#[test]
fn points_schema() {
    let schema = Folder::new().gouji("config --schema=points").stdout;
    current("docs/schema/points.schema.json", &schema);
}

#[test]
fn pack_schema() {
    let schema = Folder::new().gouji("config --schema=pack").stdout;
    current("docs/schema/pack.schema.json", &schema);
}

/// The tables of formats in docs/formats.md are those of the parser.
#[test]
fn formats() {
    let zh = format_table(
        &["格式", "后缀", "结果中的行、列、offset", "文件夹里的", "不读时怎样办"],
        |it| {
            let (called, advice) = (it.called.0, it.advice.map(|it| it.0));
            let handling = match it.handling {
                Handling::Lines => "原文件的",
                Handling::View { comments: true } => "视图的；可以写入批注",
                Handling::View { .. } => "视图的",
                Handling::Folder => "其中文件的：像文件夹一样检查",
                Handling::Converted => "不读；加 `--convert` 由 LibreOffice 转换，视图的",
                Handling::Refused => "不读",
            };
            let in_folder = match it.in_folder {
                InFolder::Checked => "检查",
                InFolder::Counted => "报出个数",
                InFolder::PassedOver => "不看",
            };
            (called, handling, in_folder, advice)
        },
    );
    let en = format_table(
        &[
            "format",
            "endings",
            "lines, columns, offsets of findings",
            "in folders",
            "where it is not read",
        ],
        |it| {
            let (called, advice) = (it.called.1, it.advice.map(|it| it.1));
            let handling = match it.handling {
                Handling::Lines => "of the file",
                Handling::View { comments: true } => "of the view; takes comments",
                Handling::View { .. } => "of the view",
                Handling::Folder => "of the files in it, as in a folder",
                Handling::Converted => {
                    "not read; with `--convert` LibreOffice converts it: of the view"
                }
                Handling::Refused => "not read",
            };
            let in_folder = match it.in_folder {
                InFolder::Checked => "checked",
                InFolder::Counted => "counted",
                InFolder::PassedOver => "passed over",
            };
            (called, handling, in_folder, advice)
        },
    );
    let text = with_block(&committed("docs/formats.md"), "formats", &zh);
    current("docs/formats.md", &with_block(&text, "formats in English", &en));
}

/// Wherever the endings are listed that are picked up in folders, they are those of the parser.
#[test]
fn lists_of_endings() {
    let checked = |pdf| {
        let entries = FORMATS.iter().filter(move |it| pdf || it.name != "pdf");
        let entries = entries.filter(|it| it.in_folder == InFolder::Checked);
        let endings: Vec<_> =
            entries.flat_map(|it| it.endings).map(|ending| format!(".{ending}")).collect();
        endings.join(" ")
    };
    for (page, pdf) in [
        ("README.md", true),
        ("README.zh-CN.md", true),
        ("docs/formats.md", true),
        ("docs/cli.md", false),
    ] {
        assert!(committed(page).contains(&checked(pdf)), "{page} does not list {}", checked(pdf));
    }
}

/// A table of the formats: what each is called, what is done with it by name and in folders, and its advice.
fn format_table(
    head: &[&str; 5],
    row: impl Fn(&FormatEntry) -> (&'static str, &'static str, &'static str, Option<&'static str>),
) -> String {
    let mut table = format!("| {} |\n| --- | --- | --- | --- | --- |\n", head.join(" | "));
    for entry in FORMATS {
        let endings = entry.endings.iter().chain(entry.further_endings);
        let endings: Vec<String> = endings.map(|it| format!(".{it}")).collect();
        let (called, handling, in_folder, advice) = row(entry);
        let (endings, advice) = (endings.join(" "), advice.unwrap_or_default());
        let _ = writeln!(table, "| {called} | {endings} | {handling} | {in_folder} | {advice} |");
    }
    table
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
            Some((_, "java")) => "java",
            _ => "groovy",
        };
        text = with_block(&text, name, &format!("```{language}\n{content}```\n"));
    }
    current(page, &text);
}
