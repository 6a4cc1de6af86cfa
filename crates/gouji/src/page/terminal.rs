//! A page on a terminal.

use std::fmt::Write as _;

use super::{DocPage, PageBlock, PageInline, PageLine};

/// The page as text: the title first, what belongs to a heading indented under it.
pub(crate) fn render(page: &DocPage) -> String {
    let mut text = format!("{}\n", page.title);
    let mut indent = "";
    let mut after_code = false;
    for block in &page.blocks {
        if after_code && matches!(block, PageBlock::Text(_)) {
            text.push('\n');
        }
        after_code = matches!(block, PageBlock::Code { .. });
        match block {
            PageBlock::Heading(heading) => {
                let _ = writeln!(text, "\n{heading}");
                indent = "    ";
            }
            PageBlock::Ways(_) => {}
            PageBlock::Text(line) => push(&mut text, indent, &shown(line)),
            PageBlock::Facts(facts) => {
                text.push('\n');
                for (name, value) in facts {
                    push(&mut text, "    ", &format!("{name}{}", shown(value)));
                }
            }
            PageBlock::Points(lines) => {
                for line in lines {
                    push(&mut text, indent, &format!("- {}", shown(line)));
                }
            }
            PageBlock::Messages(messages) => {
                for message in messages {
                    let case = match &*message.case {
                        "" => String::new(),
                        case => format!(" ({case})"),
                    };
                    let said = format!("{}{case}  {}", message.severity, message.text);
                    push(&mut text, indent, &said);
                    if let Some((name, help)) = &message.help {
                        push(&mut text, &format!("{indent}      "), &format!("{name}{help}"));
                    }
                }
            }
            PageBlock::Code { text: code, .. } => push(&mut text, indent, code),
            PageBlock::Table { rows, .. } => {
                text.push('\n');
                text.push_str(&table(rows));
            }
        }
    }
    text
}

fn push(text: &mut String, indent: &str, lines: &str) {
    for line in lines.lines() {
        let _ = writeln!(text, "{}", format!("{indent}{line}").trim_end());
    }
}

fn shown(line: &PageLine) -> String {
    line.iter()
        .map(|inline| match inline {
            PageInline::Text(text) | PageInline::Code(text) | PageInline::Link { text, .. } => {
                &**text
            }
        })
        .collect()
}

/// Rows without their head, the columns lined up. All but the last column are of one script, so
/// that counting characters is enough.
pub(crate) fn table(rows: &[Vec<PageLine>]) -> String {
    let mut text = String::new();
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(shown).collect()).collect();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    for row in &rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let width = width(column).unwrap_or_default();
            let _ = write!(line, "{cell:width$}  ");
        }
        push(&mut text, "", &line);
    }
    text
}
