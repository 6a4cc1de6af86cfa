//! Lines that may open a section, by their titles.

use std::{cmp::Reverse, ops::Range};

use gouji_parser::{
    fold::{FoldedText, fold},
    heading::numbering,
};

use super::{
    TitleMatch,
    number::{NumberStyle, TitleNumber},
};
use crate::{
    bind::{
        Forms,
        line::{Line, Origin, title_length, without_opening},
    },
    form::{Form, load::without_number},
    nearness,
};

/// No heading is longer, in characters.
const LONGEST: usize = 48;
/// A heading with the right number resembles a title from this share of common characters on.
const NEAR: u32 = 60;

/// A line that may open a section.
pub(super) struct SectionCandidate {
    pub line: usize,
    pub(super) section: usize,
    pub(super) title: TitleMatch,
    pub text: Range<usize>,
    pub number: TitleNumber,
    /// Whether its title is only like that of its section, and its number is another one's.
    pub(super) misnumbered: bool,
    /// Whether its number follows one of its style in the same section: （二） after （一）.
    pub(super) counts_on: bool,
    /// Whether the format marks it as a heading, and whether a table begins behind it, as the section
    /// has one.
    stands_out: (bool, bool),
}

/// What a line says as a title: section, likeness, place of the title, number, whether that is another
/// section's.
struct TitledLine {
    section: usize,
    title: TitleMatch,
    text: Range<usize>,
    number: TitleNumber,
    misnumbered: bool,
}

impl SectionCandidate {
    /// Whether its number belongs to what stands within sections that are numbered as `sections`.
    pub(super) fn is_below(&self, sections: NumberStyle) -> bool {
        self.number.style.is_below(sections)
    }

    /// The greater, the rather it opens its section.
    pub(super) fn merit(&self, sections: NumberStyle) -> impl Ord + use<> {
        let usual = self.title <= TitleMatch::Alias;
        (usual, self.number.style == sections, self.stands_out, Reverse(self.title))
    }
}

