//! The way of a report, arrow by arrow: `cargo bench -p gouji-bench`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gouji_bench::SAMPLES;
use gouji_parser::DrawnCells;
use gouji_report::DataFile;
use gouji_reporter::{FileResult, Options, OutputFormat, Run};
use gouji_rules::Linter;

fn linter() -> Linter {
    Linter::new(&DataFile::all(gouji_data::FORMS), &DataFile::all(gouji_data::PACKS))
        .expect("shipped data is valid")
}

fn compile(criterion: &mut Criterion) {
    criterion.bench_function("compile rules", |bencher| bencher.iter(linter));
}

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    for (name, text) in SAMPLES {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| gouji_parser::read(black_box(text.as_bytes()), name));
        });
    }
}

fn check(criterion: &mut Criterion) {
    let linter = linter();
    let mut group = criterion.benchmark_group("check");
    for (name, text) in SAMPLES {
        let document = gouji_parser::read(text.as_bytes(), name).expect("samples are text");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| linter.check(black_box(&document))));
    }
}

fn render(criterion: &mut Criterion) {
    let linter = linter();
    for &format in OutputFormat::ALL {
        let mut group = criterion.benchmark_group(format!("render {}", format.name()));
        for (name, text) in SAMPLES {
            let document = gouji_parser::read(text.as_bytes(), name).expect("samples are text");
            let checked = linter.check(&document);
            let drawn = DrawnCells::of(&document);
            let source = &document.source;
            let file = FileResult {
                id: gouji_report::SourceId::default(),
                path: name,
                source,
                checked: &checked,
                drawn: &drawn,
                tables: &[],
                statements: None,
                fail: None,
                not_checked_fails: false,
            };
            let run = Run {
                sources: &[],
                files: &[file],
                failures: &[],
                configuration: &[],
                rules: &[],
                tool_version: "0.0.0",
                tool_home: None,
                root: None,
            };
            group.bench_function(name, |bencher| {
                bencher.iter(|| {
                    let mut out = Vec::new();
                    gouji_reporter::write(black_box(&run), format, &Options::default(), &mut out)
                        .expect("a vector takes everything");
                    out
                });
            });
        }
    }
}

criterion_group!(benches, compile, read, check, render);
criterion_main!(benches);
