//! Damaged files: cut, with bits flipped, with lengths changed, and archives whose files were damaged before they
//! were packed. Each is checked or refused, within the limits that the system enforces.
//!
//! A few by default. With an optimised build that reads PDF, as many as are asked for, twenty in a process that has the
//! limits of one file; the largest figures are printed:
//!
//! ```sh
//! cargo build --profile profiling --features pdf
//! GOUJI_DAMAGED=20000 GOUJI_BINARY=$PWD/target/profiling/gouji cargo test --test e2e damaged
//! ```

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::process::{Command, Stdio};
use std::{env, fs};

use gouji_corpus_diff::generate::random::Random;
use rayon::prelude::*;
use serde_json::Value;
use zip::ZipArchive;

use crate::command::{BALANCED, Folder};
use crate::corpus::of_endings;
use crate::hostile::{WatchedCost, watch};
use crate::metamorphic::print;
use crate::word::{self, zipped};

/// Damaged files of everyday.
const FEW: usize = 36;
/// Files that are checked by one process.
const TOGETHER: usize = 20;

/// Whole files: their endings, and their bytes.
fn whole() -> Vec<(String, Vec<u8>)> {
    let own: [(&str, &[u8]); 5] = [
        ("pdf", include_bytes!("pdf/report.pdf")),
        ("xlsx", include_bytes!("workbook/report.xlsx")),
        ("xls", include_bytes!("workbook/report.xls")),
        ("docx", &word::from_markdown(BALANCED)),
        ("zip", &zipped([("a.docx", &word::from_markdown(BALANCED)[..])])),
    ];
    let own = own.map(|(ending, bytes)| (ending.to_owned(), bytes.to_vec())).into_iter();
    own.chain(of_endings(&["pdf", "doc", "odt"])).collect()
}

/// A file damaged in one way, or in two.
fn damaged(whole: &[u8], random: &mut Random) -> Vec<u8> {
    if whole.starts_with(b"PK") && random.below(2) == 0 {
        return damaged_inside(whole, random);
    }
    let mut bytes = whole.to_vec();
    for _ in 0..=random.below(2) {
        damage(&mut bytes, random);
    }
    bytes
}

/// An archive one of whose files was damaged before it was packed.
fn damaged_inside(whole: &[u8], random: &mut Random) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes));
    }
    let at = random.below(files.len());
    damage(&mut files[at].1, random);
    zipped(files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])))
}

fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let length = bytes.len();
    if length == 0 {
        return;
    }
    match random.below(6) {
        0 => bytes.truncate(random.below(length)),
        1 => {
            for _ in 0..=random.below(20) {
                bytes[random.below(length)] ^= 1 << random.below(8);
            }
        }
        // lengths, places and counts: of two or four bytes, or written in figures
        2 => {
            let values = [0, 1, 0x7F, 0x80, 0xFF];
            for _ in 0..=random.below(4) {
                let (at, size) = (random.below(length), 2 + 2 * random.below(2));
                let end = (at + size).min(length);
                bytes[at..end].fill(values[random.below(values.len())]);
            }
        }
        3 => {
            for _ in 0..=random.below(8) {
                let start = random.below(length);
                let digit = bytes[start..].iter().position(u8::is_ascii_digit);
                if let Some(at) = digit {
                    bytes[start + at] = b'0' + random.below(10) as u8;
                }
            }
        }
        // a stretch elsewhere, or twice
        _ => {
            let (start, to) = (random.below(length), random.below(length));
            let end = (start + random.below(2000)).min(length);
            let piece: Vec<u8> = bytes[start..end].to_vec();
            bytes.splice(to..to, piece);
        }
    }
}

/// Checks files with no more memory than 512 MB and no more processor time than so many seconds. Gives what that took,
/// and how many files were refused.
#[track_caller]
fn check<'f>(
    files: impl IntoIterator<Item = (&'f str, Vec<u8>)>,
    seconds: u64,
) -> (WatchedCost, usize) {
    let folder = Folder::new();
    for (at, (ending, bytes)) in files.into_iter().enumerate() {
        folder.file(&format!("in/{at}.{ending}"), bytes);
    }
    let limits = format!("ulimit -v {}; ulimit -t {seconds}", 512 << 10);
    let run = "exec \"$0\" check --threads 1 --format json in/* >out.json 2>err";
    let binary = env::var("GOUJI_BINARY").unwrap_or(env!("CARGO_BIN_EXE_gouji").to_owned());
    let mut command = Command::new("bash");
    command.args(["-c", &format!("{limits}; {run}"), &binary]);
    let mut child = command.current_dir(folder.path()).stdin(Stdio::null()).spawn().unwrap();
    let cost = watch(&mut child);
    let status = child.wait().unwrap().code();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    let (said, result) = (read("err"), read("out.json"));
    let json: Value = serde_json::from_str(&result).unwrap_or_default();
    let ended = matches!(status, Some(0..=2)) && json["files"].is_array();
    assert!(ended && !result.contains("内部错误"), "{status:?} {said} {result}");
    (cost, json["errors"].as_array().map_or(0, Vec::len))
}

#[test]
fn damaged_files_end_within_the_limits() {
    let whole = whole();
    let made = |at: usize, seed: u64| {
        let (ending, bytes) = &whole[at];
        (ending.as_str(), damaged(bytes, &mut Random::new(seed)))
    };
    let count = env::var("GOUJI_DAMAGED").ok().and_then(|count| count.parse::<usize>().ok());
    let Some(count) = count else {
        check((0..FEW).map(|seed| made(seed % whole.len(), seed as u64)), 120);
        return;
    };
    let batch = |number: usize| {
        let at = number % whole.len();
        let seeds = number * TOGETHER..(number + 1) * TOGETHER;
        (&whole[at].0, check(seeds.map(|seed| made(at, seed as u64)), 2))
    };
    let costs: Vec<(&String, (WatchedCost, usize))> =
        (0..count / TOGETHER).into_par_iter().map(batch).collect();
    let mut endings: BTreeMap<&String, Vec<(WatchedCost, usize)>> = BTreeMap::new();
    for (ending, cost) in costs {
        endings.entry(ending).or_default().push(cost);
    }
    for (ending, costs) in endings {
        let time = costs.iter().map(|(cost, _)| cost.processor).max().unwrap_or_default();
        let memory = costs.iter().map(|(cost, _)| cost.memory).max().unwrap_or_default();
        let refused: usize = costs.iter().map(|(_, refused)| refused).sum();
        print(&format!(
            "{ending}: {} files, {refused} refused; {TOGETHER} take at most {time:?} of processor time, {} MiB",
            costs.len() * TOGETHER,
            memory >> 10
        ));
    }
}
