//! What is written, and where.

use std::fs;

use gouji_reporter::OutputFormat;

use crate::command::{BALANCED, Folder, QINGHE, Ran, gouji};

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("good.md", BALANCED).file("bad.txt", QINGHE);
    folder
}

/// The names of all formats.
fn formats() -> impl Iterator<Item = &'static str> {
    OutputFormat::ALL.iter().map(|format| format.name())
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
fn no_name_steers_the_terminal_from_standard_error() {
    let folder = Folder::new();
    folder.file("a\u{202e}.txt", BALANCED);
    let ran = folder.gouji("check --verbose --format json=out.json . missing\u{202e}.txt");
    assert_eq!(ran.status, 2);
    assert!(!ran.stderr.contains('\u{202e}'), "{ran:?}");
    for shown in ["a\\u{202e}.txt: text", "missing\\u{202e}.txt: "] {
        assert!(ran.stderr.contains(shown), "{shown}: {ran:?}");
    }
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
    // More than are written at a time.
    for n in 0..300 {
        folder.file(&format!("9/{n}.txt"), "青禾县2024年政府信息公开工作年度报告\n");
    }
    let run = |threads: u8| {
        let out = tempfile::tempdir().unwrap();
        let path = |format| out.path().join(format);
        let named: String =
            formats().map(|it| format!(" --format {it}={}", path(it).display())).collect();
        let ran = folder.gouji(&format!("check . --threads {threads}{named}"));
        assert_eq!(ran.status, 2);
        let written: Vec<_> =
            formats().map(|it| (it, fs::read_to_string(path(it)).unwrap())).collect();
        let told = ran.stderr.replace(&*out.path().to_string_lossy(), "");
        (ran.stdout, told, written)
    };
    assert_eq!(run(1), run(4));
}

