//! Real reports. They are other people's texts and no part of the repository: these tests read
//! them where they are at hand (`../shared/corpus` beside the repository, or the folder that
//! `GOUJI_CORPUS` names) and are skipped with a note where they are not.
//!
//! * [`facts`] – the figures of the reports, read by hand
//! * [`derived`] – these figures in every layout
//! * [`field`] – small reports in the layouts of crawled text
//! * `pdf` – the PDFs among them, in builds that read PDF
//! * [`samples`] – the seeds as Word and LibreOffice write them
//! * [`seeds`] – exactly what is wrong with five reports
//! * [`recovered`] – what is recovered of figures that run together
//! * [`years`] – what two years of one organ have to do with one another
//! * [`real`] – what can be read of every original file

mod derived;
mod facts;
mod field;
#[cfg(feature = "pdf")]
mod pdf;
mod real;
mod recovered;
mod samples;
mod seeds;
mod years;

use std::path::{Path, PathBuf};
use std::{env, fs};

use gouji_parser::Document;

use crate::bound::read;
use crate::command::repository;

/// A folder of the corpus; none where there is no corpus.
fn folder(name: &str) -> Option<PathBuf> {
    let corpus = env::var_os("GOUJI_CORPUS")
        .map_or_else(|| repository().join("../shared/corpus"), PathBuf::from);
    let folder = corpus.join(name);
    if !folder.is_dir() {
        println!("skipped: there is no {}", folder.display());
        return None;
    }
    Some(folder)
}

/// The samples of Word and LibreOffice.
pub(crate) fn word_files() -> Vec<PathBuf> {
    let Some(samples) = folder("samples") else { return Vec::new() };
    let all = files(&samples).into_iter().chain(files(&samples.join("lo")));
    let word: Vec<PathBuf> =
        all.filter(|path| path.extension().is_some_and(|it| it == "docx")).collect();
    assert!(word.len() > 4, "{word:?}");
    word
}

/// The samples with one of these endings, and the real reports: the ending and the bytes of each.
pub(crate) fn of_endings(endings: &[&str]) -> Vec<(String, Vec<u8>)> {
    let folders = [folder("samples"), folder("real")].into_iter().flatten();
    let paths = folders.flat_map(|folder| files(&folder));
    let ending = |path: &Path| Some(path.extension()?.to_str()?.to_owned());
    let known = paths.filter_map(|path| Some((ending(&path)?, path)));
    known
        .filter(|(ending, _)| endings.contains(&&**ending))
        .map(|(ending, path)| (ending, fs::read(path).expect("the file can be read")))
        .collect()
}

/// The files of a folder in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let paths = entries.map(|entry| entry.expect("its entries can be read").path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("names in the corpus are UTF-8")
}

/// The file in `folder` whose name begins with `start`.
fn starting(folder: &Path, start: &str) -> PathBuf {
    let mut found = files(folder).into_iter().filter(|path| name(path).starts_with(start));
    found.next().unwrap_or_else(|| panic!("no {start}… in {}", folder.display()))
}

/// Reads a file that has to be readable.
#[track_caller]
fn document(path: &Path) -> Document {
    read(&fs::read(path).expect("the file can be read"), name(path))
}
