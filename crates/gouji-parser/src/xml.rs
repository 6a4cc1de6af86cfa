//! A pull layer over quick-xml: names without prefix, capped depth and event count, no DOCTYPE.

use std::{borrow::Cow, ops::Range};

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesEnd, BytesStart, Event},
};

use crate::{Limit, ReadError, limits};

/// One part, read element by element. Each [`Tag`] that [`Xml::child`] gives must be consumed to
/// its end: by reading its children until `None`, by [`Xml::text`] or by [`Xml::skip`].
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: u32,
    events: u32,
    /// Where the last event begins.
    start: usize,
    /// Whether that is an element in one tag, whose end comes next.
    is_whole: bool,
}

/// What stands in an element.
pub(crate) enum XmlNode<'a> {
    /// A child, to be consumed like one of [`Xml::child`].
    Tag(Tag<'a>),
    /// Characters.
    Text(Cow<'a, str>),
}

/// A start tag.
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl<'a> Xml<'a> {
    pub(crate) fn new(part: &'a str) -> Self {
        Self { reader: Reader::from_str(part), depth: 0, events: 0, start: 0, is_whole: false }
    }

    /// The next child of the open element, or `None` at its end.
    pub(crate) fn child(&mut self) -> Result<Option<Tag<'a>>, ReadError> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Some(Tag(start))),
                Event::End(_) | Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// The next child or text of the open element, or `None` at its end.
    pub(crate) fn node(&mut self) -> Result<Option<XmlNode<'a>>, ReadError> {
        loop {
            let text = match self.event()? {
                Event::Start(start) => return Ok(Some(XmlNode::Tag(Tag(start)))),
                Event::End(_) | Event::Eof => return Ok(None),
                Event::Text(piece) => piece.xml10_content(),
                Event::CData(piece) => piece.xml10_content(),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(char)) => Cow::Owned(char.to_string()),
                    Ok(None) => Cow::Borrowed(resolve_predefined_entity(&reference).ok_or(BROKEN)?),
                    Err(_) => return Err(BROKEN),
                },
                _ => continue,
            };
            return Ok(Some(XmlNode::Text(text)));
        }
    }

    /// The characters directly inside the open element, to its end.
    pub(crate) fn text(&mut self) -> Result<Cow<'a, str>, ReadError> {
        let mut text = Cow::Borrowed("");
        while let Some(node) = self.node()? {
            match node {
                XmlNode::Tag(_) => self.skip()?,
                XmlNode::Text(piece) if text.is_empty() => text = piece,
                XmlNode::Text(piece) => text.to_mut().push_str(&piece),
            }
        }
        Ok(text)
    }

    /// The next start tag of the part, however deep, or `None` at its end. It need not be consumed.
    pub(crate) fn next_tag(&mut self) -> Result<Option<Tag<'a>>, ReadError> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Some(Tag(start))),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Passes over the rest of the open element.
    pub(crate) fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.event()?;
        }
        Ok(())
    }

    /// Where the last event stands in the part: a start tag, an end tag. The end tag of an element
    /// in one tag is empty.
    pub(crate) fn place(&self) -> Range<usize> {
        self.start..self.reader.buffer_position() as usize
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    fn event(&mut self) -> Result<Event<'a>, ReadError> {
        self.events += 1;
        if self.events > limits::EVENTS {
            return Err(ReadError::Limit(Limit::new("部件的标记数", "tags of a part")));
        }
        self.start = self.reader.buffer_position() as usize;
        if std::mem::take(&mut self.is_whole) {
            self.depth -= 1;
            return Ok(Event::End(BytesEnd::new("")));
        }
        let event = match self.reader.read_event().map_err(|_| BROKEN)? {
            Event::Empty(tag) => {
                self.is_whole = true;
                Event::Start(tag)
            }
            event => event,
        };
        match event {
            Event::Start(_) if self.depth == limits::DEPTH => {
                return Err(ReadError::Limit(Limit::new("部件的嵌套层数", "nesting of a part")));
            }
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth -= 1,
            Event::DocType(_) => {
                return Err(ReadError::Damaged {
                    what: "部件中有 DOCTYPE 声明，这种文件不允许，已拒绝",
                    english: "a part has a DOCTYPE, which such files must not have",
                });
            }
            Event::Eof if self.depth > 0 => return Err(BROKEN),
            _ => {}
        }
        Ok(event)
    }
}

const BROKEN: ReadError = ReadError::Damaged {
    what: "部件不是完整的 XML，请用 Word 或 WPS 打开并重新保存",
    english: "a part is no well-formed XML",
};

impl Tag<'_> {
    /// The element's name without prefix: strict and transitional files differ in namespace only.
    pub(crate) fn name(&self) -> &str {
        local(self.full_name())
    }

    /// The element's name as it is written.
    pub(crate) fn full_name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// The attribute of that local name.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        // The check for doubles is quadratic in the number of attributes.
        let mut attributes = self.0.attributes();
        attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| local(attribute.key.into_inner()) == name)?
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()
    }

    /// The attribute `val`.
    pub(crate) fn val(&self) -> Option<Cow<'_, str>> {
        self.get("val")
    }

    /// The attribute `val` as a number.
    pub(crate) fn number(&self) -> Option<u32> {
        self.count("val")
    }

    /// The attribute of that local name as a number.
    pub(crate) fn count(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether the element, a toggle such as `w:vanish`, is on.
    pub(crate) fn is_on(&self) -> bool {
        self.val().is_none_or(|val| !matches!(&*val, "0" | "false" | "off"))
    }
}

/// A name without its prefix. Names are short: a search for the colon costs more to set up than to do byte by byte.
fn local(name: &str) -> &str {
    name.bytes().position(|byte| byte == b':').map_or(name, |colon| &name[colon + 1..])
}
