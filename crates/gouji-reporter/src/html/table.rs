//! A statutory table as its form draws it: heads of several levels, merged cells, the values of
//! the report, and marks on the cells that take part in a finding.

use std::io::{self, Write};

use gouji_report::{
    CellRef, CellView,
    view::{HeadView, PartView, RowState, TableRowView, TableView},
};
use gouji_rules::finding::Severity;

use super::{
    escape::text,
    marks::CellMark,
    sheet::{DrawnTables, ReportPage},
};
use crate::{
    unread::{recovered, recovered_means, unread},
    verdict::{sign, word},
};
use gouji_report::Lang;

/// Writes the tables of a report, each to be folded; one that no finding concerns is folded already.
pub(super) fn write_all(
    sheet: &ReportPage<'_>,
    heading: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (id, language) = (sheet.number, sheet.language);
    let tables = sheet.file.tables;
    let drawn: Vec<&TableView> = tables.iter().filter(|table| sheet.draws(table)).collect();
    if tables.is_empty() || drawn.is_empty() && tables.iter().all(|table| table.span.is_some()) {
        return Ok(());
    }
    writeln!(out, r#"<section class="tables">"#)?;
    let title = language.choose("报告中的表格", "The tables of the report");
    writeln!(out, r#"<{heading} id="r{id}-tables">{title}</{heading}>"#)?;
    if let Some(worst) = drawn.iter().filter_map(|table| sheet.concern(table)).max() {
        write_legend(worst, language, out)?;
    }
    for table in &drawn {
        write_table(sheet, table, out)?;
    }
    write_left_out(sheet, out)?;
    writeln!(out, "</section>")
}

fn write_legend(worst: Severity, language: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (class, sign) = (worst.name(), sign(worst));
    let primary = language.choose("有问题的格子", "cell to look at");
    let related = language.choose("相关的格子", "cell that takes part");
    let refs = language.choose("指第 1 条，依此类推", "leads to finding 1, and so on");
    writeln!(
        out,
        r#"<p class="legend"><span class="key primary {class}">{primary}</span> <span class="key {class}">{related}</span> <span class="hint">{sign}1 {refs}</span></p>"#
    )
}

/// Tables that the report lacks, and those that are not drawn since nothing is wrong in them.
fn write_left_out(sheet: &ReportPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = sheet.language;
    let names = |missing: bool| {
        let left = sheet
            .file
            .tables
            .iter()
            .filter(|table| table.span.is_none() == missing && !sheet.draws(table));
        let names: Vec<&str> = left.map(|table| language.pick(&table.name)).collect();
        names.join(language.choose("、", ", "))
    };
    let (missing, quiet) = (names(true), names(false));
    if !missing.is_empty() {
        let (before, after) =
            language.choose(("报告中没有读到", "。"), ("Not found in the report: ", "."));
        writeln!(out, r#"<p class="aside">{before}{}{after}</p>"#, text(&missing))?;
    }
    if !quiet.is_empty() {
        let (before, after) = language
            .choose(("", "没有错误或警告，未画出。"), ("No error or warning, not drawn: ", "."));
        writeln!(out, r#"<p class="aside">{before}{}{after}</p>"#, text(&quiet))?;
    }
    Ok(())
}

fn write_table(sheet: &ReportPage<'_>, table: &TableView, out: &mut dyn Write) -> io::Result<()> {
    let language = sheet.language;
    let concern = sheet.concern(table);
    let (class, open) = concern.map_or(("calm", ""), |severity| (severity.name(), r#" open="""#));
    let state = match concern {
        Some(severity) => {
            let (sign, word) = (sign(severity), word(severity, language));
            let before = language.choose("有", "has: ");
            format!("{before}{word} {sign}")
        }
        None => language.choose("没有发现问题", "no problems found").to_owned(),
    };
    writeln!(
        out,
        r#"<details class="table {class}"{open}><summary><b>{}</b> {} <span class="state">{state}</span></summary>"#,
        text(language.pick(&table.name)),
        text(&table.title),
    )?;
    let (name, title) = (text(language.pick(&table.name)), text(&table.title));
    let beside = sheet.others.iter().any(|other| other.marks.concern(&table.id, 0));
    let pair = if beside { r#" class="pair""# } else { "" };
    write!(out, "<div{pair}>")?;
    writeln!(out, r#"<div class="scroll" role="group" aria-label="{name} {title}" tabindex="0">"#)?;
    if beside {
        writeln!(out, r#"<p class="place">{}</p>"#, text(sheet.own.path))?;
    }
    for part in &table.parts {
        write_part(sheet, &sheet.own, table, part, out)?;
    }
    if table.parts.iter().flat_map(|part| &part.rows).any(|row| !row.recovered.is_empty()) {
        writeln!(out, r#"<p class="aside">{}</p>"#, recovered_means(language))?;
    }
    writeln!(out, "</div>")?;
    write_beside(sheet, table, out)?;
    writeln!(out, "</div>\n</details>")
}

/// Tables of other files that are drawn beside one; the cells of the rest stand in the findings.
const MAX_BESIDE: usize = 2;

/// The same table of the other files whose cells take part.
fn write_beside(sheet: &ReportPage<'_>, table: &TableView, out: &mut dyn Write) -> io::Result<()> {
    let language = sheet.language;
    let others = sheet.others.iter().flat_map(|other| {
        let own = |it: &&TableView| it.id == table.id && other.marks.concern(&it.id, it.copy);
        other.tables.iter().filter(own).map(move |table| (other, table))
    });
    let others: Vec<_> = others.collect();
    for (other, table) in others.iter().take(MAX_BESIDE) {
        let (path, name) = (text(other.path), text(language.pick(&table.name)));
        let label = format!(r#"role="group" aria-label="{path} {name}" tabindex="0""#);
        writeln!(out, r#"<div class="scroll beside" {label}><p class="place">{path}</p>"#)?;
        for part in &table.parts {
            write_part(sheet, other, table, part, out)?;
        }
        writeln!(out, "</div>")?;
    }
    match (others.len().saturating_sub(MAX_BESIDE), language) {
        (0, _) => Ok(()),
        (more, Lang::Zh) => {
            writeln!(out, r#"<p class="aside">另有 {more} 份报告的这张表未画出</p>"#)
        }
        (more, Lang::En) => {
            writeln!(out, r#"<p class="aside">this table of {more} more reports is not drawn</p>"#)
        }
    }
}

fn write_part(
    sheet: &ReportPage<'_>,
    drawn: &DrawnTables<'_>,
    table: &TableView,
    part: &PartView,
    out: &mut dyn Write,
) -> io::Result<()> {
    let wide = if part.columns.len() > 7 { " wide" } else { "" };
    writeln!(out, r#"<table class="form{wide}">"#)?;
    if let Some(title) = &part.title {
        writeln!(out, "<caption>{}</caption>", FormLabel(title, sheet.language))?;
    } else {
        let name = text(sheet.language.pick(&table.name));
        writeln!(out, r#"<caption class="unseen">{name} {}</caption>"#, text(&table.title))?;
    }
    let stubs = part.rows.iter().map(|row| row.head.groups.len() + 1).max().unwrap_or(1);
    let stubs = if part.rows.iter().all(|row| row.head.label.is_empty()) { 0 } else { stubs };
    write_columns(part, stubs, sheet.language, out)?;
    writeln!(out, "<tbody>")?;
    for (at, row) in part.rows.iter().enumerate() {
        write_row(sheet, drawn, table, part, at, row, stubs, out)?;
    }
    writeln!(out, "</tbody>\n</table>")
}

/// The head: groups of columns over the columns that lie in them.
fn write_columns(
    part: &PartView,
    stubs: usize,
    language: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let depth = part.columns.iter().map(|column| column.groups.len()).max().unwrap_or(0);
    writeln!(out, "<thead>")?;
    for level in 0..=depth {
        write!(out, "<tr>")?;
        if level == 0 && stubs > 0 {
            write!(
                out,
                r#"<td class="corner"{}{}>{}</td>"#,
                SpanAttribute("colspan", stubs),
                SpanAttribute("rowspan", depth + 1),
                text(&part.corner)
            )?;
        }
        let mut at = 0;
        while let Some(column) = part.columns.get(at) {
            if let Some(group) = column.groups.get(level) {
                let path = &column.groups[..=level];
                let rest = part.columns[at..].iter();
                let span = rest.take_while(|other| other.groups.starts_with(path)).count();
                write!(
                    out,
                    r#"<th scope="colgroup"{}>{}</th>"#,
                    SpanAttribute("colspan", span),
                    FormLabel(group, language)
                )?;
                at += span;
            } else {
                if column.groups.len() == level {
                    let span = SpanAttribute("rowspan", depth + 1 - level);
                    let label = FormLabel(column, language);
                    write!(out, r#"<th scope="col"{span} class="leaf">{label}</th>"#)?;
                }
                at += 1;
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</thead>")
}

#[allow(clippy::too_many_arguments, reason = "what a row lies in, from the page to its part")]
fn write_row(
    sheet: &ReportPage<'_>,
    drawn: &DrawnTables<'_>,
    table: &TableView,
    part: &PartView,
    at: usize,
    row: &TableRowView,
    stubs: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let total = if row.total { r#" class="total""# } else { "" };
    write!(out, "<tr{total}>")?;
    if stubs > 0 {
        write_stub(sheet, drawn, part, at, row, stubs, out)?;
    }
    if row.state == RowState::Aligned {
        for column in &part.columns {
            let cell = row.cells.iter().find(|cell| cell.column == column.id);
            write_cell(sheet, drawn, table, row, column, cell, out)?;
        }
    } else if !row.recovered.is_empty() {
        for column in &part.columns {
            write_recovered(row, column, sheet.language, out)?;
        }
    } else {
        let span = part.columns.len();
        let why = unread(row.state, sheet.language);
        write!(out, r#"<td class="unread" colspan="{span}">{why}</td>"#)?;
    }
    writeln!(out, "</tr>")
}

/// The labels that lead a row: its groups where they begin, and its own.
fn write_stub(
    sheet: &ReportPage<'_>,
    drawn: &DrawnTables<'_>,
    part: &PartView,
    at: usize,
    row: &TableRowView,
    stubs: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let groups = &row.head.groups;
    for level in 0..groups.len() {
        let path = &groups[..=level];
        let begins = at == 0 || !part.rows[at - 1].head.groups.starts_with(path);
        if begins {
            let rest = part.rows[at..].iter();
            let rows = rest.take_while(|other| other.head.groups.starts_with(path)).count();
            let span = SpanAttribute("rowspan", rows);
            let label = FormLabel(&groups[level], sheet.language);
            write!(out, r#"<th scope="rowgroup"{span} class="group">{label}</th>"#)?;
        }
    }
    let span = SpanAttribute("colspan", stubs - groups.len());
    let mark = drawn.marks.place(row.label_span);
    let class = classes("leaf", mark);
    write!(
        out,
        r#"<th scope="row"{span} class="{class}">{}"#,
        FormLabel(&row.head, sheet.language)
    )?;
    write_refs(sheet, mark, out)?;
    write!(out, "</th>")
}

fn write_cell(
    sheet: &ReportPage<'_>,
    drawn: &DrawnTables<'_>,
    table: &TableView,
    row: &TableRowView,
    column: &HeadView,
    cell: Option<&CellView>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let value = text(cell.map_or("", |cell| &cell.text));
    let address = CellRef {
        table: table.id.clone(),
        row: row.head.id.clone(),
        column: column.id.clone(),
        copy: table.copy,
    };
    let Some(mark) = drawn.marks.cell(&address) else {
        return write!(out, "<td>{value}</td>");
    };
    let id = drawn.cell_id(&address);
    let class = classes("", Some(mark));
    write!(out, r#"<td id="{id}" class="{class}">"#)?;
    match &mark.should {
        Some(should) => {
            let lead = sheet.language.choose("应为", "→");
            write!(out, "<del>{value}</del> <ins>{lead} {}</ins>", text(should))?;
        }
        None => write!(out, "{value}")?,
    }
    if let (None, Some(said)) = (&mark.should, mark.said) {
        write!(out, r#" <span class="said">{}</span>"#, text(said))?;
    }
    write_refs(sheet, Some(mark), out)?;
    write!(out, "</td>")
}

/// A cell of a row that lost its marks: what its only reading gives, with a mark.
fn write_recovered(
    row: &TableRowView,
    column: &HeadView,
    language: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    match row.recovered.iter().find(|cell| cell.column == column.id) {
        Some(cell) => {
            write!(out, r#"<td class="recovered">{}</td>"#, text(&recovered(cell, language)))
        }
        None => write!(out, r#"<td class="unread">?</td>"#),
    }
}

/// Signs and numbers that lead to the findings.
fn write_refs(
    sheet: &ReportPage<'_>,
    mark: Option<&CellMark<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(mark) = mark.filter(|mark| !mark.refs.is_empty()) else { return Ok(()) };
    write!(out, r#" <span class="refs">"#)?;
    for &(number, severity) in &mark.refs {
        let (id, sign) = (sheet.finding_id(number), sign(severity));
        let (class, word) = (severity.name(), word(severity, sheet.language));
        write!(
            out,
            r##"<a class="{class}" href="#{id}"><span aria-hidden="true">{sign}</span><span class="unseen">{word} </span>{number}</a>"##
        )?;
    }
    write!(out, "</span>")
}

fn classes(first: &str, mark: Option<&CellMark<'_>>) -> String {
    let mut classes: Vec<&str> = if first.is_empty() { Vec::new() } else { vec![first] };
    if let Some(mark) = mark {
        classes.push("marked");
        classes.push(mark.severity.name());
        if mark.primary {
            classes.push("primary");
        }
    }
    classes.join(" ")
}

/// An attribute that says how many columns or rows a cell covers; nothing for one.
struct SpanAttribute(&'static str, usize);

impl std::fmt::Display for SpanAttribute {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(name, cells) = self;
        if *cells > 1 { write!(out, r#" {name}="{cells}""#) } else { Ok(()) }
    }
}

/// A label of the form: as printed, with the English name under it on an English page.
struct FormLabel<'a>(&'a HeadView, Lang);

impl std::fmt::Display for FormLabel<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(head, language) = self;
        let printed = text(&head.label);
        match (language, head.name.en.as_str()) {
            (Lang::En, name) if !name.is_empty() => write!(
                out,
                r#"<span lang="zh-CN">{printed}</span> <span class="gloss">{}</span>"#,
                text(name)
            ),
            _ => write!(out, "{printed}"),
        }
    }
}
