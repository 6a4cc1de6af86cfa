//! Deduction points in a result: what is left to a unit, and what cost which points.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gouji_audit::{AuditRow, FilingState, LostPoints, PointScheme, UnitPoints};
use gouji_report::Lang;
use schemars::JsonSchema;
use serde::Serialize;

use super::run::{AuditRun, state_word};
use crate::{html::text, visible::visible};

/// The scheme of an audit.
#[derive(Serialize, JsonSchema)]
pub(super) struct JsonScheme<'a> {
    /// What it is called.
    name: &'a str,
    /// The points of a report of which nothing is to be said.
    base: String,
    /// No report has fewer.
    floor: String,
    /// What people have to judge, and what it costs.
    by_hand: BTreeMap<&'a str, String>,
}

/// The points of a unit in a year, as exact decimals.
#[derive(Serialize, JsonSchema)]
pub(super) struct JsonPoints<'a> {
    /// What is left.
    left: String,
    /// What was taken off, by category.
    lost: Vec<JsonLost<'a>>,
    /// Rules of the scheme by which something could not be assessed: more may have to be taken off.
    open: Vec<&'a str>,
}

/// What a category took.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Lost")]
struct JsonLost<'a> {
    /// Its name.
    category: &'a str,
    /// The points, after its limit.
    points: String,
    /// For what.
    of: Vec<JsonDeducted<'a>>,
}

/// What a deduction took.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Deducted")]
struct JsonDeducted<'a> {
    /// Its name.
    name: &'a str,
    /// The points, before the limit of the category.
    points: String,
    /// The state of the report, where that took them.
    state: Option<&'a str>,
    /// Findings by rule.
    found: BTreeMap<&'a str, usize>,
}

pub(super) fn json_scheme(scheme: &PointScheme, lang: Lang) -> JsonScheme<'_> {
    JsonScheme {
        name: lang.pick(&scheme.name),
        base: scheme.base.normalize().to_string(),
        floor: scheme.floor.normalize().to_string(),
        by_hand: scheme
            .by_hand()
            .map(|it| (lang.pick(&it.name), it.points.normalize().to_string()))
            .collect(),
    }
}

pub(super) fn json<'a>(scheme: &'a PointScheme, row: &AuditRow, lang: Lang) -> JsonPoints<'a> {
    let UnitPoints { left, lost, open } = scheme.of(row);
    let lost = lost.into_iter().map(|it| JsonLost {
        category: lang.pick(it.category),
        points: it.points.normalize().to_string(),
        of: it
            .of
            .into_iter()
            .map(|it| JsonDeducted {
                name: lang.pick(it.name),
                points: it.points.normalize().to_string(),
                state: it.state.map(FilingState::name),
                found: it.found.into_iter().collect(),
            })
            .collect(),
    });
    JsonPoints { left: left.normalize().to_string(), lost: lost.collect(), open }
}

/// The heads of the columns of [`cells`].
pub(super) const COLUMNS: [&str; 3] = ["points", "points-lost", "points-open"];

/// What is left, what cost which points, and the rules by which something could not be assessed.
pub(super) fn cells(scheme: &PointScheme, row: &AuditRow, lang: Lang) -> [String; 3] {
    let points = scheme.of(row);
    let lost: Vec<String> = points.lost.iter().map(|it| said(it, lang)).collect();
    [points.left.normalize().to_string(), lost.join(lang.choose("；", "; ")), points.open.join(" ")]
}

/// `时效 −5（迟报：D006 1处）`.
fn said(lost: &LostPoints<'_>, lang: Lang) -> String {
    let of: Vec<String> = lost
        .of
        .iter()
        .map(|it| {
            let state = it.state.map(|state| state_word(state, lang).to_owned());
            let found = it.found.iter().map(|(code, count)| format!("{code}×{count}"));
            let why: Vec<String> = state.into_iter().chain(found).collect();
            let (name, points) = (lang.pick(it.name), it.points.normalize());
            let why = why.join(" ");
            match lang {
                Lang::Zh => format!("{name}{points}分：{why}"),
                Lang::En => format!("{name} {points}: {why}"),
            }
        })
        .collect();
    let (category, points) = (lang.pick(lost.category), lost.points.normalize());
    match lang {
        Lang::Zh => format!("{category} −{points}（{}）", of.join("；")),
        Lang::En => format!("{category} −{points} ({})", of.join("; ")),
    }
}

/// The scheme in a sentence, with what people have to judge.
fn about(scheme: &PointScheme, lang: Lang) -> String {
    let (name, base) = (lang.pick(&scheme.name), scheme.base.normalize());
    let by_hand: Vec<String> = scheme
        .by_hand()
        .map(|it| format!("{} −{}", lang.pick(&it.name), it.points.normalize()))
        .collect();
    let mut about = match lang {
        Lang::Zh => format!("扣分：{name}，满分 {base} 分。"),
        Lang::En => format!("Points: {name}, {base} at most."),
    };
    if !by_hand.is_empty() {
        about += &match lang {
            Lang::Zh => format!("文件里看不出、由人工扣的：{}。", by_hand.join("；")),
            Lang::En => {
                format!(" For people to take off, since no file shows it: {}.", by_hand.join("; "))
            }
        };
    }
    about
}

/// The heads of the table of points that people read.
fn head(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Zh => ["单位", "年度", "得分", "扣分", "有规则无法判断"],
        Lang::En => ["unit", "year", "points", "taken off", "not assessable"],
    }
}

/// The points of every unit that has lost some, or of which something could not be assessed; for a terminal.
pub(super) fn write_human(audit: &AuditRun<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let Some(scheme) = audit.points else { return Ok(()) };
    writeln!(out, "\n{}", about(scheme, lang))?;
    let mut whole = 0;
    for row in audit.rows {
        let [left, lost, open] = cells(scheme, row, lang);
        if lost.is_empty() && open.is_empty() {
            whole += 1;
            continue;
        }
        let (unit, year) = (visible(&row.unit), row.year);
        let (colon, unknown) = lang.choose(("：", "；无法判断："), (": ", "; not assessable: "));
        let open = if open.is_empty() { open } else { format!("{unknown}{open}") };
        writeln!(out, "  {unit} {year}  {left}{colon}{lost}{open}")?;
    }
    match lang {
        Lang::Zh => writeln!(out, "  其余 {whole} 份没有扣分"),
        Lang::En => writeln!(out, "  the other {whole} lose nothing"),
    }
}

/// The points of every unit, on a page.
pub(super) fn write_page(audit: &AuditRun<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let Some(scheme) = audit.points else { return Ok(()) };
    writeln!(out, "<details open><summary>{}</summary>", text(&about(scheme, lang)))?;
    let head = head(lang).map(|it| format!("<th scope=\"col\">{it}</th>")).concat();
    writeln!(out, "<table class=\"files\"><thead><tr>{head}</tr></thead><tbody>")?;
    for row in audit.rows {
        let [left, lost, open] = cells(scheme, row, lang);
        let cells = [row.unit.clone(), row.year.to_string(), left, lost, open];
        let cells = cells.map(|cell| format!("<td>{}</td>", text(&cell)));
        writeln!(out, "<tr>{}</tr>", cells.concat())?;
    }
    writeln!(out, "</tbody></table></details>")
}
