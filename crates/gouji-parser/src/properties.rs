//! Who the file's properties say wrote it.

use crate::{ReadError, package::Package, xml::Xml};

/// A name with more characters is cut.
const LONGEST: usize = 40;

/// The author and who saved the file last, by the names of the elements of `part` that say so. A part that is
/// damaged names nobody; it says nothing about the report.
pub(crate) fn people(
    package: &mut Package,
    part: &str,
    elements: [&str; 2],
) -> Result<Vec<String>, ReadError> {
    let part = package.part(part);
    match part.and_then(|part| part.map_or(Ok(Vec::new()), |part| names(&part, elements))) {
        Err(ReadError::Damaged { .. }) => Ok(Vec::new()),
        read => read,
    }
}

fn names(part: &str, elements: [&str; 2]) -> Result<Vec<String>, ReadError> {
    let mut xml = Xml::new(part);
    let mut found = [None, None];
    while let Some(tag) = xml.next_tag()? {
        let Some(at) = elements.iter().position(|element| tag.name() == *element) else { continue };
        let name = xml.text()?;
        if !name.trim().is_empty() {
            found[at].get_or_insert(name.into_owned());
        }
    }
    Ok(each_once(found))
}

/// Author and last editor, each once, none blank.
pub(crate) fn each_once(names: [Option<String>; 2]) -> Vec<String> {
    let shown = |name: String| -> Option<String> {
        let name: String = name.trim().chars().take(LONGEST).collect();
        (!name.is_empty()).then_some(name)
    };
    let [author, editor] = names.map(|name| name.and_then(shown));
    let editor = editor.filter(|editor| author.as_ref() != Some(editor));
    author.into_iter().chain(editor).collect()
}
