//! Rows that lost their marks: what is recovered is right where the report is, nothing that can be told is left
//! out, and no finding rests on it.
//!
//! * [`brute`] – the same readings, looked for a second time

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use gouji_corpus_diff::generate::layout::{Layout, fused, words};
use gouji_corpus_diff::generate::model::Model;
use gouji_corpus_diff::generate::random::Random;
use gouji_corpus_diff::generate::slip::{self, Slip};
use gouji_corpus_diff::generate::{figures, forms};
use gouji_report::bind::{Readings, Report};
use gouji_report::sheet::{CellState, Sheet};
use gouji_rules::finding::{Finding, Severity};
use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::bound::{LINTER, address, labels, read};
use crate::command::{Folder, repository};

pub(crate) mod brute;

use brute::Rows;

/// What is recovered of a report, by address; none of a blank cell.
pub(crate) fn recovered(report: &Report<'_>) -> BTreeMap<String, Option<String>> {
    let values = Sheet::of(report).values.into_iter();
    let own = values.filter(|it| it.state == CellState::Recovered);
    own.map(|it| (address(&it.cell), it.value.map(|value| value.normalize().to_string()))).collect()
}

/// Of a report: cells that were recovered, those of them that are wrong, and how many brute force tells.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    pub(crate) cells: usize,
    pub(crate) recovered: usize,
    pub(crate) wrong: usize,
    pub(crate) determined: usize,
    /// Whether brute force took too long.
    pub(crate) untold: bool,
}

/// Compares what is recovered of a report that runs together with what its rows were written from.
pub(crate) fn score(
    report: &Report<'_>,
    rows: &Rows,
    columns: impl Fn(&str) -> Vec<String>,
) -> Score {
    let recovered = recovered(report);
    let mut score = Score { recovered: recovered.len(), ..Score::default() };
    let determined = brute::determined(rows);
    score.untold = determined.is_none();
    let determined = determined.unwrap_or_default();
    for (row, cells) in rows {
        score.cells += cells.len();
        let told = determined.get(row);
        score.determined += told.map_or(0, Vec::len);
        for (at, (column, cell)) in columns(row).iter().zip(cells).enumerate() {
            let Some(found) = recovered.get(&format!("{row}.{column}")) else { continue };
            let written = (!cell.is_empty()).then(|| {
                let plain = cell.replace('增', "").replace('减', "-");
                plain.parse::<Decimal>().map_or(plain, |it| it.normalize().to_string())
            });
            if *found != written {
                println!("{row}.{column}: {found:?} is {written:?}");
                score.wrong += 1;
            }
            // Rows that hold anything but digits are none of brute force's.
            let figure = found.as_deref().unwrap_or("0");
            let told = told.is_none_or(|figures| figures[at].to_string() == figure);
            assert!(told, "{row}.{column}: {figure}, but {determined:?}");
        }
    }
    score
}

/// The rows of a report of our own, as they are written.
fn rows(model: &Model) -> Rows {
    let mut rows = Rows::new();
    for (&field, cell) in &model.cells {
        let table = model.table(field);
        let row = format!("{}.{}", table.id, table.rows[field.row].id);
        rows.entry(row).or_default().push(cell.clone());
    }
    rows
}

/// The report with every `share`th 0 left out.
fn with_blanks(mut model: Model, share: usize, seed: u64) -> Model {
    let mut random = Random::new(seed);
    for cell in model.cells.values_mut().filter(|cell| *cell == "0") {
        if random.below(share) == 0 {
            cell.clear();
        }
    }
    model
}

