//! The forms and rule packs of gouji as data, carried inside the binary.

/// (name, text) of every form, of the words in which titles name their issuers, of running text, of the
/// names of places, of the list of families: what the letters of codes stand for, and of the tables that
/// examples of rules borrow.
pub const FORMS: &[(&str, &str)] = &[
    ("forms/2019.toml", include_str!("../forms/2019.toml")),
    ("forms/2021.toml", include_str!("../forms/2021.toml")),
    ("forms/website.toml", include_str!("../forms/website.toml")),
    ("forms/enforcement-2019.toml", include_str!("../forms/enforcement-2019.toml")),
    ("forms/enforcement-2021.toml", include_str!("../forms/enforcement-2021.toml")),
    ("forms/rule-of-law.toml", include_str!("../forms/rule-of-law.toml")),
    ("forms/kinds.toml", include_str!("../forms/kinds.toml")),
    ("forms/organs.toml", include_str!("../forms/organs.toml")),
    ("places/names.txt", include_str!("../places/names.txt")),
    ("places/words.toml", include_str!("../places/words.toml")),
    ("statements.toml", include_str!("../statements.toml")),
    ("families.toml", include_str!("../families.toml")),
    ("examples.toml", include_str!("../examples.toml")),
];

/// (name, text) of the list of norms: what the words in the sources of rules stand for.
pub const NORMS: (&str, &str) = ("norms.toml", include_str!("../norms.toml"));

/// (name, text) of every pack of rules over one report.
pub const PACKS: &[(&str, &str)] = &[
    ("packs/structure.toml", include_str!("../packs/structure.toml")),
    ("packs/tables.toml", include_str!("../packs/tables.toml")),
    ("packs/cells.toml", include_str!("../packs/cells.toml")),
    ("packs/equations.toml", include_str!("../packs/equations.toml")),
    ("packs/units.toml", include_str!("../packs/units.toml")),
    ("packs/narrative.toml", include_str!("../packs/narrative.toml")),
    ("packs/dates.toml", include_str!("../packs/dates.toml")),
    ("packs/typography.toml", include_str!("../packs/typography.toml")),
    ("packs/wording.toml", include_str!("../packs/wording.toml")),
    ("packs/privacy.toml", include_str!("../packs/privacy.toml")),
    ("packs/website.toml", include_str!("../packs/website.toml")),
    ("packs/enforcement.toml", include_str!("../packs/enforcement.toml")),
    ("packs/rule-of-law.toml", include_str!("../packs/rule-of-law.toml")),
];

/// (name, text) of every pack of rules over several reports: an organ's of two years, those of an area.
pub const PACKS_ACROSS: &[(&str, &str)] = &[
    ("packs/years.toml", include_str!("../packs/years.toml")),
    ("packs/organs.toml", include_str!("../packs/organs.toml")),
];

/// The forms and every pack, those of profiles among them, as `gouji_rules::Linter` takes them without reading their
/// texts. A test compares it with them; `GOUJI_BLESS=1 cargo test --test e2e generated` makes it anew.
pub const COMPILED: &[u8] = include_bytes!("../compiled.bin");

/// (name, text) of every profile, and of the packs and tables of points that profiles name.
pub const PROFILES: &[(&str, &str)] = &[
    ("profiles/11.toml", include_str!("../profiles/11.toml")),
    ("profiles/12.toml", include_str!("../profiles/12.toml")),
    ("profiles/13.toml", include_str!("../profiles/13.toml")),
    ("profiles/15.toml", include_str!("../profiles/15.toml")),
    ("profiles/21.toml", include_str!("../profiles/21.toml")),
    ("profiles/31.toml", include_str!("../profiles/31.toml")),
    ("profiles/331083.points.toml", include_str!("../profiles/331083.points.toml")),
    ("profiles/331083.toml", include_str!("../profiles/331083.toml")),
    ("profiles/34.toml", include_str!("../profiles/34.toml")),
    ("profiles/35.toml", include_str!("../profiles/35.toml")),
    ("profiles/350128.toml", include_str!("../profiles/350128.toml")),
    ("profiles/3501.toml", include_str!("../profiles/3501.toml")),
    ("profiles/350502.points.toml", include_str!("../profiles/350502.points.toml")),
    ("profiles/350502.toml", include_str!("../profiles/350502.toml")),
    ("profiles/37.rules.toml", include_str!("../profiles/37.rules.toml")),
    ("profiles/37.toml", include_str!("../profiles/37.toml")),
    ("profiles/41.toml", include_str!("../profiles/41.toml")),
    ("profiles/42.toml", include_str!("../profiles/42.toml")),
    ("profiles/4312.toml", include_str!("../profiles/4312.toml")),
    ("profiles/44.toml", include_str!("../profiles/44.toml")),
    ("profiles/50.toml", include_str!("../profiles/50.toml")),
    ("profiles/51.toml", include_str!("../profiles/51.toml")),
    ("profiles/53.toml", include_str!("../profiles/53.toml")),
    ("profiles/61.toml", include_str!("../profiles/61.toml")),
    ("profiles/62.toml", include_str!("../profiles/62.toml")),
    ("profiles/CN.toml", include_str!("../profiles/CN.toml")),
];
