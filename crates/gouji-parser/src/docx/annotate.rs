//! Comments written into a .docx, which is otherwise left as it is.

use std::collections::{BTreeSet, HashMap};

use super::{
    DocxParts,
    comments::{self, used_ids},
    marks::CommentMarks,
    read_parts,
};
use crate::{ReadError, Span, package::Package};

pub use super::comments::Author;

/// Something to be said beside a place of the document.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The place, in the view that [`read`](crate::read) gives of the same file. `0..0` means the
    /// file as a whole: the remark stands at its title.
    pub span: Span,
    /// What is said, a paragraph each.
    pub lines: Vec<String>,
    /// A further line, where the remark can stand only near its place: Word has no comments on
    /// footnotes and text boxes.
    pub elsewhere: Option<String>,
}

/// Why no comments were written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotateError {
    /// The file is no .docx that is read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no paragraph that a comment could stand at, or none that is written as Word does.
    #[error(
        "文件中没有可以加批注的段落，请用 Word 或 WPS 打开并重新保存 / no paragraph to comment on"
    )]
    NoPlace,
    /// The container cannot be written anew.
    #[error(
        "不能重新写出压缩包，请用 Word 或 WPS 打开并重新保存（{0}）/ the container cannot be rewritten"
    )]
    Container(String),
}

/// Writes `remarks` as comments into the .docx of these bytes; gives those of the new file, and how many
/// remarks are new: what a comment of `author` says already is not said again.
///
/// Every part but the main one and the three that have to know of comments is copied as it is; in
/// the main part only marks are put in. Comments that are there stay.
pub fn annotate(
    docx: &[u8],
    author: Author<'_>,
    remarks: &[Remark],
) -> Result<(Vec<u8>, usize), AnnotateError> {
    let mut package = Package::open(docx)?;
    let parts = DocxParts::of(&mut package)?;
    let mut used = BTreeSet::new();
    let mut said: HashMap<String, usize> = HashMap::new();
    used_ids(&parts.body, &mut used)?;
    if let Some(part) = parts.related.get("comments").map_or(Ok(None), |it| package.part(it))? {
        used_ids(&part, &mut used)?;
        for text in comments::said_by(author, &part)? {
            *said.entry(text).or_default() += 1;
        }
    }
    let mut is_new = |remark: &&Remark| {
        let own = remark.lines.concat();
        let near = remark.elsewhere.as_ref().map(|line| own.clone() + line);
        let again = [Some(own), near].into_iter().flatten().find_map(|text| {
            said.get_mut(&text).filter(|count| **count > 0).map(|count| *count -= 1)
        });
        again.is_none()
    };
    let remarks: Vec<&Remark> = remarks.iter().filter(&mut is_new).collect();
    if remarks.is_empty() {
        return Ok((docx.to_vec(), 0));
    }
    let (_, trace) = read_parts(&mut package, &parts, true)?;
    let free = (0..).filter(|id| !used.contains(id));

    let mut marks = CommentMarks::new(&parts.body);
    let mut written = Vec::with_capacity(remarks.len());
    for (&remark, id) in remarks.iter().zip(free) {
        let target = trace.find(remark.span).ok_or(AnnotateError::NoPlace)?;
        if !marks.add(&target, id) {
            return Err(AnnotateError::NoPlace);
        }
        let elsewhere = remark.elsewhere.as_ref().filter(|_| !target.exact);
        written.push((id, remark.lines.iter().chain(elsewhere).map(String::as_str).collect()));
    }
    let mut changed = comments::write(&mut package, &parts, author, &written)?;
    changed.insert(parts.name.clone(), marks.finish());
    let docx = package.rewritten(changed);
    let docx = docx.map_err(|error| AnnotateError::Container(error.to_string()))?;
    Ok((docx, remarks.len()))
}
