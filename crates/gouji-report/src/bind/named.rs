//! Whose report it is, and of which year, where no title line says so: 现公布青禾县人民政府2025年…年度报告 before
//! the first section, or the signature below the last.

use gouji_parser::{fold::FoldedText, numeral};

use super::{
    Forms,
    line::{Line, unfold},
    sections::FoundSections,
    title::{self, NamedIssuer, Title},
};

/// Lines that are looked at before the first section, and from the end.
const LINES: usize = 60;
/// Characters of a signature at most.
const LONGEST: usize = 40;
/// Reports are signed in the first half of the year after.
const LAST_MONTH: u32 = 6;

/// What stands elsewhere of what `title` does not say.
pub(super) fn find(
    lines: &[Line<'_>],
    found: &FoundSections,
    title: Option<&Title>,
    forms: &Forms,
) -> NamedIssuer {
    if title.is_some_and(|title| title.issuer.is_some() && title.year.is_some()) {
        return NamedIssuer::default();
    }
    let preamble = preamble(lines, found, forms);
    if preamble.issuer.is_some() && preamble.year.is_some() {
        return preamble;
    }
    let signed = signature(lines, found, forms);
    NamedIssuer { issuer: preamble.issuer.or(signed.issuer), year: preamble.year.or(signed.year) }
}

/// A sentence before the first section that names the report.
fn preamble(lines: &[Line<'_>], found: &FoundSections, forms: &Forms) -> NamedIssuer {
    let end = found.first_line().unwrap_or(LINES.min(lines.len()));
    let mut best = NamedIssuer::default();
    for line in lines[end.saturating_sub(LINES)..end].iter().filter(|line| !line.is_cell()) {
        let folded = FoldedText::new(line.text);
        for (at, length) in title::endings(&folded.text, forms) {
            let start = start_of_name(&folded.text[..at], forms);
            let range = folded.origin_range(start..at + length, line.text);
            let Some(named) = title::named(line.part(range, line.origin), forms) else { continue };
            if named.issuer.is_some() && named.year.is_some() {
                return named;
            }
            best.issuer = best.issuer.or(named.issuer);
            best.year = best.year.or(named.year);
        }
    }
    best
}

/// Where the name of a report begins that ends the text: behind a mark, or a word that leads up to it.
fn start_of_name(text: &str, forms: &Forms) -> usize {
    let marks = text.char_indices().filter(|(_, char)| !char.is_alphanumeric());
    let mut behind_mark = marks.filter(|(_, char)| !char.is_whitespace() && !"()".contains(*char));
    let behind_mark = behind_mark.next_back().map_or(0, |(at, char)| at + char.len_utf8());
    let leads = forms.organs.title_lead.iter();
    let behind_lead = leads.filter_map(|word| Some(text.rfind(&**word)? + word.len())).max();
    behind_mark.max(behind_lead.unwrap_or_default())
}

/// An organ above a date, or before it on one line, below the heading of the last section.
fn signature(lines: &[Line<'_>], found: &FoundSections, forms: &Forms) -> NamedIssuer {
    let Some(last) = found.last_line() else { return NamedIssuer::default() };
    let below = &lines[(last + 1).max(lines.len().saturating_sub(LINES)).min(lines.len())..];
    let filled: Vec<&Line<'_>> = below.iter().filter(|line| !line.is_blank()).collect();
    for (index, line) in filled.iter().enumerate() {
        let folded = FoldedText::new(line.text);
        let Some((at, length, year, month)) = date(&folded.text) else { continue };
        let before = folded.text[..at].trim();
        let above = index.checked_sub(1).map_or("", |above| &*filled[above].folded).trim();
        let name = if before.is_empty() { above } else { before };
        let level = Some(name).filter(|name| name.chars().count() <= LONGEST);
        let level = level.and_then(|name| forms.organs.level(name));
        let Some(level) = level else { continue };
        // 青禾县人民政府办公室 also signs for 青禾县人民政府.
        let issuer = (!level.signs_for_others).then(|| name.to_owned());
        let told = format!("{}年", year - 1);
        let tells = month <= LAST_MONTH && lines.iter().any(|line| line.folded.contains(&told));
        let year = tells.then(|| (year - 1, unfold(line, &folded, at..at + length)));
        return NamedIssuer { issuer, year };
    }
    NamedIssuer::default()
}

/// The date that a line ends in: where its year begins and how long that is, the year, the month.
fn date(folded: &str) -> Option<(usize, usize, u16, u32)> {
    let (at, length, year) = title::year_at(folded)?;
    let (month, day) = folded[at + length..].trim().strip_prefix('年')?.split_once('月')?;
    let number = |text: &str| numeral::leading(text).map(|(number, _)| number);
    let month = month.trim().parse().ok().or_else(|| number(month.trim()))?;
    let day = day.trim().strip_suffix('日')?;
    (day.chars().count() <= 3).then_some((at, length, year, month))
}

#[cfg(test)]
mod tests {
    use crate::bind::{bind, shipped};

    /// Whose report a file is that has `head` before its first section and `tail` below the last, and of
    /// which year.
    fn check(head: &str, tail: &str) -> String {
        let text = format!(
            "{head}\n一、总体情况\n2024年主动公开信息41条。\n二、主动公开政府信息情况\n见附件。\n六、其他需要报告的事项\n没有。\n{tail}"
        );
        let document = gouji_parser::read(text.as_bytes(), "report.txt").unwrap();
        let report = bind(&document, &shipped());
        let year = report.year().map_or("–".to_owned(), |year| year.to_string());
        format!("{} {year}", report.issuer().unwrap_or("–"))
    }

    #[test]
    fn a_preamble_names_the_report() {
        insta::assert_snapshot!(
            [
                "根据《中华人民共和国政府信息公开条例》规定，现公布青禾县人民政府2024年政府信息公开工作年度报告。",
                "现将青禾县水利局2024年度政府信息公开工作年度报告公布如下：",
                "按照上级要求，编制《柳河镇2024年政府信息公开工作年度报告》。",
                "现将2024年政府信息公开工作年度报告公布如下。",
                "2024年政府信息公开工作年度报告\n现公布青禾县水利局2024年政府信息公开工作年度报告。",
                "青禾县水利局2023年政府信息公开工作年度报告\n现公布白石县水利局2024年政府信息公开工作年度报告。",
                "按照省政府办公厅《关于做好2024年政府信息公开工作年度报告编制工作的通知》要求。",
                "我们按照要求认真完成了政府信息公开工作年度报告。",
            ]
            .map(|head| check(head, ""))
            .join("\n"),
            @r"
        青禾县人民政府 2024
        青禾县水利局 2024
        柳河镇 2024
        – 2024
        青禾县水利局 2024
        青禾县水利局 2023
        – –
        – –
        "
        );
    }

    #[test]
    fn a_signature_names_the_organ_and_the_year_after() {
        insta::assert_snapshot!(
            [
                "青禾县水利局\n2025年1月20日",
                "青禾县人民政府　2025年1月20日",
                "青禾县水利局\n二〇二五年一月二十日",
                "青禾县人民政府办公室\n2025年1月20日",
                "青禾县水利局\n2024年12月30日",
                "联系人留言\n2025年1月20日",
                "青禾县水利局\n2026年1月20日",
                "青禾县水利局",
            ]
            .map(|tail| check("说明", tail))
            .join("\n"),
            @r"
        青禾县水利局 2024
        青禾县人民政府 2024
        青禾县水利局 2024
        – 2024
        青禾县水利局 –
        – –
        青禾县水利局 –
        – –
        "
        );
    }
}
