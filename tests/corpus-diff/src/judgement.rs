//! What a person judged of findings: right, wrong, or not to be decided.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Deserialize;

use crate::{Error, Filter, Findings, Found};

/// Of fewer judgements no percentage is given: it would say more than they do.
const ENOUGH: usize = 20;

/// What a finding turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The report is wrong, as the finding says.
    True,
    /// A false alarm.
    False,
    /// The report alone does not tell.
    Unclear,
}

/// A file of judgements: docs/precision.toml.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgements {
    /// Which reports were looked at, and how; paragraphs of Markdown.
    about: String,
    #[serde(default)]
    judgement: Vec<Judgement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Judgement {
    /// From the root of the corpus.
    path: String,
    code: String,
    fingerprint: String,
    verdict: Verdict,
    #[serde(default)]
    reason: String,
}

impl Judgement {
    fn key(&self) -> [&str; 3] {
        [&self.code, &self.path, &self.fingerprint]
    }
}

/// Judgements beside what is found today.
#[derive(Debug, Default)]
pub struct Review {
    /// Findings that nobody judged yet.
    pub unjudged: Vec<Found>,
    /// Judgements of what is no longer found: code, path, fingerprint.
    pub unmatched: Vec<String>,
}

impl Judgements {
    /// Reads a list of judgements. A verdict other than `true` needs a reason.
    pub fn read(toml: &str) -> Result<Self, Error> {
        let list: Self = toml::from_str(toml)?;
        let mut seen = BTreeSet::new();
        for judgement in &list.judgement {
            if !seen.insert(judgement.key()) {
                return Err(Error::Twice(judgement.key().join(" ")));
            }
            if judgement.verdict != Verdict::True && judgement.reason.trim().is_empty() {
                return Err(Error::NoReason(judgement.key().join(" ")));
            }
        }
        Ok(list)
    }

    /// Holds the judgements against a run.
    pub fn review(&self, run: &Findings, filter: &Filter) -> Review {
        let judged: BTreeSet<[&str; 3]> = self.judgement.iter().map(Judgement::key).collect();
        let found: BTreeSet<[&str; 3]> = run.found.iter().map(key).collect();
        let unjudged = run.found.iter().filter(|it| filter.has(it) && !judged.contains(&key(it)));
        let unmatched = judged.iter().filter(|it| filter.has_rule(it[0]) && !found.contains(*it));
        Review {
            unjudged: unjudged.cloned().collect(),
            unmatched: unmatched.map(|key| key.join(" ")).collect(),
        }
    }

    /// The page about them, docs/precision.md.
    pub fn page(&self) -> String {
        let mut rules: BTreeMap<&str, Vec<&Judgement>> = BTreeMap::new();
        for judgement in &self.judgement {
            rules.entry(&judgement.code).or_default().push(judgement);
        }
        let mut page = format!("# 查准率（precision）\n\n{}\n\n", self.about.trim());
        page += "| 规则 rule | 判对 true | 误报 false | 难断 unclear | 查准率 precision |\n";
        page += "| --- | ---: | ---: | ---: | ---: |\n";
        for (code, list) in &rules {
            row(&mut page, &format!("[{code}](rules/zh/{code}.md)"), list);
        }
        row(&mut page, "合计 all", &self.judgement.iter().collect::<Vec<_>>());
        for (title, verdict) in
            [("误报（false alarms）", Verdict::False), ("难断（unclear）", Verdict::Unclear)]
        {
            let list = rules.values().flatten().filter(|it| it.verdict == verdict);
            let mut lines: Vec<String> = list
                .map(|it| format!("* {} `{}`：{}\n", it.code, it.path, it.reason.trim()))
                .collect();
            lines.sort();
            if !lines.is_empty() {
                let _ = write!(page, "\n## {title}\n\n{}", lines.concat());
            }
        }
        page
    }
}

fn row(page: &mut String, name: &str, list: &[&Judgement]) {
    let count = |verdict| list.iter().filter(|it| it.verdict == verdict).count();
    let [right, wrong] = [Verdict::True, Verdict::False].map(count);
    let precision = match right + wrong {
        ..ENOUGH => "–".to_owned(),
        judged => format!("{}%", right * 100 / judged),
    };
    let unclear = count(Verdict::Unclear);
    let _ = writeln!(page, "| {name} | {right} | {wrong} | {unclear} | {precision} |");
}

fn key(found: &Found) -> [&str; 3] {
    [&found.code, &found.path, &found.fingerprint]
}

impl Review {
    /// The findings that nobody judged as TOML, to be filled in.
    pub fn draft(&self) -> String {
        let mut draft = String::new();
        let mut last = None;
        for found in &self.unjudged {
            // One judgement is for all that share a fingerprint.
            if last.replace(key(found)) == Some(key(found)) {
                continue;
            }
            let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
            let Found { code, path, fingerprint, .. } = found;
            let (code, path, print) = (quoted(code), quoted(path), quoted(fingerprint));
            let message = found.to_string().replace(['\n', '\r'], " ");
            let _ = write!(
                draft,
                "# {message}\n[[judgement]]\npath = {path}\ncode = {code}\nfingerprint = {print}\n\
                 verdict = \"?\"\nreason = \"\"\n\n"
            );
        }
        draft
    }
}
