//! How many of the figures that people labelled in sentences are read as they labelled them.
//!
//! A line of the data is a JSON object: `report`, `issuer`, `issuer_kind`, `year`, `section` (`一(二)`), `text`, and
//! `quantities`, each with `start` (characters), `label`, `value`, `scope`. `GOUJI_LABELLED` names another
//! file of the same shape to measure; `GOUJI_LABELLED_MISSED` prints what is missed there.

#![expect(clippy::print_stdout, reason = "what is measured is printed")]

use std::{collections::BTreeMap, fs, path::Path};

use gouji_parser::fnv1a;
use gouji_statements::{About, ReportParagraph, Statement, StatementReader};
use serde_json::Value;

/// What the label of a figure stands for, where that is no field of its own name.
const ADDRESSES: &[(&str, &str)] = &[
    ("requests.new", "requests.new.sum"),
    ("requests.received-any", "requests.received"),
    ("requests.carried-in", "requests.carried-in.sum"),
    ("requests.carried-out", "requests.carried-out.sum"),
    ("requests.total", "requests.total.sum"),
    ("requests.granted", "requests.granted.sum"),
    ("requests.partial", "requests.partial.sum"),
    ("requests.denied", "requests.denied-*.sum"),
    ("requests.unavailable", "requests.unavailable-*.sum"),
    ("requests.rejected", "requests.rejected-*.sum"),
    ("requests.other", "requests.other*.sum"),
    ("requests.denied.secret", "requests.denied-secret.sum"),
    ("requests.denied.law", "requests.denied-law.sum"),
    ("requests.denied.stability", "requests.denied-stability.sum"),
    ("requests.denied.third-party", "requests.denied-third-party.sum"),
    ("requests.denied.internal", "requests.denied-internal.sum"),
    ("requests.denied.process", "requests.denied-process.sum"),
    ("requests.denied.case-file", "requests.denied-enforcement.sum"),
    ("requests.denied.query", "requests.denied-inquiry.sum"),
    ("requests.unavailable.not-held", "requests.unavailable-not-held.sum"),
    ("requests.unavailable.to-be-made", "requests.unavailable-to-create.sum"),
    ("requests.unavailable.unclear", "requests.unavailable-unclear.sum"),
    ("requests.rejected.petition", "requests.rejected-petition.sum"),
    ("requests.rejected.repeat", "requests.rejected-repeat.sum"),
    ("requests.rejected.publication", "requests.rejected-publication.sum"),
    ("requests.rejected.massive", "requests.rejected-excessive.sum"),
    ("requests.rejected.confirm", "requests.rejected-reissue.sum"),
    ("requests.other.not-corrected", "requests.other-no-correction.sum"),
    ("requests.other.fee-unpaid", "requests.other-unpaid.sum"),
    ("requests.other.other", "requests.other-rest.sum"),
    ("requests.new.natural", "requests.new.natural"),
    ("requests.new.organisations", "requests.new.organisations"),
    ("requests.new.enterprise", "requests.new.enterprise"),
    ("requests.new.research", "requests.new.research"),
    ("requests.new.public-interest", "requests.new.ngo"),
    ("requests.new.legal", "requests.new.legal"),
    ("requests.new.other-org", "requests.new.others"),
    ("disputes.review-total", "disputes.count.review-total"),
    ("disputes.review-upheld", "disputes.count.review-upheld"),
    ("disputes.review-corrected", "disputes.count.review-corrected"),
    ("disputes.review-other", "disputes.count.review-other"),
    ("disputes.review-pending", "disputes.count.review-pending"),
    ("disputes.suit-total", "disputes.suits"),
    ("disputes.direct-total", "disputes.count.direct-total"),
    ("disputes.after-total", "disputes.count.after-total"),
    ("proactive.normative.made", "proactive.normative.made"),
    ("proactive.normative.repealed", "proactive.normative.repealed"),
    ("proactive.normative.in-force", "proactive.normative.in-force"),
    ("proactive.regulation.made", "proactive.rules.made"),
    ("proactive.regulation.repealed", "proactive.rules.repealed"),
    ("proactive.regulation.in-force", "proactive.rules.in-force"),
    ("proactive.license", "proactive.license.decisions"),
    ("proactive.penalty", "proactive.penalty.decisions"),
    ("proactive.compulsion", "proactive.compulsion.decisions"),
    ("proactive.fees.amount", "proactive.fees.amount"),
];

