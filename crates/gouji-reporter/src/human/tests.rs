use std::sync::Arc;

use gouji_parser::{Source, Span};
use gouji_report::{Label, Localized, RowView};
use gouji_rules::finding::{Finding, Responsibility, Severity};
use proptest::prelude::*;

use crate::{
    Options, OutputFormat, Verbosity,
    tests::samples::{cell, finding, output, place, row, text},
    visible::columns,
};

/// What a person sees of one finding.
fn shown(source: &Source, finding: Finding, width: usize) -> String {
    let options = Options { width, verbosity: Verbosity::Quiet, ..Options::default() };
    output(source, vec![finding], OutputFormat::Human, &options)
}

/// 表三 as a word dump: each cell on its own line led by a TAB, an empty line ends a row.
fn dump() -> Source {
    let rows = [
        ("一、本年新收政府信息公开申请数量", ["3", "0", "0", "0", "0", "", "3"]),
        ("二、上年结转政府信息公开申请数量", ["0"; 7]),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ["0"; 7]),
        ("（七）总计", ["0"; 7]),
        ("四、结转下年度继续办理", ["0"; 7]),
    ];
    let table = rows.map(|(label, cells)| format!("\t{label}\n\t{}\n\n", cells.join(" \n\t")));
    text(&("三、收到和处理政府信息公开申请情况\n".repeat(90) + &table.concat()))
}

fn flow(source: &Source, column: &str) -> Finding {
    let [new, carried_in, total, carried_out] = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（七）总计",
        "四、结转下年度继续办理",
    ]
    .map(|label| row(source, label, '\n'));
    let message =
        "表三不平：自然人 新收 3 + 上年结转 0 = 3，而 总计 0 + 结转下年 0 = 0（总计列同）";
    Finding {
        related: vec![
            cell(&new, "new", column, ""),
            cell(&carried_in, "carried-in", column, ""),
            cell(&carried_out, "carried-out", column, ""),
        ],
        help: Some(Localized::new("（七）总计的自然人、总计两列改为 3", "")),
        notes: vec![
            Localized::new("同因并入：E001 总计列，E002 自然人、总计两列，共 4 条", ""),
            Localized::new("依据：表三表头“第一项加第二项之和，等于第三项加第四项之和”", ""),
        ],
        ..finding("E001", Severity::Error, message, cell(&total, "total", column, "应为 3"))
    }
}

