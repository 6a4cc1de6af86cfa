//! A run kept whole, to be compared byte by byte with another one.
//!
//! ```text
//! json/PATH.json        what is said of a file, its places, related labels, fixes, fingerprints,
//!                       and what could not be assessed among it
//! rest.json             what the JSON has beside files
//! format/NAME           a sample of the files in each output format
//! fix/…                 what `fix --diff` would do to the sample
//! view/PATH blocks/PATH how a file of the sample was read
//! annotate/PATH/PART    the parts of an annotated Word file
//! ```
//!
//! Only the version of the tool is left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use gouji_reporter::OutputFormat;
use serde_json::Value as Json;
use similar::TextDiff;

use crate::Error;

/// Files of each ending, evenly spread over the corpus, that are kept in every form of output.
const SAMPLE: usize = 15;
const ENDINGS: [&str; 4] = ["txt", "md", "html", "docx"];
/// What [`compare`] prints at most.
const FILES: usize = 12;
const LINES: usize = 40;
/// A line that is longer is cut before it is compared.
const WIDTH: usize = 400;

/// Keeps in the folder `out` all that `binary` says of the reports in `corpus`.
pub fn record(binary: &Path, corpus: &Path, out: &Path) -> Result<(), Error> {
    let gouji = Gouji::new(binary, corpus)?;
    let output = gouji.run(&["check", "--format", "json", "--quiet"], &["."])?;
    let mut rest: Json = serde_json::from_str(&output.stdout)?;
    let (files, errors) = (rest["files"].take(), rest["errors"].take());
    for entry in [&files, &errors].into_iter().filter_map(Json::as_array).flatten() {
        let path = entry["path"].as_str().unwrap_or_default().trim_start_matches("./");
        keep(out, &format!("json/{path}.json"), format!("{entry:#}"))?;
    }
    keep(out, "rest.json", format!("{rest:#}\n{}", output.told))?;

    let all = below(corpus)?;
    let sample: Vec<&str> = ENDINGS.iter().flat_map(|ending| spread(&all, ending)).collect();
    for format in OutputFormat::ALL {
        let args = ["check", "--quiet", "--format", format.name()];
        keep(out, &format!("format/{}", format.name()), gouji.run(&args, &sample)?.all())?;
    }
    for (name, args) in [("safe", &["fix", "--diff"][..]), ("all", &["fix", "--diff", "--unsafe"])]
    {
        keep(out, &format!("fix/{name}.diff"), gouji.run(args, &sample)?.all())?;
    }
    for path in &sample {
        keep(out, &format!("view/{path}"), gouji.run(&["view"], &[path])?.all())?;
        keep(out, &format!("blocks/{path}"), gouji.run(&["view", "--blocks"], &[path])?.all())?;
    }
    for path in sample.iter().filter(|path| path.ends_with("docx")) {
        let folder = tempfile::tempdir()?;
        let copy = folder.path().join("copy.docx");
        let args = ["annotate", "--quiet", "--output", &copy.to_string_lossy()];
        keep(out, &format!("annotate/{path}/said"), gouji.run(&args, &[path])?.all())?;
        let Ok(file) = fs::File::open(&copy) else { continue };
        let mut parts = zip::ZipArchive::new(file)?;
        for index in 0..parts.len() {
            let mut part = parts.by_index(index)?;
            let mut content = Vec::new();
            std::io::copy(&mut part, &mut content)?;
            keep(out, &format!("annotate/{path}/{}", part.name()?), content)?;
        }
    }
    Ok(())
}

/// How two runs that were kept differ: the first differences, to be read by a person. Empty where
/// they are the same.
pub fn compare(before: &Path, after: &Path) -> Result<String, Error> {
    let (old, new) = (below(before)?, below(after)?);
    let all: BTreeSet<&String> = old.iter().chain(&new).collect();
    let (mut shown, mut differing) = (String::new(), 0);
    for path in &all {
        let read = |folder: &Path| fs::read(folder.join(path)).ok();
        let (one, other) = (read(before), read(after));
        if one == other {
            continue;
        }
        differing += 1;
        if differing <= FILES {
            shown += &match (one, other) {
                (Some(one), Some(other)) => changed(path, &one, &other),
                (Some(_), None) => format!("- {path}: lost\n"),
                _ => format!("+ {path}: new\n"),
            };
        }
    }
    if differing > 0 {
        shown += &format!("\n{differing} of {} files differ\n", all.len());
    }
    Ok(shown)
}

