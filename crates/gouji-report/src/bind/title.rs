//! Whose report it is, of which year: the title line and the statistical period.

use std::sync::Arc;

use gouji_parser::{
    Source, Span,
    fold::{FoldedText, stands_for_zero},
    numeral,
};

use super::{
    Forms,
    line::{Line, Origin, title_length, unfold},
    sections::FoundSections,
};
use crate::form::{FirstLines, Form, Lookalike, ReportKind};

/// The title of a report.
#[derive(Debug)]
pub struct Title {
    /// As written; line ends inside it are kept.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The year that it names.
    pub year: Option<u16>,
    /// Where the year stands.
    pub year_span: Option<Span>,
    /// The organ that it names.
    pub issuer: Option<String>,
    /// Whether it names no more than an annual report, of whatever kind: 2024年年度报告.
    pub bare: bool,
}

/// What a report says of itself outside of its title.
#[derive(Debug, Default)]
pub struct NamedIssuer {
    /// The organ.
    pub issuer: Option<String>,
    /// The year, with its place; of a signature the year before its date.
    pub year: Option<(u16, Span)>,
}

/// A title stands in so many lines at most…
const LINES: usize = 3;
/// …among so many before the first section, or at the head of the document…
const HEAD: usize = 60;
/// …and has so many characters at most.
const LONGEST: usize = 70;

struct TitleCandidate {
    lines: std::ops::Range<usize>,
    year: Option<(u16, Span)>,
    issuer: Option<String>,
}

