use std::sync::Arc;

use gouji_parser::Source;
use gouji_report::{
    CellRef, Label, Localized, RowView, Summary,
    view::{HeadView, PartView, PassageView, RowState, TableRowView, TableView},
};
use gouji_rules::finding::{
    Change, CheckedReport, Edit, EquationDetail, Extent, Finding, Fix, NotAssessable, NotChecked,
    PassedBy, Safety, Severity, Suppressed,
};

use crate::{
    Failure, FileResult, Options, OutputFormat,
    tests::samples::{
        COLUMNS, cell, checked, file, finding, passage, place, row, run_output, text,
    },
};
use gouji_report::Lang;

mod page;

const REPORT: &str = "2020年度报告\n三、依申请公开情况\n\
    一、本年新收\t3\t0\t0\t0\t0\t0\t3\n（七）总计\t0\t0\t0\t0\t0\t0\t0\n无其他需要报告的事项。\n";

fn head(id: &str, label: &str, en: &str, groups: &[HeadView]) -> HeadView {
    HeadView {
        id: Arc::from(id),
        label: label.to_owned(),
        name: Localized::new(label, en),
        groups: groups.to_vec(),
    }
}

/// Two rows of 表三 under its head of three levels.
fn requests(rows: &[(&str, &Arc<RowView>)]) -> TableView {
    let applicants = head("applicants", "申请人情况", "applicants", &[]);
    let organisations = head("organisations", "法人或其他组织", "", &[]);
    let columns = COLUMNS.iter().map(|&(id, zh, en)| {
        let alone = ["natural", "sum"].contains(&id);
        let both = [applicants.clone(), organisations.clone()];
        head(id, zh, en, if alone { &both[..1] } else { &both })
    });
    let results = head("results", "三、本年度办理结果", "results", &[]);
    let rows = rows.iter().map(|&(id, row)| TableRowView {
        head: head(
            id,
            &row.label,
            id,
            if id == "total" { std::slice::from_ref(&results) } else { &[] },
        ),
        label_span: row.label_span,
        total: id == "total",
        state: RowState::Aligned,
        cells: row.cells.clone(),
        recovered: Vec::new(),
    });
    TableView {
        id: Arc::from("requests"),
        name: Localized::new("表三", "table 3"),
        copy: 0,
        title: "收到和处理政府信息公开申请情况".to_owned(),
        span: Some(rows_span()),
        parts: vec![PartView {
            title: None,
            corner: "（勾稽关系）".to_owned(),
            columns: columns.collect(),
            rows: rows.collect(),
        }],
    }
}

fn rows_span() -> gouji_parser::Span {
    let start = REPORT.find("一、本年").expect("the row");
    gouji_parser::Span::new(start..REPORT.find("无其他").expect("the end"))
}

/// A report whose 总计 is left at 0, with a remark in the text and a hint on a heading; `word` is
/// put wherever a report or a rule can put words.
struct Sample {
    source: Source,
    checked: CheckedReport,
    tables: Vec<TableView>,
    statements: Vec<PassageView>,
}

