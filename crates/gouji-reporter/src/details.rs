//! What a finding says beyond its message, in lines: where it is, what to do, what it rests on.

use gouji_report::Label;
use gouji_rules::finding::{Finding, Responsibility};

use crate::{human::locus, site::Sites, visible::visible, whereabouts};
use gouji_report::Lang;

/// What to do, what was folded in, the norm, and whether the author is to blame.
pub(crate) fn notes(finding: &Finding, language: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(help) = &finding.help {
        notes.push(format!("{}{}", language.choose("建议：", "help: "), language.pick(help)));
    }
    notes.extend(finding.notes.iter().map(|note| language.pick(note).to_owned()));
    if finding.responsibility == Responsibility::Extraction {
        let doubt = language.choose(
            "可能是转换、抓取时造成的，不一定是原文的错，请对照原文",
            "probably lost in conversion, not written so: compare the original document",
        );
        notes.push(doubt.to_owned());
    }
    notes
}

/// The message and all that belongs to it, for a reader who sees no excerpt. What would hide or
/// steer is written out.
pub(crate) fn lines(finding: &Finding, sites: &Sites<'_>, language: Lang) -> Vec<String> {
    let mut lines = vec![language.pick(&finding.message).to_owned()];
    lines.extend(place(&finding.primary, sites, language));
    lines.extend(elsewhere(finding, sites, language));
    lines.extend(notes(finding, language));
    lines.iter().flat_map(|line| line.lines()).map(|line| visible(line).into_owned()).collect()
}

/// The places in other files, with what stands there.
fn elsewhere(finding: &Finding, sites: &Sites<'_>, language: Lang) -> Vec<String> {
    let told = |label: &Label| {
        let (path, at) = (sites.elsewhere(label.source)?, sites.of(label).start);
        Some(format!("{path}:{}:{} {}", at.line, at.column, label.describe(language)))
    };
    finding.related.iter().filter_map(told).collect()
}

/// The place in words, where line and column do not lead there: a cell of a drawn table, and all
/// of a .docx, whose lines are those of its view.
pub(crate) fn place(label: &Label, sites: &Sites<'_>, language: Lang) -> Option<String> {
    let native = locus::native(label, sites, language).map(bare);
    let at = sites.of(label).start;
    let view = sites.file(label).is_view.then(|| whereabouts::in_view(at, language));
    let words: Vec<String> = native.into_iter().chain(view).collect();
    let joined = words.join(language.choose("，", "; "));
    (!words.is_empty()).then(|| format!("{}{joined}", language.choose("位置：", "at: ")))
}

/// The text without the brackets around the whole of it.
fn bare(text: String) -> String {
    let inner = text.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    inner.map(str::to_owned).unwrap_or(text)
}

/// All of [`lines`] on one.
pub(crate) fn one_line(finding: &Finding, sites: &Sites<'_>, language: Lang) -> String {
    lines(finding, sites, language).join(language.choose("；", "; "))
}
