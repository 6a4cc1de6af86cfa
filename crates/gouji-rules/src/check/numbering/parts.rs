//! The numbers of the sections against their places in the form.

use gouji_parser::{Span, numeral::written as numeral};

use super::broken::KIND;
use crate::{
    check::{Context, FindingText, args, same},
    pack::Args,
};
use gouji_report::{
    Label, Localized,
    bind::{BoundSection, NumberStyle, Report, SectionHeading},
};

/// A section's heading that is numbered 一、 or 第一部分.
struct NumberedPart<'r> {
    heading: &'r SectionHeading,
    /// The number that the form gives it.
    place: u32,
    printed: u32,
    /// Whether the report explains the difference: parts too many stand before it and are counted, or
    /// subheadings are, which others speak of.
    explained: bool,
}

impl NumberedPart<'_> {
    fn shift(&self) -> i64 {
        i64::from(self.printed) - i64::from(self.place)
    }
}

/// Says what is wrong with the sections' numbers: one finding for as many as are shifted alike.
pub(super) fn run(context: &mut Context<'_>) {
    let report = context.report;
    let parts = parts(report);
    let wrong: Vec<&NumberedPart<'_>> =
        if is_evidence(&parts, report) { parts.iter().collect() } else { Vec::new() };
    let mut told: Vec<usize> = Vec::new();
    for run in wrong.chunk_by(|left, right| left.shift() == right.shift()) {
        let [first, others @ ..] = run else { continue };
        if first.shift() == 0 || first.explained {
            continue;
        }
        let label =
            |part: &NumberedPart<'_>, message| Label::new(written(report, part.heading), message);
        let mut args = args(report, first.heading, first.place);
        args.extend(args![("count", same(run.len().to_string()))]);
        let variant = if others.is_empty() { "misnumbered" } else { "shifted" };
        let mut said = FindingText::new(variant, label(first, Localized::default()), args);
        said.related = others
            .iter()
            .map(|part| {
                let right = numeral(part.place);
                let (zh, en) = (format!("应为“{right}、”"), format!("{right}、 by the form"));
                label(part, Localized::new(zh, en))
            })
            .collect();
        told.push(first.heading.line);
        context.say(said);
    }
    for section in &report.sections {
        let Some(heading) = section.heading.as_ref().filter(|it| !told.contains(&it.line)) else {
            continue;
        };
        let variant = match &heading.number {
            number if number.is_lost() => "lost",
            number if number.dirt > 0 => "stray-sign",
            _ => continue,
        };
        let label = Label::new(written(report, heading), Localized::default());
        context.say(FindingText::new(variant, label, args(report, heading, place(section))));
    }
}

/// The place of a section in its form, from 1.
fn place(section: &BoundSection) -> u32 {
    section.spec as u32 + 1
}

/// Where the number of a heading stands.
fn written(report: &Report<'_>, heading: &SectionHeading) -> Span {
    report.lines[heading.line].place(heading.number.written.clone())
}

fn args(report: &Report<'_>, heading: &SectionHeading, place: u32) -> Args {
    let found = &report.lines[heading.line].text[heading.number.written.clone()];
    let [title, found] = [&*heading.text, found].map(same);
    args![
        ("title", title),
        ("found", found),
        ("missing", Localized::new(numeral(place), place.to_string())),
    ]
}

/// The numbered headings in the order in which they stand.
fn parts<'r>(report: &'r Report<'_>) -> Vec<NumberedPart<'r>> {
    let numbered = |section: &'r BoundSection| {
        let heading = section.heading.as_ref()?;
        let own = matches!(heading.number.style, NumberStyle::Part | NumberStyle::Chinese);
        let printed = heading.number.value.filter(|_| own)?;
        Some(NumberedPart { heading, place: place(section), printed, explained: false })
    };
    let mut parts: Vec<NumberedPart<'r>> = report.sections.iter().filter_map(numbered).collect();
    parts.sort_by_key(|part| part.heading.line);
    let mut strays = report.strays.iter().peekable();
    let (mut extra, mut subheadings) = (0, false);
    for part in &mut parts {
        while let Some(stray) = strays.next_if(|stray| stray.line < part.heading.line) {
            subheadings |= stray.is_subheading();
            extra += i64::from(!stray.is_subheading());
        }
        part.explained = subheadings || (1..=extra).contains(&part.shift());
    }
    parts
}

/// Whether the numbers were written, not lost in a conversion that gives every heading the first one;
/// and the sections stand in their order, without which no number is the right one.
fn is_evidence(parts: &[NumberedPart<'_>], report: &Report<'_>) -> bool {
    const LEAST: usize = 3;
    let headings = report.sections.iter().filter(|section| section.heading.is_some()).count();
    parts.len() >= LEAST
        && parts.len() * 2 > headings
        && parts.iter().any(|part| part.printed != parts[0].printed)
        && parts.is_sorted_by_key(|part| part.place)
}
