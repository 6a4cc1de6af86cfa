//! Classes of words that the reading itself looks at.

use crate::{
    data::{DataError, Names},
    lexicon::{Lexicon, Set},
};

macro_rules! roles {
    ($($field:ident: $name:literal,)*) => {
        /// Classes of words that the reading itself looks at.
        #[derive(Debug)]
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
    wide: "wide",
    own: "own",
    level: "level",
    organ: "organ",
    among: "among",
    includes: "includes",
    each: "each",
    respectively: "respectively",
    listed: "listed",
    compare: "compare",
    becomes: "becomes",
    body: "body",
    share: "share",
    total: "total",
    rate: "rate",
    concerning: "concerning",
    every: "every",
    negation: "neg",
    zero: "zero",
    event: "event",
}
