//! Sections and headings as they were found.

use std::{ops::Range, sync::Arc};

use gouji_parser::Span;

use super::{NumberStyle, TitleNumber};

/// A top-level heading that is no section of the form.
#[derive(Debug)]
pub struct StrayHeading {
    /// Its number, from 1.
    pub number: u32,
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
    /// What it is.
    pub sort: StrayKind,
    /// Index of the line.
    pub line: usize,
}

/// What a top-level heading is that is no section of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrayKind {
    /// A part that the form does not have.
    Part,
    /// The title of a section that another heading opens.
    Repeated,
    /// One of the subheadings of the section with that index, which are numbered as sections are.
    Subheading(usize),
}

impl StrayHeading {
    /// Whether it is a subheading of a section.
    pub fn is_subheading(&self) -> bool {
        matches!(self.sort, StrayKind::Subheading(_))
    }
}

/// A section of the form, found or not.
#[derive(Debug)]
pub struct BoundSection {
    /// `overview`.
    pub id: Arc<str>,
    /// Index in the form's sections.
    pub spec: usize,
    /// The line that opens it.
    pub heading: Option<SectionHeading>,
    /// Where its title stands as a subheading of another section, if it has no heading.
    pub subheading: Option<Span>,
    /// Lines after the heading, up to the next section.
    pub body: Range<usize>,
}

/// The line that opens a section.
#[derive(Debug)]
pub struct SectionHeading {
    /// As written, without its number.
    pub text: String,
    /// Where that stands.
    pub span: Span,
    /// How it compares with the printed title.
    pub title: TitleMatch,
    /// The number before it.
    pub number: TitleNumber,
    /// Index of the line.
    pub line: usize,
}

/// How a heading compares with the printed title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitleMatch {
    /// The printed title.
    Printed,
    /// A title that good-faith reports use.
    Alias,
    /// The printed title with text before or after it: 六、无其他需要报告的事项。
    Contained,
    /// A title that is known to lose statutory wording.
    Wrong,
    /// A title that only resembles it.
    Near,
}

/// What [`find`] finds.
#[derive(Debug)]
pub(crate) struct FoundSections {
    pub(crate) sections: Vec<BoundSection>,
    /// How they are numbered.
    pub(crate) style: NumberStyle,
    pub(crate) strays: Vec<StrayHeading>,
    /// Lines with the title of a section that another line opens.
    pub(crate) repeats: Vec<usize>,
    /// The line at which a second report begins.
    pub(crate) second: Option<usize>,
}

impl FoundSections {
    /// The line that opens the first section, if any was found.
    pub(crate) fn first_line(&self) -> Option<usize> {
        self.headings().map(|heading| heading.line).min()
    }

    /// The line that opens the last section, if any was found.
    pub(crate) fn last_line(&self) -> Option<usize> {
        self.headings().map(|heading| heading.line).max()
    }

    /// The section with that id, if its heading was found.
    pub(crate) fn section(&self, id: &str) -> Option<&BoundSection> {
        self.sections.iter().find(|section| &*section.id == id && section.heading.is_some())
    }

    fn headings(&self) -> impl Iterator<Item = &SectionHeading> {
        self.sections.iter().filter_map(|section| section.heading.as_ref())
    }
}
