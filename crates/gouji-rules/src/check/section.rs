//! `section`: which sections are there, in which order, under which titles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use gouji_parser::{Span, fold::simplified, numeral::written as numeral};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, head, same};
use crate::{
    finding::{Edit, Fix, Safety},
    pack::{Args, Parameters},
};
use gouji_report::{
    Label, Localized, PackError,
    bind::{
        BoundSection, NumberStyle, Origin, Report, SectionHeading, StrayHeading, StrayKind,
        TitleMatch,
    },
    form::{Section, folded},
};

pub(super) const KIND: CheckKind = CheckKind {
    name: "section",
    cases: &[
        Cases::of("present", &["", "heading-lost"], &["number", "title", "table"]),
        Cases::of("present", &["subheading"], &["number", "title"]),
        Cases::of("order", &[""], &["number", "title", "before"]),
        Cases::of("title", &["", "alias"], &["number", "title", "found"]),
        Cases::of("alone", &["", "goes-on"], &["number", "title", "found"]),
        Cases::of("no-other", &["", "repeated-number", "repeated-title"], &["number", "found"]),
        Cases::of("no-other", &["subheadings"], &["number", "found", "title", "count"]),
    ],
};

/// 对各部分的要求。 / What is required of the sections.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SectionCheck {
    /// 要求什么。 / What is required.
    require: SectionRequirement,
    /// 标题里不会有的词：有的话，标题写的是这一部分要说的内容。 / Words that no title has: a heading
    /// with one says what its section has to say.
    #[serde(rename = "content-words", default, deserialize_with = "folded")]
    content: Vec<String>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum SectionRequirement {
    /// 每一部分都有标题。情形 `heading-lost`：表格在，标题不在；`subheading`：成了别的部分的小标题。 /
    /// Each section has its heading. Cases `heading-lost`: its table is there, the heading is not;
    /// `subheading`: its title stands as a subheading of another section.
    Present,
    /// 各部分按表式的次序。 / The sections stand in the form's order.
    Order,
    /// 标题与印的一样，用简体字。情形 `alias`：通行的别种写法，或含有印的标题而没有 `content-words` 里的词。 /
    /// Each heading is the printed title, in simplified characters. Case `alias`: one that good-faith
    /// reports use, or one that holds the printed title and none of `content-words`.
    Title,
    /// 标题独占一行，正文在下面。情形 `goes-on`：正文接在标题后面。 / Each heading stands alone, its
    /// section's text below it. Case `goes-on`: the text follows on the heading's line.
    Alone,
    /// 没有别的大标题。情形 `repeated-number`：用了已有的序号；`repeated-title`：又是一部分的标题；`subheadings`：
    /// 一部分的小标题用了大标题的序号。 / No top-level heading besides. Cases `repeated-number`: it has
    /// a section's number; `repeated-title`: it is a section's title again; `subheadings`: a section's
    /// subheadings are numbered as sections.
    NoOther,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<SectionCheck, Box<PackError>> {
    parameters.read()
}

impl ReportCheck for SectionCheck {
    fn run(&self, context: &mut Context<'_>) {
        match self.require {
            SectionRequirement::Present => present(context),
            SectionRequirement::Order => order(context),
            SectionRequirement::Title => title(self, context),
            SectionRequirement::Alone => alone(self, context),
            SectionRequirement::NoOther => no_other(context),
        }
    }
}

/// The form's words for a bound section.
fn spec<'c>(context: &Context<'c>, section: &BoundSection) -> Option<&'c Section> {
    context.report.layout.as_ref()?.sections.get(section.spec)
}

/// A section's number and title, as messages give them.
fn named(spec: &Section) -> Args {
    args![
        ("number", Localized::new(numeral(spec.number), spec.number.to_string())),
        ("title", same(&*spec.title)),
    ]
}

/// A section's number and title, and what its heading is instead.
fn titled(spec: &Section, heading: &SectionHeading) -> Args {
    let mut args = named(spec);
    args.extend(args![("found", same(&*heading.text))]);
    args
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
            let mut args = named(spec);
            args.extend(args![("table", table)]);
            args
        };
        let said = if let Some(span) = section.subheading {
            FindingText::new("subheading", Label::new(span, Localized::default()), named(spec))
        } else if let Some((table, span)) = found {
            let start = Span { start: span.start, end: span.start };
            let label = Label::new(first_line(report, start), Localized::default());
            FindingText::new("heading-lost", label, args(table.spec.name.clone()))
        } else if context.is_abridged(None) {
            return;
        } else {
            FindingText::new("", neighbour(report, section.spec), args(Localized::default()))
        };
        context.say(said);
    }
}

