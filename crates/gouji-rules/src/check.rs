//! Check kinds: the code behind rules of one sort. Each has a file of its own, with its parameters,
//! the cases it distinguishes and the placeholders that its messages may use.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use crate::finding::CheckedReport;
use crate::pack::Parameters;
use gouji_report::PackError;

mod amount;
mod body;
mod bound;
mod breakdown;
mod broken_number;
pub(crate) mod cell;
pub(crate) mod claim;
mod coincidence;
mod contents;
mod context;
pub(crate) mod copied;
mod dating;
mod deadline;
mod denial;
mod document_number;
pub(crate) mod equation;
mod event;
pub(crate) mod filing;
mod fingerprint;
pub(crate) mod foreign_actor;
mod growth;
pub(crate) mod incomplete;
pub(crate) mod jump;
pub(crate) mod kind;
mod listing;
mod magnitude;
mod money;
mod needs;
mod notes;
mod numbering;
mod pairs;
mod pattern;
mod period;
mod personal_data;
mod phrase;
mod phrasing;
mod prose_year;
mod punctuation;
mod ratio;
mod report_check;
mod section;
mod signature;
mod signoff;
mod spec;
mod spelling;
mod stated;
mod table;
mod term;
mod title;
pub(crate) mod unchanged;
mod year;

pub(crate) use context::{Context, FindingText, say};
use fingerprint::tell_apart;
pub(crate) use kind::can_be_checked;
pub(crate) use phrasing::{
    address, cells, figure, han, head, heading, is_han, list, readable, same,
};
pub(crate) use report_check::ReportCheck;
pub(crate) use spec::{Cases, CheckKind, args};
pub(crate) use table::ways;

/// Names every check kind: its module with `KIND` and `compile`, what it compiles to (a [`ReportCheck`]), and its
/// parameters as a pack has them: one struct each, from which the schema of packs and the reference of
/// kinds come. (The modules are declared above, in so many words: rustfmt does not look into macros.)
macro_rules! kinds {
    ($($variant:ident: $module:ident::$check:ident = $parameters:ty,)*) => {
        /// A check with its parameters.
        #[derive(Debug, Serialize, Deserialize)]
        pub(crate) enum Check {
            $($variant($module::$check),)*
        }

        /// Every kind's name.
        pub(crate) const KINDS: &[&str] = &[$($module::KIND.name,)*];

        /// Every kind with the schema of its parameters.
        pub(crate) fn schemas(generator: &mut SchemaGenerator) -> Vec<(&'static CheckKind, Schema)> {
            vec![$((&$module::KIND, <$parameters>::json_schema(generator)),)*]
        }

        /// The check of the kind `name`; none where there is no such kind.
        pub(crate) fn compile(
            name: &str,
            mut parameters: Parameters<'_>,
        ) -> Option<Result<Check, Box<PackError>>> {
            $(if name == $module::KIND.name {
                let check = $module::compile(&mut parameters);
                return Some(check.map(Check::$variant));
            })*
            None
        }

        impl Check {
            /// What its kind says of itself.
            pub(crate) fn kind(&self) -> &'static CheckKind {
                match self {
                    $(Self::$variant(_) => &$module::KIND,)*
                }
            }

            /// What every check can be asked, whatever its kind.
            pub(crate) fn as_report_check(&self) -> &dyn ReportCheck {
                match self {
                    $(Self::$variant(check) => check,)*
                }
            }
        }
    };
}

kinds! {
    Kind: kind::KindCheck = kind::KindCheck,
    Section: section::SectionCheck = section::SectionCheck,
    Listing: listing::ListingCheck = listing::ListingCheckToml,
    Numbering: numbering::NumberingCheck = numbering::NumberingCheckToml,
    Signature: signature::SignatureCheck = signature::SignatureCheckToml,
    Contents: contents::ContentsCheck = contents::ContentsCheckToml,
    Body: body::BodyCheck = body::BodyCheckToml,
    Title: title::TitleCheck = title::TitleCheckToml,
    Pattern: pattern::PatternCheck = pattern::PatternCheckToml,
    Year: year::YearCheck = year::YearCheckToml,
    Period: period::PeriodCheck = period::PeriodCheckToml,
    Term: term::TermCheck = term::TermCheckToml,
    ProseYear: prose_year::ProseYearCheck = prose_year::ProseYearCheckToml,
    DocumentNumber: document_number::DocumentNumberCheck = document_number::DocumentNumberCheckToml,
    Event: event::EventCheck = event::EventCheckToml,
    Signoff: signoff::SignoffCheck = signoff::SignoffCheckToml,
    Deadline: deadline::DeadlineCheck = deadline::DeadlineCheckToml,
    Notes: notes::NotesCheck = notes::NotesCheckToml,
    Table: table::TableCheck = table::TableCheck,
    Cell: cell::CellCheck = cell::CellCheckToml,
    Bound: bound::BoundCheck = bound::BoundCheckToml,
    Amount: amount::AmountCheck = amount::AmountCheckToml,
    Magnitude: magnitude::MagnitudeCheck = magnitude::MagnitudeCheckToml,
    Equation: equation::EquationCheck = equation::EquationCheckToml,
    Coincidence: coincidence::CoincidenceCheck = coincidence::CoincidenceCheckToml,
    Incomplete: incomplete::IncompleteCheck = incomplete::IncompleteCheck,
    Unchanged: unchanged::UnchangedCheck = unchanged::UnchangedCheckToml,
    Jump: jump::JumpCheck = jump::JumpCheckToml,
    Claim: claim::ClaimCheck = claim::ClaimCheckToml,
    Filing: filing::FilingCheck = filing::FilingCheck,
    Copied: copied::CopiedCheck = copied::CopiedCheckToml,
    ForeignActor: foreign_actor::ForeignActorCheck = foreign_actor::ForeignActorCheckToml,
    Stated: stated::StatedCheck = stated::StatedCheckToml,
    Breakdown: breakdown::BreakdownCheck = breakdown::BreakdownCheckToml,
    Ratio: ratio::RatioCheck = ratio::RatioCheckToml,
    Growth: growth::GrowthCheck = growth::GrowthCheck,
    Money: money::MoneyCheck = money::MoneyCheckToml,
    Phrase: phrase::PhraseCheck = phrase::PhraseCheckToml,
    Denial: denial::DenialCheck = denial::DenialCheckToml,
    Punctuation: punctuation::PunctuationCheck = punctuation::PunctuationCheckToml,
    Pairs: pairs::PairsCheck = pairs::PairsCheckToml,
    BrokenNumber: broken_number::BrokenNumberCheck = broken_number::BrokenNumberCheckToml,
    PersonalData: personal_data::PersonalDataCheck = personal_data::PersonalDataCheckToml,
}

/// Puts what was found in a report in order.
pub(crate) fn sort(out: &mut CheckedReport) {
    out.findings.sort_by(|left, right| {
        (left.primary.span, &left.code, &left.message.zh).cmp(&(
            right.primary.span,
            &right.code,
            &right.message.zh,
        ))
    });
    tell_apart(&mut out.findings);
    out.not_assessable
        .sort_by(|left, right| (left.place.span, &left.code).cmp(&(right.place.span, &right.code)));
    out.not_checked.sort_by_key(|it| (it.place.span, it.what));
}
