//! The part of comments, and what must know of it: the list of content types, the relationships.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use super::DocxParts;
use crate::{ReadError, package::Package, xml::Xml};

/// The content type of a part of comments.
const CONTENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const TYPES: &str = "[Content_Types].xml";

/// The names that files have in the two editions of the standard: elements, relationships.
const TRANSITIONAL: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
];
const STRICT: [&str; 2] = [
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
];

/// Who comments.
#[derive(Clone, Copy, Debug)]
pub struct Author<'a> {
    /// The name that Word shows.
    pub name: &'a str,
    /// Its short form.
    pub initials: &'a str,
}

/// The ids of comments that a part uses, in order.
pub(super) fn used_ids(part: &str, used: &mut BTreeSet<u32>) -> Result<(), ReadError> {
    let mut xml = Xml::new(part);
    while let Some(tag) = xml.next_tag()? {
        if matches!(
            tag.name(),
            "comment" | "commentRangeStart" | "commentRangeEnd" | "commentReference"
        ) {
            used.extend(tag.get("id").and_then(|id| id.trim().parse::<u32>().ok()));
        }
    }
    Ok(())
}

/// What the comments of `author` say, their paragraphs run together.
pub(super) fn said_by(author: Author<'_>, part: &str) -> Result<Vec<String>, ReadError> {
    let mut xml = Xml::new(part);
    let mut said: Vec<String> = Vec::new();
    let mut own = false;
    while let Some(tag) = xml.next_tag()? {
        match tag.name() {
            "comment" => {
                own = tag.get("author").is_some_and(|name| name == author.name);
                said.extend(own.then(String::new));
            }
            "t" if own => {
                let text = xml.text()?;
                said.last_mut().expect("a comment of the author is open").push_str(&text);
            }
            _ => {}
        }
    }
    Ok(said)
}

/// A comment for each of `remarks`: (id, lines).
pub(super) fn write(
    package: &mut Package,
    parts: &DocxParts,
    author: Author<'_>,
    remarks: &[(u32, Vec<&str>)],
) -> Result<BTreeMap<String, String>, ReadError> {
    let mut changed = BTreeMap::new();
    let strict = parts.body.contains(STRICT[0]);
    let [namespace, sort] = if strict { STRICT } else { TRANSITIONAL };
    let name = match parts.related.get("comments") {
        Some(name) => name.clone(),
        None => relate(package, &parts.name, sort, &mut changed)?,
    };
    let part = package.part(&name)?.unwrap_or_else(|| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{namespace}\"/>"
        )
    });
    let part = with_children(&part, |prefix| {
        remarks.iter().map(|(id, lines)| comment(prefix, namespace, *id, author, lines)).collect()
    })?;
    changed.insert(name.clone(), part);
    if let Some(types) = package.part(TYPES)? {
        let path = format!("/{name}");
        if !has_override(&types, &path)? {
            let entry = |prefix: &str| {
                format!(
                    r#"<{prefix}Override PartName="{}" ContentType="{CONTENT_TYPE}"/>"#,
                    escaped(&path)
                )
            };
            changed.insert(TYPES.to_owned(), with_children(&types, entry)?);
        }
    }
    Ok(changed)
}

/// Gives the main part a relationship to a part of comments that is yet to be; says its name.
fn relate(
    package: &mut Package,
    main: &str,
    sort: &str,
    changed: &mut BTreeMap<String, String>,
) -> Result<String, ReadError> {
    let (folder, file) = main.rsplit_once('/').map_or(("", main), |(folder, file)| (folder, file));
    let below = |name: &str| match folder {
        "" => name.to_owned(),
        _ => format!("{folder}/{name}"),
    };
    let target = (0..=u32::MAX)
        .map(|number| match number {
            0 => "comments.xml".to_owned(),
            _ => format!("comments{number}.xml"),
        })
        .find(|target| !package.has(&below(target)))
        .expect("an archive has not every name");
    let relations = below(&format!("_rels/{file}.rels"));
    let part = package.part(&relations)?.unwrap_or_else(|| {
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>"
            .to_owned()
    });
    let mut ids = BTreeSet::new();
    let mut xml = Xml::new(&part);
    while let Some(tag) = xml.next_tag()? {
        ids.extend(tag.get("Id").map(String::from));
    }
    let id = (1..=u32::MAX)
        .map(|number| format!("rId{number}"))
        .find(|id| !ids.contains(id))
        .expect("a part has not every id");
    let entry = |prefix: &str| {
        format!(r#"<{prefix}Relationship Id="{id}" Type="{sort}" Target="{target}"/>"#)
    };
    changed.insert(relations, with_children(&part, entry)?);
    Ok(below(&target))
}

fn has_override(types: &str, path: &str) -> Result<bool, ReadError> {
    let mut xml = Xml::new(types);
    while let Some(tag) = xml.next_tag()? {
        let part = tag.get("PartName").filter(|_| tag.name() == "Override");
        if part.is_some_and(|part| part.eq_ignore_ascii_case(path)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A part whose root has further children at its end, written by means of the root's prefix.
fn with_children(part: &str, children: impl Fn(&str) -> String) -> Result<String, ReadError> {
    let mut xml = Xml::new(part);
    let Some(root) = xml.child()? else { return Ok(part.to_owned()) };
    let (name, tag) = (root.full_name().to_owned(), xml.place());
    xml.skip()?;
    let end = xml.place();
    let prefix = name.rsplit_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    let children = children(&prefix);
    if end.is_empty() {
        let open = part[..tag.end].strip_suffix("/>").unwrap_or(&part[..tag.end]);
        return Ok(format!("{open}>{children}</{name}>{}", &part[tag.end..]));
    }
    Ok(format!("{}{children}{}", &part[..end.start], &part[end.start..]))
}

/// A comment without a date: the same findings give the same file. Each line is a paragraph.
fn comment(prefix: &str, namespace: &str, id: u32, author: Author<'_>, lines: &[&str]) -> String {
    let w = prefix;
    // Attributes are in the namespace too, which takes a prefix.
    let (a, declared) = match prefix {
        "" => ("w:", format!(r#" xmlns:w="{namespace}""#)),
        _ => (prefix, String::new()),
    };
    let (name, initials) = (escaped(author.name), escaped(author.initials));
    let mut out = format!(
        r#"<{w}comment{declared} {a}id="{id}" {a}author="{name}" {a}initials="{initials}">"#
    );
    for line in lines {
        let line = escaped(line);
        let _ =
            write!(out, r#"<{w}p><{w}r><{w}t xml:space="preserve">{line}</{w}t></{w}r></{w}p>"#);
    }
    if lines.is_empty() {
        let _ = write!(out, "<{w}p/>");
    }
    let _ = write!(out, "</{w}comment>");
    out
}

/// Text as it may stand in XML; characters that XML has not are left out.
fn escaped(text: &str) -> String {
    let allowed = |char: &char| {
        !char.is_control() && !matches!(char, '\u{FFFE}' | '\u{FFFF}') || *char == '\t'
    };
    let kept: String = text.chars().filter(allowed).collect();
    quick_xml::escape::escape(kept).into_owned()
}
