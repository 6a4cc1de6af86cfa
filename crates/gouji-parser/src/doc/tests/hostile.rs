//! Broken and hostile files end in an error, or in what can be read.

use proptest::prelude::*;

use super::{
    super::read,
    assert_sound,
    file::{Doc, cell, p, row, sprm},
};
use crate::flow::testing::assert_refused;

/// One of everything.
fn rich() -> Vec<u8> {
    let body = [
        vec![p("总体情况", &[sprm(0x260A, &[0]), sprm(0x460B, &[1, 0])].concat()).style(1)],
        row(&["甲", "乙"], &[0, 500, 1000], &[0x60, 0]),
        vec![cell("深").run("2", &[(0x2A48, &[1])])],
        row(&[], &[0, 500], &[0x20]),
        vec![p("见", &[]).run("\u{13}A\u{14}B\u{15}", &[(0x0855, &[1])]).deleted(), p("文", &[])],
    ];
    Doc { notes: vec![p("注", &[])], people: Some(("甲", "乙")), ..Doc::of(&body.concat()) }.bytes()
}

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    assert_refused(read(bytes), expected);
}

#[test]
fn a_text_that_repeats_its_bytes_is_refused() {
    let mut bytes = Doc::of(&[p("文", &[])]).bytes();
    let table = [2_u8, 28, 0, 0, 0];
    let at = memchr::memmem::find(&bytes, &table).unwrap() + 5;
    // The end of the last piece.
    bytes[at + 8..at + 12].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
    refused(&bytes, "length of the text");
}

#[test]
fn properties_that_are_named_again_and_again_are_refused() {
    let far = sprm(0x2640, &[1]).repeat(20_000);
    let data = [&(far.len() as u16).to_le_bytes()[..], &far].concat();
    let doc = |count: usize| {
        let marks = p(&"\r".repeat(count), &sprm(0x6646, &0_u32.to_le_bytes()));
        Doc { data: data.clone(), ..Doc::of(&[marks]) }.bytes()
    };
    assert!(read(&doc(20)).is_ok());
    refused(&doc(2000), "size of all properties");
    let deep = [sprm(0x2416, &[1]), sprm(0x6649, &1000_u32.to_le_bytes())].concat();
    refused(&Doc::of(&[p("深", &deep)]).bytes(), "nesting of a part");
}

#[test]
fn a_cut_file_is_said_to_be_cut_or_read() {
    let whole = rich();
    for length in (0..whole.len()).step_by(97) {
        if let Ok(document) = read(&whole[..length]) {
            assert_sound(&document);
        }
    }
}

/// Damaged files, of which GOUJI_DAMAGED says how many.
#[test]
fn no_damage_ends_in_a_panic() {
    crate::flow::testing::damaged(&rich(), |bytes| {
        if let Ok(document) = read(bytes) {
            assert_sound(&document);
        }
    });
}

proptest! {
    #[test]
    fn no_change_of_the_files_bytes_ends_in_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = rich();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(document) = read(&bytes) {
            assert_sound(&document);
        }
    }
}
