//! What was fixed in all files, in words.

use gouji_report::Lang;
use gouji_reporter::{fixed_places, visible};
use gouji_rules::fix::FixedFile;

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
            places: fixed_places(&fixed.applied),
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

/// That a file is no report, and was left as it was.
pub(super) fn not_checked(name: &str, lang: Lang) -> String {
    let said = lang.choose(
        "没有找到年度报告的章节或表格，未作检查，没有改动",
        "no section or table of an annual report was found; not checked, left as it was",
    );
    format!("{}: {said}\n", visible(name))
}
