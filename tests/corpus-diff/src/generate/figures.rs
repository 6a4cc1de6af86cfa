//! Balanced reports of our own making: every figure agrees with every other.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_report::form::{Form, TableSpec, ValueKind};

use super::arrangement::Arrangement;
use super::model::{Field, Model};
use super::random::Random;

/// City, county and district of the issuers.
pub(super) const PLACE: [&str; 3] = ["望云市", "青禾县", "石桥区"];
const CITY: &str = "望云市人民政府";
const ISSUERS: [&str; 6] = [
    CITY,
    "青禾县人民政府",
    "望云市石桥区人民政府",
    "青禾县柳溪镇人民政府",
    "青禾县民政局",
    "望云市人民政府办公室",
];

/// A report on `form` in which nothing is wrong.
pub fn report(form: &Arc<Form>, seed: u64) -> Model {
    let mut random = Random::new(seed);
    let years: i64 = form.last_year.map_or(4, |last| i64::from(last - form.first_year));
    let year = i64::from(form.first_year) + random.within(0, years);
    let issuer = random.pick(&ISSUERS);
    // Only governments and their offices have until the end of March.
    let month = if issuer.ends_with('局') || issuer.contains('镇') { 1 } else { 3 };
    let of = random.pick(&["", "度"]);
    let mut model = empty(form, issuer, year, of, random.within(1, 3).min(month));
    model.cells = zeros(form);
    requests(&mut model, &mut random);
    disputes(&mut model, &mut random);
    proactive(&mut model, issuer, &mut random);
    model.sections = sections(&model, &mut random);
    model
}

/// A report with neither figures nor narrative, signed in `month` of the year after.
pub(super) fn empty(form: &Arc<Form>, issuer: &str, year: i64, of: &str, month: i64) -> Model {
    Model {
        form: form.clone(),
        tables: form.tables.clone(),
        title: format!("{issuer}{year}年{of}政府信息公开工作年度报告"),
        preface: format!(
            "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限为{year}年1月1日至\
             {year}年12月31日。"
        ),
        sections: Vec::new(),
        signature: [issuer.to_owned(), format!("{}年{month}月20日", year + 1)],
        cells: BTreeMap::new(),
        arrangement: Arrangement::Printed,
    }
}

/// Every cell of the form, holding 0.
fn zeros(form: &Form) -> BTreeMap<Field, String> {
    let in_table = |(table, spec): (usize, &Arc<TableSpec>)| {
        let rows = spec.rows.iter().enumerate();
        rows.flat_map(|(row, spec)| {
            spec.columns.iter().map(move |&column| Field { table, row, column })
        })
        .collect::<Vec<_>>()
    };
    let fields = form.tables.iter().enumerate().flat_map(in_table);
    fields.map(|field| (field, "0".to_owned())).collect()
}

/// A count as reports have them: mostly small, now and then of five or six digits.
fn count(random: &mut Random) -> i64 {
    match random.below(20) {
        0 => random.within(10_000, 450_000),
        1..4 => random.within(100, 9_999),
        4..10 => random.within(10, 99),
        _ => random.within(1, 9),
    }
}

fn requests(model: &mut Model, random: &mut Random) {
    let spec = model.form.table("requests").expect("表三 is in every form").clone();
    let (sum, parts) = spec.columns.split_last().expect("表三 has columns");
    for (index, part) in parts.iter().enumerate() {
        let active = random.chance(if index == 0 { 85 } else { 35 });
        let mut total = 0;
        for row in spec.rows.iter().filter(|row| row.group.is_some() && !row.total) {
            if active && random.chance(25) {
                let value = count(random);
                total += value;
                model.set(model.field("requests", &row.id, &part.id), value);
            }
        }
        let carried_out = if active && random.chance(40) { random.within(1, 30) } else { 0 };
        let carried_in = random.within(0, (total + carried_out).min(20));
        let balance = [
            ("total", total),
            ("carried-out", carried_out),
            ("carried-in", carried_in),
            ("new", total + carried_out - carried_in),
        ];
        for (row, value) in balance {
            model.set(model.field("requests", row, &part.id), value);
        }
    }
    for row in &spec.rows {
        let field = |column: &str| model.field("requests", &row.id, column);
        let total = parts.iter().filter_map(|part| model.count(field(&part.id))).sum();
        model.set(field(&sum.id), total);
    }
}

fn disputes(model: &mut Model, random: &mut Random) {
    for group in ["review", "direct", "after"] {
        let mut total = 0;
        for outcome in ["upheld", "corrected", "other", "pending"] {
            if random.chance(35) {
                let value = count(random).min(500);
                total += value;
                let column = format!("{group}-{outcome}");
                model.set(model.field("disputes", "count", &column), value);
            }
        }
        model.set(model.field("disputes", "count", &format!("{group}-total")), total);
    }
}