#[test]
fn what_is_recovered_is_right_and_all_that_can_be_told() {
    let reports: Vec<(Model, u64)> = forms()
        .iter()
        .flat_map(|form| (0..6).map(|seed| (figures::report(form, seed), seed)))
        .map(|(model, seed)| match seed % 4 {
            0 => (with_blanks(model, 1, seed), seed),
            1 => (with_blanks(model, 6, seed), seed),
            _ => (model, seed),
        })
        .collect();
    let scores: Vec<Score> = reports
        .par_iter()
        .map(|(model, seed)| {
            let document = read(fused(model).as_bytes(), "report.txt");
            let columns = |row: &str| {
                let (table, row) = row.split_once('.').unwrap();
                let table = model.tables.iter().find(|it| &*it.id == table).unwrap();
                let row = &table.rows[table.row(row).unwrap()];
                row.columns.iter().map(|&it| table.columns[it].id.to_string()).collect()
            };
            let score = score(&LINTER.bind(&document), &rows(model), columns);
            assert_eq!(score.wrong, 0, "report {seed} on form {}", model.form.id);
            score
        })
        .collect();
    let sum =
        |of: fn(&Score) -> usize| scores.iter().filter(|it| !it.untold).map(of).sum::<usize>();
    let untold = scores.iter().filter(|it| it.untold).count();
    let (recovered, determined) = (sum(|it| it.recovered), sum(|it| it.determined));
    println!(
        "{} reports of our own, run together: {recovered} of {} cells recovered, {determined} determined; {untold} too long for brute force",
        scores.len(),
        sum(|it| it.cells),
    );
    assert!(recovered > 600 && untold < 7, "{recovered} {untold}");
    // Where a row has blanks beside zeros, which is which is left open.
    assert!(recovered * 100 >= determined * 75, "{recovered} of {determined}");
}

/// Texts that lost marks in one way or another: everything on one line; the blanks and zeros of rows; a cell.
fn damaged(text: &str, name: &str) -> Vec<(String, String)> {
    let as_text = || "a.txt".to_owned();
    let mut all = Vec::new();
    if name.ends_with("html") {
        for at in [0, 3, 17] {
            let mut cells = text.match_indices("<td>0</td>");
            if let Some((start, cell)) = cells.nth(at) {
                let cut = format!("{}{}", &text[..start], &text[start + cell.len()..]);
                all.push((cut, name.to_owned()));
            }
        }
        return all;
    }
    let plain: String = text.chars().map(|char| if char == '|' { '\t' } else { char }).collect();
    all.push((plain.chars().filter(|char| !char.is_whitespace()).collect(), as_text()));
    let line = |line: &str, drop: &dyn Fn(usize, &str) -> bool| -> String {
        let cells = line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).enumerate();
        let kept = cells.filter(|(at, cell)| !drop(*at, cell)).map(|(_, cell)| cell);
        kept.collect::<Vec<_>>().join(" ") + "\n"
    };
    all.push((plain.lines().map(|it| line(it, &|_, cell| cell == "0")).collect(), as_text()));
    all.push((
        plain.lines().map(|it| line(it, &|at, _| at == 3 && it.len() % 5 == 0)).collect(),
        as_text(),
    ));
    all
}

/// The reports of the fixtures of every rule, of every kind of report, as they stand there.
fn fixtures() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut folders = vec![
        repository().join("crates/gouji-rules/tests/fixtures"),
        repository().join("docs/samples"),
    ];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                texts.push((text, path.file_name().unwrap().to_string_lossy().into_owned()));
            }
        }
    }
    texts.sort();
    texts
}

/// What is said of a finding that is more than a hint, but for words beside its places.
fn weighty(finding: &Finding) -> Option<String> {
    let cells: Vec<_> =
        labels(finding).map(|label| (label.span, label.cell.as_ref().map(address))).collect();
    let Finding { code, severity, message, fingerprint, equation, fix, .. } = finding;
    (*severity > Severity::Info).then(|| {
        format!("{code} {severity:?} {message:?} {fingerprint} {cells:?} {equation:?} {fix:?}")
    })
}