fn sample(word: &str) -> Sample {
    let source = text(&REPORT.replace("无其他", &format!("无其他{word}")));
    let [mut new, mut total] =
        ["一、本年新收", "（七）总计"].map(|label| row(&source, label, '\t'));
    for row in [&mut new, &mut total] {
        let row = Arc::make_mut(row);
        row.label += word;
        for cell in &mut row.cells {
            cell.text += word;
            cell.name.zh += word;
        }
    }
    let said = |words: &str| Localized::new(format!("{words}{word}"), format!("{words}{word}"));
    let should = Change {
        cell: CellRef {
            table: Arc::from("requests"),
            row: Arc::from("total"),
            column: Arc::from("natural"),
            copy: 0,
        },
        value: 3.into(),
    };
    let flow = Finding {
        message: said("新收 3，而总计 0"),
        related: vec![cell(&new, "new", "natural", "")],
        help: Some(said("改为 3")),
        notes: vec![said("依据：表三表头")],
        equation: Some(EquationDetail {
            left: 3.into(),
            right: 0.into(),
            difference: 3.into(),
            operands: Vec::new(),
            repair: vec![should],
            folded: Vec::new(),
        }),
        ..finding("E001", Severity::Error, "", cell(&total, "total", "natural", ""))
    };
    let heading = Label::new(place(&source, "依申请公开情况"), said("与格式不同"));
    let title = Finding {
        message: said("标题不符"),
        fix: Some(Fix {
            safety: Safety::Safe,
            message: said("改标题"),
            edits: vec![Edit { span: heading.span, text: format!("收到和处理情况{word}") }],
        }),
        ..finding("S003", Severity::Info, "", heading)
    };
    let place = Label::new(place(&source, "无其他"), Localized::default());
    let passed = finding("X001", Severity::Info, &format!("字样{word}"), place.clone());
    let issuer = Some(format!("青禾县人民政府{word}"));
    let checked = CheckedReport {
        report: Summary {
            kind: Some(Localized::new(
                "政府信息公开工作年度报告",
                "annual report on government information disclosure",
            )),
            form: Some(Arc::from("2019")),
            year: Some(2020),
            issuer,
            ..Summary::default()
        },
        findings: vec![title, flow],
        not_assessable: vec![NotAssessable {
            code: Arc::from("E009"),
            reason: said("没有对齐"),
            place: place.clone(),
        }],
        suppressed: vec![Suppressed {
            finding: passed,
            reason: format!("已核实{word}"),
            by: PassedBy::Baseline,
        }],
        not_checked: vec![NotChecked {
            what: Extent::Table, reason: said("表四读不出"), place
        }],
        ..CheckedReport::default()
    };
    let mut table = requests(&[("new", &new), ("total", &total)]);
    table.title += word;
    table.parts[0].corner += word;
    let tables = vec![table];
    let told = format!("收到3件{word}，另有4份，全县5件；复议、诉讼均无。");
    let figures = [
        ("3件", Some("requests.received"), "report"),
        ("4份", None, "report"),
        ("5件", Some("requests.received"), "wider"),
        ("均无", Some("disputes.count.review-total"), "report"),
        ("均无", Some("disputes.suits"), "report"),
    ];
    let mut told = passage(&told, &figures);
    told.statements[1].taken.zh += word;
    Sample { source, checked, tables, statements: vec![told] }
}

/// The page of so many copies of the sample, and of a file that could not be read if there are
/// several.
fn page(sample: &Sample, copies: usize, path: &str, options: &Options) -> String {
    let file = FileResult {
        tables: &sample.tables,
        statements: Some(&sample.statements),
        ..file(path, &sample.source, &sample.checked)
    };
    let failures = [Failure { path, message: path }];
    let failures = if copies > 1 { &failures[..] } else { &[] };
    run_output(&vec![file; copies], failures, OutputFormat::Html, options)
}

/// What stands between `begin` and `end`.
fn between<'a>(page: &'a str, begin: &str, end: &str) -> &'a str {
    let start = page.find(begin).expect("it begins");
    let length = page[start..].find(end).expect("it ends");
    page[start..start + length].trim_end()
}