/// The first lines of the difference between two contents of a file.
fn changed(path: &str, before: &[u8], after: &[u8]) -> String {
    let [before, after] = [before, after].map(|content| lines(&String::from_utf8_lossy(content)));
    let mut diff = TextDiff::configure();
    let diff = diff.timeout(Duration::from_secs(5)).diff_lines(&before, &after);
    let diff = diff.unified_diff().context_radius(2).header(path, path).to_string();
    let mut shown: String =
        diff.lines().take(LINES).map(|line| line.to_owned() + "\n").collect::<Vec<_>>().concat();
    if diff.lines().nth(LINES).is_some() {
        shown += "  …\n";
    }
    shown
}

/// A text whose long lines of JSON or markup are cut between their members.
fn lines(text: &str) -> String {
    let cut = |line: &str| match line.len() {
        ..WIDTH => line.to_owned(),
        _ => line.replace(",\"", ",\n\"").replace("><", ">\n<"),
    };
    text.lines().map(|line| cut(line) + "\n").collect::<Vec<_>>().concat()
}

/// A gouji and the folder it runs in.
struct Gouji<'a> {
    program: PathBuf,
    version: String,
    corpus: &'a Path,
}

/// What it printed: its result, and the rest with its exit status.
struct Output {
    stdout: String,
    told: String,
}

impl Output {
    fn all(self) -> String {
        self.stdout + &self.told
    }
}

impl<'a> Gouji<'a> {
    fn new(binary: &Path, corpus: &'a Path) -> Result<Self, Error> {
        let program = binary.canonicalize()?;
        let said = Command::new(&program).arg("--version").output()?;
        let version = String::from_utf8_lossy(&said.stdout).trim().to_owned();
        let version = version.rsplit(' ').next().unwrap_or_default().to_owned();
        Ok(Self { program, version, corpus })
    }

    fn run(&self, args: &[&str], paths: &[&str]) -> Result<Output, Error> {
        let mut command = Command::new(&self.program);
        command.current_dir(self.corpus).stdin(Stdio::null());
        command.env("NO_COLOR", "1").env("GOUJI_TODAY", "2026-06-15");
        command.args(args);
        if args != ["view"] && args != ["view", "--blocks"] {
            command.arg("--isolated");
        }
        let output = command.arg("--").args(paths).output()?;
        let text = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            if self.version.is_empty() {
                text.into()
            } else {
                text.replace(&self.version, "VERSION")
            }
        };
        let told = format!("[{}]\n{}", output.status, text(&output.stderr));
        Ok(Output { stdout: text(&output.stdout), told })
    }
}

fn keep(out: &Path, name: &str, content: impl AsRef<[u8]>) -> Result<(), Error> {
    let path = out.join(name);
    fs::create_dir_all(path.parent().unwrap_or(out))?;
    Ok(fs::write(path, content)?)
}

/// The files below a folder, as paths from it, in order.
fn below(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        let name = name.to_string_lossy();
        if path.is_dir() {
            found.extend(below(&path)?.into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.insert(name.into_owned());
        }
    }
    Ok(found)
}

/// So many of the files with an ending, evenly spread.
fn spread<'a>(files: &'a BTreeSet<String>, ending: &str) -> Vec<&'a str> {
    let ended = |file: &&String| Path::new(file).extension().is_some_and(|it| it == ending);
    let files: Vec<&String> = files.iter().filter(ended).collect();
    let step = files.len().div_ceil(SAMPLE).max(1);
    files.into_iter().step_by(step).map(String::as_str).collect()
}
