//! Who the file's properties say wrote it: `docProps/core.xml`.

use super::{package::Package, xml::Xml};
use crate::ReadError;

/// A name with more characters is cut.
const LONGEST: usize = 40;

/// The author and who saved it last: each once, none blank. A part that is damaged names nobody; it says
/// nothing about the report.
pub(super) fn people(package: &mut Package, part: &str) -> Result<Vec<String>, ReadError> {
    let read = package.part(part).and_then(|part| part.map_or(Ok(Vec::new()), |part| names(&part)));
    match read {
        Err(ReadError::Damaged { .. }) => Ok(Vec::new()),
        read => read,
    }
}

fn names(part: &str) -> Result<Vec<String>, ReadError> {
    let mut xml = Xml::new(part);
    let [mut author, mut editor] = [None, None];
    if xml.child()?.is_some() {
        while let Some(tag) = xml.child()? {
            let place = match tag.name() {
                "creator" => &mut author,
                "lastModifiedBy" => &mut editor,
                _ => {
                    xml.skip()?;
                    continue;
                }
            };
            let name: String = xml.text()?.trim().chars().take(LONGEST).collect();
            if !name.is_empty() {
                place.get_or_insert(name);
            }
        }
    }
    let editor = editor.filter(|editor| author.as_ref() != Some(editor));
    Ok(author.into_iter().chain(editor).collect())
}
