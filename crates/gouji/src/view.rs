//! `gouji view`: the text that findings point into, or how it was read.

use std::io::{self, Write};
use std::path::Path;

use gouji_parser::{Block, Document, NoteKind, Row};
use gouji_reporter::visible;

use crate::args::{StatementFormat, ViewArgs};
use crate::convert::Conversion;
use crate::input::converted;
use crate::project::refused;
use crate::sink;
use gouji_project::Status;
use gouji_project::{Input, ReadingOptions};
use gouji_report::Lang;

mod statements;
mod tables;

pub(crate) fn run(args: &ViewArgs, lang: Lang) -> miette::Result<Status> {
    let input = if args.file == Path::new("-") {
        Input::Stdin { name: "-".to_owned() }
    } else {
        Input::named(args.file.clone())
    };
    let reading = ReadingOptions {
        convert: &Conversion::of(args.convert),
        tables: false,
        statements: false,
        lang,
    };
    let file = match input.read(&reading) {
        Ok(file) => file,
        Err(unread) => {
            eprintln!("{unread}");
            return Ok(Status::Failed);
        }
    };
    if file.converted {
        eprintln!("{}", converted(input.name(), lang));
    }
    let (mut statements, mut tables) = (Vec::new(), Vec::new());
    if args.statements || args.tables {
        let linter = refused(gouji_project::configured(&[]))?;
        let report = linter.bind(&file.document);
        if args.tables {
            tables = linter.tables(&report);
        } else {
            let passages = linter.statements(&report).into_iter();
            statements.extend(passages.flat_map(|passage| passage.statements));
        }
    }
    sink::print(|out| match args.format {
        _ if args.blocks => write_blocks(&file.document, lang, out),
        _ if args.tables => tables::write(&tables, lang, out),
        _ if !args.statements => write_text(&file.document, out),
        StatementFormat::Text => statements::write_text(&statements, &file.document, lang, out),
        StatementFormat::Jsonl => statements::write_jsonl(&statements, &file.document, lang, out),
    })?;
    Ok(Status::Clean)
}

/// Every line of the source under its number.
fn write_text(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let source = &document.source;
    let lines = source.line_starts().len();
    let width = lines.to_string().len();
    for number in 1..=lines as u32 {
        // what follows the last line end is no line unless something stands there
        match source.line(number) {
            Some((_, "")) if number as usize == lines => {}
            Some((_, line)) => writeln!(out, "{number:width$} │ {}", visible(line))?,
            None => {}
        }
    }
    Ok(())
}

/// Every block under the number of its first line, with a mark of what it is.
fn write_blocks(document: &Document, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    // (offset, mark, text)
    let mut shown: Vec<(u32, String, String)> = Vec::new();
    let mut tables = 0;
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => {
                let text = document.str(&heading.text).to_owned();
                shown.push((heading.text.span.start, format!("H{}", heading.level), text));
            }
            Block::Paragraph(paragraph) => {
                let text = document.str(&paragraph.text).to_owned();
                shown.push((paragraph.text.span.start, String::new(), text));
            }
            Block::Table(table) => {
                tables += 1;
                for (row, number) in table.rows.iter().zip(1..) {
                    let mark = format!("{tables}.{number}");
                    shown.push((row.span.start, mark, cells(row, document)));
                }
            }
        }
    }
    let notes =
        document.notes.iter().map(|note| (note.span.start, "!".to_owned(), said(&note.kind, lang)));
    shown.extend(notes);
    shown.sort_by_key(|&(offset, ..)| offset);

    let source = &document.source;
    let numbers = source.line_starts().len().to_string().len();
    let marks = shown.iter().map(|(_, mark, _)| mark.len()).max().unwrap_or(0);
    let line_of = |offset| source.line_starts().partition_point(|&start| start <= offset);
    for (offset, mark, text) in &shown {
        let line = format!("{:numbers$} │ {mark:marks$}  {}", line_of(*offset), visible(text));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The cells of a row between bars, so that the columns can be counted: `←` stands for a column
/// that the cell before it covers, `↑` for one that a cell of a row above covers.
fn cells(row: &Row, document: &Document) -> String {
    let mut bars: Vec<String> = Vec::new();
    let mut next = 0;
    for cell in &row.cells {
        bars.extend(covered("↑", cell.column.saturating_sub(next)));
        bars.push(document.str(&cell.text).to_owned());
        bars.extend(covered("←", cell.column_span.saturating_sub(1)));
        next = cell.column + cell.column_span;
    }
    bars.join(" │ ")
}

/// The sign so many times, in few characters where they are many: a cell can claim any width.
fn covered(sign: &str, columns: u32) -> Vec<String> {
    match columns {
        0..=20 => vec![sign.to_owned(); columns as usize],
        _ => vec![format!("{sign}×{columns}")],
    }
}

/// What could not be read.
fn said(kind: &NoteKind, lang: Lang) -> String {
    match kind {
        NoteKind::Image => lang.choose("图片", "picture").to_owned(),
        NoteKind::TrackedChanges(count) => {
            format!("{count} {}", lang.choose("处修订痕迹", "tracked changes"))
        }
        NoteKind::Struck(count) => {
            format!(
                "{count} {}",
                lang.choose("处删去的文字（有删除线），没有读", "places struck out, not read")
            )
        }
        NoteKind::Comments { author, count } if author.is_empty() => {
            format!("{count} {}", lang.choose("条批注", "comments"))
        }
        NoteKind::Comments { author, count } => match lang {
            Lang::Zh => format!("{author}的 {count} 条批注"),
            Lang::En => format!("{count} comments by {author}"),
        },
        NoteKind::People(names) => {
            format!("{}{}", lang.choose("文件属性：", "properties: "), names.join("、"))
        }
        NoteKind::Limit(limit) => format!(
            "{}{}",
            lang.choose("超出读取上限，以下没有读：", "limit reached, nothing read from here on: "),
            lang.choose(limit.zh, limit.en)
        ),
        NoteKind::Unread(part) | NoteKind::TablesOnly(part) => {
            lang.choose(part.zh, part.en).to_owned()
        }
        _ => String::new(),
    }
}
