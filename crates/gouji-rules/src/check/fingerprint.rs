//! Names of findings that survive moved lines and die when a value changes.

use std::collections::HashMap;

use gouji_parser::fnv1a;
use gouji_report::{CellRef, Label};

use crate::{finding::Finding, pack::Args};

/// A name of a finding that survives moved lines and other words, and dies when a value changes: a hash of
/// its code and case, of the cells that it speaks of, and of its arguments, which are figures and what it
/// quotes. Words of forms and packs, which differ from language to language, count where there is no cell
/// to say of what it speaks. An argument that a check gives anew gives its findings new names.
pub(crate) fn fingerprint(
    code: &str,
    case: &str,
    args: &Args,
    (primary, related): (&Label, &[Label]),
) -> String {
    let cells: Vec<&str> = addresses(primary, related).collect();
    let mut args: Vec<_> = args.iter().collect();
    args.sort_unstable_by_key(|(name, _)| *name);
    let args = args.into_iter().flat_map(|(name, value)| {
        let whole = cells.is_empty() || value.zh == value.en;
        let figures = value.zh.split(|char: char| !char.is_ascii_digit() && char != '.');
        let figures = figures.filter(move |_| !whole);
        std::iter::once(*name).chain(whole.then_some(&*value.zh)).chain(figures)
    });
    hash([code, case].into_iter().chain(cells.iter().copied()).chain(args))
}

/// The name that gouji 0.1.0 gave a finding: its message, in Chinese, stands for the arguments.
pub(crate) fn former(code: &str, message: &str, primary: &Label, related: &[Label]) -> String {
    hash([code, message].into_iter().chain(addresses(primary, related)))
}

fn addresses<'l>(primary: &'l Label, related: &'l [Label]) -> impl Iterator<Item = &'l str> {
    let cells = std::iter::once(primary).chain(related).filter_map(|label| label.cell.as_ref());
    cells.flat_map(|CellRef { table, row, column, .. }| [&**table, row, column])
}

/// Gives findings of one file that have one name their own: all but the first get their number among
/// them, in the order in which they stand.
pub(crate) fn tell_apart(findings: &mut [Finding]) {
    let names: [fn(&mut Finding) -> &mut String; 2] =
        [|it| &mut it.fingerprint, |it| &mut it.former_fingerprint];
    for name in names {
        let mut seen: HashMap<String, u32> = HashMap::new();
        for fingerprint in findings.iter_mut().map(name) {
            let count = seen.entry(fingerprint.clone()).or_default();
            *count += 1;
            if *count > 1 {
                *fingerprint = hash([&**fingerprint, &*count.to_string()]);
            }
        }
    }
}

/// A hash of the texts, each for itself.
fn hash<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let bytes = texts.into_iter().flat_map(|text| text.bytes().chain(std::iter::once(0xff)));
    format!("{:016x}", fnv1a(bytes))
}
