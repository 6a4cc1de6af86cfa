//! Pages about rules, families, check kinds and ids: for `gouji explain` and, as Markdown, for the documentation.
//!
//! What a page says is put together once ([`rule`], [`family`], [`kind`], [`ids`], [`place`]); [`terminal`] and [`markdown`] are
//! its two faces and know no rule, so that neither says what the other does not.

pub(crate) mod book;
pub(crate) mod family;
pub(crate) mod ids;
pub(crate) mod kind;
pub(crate) mod markdown;
pub(crate) mod pages;
pub(crate) mod place;
pub(crate) mod rule;
pub(crate) mod terminal;

/// A page, without its face.
#[derive(Debug)]
pub(crate) struct DocPage {
    pub title: String,
    pub blocks: Vec<PageBlock>,
}

/// A piece of a page.
#[derive(Debug)]
pub(crate) enum PageBlock {
    /// A heading under the title.
    Heading(String),
    /// A paragraph.
    Text(PageLine),
    /// Links to neighbouring pages, of no use on a terminal.
    Ways(PageLine),
    /// Short answers, each with what it answers.
    Facts(Vec<(&'static str, PageLine)>),
    /// Points of a list.
    Points(Vec<PageLine>),
    /// What is said, with its weight and what to do.
    Messages(Vec<PageMessage>),
    /// Text that keeps its lines and tabs, in a language of fenced code.
    Code { language: &'static str, text: String },
    /// A table: its head, and rows of as many cells.
    Table { head: Vec<&'static str>, rows: Vec<Vec<PageLine>> },
}

/// A message on a page.
#[derive(Debug)]
pub(crate) struct PageMessage {
    /// 错误, 警告, 提示.
    pub severity: &'static str,
    /// The case in which it is said, as the pack calls it; empty for the plain one.
    pub case: String,
    pub text: String,
    /// What to do, with the words that lead to it.
    pub help: Option<(&'static str, String)>,
}

/// Text on one line.
pub(crate) type PageLine = Vec<PageInline>;

/// A piece of a line.
#[derive(Clone, Debug)]
pub(crate) enum PageInline {
    Text(String),
    Code(String),
    /// To another page; a terminal shows its text alone.
    Link {
        text: String,
        to: String,
    },
}

/// A line of plain text.
pub(crate) fn plain(text: impl Into<String>) -> PageLine {
    vec![PageInline::Text(text.into())]
}
