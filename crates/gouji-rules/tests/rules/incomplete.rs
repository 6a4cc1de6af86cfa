//! What a finding says of the equations that a blank leaves open.

use crate::shipped;

const BALANCED: &str = include_str!("../../../../docs/samples/balanced-2024.md");

#[test]
fn the_row_is_the_finding_and_the_column_is_folded_in() {
    let blank =
        BALANCED.replace("| 14 | 4 | 0 | 1 | 1 | 0 | 20 |", "|  | 4 | 0 | 1 | 1 | 0 | 20 |");
    let document = gouji_parser::read(blank.as_bytes(), "report.md").expect("it is text");
    let findings = shipped().check(&document).findings;
    let finding =
        findings.iter().find(|finding| &*finding.code == "E004").expect("予以公开 is incomplete");
    let equation = finding.equation.as_ref().expect("it has its equation");

    assert_eq!((equation.left, equation.right), (20.into(), 6.into()));
    assert!(equation.operands.iter().all(|operand| &*operand.cell.row == "granted"));
    assert_eq!(equation.operands.len(), 7);
    let [column] = &equation.folded[..] else { panic!("{:?}", equation.folded) };
    assert_eq!((&*column.code, &*column.over), ("E002", "natural"));
    assert_eq!((column.left, column.right), (38.into(), 24.into()));
    assert_eq!(finding.notes[0].zh, "同一原因还影响：E002 自然人列，不另列出");
}
