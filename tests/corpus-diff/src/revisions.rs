//! Builds two revisions of the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::{Result, named};

/// The binaries of two revisions; they go when this goes.
pub(crate) struct Binaries {
    pub(crate) before: PathBuf,
    pub(crate) after: PathBuf,
    _folder: TempDir,
}

/// Builds both revisions in a work tree each, always the same two, with one target folder that is
/// kept, so that dependencies are built once and nothing piles up.
pub(crate) fn build(revisions: [&str; 2], profile: &str) -> Result<Binaries> {
    let root = PathBuf::from(said(Command::new("git").args(["rev-parse", "--show-toplevel"]))?);
    let target = root.join("target/corpus-diff");
    fs::create_dir_all(&target).map_err(|error| named(&target, &error))?;
    let folder = tempfile::tempdir()?;
    let mut binaries = Vec::new();
    for (revision, name) in revisions.into_iter().zip(["before", "after"]) {
        let built = if revision == "." {
            compile(&root, &target, profile)?
        } else {
            let tree = WorkTree::add(&root, target.join(name), revision)?;
            compile(&tree.path, &target, profile)?
        };
        let kept = folder.path().join(format!("gouji-{name}{}", std::env::consts::EXE_SUFFIX));
        fs::copy(&built, &kept).map_err(|error| named(&built, &error))?;
        binaries.push(kept);
    }
    let after = binaries.pop().expect("two were built");
    let before = binaries.pop().expect("two were built");
    Ok(Binaries { before, after, _folder: folder })
}

/// Builds the tree and returns where its binary is.
fn compile(tree: &Path, target: &Path, profile: &str) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(tree).args(["build", "--locked", "--quiet", "--package", "gouji"]);
    cargo.args(["--profile", profile, "--target-dir"]).arg(target);
    if !cargo.status()?.success() {
        return Err(format!("{} cannot be built", tree.display()).into());
    }
    let folder = if profile == "dev" { "debug" } else { profile };
    Ok(target.join(folder).join(format!("gouji{}", std::env::consts::EXE_SUFFIX)))
}

/// A work tree that goes with this value.
struct WorkTree<'a> {
    root: &'a Path,
    path: PathBuf,
}

impl<'a> WorkTree<'a> {
    fn add(root: &'a Path, path: PathBuf, revision: &str) -> Result<Self> {
        let tree = Self { root, path };
        // A run that was broken off has left its own behind.
        tree.remove();
        let mut git = Command::new("git");
        git.current_dir(root).args(["worktree", "add", "--quiet", "--detach"]);
        said(git.arg(&tree.path).arg(revision))?;
        Ok(tree)
    }

    /// One that cannot be removed stops the next [`add`](Self::add), which then says so.
    fn remove(&self) {
        let mut git = Command::new("git");
        git.current_dir(self.root).args(["worktree", "remove", "--force"]).arg(&self.path);
        let _ = git.output();
    }
}

impl Drop for WorkTree<'_> {
    fn drop(&mut self) {
        self.remove();
    }
}

/// What a command prints, without the end of the line.
fn said(command: &mut Command) -> Result<String> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}
