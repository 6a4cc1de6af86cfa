//! What is written, and where.

use std::fs;

use crate::command::{BALANCED, Folder, QINGHE, Ran, gouji};

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("good.md", BALANCED).file("bad.txt", QINGHE);
    folder
}

#[test]
fn json_is_one_object_with_the_promised_frame() {
    let json = folder().gouji("check --format json .").json();
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["tool"]["name"], "gouji");
    assert_eq!(json["tool"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(json["summary"]["files"], 2);
    assert_eq!(json["errors"], serde_json::json!([]));
    for file in json["files"].as_array().unwrap() {
        for key in ["path", "format", "report", "findings"] {
            assert!(file.get(key).is_some(), "{key} in {file}");
        }
    }
}

#[test]
fn the_summary_counts_what_the_files_hold() {
    let json = folder().gouji("check --format json .").json();
    let files = json["files"].as_array().unwrap();
    let findings: Vec<_> = files.iter().flat_map(|it| it["findings"].as_array().unwrap()).collect();
    for (severity, key) in [("error", "errors"), ("warning", "warnings"), ("info", "infos")] {
        let count = findings.iter().filter(|finding| finding["severity"] == severity).count();
        assert_eq!(json["summary"][key], count, "{key}");
    }
    assert_eq!(json["summary"]["errors"], 1);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = Folder::new();
    for n in 0..60 {
        let text = if n % 3 == 0 { BALANCED } else { QINGHE };
        folder
            .file(&format!("{}/{n}.txt", n % 7), text.replace("2024", &format!("20{:02}", n % 30)));
        folder.file(&format!("{}/{n}-broken.txt", n % 7), [0xff, 0xff]);
    }
    for format in ["human", "concise", "json", "html", "markdown"] {
        let run = |threads| {
            let ran = folder.gouji(&format!("check --format {format} --threads {threads}"));
            (ran.status, ran.stdout, ran.stderr)
        };
        let one = run(1);
        assert_eq!(one.0, 2);
        assert_eq!(one, run(4), "{format}");
    }
}

#[test]
fn an_output_file_holds_what_would_have_been_printed() {
    let folder = folder();
    for format in ["human", "concise", "json", "html", "markdown"] {
        let printed = folder.gouji(&format!("check --format {format} good.md bad.txt")).stdout;
        let args = format!("check --format {format} --output-file out.tmp good.md bad.txt");
        assert_eq!(folder.gouji(&args).stdout, "");
        assert_eq!(fs::read_to_string(folder.path().join("out.tmp")).unwrap(), printed);
    }
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["bad.txt", "good.md", "out.tmp"]);
}

#[test]
fn the_page_of_a_report_leads_to_the_wrong_cell() {
    let folder = folder();
    let page = folder.gouji("check --format html bad.txt").stdout;
    let cell = "<td id=\"r1-requests-total-natural\" class=\"marked error primary\"><del>62</del> <ins>应为 26</ins>";
    assert!(page.contains(cell), "{page}");
    assert!(page.contains("href=\"#r1-requests-total-natural\""), "{page}");
    // the head of table three as it is printed
    for head in [
        r#"<th scope="colgroup" colspan="7">申请人情况</th>"#,
        r#"<th scope="col" rowspan="2" class="leaf">自然人</th><th scope="colgroup" colspan="5">法人或其他组织</th>"#,
        r#"<th scope="rowgroup" rowspan="8" class="group">（三）不予公开</th>"#,
    ] {
        assert!(page.contains(head), "{head}");
    }
    let good = folder.gouji("check --format html good.md").stdout;
    assert!(good.contains("没有发现问题。") && !good.contains("class=\"marked"), "{good}");
}

#[test]
fn quiet_says_nothing_about_a_good_report() {
    for format in ["human", "concise"] {
        let ran = folder().gouji(&format!("check -q --format {format} good.md"));
        assert_eq!((ran.status, &*ran.stdout, &*ran.stderr), (0, "", ""));
    }
}

#[test]
fn verbose_says_what_was_read_on_standard_error() {
    let ran = folder().gouji("check -v good.md");
    assert!(ran.stderr.starts_with("good.md: markdown，"), "{ran:?}");
}

#[test]
fn verbose_names_form_year_and_issuer() {
    let ran = folder().gouji("check -v good.md");
    let expected =
        "good.md: markdown，表式 2021，年度 2024，机关 望云县人民政府；发现 0 项，无法判断 0 项\n";
    assert_eq!(ran.stderr, expected);
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let folder = folder();
    let coloured = |args: &str, no_color: &str| {
        let words = format!("check bad.txt {args}");
        let mut command = gouji(folder.path(), words.split_whitespace());
        Ran::of(command.env("NO_COLOR", no_color)).stdout.contains('\x1b')
    };
    assert!(!coloured("", "")); // no terminal here
    assert!(!coloured("--color never", ""));
    assert!(coloured("--color always", ""));
    assert!(coloured("--color always", "1"));
}
