//! Rows that lost their marks: what the equations give back of them, and what is said of the others.

use gouji_report::bind::{BoundRow, Readings};
use gouji_rules::finding::{Finding, Responsibility, Severity};

use super::{check, linter};

const LABELS: [&str; 25] = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "三、本年度办理结果 （一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（三）不予公开 1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "（四）无法提供 1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "（五）不予处理 1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
];
const TITLE: &str = "青禾县2024年政府信息公开工作年度报告";
const TABLE_TWO: &str = "二、主动公开政府信息情况";
const TABLE_THREE: &str = "三、收到和处理政府信息公开申请情况";
const HEAD: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
申请人情况
自然人 法人或其他组织 总计
商业企业 科研机构 社会公益组织 法律服务机构 其他";

/// The rows of a right table three with `rows` in the places of those that begin so.
fn rows(rows: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let right = |label: &str| match label {
        "一、本年新收政府信息公开申请数量" => "64 0 0 2 0 4 70",
        "三、本年度办理结果 （一）予以公开" => "41 0 0 2 0 3 46",
        "（四）无法提供 1.本机关不掌握相关政府信息" => "20 0 0 0 0 1 21",
        "（七）总计" => "61 0 0 2 0 4 67",
        "四、结转下年度继续办理" => "3 0 0 0 0 0 3",
        _ => "0 0 0 0 0 0 0",
    };
    let own = |label: &str| rows.iter().find(|(part, _)| label.contains(part));
    LABELS
        .iter()
        .map(|label| (*label, own(label).map_or(right(label), |it| it.1).to_owned()))
        .collect()
}

/// A text, a row a line, with table three as [`rows`] gives it.
fn lines(changed: &[(&str, &str)]) -> String {
    let rows: Vec<String> =
        rows(changed).iter().map(|(label, figures)| format!("{label} {figures}\n")).collect();
    format!("{TITLE}\n{TABLE_THREE}\n{HEAD}\n{}五、存在的主要问题及改进情况\n", rows.concat())
}

