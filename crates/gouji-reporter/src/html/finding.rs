//! One finding in plain words: what is wrong, where, what to do, on which basis.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use gouji_report::{CellRef, Label, SourceId};
use gouji_rules::finding::{Finding, Fix, Responsibility};

use super::{escape::text, excerpt::MarkedSentence, sheet::ReportPage};
use crate::{
    blanks,
    site::cell_view,
    verdict::{sign, word},
    whereabouts,
};
use gouji_report::Lang;

/// Sentences that are shown of one finding; the rest is counted.
const MAX_EXCERPTS: usize = 4;

/// Cells that are named of one finding beside its first; the rest is counted.
const MAX_CELLS: usize = 8;

/// Replacements that are shown of one fix; the rest is counted.
const MAX_EDITS: usize = 4;

/// Writes a finding as an item of the list.
pub(super) fn write(
    sheet: &ReportPage<'_>,
    number: usize,
    finding: &Finding,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = sheet.language;
    let (id, class) = (sheet.finding_id(number), finding.severity.name());
    let (sign, word) = (sign(finding.severity), word(finding.severity, language));
    writeln!(out, r#"<li class="finding {class}" id="{id}">"#)?;
    write!(
        out,
        r#"<p class="kind"><b class="number">{number}</b> <span class="level"><span class="sign" aria-hidden="true">{sign}</span> {word}</span> "#
    )?;
    writeln!(out, "<code>{}</code></p>", text(&finding.code))?;
    writeln!(out, r#"<p class="what">{}</p>"#, text(language.pick(&finding.message)))?;
    write_repair(sheet, finding, out)?;
    write_place(sheet, &finding.primary, out)?;
    write_excerpts(sheet, finding, out)?;
    write_related(sheet, finding, out)?;
    if let Some(help) = &finding.help {
        let lead = language.choose("怎么改", "What to do");
        let help = text(language.pick(help));
        writeln!(out, r#"<p class="help"><b>{lead}</b> {help}</p>"#)?;
    }
    // What a repair says of cells, the fix would say again of the same figures.
    let repaired = finding.equation.as_ref().is_some_and(|it| !it.repair.is_empty());
    let help = finding.help.as_ref().map_or("", |help| language.pick(help));
    if let Some(fix) = finding.fix.as_ref().filter(|fix| !repaired && !is_told(fix, help)) {
        write_fix(sheet, fix, help, out)?;
    }
    if finding.responsibility == Responsibility::Extraction {
        let doubt = language.choose(
            "可能是转换、抓取时造成的，不一定是原文的错，请对照原文。",
            "Probably lost in conversion, not written so: compare the original document.",
        );
        writeln!(out, r#"<p class="note">{doubt}</p>"#)?;
    }
    if let Some(summary) = sheet.rule_summary(&finding.code) {
        let lead = language.choose("核对内容：", "what is checked: ");
        writeln!(out, r#"<p class="note">{lead}{}</p>"#, text(summary))?;
    }
    for note in &finding.notes {
        writeln!(out, r#"<p class="note">{}</p>"#, text(language.pick(note)))?;
    }
    writeln!(out, "</li>")
}

/// Whether the help says what the fix writes: 改为“1.5%”.
fn is_told(fix: &Fix, help: &str) -> bool {
    let first = fix.edits.first().map_or("", |edit| edit.text.trim());
    // A comma stands in any help.
    first.chars().nth(1).is_some()
        && help.contains(first)
        && fix.edits.iter().all(|edit| edit.text.trim() == first)
}

/// 现在 0 → 应为 3, a line a cell.
fn write_repair(sheet: &ReportPage<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let repair = finding.equation.as_ref().map_or(&[][..], |equation| &equation.repair);
    if repair.is_empty() {
        return Ok(());
    }
    let language = sheet.language;
    let (now, blank) = (language.choose("现在", "now"), language.choose("空", "blank"));
    let should = language.choose("应为", "should be");
    writeln!(out, r#"<ul class="repair">"#)?;
    for change in repair {
        let held = held(sheet, finding, &change.cell);
        let held = if held.is_empty() { blank } else { held };
        writeln!(
            out,
            r#"<li>{} <span class="change">{now} <del>{}</del> → {should} <ins>{}</ins></span></li>"#,
            NamedCell::new(sheet, finding, &change.cell),
            text(held),
            change.value.normalize()
        )?;
    }
    writeln!(out, "</ul>")
}

/// What a cell holds now.
fn held<'a>(sheet: &ReportPage<'a>, finding: &'a Finding, cell: &CellRef) -> &'a str {
    if let Some((_, _, view)) = sheet.cell(cell) {
        return &view.text;
    }
    let label = own_labels(finding).find(|label| label.cell.as_ref() == Some(cell));
    let row = label.and_then(|label| label.row.as_deref());
    let view = row.and_then(|row| row.cells.iter().find(|view| view.column == cell.column));
    view.map_or("", |view| &view.text)
}

fn labels(finding: &Finding) -> impl Iterator<Item = &Label> {
    std::iter::once(&finding.primary).chain(&finding.related)
}

/// Those in the file of the finding.
fn own_labels(finding: &Finding) -> impl Iterator<Item = &Label> {
    labels(finding).filter(|label| label.source == finding.primary.source)
}

fn write_place(sheet: &ReportPage<'_>, label: &Label, out: &mut dyn Write) -> io::Result<()> {
    let language = sheet.language;
    let at = sheet.whereabouts(label);
    let lead = language.choose("位置", "Where");
    write!(out, r#"<p class="place"><b>{lead}</b> "#)?;
    if let (Some(cell), Some(row)) = (&label.cell, label.row.as_deref()) {
        write!(out, "{} ", text(language.pick(&row.table)))?;
        write!(out, "{} ", NamedCell::label(sheet, label, cell))?;
    }
    writeln!(out, r#"<span class="at">{at}</span></p>"#)
}

/// The sentences of a finding in running text.
fn write_excerpts(
    sheet: &ReportPage<'_>,
    finding: &Finding,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = sheet.language;
    let in_text: Vec<&Label> = labels(finding).filter(|label| label.cell.is_none()).collect();
    for label in in_text.iter().take(MAX_EXCERPTS) {
        let file = sheet.sites.file(label);
        let Some(excerpt) = MarkedSentence::new(label.span, &file.places, file.format) else {
            continue;
        };
        let [before, marked, after] =
            [&excerpt.before, &excerpt.marked, &excerpt.after].map(|it| text(it));
        let message = language.pick(&label.message);
        if let Some(path) = sheet.sites.elsewhere(label.source) {
            writeln!(out, r#"<p class="place">{}</p>"#, text(path))?;
        }
        write!(out, "<blockquote><p>{before}<mark>{marked}</mark>{after}</p>")?;
        if !message.is_empty() && message != excerpt.marked {
            write!(out, "<footer>{}</footer>", text(message))?;
        }
        writeln!(out, "</blockquote>")?;
    }
    write_more(language, in_text.len().saturating_sub(MAX_EXCERPTS), out)
}

/// The other cells that took part, with what they hold.
fn write_related(sheet: &ReportPage<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let language = sheet.language;
    let repair = finding.equation.iter().flat_map(|equation| &equation.repair);
    let own = finding.primary.source;
    let mut told: BTreeSet<(SourceId, &CellRef)> =
        repair.map(|change| (own, &change.cell)).collect();
    told.extend(finding.primary.cell.iter().map(|cell| (own, cell)));
    let many_blanks = blanks::told(finding, language);
    if let Some(blanks) = &many_blanks {
        writeln!(out, r#"<p class="related">{}</p>"#, text(blanks))?;
    }
    let cells: Vec<(&Label, &CellRef)> = finding
        .related
        .iter()
        .filter(|label| many_blanks.is_none() || !blanks::is_blank(label))
        .filter_map(|label| label.cell.as_ref().map(|cell| (label, cell)))
        .filter(|&(label, cell)| told.insert((label.source, cell)))
        .collect();
    if cells.is_empty() {
        return Ok(());
    }
    let lead = language.choose("相关格子", "Cells that take part");
    write!(out, r#"<p class="related"><b>{lead}</b>"#)?;
    let blank = language.choose("空", "blank");
    for &(label, cell) in cells.iter().take(MAX_CELLS) {
        let elsewhere = sheet.sites.elsewhere(label.source);
        let held = match elsewhere {
            Some(_) => cell_view(label).map_or("", |view| &view.text),
            None => held(sheet, finding, cell),
        };
        let said = language.pick(&label.message);
        let said = if said == held { "" } else { said };
        let held = if held.is_empty() && said.is_empty() { blank } else { held };
        let name = match elsewhere {
            Some(path) => NamedCell::elsewhere(sheet, path, label, cell),
            None => NamedCell::short(sheet, label, cell),
        };
        write!(out, r#" <span class="chip">{name} <b>{}</b>"#, text(held))?;
        if !said.is_empty() {
            write!(out, " {}", text(said))?;
        }
        write!(out, "</span>")?;
    }
    if let more @ 1.. = cells.len().saturating_sub(MAX_CELLS) {
        let n = cells.len();
        match language {
            Lang::Zh => write!(out, r#" <span class="more">等 {n} 格</span>"#)?,
            Lang::En => write!(out, r#" <span class="more">and {more} more</span>"#)?,
        }
    }
    writeln!(out, "</p>")
}

fn write_fix(sheet: &ReportPage<'_>, fix: &Fix, help: &str, out: &mut dyn Write) -> io::Result<()> {
    let language = sheet.language;
    let source = sheet.file.source.text();
    let lead = language.choose("改法", "Change");
    let message = language.pick(&fix.message);
    let message = if help.contains(message) { "" } else { message };
    writeln!(out, r#"<p class="fix"><b>{lead}</b> {}</p>"#, text(message))?;
    writeln!(out, r#"<ul class="edits">"#)?;
    for edit in fix.edits.iter().take(MAX_EDITS) {
        let old = &source[sheet.sites.own.places.range(edit.span)];
        writeln!(out, "<li><del>{}</del> → <ins>{}</ins></li>", text(old), text(&edit.text))?;
    }
    writeln!(out, "</ul>")?;
    write_more(language, fix.edits.len().saturating_sub(MAX_EDITS), out)
}

fn write_more(language: Lang, more: usize, out: &mut dyn Write) -> io::Result<()> {
    match (more, language) {
        (0, _) => Ok(()),
        (_, Lang::Zh) => writeln!(out, r#"<p class="more">另有 {more} 处未列出</p>"#),
        (_, Lang::En) => writeln!(out, r#"<p class="more">{more} more not shown</p>"#),
    }
}

/// A cell by its row and column, a link where it is drawn.
struct NamedCell {
    link: Option<String>,
    name: String,
}

impl NamedCell {
    /// A cell of the finding, by whatever label has it.
    fn new(sheet: &ReportPage<'_>, finding: &Finding, cell: &CellRef) -> Self {
        match own_labels(finding).find(|label| label.cell.as_ref() == Some(cell)) {
            Some(label) => Self::label(sheet, label, cell),
            None => Self::of(sheet, cell, format!("{}·{}", cell.row, cell.column)),
        }
    }

    fn label(sheet: &ReportPage<'_>, label: &Label, cell: &CellRef) -> Self {
        let name = whereabouts::in_table(label, sheet.language)
            .unwrap_or_else(|| format!("{}·{}", cell.row, cell.column));
        Self::of(sheet, cell, name)
    }

    /// A cell of another file.
    fn elsewhere(sheet: &ReportPage<'_>, path: &str, label: &Label, cell: &CellRef) -> Self {
        let name = whereabouts::in_table(label, sheet.language)
            .unwrap_or_else(|| format!("{}·{}", cell.row, cell.column));
        Self { link: None, name: format!("{path} {name}") }
    }

    /// With the row's name in messages in place of its label: 新收·自然人.
    fn short(sheet: &ReportPage<'_>, label: &Label, cell: &CellRef) -> Self {
        match sheet.cell(cell) {
            Some((_, row, view)) => {
                let [row, column] = [&row.head.name, &view.name].map(|it| sheet.language.pick(it));
                Self::of(sheet, cell, format!("{row}·{column}"))
            }
            None => Self::label(sheet, label, cell),
        }
    }

    fn of(sheet: &ReportPage<'_>, cell: &CellRef, name: String) -> Self {
        let drawn = sheet.cell(cell).filter(|(table, ..)| sheet.draws(table));
        let link = drawn.map(|_| sheet.own.cell_id(cell));
        Self { link, name }
    }
}

impl std::fmt::Display for NamedCell {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = text(&self.name);
        match &self.link {
            Some(id) => write!(out, r##"<a href="#{id}">{name}</a>"##),
            None => write!(out, "{name}"),
        }
    }
}
