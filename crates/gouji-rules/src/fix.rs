//! Applying fixes: the bytes of a file in, its bytes with the fixes made out.
//!
//! ```text
//! check ─▶ choose (no two at one place) ─▶ splice ─▶ check again ─▶ keep, or drop what did harm ─▶ next round
//! ```
//!
//! * here – the rounds, and what is told of them
//! * [`batch`] – which fixes go together, and the bytes that they make
//! * [`harm`] – whether a file is the worse for it
//!
//! Nothing outside of an edit is touched: bytes are put in the place of bytes, whatever the encoding.

use gouji_parser::{Format, ReadError, Source, sniff};

use crate::{Linter, finding::Safety, private::Private};

mod batch;
mod harm;
mod state;
mod step;

use batch::{Batch, PlannedFix};
pub use state::LetPass;
use state::{Checker, FileState};
pub use step::{DroppedFix, Reason, Step};

/// Rounds that are made at most. A fix of fixes is rare, and one of a fix of fixes was not met yet.
const ROUNDS: usize = 10;

/// Checks of a whole file in which a culprit is looked for: enough for five among a thousand edits.
const CHECKS: usize = 64;

/// Why nothing can be fixed in a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FixError {
    /// It is no report that can be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Its text is only a view of the file.
    #[error(
        "Word、WPS 的文件不由程序改动，请在 Word 或 WPS 中修改，gouji annotate 可把问题写成 .docx 的批注 / files of Word are not changed; edit them in Word, where gouji annotate puts the findings into a .docx as comments"
    )]
    Word,
    /// Its text is put together of characters at places.
    #[error(
        "PDF 不能改写，请修改生成它的 .docx，再导出一次 / a PDF cannot be rewritten; edit the .docx that it was made from"
    )]
    Pdf,
}

/// A file with its fixes made.
#[derive(Debug)]
pub struct FixedFile {
    /// Its bytes; those that came in, where nothing was fixed.
    pub bytes: Vec<u8>,
    /// The text as it was.
    pub before: Source,
    /// The text as it is now; none where nothing was fixed.
    pub after: Option<Source>,
    /// What was fixed, in the order in which it was done.
    pub applied: Vec<Step>,
    /// What was not, since it would have done harm.
    pub dropped: Vec<DroppedFix>,
    /// What could be fixed with [`Safety::Unsafe`], and was not asked for.
    pub offered: Vec<Step>,
    /// What the text said of private persons.
    pub private: Private,
    /// What it says of them now.
    pub private_after: Private,
}

/// Makes the fixes of a file's findings, up to those of `most`. `name` is its name or path, as for
/// [`gouji_parser::read`].
pub fn apply(
    linter: &Linter,
    bytes: &[u8],
    name: &str,
    most: Safety,
) -> Result<FixedFile, FixError> {
    apply_but(linter, &|_, _| {}, bytes, name, most)
}

/// As [`apply`], but for findings that `let_pass` takes out of what was found.
pub fn apply_but(
    linter: &Linter,
    let_pass: LetPass<'_>,
    bytes: &[u8],
    name: &str,
    most: Safety,
) -> Result<FixedFile, FixError> {
    if sniff::sniff(bytes) == Format::Pdf {
        return Err(FixError::Pdf);
    }
    let checker = &Checker { linter, let_pass, name };
    let mut now = FileState::new(checker, bytes.to_vec())?;
    if now.document.source.format().is_view() {
        return Err(FixError::Word);
    }
    let private = now.checked.private.clone();
    let mut before: Option<Source> = None;
    let mut applied = Vec::new();
    let mut dropped = Vec::new();
    for _ in 0..ROUNDS {
        dropped.clear();
        let mut changed = false;
        // Safe fixes go first, so that no proposal stands in their way.
        for safety in [Safety::Safe, Safety::Unsafe] {
            if safety > most {
                continue;
            }
            let planned = batch::plan(&now, safety, &mut dropped);
            let kept = settle(checker, &now, planned, &mut dropped);
            if let Some((state, steps)) = kept {
                let old = std::mem::replace(&mut now, state);
                before.get_or_insert(old.document.source);
                applied.extend(steps);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let offered = now.beyond(most);
    let FileState { bytes, document, checked, .. } = now;
    let private_after = checked.private;
    let (before, after) = match before {
        Some(before) => (before, Some(document.source)),
        None => (document.source, None),
    };
    Ok(FixedFile { bytes, before, after, applied, dropped, offered, private, private_after })
}

/// As many of the planned fixes as do no harm, and the file after them. Where all of them together
/// do, the halves are tried one after the other, down to the one that is to blame, and of a safe one
/// down to the edit.
fn settle(
    checker: &Checker<'_>,
    state: &FileState,
    planned: Vec<PlannedFix>,
    dropped: &mut Vec<DroppedFix>,
) -> Option<(FileState, Vec<Step>)> {
    let mut kept: Vec<PlannedFix> = Vec::new();
    let mut best = None;
    let mut open = vec![planned];
    let mut checks = 0;
    while let Some(mut part) = open.pop() {
        if part.is_empty() {
            continue;
        }
        checks += 1;
        let together = Batch::of(kept.iter().chain(&part));
        let tried = together.splice(state).and_then(|bytes| FileState::new(checker, bytes).ok());
        let reason = match &tried {
            Some(after) => harm::of(state, after, &together),
            None => Some(Reason::Unwritable),
        };
        match reason {
            None => {
                best = tried;
                kept.append(&mut part);
            }
            Some(reason) if checks >= CHECKS => {
                for planned in part {
                    refuse(dropped, planned.step, reason.clone());
                }
            }
            Some(reason) => match batch::halves(part) {
                Ok((first, rest)) => open.extend([rest, first]),
                Err(to_blame) => refuse(dropped, to_blame.step, reason),
            },
        }
    }
    best.map(|state| (state, batch::steps(kept)))
}

/// Notes a fix that is not made. Edits of one are told together.
fn refuse(dropped: &mut Vec<DroppedFix>, step: Step, reason: Reason) {
    let of_it = |last: &&mut DroppedFix| last.step.finding == step.finding && last.reason == reason;
    match dropped.last_mut().filter(of_it) {
        Some(last) => last.step.places += step.places,
        None => dropped.push(DroppedFix { step, reason }),
    }
}