/// With the recovered cells and without them every rule finds the same, whatever the report and its kind; and what
/// is kept of it for rules over several reports is the same.
#[test]
fn no_finding_rests_on_what_was_recovered() {
    let mut texts: Vec<(String, String)> = fixtures()
        .iter()
        .enumerate()
        .filter_map(|(at, (text, name))| {
            let mut damaged = damaged(text, name);
            let at = at % damaged.len().max(1);
            (at < damaged.len()).then(|| damaged.swap_remove(at))
        })
        .collect();
    for form in forms() {
        for seed in 0..14 {
            let model = with_blanks(figures::report(&form, seed), 4, seed);
            let slip = Slip::ALL[seed as usize % Slip::ALL.len()];
            let model = slip::mutate(&model, slip, seed).map_or(model, |mutant| mutant.model);
            texts.extend([fused(&model), words(&model)].map(|text| (text, "a.txt".to_owned())));
            let page = String::from_utf8(Layout::Html.write(&model)).unwrap();
            texts.extend(damaged(&page, "a.html"));
        }
    }
    let counts: Vec<(String, usize, usize)> = texts
        .par_iter()
        .filter_map(|(text, name)| {
            let document = gouji_parser::read(text.as_bytes(), name).ok()?;
            let (with, mut without) = (LINTER.bind(&document), LINTER.bind(&document));
            let rows = without.tables.iter_mut().flat_map(|table| &mut table.rows);
            rows.filter_map(|row| row.lost.as_mut()).for_each(|it| it.readings = Readings::Unknown);
            let recovered = recovered(&with);
            if recovered.is_empty() {
                return None;
            }
            let (found, record) = LINTER.check_and_keep(&with);
            let (plain, plain_record) = LINTER.check_and_keep(&without);
            let all = |findings: &[Finding]| -> Vec<String> {
                findings.iter().filter_map(weighty).collect()
            };
            assert_eq!(all(&found.findings), all(&plain.findings), "{name}\n{text}");
            assert!(format!("{record:?}") == format!("{plain_record:?}"), "{name}\n{text}");
            let on = |finding: &&Finding| {
                labels(finding).any(|label| {
                    label.cell.as_ref().is_some_and(|cell| recovered.contains_key(&address(cell)))
                })
            };
            assert_eq!(found.findings.iter().find(on), None, "{name}\n{text}");
            Some((with.kind.id.to_string(), recovered.len(), all(&found.findings).len()))
        })
        .collect();
    let kinds: BTreeSet<&String> = counts.iter().map(|(kind, ..)| kind).collect();
    let cells: usize = counts.iter().map(|(_, cells, _)| cells).sum();
    let findings: usize = counts.iter().map(|(.., findings)| findings).sum();
    println!(
        "{} damaged reports, of the kinds {kinds:?}: {cells} cells recovered beside {findings} errors and warnings",
        counts.len()
    );
    assert!(cells > 1_000 && findings > 200, "{cells} {findings}");
}

/// What is recovered is in every output, with a mark; and what looks at figures without one does not see it.
#[test]
fn what_is_recovered_is_shown_with_a_mark_and_used_for_nothing() {
    let model = figures::report(&forms()[1], 3);
    let folder = Folder::new();
    folder.file("a.txt", fused(&model));
    let report = read(fused(&model).as_bytes(), "a.txt");
    let count = recovered(&LINTER.bind(&report)).len();
    assert!(count > 150, "{count}");

    let json = folder.gouji("check --format json --isolated a.txt").json();
    let file = &json["files"][0];
    let cells = file["recovered"].as_array().unwrap();
    assert_eq!(cells.len(), count);
    let total = cells.iter().find(|it| it["location"]["cell"]["row"] == "total").unwrap();
    assert!(total["value"].is_string(), "{total}");
    assert!(file["not_checked"].as_array().unwrap().len() >= 3, "{}", file["not_checked"]);

    let extracted = folder.gouji("extract a.txt").json();
    let fields = extracted["fields"].as_array().unwrap();
    let own = || fields.iter().filter(|it| it["state"] == "recovered");
    assert_eq!(own().count(), count);
    assert!(own().all(|it| it["confidence"] == "recovered" && it["value"].is_string()));
    assert!(fields.iter().all(|it| it["state"] == "recovered" || it["confidence"] == "certain"));
    let wide = folder.gouji("extract --format csv-wide a.txt").stdout;
    let row = wide.lines().nth(1).unwrap();
    assert!(row.contains(&format!(",0,0,{},", fields.len())), "{row}");
    assert!(row.ends_with(",,,"), "{row}");

    let view = folder.gouji("view --tables a.txt").stdout;
    let shown = view.lines().find(|line| line.contains("（七）总计")).unwrap();
    assert_eq!(shown.matches("? ").count() + usize::from(shown.ends_with('?')), 7, "{shown}");
    assert!(view.contains("不作为查错的依据"), "{view}");
    let page = folder.gouji("check --format html --isolated a.txt").stdout;
    assert_eq!(page.matches(r#"<td class="recovered">"#).count(), count);

    let before = fused(&model);
    folder.gouji("fix --unsafe a.txt");
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), before);
}
