//! What holds for any text, however it is mixed of the words of a report.

use gouji_report::Label;
use gouji_rules::finding::{CheckedReport, Finding};
use proptest::prelude::*;

use crate::linter;

fn check(text: &str, name: &str) -> (gouji_parser::Document, CheckedReport) {
    let document = gouji_parser::read(text.as_bytes(), name).expect("UTF-8 text is read");
    let checked = linter().check(&document);
    (document, checked)
}

fn labels(checked: &CheckedReport) -> impl Iterator<Item = &Label> {
    let found = checked
        .findings
        .iter()
        .flat_map(|finding| std::iter::once(&finding.primary).chain(&finding.related));
    found.chain(checked.not_assessable.iter().map(|not| &not.place))
}

/// Every place that a finding speaks of, the cells of its rows included.
fn spans(checked: &CheckedReport) -> Vec<gouji_parser::Span> {
    labels(checked)
        .flat_map(|label| {
            let row = label.row.iter().flat_map(|row| {
                std::iter::once(row.label_span).chain(row.cells.iter().map(|cell| cell.span))
            });
            std::iter::once(label.span).chain(row)
        })
        .collect()
}

fn fingerprints(checked: &CheckedReport) -> Vec<&str> {
    let mut fingerprints: Vec<&str> =
        checked.findings.iter().map(|finding| &*finding.fingerprint).collect();
    fingerprints.sort_unstable();
    fingerprints
}

/// A piece of a report, right or wrong.
fn piece() -> impl Strategy<Value = String> {
    const WORDS: [&str; 40] = [
        "青禾县人民政府2023年政府信息公开工作年度报告\n",
        "柳河镇2020年政府信息公开年报\n",
        "统计期限自2023年1月1日起至2023年12月31日止。\n",
        "一、总体情况\n",
        "二、主动公开政府信息情况\n",
        "三、收到和处理政府信息公开申请情况\n",
        "四、政府信息公开行政复议及行政诉讼情况\n",
        "五、存在的主要问题及下一步工作打算\n",
        "六、无其他需要报告的事项。\n",
        "七、附件\n",
        "第二十条第（一）项\n",
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n",
        "信息内容 本年新制作数量 本年新公开数量 对外公开总数量\n",
        "规章",
        "行政规范性文件",
        "行政事业性收费",
        "政府集中采购",
        "申请人情况\n",
        "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n",
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "（三）不予公开",
        "1.属于国家秘密",
        "（六）其他处理",
        "3.其他",
        "（七）总计",
        "四、结转下年度继续办理",
        "行政复议\t行政诉讼\n",
        "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n",
        "未经复议直接起诉\n",
        "全年收取信息处理费3940元。\n",
        "表格如下：\n",
        "[bookmark: _Toc1]",
        "| --- | --- |\n",
        "<table><tr><td>规章<td>3</table>",
        "𠮷\u{301}\u{200b}\u{feff}",
        "无",
        "/",
        "约5件",
    ];
    prop_oneof![
        6 => proptest::sample::select(&WORDS[..]).prop_map(str::to_owned),
        4 => proptest::collection::vec(0u32..30, 7..8)
            .prop_map(|row| row.iter().fold(String::new(), |row, n| row + "\t" + &n.to_string()) + "\n"),
        2 => "[0-9０-９.,，-]{1,9}",
        3 => proptest::sample::select(vec!["\t", "\n", "|", " ", "\r\n", "\u{3000}"])
            .prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ]
}

fn report() -> impl Strategy<Value = (String, &'static str)> {
    let text = proptest::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat());
    (text, proptest::sample::select(vec!["a.txt", "a.md", "a.html"]))
}

/// What findings are sorted by.
fn place(finding: &Finding) -> (gouji_parser::Span, &str) {
    (finding.primary.span, &finding.code)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 3))]

    #[test]
    fn any_text_is_checked((text, name) in report()) {
        let (document, checked) = check(&text, name);
        for span in spans(&checked) {
            prop_assert!(document.source.text().get(span.range()).is_some(), "{span:?}");
        }
        prop_assert!(checked.findings.is_sorted_by_key(place));
        let mut fingerprints = fingerprints(&checked);
        fingerprints.dedup();
        prop_assert_eq!(fingerprints.len(), checked.findings.len());
        prop_assert_eq!(check(&text, name).1, checked);
    }

    #[test]
    fn fingerprints_survive_moved_lines((text, name) in report()) {
        // A title is looked for at the head, so it has to stand there.
        let text = format!("青禾县人民政府2023年政府信息公开工作年度报告\n{text}");
        let (document, checked) = check(&text, name);
        let moved = match document.source.format() {
            gouji_parser::Format::Html => format!("<p>本页由县政府办公室整理。</p>{text}"),
            _ => format!("本页由县政府办公室整理。\n\n{text}"),
        };
        let (_, below) = check(&moved, name);
        prop_assert_eq!(fingerprints(&checked), fingerprints(&below));
    }
}
