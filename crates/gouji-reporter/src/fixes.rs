//! What was fixed in a file, in words and as a diff.

use std::path::Path;

use gouji_report::Lang;
use gouji_rules::fix::{DroppedFix, FixedFile, Reason, Step};

use crate::visible;

/// Proposals that are named for a file; the rest is counted.
const NAMED: usize = 6;

/// How many places `steps` changed.
pub fn fixed_places(steps: &[Step]) -> usize {
    steps.iter().map(|step| step.places).sum()
}

/// What was done in one file; nothing where there is nothing to say.
pub fn fix_account(name: &str, fixed: &FixedFile, diff: bool, lang: Lang) -> String {
    let FixedFile { applied, dropped, offered, .. } = fixed;
    if applied.is_empty() && dropped.is_empty() && offered.is_empty() {
        return String::new();
    }
    let count = fixed_places(applied);
    let head = match (lang, diff, count) {
        (Lang::Zh, _, 0) => "没有改动".to_owned(),
        (Lang::Zh, true, _) => format!("可改 {count} 处"),
        (Lang::Zh, false, _) => format!("已改 {count} 处"),
        (Lang::En, _, 0) => "nothing changed".to_owned(),
        (Lang::En, true, _) => format!("{count} places can be fixed"),
        (Lang::En, false, _) => format!("{count} places fixed"),
    };
    let mut text = format!("{}: {head}\n", visible(name));
    for step in applied {
        text += &line("", step, "", lang);
    }
    for DroppedFix { step, reason } in dropped {
        text += &line(lang.choose("未改 ", "not made: "), step, &why(reason, lang), lang);
    }
    for step in offered.iter().take(NAMED) {
        text += &line(lang.choose("待定 ", "to decide: "), step, "", lang);
    }
    if let Some(rest) = offered.len().checked_sub(NAMED).filter(|&rest| rest > 0) {
        text += &match lang {
            Lang::Zh => format!("  待定 另 {rest} 项\n"),
            Lang::En => format!("  to decide: {rest} more\n"),
        };
    }
    text
}

/// 第 3 行 X001 改为全角标点，共 3 处
fn line(what: &str, step: &Step, why: &str, lang: Lang) -> String {
    let Step { code, line, message, .. } = step;
    let message = lang.pick(message);
    let message = visible(message);
    match lang {
        Lang::Zh => format!("  {what}第 {line} 行 {code} {message}{why}\n"),
        Lang::En => format!("  {what}line {line} {code} {message}{why}\n"),
    }
}

fn why(reason: &Reason, lang: Lang) -> String {
    match (reason, lang) {
        (Reason::Raises { code, message }, Lang::Zh) => {
            format!("：改后会多出 {code} {}", visible(lang.pick(message)))
        }
        (Reason::Raises { code, message }, Lang::En) => {
            format!(": it would raise {code}: {}", visible(lang.pick(message)))
        }
        (Reason::Misread, Lang::Zh) => "：改后报告会读成另外的样子".to_owned(),
        (Reason::Misread, Lang::En) => ": the report would be read differently".to_owned(),
        (Reason::Useless, Lang::Zh) => "：改后问题仍在".to_owned(),
        (Reason::Useless, Lang::En) => ": the finding would stay".to_owned(),
        (Reason::Unwritable, Lang::Zh) => "：中间有标记，或原编码没有这个字，请手工改".to_owned(),
        (Reason::Unwritable, Lang::En) => {
            ": markup stands in between, or the encoding lacks a character; edit by hand".to_owned()
        }
    }
}

/// The changes as a unified diff, in UTF-8 whatever the file is in, with what is private masked: it is
/// to be looked at, and may be in a log that everybody sees. Empty where nothing was fixed.
pub fn fix_diff(name: &str, fixed: &FixedFile) -> String {
    let Some(after) = &fixed.after else { return String::new() };
    let name = Path::new(name).display().to_string();
    let diff = similar::TextDiff::from_lines(fixed.before.text(), after.text());
    // Lines are compared as they are and shown masked: a number may be cut up by markup.
    let was = fixed.before.masked(fixed.private.hidden());
    let is = after.masked(fixed.private_after.hidden());
    let masked = similar::TextDiff::from_lines(was.text(), is.text());
    let (was, is) = (masked.old_slices(), masked.new_slices());
    let mut shown = format!("--- {name}\n+++ {name}\n");
    for hunk in diff.unified_diff().iter_hunks() {
        shown += &format!("{}\n", hunk.header());
        for change in hunk.iter_changes() {
            let old = change.old_index().and_then(|at| was.get(at));
            let line = old.or_else(|| is.get(change.new_index()?)).copied().unwrap_or_default();
            shown += &format!("{}{line}", change.tag());
            if change.missing_newline() {
                shown += "\n\\ No newline at end of file\n";
            }
        }
    }
    fixed.private.masker().mask(&shown).into_owned()
}
