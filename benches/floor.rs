//! The least that a check costs: `floor FILE…` reads text and Markdown, finds the rows of tables three and four by their
//! labels, takes the figures that follow, and checks the equations of the form. It keeps no places, folds nothing, takes a
//! row that it cannot read for no row, and says how many equations fail. What gouji costs is told in times of this.
#![allow(clippy::print_stdout, reason = "it is a program")]

use std::{collections::HashMap, env, fs, process::ExitCode};

/// The rows of table three, in the order of the form.
const ROWS: [&str; 26] = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
    // 表四
    "行政复议",
];
const NEW: usize = 0;
const CARRIED_IN: usize = 1;
const RESULTS: std::ops::Range<usize> = 2..23;
const TOTAL: usize = 23;
const CARRIED_OUT: usize = 24;
const DISPUTES: usize = 25;

/// The figures of the rows that were found.
#[derive(Default)]
struct Figures {
    requests: [Vec<u64>; 25],
    disputes: Vec<u64>,
}

fn read(text: &str, labels: &HashMap<&str, usize>) -> Figures {
    let mut figures = Figures::default();
    let mut row = None;
    for cell in text.split(['|', '\t', '\n']) {
        let cell = cell.trim();
        if cell.is_empty() {
            continue;
        }
        if cell.as_bytes()[0].is_ascii_digit()
            && let Ok(figure) = cell.parse()
        {
            match row {
                Some(DISPUTES) if figures.disputes.len() < 15 => figures.disputes.push(figure),
                Some(row) if row < DISPUTES && figures.requests[row].len() < 7 => {
                    figures.requests[row].push(figure);
                }
                _ => {}
            }
        } else if let Some(&found) = labels.get(cell) {
            row = Some(found);
        }
    }
    figures
}

/// How many equations hold, and how many do not.
fn check(figures: &Figures) -> [usize; 2] {
    let mut verdicts = [0, 0];
    let mut holds = |left: u64, right: u64| verdicts[usize::from(left != right)] += 1;
    let rows = &figures.requests;
    for row in rows.iter().filter(|row| row.len() == 7) {
        holds(row[..6].iter().sum(), row[6]);
    }
    if rows.iter().all(|row| row.len() == 7) {
        for column in 0..7 {
            let [new, carried_in, total, carried_out] =
                [NEW, CARRIED_IN, TOTAL, CARRIED_OUT].map(|row| rows[row][column]);
            holds(new + carried_in, total + carried_out);
            holds(rows[RESULTS].iter().map(|row| row[column]).sum(), total);
        }
    }
    if figures.disputes.len() == 15 {
        for group in figures.disputes.chunks(5) {
            holds(group[..4].iter().sum(), group[4]);
        }
    }
    verdicts
}

fn main() -> ExitCode {
    let labels: HashMap<&str, usize> = ROWS.into_iter().zip(0..).collect();
    let (mut files, mut hold, mut fail) = (0, 0, 0);
    for path in env::args_os().skip(1) {
        let Ok(bytes) = fs::read(&path) else { return ExitCode::from(2) };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let [right, wrong] = check(&read(&text, &labels));
        (files, hold, fail) = (files + 1, hold + right, fail + wrong);
    }
    println!("{files} files: {hold} equations hold, {fail} do not");
    ExitCode::from(u8::from(fail > 0))
}
