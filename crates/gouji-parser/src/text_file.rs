//! Files that are text: decoded, recognised as HTML, Markdown or plain text, and read.

use crate::{
    Document, Format, ReadError, Source, decode,
    html::{self, Sureness},
    limits::TEXT_LIMIT,
    text,
};

/// Reads a report that is no archive.
pub(crate) fn read(bytes: &[u8], name: &str, sniffed: Format) -> Result<Document, ReadError> {
    let within = |length: usize, limit: usize| {
        if length <= limit { Ok(()) } else { Err(ReadError::TooLarge { limit: limit as u64 }) }
    };
    // No encoding takes more than two bytes where UTF-8 takes one: what is far too large need not
    // be decoded to be refused.
    if bytes.len() / 2 > html::limit::BYTES {
        within(bytes.len(), if sniffed == Format::Html { html::limit::BYTES } else { TEXT_LIMIT })?;
    }
    let decoded = decode::decode(bytes)?;
    let format = recognise(&decoded.text, name);
    let limit = if format == Format::Html { html::limit::BYTES } else { TEXT_LIMIT };
    within(decoded.text.len(), limit)?;
    let source = Source::decoded(format, decoded);
    Ok(match format {
        Format::Html => {
            let (page, shown) = html::read(source);
            text::read_shown(page, shown)
        }
        _ => text::read(source),
    })
}

/// HTML by its content, a fragment of it unless the name says Markdown; Markdown by its name.
fn recognise(text: &str, name: &str) -> Format {
    match html::recognise(text) {
        Sureness::Page => Format::Html,
        _ if Format::Markdown.is_ending_of(name) => Format::Markdown,
        Sureness::Fragment => Format::Html,
        Sureness::None if Format::Html.is_ending_of(name) && text.contains('<') => Format::Html,
        Sureness::None => Format::Text,
    }
}
