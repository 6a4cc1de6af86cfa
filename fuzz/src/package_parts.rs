//! Archives of parts, and damage to them.

use std::io::{Cursor, Write as _};

use arbitrary::{Result, Unstructured};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A kind of file that is an archive: the part that has the text, and the parts beside it.
type Kind = (&'static str, &'static [(&'static str, &'static str)]);

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Parts of a .docx beside its main one.
pub const DOCX: Kind = (
    "word/document.xml",
    &[
        (
            "word/_rels/document.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="chunk.html"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
        ),
        ("word/chunk.html", "<table><tr><td>1</td></tr></table>"),
        (
            "word/numbering.xml",
            r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
        ),
        (
            "word/styles.xml",
            r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#,
        ),
    ],
);

/// An .xlsx: its one sheet.
const XLSX: Kind = (
    "xl/worksheets/sheet1.xml",
    &[
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/sharedStrings.xml",
            r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>1</t></si></sst>"#,
        ),
    ],
);

/// An .odt.
const ODT: Kind = ("content.xml", &[("mimetype", "application/vnd.oasis.opendocument.text")]);

/// An archive of a kind that the first byte chooses: of the parts in the rest, which are parted by NUL. The first is its
/// main part, another one begins with its name and a colon. Of the last kind is what is no archive of ours: the rest as it is.
pub fn of_parts(bytes: &[u8]) -> Vec<u8> {
    let Some((kind, rest)) = bytes.split_first() else { return Vec::new() };
    let kind = match kind % 4 {
        0 => DOCX,
        1 => XLSX,
        2 => ODT,
        _ => return rest.to_vec(),
    };
    let mut parts = rest.split(|byte| *byte == 0);
    let main = parts.next().unwrap_or_default();
    let others = parts.filter_map(|part| {
        let at = part.iter().position(|byte| *byte == b':')?;
        Some((std::str::from_utf8(&part[..at]).ok()?, &part[at + 1..]))
    });
    zipped(kind, main, others)
}

/// A .docx with this in its main part.
pub fn docx(body: &str) -> Vec<u8> {
    let main = format!(
        "<w:document xmlns:w='{W}' xmlns:r='r' xmlns:m='m' xmlns:mc='mc'>{body}</w:document>"
    );
    zipped(DOCX, main.as_bytes(), [])
}

/// An archive of a main part, of `others`, and of those of its kind that these do not replace.
fn zipped<'p>(
    kind: Kind,
    main: &[u8],
    others: impl IntoIterator<Item = (&'p str, &'p [u8])>,
) -> Vec<u8> {
    let (path, beside) = kind;
    let mut parts: Vec<(&str, &[u8])> =
        beside.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    parts.push((path, main));
    for (name, content) in others {
        parts.retain(|part| part.0 != name);
        parts.push((name, content));
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // A name that no archive can have is left out.
        if writer.start_file(name, SimpleFileOptions::default()).is_ok() {
            writer.write_all(content).expect("memory takes it");
        }
    }
    writer.finish().expect("memory takes it").into_inner()
}

/// Damages bytes in one of a few ways, or not at all.
///
/// # Errors
///
/// Fails where `u` has no bytes that say how.
pub fn damage(u: &mut Unstructured<'_>, bytes: &mut Vec<u8>) -> Result<()> {
    let length = bytes.len();
    if length == 0 || !u.ratio(1, 4)? {
        return Ok(());
    }
    let at = u.choose_index(length)?;
    match u.int_in_range(0..=3)? {
        0 => bytes.truncate(at),
        1 => bytes[at] ^= u.arbitrary::<u8>()?,
        2 => {
            let end = (at + u.int_in_range(0..=8)?).min(length);
            bytes[at..end].fill(u.arbitrary()?);
        }
        _ => {
            let end = (at + u.int_in_range(0..=200)?).min(length);
            let to = u.choose_index(length)?;
            let piece = bytes[at..end].to_vec();
            bytes.splice(to..to, piece);
        }
    }
    Ok(())
}
