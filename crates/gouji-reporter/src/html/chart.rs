//! Bars: how many findings have which severity, by rule, organ or year. A table, so that it can be
//! read aloud, copied and printed.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    io::{self, Write},
};

use gouji_rules::finding::Severity;

use super::escape::text;
use crate::verdict::{Counts, SEVERITIES, sign, word};
use gouji_report::Lang;

/// Bars that are shown; the rest is counted.
const MAX_BARS: usize = 15;

/// Findings by something: how many, and where the first of them stands on the page, if it does.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<String, (Counts, Option<String>)>);

/// In which order bars stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Most errors first, then most warnings, then most findings.
    ByWeight,
    /// By name.
    ByName,
}

impl Tally {
    /// One more finding under `name`, which stands at the anchor `at`.
    pub(super) fn add(
        &mut self,
        name: &str,
        severity: Severity,
        at: impl FnOnce() -> Option<String>,
    ) {
        if !self.0.contains_key(name) {
            self.0.insert(name.to_owned(), Default::default());
        }
        if let Some((counts, first)) = self.0.get_mut(name) {
            counts.add(severity);
            if first.is_none() {
                *first = at();
            }
        }
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Writes the bars under a title. `gloss` says what a name means.
    pub(super) fn write(
        &self,
        title: &str,
        order: Order,
        language: Lang,
        gloss: &dyn Fn(&str) -> Option<String>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut bars: Vec<_> =
            self.0.iter().map(|(name, (counts, at))| (&**name, *counts, at.as_deref())).collect();
        if order == Order::ByWeight {
            bars.sort_by_key(|(_, counts, _)| Reverse(counts.gravity()));
        }
        let most = bars.iter().map(|(_, counts, _)| counts.all()).max().unwrap_or(0).max(1);
        writeln!(out, r#"<div class="chart"><table><caption>{title}</caption>"#)?;
        write!(out, r#"<thead><tr><td></td><td class="bar"></td>"#)?;
        for severity in SEVERITIES {
            let (sign, word) = (sign(severity), word(severity, language));
            write!(
                out,
                r#"<th scope="col" title="{word}">{sign}<span class="unseen"> {word}</span></th>"#
            )?;
        }
        writeln!(out, "</tr></thead>\n<tbody>")?;
        for &(name, counts, at) in bars.iter().take(MAX_BARS) {
            write_bar(name, at, gloss(name), counts, most, out)?;
        }
        writeln!(out, "</tbody></table>")?;
        match (bars.len().saturating_sub(MAX_BARS), language) {
            (0, _) => {}
            (n, Lang::Zh) => writeln!(out, r#"<p class="more">另有 {n} 项未画出</p>"#)?,
            (n, Lang::En) => writeln!(out, r#"<p class="more">{n} more not drawn</p>"#)?,
        }
        writeln!(out, "</div>")
    }
}

fn write_bar(
    name: &str,
    at: Option<&str>,
    gloss: Option<String>,
    counts: Counts,
    most: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = text(name);
    match at {
        Some(at) => write!(out, r##"<tr><th scope="row"><a href="#{at}">{name}</a>"##)?,
        None => write!(out, r#"<tr><th scope="row">{name}"#)?,
    }
    if let Some(gloss) = gloss {
        write!(out, r#" <span class="gloss">{}</span>"#, text(&gloss))?;
    }
    write!(out, r#"</th><td class="bar">"#)?;
    for severity in SEVERITIES.into_iter().filter(|&severity| counts.get(severity) > 0) {
        // a tenth of a percent is fine enough, and in integers the same on every machine
        let width = counts.get(severity) * 1000 / most;
        let (whole, tenth, class) = (width / 10, width % 10, severity.name());
        write!(out, r#"<span class="{class}" style="width:{whole}.{tenth}%"></span>"#)?;
    }
    write!(out, "</td>")?;
    for severity in SEVERITIES {
        write!(out, "{}", CountCell(counts.get(severity)))?;
    }
    writeln!(out, "</tr>")
}

/// A count in a table; zeros stand back.
pub(super) struct CountCell(pub(super) usize);

impl std::fmt::Display for CountCell {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let class = if self.0 == 0 { "number zero" } else { "number" };
        write!(out, r#"<td class="{class}">{}</td>"#, self.0)
    }
}
