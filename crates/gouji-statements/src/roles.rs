//! Classes of words that the reading itself looks at.

use serde::{Deserialize, Serialize};

use crate::{data::DataError, lexicon::Lexicon, set::Set};

macro_rules! roles {
    ($($field:ident: $name:literal,)*) => {
        /// Classes of words that the reading itself looks at.
        #[derive(Debug, Serialize, Deserialize)]
        pub(crate) struct Roles { $(pub(crate) $field: Set,)* }

        impl Roles {
            /// The classes, which the data has to have.
            pub(crate) fn of(lexicon: &Lexicon) -> Result<Self, DataError> {
                let class = |name: &str| {
                    let message = || DataError::new(&format!("class `{name}` is missing"));
                    lexicon.named(name).ok_or_else(message)
                };
                Ok(Self { $($field: class($name)?,)* })
            }
        }
    };
}

roles! {
    this_year: "this-year",
    last_year: "last-year",
    next_year: "next-year",
    all_years: "all-years",
    period: "period",
    average: "average",
    wide: "wide",
    own: "own",
    level: "level",
    organ: "organ",
    channel: "channel",
    through: "through",
    several: "several",
    abridged: "abridged",
    among: "among",
    includes: "includes",
    each: "each",
    respectively: "respectively",
    listed: "listed",
    compare: "comparing",
    rise: "rise",
    fall: "fall",
    becomes: "becomes",
    body: "body",
    applicant: "applicant",
    share: "share",
    total: "total",
    rate: "any-rate",
    done_rate: "done-rate",
    proportion: "proportion",
    overlap: "overlap",
    rest: "rest",
    verb: "verb",
    plain: "plain",
    concerning: "concerning",
    every: "every",
    negation: "neg",
    zero: "zero",
    event: "event",
}