#[test]
fn rows_spread_over_many_lines_stand_aligned_under_the_column_names() {
    let source = dump();
    insta::assert_snapshot!(shown(&source, flow(&source, "natural"), 100), @r"
    错误[E001]: 表三不平：自然人 新收 3 + 上年结转 0 = 3，而 总计 0 + 结转下年 0 = 0（总计列同）
        ┌─ 年报.txt:119:2
        │                                  │        │ 商业 │ 科研 │ 社会公 │ 法律服 │      │      │
        │                                  │ 自然人 │ 企业 │ 机构 │ 益组织 │ 务机构 │ 其他 │ 总计 │
     92 │ 一、本年新收政府信息公开申请数量 │      3 │    0 │    0 │      0 │      0 │      │    3 │
        │                                         -
    101 │ 二、上年结转政府信息公开申请数量 │      0 │    0 │    0 │      0 │      0 │    0 │    0 │
        │                                         -
    119 │ （七）总计                       │      0 │    0 │    0 │      0 │      0 │    0 │    0 │
        │                                         ^ 应为 3
    128 │ 四、结转下年度继续办理           │      0 │    0 │    0 │      0 │      0 │    0 │    0 │
        │                                         -
        = 建议：（七）总计的自然人、总计两列改为 3
        = 同因并入：E001 总计列，E002 自然人、总计两列，共 4 条
        = 依据：表三表头“第一项加第二项之和，等于第三项加第四项之和”
        = 详情：gouji explain E001
    ");
}

#[test]
fn on_a_narrow_terminal_cells_without_a_label_are_left_out() {
    let source = dump();
    insta::assert_snapshot!(shown(&source, flow(&source, "sum"), 56), @r"
    错误[E001]: 表三不平：自然人 新收 3 + 上年结转 0 = 3，而 总计 0 + 结转下年 0 = 0（总计列同）
        ┌─ 年报.txt:125:2
        │                                  │   │ 总计 │
     98 │ 一、本年新收政府信息公开申请数量 │ … │    3 │
        │                                           -
    107 │ 二、上年结转政府信息公开申请数量 │ … │    0 │
        │                                           -
    125 │ （七）总计                       │ … │    0 │
        │                                           ^
        │                                           应为 3
    134 │ 四、结转下年度继续办理           │ … │    0 │
        │                                           -
        = 建议：（七）总计的自然人、总计两列改为 3
        = 同因并入：E001 总计列，E002 自然人、总计两列，共 4
          条
        = 依据：表三表头“第一项加第二项之和，等于第三项加第
          四项之和”
        = 详情：gouji explain E001
    ");
}

#[test]
fn a_long_row_label_loses_its_middle() {
    let source = dump();
    let partial = row(&source, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", '\n');
    let primary = cell(&partial, "partial", "natural", "");
    let finding = finding("E003", Severity::Error, "各列之和不等于总计", primary);
    insta::assert_snapshot!(shown(&source, finding, 90), @r"
    错误[E003]: 各列之和不等于总计
        ┌─ 年报.txt:110:2
        │                             │        │ 商业 │ 科研 │ 社会公 │ 法律服 │      │      │
        │                             │ 自然人 │ 企业 │ 机构 │ 益组织 │ 务机构 │ 其他 │ 总计 │
    110 │ （二）部分公开（…其他情形） │      0 │    0 │    0 │      0 │      0 │    0 │    0 │
        │                                    ^
        = 详情：gouji explain E003
    ");
}

#[test]
fn a_blank_cell_is_marked_as_the_empty_slot() {
    let source = dump();
    let new = row(&source, "一、本年新收政府信息公开申请数量", '\n');
    let primary = cell(&new, "new", "others", "此格空白");
    let finding = finding("V001", Severity::Info, "表三有 1 个空白格", primary);
    insta::assert_snapshot!(shown(&source, finding, 100), @r"
    提示[V001]: 表三有 1 个空白格
        ┌─ 年报.txt:97:3
        │                                  │        │ 商业 │ 科研 │ 社会公 │ 法律服 │      │      │
        │                                  │ 自然人 │ 企业 │ 机构 │ 益组织 │ 务机构 │ 其他 │ 总计 │
     97 │ 一、本年新收政府信息公开申请数量 │      3 │    0 │    0 │      0 │      0 │      │    3 │
        │                                                                             ^^^^ 此格空白
        = 详情：gouji explain V001
    ");
}

#[test]
fn many_blank_cells_are_told_below_the_row_of_the_first() {
    let source = text("新收|1|||||||\n结转|||||||\n总计|||||||\n");
    let rows = ["新收", "结转", "总计"].map(|label| row(&source, label, '|'));
    let ids = crate::tests::samples::COLUMNS.map(|(id, ..)| id);
    let all = rows.iter().flat_map(|row| ids.map(|id| cell(row, "new", id, "")));
    let mut labels: Vec<Label> = all.filter(crate::blanks::is_blank).collect();
    let mut finding = finding("V001", Severity::Info, "表三有 20 个空格子", labels.remove(0));
    finding.related = labels;
    insta::assert_snapshot!(shown(&source, finding, 100), @r"
    提示[V001]: 表三有 20 个空格子
      ┌─ 年报.txt:1:6
      │      │ 自然人 │ 商业企业 │ 科研机构 │ 社会公益组织 │ 法律服务机构 │ 其他 │ 总计 │
    1 │ 新收 │      1 │          │          │              │              │      │      │
      │                 ^^^^^^^^   --------   ------------   ------------   ----   ----
      = 空格子：新收：商业企业至总计；结转；总计
      = 详情：gouji explain V001
    ");
}

#[test]
fn several_labels_on_one_row_share_its_line() {
    let source = text("一、新收\t14\t2\t0\t0\t1\t0\t18\n");
    let new = row(&source, "一、新收", '\t');
    let primary = cell(&new, "new", "sum", "应为 17");
    let related =
        ["natural", "enterprise", "legal"].map(|column| cell(&new, "new", column, "计入"));
    let mut finding = finding("E003", Severity::Error, "一、新收：各列之和 17，总计 18", primary);
    finding.related = related.to_vec();
    insta::assert_snapshot!(shown(&source, finding.clone(), 100), @r"
    错误[E003]: 一、新收：各列之和 17，总计 18
      ┌─ 年报.txt:1:19
      │          │ 自然人 │ 商业企业 │ 科研机构 │ 社会公益组织 │ 法律服务机构 │ 其他 │ 总计 │
    1 │ 一、新收 │     14 │        2 │        0 │            0 │            1 │    0 │   18 │
      │                --          -                                        -            ^^ 应为 17
      │                │           │                                        │             
      │                │           │                                        计入
      │                │           计入
      │                计入
      = 详情：gouji explain E003
    ");

    // the row as such: no cell of it is at fault
    finding.related.clear();
    finding.primary.cell = None;
    finding.primary.span = new.label_span;
    finding.primary.message = Localized::new("这一行有 6 个数值，应有 7 个", "");
    insta::assert_snapshot!(shown(&source, finding, 100), @r"
    错误[E003]: 一、新收：各列之和 17，总计 18
      ┌─ 年报.txt:1:1
      │          │ 自然人 │ 商业企业 │ 科研机构 │ 社会公益组织 │ 法律服务机构 │ 其他 │ 总计 │
    1 │ 一、新收 │     14 │        2 │        0 │            0 │            1 │    0 │   18 │
      │ ^^^^^^^^ 这一行有 6 个数值，应有 7 个
      = 详情：gouji explain E003
    ");
}

#[test]
fn rows_of_two_tables_each_have_their_own_names() {
    let source = dump();
    let total = row(&source, "（七）总计", '\n');
    let reviewed = RowView {
        label: "行政复议、行政诉讼".to_owned(),
        cells: total.cells[..2].to_vec(),
        ..RowView::clone(&total)
    };
    let mut other = cell(&Arc::new(reviewed), "count", "natural", "行政复议");
    other.span = Span::new(source.text().len()..source.text().len());
    let mut finding =
        finding("R001", Severity::Warning, "两表不一致", cell(&total, "total", "sum", ""));
    finding.related.push(other);
    insta::assert_snapshot!(shown(&source, finding, 100), @r"
    警告[R001]: 两表不一致
        ┌─ 年报.txt:125:2
        │            │ 自然人 │ 商业企业 │ 科研机构 │ 社会公益组织 │ 法律服务机构 │ 其他 │ 总计 │
    125 │ （七）总计 │      0 │        0 │        0 │            0 │            0 │    0 │    0 │
        │                                                                                     ^
        │                    │ 自然人 │ 商业企业 │
    136 │ 行政复议、行政诉讼 │      0 │        0 │
        │                           - 行政复议
        = 详情：gouji explain R001
    ");
}

#[test]
fn a_long_paragraph_is_cut_around_its_labels() {
    let before = "本年度通过门户网站主动公开政府信息，".repeat(40);
    let after = "并按时办理依申请公开，".repeat(60);
    let source =
        text(&format!("标题\n{before}其中政策文件39条、概况信息860条，共2266条，{after}\n"));
    let mut finding = finding(
        "N001",
        Severity::Warning,
        "分项之和 899 与总数 2266 不符",
        Label::new(place(&source, "2266条"), Localized::new("总数", "")),
    );
    finding.related = ["39条", "860条"]
        .map(|part| Label::new(place(&source, part), Localized::new("分项", "")))
        .to_vec();
    insta::assert_snapshot!(shown(&source, finding.clone(), 100), @r"
    警告[N001]: 分项之和 899 与总数 2266 不符
      ┌─ 年报.txt:2:741
    2 │ …站主动公开政府信息，其中政策文件39条、概况信息860条，共2266条，并按时办理依申请公开，并按时办…
      │                                  ----          -----    ^^^^^^ 总数
      │                                  │             │         
      │                                  │             分项
      │                                  分项
      = 详情：gouji explain N001
    ");

    // a place too far off for the same window gets its own
    finding.related = vec![Label::new(Span::new(7..20), Localized::default())];
    insta::assert_snapshot!(shown(&source, finding.clone(), 80), @r"
    警告[N001]: 分项之和 899 与总数 2266 不符
      ┌─ 年报.txt:2:741
    2 │ 本年度通过门户网站主动公开政府信息，本年度通过门户网站主动公开政府信息，本…
      │ --------
    2 │ …中政策文件39条、概况信息860条，共2266条，并按时办理依申请公开，并按时办理…
      │                                   ^^^^^^ 总数
      = 详情：gouji explain N001
    ");

    // a message that does not fit beside its caret stands below
    finding.related.clear();
    finding.primary.message =
        Localized::new("总数应当等于紧接其前的各个分项之和，除非分项另有包含关系", "");
    insta::assert_snapshot!(shown(&source, finding, 72), @r"
    警告[N001]: 分项之和 899 与总数 2266 不符
      ┌─ 年报.txt:2:741
    2 │ …策文件39条、概况信息860条，共2266条，并按时办理依申请公开，并按时…
      │                               ^^^^^^
      │             总数应当等于紧接其前的各个分项之和，除非分项另有包含关系
      = 详情：gouji explain N001
    ");
}

#[test]
fn a_label_over_several_lines_shows_the_first_and_the_last() {
    let source = text("一、总体情况\n第一行\n第二行\n  第三行。\n二、\n");
    let span = place(&source, "第一行\n第二行\n  第三行");
    let primary = Label::new(span, Localized::new("应有一段", ""));
    let finding = finding("S009", Severity::Warning, "本节只有空话", primary);
    insta::assert_snapshot!(shown(&source, finding, 100), @r"
    警告[S009]: 本节只有空话
      ┌─ 年报.txt:2:1
    2 │ 第一行
      │ ^^^^^^ 应有一段（到第 4 行）
      ·
    4 │   第三行。
      │   ^^^^^^
      = 详情：gouji explain S009
    ");
}

#[test]
fn the_end_of_the_file_and_an_empty_file_have_a_place() {
    let check = |content: &str| {
        let source = text(content);
        let end = Label::new(Span::at(content.len()), Localized::new("此处应有落款", ""));
        shown(&source, finding("S017", Severity::Info, "没有落款", end), 100)
    };
    insta::assert_snapshot!(check("六、其他\r\n无"), @r"
    提示[S017]: 没有落款
      ┌─ 年报.txt:2:2
    2 │ 无
      │   ^ 此处应有落款
      = 详情：gouji explain S017
    ");
    insta::assert_snapshot!(check(""), @r"
    提示[S017]: 没有落款
      ┌─ 年报.txt:1:1
    1 │ 
      │ ^ 此处应有落款
      = 详情：gouji explain S017
    ");
}

#[test]
fn a_label_that_repeats_the_marked_words_is_left_out() {
    let source = text("先发布,后检查。\n");
    let primary = Label::new(place(&source, "先发布"), Localized::new("先发布", ""));
    let mut finding = finding("W004", Severity::Info, "顺序相反", primary);
    finding.related = vec![Label::new(place(&source, ","), Localized::new("半角逗号", ""))];
    let options = Options { verbosity: Verbosity::Verbose, ..Options::default() };
    let output = output(&source, vec![finding], OutputFormat::Human, &options);
    let lines: Vec<&str> = output.lines().skip(2).take(4).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    1 │ 先发布,后检查。
      │ ^^^^^^- 半角逗号
      = 详情：gouji explain W004
      = 指纹（写豁免用）：0123456789abcdef
    ");
}

#[test]
fn what_would_steer_the_terminal_is_written_out() {
    let source = text("本年\t共\u{202e}收\u{1b}[31m到 １２件\u{200b}。");
    let primary = Label::new(place(&source, "１２件"), Localized::new("\u{202e}十二", ""));
    let mut finding = finding("X001", Severity::Info, "含有 \u{1b}]0;控制字符\u{7}", primary);
    finding.related = vec![Label::new(place(&source, "\u{202e}"), Localized::new("反向", ""))];
    insta::assert_snapshot!(shown(&source, finding, 100), @r"
    提示[X001]: 含有 \u{1b}]0;控制字符\u{7}
      ┌─ 年报.txt:1:14
    1 │ 本年    共\u{202e}收\u{1b}[31m到 １２件\u{200b}。
      │           --------               ^^^^^^ \u{202e}十二
      │           │                        
      │           反向
      = 详情：gouji explain X001
    ");
}

#[test]
fn places_beyond_the_limit_are_counted() {
    let source = text(&"我镇\n".repeat(40));
    let every = source.line_starts()[..40]
        .iter()
        .map(|&start| Label::new(Span { start, end: start + 3 }, Localized::default()));
    let mut labels: Vec<_> = every.collect();
    let mut finding = finding("W001", Severity::Warning, "漏字", labels.remove(20));
    finding.related = labels;
    let output = shown(&source, finding, 100);
    assert_eq!(output.matches(" │ 我镇").count(), 6);
    assert!(output.contains("\n21 │ 我镇\n   │ ^^\n"), "the primary place is among them");
    assert!(output.contains("\n   = 另有 34 处未列出（--format json 列出全部）\n"));
}

#[test]
fn a_fault_of_extraction_is_said_to_be_one() {
    let source = text("总计\n");
    let primary = Label::new(place(&source, "总计"), Localized::default());
    let mut finding = finding("T004", Severity::Warning, "表格读不出", primary);
    finding.responsibility = Responsibility::Extraction;
    insta::assert_snapshot!(shown(&source, finding, 100), @r"
    警告[T004]: 表格读不出
      ┌─ 年报.txt:1:1
    1 │ 总计
      │ ^^^^
      = 可能是转换、抓取时造成的，不一定是原文的错，请对照原文
      = 详情：gouji explain T004
    ");
}

#[test]
fn colours_are_those_of_the_severity() {
    let source = text("总计\n");
    let check = |severity| {
        let primary = Label::new(place(&source, "总计"), Localized::new("这里", ""));
        let mut finding = finding("T004", severity, "读不出", primary);
        finding.related.push(Label::new(Span::at(3), Localized::default()));
        let options = Options { colour: true, verbosity: Verbosity::Quiet, ..Options::default() };
        output(&source, vec![finding], OutputFormat::Human, &options).replace('\u{1b}', "␛")
    };
    insta::assert_snapshot!(check(Severity::Error), @r"
    ␛[1;31m错误[T004]␛[0m␛[1m: 读不出␛[0m
      ␛[36m┌─␛[0m 年报.txt:1:1
    ␛[36m1␛[0m ␛[36m│␛[0m ␛[1;31m总计␛[0m
      ␛[36m│␛[0m ␛[1;31m^^^^␛[0m
      ␛[36m│␛[0m ␛[1;31m│␛[0m   
      ␛[36m│␛[0m ␛[1;31m这里␛[0m
      ␛[36m=␛[0m 详情：gouji explain T004
    ");
    assert!(check(Severity::Warning).starts_with("␛[1;33m警告[T004]␛[0m␛[1m: 读不出␛[0m\n"));
    assert!(check(Severity::Info).starts_with("␛[1;34m提示[T004]"));
}

/// Any label: on text or on a row, its spans wherever they please.
fn any_label(text_len: u32) -> impl Strategy<Value = Label> {
    let span = (0..text_len + 9, 0..text_len + 9).prop_map(|(start, end)| Span { start, end });
    let view = (any::<String>(), prop::collection::vec("\\PC{0,30}|[0-9]{0,3}", 0..16));
    let row = view.prop_map(|(label, values)| {
        let cells = values.into_iter().enumerate().map(|(index, text)| {
            let (column, zh, en) = crate::tests::samples::COLUMNS[index % 7];
            gouji_report::CellView {
                column: Arc::from(format!("{column}{index}")),
                name: Localized::new(zh, en),
                span: Span::at(index * 2),
                text,
            }
        });
        Arc::new(RowView {
            table: Localized::default(),
            number: 0,
            label,
            label_span: Span::at(0),
            cells: cells.collect(),
        })
    });
    (span, any::<String>(), prop::option::of(row)).prop_map(|(span, message, row)| Label {
        row,
        ..Label::new(span, Localized::new(message, ""))
    })
}

proptest! {
    #[test]
    fn no_line_is_too_wide_or_steers_the_terminal(
        content in "(\\PC|[\u{0}-\u{2f}\u{80}-\u{9f}\u{200b}-\u{202e}字①]){0,400}",
        primary in any_label(400),
        related in prop::collection::vec(any_label(400), 0..20),
        note in any::<String>(),
        width in 0usize..140,
    ) {
        let source = text(&content);
        let mut finding = finding("E001", Severity::Error, "短", primary);
        finding.related = related;
        finding.help = Some(Localized::new(note, ""));
        let output = shown(&source, finding, width);
        for line in output.lines() {
            prop_assert!(line.chars().all(|char| !char.is_control()), "{line:?}");
            prop_assert!(crate::visible::visible(line) == line, "{line:?}");
            prop_assert!(columns(line) <= width.max(40), "{} > {width}: {line}", columns(line));
        }
    }
}
