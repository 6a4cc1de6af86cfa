//! The crates that gouji stands on: each has its licence, and is built once.

mod notices;

use std::collections::BTreeMap;
use std::process::Command;

use crate::command::{Ran, repository};

/// What cargo says of the repository and of the sources that are on this machine.
fn cargo(args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO"));
    command.args(args).args(["--locked", "--offline"]).current_dir(repository());
    Ran::of(&mut command)
}

/// Cargo builds a crate once for each set of its features: what tests switch on, `cargo run` has to
/// switch on too, or a newcomer waits for everything twice.
#[test]
fn running_and_testing_share_one_build() {
    let features = |edges: &str| -> BTreeMap<String, String> {
        let tree = cargo(&["tree", "--edges", edges, "--prefix", "none", "--format", "{p}\t{f}"]);
        assert_eq!(tree.status, 0, "{tree:?}");
        let lines = tree.stdout.lines().filter_map(|line| line.split_once('\t'));
        lines.map(|(name, on)| (name.to_owned(), on.replace(" (*)", ""))).collect()
    };
    let tested = features("normal,build,dev");
    let run = features("normal,build");
    assert!(run.len() > 50, "{run:?}");
    for (name, on) in run {
        let asked = format!("tests ask for other features of {name}: tests/one-build/Cargo.toml");
        assert_eq!(tested.get(&name), Some(&on), "{asked}");
    }
}
