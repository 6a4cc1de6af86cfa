//! Words beside one another that mean something else together: 公民、法人和其他组织 are all applicants.

use serde::{Deserialize, Serialize};

use crate::{
    data::{BesideToml, DataError},
    lexicon::Lexicon,
    piece::{PassagePiece, PieceKind},
    roles::Roles,
    set::Set,
};

/// Classes of words, some of `first` and some of `second`, that become others.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Beside {
    first: Set,
    second: Set,
    becomes: Set,
}

impl Beside {
    pub(crate) fn compile(toml: &BesideToml, lexicon: &Lexicon) -> Result<Self, DataError> {
        let [first, second, becomes] =
            [&toml.first, &toml.second, &toml.becomes].map(|classes| lexicon.set(classes));
        Ok(Self { first: first?, second: second?, becomes: becomes? })
    }
}

/// Whether a token parts the things of a list: 、和或.
pub(crate) fn parts(token: &PassagePiece, text: &str) -> bool {
    let joins = ["和", "与", "及", "以及", "或", "或者"];
    matches!(token.kind, PieceKind::Mark('、')) || joins.contains(&&text[token.range.clone()])
}

/// Gives words beside one another the classes that they have together; not those of which 分别 tells one by one.
pub(crate) fn join(list: &mut [PassagePiece], all: &[Beside], text: &str, roles: &Roles) {
    let set = |token: &PassagePiece| match token.kind {
        PieceKind::Word(set) => set,
        _ => Set::NONE,
    };
    for beside in all {
        let own = beside.first.with(beside.second);
        let mut start = 0;
        while start < list.len() {
            if !set(&list[start]).has_any(own) {
                start += 1;
                continue;
            }
            let rest = &list[start..];
            let run = rest.iter().take_while(|it| set(it).has_any(own) || parts(it, text)).count();
            let words = rest[..run].iter().fold(Set::NONE, |all, it| all.with(set(it)));
            let clause = rest[run..].iter().take_while(|it| matches!(it.kind, PieceKind::Word(_)));
            let told_apart = clause.take(LONGEST).any(|it| set(it).has_any(roles.respectively));
            if words.has_any(beside.first) && words.has_any(beside.second) && !told_apart {
                for token in list[start..start + run].iter_mut().filter(|it| set(it).has_any(own)) {
                    token.kind = PieceKind::Word(beside.becomes);
                }
            }
            start += run;
        }
    }
}

/// Words between a list and 分别 at most.
const LONGEST: usize = 16;
