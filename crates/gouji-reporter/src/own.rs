//! What this crate writes, known again by its first or last words: no report, and the only files that
//! results are written over.

/// Who a Parquet file of this program says that it was written by.
pub(crate) const PARQUET_AUTHOR: &str = "gouji extract";

/// Bytes at the end of a Parquet file in which its author is named.
const PARQUET_END: usize = 1024;

/// Whether the bytes of a file are a result of this program.
pub fn is_result_file(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"PAR1") {
        let end = &bytes[bytes.len().saturating_sub(PARQUET_END)..];
        let mut names = end.windows(PARQUET_AUTHOR.len());
        return names.any(|it| it == PARQUET_AUTHOR.as_bytes());
    }
    std::str::from_utf8(bytes).is_ok_and(is_result)
}

/// Whether a text is a result in one of the formats, of this version or an earlier one.
pub fn is_result(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim();
    let head = text.get(..HEAD).unwrap_or(text);
    match text.as_bytes().first() {
        None => false,
        Some(b'{' | b'[') => is_json(text),
        Some(b'<') => is_markup(head, text),
        Some(_) => STARTS.iter().any(|start| text.starts_with(start)) || is_lines(text),
    }
}

/// How far into a page or an XML file its mark stands.
const HEAD: usize = 4096;

/// How the summary in Markdown and the table of CSV begin.
const STARTS: [&str; 4] = [
    "### 年度报告核查结果",
    "### Results of the check",
    "path,year,issuer,",
    "path,issuer,code,year,kind,form,",
];

/// How the last line of the human format begins.
const ENDS: [&str; 5] = [
    "没有检查任何文件",
    "没有可检查的文件",
    "no file was checked",
    "no files to check",
    "其余没有发现问题",
];

fn is_json(text: &str) -> bool {
    let tool = [r#""name": "gouji""#, r#""name":"gouji""#];
    tool.iter().any(|it| text.contains(it))
        || text.starts_with(r#"{"schema_version":1,"path":"#)
        // GitLab's list names no tool; without findings it is empty.
        || text == "[]"
        || text.contains(r#""check_name":"#) && text.contains(r#""fingerprint":"#)
}

fn is_markup(head: &str, text: &str) -> bool {
    let marks = [
        r#"<meta name="generator" content="gouji"#,
        r#"<testsuites name="gouji""#,
        r#"<checkstyle version="4.3">"#,
    ];
    let footer = text.rfind(r#"<footer class="colophon">"#).map_or("", |at| &text[at..]);
    marks.iter().any(|mark| head.contains(mark))
        || ["由 gouji ", "Written by gouji "].iter().any(|it| footer.contains(it))
}

/// The formats of lines: each finding is followed by how to learn more, or each line is one.
fn is_lines(text: &str) -> bool {
    let is_closing = |line: &str| {
        let counted = [("检查 ", " 个文件"), ("checked ", " file")].iter().any(|(verb, noun)| {
            let rest = line.strip_prefix(verb);
            rest.is_some_and(|it| {
                it.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(noun)
            })
        });
        counted || ENDS.iter().any(|end| line.starts_with(end))
    };
    let is_note = |line: &str| {
        let line = line.trim_start();
        ["= 详情：gouji explain ", "= details: gouji explain "]
            .iter()
            .any(|it| line.starts_with(it))
    };
    text.lines().next_back().is_some_and(is_closing)
        || text.lines().any(is_note)
        || text.lines().all(|line| line.is_empty() || is_one(line))
}

/// A line of the concise format, or a command of GitHub Actions.
fn is_one(line: &str) -> bool {
    let levels = [": error[", ": warning[", ": info[", ": error: ", ": not checked: "];
    ["::error ", "::warning ", "::notice "].iter().any(|it| line.starts_with(it))
        || levels.iter().any(|level| line.contains(level))
}

#[cfg(test)]
mod tests {
    use gouji_parser::Format;

    use super::is_result;
    use crate::{
        Options, OutputFormat,
        tests::samples::{eventful, output, text},
    };
    use gouji_report::Lang;

    #[test]
    fn every_format_knows_its_own() {
        let source = text("一、总体情况\n");
        for format in OutputFormat::ALL.iter().copied() {
            for language in [Lang::Zh, Lang::En] {
                let options = Options { language, ..Options::default() };
                let full = eventful(Format::Text, "年报.txt", format, &options);
                assert!(is_result(&full), "{}:\n{full}", format.name());
                let clean = output(&source, Vec::new(), format, &options);
                assert!(clean.is_empty() || is_result(&clean), "{}:\n{clean}", format.name());
            }
        }
    }

    #[test]
    fn a_report_is_no_result() {
        for text in [
            "",
            "青禾县2024年政府信息公开工作年度报告\n一、总体情况\n检查 12 次。\n",
            "<html><head><meta name=\"generator\" content=\"Word\"></head><body>年度报告</body></html>",
            "{}",
            "[1]",
            include_str!("../../../docs/samples/qinghe-2024.txt"),
            include_str!("../../../docs/samples/balanced-2024.md"),
        ] {
            assert!(!is_result(text), "{text}");
        }
    }
}