#[test]
fn an_output_file_holds_what_would_have_been_printed() {
    let folder = folder();
    for format in formats() {
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
fn several_formats_are_written_in_one_run() {
    let folder = folder();
    let named: String = formats()
        .filter(|it| *it != "human")
        .map(|it| format!(" --format {it}=out/{it}"))
        .collect();
    fs::create_dir(folder.path().join("out")).unwrap();
    let ran = folder.gouji(&format!("check good.md bad.txt --format human{named}"));
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(ran.stdout, folder.gouji("check good.md bad.txt").stdout);
    for format in formats().filter(|it| *it != "human") {
        let alone = folder.gouji(&format!("check --format {format} good.md bad.txt")).stdout;
        let written = fs::read_to_string(folder.path().join("out").join(format)).unwrap();
        assert_eq!(written, alone, "{format}");
        assert!(!written.is_empty(), "{format}");
    }
}

#[test]
fn what_went_into_a_file_is_said_with_what_to_do_about_it() {
    let folder = folder();
    let told = |args: &str| folder.gouji(&format!("check bad.txt {args}")).stderr;
    assert_eq!(
        told("--select E --format csv=a.csv --format html --output-file b.html --format json=c"),
        "已写入 a.csv：1 个错误；用 WPS 表格或 Excel 打开\n已写入 c：1 个错误\n已写入 b.html：1 个错误；用浏览器打开\n"
    );
    assert_eq!(
        told("--select E,S003 --lang en --output-file b.txt"),
        "written: b.txt: 1 error, 1 warning\n"
    );
    assert_eq!(told("--output-file b.txt -q"), "");
    assert_eq!(told("--select E"), "");
}

#[test]
fn a_table_for_excel_begins_with_its_mark() {
    let folder = folder();
    let plain = folder.gouji("check bad.txt --format csv").stdout;
    let marked = folder.gouji("check bad.txt --format csv --csv-bom").stdout;
    assert_eq!(marked, format!("\u{feff}{plain}"));
    assert!(plain.lines().nth(1).is_some_and(|line| line.contains(",错误,")), "{plain}");
}

#[test]
fn paths_of_sarif_are_those_of_the_working_folder() {
    let folder = folder();
    let uri = |args: &str| {
        let log = folder.gouji(&format!("check {args} --format sarif")).stdout;
        let log: serde_json::Value = serde_json::from_str(&log).expect("SARIF is JSON");
        let uri = &log["runs"][0]["artifacts"][0]["location"]["uri"];
        uri.as_str().expect("a file has a uri").to_owned()
    };
    assert_eq!(uri(&folder.path().join("bad.txt").display().to_string()), "bad.txt");
    assert_eq!(uri("./bad.txt"), "bad.txt");
    fs::create_dir(folder.path().join("x")).unwrap();
    assert_eq!(uri("x/../bad.txt"), "bad.txt");
}

#[test]
fn one_that_cannot_be_written_does_not_keep_back_the_others() {
    let folder = folder();
    let ran = folder.gouji("check bad.txt --format json=no/a --format sarif=b --format concise");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("不能写入 no/a: 文件夹不存在"), "{ran:?}");
    assert!(ran.stdout.starts_with("bad.txt:"), "{ran:?}");
    assert!(folder.path().join("b").exists());
}

#[test]
fn formats_that_clash_are_refused_before_anything_is_written() {
    let folder = folder();
    let check = |args: &str, words: &str| {
        let ran = folder.gouji(&format!("check good.md {args}"));
        assert_eq!((ran.status, &*ran.stdout), (2, ""), "{ran:?}");
        assert!(ran.stderr.contains(words), "{ran:?}");
    };
    check(
        "--format human --format json",
        "只有一种格式能写到标准输出或 --output-file，现有 human、json",
    );
    check("--format human --format json --output-file a", "--format json=文件名");
    check("--format json=a --output-file b", "--output-file 没有可写的");
    check("--format json=a --format sarif=./a", "json、sarif 不能写入同一个文件 ./a");
    check("--format jsn=a", "json");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn where_nothing_is_printed_failures_still_are() {
    let folder = folder();
    let ran = folder.gouji("check missing.txt good.md --format json=a --format sarif=b");
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    let told = "missing.txt: 文件不存在\n已写入 a：没有发现问题\n已写入 b：没有发现问题\n";
    assert_eq!(ran.stderr, told);
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
fn verbose_names_form_year_issuer_and_place() {
    let ran = folder().gouji("check -v good.md");
    let expected = "good.md: markdown，表式 2021，年度 2024，机关 望云县人民政府（所在地未识别）；规则 全国（所在地不明，不用地方规定）；发现 0 项，无法判断 0 项\n";
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

#[test]
fn results_never_go_over_a_report_that_is_named() {
    for args in
        ["check bad.txt --output-file ./bad.txt", "check bad.txt good.md --format json=bad.txt"]
    {
        let folder = folder();
        let ran = folder.gouji(args);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.stderr.contains("是要检查的报告，不能写入"), "{ran:?}");
        assert_eq!(fs::read_to_string(folder.path().join("bad.txt")).unwrap(), QINGHE);
    }
}

#[test]
fn what_an_earlier_run_wrote_into_the_folder_is_no_report() {
    let folder = folder();
    let args = "check . --format html=结果.html --format json";
    let first = folder.gouji(args);
    assert_eq!(folder.gouji(args).json(), first.json());
}

#[cfg(unix)]
#[test]
fn names_of_files_do_not_steer_the_terminal() {
    let folder = Folder::new();
    folder.file("\u{1b}[2J.txt", QINGHE).file("\u{1b}[2J.md", [0xff]);
    let ran = folder.gouji("check . --verbose --format json=a.json");
    assert!(
        ran.stderr.contains("\\u{1b}[2J.txt") && ran.stderr.contains("\\u{1b}[2J.md"),
        "{ran:?}"
    );
    assert!(!ran.stderr.contains('\u{1b}'), "{ran:?}");
}

#[test]
fn a_return_on_a_website_is_called_what_it_is() {
    let folder = Folder::new();
    folder.file(
        "return.txt",
        "望云县人民政府门户网站2022年政府网站工作年度报表\n网站名称\t望云县人民政府门户网站\n信息发布\t总数\t2226\n\t概况类信息更新量\t39\n\t政务动态信息更新量\t860\n\t信息公开目录信息更新量\t1367\n办件量\t总数\t48\n\t自然人办件量\t40\n\t法人办件量\t8\n",
    );
    let json = folder.gouji("check --format json return.txt").json();
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let tables: Vec<_> =
        findings.iter().filter_map(|it| it["location"]["cell"]["table"].as_str()).collect();
    assert!(!tables.is_empty() && tables.iter().all(|it| *it == "website"), "{json}");

    let page = folder.gouji("check --format html return.txt").stdout;
    assert!(page.contains("政府网站工作年度报表核查结果"), "{page}");
    assert!(!page.contains("政府信息公开工作年度报告"), "{page}");

    // Two rows of it have the label 总数.
    let shown = folder.gouji("check return.txt").stdout;
    assert!(shown.contains("信息发布总数") && !shown.contains(" 总数 "), "{shown}");
}
