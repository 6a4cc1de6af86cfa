//! The frame around everything: head, style, and the line at the end that says what this is.

use std::io::{self, Write};

use super::escape::text;
use crate::Run;
use gouji_report::Lang;

const STYLE: &str = include_str!("style.css");

/// Nothing may be loaded or run, whatever stands in a report.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes what stands before the content.
pub(crate) fn open(title: &str, language: Lang, out: &mut dyn Write) -> io::Result<()> {
    let lang = language.choose("zh-CN", "en");
    write!(
        out,
        r#"<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="{POLICY}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<meta name="color-scheme" content="light"/>
<meta name="generator" content="gouji"/>
<title>{}</title>
<style>
{STYLE}</style>
</head>
<body>
<main>
"#,
        text(title)
    )
}

/// Writes what stands after the content.
pub(crate) fn close(run: &Run<'_>, language: Lang, out: &mut dyn Write) -> io::Result<()> {
    let what = disclaimer(run.tool_version, language);
    write!(
        out,
        "</main>\n<footer class=\"colophon\">\n<p>{what}</p>\n</footer>\n</body>\n</html>\n"
    )
}

/// What this is, and what it is not.
pub(super) fn disclaimer(version: &str, language: Lang) -> String {
    let version = text(version);
    match language {
        Lang::Zh => format!(
            "由 gouji {version} 自动核对生成，供单位自查、修改时参考，不是公文，也不代替人工审核。"
        ),
        Lang::En => format!(
            "Written by gouji {version}, as an aid for whoever drafts or reviews a report. \
             It is no official document."
        ),
    }
}
