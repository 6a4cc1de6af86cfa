//! The git hook, in a repository of its own.

use std::os::unix::fs::symlink;
use std::process::Command;

use super::path_with_gouji;
use crate::command::{BALANCED, Folder, QINGHE, Ran, repository};

struct Repository(Folder);

impl Repository {
    /// A repository with the hook and nothing else.
    fn new() -> Self {
        let it = Self(Folder::new());
        assert_eq!(it.git(&["init", "--quiet", "--template="]).status, 0);
        it.0.file(".git/hooks/about", "");
        let hook = repository().join("docs/integration/pre-commit.sh");
        symlink(hook.canonicalize().unwrap(), it.0.path().join(".git/hooks/pre-commit")).unwrap();
        it
    }

    fn git(&self, args: &[&str]) -> Ran {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=x", "-c", "user.email=x@example.org"]).args(args);
        command.current_dir(self.0.path()).env("PATH", path_with_gouji());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        // The suite may itself run in a hook.
        for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
            command.env_remove(name);
        }
        Ran::of(&mut command)
    }

    /// Writes files and stages them.
    fn stage(&self, files: &[(&str, &str)]) -> &Self {
        for (name, content) in files {
            self.0.file(name, content);
        }
        assert_eq!(self.git(&["add", "--all"]).status, 0);
        self
    }

    #[track_caller]
    fn accepts(&self) -> &Self {
        let ran = self.git(&["commit", "--quiet", "--message", "x"]);
        assert_eq!(ran.status, 0, "{ran:?}");
        self
    }

    #[track_caller]
    fn refuses(&self, what: &str) -> &Self {
        let ran = self.git(&["commit", "--quiet", "--message", "x"]);
        assert_eq!(ran.status, 1, "{ran:?}");
        assert!(ran.stderr.contains(what), "{ran:?}");
        self
    }
}

const NAME: &str = "年报/清河 县“2024”.txt";

#[test]
fn a_wrong_report_is_not_committed() {
    let repository = Repository::new();
    repository.stage(&[(NAME, QINGHE), ("年报/望云.md", BALANCED)]);
    repository.refuses(NAME).refuses("没有提交").refuses("E001");
    assert_eq!(repository.git(&["commit", "--no-verify", "--message", "x"]).status, 0);
}

#[test]
fn what_is_staged_counts() {
    let repository = Repository::new();
    repository.stage(&[(NAME, BALANCED)]).0.file(NAME, QINGHE);
    repository.accepts();
    repository.stage(&[(NAME, QINGHE)]).0.file(NAME, BALANCED);
    repository.refuses(NAME);
}

#[test]
fn other_files_do_not_count() {
    let repository = Repository::new();
    repository.stage(&[(NAME, QINGHE)]);
    assert_eq!(repository.git(&["commit", "--no-verify", "--message", "x"]).status, 0);
    repository.stage(&[("年报/望云.md", BALANCED), ("a.sh", "true")]).accepts();
    std::fs::remove_file(repository.0.path().join(NAME)).unwrap();
    repository.stage(&[]).accepts();
}

#[test]
fn the_configuration_counts_though_it_did_not_change() {
    let repository = Repository::new();
    let settings = "baseline = \"known.json\"\n[lint]\nignore = [\"E\"]\n";
    let known = "{ \"version\": 1, \"findings\": [] }";
    repository.stage(&[("gouji.toml", settings), ("known.json", known)]).accepts();
    repository.stage(&[("a.txt", QINGHE)]).accepts();
    repository.stage(&[("b/.goujiignore", "*.txt"), ("gouji.toml", "")]).accepts();
    repository.stage(&[("b/c.txt", QINGHE)]).accepts();
    repository.stage(&[("d.txt", QINGHE)]).refuses("d.txt");
}

#[test]
fn only_where_reports_are() {
    let repository = Repository::new();
    assert_eq!(repository.git(&["config", "gouji.reports", "年报"]).status, 0);
    repository.stage(&[("README.txt", QINGHE)]).accepts();
    repository.stage(&[(NAME, QINGHE)]).refuses(NAME);
}

#[test]
fn without_gouji_nothing_is_committed() {
    let repository = Repository::new();
    repository.stage(&[(NAME, BALANCED)]);
    let hook = repository.0.path().join(".git/hooks/pre-commit");
    let mut command = Command::new("/bin/sh");
    let ran = Ran::of(command.arg(hook).current_dir(repository.0.path()).env("PATH", "/nowhere"));
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("没有找到 gouji"), "{ran:?}");
}
