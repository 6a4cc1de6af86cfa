//! The author of the comments that this program writes.

use gouji_parser::{Author, Document, NoteKind};

/// What Word shows as the author of a comment.
pub const AUTHOR: Author<'static> = Author { name: "gouji", initials: "勾" };

/// Whether a document has comments that this program wrote.
pub fn is_annotated(document: &Document) -> bool {
    document.notes.iter().any(|note| match &note.kind {
        NoteKind::Commenters(names) => names.iter().any(|name| name == AUTHOR.name),
        _ => false,
    })
}
