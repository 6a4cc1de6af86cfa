//! Styles: how text is drawn, and which list a paragraph belongs to.

use std::collections::HashMap;

use super::numbering::Lists;
use crate::{ReadError, apart::Look, xml::Xml};

/// The styles of a file, by family and name.
#[derive(Default)]
pub(super) struct OdtStyles(HashMap<(String, String), OdtStyle>);

#[derive(Default)]
struct OdtStyle {
    parent: Option<String>,
    list: Option<String>,
    drawn: OdtLook,
}

/// How text is drawn; nothing where the style leaves it to another.
#[derive(Clone, Copy, Default)]
pub(super) struct OdtLook {
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    /// Raised, lowered or plain.
    pub(super) raised: Option<Look>,
}

impl OdtLook {
    fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
        }
    }

    /// How the text of a style looks inside of text that is drawn otherwise.
    pub(super) fn within(self, outer: Self) -> Self {
        self.or(outer)
    }

    pub(super) fn look(self) -> Look {
        match self.struck {
            Some(true) => Look::Struck,
            _ => self.raised.unwrap_or_default(),
        }
    }
}

impl OdtStyles {
    /// How text of that style is drawn.
    pub(super) fn drawn(&self, family: &str, name: Option<&str>) -> OdtLook {
        self.chain(family, name).fold(OdtLook::default(), |drawn, style| drawn.or(style.drawn))
    }

    /// The list style of a paragraph style.
    pub(super) fn list(&self, name: Option<&str>) -> Option<&str> {
        self.chain("paragraph", name).find_map(|style| style.list.as_deref())
    }

    /// A style and what it is based on; a circle ends after some steps.
    fn chain<'a>(&'a self, family: &str, name: Option<&str>) -> impl Iterator<Item = &'a OdtStyle> {
        const STEPS: usize = 16;
        let family = family.to_owned();
        let first = name.and_then(|name| self.0.get(&(family.clone(), name.to_owned())));
        let next = move |style: &&'a OdtStyle| self.0.get(&(family.clone(), style.parent.clone()?));
        std::iter::successors(first, next).take(STEPS)
    }
}

/// Reads the styles of a part that hold for the text: of styles.xml those with names, of content.xml those that
/// it has for itself.
pub(super) fn read(part: &str, styles: &mut OdtStyles, lists: &mut Lists) -> Result<(), ReadError> {
    let mut xml = Xml::new(part);
    let Some(root) = xml.child()? else { return Ok(()) };
    let own = if root.name() == "document-styles" { "styles" } else { "automatic-styles" };
    while let Some(tag) = xml.child()? {
        if tag.name() != own {
            xml.skip()?;
            continue;
        }
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "style" => {
                    let key = tag.get("family").zip(tag.get("name"));
                    let key = key.map(|(family, name)| (family.into_owned(), name.into_owned()));
                    let mut style = OdtStyle {
                        parent: tag.get("parent-style-name").map(Into::into),
                        list: tag.get("list-style-name").map(Into::into),
                        drawn: OdtLook::default(),
                    };
                    style.drawn = drawn(&mut xml)?;
                    if let Some(key) = key {
                        styles.0.insert(key, style);
                    }
                }
                "list-style" => {
                    let name = tag.get("name").unwrap_or_default().into_owned();
                    lists.read(&mut xml, name)?;
                }
                "outline-style" => lists.read_outline(&mut xml)?,
                _ => xml.skip()?,
            }
        }
    }
    Ok(())
}

/// The `style:text-properties` of a style, to its end.
fn drawn(xml: &mut Xml) -> Result<OdtLook, ReadError> {
    let mut drawn = OdtLook::default();
    while let Some(tag) = xml.child()? {
        if tag.name() == "text-properties" {
            let kind = tag.get("text-line-through-type").or(tag.get("text-line-through-style"));
            drawn.struck = kind.map(|kind| kind != "none");
            drawn.hidden = tag.get("display").map(|display| display == "none");
            drawn.raised = tag.get("text-position").map(|place| {
                let first = place.split_whitespace().next().unwrap_or_default();
                match first.trim_end_matches('%') {
                    "super" => Look::Raised,
                    "sub" => Look::Lowered,
                    zero if zero.trim_start_matches('-').bytes().all(|byte| byte == b'0') => {
                        Look::Plain
                    }
                    share if share.starts_with('-') => Look::Lowered,
                    _ => Look::Raised,
                }
            });
        }
        xml.skip()?;
    }
    Ok(drawn)
}
