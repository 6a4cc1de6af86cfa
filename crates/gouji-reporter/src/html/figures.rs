//! The paragraphs of a report that state figures, each figure underlined with what it was taken for: on
//! pointing at it, on reaching it by the keyboard, and for whoever has the page read out.

use std::io::{self, Write};

use gouji_report::{
    Lang,
    view::{PassageView, StatementView},
};

use super::{escape::text, sheet::ReportPage};

/// Writes the text of a report, folded; nothing where its figures are not known, or where there are none.
pub(super) fn write(sheet: &ReportPage<'_>, heading: &str, out: &mut dyn Write) -> io::Result<()> {
    let (id, language) = (sheet.number, sheet.language);
    let passages = sheet.file.statements.unwrap_or_default();
    let figures = || passages.iter().flat_map(places);
    if figures().next().is_none() {
        return Ok(());
    }
    writeln!(out, r#"<section class="figures">"#)?;
    let title = language.choose("正文里的数", "The figures of the text");
    writeln!(out, r#"<{heading} id="r{id}-figures">{title}</{heading}>"#)?;
    let understood = figures().filter(|same| state(&same[0]) != "open").count();
    let rest = figures().count() - understood;
    let said = match language {
        Lang::Zh => format!("读懂 {understood} 处，没有读懂 {rest} 处"),
        Lang::En => format!("{understood} understood, {rest} not"),
    };
    writeln!(out, "<details><summary>{said}</summary>")?;
    write_legend(language, out)?;
    for passage in passages {
        write_passage(passage, language, out)?;
    }
    writeln!(out, "</details>\n</section>")
}

fn write_legend(language: Lang, out: &mut dyn Write) -> io::Result<()> {
    let [known, apart, open] = language.choose(
        ["读懂了", "读懂了，不与表格核对", "没有读懂"],
        ["understood", "understood, not compared with the tables", "not understood"],
    );
    let hint = language.choose(
        "指着、点一下或用 Tab 键移到一个数，就看到它读作什么，或为什么没有核对",
        "point at a figure, or reach it by the Tab key, to see what it was taken for, or why it was not compared",
    );
    writeln!(
        out,
        r#"<p class="legend"><span class="figure">{known}</span> <span class="figure apart">{apart}</span> <span class="figure open">{open}</span> <span class="hint">{hint}</span></p>"#
    )
}

fn write_passage(passage: &PassageView, language: Lang, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<p>")?;
    let mut done = 0;
    for same in places(passage) {
        let first = &same[0];
        if first.range.start < done {
            continue;
        }
        let taken: Vec<&str> = same.iter().map(|it| language.pick(&it.taken)).collect();
        let [before, own] = [done..first.range.start, first.range.clone()]
            .map(|range| text(passage.text.get(range).unwrap_or_default()));
        let class = match state(first) {
            "" => String::new(),
            state => format!(" {state}"),
        };
        let taken = taken.join(language.choose("；", "; "));
        write!(
            out,
            r#"{before}<span class="figure{class}" tabindex="0">{own}<span class="taken" role="note">{}</span></span>"#,
            text(&taken)
        )?;
        done = first.range.end;
    }
    writeln!(out, "{}</p>", text(passage.text.get(done..).unwrap_or_default()))
}

/// The figures of a passage; several at one place where one stands for several fields: 行政复议、行政诉讼均为0件.
fn places(passage: &PassageView) -> impl Iterator<Item = &[StatementView]> {
    passage.statements.chunk_by(|a, b| a.range == b.range)
}

/// How a figure is underlined: `open` where it was not understood, `apart` where it is not of all that the
/// report covers.
fn state(it: &StatementView) -> &'static str {
    match (&it.address, it.scope) {
        (Some(_), "report") => "",
        (None, "report") => "open",
        _ => "apart",
    }
}
