//! `section`: which sections are there, in which order, under which titles.

use serde::Deserialize;

use gouji_parser::Span;

use super::{Context, Kind, Said, head, same};
use crate::{
    PackError,
    bind::{BoundSection, Origin, Report, SectionHeading, TitleMatch},
    finding::{Edit, Fix, Label, Localized, Safety},
    form::{Section, folded},
    pack::Parameters,
};

pub(super) const KIND: Kind = Kind {
    name: "section",
    variants: &["heading-lost", "alias", "repeated-number", "goes-on"],
    args: &["number", "title", "found", "before", "table"],
};

/// What is required of the sections.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SectionCheck {
    require: Require,
    /// Words that no title has: a heading with one says what its section has to say.
    #[serde(default, deserialize_with = "folded")]
    content: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Require {
    /// Each section has its heading. Case `heading-lost`: its table is there, the heading is not.
    Present,
    /// The sections stand in the form's order.
    Order,
    /// Each heading is the printed title. Case `alias`: one that good-faith reports use.
    Title,
    /// Each heading stands alone, its section's text below it. Case `goes-on`: the text follows on the
    /// heading's line.
    Alone,
    /// No top-level heading besides. Case `repeated-number`: a section's number stands twice.
    NoOther,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<SectionCheck, Box<PackError>> {
    parameters.read()
}

pub(super) fn run(check: &SectionCheck, context: &mut Context<'_>) {
    match check.require {
        Require::Present => present(context),
        Require::Order => order(context),
        Require::Title => title(context),
        Require::Alone => alone(check, context),
        Require::NoOther => no_other(context),
    }
}

/// The form's words for a bound section. Sections are the same in every form of the report.
fn spec<'c>(context: &Context<'c>, section: &BoundSection) -> Option<&'c Section> {
    let form = context.report.form.as_ref().or(context.forms.forms.last())?;
    form.sections.get(section.spec)
}

const NUMBERS: [&str; 11] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

fn number(value: u32) -> &'static str {
    NUMBERS.get(value as usize).copied().unwrap_or("")
}

fn present(context: &mut Context<'_>) {
    let report = context.report;
    let missing = || report.sections.iter().filter(|section| section.heading.is_none());
    let mut fused = report.lines.iter().filter(|line| matches!(line.origin, Origin::Fused { .. }));
    if let Some(line) = fused.next().filter(|_| missing().next().is_some()) {
        // A heading with a slip of the pen is not found in a line that runs together (real/104).
        let label = Label::new(line.span(), Localized::default());
        let zh = "文字连成一行，有的标题可能没有认出";
        context.cannot_assess(
            label,
            zh,
            "the text runs together: a heading may not be found in it",
        );
        return;
    }
    for section in missing() {
        let Some(spec) = spec(context, section) else { continue };
        let table = spec.table.as_ref().and_then(|table| report.table(table));
        let found = table.and_then(|table| table.span.map(|span| (table, span)));
        let args = |table: Localized| {
            vec![
                ("number", Localized::new(number(spec.number), spec.number.to_string())),
                ("title", same(&*spec.title)),
                ("table", table),
            ]
        };
        let said = if let Some((table, span)) = found {
            let start = Span { start: span.start, end: span.start };
            let label = Label::new(first_line(report, start), Localized::default());
            Said::new("heading-lost", label, args(table.spec.name.clone()))
        } else if context.is_abridged(None) {
            return;
        } else {
            Said::new("", neighbour(report, section.spec), args(Localized::default()))
        };
        context.say(said);
    }
}

/// The line at `at`.
fn first_line(report: &Report<'_>, at: Span) -> Span {
    report
        .lines
        .iter()
        .map(crate::bind::Line::span)
        .find(|span| span.start >= at.start && !span.is_empty())
        .unwrap_or(at)
}

/// The heading before which a section should stand, or after which, or the head of the report.
fn neighbour(report: &Report<'_>, section: usize) -> Label {
    let headings =
        || report.sections.iter().filter_map(|other| Some((other.spec, other.heading.as_ref()?)));
    let next = headings().find(|(spec, _)| *spec > section);
    let last = headings().rfind(|(spec, _)| *spec < section);
    match (next, last) {
        (Some((_, heading)), _) => Label::new(
            heading.span,
            Localized::new("应在这一标题之前", "should stand before this heading"),
        ),
        (None, Some((_, heading))) => Label::new(
            heading.span,
            Localized::new("应在这一部分之后", "should follow this section"),
        ),
        (None, None) => head(report),
    }
}

