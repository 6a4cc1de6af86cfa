//! The author of the comments that this program writes.

use gouji_parser::{Author, Document, NoteKind};

/// What Word shows as the author of a comment.
pub const AUTHOR: Author<'static> = Author { name: "gouji", initials: "勾" };

/// Takes the notes on comments out of a document in which nobody else has commented.
pub fn forget_own_comments(document: &mut Document) {
    let others = |note: &gouji_parser::Note| match &note.kind {
        NoteKind::Commenters(names) => names.iter().any(|name| name != AUTHOR.name),
        _ => false,
    };
    if is_annotated(document) && !document.notes.iter().any(others) {
        let of_comments =
            |kind: &NoteKind| matches!(kind, NoteKind::Comments(_) | NoteKind::Commenters(_));
        document.notes.retain(|note| !of_comments(&note.kind));
    }
}

/// Whether a document has comments that this program wrote.
pub fn is_annotated(document: &Document) -> bool {
    document.notes.iter().any(|note| match &note.kind {
        NoteKind::Commenters(names) => names.iter().any(|name| name == AUTHOR.name),
        _ => false,
    })
}
