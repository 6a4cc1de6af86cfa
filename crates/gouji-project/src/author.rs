//! The author of the comments that this program writes.

use gouji_parser::{Author, Document, Note, NoteKind};

/// What Word shows as the author of a comment.
pub const AUTHOR: Author<'static> = Author { name: "gouji", initials: "勾" };

/// Takes the note on comments of this program out of a document.
pub fn forget_own_comments(document: &mut Document) {
    document.notes.retain(|note| !is_own(note));
}

/// Whether a document has comments that this program wrote.
pub fn is_annotated(document: &Document) -> bool {
    document.notes.iter().any(is_own)
}

fn is_own(note: &Note) -> bool {
    matches!(&note.kind, NoteKind::Comments { author, .. } if author == AUTHOR.name)
}