#[test]
fn a_finding_leads_from_what_is_wrong_to_what_to_do() {
    let page = page(&sample(""), 1, "年报.txt", &Options::default());
    insta::assert_snapshot!(between(&page, "<header", "<li class=\"finding info\""), @r##"
    <header class="head">
    <p class="kicker paper" aria-hidden="true">政府信息公开工作年度报告整改通知</p>
    <p class="kicker">政府信息公开工作年度报告核查结果</p>
    <h1 id="r1-title">青禾县人民政府 <span>2020年度</span></h1>
    <p class="verdict error"><span class="sign" aria-hidden="true">✕</span> <strong>有 1 处错误需要改正，</strong>另有 1 处提示，请逐条核对。1 张表没有核对。</p>
    <ul class="tally">
    <li class="error"><span class="sign" aria-hidden="true">✕</span> 错误 <b>1</b></li>
    <li class="warning none"><span class="sign" aria-hidden="true">△</span> 警告 <b>0</b></li>
    <li class="info"><span class="sign" aria-hidden="true">ⓘ</span> 提示 <b>1</b></li>
    </ul>
    <dl class="facts">
    <div><dt>文件</dt><dd>年报.txt</dd></div>
    <div><dt>格式</dt><dd>2019年格式</dd></div>
    </dl>
    </header>
    <div class="columns">
    <section class="findings">
    <h2 id="r1-findings">核查结果与整改建议</h2>
    <div class="unchecked"><p><strong>没有检查的</strong></p><ul>
    <li>表四读不出 <span class="at">第 5 行</span></li>
    </ul></div>
    <ol>
    <li class="finding error" id="r1-f1">
    <p class="kind"><b class="number">1</b> <span class="level"><span class="sign" aria-hidden="true">✕</span> 错误</span> <code>E001</code></p>
    <p class="what">新收 3，而总计 0</p>
    <ul class="repair">
    <li><a href="#r1-requests-total-natural">（七）总计·自然人</a> <span class="change">现在 <del>0</del> → 应为 <ins>3</ins></span></li>
    </ul>
    <p class="place"><b>位置</b> 表三 <a href="#r1-requests-total-natural">（七）总计·自然人</a> <span class="at">第 4 行</span></p>
    <p class="related"><b>相关格子</b> <span class="chip"><a href="#r1-requests-new-natural">一、本年新收·自然人</a> <b>3</b></span></p>
    <p class="help"><b>怎么改</b> 改为 3</p>
    <p class="note">核对内容：表三平衡</p>
    <p class="note">依据：表三表头</p>
    </li>
    "##);
}

#[test]
fn figures_of_the_text_are_underlined_with_what_they_were_taken_for() {
    let sample = sample("");
    let of = |copies| page(&sample, copies, "年报.txt", &Options::default());
    insta::assert_snapshot!(between(&of(1), "<section class=\"figures\"", "</section>"), @r#"
    <section class="figures">
    <h2 id="r1-figures">正文里的数</h2>
    <details><summary>读懂 3 处，没有读懂 1 处</summary>
    <p class="legend"><span class="figure">读懂了</span> <span class="figure apart">读懂了，不与表格核对</span> <span class="figure open">没有读懂</span> <span class="hint">指着、点一下或用 Tab 键移到一个数，就看到它读作什么，或为什么没有核对</span></p>
    <p>收到<span class="figure" tabindex="0">3件<span class="taken" role="note">requests.received</span></span>，另有<span class="figure open" tabindex="0">4份<span class="taken" role="note">没有核对</span></span>，全县<span class="figure apart" tabindex="0">5件<span class="taken" role="note">requests.received</span></span>；复议、诉讼<span class="figure" tabindex="0">均无<span class="taken" role="note">disputes.count.review-total；disputes.suits</span></span>。</p>
    </details>
    "#);
    assert!(!of(2).contains("class=\"figures\""), "a page of several has their findings alone");
}

#[test]
fn a_table_is_drawn_as_in_its_form_with_the_wrong_cell_marked() {
    let page = page(&sample(""), 1, "年报.txt", &Options::default());
    insta::assert_snapshot!(between(&page, "<thead>", "</table>"), @r##"
    <thead>
    <tr><td class="corner" colspan="2" rowspan="3">（勾稽关系）</td><th scope="colgroup" colspan="7">申请人情况</th></tr>
    <tr><th scope="col" rowspan="2" class="leaf">自然人</th><th scope="colgroup" colspan="5">法人或其他组织</th><th scope="col" rowspan="2" class="leaf">总计</th></tr>
    <tr><th scope="col" class="leaf">商业企业</th><th scope="col" class="leaf">科研机构</th><th scope="col" class="leaf">社会公益组织</th><th scope="col" class="leaf">法律服务机构</th><th scope="col" class="leaf">其他</th></tr>
    </thead>
    <tbody>
    <tr><th scope="row" colspan="2" class="leaf">一、本年新收</th><td id="r1-requests-new-natural" class="marked error">3 <span class="refs"><a class="error" href="#r1-f1"><span aria-hidden="true">✕</span><span class="unseen">错误 </span>1</a></span></td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>3</td></tr>
    <tr class="total"><th scope="rowgroup" class="group">三、本年度办理结果</th><th scope="row" class="leaf">（七）总计</th><td id="r1-requests-total-natural" class="marked error primary"><del>0</del> <ins>应为 3</ins> <span class="refs"><a class="error" href="#r1-f1"><span aria-hidden="true">✕</span><span class="unseen">错误 </span>1</a></span></td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>
    </tbody>
    "##);
}

#[test]
fn a_finding_in_the_text_shows_its_sentence() {
    let page = page(&sample(""), 1, "年报.txt", &Options::default());
    insta::assert_snapshot!(between(&page, "<blockquote>", "</li>\n</ol>"), @r#"
    <blockquote><p>三、<mark>依申请公开情况</mark></p><footer>与格式不同</footer></blockquote>
    <p class="fix"><b>改法</b> 改标题</p>
    <ul class="edits">
    <li><del>依申请公开情况</del> → <ins>收到和处理情况</ins></li>
    </ul>
    "#);
}

#[test]
fn a_fix_that_the_help_tells_is_not_told_again() {
    let fixes = |help: &str| {
        let mut sample = sample("");
        sample.checked.findings[0].help = Some(Localized::new(help, ""));
        page(&sample, 1, "年报.txt", &Options::default()).matches("class=\"fix\"").count()
    };
    assert_eq!(fixes("改为“三、收到和处理情况”"), 0);
    assert_eq!(fixes("改标题"), 1);
}

#[test]
fn many_blank_cells_are_told_by_rows_and_columns() {
    let mut sample = sample("");
    let source = text("一、本年新收||||||||\n总计||||||||");
    let rows = [row(&source, "一、本年新收", '|'), row(&source, "总计", '|')];
    let ids = crate::tests::samples::COLUMNS.map(|(id, ..)| id);
    let labels = rows.iter().flat_map(|row| ids.map(|id| cell(row, "new", id, "")));
    let mut labels: Vec<Label> = labels.collect();
    let blank = finding("V001", Severity::Info, "有空格子", labels.remove(0));
    sample.checked.findings = vec![Finding { related: labels, ..blank }];
    let page = page(&sample, 1, "年报.txt", &Options::default());
    assert!(page.contains("<p class=\"related\">空格子：一、本年新收；总计</p>"), "{page}");
    assert!(!page.contains("相关格子"), "{page}");
}

#[test]
fn nothing_found_is_said_calmly() {
    let clean = Sample { checked: CheckedReport::default(), ..sample("") };
    let page = page(&clean, 1, "年报.txt", &Options::default());
    assert!(page.contains("没有发现问题。") && !page.contains("<ol>"), "{page}");
}

#[test]
fn what_options_hide_is_counted() {
    let options = Options { show: Severity::Error, ..Options::default() };
    let page = page(&sample(""), 1, "年报.txt", &options);
    assert!(!page.contains("S003") && page.contains("另有 1 条级别较低的"), "{page}");
}

#[test]
fn a_batch_begins_with_what_it_comes_to() {
    let page = page(&sample(""), 2, "年报.txt", &Options::default());
    assert!(page.contains("<strong>2 份报告中有 2 份存在错误，需要改正。</strong>"), "{page}");
    insta::assert_snapshot!(between(&page, "<dl class=\"numbers\">", "</dl>"), @r#"
    <dl class="numbers">
    <div><dt>报告</dt><dd>2</dd></div>
    <div><dt>单位</dt><dd>1</dd></div>
    <div><dt>年度</dt><dd>1</dd></div>
    <div><dt>错误</dt><dd>2</dd></div>
    <div><dt>警告</dt><dd>0</dd></div>
    <div><dt>提示</dt><dd>2</dd></div>
    <div><dt>无法判断</dt><dd>2</dd></div>
    <div><dt>未作检查</dt><dd>0</dd></div>
    <div><dt>没有核对的表</dt><dd>2</dd></div>
    <div><dt>无法读取</dt><dd>1</dd></div>
    "#);
    insta::assert_snapshot!(between(&page, "<div class=\"chart\">", "</table>"), @r##"
    <div class="chart"><table><caption>按规则</caption>
    <thead><tr><td></td><td class="bar"></td><th scope="col" title="错误">✕<span class="unseen"> 错误</span></th><th scope="col" title="警告">△<span class="unseen"> 警告</span></th><th scope="col" title="提示">ⓘ<span class="unseen"> 提示</span></th></tr></thead>
    <tbody>
    <tr><th scope="row"><a href="#r1-f1">E001</a> <span class="gloss">表三平衡</span></th><td class="bar"><span class="error" style="width:100.0%"></span></td><td class="number">2</td><td class="number zero">0</td><td class="number zero">0</td></tr>
    <tr><th scope="row"><a href="#r1-f2">S003</a></th><td class="bar"><span class="info" style="width:100.0%"></span></td><td class="number zero">0</td><td class="number zero">0</td><td class="number">2</td></tr>
    </tbody>
    "##);
}

#[test]
fn in_a_batch_the_gravest_come_first() {
    let source = text("一\n");
    let of = |severity| {
        checked(vec![finding(
            "Z001",
            severity,
            "某处",
            Label::new(gouji_parser::Span::at(0), Localized::default()),
        )])
    };
    let results = [Severity::Info, Severity::Warning, Severity::Error].map(of);
    let names = ["甲/a.txt", "甲/b.txt", "乙/c.txt"];
    let files: Vec<_> =
        names.iter().zip(&results).map(|(path, checked)| file(path, &source, checked)).collect();
    let page = run_output(&files, &[], OutputFormat::Html, &Options::default());
    let paths = |part: &str| -> Vec<String> {
        let cells = part.split("class=\"path\">").skip(1);
        cells.map(|cell| cell.split('<').next().unwrap_or_default().to_owned()).collect()
    };
    let (list, reports) = page.split_once("逐份核查结果").expect("there are both");
    for part in [list, reports] {
        assert_eq!(paths(part), ["乙/c.txt", "甲/b.txt", "甲/a.txt"], "{page}");
    }
    assert!(list.contains("按文件夹") && list.contains(r##"<a href="#r3">乙</a>"##), "{list}");
}

#[test]
fn a_page_of_many_reports_stays_one_that_a_browser_can_show() {
    let source = text("一\n");
    let long = "一段说明".repeat(40);
    let label = || Label::new(gouji_parser::Span::at(0), Localized::default());
    let minor = checked(vec![finding("Z001", Severity::Warning, &long, label()); 8]);
    let grave = checked(vec![finding("Z002", Severity::Error, &long, label())]);
    let names: Vec<String> = (0..3_100).map(|at| format!("{at:04}.txt")).collect();
    let files: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(at, path)| file(path, &source, if at == 3_099 { &grave } else { &minor }))
        .collect();
    let page = run_output(&files, &[], OutputFormat::Html, &Options::default());
    assert!(page.len() < 5 << 20, "{}", page.len());
    let first = page.find("3099.txt").expect("the one with an error is listed");
    assert!(first < page.find("0000.txt").expect("the others follow"), "the error comes first");
    assert!(
        page.contains("另有 100 个没有列出，共 800 个警告。"),
        "the list says what it leaves out"
    );
    let shown = page.matches("<details class=\"fold").count();
    let (rest, warnings) = (3_100 - shown, (3_100 - shown) * 8);
    assert!(page.contains(&format!("另有 {rest} 份（{warnings} 个警告）这里没有列出")), "{shown}");
}

#[test]
fn what_could_not_be_read_is_told_by_reason() {
    let failure = |path, message| Failure { path, message };
    let failures =
        [failure("a.pdf", "PDF 文件"), failure("b.zip", "压缩包"), failure("c.pdf", "PDF 文件")];
    let page = run_output(&[], &failures, OutputFormat::Html, &Options::default());
    insta::assert_snapshot!(between(&page, "<section class=\"failures\">", "</section>"), @r#"
    <section class="failures"><h2>无法读取的文件</h2><ul>
    <li>PDF 文件（2 个）<ul>
    <li>a.pdf</li>
    <li>c.pdf</li>
    </ul></li>
    <li>压缩包<ul>
    <li>b.zip</li>
    </ul></li>
    </ul>
    "#);
    // It is no good news.
    insta::assert_snapshot!(between(&page, "<p class=\"verdict", "</p>"), @r#"<p class="verdict warning"><span class="sign" aria-hidden="true">△</span> <strong>没有检查任何报告。</strong>3 个文件无法读取。"#);
}

#[test]
fn a_change_of_figures_is_told_once() {
    let mut sample = sample("");
    let fix = sample.checked.findings[0].fix.clone();
    assert!(fix.is_some());
    sample.checked.findings[1].fix = fix;
    let page = page(&sample, 1, "年报.txt", &Options::default());
    assert_eq!(page.matches("class=\"fix\"").count(), 1, "{page}");
}

#[test]
fn tables_that_only_hints_concern_are_left_out_of_a_batch_and_that_is_said() {
    let mut sample = sample("");
    for finding in &mut sample.checked.findings {
        finding.severity = Severity::Info;
    }
    let drawn = |copies| page(&sample, copies, "年报.txt", &Options::default());
    assert!(drawn(1).contains("<thead>\n<tr><td class=\"corner\""));
    let batch = drawn(2);
    assert!(!batch.contains("class=\"corner\""), "{batch}");
    assert!(batch.contains("表格只画有错误或警告的。"), "{batch}");
}

#[test]
fn a_cell_of_which_something_is_said_is_one_to_look_at() {
    let mut sample = sample("");
    let row = row(&sample.source, "一、本年新收", '\t');
    sample.checked.findings[1].related = vec![cell(&row, "new", "sum", "应为 0")];
    let page = page(&sample, 1, "年报.txt", &Options::default());
    let expected = r#"class="marked error primary">3 <span class="said">应为 0</span>"#;
    assert!(page.contains(expected), "{page}");
}

#[test]
fn a_row_that_was_not_aligned_says_so() {
    let mut sample = sample("");
    let row = &mut sample.tables[0].parts[0].rows[0];
    row.cells.clear();
    row.state = RowState::Unaligned { found: 5, expected: 7 };
    let page = page(&sample, 1, "年报.txt", &Options::default());
    let expected = r#"<td class="unread" colspan="7">应有 7 个数，读到 5 个，对不上列</td>"#;
    assert!(page.contains(expected), "{page}");
}

#[test]
fn recovered_figures_have_a_mark_that_is_explained() {
    let mut sample = sample("");
    let row = &mut sample.tables[0].parts[0].rows[0];
    row.state = RowState::Fused;
    row.recovered = std::mem::take(&mut row.cells);
    row.recovered.remove(1);
    row.recovered[1].text = String::new();
    let page = page(&sample, 1, "年报.txt", &Options::default());
    let [figure, open, blank] = [
        r#"<td class="recovered">3?</td>"#,
        r#"<td class="unread">?</td>"#,
        r#"<td class="recovered">空?</td>"#,
    ];
    assert!(page.contains(&format!("{figure}{open}{blank}")), "{page}");
    assert!(page.contains("不作为查错的依据"), "{page}");
}
