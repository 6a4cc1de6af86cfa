//! An audit for a person at a terminal.

use std::io::{self, Write};

use super::run::{AuditRun, state};
use crate::{
    Options, Verbosity, human,
    visible::{columns, visible},
};
use gouji_report::Lang;

/// Rows that are shown; the rest is counted.
const SHOWN: usize = 50;

pub(super) fn write(
    audit: &AuditRun<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let quiet = Options { verbosity: Verbosity::Quiet, ..*options };
    human::write(audit.run, &quiet, out)?;
    let lang = options.language;
    let head = match lang {
        Lang::Zh => ["单位", "年度", "报告", "错误", "警告", "提示", "无法判断", "文件"],
        Lang::En => {
            ["unit", "year", "report", "errors", "warnings", "hints", "not assessable", "file"]
        }
    };
    let mut table: Vec<[String; 8]> = vec![head.map(str::to_owned)];
    for row in audit.rows.iter().take(SHOWN) {
        let others = if row.others > 0 { format!(" (+{})", row.others) } else { String::new() };
        table.push([
            visible(&row.unit).into_owned(),
            row.year.to_string(),
            state(row.state, lang).to_owned(),
            row.found[0].to_string(),
            row.found[1].to_string(),
            row.found[2].to_string(),
            row.not_assessable.to_string(),
            format!("{}{others}", visible(audit.path(row).unwrap_or_default())),
        ]);
    }
    let widths: Vec<usize> = (0..head.len())
        .map(|at| table.iter().map(|row| columns(&row[at])).max().unwrap_or_default())
        .collect();
    writeln!(out)?;
    for row in &table {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - columns(cell))));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    if let Some(rest) = audit.rows.len().checked_sub(SHOWN).filter(|&rest| rest > 0) {
        match lang {
            Lang::Zh => writeln!(out, "另有 {rest} 行，见 --format csv")?,
            Lang::En => writeln!(out, "{rest} more rows: see --format csv")?,
        }
    }
    for path in audit.unknown.iter().take(SHOWN) {
        let what = lang.choose("认不出单位或年度：", "unit or year not known: ");
        writeln!(out, "{what}{}", visible(path))?;
    }
    for failure in audit.run.failures.iter().take(SHOWN) {
        writeln!(out, "{}: {}", visible(failure.path), visible(failure.message))?;
    }
    writeln!(out, "\n{}", audit.said(lang))
}
