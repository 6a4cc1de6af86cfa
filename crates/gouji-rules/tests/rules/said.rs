//! What findings say, and where: the message, each place by file, line and words or cell, and the first place marked below
//! its line.
//!
//! Fixtures keep it in a `said.txt`. `GOUJI_BLESS=1` writes those anew: read each difference.

use std::{fs, path::Path};

use gouji_report::Label;
use gouji_rules::finding::Finding;

/// Characters of a long passage that are shown at either end.
const ENDS: usize = 15;
/// Characters before the marks.
const BEFORE: usize = 20;

/// What findings in the reports, named and in the order of their sources, say.
pub(crate) fn said<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    reports: &[(String, String)],
) -> String {
    let mut said = String::new();
    for it in findings {
        said += &format!("{}\n", it.message.zh);
        let places = std::iter::once(&it.primary).chain(&it.related);
        for (at, label) in places.enumerate() {
            let (name, text) = &reports[label.source.0 as usize];
            let range = label.span.range();
            let line = text[..range.start].matches('\n').count() + 1;
            said += &format!("  {name}:{line} {}\n", shown(label, &text[range.clone()]));
            if at == 0 && !range.is_empty() {
                said += &marked(text, range.start, range.end);
            }
        }
    }
    said
}

/// What a `said.txt` should say and does not.
pub(crate) fn unlike(path: &Path, said: String) -> Option<String> {
    if std::env::var_os("GOUJI_BLESS").is_some() {
        fs::write(path, &said).expect("it can be written");
    }
    let known = fs::read_to_string(path).unwrap_or_default();
    (known != said).then_some(said)
}

/// The cell of a label, or what stands there.
fn shown(label: &Label, text: &str) -> String {
    if let Some(cell) = &label.cell {
        return format!("{}.{}.{}", cell.table, cell.row, cell.column);
    }
    let chars: Vec<char> =
        text.chars().map(|it| if it.is_whitespace() { ' ' } else { it }).collect();
    if chars.len() <= 2 * ENDS {
        return chars.into_iter().collect();
    }
    let (first, last) = (&chars[..ENDS], &chars[chars.len() - ENDS..]);
    let [first, last] = [first, last].map(|it| it.iter().collect::<String>());
    format!("{first}…{last}")
}

/// The line of a place, and a line of marks below it; what is long is cut.
fn marked(text: &str, start: usize, end: usize) -> String {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before: Vec<char> = text[line..start].chars().collect();
    let cut = before.len().saturating_sub(BEFORE);
    let rest: String =
        text[start..].lines().next().unwrap_or_default().chars().take(2 * ENDS).collect();
    let length = text[start..end].lines().next().unwrap_or_default().chars().count();
    let shown = before[cut..].iter().copied().chain(rest.chars());
    let shown: Vec<char> = shown.map(|it| if it == '\t' { ' ' } else { it }).collect();
    let marks = shown.iter().enumerate().map(|(at, &char)| {
        let is_marked = (before.len() - cut..before.len() - cut + length).contains(&at);
        // Characters of full width, so that marks stand below what they mark.
        match (is_marked, char >= '\u{2e80}') {
            (true, true) => '＾',
            (true, false) => '^',
            (false, true) => '\u{3000}',
            (false, false) => ' ',
        }
    });
    let marks: String = marks.collect();
    let shown: String = shown.iter().collect();
    format!("    | {}\n    | {}\n", shown.trim_end(), marks.trim_end())
}