fn order(context: &mut Context<'_>) {
    let report = context.report;
    let mut last: Option<(u32, &BoundSection)> = None;
    let found = report
        .sections
        .iter()
        .filter_map(|section| Some((section.heading.as_ref()?.span.start, section)));
    for (start, section) in found {
        if let Some((furthest, before)) = last
            && start < furthest
        {
            let (Some(own), Some(other)) = (spec(context, section), spec(context, before)) else {
                continue;
            };
            let args = vec![
                ("number", Localized::new(number(own.number), own.number.to_string())),
                ("title", same(&*own.title)),
                ("before", same(&*other.title)),
            ];
            let Some(heading) = &section.heading else { continue };
            let mut said = Said::new("", Label::new(heading.span, Localized::default()), args);
            if let Some(other) = &before.heading {
                said.related.push(Label::new(
                    other.span,
                    Localized::new("应在此之后", "belongs after this"),
                ));
            }
            context.say(said);
        } else {
            last = Some((start, section));
        }
    }
}

fn title(context: &mut Context<'_>) {
    for section in &context.report.sections {
        let (Some(heading), Some(spec)) = (&section.heading, spec(context, section)) else {
            continue;
        };
        let variant = match heading.title {
            // A title that holds the printed one is another rule's: its content is fused with it.
            TitleMatch::Printed | TitleMatch::Contained => continue,
            TitleMatch::Alias => "alias",
            TitleMatch::Wrong | TitleMatch::Near => "",
        };
        let args = vec![
            ("number", Localized::new(number(spec.number), spec.number.to_string())),
            ("title", same(&*spec.title)),
            ("found", same(&*heading.text)),
        ];
        let mut said = Said::new(variant, Label::new(heading.span, Localized::default()), args);
        said.fix = Some(retitled(heading, &spec.title));
        context.say(said);
    }
}

/// Writes the printed title. A usual variant of it says the same; whether another one does, a person
/// decides.
fn retitled(heading: &SectionHeading, title: &str) -> Fix {
    Fix {
        safety: if heading.title == TitleMatch::Alias { Safety::Safe } else { Safety::Unsafe },
        message: Localized::new(format!("标题改为“{title}”"), format!("write the title “{title}”")),
        edits: vec![Edit { span: heading.span, text: title.to_owned() }],
    }
}

/// Headings with their section's text in them, or behind them on the same line.
fn alone(check: &SectionCheck, context: &mut Context<'_>) {
    let report = context.report;
    for section in &report.sections {
        let (Some(heading), Some(spec)) = (&section.heading, spec(context, section)) else {
            continue;
        };
        if heading.title != TitleMatch::Contained {
            continue;
        }
        let line = report.lines[heading.line].text;
        let behind = line.split_once(&*heading.text).map_or("", |(_, rest)| rest);
        let goes_on = behind.contains(char::is_alphanumeric);
        let own = gouji_parser::fold::fold(&heading.text);
        if !goes_on && !check.content.iter().any(|word| own.contains(&**word)) {
            continue;
        }
        let args = vec![
            ("number", Localized::new(number(spec.number), spec.number.to_string())),
            ("title", same(&*spec.title)),
            ("found", same(&*heading.text)),
        ];
        let variant = if goes_on { "goes-on" } else { "" };
        context.say(Said::new(variant, Label::new(heading.span, Localized::default()), args));
    }
}

fn no_other(context: &mut Context<'_>) {
    let report = context.report;
    let sections = report.sections.len() as u32;
    for stray in &report.strays {
        let taken = report
            .sections
            .iter()
            .any(|section| section.heading.is_some() && section.spec as u32 + 1 == stray.number);
        let variant = if stray.number <= sections && taken { "repeated-number" } else { "" };
        let args = vec![
            ("number", Localized::new(number(stray.number), stray.number.to_string())),
            ("found", same(&*stray.text)),
        ];
        context.say(Said::new(variant, Label::new(stray.span, Localized::default()), args));
    }
}
