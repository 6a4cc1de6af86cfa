//! Which formats there are. A new one is a file of its own and an entry here: the command's help,
//! its completions and the tests over all formats take it from this list.

use crate::{
    checkstyle, concise, csv, github, gitlab, html, human, json, junit, markdown, rdjson, sarif,
    streamed::{Streamed, WriteRun},
};

/// How a format is written.
pub(crate) enum Manner {
    /// File by file.
    Streamed(Streamed),
    /// With all files at hand, into `out`, which is buffered.
    Whole(WriteRun),
}

use Manner::{Streamed as ByFile, Whole};

/// Makes the enum, its names and its writers from one list: name, what it is for in Chinese and in
/// English, how it is written.
macro_rules! formats {
    ($($(#[$meta:meta])* $format:ident = $name:literal, $zh:literal, $en:literal, $manner:expr;)*) => {
        /// An output format.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum OutputFormat {
            $(#[doc = $en] $(#[$meta])* $format,)*
        }

        impl OutputFormat {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$format),*];

            /// The name it is chosen by.
            pub fn name(self) -> &'static str {
                match self { $(Self::$format => $name),* }
            }

            /// What it is for, in Chinese and in English.
            pub fn purpose(self) -> (&'static str, &'static str) {
                match self { $(Self::$format => ($zh, $en)),* }
            }

            /// How it is written.
            pub(crate) fn manner(self) -> Manner {
                match self { $(Self::$format => $manner),* }
            }
        }
    };
}

formats! {
    #[default]
    Human = "human", "带原文摘录，给人看", "excerpts, for a person", ByFile(human::STREAMED);
    Concise = "concise", "一行一个问题", "one line a finding", ByFile(concise::STREAMED);
    Json = "json", "给程序用，结构见 docs/schema/output.schema.json", "one object, for programs", ByFile(json::STREAMED);
    Jsonl = "jsonl", "JSON Lines，一行一个文件", "JSON Lines, one line a file", ByFile(json::lines::STREAMED);
    Sarif = "sarif", "SARIF 2.1.0，代码扫描平台和编辑器", "SARIF 2.1.0, for code scanning and editors", Whole(sarif::write);
    Junit = "junit", "JUnit XML，CI 的测试报告", "JUnit XML, test reports of CI", Whole(junit::write);
    Github = "github", "GitHub Actions 的标注", "annotations of GitHub Actions", ByFile(github::STREAMED);
    Gitlab = "gitlab", "GitLab 的 Code Quality 报告", "GitLab's Code Quality report", ByFile(gitlab::STREAMED);
    Rdjson = "rdjson", "reviewdog 的诊断格式", "reviewdog's diagnostic format", ByFile(rdjson::STREAMED);
    Checkstyle = "checkstyle", "Checkstyle XML，Jenkins 等", "Checkstyle XML, for Jenkins and others", ByFile(checkstyle::STREAMED);
    Csv = "csv", "表格软件，一行一个问题", "for spreadsheets, one row a finding", ByFile(csv::STREAMED);
    Html = "html", "网页，画出三张表，可打印", "a page with the tables drawn, for paper too", Whole(html::write);
    Markdown = "markdown", "摘要，贴到评论、聊天里", "a summary for comments and chats", Whole(markdown::write);
}

impl OutputFormat {
    /// Whether it is written file by file ([`crate::OutputStream`]), so that no file has to be kept.
    pub fn streams(self) -> bool {
        matches!(self.manner(), Manner::Streamed(_))
    }

    /// What a person does with a file of this format, in Chinese and in English; none where it is for
    /// programs.
    pub fn opened_with(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Html => Some(("用浏览器打开", "open it in a browser")),
            Self::Csv => Some(("用 WPS 表格或 Excel 打开", "open it in a spreadsheet")),
            Self::Markdown => Some(("贴到评论、聊天里", "paste it into a comment")),
            _ => None,
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json | Self::Gitlab | Self::Rdjson => "application/json",
            Self::Jsonl => "application/jsonl",
            Self::Sarif => "application/sarif+json",
            Self::Junit | Self::Checkstyle => "application/xml",
            Self::Html => "text/html; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Human | Self::Concise | Self::Github => "text/plain; charset=utf-8",
        }
    }

    /// Whether [`crate::FileResult::tables`] is heeded.
    pub fn draws_tables(self) -> bool {
        self == Self::Html
    }

    /// Whether [`crate::FileResult::statements`] is heeded.
    pub fn tells_statements(self) -> bool {
        matches!(self, Self::Html | Self::Json | Self::Jsonl)
    }
}
