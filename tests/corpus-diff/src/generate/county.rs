//! Counties with their organs, year after year: the figures of a year follow from those of the year before, and each unit
//! speaks in words of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_report::form::Form;
use serde_json::{Value as Json, json};

use super::facts;
use super::layout::Layout;
use super::random::Random;

/// Organs of a county beside its government, which is the last unit.
pub const ORGANS: usize = 39;

const LAYOUTS: [Layout; 5] =
    [Layout::Pipes, Layout::Html, Layout::Docx, Layout::Tsv, Layout::WordDump];

const BUREAUS: [&str; 30] = [
    "水利",
    "教育",
    "财政",
    "民政",
    "司法",
    "卫生健康",
    "交通运输",
    "农业农村",
    "文化旅游",
    "应急管理",
    "市场监督管理",
    "自然资源",
    "生态环境",
    "商务",
    "审计",
    "统计",
    "林业",
    "信访",
    "医疗保障",
    "体育",
    "粮食",
    "城市管理",
    "住房和城乡建设",
    "科学技术",
    "工业和信息化",
    "退役军人事务",
    "乡村振兴",
    "档案",
    "机关事务",
    "数据",
];
const TOWNS: [&str; 9] = ["柳溪", "石桥", "东山", "白河", "龙泉", "古渡", "新集", "高坪", "南岭"];

/// The name of a county; the first is 青禾县.
pub fn county(index: usize) -> String {
    let (first, second) = (
        ["云", "石", "柳", "古", "新", "岚", "白", "龙"],
        ["堰", "畈", "圩", "垭", "坨", "岙", "埠"],
    );
    match index.checked_sub(1) {
        None => "青禾县".to_owned(),
        Some(at) => format!("{}{}县", first[at % 8], second[at / 8 % 7]),
    }
}

/// The name of a unit of a county.
pub fn unit(county: &str, unit: usize) -> String {
    match unit.checked_sub(BUREAUS.len()) {
        None => format!("{county}{}局", BUREAUS[unit]),
        Some(town) => match TOWNS.get(town) {
            Some(town) => format!("{county}{town}镇人民政府"),
            None => format!("{county}人民政府"),
        },
    }
}

/// What a unit has in a year.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs, reason = "named as the rows and columns of the form are")]
pub struct UnitFigures {
    pub new: i64,
    pub carried_in: i64,
    pub total: i64,
    pub carried_out: i64,
    pub licences: i64,
    pub made: i64,
    pub in_force: i64,
}

impl UnitFigures {
    /// The figures of an organ, which follow from its last ones.
    pub fn of_organ(unit: usize, year: i64, last: Option<Self>) -> Self {
        let unit = i64::try_from(unit).expect("there are few");
        let turn = unit * 7 + year * 3;
        let carried_in = last.map_or(1, |last| last.carried_out);
        let carried_out = (unit + year) % 3;
        let new = 4 + turn % 17;
        let made = turn % 4;
        Self {
            new,
            carried_in,
            carried_out,
            total: new + carried_in - carried_out,
            licences: 40 + turn % 13,
            made,
            in_force: last.map_or(30, |last| last.in_force) + made,
        }
    }

    /// Takes an organ into the figures of its area.
    pub fn add(&mut self, organ: &Self) {
        self.new += organ.new;
        self.total += organ.total;
        self.licences += organ.licences;
    }

    /// The figures of an area, with what its organs have come to.
    #[must_use]
    pub fn settled(self, last: Option<Self>) -> Self {
        let carried_in = last.map_or(9, |last| last.carried_out);
        let carried_out = self.new + carried_in - self.total;
        assert!(carried_out >= 0, "no more is done than there is");
        Self { carried_in, carried_out, in_force: 100, ..self }
    }

    /// The facts of a report, with every row of its form.
    fn facts(self, form: &Form, issuer: &str, year: i64) -> Json {
        let mut facts = json!({ "id": "c", "issuer": issuer, "year": year, "form": &*form.id });
        for table in &form.tables {
            let row = |row: &gouji_report::form::RowSpec| {
                let cells =
                    row.columns.iter().map(|&at| (table.columns[at].id.to_string(), json!(0)));
                (row.id.to_string(), Json::Object(cells.collect()))
            };
            facts[&*table.id] = Json::Object(table.rows.iter().map(row).collect());
        }
        for (row, count) in [
            ("new", self.new),
            ("carried-in", self.carried_in),
            ("granted", self.total),
            ("total", self.total),
            ("carried-out", self.carried_out),
        ] {
            facts["requests"][row]["natural"] = json!(count);
            facts["requests"][row]["sum"] = json!(count);
        }
        facts["proactive"]["normative"]["made"] = json!(self.made);
        facts["proactive"]["normative"]["in-force"] = json!(self.in_force);
        facts["proactive"]["license"]["decisions"] = json!(self.licences);
        facts
    }
}

