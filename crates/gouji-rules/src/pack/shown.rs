//! What a pack says, kept for whoever reads about a rule.

use std::collections::BTreeMap;

use toml::{Spanned, de::DeValue};

use super::{template, wording::Wording};
use crate::rule::Case;
use gouji_report::DataFile;

/// The parameters of a check as the pack writes them, one a line, in the order of the pack. They are
/// cut out of the text and not written anew, since an escape says more than the character that it
/// stands for.
pub(super) fn parameters(file: DataFile<'_>, check: &Spanned<DeValue<'_>>) -> String {
    let DeValue::Table(table) = check.get_ref() else {
        return String::new();
    };
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| (key.get_ref() != "kind", key.span().start));
    let text = |span: std::ops::Range<usize>| file.text.get(span).unwrap_or_default();
    let mut lines = String::new();
    for (key, value) in entries {
        lines += &format!("{} = {}\n", text(key.span()), text(value.span()));
    }
    lines
}

/// Every case of a rule, the plain one first.
pub(super) fn cases(plain: &Wording, variants: &BTreeMap<String, Wording>) -> Vec<Case> {
    let case = |(name, wording): (&str, &Wording)| Case {
        name: name.into(),
        severity: wording.severity,
        message: template::shown(&wording.message),
        help: template::shown(&wording.help),
    };
    let variants = variants.iter().map(|(name, wording)| (&**name, wording));
    std::iter::once(("", plain)).chain(variants).map(case).collect()
}
