//! Everything that an audit has to say.

use gouji_audit::{AuditRow, FilingState, PointScheme};
use gouji_report::Lang;

use crate::{FilePart, Run};

/// Everything that an audit has to say.
#[derive(Clone, Copy, Debug)]
pub struct AuditRun<'a> {
    /// The tool, and what could not be read; no files.
    pub run: &'a Run<'a>,
    /// What each unit has done in each year, the worst first.
    pub rows: &'a [AuditRow],
    /// The paths of all files, by the index that rows name them by.
    pub paths: &'a [&'a str],
    /// Files of which neither organ nor year is known.
    pub unknown: &'a [&'a str],
    /// How many pairs of reports of one unit and two years that follow one another were compared.
    pub pairs: usize,
    /// Files that were read, where the run was interrupted before it had read them all.
    pub partial: Option<usize>,
    /// How points are taken off, where that is asked for.
    pub points: Option<&'a PointScheme>,
    /// A hash of the forms and rules that judged.
    pub digest: &'a str,
}

/// What the findings of a file add to an audit, after which its text can be let go.
#[derive(Debug)]
pub struct AuditPart {
    /// Its path, as it is to be printed.
    pub(crate) path: String,
    pub(crate) part: FilePart,
}

/// The heads of the columns that people read: the unit, its [`figures`], its file.
pub(super) fn head(lang: Lang) -> [&'static str; 8] {
    match lang {
        Lang::Zh => ["单位", "年度", "报告", "错误", "警告", "提示", "无法判断", "文件"],
        Lang::En => {
            ["unit", "year", "report", "errors", "warnings", "hints", "not assessable", "file"]
        }
    }
}

/// What a state is called.
pub(super) fn state_word(state: FilingState, lang: Lang) -> &'static str {
    match state {
        FilingState::Missing => lang.choose("未报送", "missing"),
        FilingState::NoReport => lang.choose("不是年报", "no report"),
        FilingState::Late => lang.choose("迟报", "late"),
        FilingState::There => lang.choose("已报送", "there"),
    }
}

/// What stands between the unit and its file.
pub(super) fn figures(row: &AuditRow, lang: Lang) -> [String; 6] {
    let state = state_word(row.state, lang);
    let [errors, warnings, hints] = row.found.by_severity.map(|count| count.to_string());
    let open = row.not_assessable.to_string();
    [row.year.to_string(), state.to_owned(), errors, warnings, hints, open]
}

impl AuditRun<'_> {
    /// The file of a row.
    pub(super) fn path(&self, row: &AuditRow) -> Option<&str> {
        row.file.and_then(|index| self.paths.get(index).copied())
    }

    /// How many rows are in a state.
    fn count(&self, state: FilingState) -> usize {
        self.rows.iter().filter(|row| row.state == state).count()
    }

    /// What was compared, in a sentence.
    pub(super) fn said(&self, lang: Lang) -> String {
        let due = self.rows.len();
        let [missing, none, late] =
            [FilingState::Missing, FilingState::NoReport, FilingState::Late]
                .map(|state| self.count(state));
        let (there, files, pairs) = (due - missing - none, self.paths.len(), self.pairs);
        let (version, digest) = (self.run.tool_version, self.digest);
        let mut said = match lang {
            Lang::Zh => format!(
                "读了 {files} 个文件；{due} 份应有的报告中，已报送 {there} 份（其中迟报 {late} 份），未报送 {missing} 份，{none} 份不是年报；跨年核对 {pairs} 对。gouji {version}，规则 {digest}"
            ),
            Lang::En => format!(
                "{files} files read; of {due} reports {there} are there ({late} late), {missing} missing, {none} no reports; {pairs} pairs of years compared. gouji {version}, rules {digest}"
            ),
        };
        if let Some(read) = self.partial {
            said = match lang {
                Lang::Zh => format!("中断：只读了 {read} 个文件，结果不全。{said}"),
                Lang::En => format!("Interrupted: {read} files were read, this is partial. {said}"),
            };
        }
        said
    }
}