fn proactive(model: &mut Model, issuer: &str, random: &mut Random) {
    let spec = model.form.table("proactive").expect("表二 is in every form").clone();
    for row in &spec.rows {
        // Only the city may make 规章.
        if &*row.id == "rules" && issuer != CITY {
            continue;
        }
        for &column in &row.columns {
            let column = &spec.columns[column];
            let field = model.field("proactive", &row.id, &column.id);
            let written = match column.value {
                ValueKind::Count => if random.chance(60) { count(random) } else { 0 }.to_string(),
                ValueKind::Signed => change(random),
                ValueKind::Amount => fee(amount(random, 4), issuer),
                ValueKind::Money => money(random),
            };
            model.cells.insert(field, written);
        }
    }
    if &*model.form.id == "2021" {
        for row in ["rules", "normative"] {
            let field = |column| model.field("proactive", row, column);
            let [made, repealed, in_force] =
                ["made", "repealed", "in-force"].map(|column| model.count(field(column)));
            let least = made.zip(repealed).map_or(0, |(made, repealed)| made - repealed);
            model.set(field("in-force"), in_force.unwrap_or(0).max(least));
        }
    } else {
        for row in ["rules", "normative"] {
            let field = |column| model.field("proactive", row, column);
            let least = model.count(field("published")).max(model.count(field("in-force")));
            model.set(field("in-force"), least.unwrap_or(0));
        }
        for row in ["license", "service", "penalty", "compulsion", "fees"] {
            let field = |column| model.field("proactive", row, column);
            let least = model.count(field("change")).map(|change| -change);
            let least = least.max(model.count(field("previous")));
            model.set(field("previous"), least.unwrap_or(0));
        }
        let field = |column| model.field("proactive", "procurement", column);
        if model.count(field("items")) == Some(0) {
            model.set(field("amount"), 0);
        }
    }
}

/// 本年增/减 in its spellings.
fn change(random: &mut Random) -> String {
    let by = count(random);
    match random.below(6) {
        0 => format!("+{by}"),
        1 => format!("-{by}"),
        2 => format!("增{by}"),
        3 => format!("减{by}"),
        _ => "0".to_owned(),
    }
}

fn amount(random: &mut Random, decimals: usize) -> String {
    if random.chance(30) {
        return "0".to_owned();
    }
    let fraction = format!("{:04}", random.below(10_000));
    let digits = 1 + random.below(decimals);
    format!("{}.{}", count(random), &fraction[..digits])
}

/// A town takes some thousand 万元, no other issuer more than some ten thousand.
fn fee(amount: String, issuer: &str) -> String {
    let most = if issuer.ends_with("镇人民政府") { 4 } else { 5 };
    let whole = amount.split('.').next().map_or(0, str::len);
    if whole <= most { amount } else { format!("1{}", &amount[whole + 1 - most..]) }
}

/// 采购总金额 with the unit that stands in the cell.
fn money(random: &mut Random) -> String {
    match random.below(4) {
        0 => "0".to_owned(),
        1 => format!("{}元", random.within(1_000, 9_999_999)),
        _ => format!("{}万元", amount(random, 3)),
    }
}

/// The narrative. The figures in it are those of the tables.
pub(super) fn sections(model: &Model, random: &mut Random) -> Vec<Vec<String>> {
    let of = |row| model.count(model.field("requests", row, "sum")).unwrap_or(0);
    let (received, carried_in) = (of("new"), of("carried-in"));
    let (done, carried_out) = (of("total"), of("carried-out"));
    let overview = vec![
        random
            .pick(&[
                "（一）主动公开。围绕教育、医疗和养老发布政府信息，重要文件配有解读材料。",
                "（一）主动公开。重点领域的目录随机构职责变化更新，文件与解读同步发布。",
            ])
            .to_owned(),
        format!(
            "（二）依申请公开。全年新收政府信息公开申请{received}件，上年结转{carried_in}件；办结\
             {done}件，结转下年度继续办理{carried_out}件。"
        ),
        "（三）政府信息管理。公文起草时确定公开属性，公布前进行保密审查。".to_owned(),
        random
            .pick(&[
                "（四）政府信息公开平台建设。公开专栏按照统一名称和顺序排列。",
                "（四）政府信息公开平台建设。门户网站完成适老化改造，检索一次可达。",
            ])
            .to_owned(),
        "（五）监督保障。公开工作纳入年度考核，考核结果已经通报；社会评议结果为良好；全年没有发生\
         需要责任追究的情形。"
            .to_owned(),
    ];
    let problems = vec![
        random
            .pick(&[
                "（一）存在的主要问题。部分政策解读以文字为主，看得懂、记得住的形式不多。",
                "（一）存在的主要问题。个别答复文书说理不够充分，业务培训覆盖面不广。",
            ])
            .to_owned(),
        "（二）改进情况。已经统一答复文书样式，并为重要政策增加图表和问答形式的解读。".to_owned(),
    ];
    let other = vec!["本年度没有收取信息处理费。没有其他需要报告的事项。".to_owned()];
    vec![overview, Vec::new(), Vec::new(), Vec::new(), problems, other]
}
