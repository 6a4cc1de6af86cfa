//! The sentence around a place in running text, without the markup of a web page.

use std::ops::Range;

use gouji_parser::{Format, Span};

use crate::{markup::plain, place::SourcePlaces};

/// Characters that are shown on either side of what is marked, unless its sentence ends before.
const REACH: usize = 42;

/// Characters that are shown of what is marked.
const MARKED: usize = 120;

/// Bytes of a web page that are looked at on either side: markup is longer than what it marks up.
const WINDOW: usize = 1500;

/// A sentence with the marked part of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MarkedSentence {
    pub(super) before: String,
    /// Empty where the place lies between two characters.
    pub(super) marked: String,
    pub(super) after: String,
}

impl MarkedSentence {
    /// The sentence around `span`; none where nothing of it is text (a picture).
    pub(super) fn new(span: Span, places: &SourcePlaces<'_>, format: Format) -> Option<Self> {
        let range = places.range(span);
        let line = places.line(range.start);
        let marked = line.locate(range.start)..line.locate(range.end);
        let text = line.text;
        let (before, inside, after) = if format == Format::Html {
            let [start, end] = window(text, &marked);
            let [before, inside, after] =
                [start..marked.start, marked.clone(), marked.end..end].map(|it| plain(&text[it]));
            (before, inside, after)
        } else {
            let [before, inside, after] = [0..marked.start, marked.clone(), marked.end..text.len()]
                .map(|it| text[it].to_owned());
            (before, inside, after)
        };
        let inside = shorten(inside.trim());
        let excerpt = Self { before: tail(&before), marked: inside, after: head(&after) };
        let says = |text: &str| !text.trim().is_empty();
        let shown = says(&excerpt.marked)
            || marked.is_empty() && (says(&excerpt.before) || says(&excerpt.after));
        shown.then_some(excerpt)
    }
}

/// The bytes around `marked` that are looked at, on character boundaries.
fn window(text: &str, marked: &Range<usize>) -> [usize; 2] {
    let mut start = marked.start.saturating_sub(WINDOW);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (marked.end + WINDOW).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    [start, end]
}

fn ends_sentence(char: char) -> bool {
    matches!(char, '。' | '！' | '？' | '；' | '\n')
}

/// The end of what stands before the mark: its sentence, or as much of it as is shown.
fn tail(before: &str) -> String {
    let sentence = before.rfind(ends_sentence).map_or(0, |at| {
        let end = before[at..].chars().next().map_or(0, char::len_utf8);
        at + end
    });
    let count = before[sentence..].chars().count();
    if count <= REACH {
        return before[sentence..].trim_start().to_owned();
    }
    let kept: String = before[sentence..].chars().skip(count - REACH).collect();
    format!("…{kept}")
}

/// The start of what stands after the mark.
fn head(after: &str) -> String {
    let sentence = after.find(ends_sentence).map_or(after.len(), |at| {
        let end = after[at..].chars().next().map_or(0, char::len_utf8);
        at + end
    });
    let sentence = after[..sentence].trim_end();
    if sentence.chars().count() <= REACH {
        return sentence.to_owned();
    }
    let kept: String = sentence.chars().take(REACH).collect();
    format!("{kept}…")
}

fn shorten(marked: &str) -> String {
    if marked.chars().count() <= MARKED {
        return marked.to_owned();
    }
    let kept: String = marked.chars().take(MARKED).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use gouji_parser::Source;

    use super::*;
    use crate::tests::samples::place;

    /// The excerpt of `needle`, the mark in 【】.
    fn shown(format: Format, text: &str, needle: &str) -> Option<String> {
        let source = Source::new(format, text.to_owned(), 0);
        let excerpt =
            MarkedSentence::new(place(&source, needle), &SourcePlaces::new(&source), format)?;
        Some(format!("{}【{}】{}", excerpt.before, excerpt.marked, excerpt.after))
    }

    #[test]
    fn the_sentence_is_shown_and_no_more() {
        let text = "标题\n前一句。全年收到申请 14 件，办结 12 件。后一句。\n";
        let shown = |needle| shown(Format::Text, text, needle).expect("text");
        assert_eq!(shown("14"), "全年收到申请 【14】 件，办结 12 件。");
        assert_eq!(shown("标题"), "【标题】");
    }

    #[test]
    fn a_long_sentence_is_cut_around_its_mark() {
        let text = format!("{}14{}", "前".repeat(100), "后".repeat(100));
        let expected = format!("…{}【14】{}…", "前".repeat(REACH), "后".repeat(REACH));
        assert_eq!(shown(Format::Text, &text, "14"), Some(expected));
    }

    #[test]
    fn markup_of_a_web_page_is_left_out() {
        let text = "<p class='a'>收到<b>申请</b>&nbsp;<span>14</span>件</p><img src='a.png'/>";
        assert_eq!(shown(Format::Html, text, "14").as_deref(), Some("收到申请 【14】件"));
        let cells = "<td>00</td><td><P>五、<span>问题</span></P><p>下一段</p>";
        assert_eq!(shown(Format::Html, cells, "问题").as_deref(), Some("五、【问题】"));
        assert_eq!(shown(Format::Html, text, "<img src='a.png'/>"), None);
        // in a text file, signs are text
        assert_eq!(shown(Format::Text, "a<b>14", "14").as_deref(), Some("a<b>【14】"));
    }
}
