//! A finding as a comment in the report's own margin: it stands beside its place, so what it says
//! names the others only.

use std::collections::BTreeSet;

use gouji_parser::{DrawnCells, Source};
use gouji_report::Label;
use gouji_rules::finding::Finding;

use crate::{
    NamedSource, blanks, details, human::locus, verdict::word, visible::visible, whereabouts,
};
use gouji_report::Lang;

/// Other places that one remark names.
const MAX_RELATED: usize = 6;

/// Characters of a quotation.
const MAX_QUOTED: usize = 40;

/// A finding in paragraphs for a comment beside its place: severity, code and message, what to do,
/// what it rests on, the other places that took part. What would hide or steer is written out.
///
/// `sources` are the file, first, and others that labels name.
pub fn remark(finding: &Finding, sources: &[NamedSource<'_>], language: Lang) -> Vec<String> {
    let (severity, message) = (word(finding.severity, language), language.pick(&finding.message));
    let colon = language.choose("：", ": ");
    let mut lines = vec![format!("{severity} {}{colon}{message}", finding.code)];
    let said = language.pick(&finding.primary.message);
    if !said.is_empty() && !message.contains(said) {
        lines.push(said.to_owned());
    }
    lines.extend(details::notes(finding, language));
    lines.extend(blanks::told(finding, language));
    let related = related(finding, sources, language);
    if !related.is_empty() {
        let lead = language.choose("相关之处：", "see also: ");
        lines.push(format!("{lead}{}", related.join(language.choose("；", "; "))));
    }
    lines.iter().flat_map(|line| line.lines()).map(|line| visible(line).into_owned()).collect()
}

/// What is said where a remark cannot stand at its place: the words it is about.
pub fn remark_elsewhere(finding: &Finding, source: &Source, language: Lang) -> String {
    let label = &finding.primary;
    let words = quoted(label, source);
    let words = visible(&words);
    match (words.is_empty(), language) {
        (true, Lang::Zh) => "本条不专指某一处，因此批注在这里".to_owned(),
        (true, Lang::En) => "This is about no one place, and so it stands here".to_owned(),
        (_, Lang::Zh) => {
            format!("所指的是“{words}”，那里（脚注、文本框等）不能加批注，因此批注在这里")
        }
        (_, Lang::En) => {
            format!("This is about “{words}”, where no comment can stand (a footnote, a text box)")
        }
    }
}

/// The other places in words, each once.
fn related(finding: &Finding, sources: &[NamedSource<'_>], language: Lang) -> Vec<String> {
    let own = finding.primary.source;
    let mut places = BTreeSet::from([(own, finding.primary.span)]);
    let blanks = blanks::are_many(finding);
    let others: Vec<&Label> = finding
        .related
        .iter()
        .filter(|label| {
            !(blanks && blanks::is_blank(label)) && places.insert((label.source, label.span))
        })
        .collect();
    let mut told: Vec<String> = Vec::new();
    let mut left = 0;
    for label in others {
        let Some(file) = sources.iter().find(|it| it.id == label.source) else { continue };
        let mut name = named(label, file.source, file.drawn, language);
        if label.source != own {
            name = format!("{} {name}", visible(file.path));
        }
        // The same comma forty times over is said once.
        if told.len() == MAX_RELATED || name.is_empty() || told.contains(&name) {
            left += 1;
        } else {
            told.push(name);
        }
    }
    if left > 0 {
        told.push(match language {
            Lang::Zh => format!("另有 {left} 处"),
            Lang::En => format!("{left} more"),
        });
    }
    told
}

/// A place with what stands there: 表三 （七）总计·自然人 “0” 应为 3.
fn named(label: &Label, source: &Source, drawn: &DrawnCells, language: Lang) -> String {
    let place = match (whereabouts::in_table(label, language), label.row.as_deref()) {
        (Some(cell), Some(row)) => {
            let table = language.pick(&row.table);
            format!("{table}{}{cell}", language.choose(" ", ", "))
        }
        _ => locus::counted(label, drawn, language).unwrap_or_default(),
    };
    let (words, said) = (quoted(label, source), language.pick(&label.message));
    let said = if said == words { "" } else { said };
    let words = if words.is_empty() { words } else { format!("“{words}”") };
    let parts: Vec<&str> =
        [&*place, &*words, said].into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(" ")
}

/// The words at a place, cut where they are many; TABs between cells are blanks.
fn quoted(label: &Label, source: &Source) -> String {
    let words = source.text().get(label.span.range()).unwrap_or_default().trim();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use gouji_report::{Localized, SourceId};
    use gouji_rules::finding::Severity;

    use super::*;
    use crate::tests::samples::{cell, finding, place, row, text};

    #[test]
    fn a_remark_says_what_to_do_and_names_the_other_places() {
        let source = text(
            "共收到申请12件。\n新收|3|0|0|0|0|0|3\n总计|0|0|0|0|0|0|\u{202e}0\n甲乙丙丁戊己庚辛",
        );
        let (new, total) = (row(&source, "新收", '|'), row(&source, "总计", '|'));
        let mut finding = finding(
            "E001",
            Severity::Error,
            "表三不平",
            cell(&total, "total", "natural", "应为 3"),
        );
        finding.help = Some(Localized::new("请核对总计", ""));
        finding.notes.push(Localized::new("依据：表三表头", ""));
        finding.related.push(cell(&new, "new", "natural", ""));
        finding.related.push(cell(&new, "new", "natural", ""));
        finding.related.push(Label::new(place(&source, "申请12件"), Localized::new("正文", "")));
        for word in ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"] {
            finding.related.push(Label::new(place(&source, word), Localized::default()));
        }
        let mut shown = String::new();
        let drawn = DrawnCells::default();
        let own = NamedSource {
            id: SourceId::default(),
            path: "年报.docx",
            source: &source,
            drawn: &drawn,
            tables: &[],
        };
        for line in remark(&finding, &[own], Lang::Zh) {
            writeln!(shown, "{line}").unwrap();
        }
        insta::assert_snapshot!(shown, @r"
        错误 E001：表三不平
        应为 3
        建议：请核对总计
        依据：表三表头
        相关之处：表三 新收·自然人 “3”；“申请12件” 正文；“甲”；“乙”；“丙”；“丁”；另有 4 处
        ");
        let said = remark_elsewhere(&finding, &source, Lang::Zh);
        assert_eq!(said, "所指的是“0”，那里（脚注、文本框等）不能加批注，因此批注在这里");
    }
}