/// A report of a unit.
#[derive(Clone, Debug)]
pub struct UnitReport {
    /// Its number in the county; it decides for the layout, with the year.
    pub unit: usize,
    /// What it is called.
    pub issuer: String,
    /// The year.
    pub year: i64,
    /// Its figures.
    pub figures: UnitFigures,
    /// What it says in sections one and five.
    pub words: [Vec<String>; 2],
    /// The month in which it was published.
    pub month: u8,
}

impl UnitReport {
    /// The report of a unit on a year, published on time, in words of its own.
    pub fn new(unit: usize, issuer: String, year: i64, figures: UnitFigures) -> Self {
        let words = words(&issuer, year);
        Self { unit, issuer, year, figures, words, month: 1 }
    }

    /// Its file, by its path.
    pub fn file(&self, forms: &[Arc<Form>]) -> (String, Vec<u8>) {
        let Self { issuer, year, .. } = self;
        let facts = self.figures.facts(&forms[1], issuer, *year);
        let mut model = facts::report(forms, &facts).expect("they fit");
        model.signature = [issuer.clone(), format!("{}年{}月20日", year + 1, self.month)];
        model.sections.iter_mut().for_each(Vec::clear);
        let [overview, problems] = &self.words;
        model.sections[0].clone_from(overview);
        model.sections[4].clone_from(problems);
        let turn = self.unit + usize::try_from(*year).expect("of our era");
        let layout = LAYOUTS[turn % LAYOUTS.len()];
        let ending = layout.file().rsplit('.').next().expect("it has one");
        (format!("{year}/{issuer}{year}年.{ending}"), layout.write(&model))
    }
}

/// What a unit says of a year in sections one and five: no two say the same.
pub fn words(issuer: &str, year: i64) -> [Vec<String>; 2] {
    let seed = issuer.chars().fold(year.unsigned_abs(), |seed, char| {
        seed.wrapping_mul(1_000_003).wrapping_add(u64::from(u32::from(char)))
    });
    let mut random = Random::new(seed);
    let mut overview = vec![format!("{year}年，{}", sentence(&mut random))];
    overview.extend((0..3).map(|_| (0..4).map(|_| sentence(&mut random)).collect::<String>()));
    let problems = ["一是", "二是", "下一步，"]
        .iter()
        .map(|lead| format!("{lead}{}{}", sentence(&mut random), sentence(&mut random)));
    let problems = problems.collect::<String>();
    [overview, vec![problems]]
}

/// A sentence about places that no other sentence speaks of.
fn sentence(random: &mut Random) -> String {
    let mut place = || {
        let first = random.pick(&[
            "柳", "石", "白", "龙", "古", "新", "高", "南", "沙", "梅", "竹", "桂", "松", "兰",
            "杏", "桃",
        ]);
        let second =
            random.pick(&["溪", "桥", "坪", "岭", "塘", "湾", "坝", "沟", "冲", "畈", "垭", "洲"]);
        let sort = random.pick(&["村", "社区", "站", "片区", "窗口", "所"]);
        format!("{first}{second}{sort}")
    };
    let places = [place(), place(), place()];
    let done = random.pick(&["公布了", "补齐了", "更正了", "讲解了", "汇总了", "张贴了"]);
    let what = random.pick(&[
        "补贴名单",
        "工程进度",
        "办事流程",
        "检查结果",
        "收费依据",
        "水质数据",
        "培训安排",
        "抽检批次",
    ]);
    let how = random.pick(&[
        "由专人逐条核对",
        "请住户代表到场",
        "同步发到群里",
        "附上了图表",
        "分两批送到",
        "留出意见栏",
    ]);
    let then = random.pick(&[
        "来电明显少了",
        "反映还不够快",
        "用时缩短一半",
        "群众看得明白",
        "又核了一遍",
        "次月再作回访",
    ]);
    format!("{}{done}{}的{what}，{how}，{}{then}。", places[0], places[1], places[2])
}

/// The reports of the first `units` units on `years` years up to 2025, county by county.
pub fn reports(units: usize, years: usize) -> impl Iterator<Item = UnitReport> {
    let first = 2026 - i64::try_from(years).expect("there are few");
    let counties = 0..units.div_ceil(ORGANS + 1);
    counties.flat_map(move |index| {
        let (county, wanted) = (county(index), (units - index * (ORGANS + 1)).min(ORGANS + 1));
        let mut last: BTreeMap<usize, UnitFigures> = BTreeMap::new();
        (first..2026)
            .flat_map(|year| {
                let mut area = UnitFigures::default();
                let mut of_year = Vec::new();
                for at in 0..=ORGANS {
                    let before = last.get(&at).copied();
                    let own = if at == ORGANS {
                        area.settled(before)
                    } else {
                        UnitFigures::of_organ(at + index, year, before)
                    };
                    area.add(&own);
                    last.insert(at, own);
                    of_year.push(UnitReport::new(at, unit(&county, at), year, own));
                }
                of_year.truncate(wanted);
                of_year
            })
            .collect::<Vec<_>>()
    })
}
