//! The forms and rule packs of gouji as data, carried inside the binary.

/// (name, text) of every form.
pub const FORMS: &[(&str, &str)] = &[];

/// (name, text) of every pack.
pub const PACKS: &[(&str, &str)] = &[];
