//! Runs the command.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A report without a defect.
pub(crate) const BALANCED: &str = include_str!("../docs/samples/balanced-2024.md");
/// A report with a total whose digits are swapped.
pub(crate) const QINGHE: &str = include_str!("../docs/samples/qinghe-2024.txt");

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of a file of the repository, with the line ends that were committed.
#[track_caller]
pub(crate) fn committed(path: &str) -> String {
    let text = fs::read_to_string(repository().join(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}")).replace("\r\n", "\n")
}

/// Whether a path has this ending, without its dot.
pub(crate) fn ends_in(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == ending)
}

/// A command that sees nothing of the environment that could change what it does.
pub(crate) fn gouji(folder: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(args).current_dir(folder).stdin(Stdio::null());
    command.env_remove("NO_COLOR").env_remove("RAYON_NUM_THREADS");
    command.env("GOUJI_TODAY", "2026-06-15");
    command
}

/// The files in a folder and the folders below it, by their paths from it.
pub(crate) fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().expect("names of files are Unicode");
        if entry.file_type().unwrap().is_dir() {
            let below = files_below(&entry.path());
            files.extend(below.into_iter().map(|file| format!("{name}/{file}")));
        } else {
            files.push(name);
        }
    }
    files.sort();
    files
}

/// A temporary folder to run the command in.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder can be made"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Runs `gouji` with words split at spaces.
    pub(crate) fn gouji(&self, args: &str) -> Ran {
        Ran::of(&mut gouji(self.path(), args.split_whitespace()))
    }
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    pub(crate) fn of(command: &mut Command) -> Self {
        command.output().expect("the command starts").into()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The paths of the files that were checked.
    #[track_caller]
    pub(crate) fn checked(&self) -> Vec<String> {
        paths(&self.json()["files"])
    }

    /// The paths of the files that could not be read.
    #[track_caller]
    pub(crate) fn unread(&self) -> Vec<String> {
        paths(&self.json()["errors"])
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().expect("the command is not killed"),
            stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("output is UTF-8"),
        }
    }
}

fn paths(entries: &Value) -> Vec<String> {
    let entries = entries.as_array().expect("an array");
    entries.iter().map(|entry| entry["path"].as_str().expect("a path").to_owned()).collect()
}
