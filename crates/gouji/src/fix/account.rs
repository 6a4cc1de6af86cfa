//! What was fixed, in words.

use gouji_reporter::visible;
use gouji_rules::fix::{DroppedFix, FixedFile, Reason, Step};

use gouji_report::Lang;

/// Proposals that are named for a file; the rest is counted.
const NAMED: usize = 6;

/// What was done in all files.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) files: usize,
    pub(super) changed: usize,
    pub(super) places: usize,
    pub(super) dropped: usize,
    pub(super) offered: usize,
    /// Word files in folders.
    pub(super) word: usize,
    /// Files that are no reports and should be.
    pub(super) not_checked: usize,
    /// PDFs in folders.
    pub(super) pdf: usize,
}

impl Totals {
    pub(super) fn of(fixed: &FixedFile) -> Self {
        Self {
            files: 1,
            changed: usize::from(fixed.after.is_some()),
            places: places(&fixed.applied),
            dropped: fixed.dropped.len(),
            offered: fixed.offered.len(),
            ..Self::default()
        }
    }

    /// A Word file in a folder, which is passed over.
    pub(super) fn word() -> Self {
        Self { word: 1, ..Self::default() }
    }

    /// A file of which nothing was checked.
    pub(super) fn not_checked() -> Self {
        Self { not_checked: 1, ..Self::default() }
    }

    /// A PDF in a folder, which is passed over.
    pub(super) fn pdf() -> Self {
        Self { pdf: 1, ..Self::default() }
    }

    /// Whether no file was looked at.
    pub(super) fn is_empty(&self) -> bool {
        self.files + self.word + self.pdf == 0
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.changed += other.changed;
        self.places += other.places;
        self.dropped += other.dropped;
        self.offered += other.offered;
        self.word += other.word;
        self.not_checked += other.not_checked;
        self.pdf += other.pdf;
    }

    /// The last lines.
    pub(super) fn closing(&self, diff: bool, lang: Lang) -> String {
        let Self { files, changed, places, dropped, offered, word, pdf, not_checked: _ } = self;
        let mut text = match lang {
            Lang::Zh => {
                let can = if diff { "可改" } else { "已改" };
                format!("共 {files} 个文件，{can} {changed} 个、{places} 处")
            }
            Lang::En => {
                let can = if diff { "can be fixed" } else { "fixed" };
                format!("{files} files: {changed} {can}, {places} places")
            }
        };
        if *dropped > 0 {
            text += &match lang {
                Lang::Zh => format!("；另有 {dropped} 项没有改"),
                Lang::En => format!("; {dropped} fixes not made"),
            };
        }
        text.push('\n');
        if *offered > 0 {
            text += &match lang {
                Lang::Zh => format!(
                    "另有 {offered} 项要人判断：先用 gouji fix --unsafe --diff 查看，确认后用 --unsafe 一并改\n"
                ),
                Lang::En => {
                    format!(
                        "{offered} more need a decision: look with --unsafe --diff, then use --unsafe\n"
                    )
                }
            };
        }
        if *word > 0 {
            text += &match lang {
                Lang::Zh => format!(
                    "未处理 {word} 个 Word、WPS 的文件：请用 gouji check 检查，在 Word 或 WPS 中修改\n"
                ),
                Lang::En => {
                    format!("{word} files of Word left alone: check them, and edit them in Word\n")
                }
            };
        }
        if *pdf > 0 {
            text += &match lang {
                Lang::Zh => format!("未处理 {pdf} 个 PDF：PDF 不能改写，请修改生成它的 .docx\n"),
                Lang::En => {
                    format!("{pdf} PDF files left alone: edit the .docx that each was made from\n")
                }
            };
        }
        text
    }
}

fn places(steps: &[Step]) -> usize {
    steps.iter().map(|step| step.places).sum()
}

/// That a file is no report, and was left as it was.
pub(super) fn not_checked(name: &str, lang: Lang) -> String {
    let said = lang.choose(
        "没有找到年度报告的章节或表格，未作检查，没有改动",
        "no section or table of an annual report was found; not checked, left as it was",
    );
    format!("{}: {said}\n", visible(name))
}

/// What was done in one file; nothing where there is nothing to say.
pub(super) fn of(name: &str, fixed: &FixedFile, diff: bool, lang: Lang) -> String {
    let FixedFile { applied, dropped, offered, .. } = fixed;
    if applied.is_empty() && dropped.is_empty() && offered.is_empty() {
        return String::new();
    }
    let count = places(applied);
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