fn address(label: &str) -> Option<&'static str> {
    ADDRESSES.iter().find(|(known, _)| *known == label).map(|(_, address)| *address)
}

/// Kinds of issuers whose report covers an area.
const AREAS: &[&str] = &["county", "city", "district", "province", "town", "township", "street"];

/// What was counted.
#[derive(Debug, Default)]
struct Counts {
    /// Labelled figures of scope report with an address; those found.
    labelled: usize,
    found: usize,
    /// Statements of scope report with such an address; those that a label bears out.
    claimed: usize,
    right: usize,
    /// By scope: labelled and found.
    scopes: BTreeMap<String, (usize, usize)>,
}

/// The title of a part of the report.
fn part_title(section: &str) -> &'static str {
    match section.chars().next() {
        Some('一') => "一、总体情况",
        Some('二') => "二、主动公开政府信息情况",
        Some('三') => "三、收到和处理政府信息公开申请情况",
        Some('四') => "四、政府信息公开行政复议、行政诉讼情况",
        Some('五') => "五、存在的主要问题及改进情况",
        _ => "六、其他需要报告的事项",
    }
}

/// The topic under which measure's reports put a sentence of part one.
fn heading(section: &str) -> &'static str {
    match section.chars().nth(2) {
        Some('一') => "（一）主动公开情况",
        Some('二') => "（二）依申请公开情况",
        Some('三') => "（三）政府信息管理情况",
        Some('四') => "（四）公开平台建设情况",
        Some('五') => "（五）监督保障情况",
        _ => "",
    }
}

fn measure(
    text: &str,
    missed: bool,
    reader: &StatementReader,
    wanted: impl Fn(&str) -> bool,
) -> Counts {
    let mut reports: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).expect("a line is a JSON object");
        reports.entry(row["report"].as_str().unwrap_or_default().to_owned()).or_default().push(row);
    }
    let mut counts = Counts::default();
    for (_, rows) in reports.iter().filter(|(report, _)| wanted(report)) {
        measure_report(rows, missed, reader, &mut counts);
    }
    counts
}

