//! Kinds and keys of earlier packs, which are taken as before under the names that they have now.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::parameters::tables_in;

/// Kinds of earlier packs, the kinds that they are cases of now, and what those require then.
pub(super) const KINDS: &[(&str, &str, &str)] = &[
    ("confusable", "term", "spelling"),
    ("decimals", "cell", "decimals"),
    ("figures", "body", "figures"),
    ("outdated", "term", ""),
    ("statement", "contents", "statement"),
    ("topics", "contents", "topics"),
    ("unit", "cell", "unit"),
    ("words", "contents", ""),
];

/// Keys of earlier packs: of which kind, the key, its name now. One with a dot stands in a list of tables.
pub(super) const KEYS: &[(&str, &str, &str)] = &[
    ("bound", "unless", "unless-name-ends"),
    ("broken-number", "labels", "label-characters"),
    ("cell", "asks", "asking-words"),
    ("cell", "most", "most-decimals"),
    ("coincidence", "above", "or-above"),
    ("coincidence", "least", "least-rows"),
    ("contents", "otherwise", "in-section"),
    ("deadline", "deadlines.ends", "name-ends"),
    ("denial", "matters", "matter-words"),
    ("document-number", "issued", "issuing-characters"),
    ("event", "deadline", "undated-until"),
    ("listing", "besides", "other-words"),
    ("magnitude", "ratio", "times"),
    ("notes", "marks", "secrecy-marks"),
    ("notes", "nobody", "not-persons"),
    ("numbering", "instead", "unnumbered-words"),
    ("numbering", "no-point", "not-before"),
    ("pattern", "cells", "in-cells"),
    ("pattern", "hints", "only-with"),
    ("pattern", "proposal", "as-proposal"),
    ("pattern", "quoted", "skip-quoted"),
    ("period", "founded", "founded-words"),
    ("personal-data", "sorts.hosts", "private-hosts"),
    ("phrase", "counts", "most-counts"),
    ("phrase", "covers", "unless-within"),
    ("phrase", "denied", "unless"),
    ("phrase", "except", "except-levels"),
    ("phrase", "quoted", "skip-quoted"),
    ("prose-year", "announces", "announcing-words"),
    ("prose-year", "comparison", "comparison-words"),
    ("prose-year", "followed_by", "followed-by"),
    ("prose-year", "openings", "opening-words"),
    ("prose-year", "plans", "plan-sections"),
    ("prose-year", "until", "until-words"),
    ("prose-year", "work", "work-words"),
    ("punctuation", "single", "never-twice"),
    ("punctuation", "wide", "half-to-full"),
    ("report", "traditional", "traditional-words"),
    ("section", "content", "content-words"),
    ("signature", "generic", "generic-parts"),
    ("signature", "witnesses", "publisher-words"),
    ("signoff", "days", "days-early"),
    ("stated", "restated", "with-each-other"),
    ("stated", "unknown", "unknown-letters"),
    ("table", "elsewhere", "elsewhere-words"),
    ("term", "pairs", "terms"),
    ("term", "terms.beside", "unless-in-report"),
    ("term", "terms.right", "write"),
    ("term", "terms.with", "near"),
    ("term", "terms.wrong", "words"),
    ("title", "bare", "bare-names"),
    ("year", "others", "before-others"),
];

/// A word of an earlier pack.
pub(super) struct Renamed {
    pub(super) word: String,
    pub(super) at: Range<usize>,
    /// What to write now.
    pub(super) now: String,
}

/// Gives the kind and the keys of a check the names that they have now.
pub(super) fn rename(check: &mut DeTable<'_>) -> Vec<Renamed> {
    let mut renamed = Vec::new();
    let Some(kind) = check.get_mut("kind") else { return renamed };
    let DeValue::String(name) = kind.get_ref() else { return renamed };
    let (mut name, at) = (name.to_string(), kind.span());
    if let Some((_, now, require)) = KINDS.iter().find(|(older, ..)| *older == name) {
        *kind.get_mut() = DeValue::String((*now).into());
        let mut told = format!("kind = \"{now}\"");
        if !require.is_empty() {
            let text = |text: &'static str| DeValue::String(text.into());
            let key = Spanned::new(at.clone(), "require".into());
            check.insert(key, Spanned::new(at.clone(), text(require)));
            told += &format!(", require = \"{require}\"");
        }
        let word = std::mem::replace(&mut name, (*now).to_owned());
        renamed.push(Renamed { word, at, now: told });
    }
    renamed.extend(rename_keys(&name, check));
    renamed
}

/// Gives the keys of parameters of a kind the names that they have now.
pub(super) fn rename_keys(kind: &str, table: &mut DeTable<'_>) -> Vec<Renamed> {
    let mut renamed = Vec::new();
    for &(_, older, now) in KEYS.iter().filter(|(of, ..)| *of == kind) {
        match older.split_once('.') {
            None => renamed.extend(rename_key(table, older, now)),
            Some((list, key)) => {
                renamed.extend(tables_in(table, list).filter_map(|it| rename_key(it, key, now)));
            }
        }
    }
    renamed
}

fn rename_key(table: &mut DeTable<'_>, older: &str, now: &'static str) -> Option<Renamed> {
    let (key, _) = table.get_key_value(older)?;
    let at = key.span();
    let value = table.remove(older)?;
    table.insert(Spanned::new(at.clone(), now.into()), value);
    Some(Renamed { word: older.to_owned(), at, now: now.to_owned() })
}
