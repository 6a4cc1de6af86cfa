//! Texts that a page shows in `<pre>`: their tabs, bars and marks are those of a text.

use super::{Reader, comments};
use crate::{
    Block, Comment, Document, blank,
    html::{Preformatted, ShownText},
};

/// Reads the texts that `page` shows, each in its place among the blocks.
pub(crate) fn read_shown(page: Document, shown: Vec<ShownText>) -> Document {
    if shown.is_empty() {
        return page;
    }
    let Document { source, blocks, mut notes, comments } = page;
    let markup = shown.iter().flat_map(|shown| &shown.text.markup);
    let markup: Vec<Comment> = markup.map(|&span| Comment { span, inside: true }).collect();
    let text = alone(source.text(), &shown);
    let text = comments::blanked(&text, markup.iter().map(|markup| markup.span));
    let (read, more) = Reader::new(&source, &text, &markup, has_marks(&text)).read();
    let mut read = read.into_iter().peekable();
    let mut page = blocks.into_iter();
    let mut blocks = Vec::new();
    let mut done = 0;
    for ShownText { before, text: Preformatted { span, .. } } in shown {
        blocks.extend(page.by_ref().take(before - done));
        done = before;
        let within = |block: &Block| block.span().start < span.end;
        blocks.extend(std::iter::from_fn(|| read.next_if(within)));
    }
    blocks.extend(page);
    notes.extend(more);
    Document { source, blocks, notes, comments }
}

/// A text as long as `text` with the characters of `shown` alone. The empty lines between them part tables.
fn alone(text: &str, shown: &[ShownText]) -> String {
    let mut alone = String::with_capacity(text.len());
    for ShownText { text: Preformatted { span, .. }, .. } in shown {
        fill(&mut alone, span.start as usize);
        alone.push_str(&text[span.range()]);
    }
    fill(&mut alone, text.len());
    alone
}

fn fill(text: &mut String, length: usize) {
    const PARTING: &str = "\n\n\n";
    let gap = length - text.len();
    text.push_str(&PARTING[..gap.min(PARTING.len())]);
    text.extend(std::iter::repeat_n(' ', gap.saturating_sub(PARTING.len())));
}

/// Whether a text is Markdown: a line of it begins with `#`.
fn has_marks(text: &str) -> bool {
    text.lines().any(|line| {
        let title = blank::trim_start(line).trim_start_matches('#');
        title.starts_with(' ') && blank::trim_start(line).starts_with('#')
    })
}
