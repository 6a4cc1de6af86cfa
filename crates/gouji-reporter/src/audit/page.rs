//! An audit as a page: from the area to its units, from the unit to what was found in its report.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gouji_audit::AuditRow;
use gouji_report::Lang;

use super::points;
use super::run::{AuditPart, AuditRun, figures, head};
use crate::{
    Options,
    html::{self, text},
};

pub(super) fn write(
    audit: &AuditRun<'_>,
    parts: &[AuditPart],
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = options.language;
    let title = lang.choose("各单位年度报告核查汇总", "Annual reports of all units");
    let anchors: BTreeMap<&str, usize> =
        parts.iter().zip(1..).map(|(part, number)| (&*part.path, number)).collect();
    html::open(title, lang, out)?;
    writeln!(out, r#"<header class="head batch">"#)?;
    writeln!(out, "<h1>{title}</h1>\n<p>{}</p>\n</header>", text(&audit.said(lang)))?;
    let mut areas: BTreeMap<&str, Vec<&AuditRow>> = BTreeMap::new();
    for row in audit.rows {
        areas.entry(row.parent.as_deref().unwrap_or_default()).or_default().push(row);
    }
    for (area, rows) in areas {
        write_area(audit, area, &rows, &anchors, lang, out)?;
    }
    points::write_page(audit, lang, out)?;
    if !parts.is_empty() {
        let title =
            lang.choose("跨年、跨单位核对发现的问题", "What the reports say of one another");
        writeln!(out, "<h2>{title}</h2>")?;
    }
    parts.iter().try_for_each(|part| out.write_all(&part.part.bytes))?;
    html::close(audit.run, lang, out)
}

fn write_area(
    audit: &AuditRun<'_>,
    area: &str,
    rows: &[&AuditRow],
    anchors: &BTreeMap<&str, usize>,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name =
        if area.is_empty() { lang.choose("未分组的单位", "units of no area") } else { area };
    let sum: [usize; 3] =
        std::array::from_fn(|at| rows.iter().map(|row| row.found.by_severity[at]).sum());
    let counts = match lang {
        Lang::Zh => format!("{} 行，错误 {}，警告 {}，提示 {}", rows.len(), sum[0], sum[1], sum[2]),
        Lang::En => {
            format!("{} rows, {} errors, {} warnings, {} hints", rows.len(), sum[0], sum[1], sum[2])
        }
    };
    writeln!(out, "<details open><summary><b>{}</b> {counts}</summary>", text(name))?;
    let head: Vec<String> =
        head(lang).iter().map(|it| format!("<th scope=\"col\">{it}</th>")).collect();
    writeln!(
        out,
        r#"<div class="files scroll" role="group" aria-label="{}" tabindex="0">"#,
        text(name)
    )?;
    writeln!(out, "<table><thead><tr>{}</tr></thead><tbody>", head.concat())?;
    for row in rows {
        let path = audit.path(row).unwrap_or_default();
        let unit = match anchors.get(path) {
            Some(number) => format!("<a href=\"#r{number}-title\">{}</a>", text(&row.unit)),
            None => text(&row.unit).to_string(),
        };
        let path = text(path).to_string();
        let cells = std::iter::once(unit).chain(figures(row, lang)).chain([path]);
        let cells: Vec<String> = cells.map(|cell| format!("<td>{cell}</td>")).collect();
        writeln!(out, "<tr>{}</tr>", cells.concat())?;
    }
    writeln!(out, "</tbody></table></div></details>")
}
