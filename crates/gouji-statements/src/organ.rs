//! The organ that a clause begins with: the report's own, or another.

use std::ops::Range;

use crate::{
    paragraph::About,
    piece::{PassagePiece, PieceKind},
    roles::Roles,
    set::Set,
};

/// Whose organ it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Organ {
    /// The clause names none.
    #[default]
    None,
    /// The issuer.
    Own,
    /// The office of the issuer, a part of an area's organs.
    Office,
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
    tokens: &[PassagePiece],
    clause: &Range<usize>,
    text: &str,
    roles: &Roles,
    about: &About<'_>,
) -> (Organ, Range<usize>) {
    let start = behind_time(tokens, clause, text, roles, Set::NONE);
    let found = name_at(tokens, start..clause.end, roles).or_else(|| {
        let toward = |&at: &usize| match tokens[at].kind {
            PieceKind::Word(set) => {
                set.has_any(roles.concerning) || &text[tokens[at].range.clone()] == "向"
            }
            _ => false,
        };
        let start = clause.clone().find(toward)? + 1;
        name_at(tokens, start..clause.end, roles)
    });
    let Some(range) = found else { return issuer_at(tokens, start..clause.end, text, about) };
    let name = &text[tokens[range.start].range.start..tokens[range.end - 1].range.end];
    // 县局本级收到3件，下属单位收到2件: a part of what the issuer reports.
    let told_apart = matches!(tokens.get(range.end), Some(PassagePiece { kind: PieceKind::Word(set), .. }) if set.has_any(roles.level));
    let whose = about.issuer.map_or(Organ::Own, |issuer| {
        if !told_apart && is_short_for(name, issuer) {
            return Organ::Own;
        }
        of_issuer(name, issuer, about.covers_area)
    });
    (whose, range)
}

/// The first token of a clause behind the time that it begins with (2024年度), unless that is one of `kept`,
/// and marks that something is left out before.
pub(crate) fn behind_time(
    tokens: &[PassagePiece],
    clause: &Range<usize>,
    text: &str,
    roles: &Roles,
    kept: Set,
) -> usize {
    let times = roles.this_year.with(roles.last_year).with(roles.next_year).with(roles.all_years);
    let skip = clause.clone().take_while(|&at| {
        let word = &text[tokens[at].range.clone()];
        let PieceKind::Word(set) = tokens[at].kind else { return false };
        let is_time = set.has_any(times.with(roles.abridged)) || word.starts_with(char::is_numeric);
        !set.has_any(kept) && (is_time || matches!(word, "度" | "年度" | "来"))
    });
    clause.start + skip.count()
}

/// The beginning of the issuer's name, or a piece of it, at the head of a clause: 青禾县.
fn issuer_at(
    tokens: &[PassagePiece],
    range: Range<usize>,
    text: &str,
    about: &About<'_>,
) -> (Organ, Range<usize>) {
    let start = range.start;
    let issuer = about.issuer.unwrap_or_default();
    let end = range.clone().take(LONGEST).take_while(|&at| {
        let name = &text[tokens[start].range.start..tokens[at].range.end];
        issuer.contains(name)
    });
    let end = start + end.count();
    match end - start {
        0 | 1 => (Organ::None, start..start),
        _ => (Organ::Own, start..end),
    }
}

/// The name that begins with the first token of `range`.
fn name_at(tokens: &[PassagePiece], range: Range<usize>, roles: &Roles) -> Option<Range<usize>> {
    let start = range.start;
    let mut end = None;
    let mut letters = false;
    for (at, token) in (start..).zip(&tokens[range]).take(LONGEST) {
        match token.kind {
            PieceKind::Letter => letters = true,
            // 省政府公报, 市水利局网站: where something stands, and nobody.
            PieceKind::Word(set) if set.has_any(roles.channel) => return None,
            PieceKind::Word(set) if set.has_any(roles.organ) => end = Some(at + 1),
            // 白石镇, 乡镇; 县 alone only begins a name.
            // 公司提出的3件: who applied.
            PieceKind::Word(set) if set.has_any(roles.applicant) => break,
            PieceKind::Word(set) if set.has_any(roles.body) => {
                if letters || token.range.len() > '镇'.len_utf8() {
                    end = Some(at + 1);
                }
            }
            PieceKind::Word(set) if roles.each.has_all(set) => {}
            _ => break,
        }
    }
    end.map(|end| start..end)
}

/// Whose a name is: 水利局 and 县水利局 are 青禾县水利局, 县人民政府 is 青禾县人民政府; 县政府办公室, and 县政府
/// where all its organs report, are an office of it.
fn of_issuer(name: &str, issuer: &str, covers_area: Option<bool>) -> Organ {
    // 县政府及县政府办公室 together are the county's own.
    if let Some((first, second)) = name.split_once(['及', '和', '与', '、']) {
        let both = [first, second].map(|name| of_issuer(name, issuer, covers_area));
        let own = both.iter().all(|organ| matches!(organ, Organ::Own | Organ::Office));
        return if own { Organ::Own } else { Organ::Other };
    }
    // A town has no other organs, and an office is no area.
    let is_full =
        covers_area != Some(true) || name.contains("人民政府") || name.contains(['镇', '乡']);
    let plain = |text: &str| text.replace("人民政府", "政府");
    let (name, issuer) = (plain(name), plain(issuer));
    let from = name.char_indices().rev().take(KNOWN_BY).last().map_or(0, |(at, _)| at);
    let place = name.trim_end_matches("政府");
    let is_place =
        |place: &str| !place.is_empty() && issuer.trim_end_matches("政府").ends_with(place);
    if issuer.contains(&*name) && (is_full || !name.ends_with("政府"))
        || issuer.ends_with(&name[from..]) && !name.ends_with("政府")
        || is_full && is_place(place)
    {
        return Organ::Own;
    }
    let bare = name.trim_end_matches("办公室").trim_end_matches("办公厅").trim_end_matches('办');
    if is_place(bare.trim_end_matches("政府")) { Organ::Office } else { Organ::Other }
}

/// Whether a name is the level and the sort of the issuer: 市局 for 青禾市水利局.
fn is_short_for(name: &str, issuer: &str) -> bool {
    let mut letters = name.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some(level), Some(sort), None) => {
            "省市州盟县区旗".contains(level)
                && issuer.ends_with(sort)
                && issuer.chars().rfind(|it| "省市州盟县区旗".contains(*it)) == Some(level)
        }
        _ => false,
    }
}

/// Whether a clause names an area that the issuer's lies in: 全省 in the report of a county.
pub(crate) fn names_wider(
    tokens: &[PassagePiece],
    text: &str,
    roles: &Roles,
    about: &About<'_>,
) -> bool {
    let Some(issuer) = about.issuer else { return false };
    tokens.iter().any(|token| {
        let region = text[token.range.clone()].strip_prefix('全').and_then(|it| it.chars().next());
        matches!(token.kind, PieceKind::Word(set) if set.has_any(roles.wide))
            && region.is_some_and(|it| "国省州盟市县区旗".contains(it) && !issuer.contains(it))
    })
}
