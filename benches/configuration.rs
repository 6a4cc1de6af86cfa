//! What configurations and places cost a run of 10,000 files: `cargo build --release`, then
//! `cargo bench -p gouji-bench --bench configuration`. The files are titles alone, so that a run is
//! finding, reading and choosing the rules. Were rules made for each file, a run would take minutes:
//! `pipeline` tells what making them takes.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const FILES: usize = 10_000;
/// Folders that the files lie in, a quarter of them in each province.
const FOLDERS: usize = 100;
const PROVINCES: [(&str, &str); 4] = [
    ("甘肃省白银市平川区", "jurisdiction = \"62\"\n"),
    ("山东省济南市历下区", "[lint]\nignore = [\"X\"]\n"),
    ("河南省郑州市中原区", "[[override]]\npaths = [\"**/1*.txt\"]\nignore = [\"W\"]\n"),
    ("湖南省长沙市岳麓区", "[rule.S009]\nmost = 3000\n"),
];

/// The program that `cargo build` made beside this benchmark.
fn gouji() -> PathBuf {
    let bench = std::env::current_exe().expect("a benchmark is a program");
    let folder = bench.ancestors().nth(2).expect("it lies in deps/ of its profile");
    let program = folder.join(format!("gouji{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "first: cargo build --release (no {})", program.display());
    program
}

/// Writes the files; where they are `configured`, a gouji.toml for each province.
fn archive(root: &Path, provinces: usize, configured: bool) {
    for folder in 0..FOLDERS {
        let (place, settings) = PROVINCES[folder % provinces];
        let province = root.join(place);
        let county = province.join(folder.to_string());
        fs::create_dir_all(&county).expect("the folder can be made");
        if configured {
            fs::write(province.join("gouji.toml"), settings).expect("the file can be written");
        }
        for file in 0..FILES / FOLDERS {
            let title = format!("{place}2024年政府信息公开工作年度报告\n");
            fs::write(county.join(format!("{file}.txt")), title).expect("the file can be written");
        }
    }
}

fn configuration(criterion: &mut Criterion) {
    let gouji = gouji();
    let mut group = criterion.benchmark_group("10,000 files");
    group.throughput(Throughput::Elements(FILES as u64)).sample_size(10);
    for (name, provinces, configured) in [
        ("one place", 1, false),
        ("four places", 4, false),
        ("four places, four configurations", 4, true),
    ] {
        let root = tempfile::tempdir().expect("a folder can be made");
        archive(root.path(), provinces, configured);
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut run = Command::new(&gouji);
                run.current_dir(root.path()).args(["check", "--format", "concise", "."]);
                let output = run.output().expect("the program runs");
                // 2 would be a configuration that it refuses.
                assert_eq!(output.status.code(), Some(0), "{output:?}");
            });
        });
    }
    group.finish();
}

criterion_group!(benches, configuration);
criterion_main!(benches);