/// The candidates among `lines`, in their order.
pub(super) fn candidates(lines: &[Line<'_>], form: &Form, forms: &Forms) -> Vec<SectionCandidate> {
    let mut candidates = Vec::new();
    // The last number of each style since the last 一、 (of 一、 itself, since the beginning).
    let mut last = [0; NumberStyle::ALL.len()];
    for (index, line) in lines.iter().enumerate() {
        let counted =
            numbering(line.text).map(|found| (NumberStyle::from(found.style), found.value));
        let mut counts_on = false;
        if let Some((style, value)) = counted {
            counts_on = value > 1 && last[style as usize] + 1 == value;
            if style == NumberStyle::Chinese {
                last = [0; NumberStyle::ALL.len()];
            }
            last[style as usize] = value;
        }
        let found =
            if can_be_heading(line) { whole_line(line, form) } else { beginning(line, form) };
        // 一、本年新收政府信息公开申请数量 resembles the title of section three.
        let Some(found) = found.filter(|it| !it.misnumbered || !is_label(line, forms)) else {
            continue;
        };
        let table = form.sections[found.section].table.as_ref();
        let next = lines[index + 1..].iter().find(|line| !line.is_blank());
        let leads = table.is_some() && next.is_some_and(|next| is_label(next, forms));
        let TitledLine { section, title, text, number, misnumbered } = found;
        // 6、其他需要报告的事项 after 5、存在的主要问题及改进情况 counts sections (seed 000).
        if number.value == Some(form.sections[section].number) && !counts_on {
            last = [0; NumberStyle::ALL.len()];
        }
        let styled = matches!(line.origin, Origin::Heading { .. });
        candidates.push(SectionCandidate {
            line: index,
            section,
            title,
            text,
            number,
            misnumbered,
            counts_on,
            stands_out: (styled, leads),
        });
    }
    candidates
}

/// A line that is a section's title.
fn whole_line(line: &Line<'_>, form: &Form) -> Option<TitledLine> {
    let (number, from) = TitleNumber::of(line.text);
    let text = bare_title(line.text, from);
    let folded = fold(&line.text[text.clone()]);
    let chinese = number.value.filter(|_| number.style == NumberStyle::Chinese);
    let styled = matches!(line.origin, Origin::Heading { .. });
    let found = exact(&folded, form)
        .map(|(section, title)| (section, title, false))
        .or_else(|| near(&folded, chinese, styled, form))
        // （一）存在的主要问题 is a part of section five, however it is styled (seed 001);
        // （一）总体情况 is nothing but that section.
        .filter(|&(_, title, _)| {
            number.style != NumberStyle::ChineseInBrackets || title <= TitleMatch::Alias
        });
    if let Some((section, title, misnumbered)) = found {
        return Some(TitledLine { section, title, text, number, misnumbered });
    }
    // 第一部分 总体情况, 一 总体情况
    let (number, from) = TitleNumber::of_part(line.text)?;
    let text = bare_title(line.text, from);
    let (section, title) = exact(&fold(&line.text[text.clone()]), form)?;
    Some(TitledLine { section, title, text, number, misnumbered: false })
}

/// A paragraph that begins with a numbered title: 五、存在的主要问题及改进情况：一是…
fn beginning(line: &Line<'_>, form: &Form) -> Option<TitledLine> {
    if line.is_cell() || matches!(line.origin, Origin::Fused { .. }) {
        return None;
    }
    let (number, from) = TitleNumber::of(line.text);
    let value = number.value.filter(|_| number.style == NumberStyle::Chinese)?;
    let head: usize = line.text[from..].chars().take(LONGEST).map(char::len_utf8).sum();
    let head = &line.text[from..from + head];
    let folded = FoldedText::new(head);
    let begun = |title: &str| {
        let rest = folded.text.strip_prefix(title);
        let rest = rest.map(|rest| rest.trim_start_matches(['"', '》', '〉', ')']));
        rest.is_some_and(|rest| rest.starts_with([':', '.', ',', ' '])).then_some(title.len())
    };
    let sections = form.sections.iter().enumerate();
    let (length, right, section) = sections
        .filter_map(|(index, section)| {
            let length = section.folded.iter().filter_map(|title| begun(title)).max()?;
            Some((length, section.number == value, index))
        })
        .max_by_key(|&(length, right, index)| (right, length, Reverse(index)))?;
    let range = folded.origin_range(0..length, head);
    let text = from + range.start..from + range.end;
    Some(TitledLine { section, title: TitleMatch::Contained, text, number, misnumbered: !right })
}

/// A heading stands on a line of its own, or alone in a row of a table that runs on (seed 000).
pub(super) fn can_be_heading(line: &Line<'_>) -> bool {
    let alone = match line.origin {
        Origin::Cell(cell) => cell.alone,
        Origin::Fused { .. } => false,
        Origin::Heading { .. } | Origin::Paragraph { .. } => true,
    };
    // Most lines of a table without row marks are figures.
    alone && !line.folded.is_ascii() && line.folded.chars().count() <= LONGEST
}

/// Whether a line begins with a label of one of the tables.
pub(super) fn is_label(line: &Line<'_>, forms: &Forms) -> bool {
    let mut tables = forms.forms.iter().flat_map(|form| &form.tables);
    tables.any(|table| table.begins(&line.folded))
}

/// The line after its number, without white space and the colon or full stop that ends it.
pub(super) fn trim_title(text: &str, from: usize) -> Range<usize> {
    let start = text.len() - text[from..].trim_start().len();
    let end = start
        + text[start..]
            .trim_end_matches(|char: char| char.is_whitespace() || "：:。.".contains(char))
            .len();
    start..end
}

/// The line after its number up to the last letter of the title: what follows is none of it, as in
/// 二、主动公开政府信息情况 ¶ and 一、总体情况……3. Nor are quotation marks around it: 一、“总体情况”.
fn bare_title(text: &str, from: usize) -> Range<usize> {
    let Range { start, end } = trim_title(text, from);
    let start = end - without_opening(&text[start..end]).len();
    start..start + title_length(&text[start..end])
}

fn exact(folded: &str, form: &Form) -> Option<(usize, TitleMatch)> {
    form.sections.iter().enumerate().find_map(|(index, section)| {
        let at = section.folded.iter().position(|title| title == folded)?;
        let title = if at == 0 {
            TitleMatch::Printed
        } else if at <= section.aliases.len() {
            TitleMatch::Alias
        } else {
            TitleMatch::Wrong
        };
        Some((index, title))
    })
}

/// A title that contains a printed one, or resembles one: that of the section whose number it bears,
/// rather than another's, which is told.
fn near(
    folded: &str,
    number: Option<u32>,
    styled: bool,
    form: &Form,
) -> Option<(usize, TitleMatch, bool)> {
    if number.is_none() && !styled {
        return None;
    }
    let bare = without_number(folded);
    let length = bare.chars().count();
    let can_be_near = |title: &str| nearness::most_common(length, title.chars().count()) >= NEAR;
    let sections = form.sections.iter().enumerate();
    let (right, title, _, Reverse(section)) = sections
        .filter_map(|(index, section)| {
            let usual = &section.folded[..=section.aliases.len()];
            let right = number.is_none_or(|number| number == section.number);
            if usual.iter().any(|title| bare.contains(&**title)) {
                return Some((right, Reverse(TitleMatch::Contained), 0, Reverse(index)));
            }
            let titles = section.folded.iter().filter(|title| can_be_near(title));
            let shares = titles.map(|title| nearness::common(bare, title));
            let share = shares.max().filter(|&share| share >= NEAR)?;
            Some((right, Reverse(TitleMatch::Near), share, Reverse(index)))
        })
        .max()?;
    Some((section, title.0, !right))
}
