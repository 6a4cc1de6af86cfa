//! A page as Markdown, as GitHub shows it.

use std::fmt::Write as _;

use super::{DocPage, PageBlock, PageInline, PageLine, PageMessage};

/// The page as a Markdown file.
pub(crate) fn render(page: &DocPage) -> String {
    let mut text = format!("# {}\n", escaped(&page.title));
    for block in &page.blocks {
        text.push('\n');
        push(&mut text, block);
    }
    text
}

fn push(text: &mut String, block: &PageBlock) {
    let _ = match block {
        PageBlock::Heading(heading) => writeln!(text, "## {}", escaped(heading)),
        PageBlock::Text(line) | PageBlock::Ways(line) => writeln!(text, "{}", shown(line)),
        PageBlock::Facts(facts) => {
            let names = facts.iter().map(|(name, _)| name.trim_end_matches(['：', ':', ' ']));
            let values = facts.iter().map(|(_, value)| shown(value)).collect::<Vec<_>>();
            table(text, &names.map(str::to_owned).collect::<Vec<_>>(), &[values]);
            Ok(())
        }
        PageBlock::Points(lines) => {
            for line in lines {
                let _ = writeln!(text, "* {}", shown(line));
            }
            Ok(())
        }
        PageBlock::Messages(messages) => {
            for message in messages {
                push_message(text, message);
            }
            Ok(())
        }
        PageBlock::Code { language, text: code } => {
            writeln!(text, "```{language}\n{}\n```", code.trim_end_matches('\n'))
        }
        PageBlock::Table { head, rows } => {
            let rows: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(shown).collect()).collect();
            let head: Vec<String> = head.iter().map(|cell| escaped(cell)).collect();
            table(text, &head, &rows);
            Ok(())
        }
    };
}

fn push_message(text: &mut String, message: &PageMessage) {
    let case = match &*message.case {
        "" => String::new(),
        case => format!(" (`{case}`)"),
    };
    let _ = write!(text, "* **{}**{case} {}", message.severity, escaped(&message.text));
    if let Some((name, help)) = &message.help {
        let _ = write!(text, "\\\n  {name}{}", escaped(help));
    }
    text.push('\n');
}

fn table(text: &mut String, head: &[String], rows: &[Vec<String>]) {
    let _ = writeln!(text, "| {} |", head.join(" | "));
    let _ = writeln!(text, "|{}", " --- |".repeat(head.len()));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
}

fn shown(line: &PageLine) -> String {
    line.iter()
        .map(|inline| match inline {
            PageInline::Text(text) => escaped(text),
            PageInline::Code(code) => format!("`{code}`"),
            PageInline::Link { text, to } => format!("[{}]({to})", escaped(text)),
        })
        .collect()
}

/// Text in which nothing is markup: not within a line, not at its beginning.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let number = text.trim_start_matches(|it: char| it.is_ascii_digit());
    let list = number.len() < text.len() && number.starts_with(['.', ')']);
    let marker = list.then_some(text.len() - number.len());
    for (at, char) in text.char_indices() {
        let leads = at == 0 && matches!(char, '#' | '+' | '-' | '=' | '~');
        if leads || Some(at) == marker || "\\`*_[]<>&|~".contains(char) {
            out.push('\\');
        }
        // A line of a message is a line of the page.
        out.push(if char == '\n' { ' ' } else { char });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_of_a_text_is_markup() {
        let check = |text, expected| assert_eq!(escaped(text), expected);
        check("“/”与 a|b", "“/”与 a\\|b");
        check("[bookmark: _GoBack]", "\\[bookmark: \\_GoBack\\]");
        check("1.属于国家秘密", "1\\.属于国家秘密");
        check("- 3 - 2", "\\- 3 - 2");
        check("&nbsp; <br> 2*3", "\\&nbsp; \\<br\\> 2\\*3");
        check("{table}“{over}”：3 + 0 = 3", "{table}“{over}”：3 + 0 = 3");
    }
}
