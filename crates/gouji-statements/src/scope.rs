//! Of what a clause speaks: time, organ, area, part.

use serde::{Deserialize, Serialize};

use crate::{
    data::{DataError, ScopeToml},
    lexicon::Lexicon,
    organ::Organ,
    paragraph::About,
    roles::Roles,
    set::Set,
    statement::Scope,
};

/// Classes of words by what they make of a figure.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Scopes {
    part: Set,
    other_year: Set,
    other_organ: Set,
    plan: Set,
}

/// What the clauses of a sentence have said so far of time and subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SentenceScope {
    time: Scope,
    subject: Scope,
}

impl Scopes {
    pub(crate) fn compile(toml: &ScopeToml, lexicon: &Lexicon) -> Result<Self, DataError> {
        Ok(Self {
            part: lexicon.set(&toml.part)?,
            other_year: lexicon.set(&toml.other_year)?,
            other_organ: lexicon.set(&toml.other_organ)?,
            plan: lexicon.set(&toml.plan)?,
        })
    }

    /// Goes on by the words of a clause and the organ at its head; `figures` says whether the paragraph
    /// has stated any.
    pub(crate) fn go_on(
        &self,
        spoken: &mut SentenceScope,
        set: Set,
        (organ, wider): (Organ, bool),
        figures: bool,
        roles: &Roles,
        about: &About<'_>,
    ) {
        if set.has_any(roles.becomes) {
            // 由上年的19件降至12件: the year is that of the first.
            spoken.time = Scope::Report;
        }
        // 明年一季度办完: what is done then is left of all of this year.
        let part = if set.has_any(roles.next_year) { Set::NONE } else { self.part };
        let times = [
            (self.plan, Scope::Plan),
            (self.other_year, Scope::OtherYear),
            (part, Scope::Part),
            (roles.this_year, Scope::Report),
        ];
        if let Some(&(_, scope)) = times.iter().find(|(classes, _)| set.has_any(*classes)) {
            spoken.time = scope;
        } else if figures && spoken.time == Scope::Part && set.has_any(roles.total) {
            // 上半年收到17件，下半年收到23件，合计40件.
            spoken.time = Scope::Report;
        }
        let is_area = about.covers_area == Some(true);
        let subject = if is_area && set.has_any(roles.among) && organ != Organ::None {
            Some(Scope::Part)
        } else if set.has_any(self.other_organ) || organ == Organ::Other {
            Some(Scope::OtherOrgan)
        } else if is_area && (set.has_any(roles.level) || organ == Organ::Office) {
            Some(Scope::Part)
        } else if set.has_any(roles.wide) {
            Some(if is_area && !wider { Scope::Report } else { Scope::Wider })
        } else if set.has_any(roles.own) || matches!(organ, Organ::Own | Organ::Office) {
            Some(Scope::Report)
        } else {
            None
        };
        spoken.subject = subject.unwrap_or(spoken.subject);
    }
}

impl SentenceScope {
    /// This, or `earlier` where nothing has been said.
    pub(crate) fn or(self, earlier: Self) -> Self {
        if self == Self::default() { earlier } else { self }
    }

    /// What is said from here on is said of another organ, or of a part.
    pub(crate) fn turn_to(&mut self, subject: Scope) {
        self.subject = subject;
    }

    /// Of what a figure speaks; a year beside it counts where its row does not need one.
    /// It goes on for the clauses behind.
    pub(crate) fn scope(&mut self, set: Set, timed: bool, roles: &Roles) -> Scope {
        self.time = match self.time {
            Scope::Report if !timed && set.has_any(roles.last_year) => Scope::OtherYear,
            Scope::Report if !timed && set.has_any(roles.next_year) => Scope::Plan,
            time => time,
        };
        if self.time == Scope::Report { self.subject } else { self.time }
    }
}
