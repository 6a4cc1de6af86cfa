//! Damaged files: cut, with bits flipped, with lengths changed, and archives whose files were damaged before they
//! were packed. Each is checked or refused, within the limits that the system enforces.
//!
//! A few by default, checked by the command within limits that the system enforces. With an optimised build that reads PDF, as
//! many of each file as are asked for, by their seeds, in this process; the figures are printed:
//!
//! ```sh
//! GOUJI_DAMAGED=0..10000 cargo test --profile profiling -p gouji --features pdf --test e2e damaged -- --nocapture
//! ```

use std::io::{Cursor, Read as _};
use std::ops::Range;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs};

use gouji_corpus_diff::generate::random::Random;
use gouji_project::{
    CheckedFile, Day, FileSettings, Input, NoConversion, Project, ProjectOptions, ReadingOptions,
    Results, UnreadFile, write,
};
use gouji_report::Lang;
use gouji_reporter::{Options, OutputFormat};
use rayon::prelude::*;
use serde_json::Value;
use zip::ZipArchive;

use crate::command::{BALANCED, Folder, QINGHE};
use crate::corpus::of_endings;
use crate::hostile::{MEMORY_KIB, TIME};
use crate::metamorphic::print;
use crate::word::{self, zipped};

/// Damaged files of everyday.
const FEW: usize = 36;

/// Whole files: their endings, and their bytes.
fn whole() -> Vec<(String, Vec<u8>)> {
    let page = format!(
        "<table><tr><td>{}</table>",
        BALANCED.replace(" | ", "<td>").replace('\n', "<tr><td>")
    );
    let own: [(&str, &[u8]); 8] = [
        ("md", BALANCED.as_bytes()),
        ("txt", QINGHE.as_bytes()),
        ("html", page.as_bytes()),
        ("pdf", include_bytes!("pdf/report.pdf")),
        ("xlsx", include_bytes!("workbook/report.xlsx")),
        ("xls", include_bytes!("workbook/report.xls")),
        ("docx", &word::from_markdown(BALANCED)),
        ("zip", &zipped([("a.docx", &word::from_markdown(BALANCED)[..])])),
    ];
    let own = own.map(|(ending, bytes)| (ending.to_owned(), bytes.to_vec())).into_iter();
    own.chain(of_endings(&["pdf", "doc", "docx", "html", "odt", "txt"])).collect()
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

/// Checks files with no more memory than 512 MB and no more processor time than so many seconds.
#[track_caller]
fn check<'f>(files: impl IntoIterator<Item = (&'f str, Vec<u8>)>, seconds: u64) {
    let folder = Folder::new();
    for (at, (ending, bytes)) in files.into_iter().enumerate() {
        folder.file(&format!("in/{at}.{ending}"), bytes);
    }
    let limits = format!("ulimit -v {MEMORY_KIB}; ulimit -t {seconds}");
    let run = "exec \"$0\" check --threads 1 --format json in/* >out.json 2>err";
    let mut command = Command::new("bash");
    command.args(["-c", &format!("{limits}; {run}"), env!("CARGO_BIN_EXE_gouji")]);
    let status = command.current_dir(folder.path()).stdin(Stdio::null()).status().unwrap().code();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    let (said, result) = (read("err"), read("out.json"));
    let json: Value = serde_json::from_str(&result).unwrap_or_default();
    let ended = matches!(status, Some(0..=2)) && json["files"].is_array();
    assert!(ended && !result.contains("内部错误"), "{status:?} {said} {result}");
}

#[test]
fn damaged_files_end_within_the_limits() {
    let whole = whole();
    let made = |at: usize, seed: u64| {
        let (ending, bytes) = &whole[at];
        (ending.as_str(), damaged(bytes, &mut Random::new(seed)))
    };
    check((0..FEW).map(|seed| made(seed % whole.len(), seed as u64)), 120);
}

/// What damaged variants of a file took at most, and how many were refused.
#[derive(Default)]
struct VariantCost {
    memory: u64,
    processor: Duration,
    refused: usize,
}

/// The processor time of this thread, where the system tells it; else the time that went by.
fn processor(since: Instant) -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|it| it.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// Checks a variant and writes what was found as JSON.
#[track_caller]
fn check_here(name: &str, bytes: Vec<u8>, settings: &FileSettings, cost: &mut VariantCost) {
    let reading =
        ReadingOptions { convert: &NoConversion, tables: false, statements: true, lang: Lang::Zh };
    let input = Input::Buffer { name: name.to_owned(), bytes: Arc::from(bytes) };
    let start = Instant::now();
    let before = processor(start);
    let taken = allocation_counter::measure(|| {
        let checked = CheckedFile::new(&input, settings, &reading, None);
        let internal = |it: &UnreadFile| it.is_internal;
        assert!(!checked.as_ref().is_err_and(internal), "{name}: {checked:?}");
        cost.refused += usize::from(checked.is_err());
        let (results, _) = Results::of(vec![checked], Vec::new(), None);
        let mut out = Vec::new();
        write(&results, &[], None, OutputFormat::Json, &Options::default(), &mut out).unwrap();
        let json: Result<serde::de::IgnoredAny, _> = serde_json::from_slice(&out);
        assert!(json.is_ok(), "{name}");
    });
    let took = processor(start).saturating_sub(before);
    assert!(took < TIME && taken.bytes_max < MEMORY_KIB << 10, "{name}: {took:?}, {taken:?}");
    cost.memory = cost.memory.max(taken.bytes_max);
    cost.processor = cost.processor.max(took);
}

/// The seeds that are asked for: `0..10000`.
fn seeds() -> Option<Range<u64>> {
    let asked = env::var("GOUJI_DAMAGED").ok()?;
    let (from, to) = asked.split_once("..").expect("GOUJI_DAMAGED=FROM..TO");
    Some(from.parse().expect("a number")..to.parse().expect("a number"))
}

#[test]
fn as_many_as_are_asked_for_end_within_the_limits() {
    let Some(seeds) = seeds() else { return };
    let day = Day::parse("2026-06-15").unwrap();
    let options = ProjectOptions { isolated: true, ..ProjectOptions::default() };
    let settings = Project::new(&options, day).unwrap().settings_of(&Input::here()).unwrap();
    let whole = whole();
    whole.par_iter().enumerate().for_each(|(at, (ending, bytes))| {
        let mut cost = VariantCost::default();
        let start = Instant::now();
        for seed in seeds.clone() {
            let name = format!("{at}-{seed}.{ending}");
            check_here(&name, damaged(bytes, &mut Random::new(seed)), &settings, &mut cost);
        }
        print(&format!(
            "{at}.{ending}: {} bytes, {} variants in {:.0?}, {} refused; one takes at most {:.0?} of processor time, {} MiB",
            bytes.len(),
            seeds.end - seeds.start,
            start.elapsed(),
            cost.refused,
            cost.processor,
            cost.memory >> 20
        ));
    });
}
