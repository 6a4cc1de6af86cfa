//! The forms and rule packs of gouji as data, carried inside the binary.

/// (name, text) of every form, of the words in which titles name their issuers, and of the lexicon.
pub const FORMS: &[(&str, &str)] = &[
    ("forms/2019.toml", include_str!("../forms/2019.toml")),
    ("forms/2021.toml", include_str!("../forms/2021.toml")),
    ("forms/organs.toml", include_str!("../forms/organs.toml")),
    ("lexicon.toml", include_str!("../lexicon.toml")),
];

/// (name, text) of every pack.
pub const PACKS: &[(&str, &str)] = &[
    ("packs/structure.toml", include_str!("../packs/structure.toml")),
    ("packs/tables.toml", include_str!("../packs/tables.toml")),
    ("packs/cells.toml", include_str!("../packs/cells.toml")),
    ("packs/equations.toml", include_str!("../packs/equations.toml")),
    ("packs/units.toml", include_str!("../packs/units.toml")),
    ("packs/dates.toml", include_str!("../packs/dates.toml")),
    ("packs/typography.toml", include_str!("../packs/typography.toml")),
    ("packs/privacy.toml", include_str!("../packs/privacy.toml")),
];
