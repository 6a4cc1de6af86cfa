//! Runs a gouji over a corpus.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, named};

/// What `binary` prints as JSON. Where `paths` is one folder, it is run in it, so that the paths of
/// two corpora in two places are the same.
pub(crate) fn json(binary: &Path, paths: &[PathBuf]) -> Result<String> {
    let program = binary.canonicalize().map_err(|error| named(binary, &error))?;
    let mut command = Command::new(program);
    command.args(["check", "--format", "json", "--isolated", "--fail-on", "never", "--quiet"]);
    match paths {
        [folder] if folder.is_dir() => {
            command.current_dir(folder).arg(".");
        }
        paths => {
            command.arg("--").args(paths);
        }
    }
    let output = command.output().map_err(|error| named(binary, &error))?;
    // 2 says that some file could not be read, which the output names.
    let code = output.status.code();
    if !matches!(code, Some(0 | 2)) || output.stdout.is_empty() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{} failed: {}", binary.display(), said.trim()).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
