//! The comments of a file: whose each is.

use crate::{ReadError, flow::item::Commenters, xml::Xml};

/// Reads the authors in the part of the comments.
pub(super) fn read(part: &str) -> Result<Commenters, ReadError> {
    let mut xml = Xml::new(part);
    let mut found = Commenters::default();
    if xml.child()?.is_some() {
        while let Some(tag) = xml.child()? {
            if tag.name() == "comment" {
                let number = tag.get("id").and_then(|id| id.trim().parse().ok());
                // Nothing refers to a comment without a number.
                let number = number.unwrap_or(u32::MAX - found.len() as u32);
                found.insert(number, tag.get("author").unwrap_or_default().into_owned());
            }
            xml.skip()?;
        }
    }
    Ok(found)
}
