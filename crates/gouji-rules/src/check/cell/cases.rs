//! The cases of `cell`.

use crate::check::{Cases, CheckKind};

pub(crate) const KIND: CheckKind = CheckKind {
    name: "cell",
    cases: &[
        Cases::of("filled", &[""], &["table", "row", "value", "count", "forms"]),
        Cases::of("no-placeholder", &[""], &["table", "row", "value", "count", "forms"]),
        Cases::of(
            "count",
            &["", "negative", "fraction", "unit", "several", "approximate", "too-large", "note"],
            &["table", "row", "column", "value"],
        ),
        Cases::of("clear", &[""], &["table", "row", "value", "count", "forms"]),
        Cases::of("no-unit", &["", "same-unit"], &["table", "row", "column", "value", "printed"]),
        Cases::of("unit", &[""], &["table", "row", "value"]),
        Cases::of("decimals", &["", "fewer"], &["table", "row", "value", "count"]),
        Cases::of("counted", &[""], &["table", "row", "value"]),
        Cases::of("plain-digits", &[""], &["table", "row", "value", "count", "forms", "advice"]),
    ],
};