/// The line at `at`.
fn first_line(report: &Report<'_>, at: Span) -> Span {
    report
        .lines
        .iter()
        .map(gouji_report::bind::Line::span)
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
            let mut args = named(own);
            args.extend(args![("before", same(&*other.title))]);
            let Some(heading) = &section.heading else { continue };
            let mut said =
                FindingText::new("", Label::new(heading.span, Localized::default()), args);
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

fn title(check: &SectionCheck, context: &mut Context<'_>) {
    for section in &context.report.sections {
        let (Some(heading), Some(spec)) = (&section.heading, spec(context, section)) else {
            continue;
        };
        let variant = match heading.title {
            TitleMatch::Printed if heading.text.chars().all(|it| simplified(it).is_none()) => {
                continue;
            }
            // What a section has to say in its title is another rule's.
            TitleMatch::Contained if content(check, context.report, heading).is_some() => continue,
            TitleMatch::Alias | TitleMatch::Contained => "alias",
            TitleMatch::Printed | TitleMatch::Wrong | TitleMatch::Near => "",
        };
        let label = Label::new(heading.span, Localized::default());
        let mut said = FindingText::new(variant, label, titled(spec, heading));
        said.fix = Some(retitled(heading, &spec.title));
        context.say(said);
    }
}

/// Writes the printed title. A usual variant of it says the same; whether another one does, a person
/// decides.
fn retitled(heading: &SectionHeading, title: &str) -> Fix {
    Fix {
        safety: if heading.title <= TitleMatch::Alias { Safety::Safe } else { Safety::Unsafe },
        message: Localized::new(format!("标题改为“{title}”"), format!("write the title “{title}”")),
        edits: vec![Edit { span: heading.span, text: title.to_owned() }],
    }
}

/// How a heading has its section's text in it, if it has: with words that no title has, or behind it
/// on the same line.
fn content(
    check: &SectionCheck,
    report: &Report<'_>,
    heading: &SectionHeading,
) -> Option<&'static str> {
    if heading.title != TitleMatch::Contained {
        return None;
    }
    let line = report.lines[heading.line].text;
    let behind = line.split_once(&*heading.text).map_or("", |(_, rest)| rest);
    if behind.contains(char::is_alphanumeric) {
        return Some("goes-on");
    }
    let own = gouji_parser::fold::fold(&heading.text);
    check.content.iter().any(|word| own.contains(&**word)).then_some("")
}

/// Headings with their section's text in them, or behind them on the same line.
fn alone(check: &SectionCheck, context: &mut Context<'_>) {
    let report = context.report;
    for section in &report.sections {
        let (Some(heading), Some(spec)) = (&section.heading, spec(context, section)) else {
            continue;
        };
        let Some(variant) = content(check, report, heading) else { continue };
        let label = Label::new(heading.span, Localized::default());
        context.say(FindingText::new(variant, label, titled(spec, heading)));
    }
}

fn no_other(context: &mut Context<'_>) {
    let report = context.report;
    let headings = report.sections.iter().filter_map(|section| section.heading.as_ref());
    let printed: Vec<u32> = headings
        .filter(|heading| heading.number.style == NumberStyle::Chinese)
        .filter_map(|heading| heading.number.value)
        .collect();
    for run in report.strays.chunk_by(|left, right| left.sort == right.sort) {
        if let [StrayHeading { sort: StrayKind::Subheading(section), .. }, ..] = run {
            subheadings(run, *section, context);
            continue;
        }
        for stray in run {
            let variant = match stray.sort {
                StrayKind::Repeated => "repeated-title",
                _ if printed.contains(&stray.number) => "repeated-number",
                _ => "",
            };
            let label = Label::new(stray.span, Localized::default());
            context.say(FindingText::new(variant, label, found(stray)));
        }
    }
}

fn found(stray: &StrayHeading) -> Args {
    args![
        ("number", Localized::new(numeral(stray.number), stray.number.to_string())),
        ("found", same(&*stray.text)),
    ]
}

/// Subheadings of one section that are numbered as sections are: one slip.
fn subheadings(run: &[StrayHeading], section: usize, context: &mut Context<'_>) {
    let Some(spec) = spec(context, &context.report.sections[section]) else { return };
    let [first, others @ ..] = run else { return };
    let mut args = found(first);
    args.extend(args![("title", same(&*spec.title)), ("count", same(run.len().to_string()))]);
    let mut said =
        FindingText::new("subheadings", Label::new(first.span, Localized::default()), args);
    let label =
        |stray: &StrayHeading| Label::new(stray.span, same(format!("{}、", numeral(stray.number))));
    said.related = others.iter().map(label).collect();
    context.say(said);
}
