//! Names of findings that survive moved lines and die when a value changes.

use std::collections::HashMap;

use gouji_report::{CellRef, Label};

use crate::finding::Finding;

/// A name of a finding that survives moved lines and dies when a value changes: a hash of its code,
/// its message with the numbers, and the cells it speaks of.
pub(crate) fn fingerprint(code: &str, message: &str, primary: &Label, related: &[Label]) -> String {
    let cells = std::iter::once(primary).chain(related).filter_map(|label| label.cell.as_ref());
    let addresses = cells.flat_map(|CellRef { table, row, column, .. }| [&**table, row, column]);
    hash([code, message].into_iter().chain(addresses))
}

/// Gives findings of one file that say the same of the same their own fingerprints: all but the first
/// get their number among them, in the order in which they stand.
pub(crate) fn tell_apart(findings: &mut [Finding]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for finding in findings {
        let count = seen.entry(finding.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.fingerprint = hash([&*finding.fingerprint, &*count.to_string()]);
        }
    }
}

/// FNV-1a, 64 bits.
fn hash<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        for byte in text.bytes().chain(std::iter::once(0xff)) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
