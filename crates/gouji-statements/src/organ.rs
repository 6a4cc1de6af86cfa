//! The organ that a clause begins with: the report's own, or another.

use std::ops::Range;

use crate::{
    About,
    read::Roles,
    token::{Kind, Token},
};

/// Whose organ it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Organ {
    /// The clause names none.
    #[default]
    None,
    /// The issuer, or its own office.
    Own,
    /// Another one.
    Other,
}

/// Tokens of a name at most.
const LONGEST: usize = 16;

/// Last characters of an organ's name by which it is known: 水利局.
const KNOWN_BY: usize = 3;

/// The organ named at the head of `clause` or after 向 or 涉及 in it, and the tokens of its name. A name is what
/// leads up to a word for an organ with no word of another class in between.
pub(crate) fn head(
    tokens: &[Token],
    clause: &Range<usize>,
    text: &str,
    roles: &Roles,
    about: &About<'_>,
) -> (Organ, Range<usize>) {
    let times = roles.this_year.with(roles.last_year).with(roles.next_year).with(roles.all_years);
    let is_time = |token: &Token| match token.kind {
        Kind::Word(set) => {
            set.has_any(times) || text[token.range.clone()].starts_with(char::is_numeric)
        }
        _ => false,
    };
    let skip = clause.clone().take_while(|&at| {
        is_time(&tokens[at])
            || matches!(&text[tokens[at].range.clone()], "度" | "年度" | "，" | "来")
    });
    let start = clause.start + skip.count();
    let found = name_at(tokens, start..clause.end, roles).or_else(|| {
        let toward = |&at: &usize| match tokens[at].kind {
            Kind::Word(set) => {
                set.has_any(roles.concerning) || &text[tokens[at].range.clone()] == "向"
            }
            _ => false,
        };
        let start = clause.clone().find(toward)? + 1;
        name_at(tokens, start..clause.end, roles)
    });
    let Some(range) = found else { return (Organ::None, start..start) };
    let name = &text[tokens[range.start].range.start..tokens[range.end - 1].range.end];
    let own = about.issuer.is_none_or(|issuer| is_own(name, issuer));
    (if own { Organ::Own } else { Organ::Other }, range)
}

/// The name that begins with the first token of `range`.
fn name_at(tokens: &[Token], range: Range<usize>, roles: &Roles) -> Option<Range<usize>> {
    let start = range.start;
    let mut end = None;
    for (at, token) in (start..).zip(&tokens[range]).take(LONGEST) {
        match token.kind {
            Kind::Letter => {}
            Kind::Word(set) if set.has_any(roles.organ) => end = Some(at + 1),
            Kind::Word(set) if roles.each.has_all(set) => {}
            _ => break,
        }
    }
    end.map(|end| start..end)
}

/// Whether a name is the issuer's: 水利局 and 县水利局 of 青禾县水利局, 县政府 and 县政府办公室 of 青禾县人民政府.
fn is_own(name: &str, issuer: &str) -> bool {
    let plain = |text: &str| text.replace("人民政府", "政府");
    let (name, issuer) = (plain(name), plain(issuer));
    let bare = name.trim_end_matches("办公室").trim_end_matches("办公厅").trim_end_matches('办');
    let place = bare.trim_end_matches("政府");
    let from = name.char_indices().rev().take(KNOWN_BY).last().map_or(0, |(at, _)| at);
    issuer.contains(&*name)
        || !bare.is_empty() && issuer.contains(bare)
        || !place.is_empty() && issuer.trim_end_matches("政府").ends_with(place)
        || issuer.ends_with(&name[from..])
}