/// Finds the title: of the first lines, one to three that together end like a title. A title
/// that names issuer and year is preferred to one that lacks either, one whose issuer is known to
/// be an organ to one whose is not, one of the period's year (other years' reports may be listed
/// above it) to another, a shorter to a longer.
pub(super) fn find(
    lines: &[Line<'_>],
    found: &FoundSections,
    forms: &Forms,
    period: Option<u16>,
) -> Option<Title> {
    // On a page with navigation around the report the title is near its first section.
    let end = found.first_line().unwrap_or(HEAD.min(lines.len()));
    let head: Vec<usize> =
        (end.saturating_sub(HEAD)..end).filter(|&index| can_be_title(&lines[index])).collect();
    let mut best: Option<(u32, TitleCandidate)> = None;
    for count in 1..=LINES.min(head.len()) {
        for indices in head.windows(count) {
            let Some(candidate) = candidate(lines, indices, forms) else { continue };
            let issuer = candidate.issuer.as_deref();
            // 人民政府 alone, below a line that ends in 青禾县, is half a name.
            let known = issuer.is_some_and(|issuer| forms.organs.level(issuer).is_some());
            let year = candidate.year.map(|(year, _)| year);
            let score = 8 * u32::from(issuer.is_some())
                + 4 * u32::from(year.is_some())
                + 2 * u32::from(known)
                + u32::from(year.is_some() && year == period);
            if best.as_ref().is_none_or(|&(top, _)| score > top) {
                best = Some((score, candidate));
            }
        }
    }
    let Some((_, candidate)) = best else {
        return head.iter().find_map(|&index| at_head_of(&lines[index], forms));
    };
    let filled = lines[candidate.lines.clone()].iter().filter(|line| !line.is_blank());
    let filled: Vec<&Line<'_>> = filled.collect();
    let (last, before) = filled.split_last()?;
    let length = title_length(last.text);
    // …年度报告（2024） is a title to its end.
    let whole = last.text[length..].contains(['(', '（']);
    let last = last.part(0..if whole { last.text.len() } else { length }, last.origin);
    let parts = || before.iter().copied().chain([&last]);
    let text: Vec<&str> = parts().map(|line| line.text.trim()).collect();
    let span = parts().map(Line::span).reduce(Span::join)?;
    Some(Title {
        text: text.join("\n"),
        span,
        year: candidate.year.map(|(year, _)| year),
        year_span: candidate.year.map(|(_, span)| span),
        issuer: candidate.issuer,
        bare: false,
    })
}

/// The title of what is known to be a report, if it names none: 年度报告 or 2024年工作总结, at the head of
/// the document or as a heading that the format marks.
pub(super) fn bare(lines: &[Line<'_>], section: Option<usize>, forms: &Forms) -> Option<Title> {
    let end = section.unwrap_or(lines.len()).min(HEAD);
    let first = lines[..end].iter().position(|line| !line.is_blank())?;
    let titles = &forms.kind.bare_titles;
    (first..end).find_map(|index| {
        let line = &lines[index];
        let year = year_at(&line.folded).filter(|&(at, ..)| at == 0);
        let rest = &line.folded[year.map_or(0, |(_, length, _)| length)..];
        let names = [Some(rest), rest.strip_prefix('年'), rest.strip_prefix("年度")];
        let is_title = names.into_iter().flatten().any(|name| titles.iter().any(|it| it == name));
        let stands_out = index == first || matches!(line.origin, Origin::Heading { .. });
        (is_title && stands_out).then(|| Title {
            text: line.text.trim().to_owned(),
            span: line.span(),
            year: year.map(|(_, _, year)| year),
            year_span: year.and_then(|_| year_of(line)).map(|(_, span)| span),
            issuer: None,
            bare: true,
        })
    })
}

/// What a file is that only resembles a report, by its title or by the lines before its first section.
pub(super) fn lookalike(
    source: &Source,
    lines: &[Line<'_>],
    section: Option<usize>,
    title: Option<&Title>,
    forms: &Forms,
) -> Option<Arc<Lookalike>> {
    // In other formats the lines of the source are not those of the text.
    let written = source.is_as_written().then(|| FirstLines::of(source.text()));
    let end = section.unwrap_or(HEAD.min(lines.len()));
    let head = lines[end.saturating_sub(HEAD)..end].iter().map(|line| &*line.folded);
    let head: Vec<&str> = head.collect();
    let folded = title.map(|title| gouji_parser::fold::fold(&title.text));
    let is_named = title.is_some_and(|title| title.issuer.is_some() && title.year.is_some());
    let is_one = |it: &&Arc<Lookalike>| {
        folded.as_ref().is_some_and(|title| it.has_title(title))
            || !is_named && it.has_head(&head)
            || it.has_script(lines.iter().map(|line| line.text))
            || written.as_ref().is_some_and(|text| it.has_lines(text))
    };
    forms.lookalikes.iter().find(is_one).cloned()
}

/// Page numbers and rulers between the lines of a title are none of it.
fn can_be_title(line: &Line<'_>) -> bool {
    line.folded.contains(|char: char| char > '\u{2E7F}')
}

/// A title at the head of a line in which everything runs together.
fn at_head_of(line: &Line<'_>, forms: &Forms) -> Option<Title> {
    let folded = FoldedText::new(line.text);
    let (at, length) = *endings(&folded.text, forms).first()?;
    let range = folded.origin_range(0..at + length, line.text);
    let part = [line.part(range, line.origin)];
    let candidate = candidate(&part, &[0], forms)?;
    // 根据条例编制2023年政府信息公开工作年度报告。 is a sentence.
    let issuer = candidate.issuer.as_deref();
    let leads = |issuer: &str| forms.organs.title_lead.iter().any(|it| issuer.starts_with(&**it));
    if issuer.is_some_and(|issuer| forms.organs.level(issuer).is_none() || leads(issuer)) {
        return None;
    }
    Some(Title {
        text: part[0].text.trim().to_owned(),
        span: part[0].span(),
        year: candidate.year.map(|(year, _)| year),
        year_span: candidate.year.map(|(_, span)| span),
        issuer: candidate.issuer,
        bare: false,
    })
}

/// Where the text has what titles end in: of several that begin at one place, the longest.
pub(super) fn endings(text: &str, forms: &Forms) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (_, range) in forms.kind.ends_in(text) {
        match found.last_mut() {
            Some((at, length)) if *at == range.start => *length = range.len(),
            _ => found.push((range.start, range.len())),
        }
    }
    found
}

/// What a piece of a line says that is the name of a report; none where it is none, or of no known organ.
pub(super) fn named(part: Line<'_>, forms: &Forms) -> Option<NamedIssuer> {
    let TitleCandidate { issuer, year, .. } = candidate(&[part], &[0], forms)?;
    let known = issuer.as_ref().is_none_or(|issuer| forms.organs.level(issuer).is_some());
    known.then_some(NamedIssuer { issuer, year })
}

/// Reads consecutive lines as a title, if they end like one.
fn candidate(lines: &[Line<'_>], indices: &[usize], forms: &Forms) -> Option<TitleCandidate> {
    // Cells side by side are no title in several lines.
    if indices.len() > 1 && indices.iter().any(|&index| lines[index].is_cell()) {
        return None;
    }
    let joined: String = indices.iter().map(|&index| &*lines[index].folded).collect();
    if joined.chars().count() > LONGEST || joined.contains([';', '.', '。']) {
        return None;
    }
    // Behind the last mark of a breadcrumb: 首页>政务公开>青禾县水务局2023年…
    let own = joined.rsplit(['>', '»', '|']).next()?;
    let own =
        own.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(own, |(_, rest)| rest);
    let year = indices.iter().find_map(|&index| year_of(&lines[index]));
    let bare = match year_at(own) {
        Some((at, length, _)) => {
            let rest = own[at + length..].trim_start_matches('年').trim_start_matches('度');
            format!("{}{rest}", &own[..at])
        }
        None => own.to_owned(),
    };
    let ends = forms.kind.ends_in(&bare).into_iter();
    let (_, range) = ends.max_by_key(|(ending, range)| (range.len(), *ending, range.start))?;
    let (at, tail) = (range.start, &bare[range.end..]);
    if tail.contains(char::is_alphabetic) && !tail.starts_with(['(', '_', '-', ':']) {
        return None;
    }
    let mut issuer = bare[..at].to_owned();
    // The same title twice is no title of an organ of that name.
    let never = forms.organs.title_never.iter().chain(&forms.kind.title_ends);
    if never.into_iter().any(|word| issuer.contains(&**word)) {
        return None;
    }
    for word in &forms.organs.title_drop {
        issuer = issuer.replace(&**word, "");
    }
    let issuer =
        issuer.trim_matches(|char: char| !char.is_alphanumeric() && char != ')').to_owned();
    let (first, last) = (*indices.first()?, *indices.last()?);
    Some(TitleCandidate {
        lines: first..last + 1,
        year,
        issuer: (!issuer.is_empty()).then_some(issuer),
    })
}

/// The first year of this century on the line, with its place.
fn year_of(line: &Line<'_>) -> Option<(u16, Span)> {
    let folded = FoldedText::new(line.text);
    let (at, length, year) = year_at(&folded.text)?;
    Some((year, unfold(line, &folded, at..at + length)))
}

/// The first year of this century that 年 follows, in digits or numerals: where it begins, its
/// length in bytes, the year.
pub(super) fn year_at(folded: &str) -> Option<(usize, usize, u16)> {
    let digit = |char: char| char.to_digit(10).or_else(|| numeral::digit(char));
    let mut digits: Vec<(usize, u32)> = Vec::new();
    for (at, char) in folded.char_indices() {
        // 二○二四
        let among_chinese =
            || digits.first().is_some_and(|&(first, _)| !folded[first..].starts_with('2'));
        let zero = || (stands_for_zero(char) && among_chinese()).then_some(0);
        if let Some(value) = digit(char).or_else(zero) {
            digits.push((at, value));
            continue;
        }
        if let [(start, 2), (_, 0), (_, tens), (_, ones)] = digits[..]
            && char == '年'
        {
            return Some((start, at - start, (2000 + tens * 10 + ones) as u16));
        }
        digits.clear();
    }
    None
}

/// The year of the statistical period: of the line that speaks of it, the year that a date in January
/// follows. It stands before the first section that has a table.
pub(super) fn period(
    lines: &[Line<'_>],
    found: &FoundSections,
    form: &Form,
    kind: &ReportKind,
) -> Option<(u16, Span)> {
    let end = form
        .first_with_table()
        .and_then(|section| found.section(&section.id))
        .and_then(|section| section.heading.as_ref())
        .map_or(lines.len(), |heading| heading.line);
    lines[..end].iter().find_map(|line| {
        let at = kind.period.iter().filter_map(|word| line.folded.find(&**word)).min()?;
        let folded = FoldedText::new(line.text);
        let (offset, length, year) = year_at(&folded.text[at..])?;
        let place = at + offset..at + offset + length;
        // 自2024年1月1日起: a full date, not a year that the sentence mentions on its way.
        let dated = folded.text[place.end..].starts_with("年1月");
        dated.then(|| (year, unfold(line, &folded, place)))
    })
}

#[cfg(test)]
mod tests;
