//! The comments of a file: how many, and whose.

use crate::{ReadError, flow::item::Commented, xml::Xml};

/// Counts the comments of the part that has them.
pub(super) fn read(part: &str) -> Result<Commented, ReadError> {
    let mut xml = Xml::new(part);
    let mut found = Commented::default();
    if xml.child()?.is_some() {
        while let Some(tag) = xml.child()? {
            if tag.name() == "comment" {
                found.count += 1;
                found.authors.extend(tag.get("author").map(Into::into));
            }
            xml.skip()?;
        }
    }
    Ok(found)
}
