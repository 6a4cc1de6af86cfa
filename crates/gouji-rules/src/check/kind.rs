//! `report`: whether the file is an annual report at all, and could be read to its end.

use gouji_parser::{NoteKind, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, head, same};
use crate::pack::Parameters;
use gouji_report::{Label, Localized, PackError, bind::Report, form::Forms};

pub(super) const KIND: CheckKind = CheckKind {
    name: "report",
    cases: &[
        Cases::new(&["", "empty", "no-body", "big5"], &["title", "year", "first"]),
        Cases::new(&["limit", "unread"], &["limit"]),
        Cases::new(&["older", "second"], &["title", "year", "first"]),
        Cases::new(&["lookalike", "traditional"], &["kind"]),
    ],
};

/// 文件是不是一份报告（一般的：不是；`empty`：没有文字；`no-body`：只有标题；`big5`：是这种编码而文件没有写明；`limit`：超
/// 出读取上限；`unread`：有一部分以不读的方式存放；`lookalike`：只是像报告；`traditional`：繁体字；`older`：
/// 早于最早的格式；`second`：同一文件里又有一份）。不是报告的文件，只有这种检查。 / Whether the file is
/// a report (cases: none; `empty`, without text; `no-body`, a title and no more; `big5`, in that encoding, which nothing in
/// the file says; `limit`, cut off by a limit of the reader; `unread`, a part of the text is kept in a
/// way that is not read; `lookalike`, what only resembles a report; `traditional`, a text in
/// traditional characters; `older`, for a year before the first form; `second`, another one follows in
/// the same file); the only check that runs where it is none.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindCheck {
    /// 繁体字报告里的词。 / Words of a report in traditional characters.
    #[serde(rename = "traditional-words", default)]
    traditional: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<KindCheck, Box<PackError>> {
    parameters.read()
}

impl ReportCheck for KindCheck {
    fn run(&self, context: &mut Context<'_>) {
        // A workbook of anything else lacks no text.
        let left_out = left_out(context.report)
            .filter(|_| !is_whole(context.report) || context.report.is_report());
        if let Some((variant, what, span)) = left_out {
            context.say(FindingText::new(
                variant,
                Label::new(span, Localized::default()),
                args![("limit", what)],
            ));
            return;
        }
        let report = context.report;
        let title = report.title.as_ref().map(|title| title.text.replace('\n', ""));
        let first = context.forms.forms.first().map_or(0, |form| form.first_year);
        let args = args![
            ("title", same(title.clone().unwrap_or_default())),
            ("year", same(report.year().map_or_else(String::new, |year| year.to_string()))),
            ("first", same(first.to_string())),
        ];
        if let Some(lookalike) = &report.lookalike {
            let args = args![("kind", lookalike.name.clone())];
            let variant = if lookalike.is_script() { "traditional" } else { "lookalike" };
            context.say(FindingText::new(variant, head(report), args));
        } else if is_older(report, context.forms) {
            context.say(FindingText::new("older", head(report), args));
        } else if !report.is_report() {
            let source = &report.document.source;
            let variant = match title {
                Some(_) => "no-body",
                None if report.document.blocks.is_empty() => "empty",
                None if self.traditional.iter().any(|word| source.has_in_big5(word)) => "big5",
                None => "",
            };
            context.say(FindingText::new(variant, head(report), args));
        } else if let Some(second) = report.second {
            context.say(FindingText::new("second", Label::new(second, Localized::default()), args));
        }
    }

    fn needs_the_whole_file(&self) -> bool {
        false
    }

    fn accounts(&self) -> bool {
        true
    }
}

/// Whether the other rules have something to say: not of what is no report, nor of one for a year
/// before the first form.
pub(crate) fn can_be_checked(report: &Report<'_>, forms: &Forms) -> bool {
    report.is_report() && !is_older(report, forms)
}

fn is_older(report: &Report<'_>, forms: &Forms) -> bool {
    let first = forms.forms.first().map(|form| form.first_year);
    let tables = report.tables.iter().any(|table| table.span.is_some());
    !tables && report.year().zip(first).is_some_and(|(year, first)| year < first)
}

/// What was left out of the text: the case, the limit at which reading ended or the part that was not
/// read, and where.
fn left_out(report: &Report<'_>) -> Option<(&'static str, Localized, Span)> {
    report.document.notes.iter().find_map(|note| match note.kind {
        NoteKind::Limit(limit) => Some(("limit", Localized::new(limit.zh, limit.en), note.span)),
        NoteKind::Unread(part) | NoteKind::TablesOnly(part) => {
            Some(("unread", Localized::new(part.zh, part.en), note.span))
        }
        _ => None,
    })
}

/// Whether everything that the file has was read.
pub(crate) fn is_whole(report: &Report<'_>) -> bool {
    let lost = |kind: &NoteKind| matches!(kind, NoteKind::Limit(_) | NoteKind::Unread(_));
    !report.document.notes.iter().any(|note| lost(&note.kind))
}

/// Says that the rule cannot be assessed where a part of the file was not read: what the rule misses
/// may stand there. Gives whether that is so; a file of tables alone is whole for a rule that looks at nothing else.
pub(crate) fn is_cut_off(context: &mut Context<'_>, tables_alone: bool) -> bool {
    if tables_alone && is_whole(context.report) {
        return false;
    }
    let Some((variant, what, span)) = left_out(context.report) else { return false };
    let Localized { zh, en } = what;
    let (zh, en) = if variant == "limit" {
        (
            format!("超出读取上限（{zh}），此处以下没有读"),
            format!("limit reached ({en}): nothing was read from here on"),
        )
    } else {
        (zh, en)
    };
    context.cannot_assess(Label::new(span, Localized::default()), zh, en);
    true
}
