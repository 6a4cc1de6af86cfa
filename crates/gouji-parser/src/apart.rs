//! Pieces of one cell that a reader sees apart: struck out, put in, raised, on a line of their own.
//! Where they would run together into one figure, the cell is doubted.

use crate::{Doubt, Span, Text, blank};

/// How a stretch of characters is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    #[default]
    Plain,
    /// Put in place of something deleted (`<ins>`).
    Inserted,
    /// Marked as deleted (`<del>`).
    Deleted,
    /// A line is drawn through it.
    Struck,
    /// Superscript.
    Raised,
    /// Subscript.
    Lowered,
}

impl Look {
    /// Whether it is no part of what the text states.
    pub(crate) fn is_gone(self) -> bool {
        matches!(self, Self::Deleted | Self::Struck)
    }

    /// The one that shows of two, one inside of the other.
    pub(crate) fn within(self, outer: Self) -> Self {
        let weight = |look| match look {
            Self::Struck => 4,
            Self::Deleted => 3,
            Self::Raised | Self::Lowered => 2,
            Self::Inserted => 1,
            Self::Plain => 0,
        };
        if weight(outer) > weight(self) { outer } else { self }
    }

    /// A digit as it is drawn, where that is another character: ² or ₂ for a 2.
    pub(crate) fn draws(self, char: char) -> Option<&'static str> {
        const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
        const LOWERED: [&str; 10] = ["₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"];
        let digits = match self {
            Self::Raised => RAISED,
            Self::Lowered => LOWERED,
            _ => return None,
        };
        Some(digits[char.to_digit(10)? as usize])
    }
}

/// A stretch of a cell's text: its characters and where they stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch<'t> {
    pub(crate) chars: &'t str,
    pub(crate) span: Span,
    pub(crate) look: Look,
}

/// Leaves what is deleted out of a cell where the text that was put in stands beside each deletion;
/// says why the cell is doubted otherwise.
pub(crate) fn settle(stretches: &mut Vec<Stretch<'_>>) -> Option<Doubt> {
    let filled = || stretches.iter().filter(|it| !it.chars.trim().is_empty()).map(|it| it.look);
    let looks: Vec<Look> = filled().fold(Vec::new(), |mut looks, look| {
        looks.extend((looks.last() != Some(&look)).then_some(look));
        looks
    });
    let inserted = |at: Option<usize>| at.and_then(|at| looks.get(at)) == Some(&Look::Inserted);
    let replaced = (0..looks.len()).all(|at| {
        looks[at] != Look::Deleted || inserted(at.checked_sub(1)) || inserted(Some(at + 1))
    });
    if looks.contains(&Look::Struck) || !replaced {
        return Some(Doubt::Struck);
    }
    stretches.retain(|stretch| stretch.look != Look::Deleted);
    looks
        .iter()
        .any(|look| matches!(look, Look::Raised | Look::Lowered))
        .then_some(Doubt::Raised)
        .or_else(|| {
            let text: String = stretches.iter().map(|stretch| stretch.chars).collect();
            is_broken(&text).then_some(Doubt::Broken)
        })
}

/// Whether digits stand at the end of a line and at the start of the next.
pub(crate) fn is_broken(text: &str) -> bool {
    let mut lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let Some(mut last) = lines.next() else { return false };
    lines.any(|line| {
        let ends = last.ends_with(|char: char| char.is_numeric() || ",.，．".contains(char));
        last = line;
        ends && line.starts_with(char::is_numeric)
    })
}

/// Takes blank stretches off at both ends.
pub(crate) fn trim(stretches: &mut Vec<Stretch<'_>>) {
    let blank = |stretch: &Stretch<'_>| stretch.chars.chars().all(blank::is_blank);
    while stretches.last().is_some_and(blank) {
        stretches.pop();
    }
    let leading = stretches.iter().take_while(|stretch| blank(stretch)).count();
    stretches.drain(..leading);
    if let [first, ..] = &mut stretches[..] {
        let visible = blank::trim_start(first.chars);
        first.span.start += (first.chars.len() - visible.len()) as u32;
        first.chars = visible;
    }
    if let [.., last] = &mut stretches[..] {
        let visible = blank::trim_end(last.chars);
        last.span.end -= (last.chars.len() - visible.len()) as u32;
        last.chars = visible;
    }
}

/// The text of stretches, of which there must be one.
pub(crate) fn text(stretches: &[Stretch<'_>]) -> Text {
    match stretches {
        [Stretch { chars, span, .. }] if chars.len() == span.range().len() => Text::plain(*span),
        _ => Text::pieced(stretches.iter().map(|stretch| (stretch.chars, stretch.span))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text and doubt of a cell of stretches, `-struck`, `x deleted`, `+inserted`, `^raised`.
    fn check(stretches: &[&str], expected: &str) {
        let mut stretches: Vec<Stretch<'_>> = stretches
            .iter()
            .map(|stretch| {
                let look = match stretch.chars().next() {
                    Some('-') => Look::Struck,
                    Some('x') => Look::Deleted,
                    Some('+') => Look::Inserted,
                    Some('^') => Look::Raised,
                    _ => Look::Plain,
                };
                let chars = stretch.trim_start_matches(['-', 'x', '+', '^']);
                Stretch { chars, span: Span::default(), look }
            })
            .collect();
        let doubt = settle(&mut stretches);
        let text: String = stretches.iter().map(|stretch| stretch.chars).collect();
        let found = doubt.map_or(text.clone(), |doubt| format!("{text} {doubt:?}"));
        assert_eq!(found, expected);
    }

    #[test]
    fn what_was_put_in_stands_for_what_was_deleted_beside_it() {
        check(&["x15", "+14"], "14");
        check(&["+14", " ", "x15"], "14 ");
        check(&["1", "x5", "+4"], "14");
        check(&["+14"], "14");
        check(&["x15"], "15 Struck");
        check(&["x15", "14"], "1514 Struck");
        check(&["x15", "+14", "x1"], "14");
        check(&["x15", "+14", " ", "件", "x1"], "1514 件1 Struck");
    }

    #[test]
    fn what_a_reader_sees_apart_is_doubted() {
        check(&["-9", "14"], "914 Struck");
        check(&["14", "^2"], "142 Raised");
        check(&["14", "^①"], "14① Raised");
        check(&["1", "\n", "5"], "1\n5 Broken");
        check(&["1,\n", "631"], "1,\n631 Broken");
        check(&["商业\n企业"], "商业\n企业");
        check(&["14"], "14");
    }
}