/// The same with everything on one line, and `table_two` before it.
fn fused(table_two: &str, changed: &[(&str, &str)]) -> String {
    let why = "依照条例第五十条编制本报告，所列数据的统计期限自2024年1月1日起至2024年12月31日止。";
    let text = lines(changed).replacen('\n', &format!("{why}{TABLE_TWO}{table_two}"), 1);
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

/// A page with table three; a cell of `changed` that is written `-` is not there.
fn page(changed: &[(&str, &str)]) -> String {
    let cells = |figures: &str| -> String {
        let drawn = figures.split(' ').filter(|it| *it != "-");
        let cell = |figure: &str| match figure.split_once('>') {
            Some((merged, figure)) => format!("<td {merged}>{figure}</td>"),
            None => format!("<td>{figure}</td>"),
        };
        drawn.map(cell).collect::<Vec<_>>().concat()
    };
    let head = "<tr><td>申请人情况</td><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td>\
                <td>法律服务机构</td><td>其他</td><td>总计</td></tr>";
    let rows = rows(changed);
    let row = |(label, figures): &(&str, String)| {
        let label = label.rsplit(' ').next().unwrap_or(label);
        format!("<tr><td>{label}</td>{}</tr>", cells(figures))
    };
    let rows = rows.iter().map(row).collect::<Vec<_>>().concat();
    format!(
        "<h1>{TITLE}</h1><h2>{TABLE_THREE}</h2><table>{head}{rows}</table><h2>五、存在的主要问题及改进情况</h2>"
    )
}

/// What was recovered: a row by its id with its figures by column, `·` for a blank cell, `?` for one that is open,
/// or with the number of its readings.
fn recovered(text: &str, name: &str) -> Vec<String> {
    let document = gouji_parser::read(text.as_bytes(), name).expect("UTF-8 text is read");
    let report = linter().bind(&document);
    let shown = |row: &BoundRow, id: &str, columns: &[usize]| -> Option<String> {
        let said = match &row.lost.as_ref()?.readings {
            Readings::One { .. } => {
                let cell = |column| {
                    let cell = row.recovered().iter().find(|cell| cell.column == column);
                    cell.map_or("?", |cell| if cell.text.is_empty() { "·" } else { &cell.text })
                };
                // Each says what stands at its place.
                for cell in row.recovered() {
                    assert_eq!(&document.source.text()[cell.span.range()], cell.text);
                }
                columns.iter().map(|&column| cell(column)).collect::<Vec<_>>().join(" ")
            }
            readings => format!("{readings:?}"),
        };
        Some(format!("{id}: {said}"))
    };
    let tables = report.tables.iter();
    tables
        .flat_map(|table| {
            let row = |row: &BoundRow| {
                let spec = &table.spec.rows[row.spec];
                shown(row, &spec.id, &spec.columns)
            };
            table.rows.iter().filter_map(row).collect::<Vec<_>>()
        })
        .collect()
}

/// The findings of T007.
fn told(text: &str, name: &str) -> Vec<Finding> {
    let findings = check(&linter(), text, name).findings;
    findings.into_iter().filter(|it| &*it.name == "table-cells-misaligned").collect()
}

#[test]
fn blanks_that_left_no_trace_are_put_back() {
    let text = lines(&[("予以公开", "41 2 3 46"), ("不掌握", "20 1 21")]);
    assert_eq!(
        recovered(&text, "a.txt"),
        ["granted: 41 · · 2 · 3 46", "unavailable-not-held: 20 · · · · 1 21"]
    );
}

#[test]
fn a_value_too_few_may_have_been_any() {
    // The 2 of 社会公益组织 is lost: no 0 in its place would do.
    let text = lines(&[("予以公开", "41 0 0 0 3 46")]);
    assert_eq!(recovered(&text, "a.txt"), ["granted: 41 0 0 ? 0 3 46"]);
    // One of two zeros side by side is lost; which of them, nothing tells.
    let text = lines(&[("予以公开", "41 0 2 0 3 46")]);
    assert_eq!(recovered(&text, "a.txt"), ["granted: 41 ? ? 2 0 3 46"]);
}

#[test]
fn cells_that_run_together_are_cut() {
    let rows = recovered(&fused("", &[]), "a.txt");
    assert_eq!(rows.len(), 25);
    assert_eq!(
        [&*rows[0], &rows[1], &rows[23]],
        ["new: 64 0 0 2 0 4 70", "carried-in: 0 0 0 0 0 0 0", "total: 61 0 0 2 0 4 67",]
    );
}

#[test]
fn several_readings_are_counted_and_none_is_chosen() {
    // The same figure in two columns of two rows that lost their blanks.
    let one = [("新收", "64 2 5 71"), ("予以公开", "41 0 0 2 0 4 47"), ("（七）总计", "61 2 5 68")];
    let text = lines(&one);
    assert_eq!(recovered(&text, "a.txt"), ["new: 64 · · 2 · 5 71", "total: 61 · · 2 · 5 68"]);
    let text = lines(&[
        ("新收", "64 2 4 70"),
        ("予以公开", "41 2 3 46"),
        ("不掌握", "20 1 21"),
        ("（七）总计", "61 2 4 67"),
    ]);
    let rows = recovered(&text, "a.txt");
    assert_eq!(rows[0], "new: Several(10)");
    let said = &told(&text, "a.txt")[0];
    assert_eq!(said.severity, Severity::Info);
    assert!(
        said.notes[0].zh.contains("一、本年新收政府信息公开申请数量（不少于 10 种读法）"),
        "{:?}",
        said.notes
    );
    let open = check(&linter(), &text, "a.txt").not_assessable;
    let open = open.iter().find(|it| &*it.code == "E001").unwrap();
    assert!(open.reason.zh.contains("不少于 10 种读法"), "{}", open.reason.zh);
}

#[test]
fn nothing_is_recovered_of_a_table_that_is_wrong_elsewhere() {
    let text = lines(&[("予以公开", "41 2 3 46"), ("2.重复申请", "1 0 0 0 0 0 0")]);
    assert_eq!(recovered(&text, "a.txt"), ["granted: None"]);
    let said = &told(&text, "a.txt")[0];
    assert!(said.notes[0].zh.contains("怎样读都不能使勾稽关系全部成立"), "{:?}", said.notes);
}

#[test]
fn a_figure_has_no_leading_zero_and_only_amounts_have_decimals() {
    let table = |rows: &str| {
        format!(
            "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数{rows}第二十条第（八）项\
             信息内容本年收费金额（单位：万元）行政事业性收费12.5"
        )
    };
    let rows = recovered(&fused(&table("规章000行政规范性文件4128"), &[]), "a.txt");
    assert_eq!(rows[0], "rules: 0 0 0");
    assert!(rows[1].starts_with("normative: Several"), "{}", rows[1]);
    assert!(rows.contains(&"fees: 12.5".to_owned()), "{rows:?}");
    // No whole number is 0.5, and `·` is none.
    let rows = recovered(&fused(&table("规章0.500行政规范性文件4·128"), &[]), "a.txt");
    assert_eq!(rows[0], "rules: Unknown");
    assert!(!rows.iter().any(|row| row.starts_with("normative")), "{rows:?}");
}

#[test]
fn a_row_of_many_digits_is_left_alone() {
    for figures in ["7".repeat(200), "10".repeat(100), "1".repeat(115), "0".repeat(40)] {
        let rows = recovered(&fused("", &[("予以公开", &figures)]), "a.txt");
        assert!(
            rows[0].contains("Unknown")
                || rows[0].contains("None")
                || rows[0].contains("Several")
                || rows[0].starts_with("new: 64"),
            "{}",
            rows[0]
        );
        assert!(rows[2].contains("Unknown") || rows[2].contains("None"), "{}", rows[2]);
    }
}

/// In a file that draws cells, one too few is the author's; the equations point to it.
#[test]
fn a_row_that_lacks_a_cell_is_a_slip_of_the_author() {
    let check = |changed: &[(&str, &str)], expected: &str| {
        let text = page(changed);
        let said = told(&text, "a.html");
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(
            (said[0].severity, said[0].responsibility),
            (Severity::Warning, Responsibility::Author)
        );
        assert_eq!(said[0].primary.message.zh, expected);
        let at = &text[said[0].primary.span.range()];
        assert!(changed.iter().any(|(label, _)| at.contains(label)), "{at}");
        said[0].message.zh.clone()
    };
    let message = check(
        &[("予以公开", "41 0 0 - 0 3 46")],
        "应有 7 格，只有 6 格；按勾稽关系，少的是“社会公益组织”，应为 2",
    );
    assert_eq!(message, "表三有 1 行少了格子，未作勾稽核对：（一）予以公开");
    check(
        &[("予以公开", "41 - 0 2 0 3 46")],
        "应有 7 格，只有 6 格；按勾稽关系，少的是商业企业、科研机构中的一格，应为 0",
    );
    check(
        &[("予以公开", "41 0 0 2 0 - 46"), ("不掌握", "20 0 0 0 0 - 21")],
        "应有 7 格，只有 6 格；按勾稽关系，少的是“其他”，应为 3",
    );
    check(&[("予以公开", "41 - 0 2 0 9 46")], "应有 7 格，只有 6 格；补在哪一格，勾稽关系都不成立");
    // The same row in a text may have lost a blank on its way.
    let text = lines(&[("予以公开", "41 0 0 0 3 46")]);
    let said = &told(&text, "a.txt")[0];
    assert_eq!((said.severity, said.responsibility), (Severity::Info, Responsibility::Extraction));
}

#[test]
fn merged_cells_are_no_cells_too_few() {
    let said = told(&page(&[("予以公开", "41 colspan=2>0 - 2 0 3 46")]), "a.html");
    assert!(said.iter().all(|it| it.severity == Severity::Info), "{said:?}");
}

#[test]
fn labels_that_broke_around_their_figures_are_said_to_have() {
    let text = lines(&[]).replace(
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 0 0 0 0 0 0 0\n",
        "0 0 0 0 0 0 0\n（二）部分公开（区分处理的，只计这\n一情形，不计其他情形）\n",
    );
    let said = &told(&text, "a.txt")[0];
    assert!(said.message.zh.contains("合起来不多不少，但行名断开了"), "{}", said.message.zh);
}
