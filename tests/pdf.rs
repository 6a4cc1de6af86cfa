//! PDF. `pdf/report.pdf` is a report of `gouji_corpus_diff::generate` with a wrong total, printed by LibreOffice
//! on three pages.

use crate::command::{Folder, Ran};

const REPORT: &[u8] = include_bytes!("pdf/report.pdf");

/// What the command makes of the report, the file `a.pdf` of a folder.
fn ran(args: &str) -> Ran {
    let folder = Folder::new();
    folder.file("a.pdf", REPORT);
    folder.gouji(args)
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_build_without_the_feature_names_it() {
    let ran = ran("check a.pdf");
    let told =
        "a.pdf：PDF 文件不能直接检查：读 PDF 要用带 pdf 功能的 gouji（安装时加 --features full）";
    assert!(ran.stdout.contains(told), "{ran:?}");
    assert_eq!(ran.status, 2, "{ran:?}");
}

#[cfg(feature = "pdf")]
mod read {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_finding_has_its_page_and_cell() {
        let ran = ran("check a.pdf");
        assert_eq!(ran.status, 1, "{ran:?}");
        let lines: Vec<&str> = ran.stdout.lines().take(3).collect();
        assert_snapshot!(lines.join("\n"), @r"
        错误[E002]: 表三「社会公益组织」列的（七）总计不等于各项之和：总计 0，而 各项之和 1（没有现成信息需要另行制作 1）
           ┌─ a.pdf:41:24
           │ 表三 （四）2.没有现成信息需要另行制作·社会公益组织（第 2 页，第 2 个表格第 17 行第 7 列）
        ");
        let json = super::ran("check --format json a.pdf").json();
        let [file] = json["files"].as_array().unwrap().as_slice() else { panic!("{json}") };
        assert_eq!(file["format"], "pdf");
        let [finding] = file["findings"].as_array().unwrap().as_slice() else { panic!("{json}") };
        let location = &finding["location"];
        assert_eq!(location["page"], 2);
        assert_eq!(location["native"], json!({ "table": 2, "row": 17, "column": 7 }));
    }

    #[test]
    fn formats_that_point_into_the_file_give_no_line() {
        let sarif = ran("check --format sarif a.pdf").json();
        let location = &sarif["runs"][0]["results"][0]["locations"][0];
        assert_eq!(location["physicalLocation"].get("region"), None);
        let logical: Vec<&str> = location["logicalLocations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["fullyQualifiedName"].as_str().unwrap())
            .collect();
        assert_snapshot!(logical.join("\n"), @r"
        requests.unavailable-to-create.ngo
        table[2].row[17].column[7]
        page[2]
        view:41:24
        ");
        let artifact = &sarif["runs"][0]["artifacts"][0];
        assert_eq!(artifact["mimeType"], "application/pdf");
        let github = ran("check --format github a.pdf").stdout;
        assert!(github.contains("::error file=a.pdf,title="), "{github}");
        let page = ran("check --format html a.pdf").stdout;
        assert!(page.contains("第 2 页，第 2 个表格第 17 行第 7 列"), "{page}");
    }

    #[test]
    fn view_shows_the_lines_that_findings_name() {
        let view = ran("view a.pdf").stdout;
        let line = view.lines().nth(40).unwrap_or_default();
        assert_snapshot!(line, @"41 │         2.没有现成信息需要另行制作    0    0    0    1    0    0    0");
        let blocks = ran("view --blocks a.pdf").stdout;
        assert!(blocks.contains(" 2.17 "), "{blocks}");
    }

    #[test]
    fn what_would_rewrite_it_says_that_it_cannot() {
        let fix = ran("fix a.pdf");
        assert_eq!(fix.status, 2, "{fix:?}");
        assert_snapshot!(fix.stderr, @"a.pdf: PDF 不能改写，请修改生成它的 .docx，再导出一次");
        let passed_over = ran("fix .").stdout;
        assert!(passed_over.contains("未处理 1 个 PDF：PDF 不能改写"), "{passed_over}");
        let annotate = ran("annotate a.pdf -o b.docx");
        assert_eq!(annotate.status, 2, "{annotate:?}");
        assert_snapshot!(annotate.stderr, @"a.pdf: 批注只能写入 .docx：请给生成它的 .docx 加批注，或者用 gouji check --format html 查看结果");
    }

    #[test]
    fn folders_are_searched_for_it_and_standard_input_takes_it() {
        let folder = Folder::new();
        folder.file("a.PDF", REPORT).file("b.pdf", &REPORT[..2000]);
        let ran = folder.gouji("check --format json .");
        assert_eq!(
            (ran.checked(), ran.unread()),
            (vec!["a.PDF".to_owned()], vec!["b.pdf".to_owned()])
        );
    }

    /// The cells that tests/pdf/report.pdf was printed from all take part in the relations of its form: one
    /// that was lost or moved would show as a second finding, or as something that was not checked.
    #[test]
    fn everything_of_it_is_checked() {
        let json = ran("check --format json a.pdf").json();
        assert_eq!(json["files"][0]["not_checked"], json!([]));
        assert_eq!(json["files"][0]["report"]["issuer"], "望云市人民政府");
    }
}