fn measure_report(rows: &[Value], missed: bool, reader: &StatementReader, counts: &mut Counts) {
    let first = &rows[0];
    let title = first["source"]["title"].as_str().or(first["issuer"].as_str()).unwrap_or_default();
    let title = title.split(['（', '(']).next().unwrap_or_default();
    let issuer = title.find(|char: char| char.is_ascii_digit()).map_or(title, |at| &title[..at]);
    let kind = first["issuer_kind"].as_str().unwrap_or_default();
    let about = About {
        year: first["year"].as_u64().and_then(|year| u16::try_from(year).ok()),
        issuer: Some(issuer),
        covers_area: Some(AREAS.contains(&kind)),
    };
    let mut passages = Vec::new();
    let mut of_row = Vec::new();
    let mut last = "";
    for row in rows {
        let section = row["section"].as_str().unwrap_or_default();
        let part = section.chars().next().map(|part| part as usize);
        if section != last {
            passages.push(ReportParagraph::new(part_title(section), part, true));
            if !heading(section).is_empty() {
                passages.push(ReportParagraph::new(heading(section), part, true));
            }
            last = section;
        }
        of_row.push(passages.len());
        let text = row["text"].as_str().unwrap_or_default();
        passages.push(ReportParagraph::new(text, part, false));
    }
    let statements = reader.read(&passages, &about).statements;
    let carries = rows
        .iter()
        .flat_map(quantities)
        .any(|it| it["label"] == "requests.carried-in" && it["value"] != "0");
    let same = |one: &str, other: &str| {
        let loose = ["requests.new.sum", "requests.received"];
        one == other || !carries && loose.contains(&one) && loose.contains(&other)
    };
    for (row, passage) in rows.iter().zip(of_row) {
        let text = row["text"].as_str().unwrap_or_default();
        let byte = |start: usize| text.char_indices().nth(start).map_or(text.len(), |(at, _)| at);
        let own: Vec<&Statement> = statements.iter().filter(|it| it.passage == passage).collect();
        let at = |start: usize| own.iter().rev().find(|it| it.range.start == start).copied();
        let fits = |quantity: &Value, it: &Statement| {
            let wanted = address(quantity["label"].as_str().unwrap_or_default());
            wanted.zip(it.address.as_deref()).is_some_and(|(one, other)| same(one, other))
                && quantity["value"].as_str().and_then(|it| it.parse().ok()) == Some(it.value)
                && quantity["scope"] == it.scope.name()
        };
        for quantity in quantities(row) {
            if address(quantity["label"].as_str().unwrap_or_default()).is_none() {
                continue;
            }
            let start = byte(quantity["start"].as_u64().unwrap_or_default() as usize);
            let said = at(start);
            let hit = said.is_some_and(|it| fits(quantity, it));
            let scope = quantity["scope"].as_str().unwrap_or_default();
            let tally = counts.scopes.entry(scope.to_owned()).or_default();
            tally.0 += 1;
            tally.1 += usize::from(hit);
            if scope == "report" {
                counts.labelled += 1;
                counts.found += usize::from(hit);
            }
            if missed && !hit {
                let got = said.map(|it| (it.address.clone(), it.scope.name(), it.silence.clone()));
                println!(
                    "MISSED {} {} {} {got:?}\n    {} {text}",
                    quantity["label"], quantity["raw"], scope, row["report"]
                );
            }
        }
        for it in &own {
            let known = it
                .address
                .as_deref()
                .filter(|said| ADDRESSES.iter().any(|(_, known)| known == said));
            let last = at(it.range.start).is_some_and(|last| std::ptr::eq(last, *it));
            if known.is_none() || it.scope.name() != "report" || !last {
                continue;
            }
            let label = quantities(row).find(|quantity| {
                byte(quantity["start"].as_u64().unwrap_or_default() as usize) == it.range.start
            });
            let right = label.is_some_and(|quantity| fits(quantity, it));
            counts.claimed += 1;
            counts.right += usize::from(right);
            if missed && !right {
                println!(
                    "WRONG {:?} {} label {:?}\n    {} {text}",
                    it.address,
                    &text[it.range.clone()],
                    label.map(|it| (&it["label"], &it["scope"])),
                    row["report"]
                );
            }
        }
    }
}

fn quantities(row: &Value) -> impl Iterator<Item = &Value> {
    row["quantities"].as_array().into_iter().flatten()
}

fn reader() -> StatementReader {
    let (_, words) = gouji_data::FORMS
        .iter()
        .find(|(name, _)| *name == "statements.toml")
        .expect("the data has the words of statements");
    StatementReader::new(words).expect("the words of this repository are right")
}

/// One half of the reports is looked at while words are added, the other only measured.
fn is_looked_at(report: &str) -> bool {
    fnv1a(report.bytes()) >> 40 & 1 == 0
}

/// The shares of labelled figures that are found, and of statements that are right, in thousandths.
fn shares(counts: &Counts) -> (usize, usize) {
    let share = |part: usize, whole: usize| part * 1000 / whole.max(1);
    (share(counts.found, counts.labelled), share(counts.right, counts.claimed))
}

#[test]
fn labelled_sentences_are_read_as_labelled() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/statements");
    // Recall and precision that were reached; a change may not fall behind them.
    for (name, recall, precision) in [("dev.jsonl", 802, 977), ("held.jsonl", 713, 933)] {
        let text = fs::read_to_string(folder.join(name)).expect("the file is in this repository");
        let counts = measure(&text, false, &reader(), |_| true);
        println!("{name}: {counts:?}");
        let reached = shares(&counts);
        assert!(reached.0 >= recall && reached.1 >= precision, "{name}: {reached:?}");
    }
}

#[test]
fn another_file() {
    let Ok(path) = std::env::var("GOUJI_LABELLED") else { return };
    let text = fs::read_to_string(Path::new(&path)).expect("GOUJI_LABELLED names a file");
    let reader = reader();
    let missed = std::env::var_os("GOUJI_LABELLED_MISSED").is_some();
    let all = std::env::var_os("GOUJI_LABELLED_ALL").is_some();
    println!(
        "looked at: {:?}",
        measure(&text, missed, &reader, |report| all || is_looked_at(report))
    );
    println!("kept back: {:?}", measure(&text, false, &reader, |report| !is_looked_at(report)));
}
