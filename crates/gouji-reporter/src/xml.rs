//! What the XML formats share: characters that XML may hold, and elements on lines of their own.

use std::io::{self, Write};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesStart, Event},
};

use crate::visible::visible;

#[cfg(test)]
pub(crate) mod structure;

/// A writer of elements.
pub(crate) type Elements<'a> = Writer<&'a mut Vec<u8>>;

/// Returns a document: its declaration, then what `content` writes, indented by two blanks.
pub(crate) fn document(
    content: impl FnOnce(&mut Elements<'_>) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut elements = Writer::new_with_indent(&mut out, b' ', 2);
    elements.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    content(&mut elements)?;
    writeln!(out)?;
    Ok(out)
}

/// Adds to `out` what `content` writes inside of the first element of a document.
pub(crate) fn inside(
    out: &mut Vec<u8>,
    content: impl FnOnce(&mut Elements<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let before = out.len();
    let mut elements = Writer::new_with_indent(out, b' ', 2);
    // The writer indents as deep as it has seen elements begin.
    elements.write_event(Event::Start(BytesStart::new("outer")))?;
    elements.get_mut().truncate(before);
    content(&mut elements)
}

/// The text with all that XML forbids, and all that would hide, as `\u{…}`. Line ends stay.
pub(crate) fn text(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    let is_forbidden = |char| matches!(char, '\u{FFFE}' | '\u{FFFF}');
    let mut kept = String::with_capacity(text.len());
    for char in lines.join("\n").chars() {
        if is_forbidden(char) {
            kept.extend(char.escape_unicode());
        } else {
            kept.push(char);
        }
    }
    kept
}
