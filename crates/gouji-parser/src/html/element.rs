//! What a tag means for the reader. Most tags mean nothing: their text joins what stands before.

use crate::{Doubt, apart::Look};

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ElementKind {
    /// Nothing (`<span>`, `<b>`, `<o:p>`, …).
    Inline,
    /// Ends the line before it and its own last line.
    Block,
    /// `<p>`: like a block; another block's start ends it.
    Paragraph,
    /// `<li>`: like a block. Its marker is no text.
    Item,
    /// `<h1>` to `<h6>`, with its level.
    Heading(u8),
    /// `<pre>`: a block in which each line feed ends a line.
    Preformatted,
    /// `<br>`.
    LineBreak,
    /// `<hr>`.
    Rule,
    /// `<img>`.
    Image,
    /// `<table>`.
    Table,
    /// `<thead>`, `<tbody>`, `<tfoot>`.
    RowGroup,
    /// `<tr>`.
    Row,
    /// `<td>`, `<th>`.
    Cell,
    /// Content that is never read: code, form fields, what only shows without scripts.
    Unread,
    /// `<nav>`: a block that is never read.
    Menu,
    /// `<body>`, `<html>`.
    Page,
}

/// The kind of the element `name`, in lower case.
pub(super) fn kind(name: &[u8]) -> ElementKind {
    match name {
        b"p" => ElementKind::Paragraph,
        b"br" => ElementKind::LineBreak,
        b"td" | b"th" => ElementKind::Cell,
        b"tr" => ElementKind::Row,
        b"table" => ElementKind::Table,
        b"thead" | b"tbody" | b"tfoot" => ElementKind::RowGroup,
        b"li" | b"dt" | b"dd" => ElementKind::Item,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => ElementKind::Heading(name[1] - b'0'),
        b"hr" => ElementKind::Rule,
        b"img" => ElementKind::Image,
        b"nav" => ElementKind::Menu,
        b"pre" | b"xmp" | b"listing" => ElementKind::Preformatted,
        b"html" | b"body" => ElementKind::Page,
        b"address" | b"article" | b"aside" | b"blockquote" | b"caption" | b"center"
        | b"details" | b"dialog" | b"dir" | b"div" | b"dl" | b"fieldset" | b"figcaption"
        | b"figure" | b"footer" | b"form" | b"head" | b"header" | b"hgroup" | b"legend"
        | b"main" | b"menu" | b"ol" | b"section" | b"summary" | b"ul" => ElementKind::Block,
        b"audio" | b"button" | b"canvas" | b"datalist" | b"iframe" | b"math" | b"noembed"
        | b"noframes" | b"noscript" | b"optgroup" | b"option" | b"script" | b"select" | b"rp"
        | b"rt" | b"style" | b"svg" | b"template" | b"textarea" | b"title" | b"video" => {
            ElementKind::Unread
        }
        _ => ElementKind::Inline,
    }
}

/// How what the element `name` has is drawn.
pub(super) fn look(name: &[u8]) -> Look {
    match name {
        b"del" => Look::Deleted,
        b"ins" => Look::Inserted,
        b"s" | b"strike" => Look::Struck,
        b"sup" => Look::Raised,
        b"sub" => Look::Lowered,
        _ => Look::Plain,
    }
}

/// Why a cell is doubted in which the element `name` is: it shows something that is not read.
pub(super) fn doubt(name: &[u8]) -> Option<Doubt> {
    match name {
        b"math" => Some(Doubt::Formula),
        b"button" | b"canvas" | b"embed" | b"iframe" | b"img" | b"input" | b"object"
        | b"select" | b"svg" | b"textarea" | b"video" => Some(Doubt::Unread),
        _ => None,
    }
}

/// Whether the element has no content and no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"basefont"
            | b"bgsound"
            | b"br"
            | b"col"
            | b"embed"
            | b"frame"
            | b"hr"
            | b"img"
            | b"input"
            | b"keygen"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

impl ElementKind {
    /// Whether its start and its end each end a line.
    pub(super) fn breaks(self) -> bool {
        matches!(
            self,
            Self::Block
                | Self::Paragraph
                | Self::Item
                | Self::Heading(_)
                | Self::Preformatted
                | Self::Rule
                | Self::Page
        )
    }

    /// Whether the start of an element of kind `next` ends an open one of this kind, whose end
    /// tag may be left out.
    pub(super) fn ends_before(self, next: Self) -> bool {
        match self {
            Self::Paragraph => next.breaks() || next == Self::Table,
            Self::Item => next == Self::Item,
            Self::Cell => matches!(next, Self::Cell | Self::Row | Self::RowGroup),
            Self::Row => matches!(next, Self::Row | Self::RowGroup),
            Self::RowGroup => next == Self::RowGroup,
            _ => false,
        }
    }
}

/// How a tag in a text of another format has characters drawn, and why a cell with it is doubted.
pub(crate) fn drawn(name: &str, attributes: &str) -> (Look, Option<Doubt>) {
    let style = attributes.split_once("style=").map_or("", |(_, style)| style);
    let style = style.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or("");
    let look = look(name.as_bytes()).within(styled(style.as_bytes()));
    (look, doubt(name.as_bytes()))
}

/// How an inline style has characters drawn.
pub(super) fn styled(style: &[u8]) -> Look {
    let struck = [&b"text-decoration"[..], b"text-decoration-line"];
    if struck.iter().any(|property| declares(style, property, b"line-through")) {
        Look::Struck
    } else if declares(style, b"vertical-align", b"super") {
        Look::Raised
    } else if declares(style, b"vertical-align", b"sub") {
        Look::Lowered
    } else {
        Look::Plain
    }
}

/// Whether an inline style gives the property the value, be it among others.
pub(super) fn declares(style: &[u8], property: &[u8], value: &[u8]) -> bool {
    style.split(|&byte| byte == b';').any(|declaration| {
        let mut parts = declaration.splitn(2, |&byte| byte == b':');
        let named = parts.next().unwrap_or_default().trim_ascii();
        let values = parts.next().unwrap_or_default();
        named.eq_ignore_ascii_case(property)
            && values
                .split(|&byte| byte.is_ascii_whitespace() || byte == b'!')
                .any(|given| given.eq_ignore_ascii_case(value))
    })
}
