//! What stands in the margins of pages: page numbers, running heads and feet.

use super::line::{LinedPage, TextLine};

/// The share of a page's height at its top and its bottom that counts as margin, in hundredths.
const MARGIN: i32 = 13;
/// Lines in a margin.
const LINES: usize = 3;
/// How far the same line may stand from where it stands on another page.
const NEAR: i32 = 300;

/// Takes page numbers and running lines off every page.
pub(super) fn take_off(sheets: &mut [LinedPage]) {
    for bottom in [true, false] {
        for _ in 0..LINES {
            let outer: Vec<Option<MarginLine>> =
                sheets.iter().map(|sheet| outermost(sheet, bottom).map(MarginLine::of)).collect();
            let gone: Vec<bool> = (0..outer.len()).map(|page| is_margin(page, &outer)).collect();
            if !gone.contains(&true) {
                break;
            }
            for (sheet, _) in sheets.iter_mut().zip(gone).filter(|(_, gone)| *gone) {
                let at = if bottom { sheet.body.len() - 1 } else { 0 };
                sheet.body.remove(at);
            }
        }
    }
}

/// The last line of a page, or the first, if it stands in the margin and no table beyond it.
fn outermost(sheet: &LinedPage, bottom: bool) -> Option<&TextLine> {
    let margin = sheet.height / 100 * MARGIN;
    let mut tables = sheet.grids.iter().map(|grid| grid.frame);
    let line = if bottom { sheet.body.last()? } else { sheet.body.first()? };
    let outside = if bottom {
        line.baseline > sheet.height - margin && tables.all(|it| it.bottom < line.baseline)
    } else {
        line.baseline < margin && tables.all(|it| it.top > line.baseline)
    };
    outside.then_some(line)
}

/// A line in the margin.
struct MarginLine {
    baseline: i32,
    letters: String,
    number: Option<(u32, bool)>,
}

impl MarginLine {
    fn of(line: &TextLine) -> Self {
        let letters = letters(&line.text);
        Self { baseline: line.baseline, letters, number: page_number(&line.text) }
    }
}

fn is_margin(page: usize, outer: &[Option<MarginLine>]) -> bool {
    let Some(line) = &outer[page] else { return false };
    let others = || outer.iter().enumerate().filter(|(at, _)| *at != page);
    let others = || others().filter_map(|(at, other)| Some((at, other.as_ref()?)));
    match line.number {
        Some((_, true)) => return true,
        // A bare figure is a page number if it counts on from page to page.
        Some((number, false)) => {
            let mut numbers = others().filter_map(|(at, other)| Some((at, other.number?.0)));
            if numbers.any(|(at, it)| it as usize + page == number as usize + at)
                || outer.len() == 1 && number == 1
            {
                return true;
            }
        }
        None => {}
    }
    let same = others().filter(|(_, other)| {
        (other.baseline - line.baseline).abs() < NEAR && other.letters == line.letters
    });
    let same = same.count();
    // on every other page, as of books, or on all but the first
    same > 0 && same * 3 + 3 >= outer.len() && !line.letters.is_empty()
}

/// Text without figures, which differ from page to page.
fn letters(text: &str) -> String {
    text.chars().filter(|char| !char.is_numeric() && !char.is_whitespace()).collect()
}

/// The number of a page, and whether it is marked as one: `— 3 —`, `第 3 页`, `3 / 12`.
fn page_number(text: &str) -> Option<(u32, bool)> {
    let text: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    let bare = text.trim_matches(|char| "-—–－―─·•~～".contains(char));
    let marked = bare.len() < text.len();
    let number = |digits: &str| {
        let plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    if let Some(number) = number(bare) {
        return Some((number, marked));
    }
    let (first, rest) = match bare.strip_prefix('第') {
        Some(rest) => rest.split_once('页')?,
        None => bare.split_once('/')?,
    };
    let rest = rest.trim_start_matches(['/', '，', ',']);
    let rest = rest.trim_start_matches('共').trim_end_matches('页');
    (rest.is_empty() || number(rest).is_some()).then(|| number(first).map(|it| (it, true)))?
}
