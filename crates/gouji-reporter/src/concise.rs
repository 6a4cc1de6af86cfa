//! One line a finding, for editors and `grep`: `path:line:column: error[E001] message`.

use std::io::{self, Write};

use crate::{
    FileResult, Options, Run,
    place::SourcePlaces,
    streamed::{Closing, FilePart, Streamed},
    unchecked::untold,
    visible::visible,
};

pub(crate) const STREAMED: Streamed = Streamed { open: None, file, between: "", close };

/// Adds findings and what was not checked. The severity is English in every language: it is what patterns of editors
/// match.
fn file(
    file: &FileResult<'_>,
    _: &Run<'_>,
    options: &Options,
    part: &mut FilePart,
) -> io::Result<()> {
    let mut shown = file.shown(options).peekable();
    let mut left = untold(file, options).peekable();
    if shown.peek().is_none() && left.peek().is_none() {
        return Ok(());
    }
    let out = &mut part.bytes;
    let path = visible(file.path);
    let places = SourcePlaces::new(file.source);
    for finding in shown {
        let (line, column) = places.line_and_column(finding.primary.span.start as usize);
        let severity = finding.severity.name();
        let message = visible(options.language.pick(&finding.message));
        writeln!(out, "{path}:{line}:{column}: {severity}[{}] {message}", finding.code)?;
    }
    for it in left {
        let (line, column) = places.line_and_column(it.place.span.start as usize);
        let reason = visible(options.language.pick(&it.reason));
        writeln!(out, "{path}:{line}:{column}: not checked: {reason}")?;
    }
    Ok(())
}

/// Writes failures.
fn close(run: &Run<'_>, _: &Closing<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    for failure in run.failures {
        writeln!(out, "{}: error: {}", visible(failure.path), visible(failure.message))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use gouji_parser::Span;
    use gouji_report::{Label, Localized};
    use gouji_rules::finding::Severity;

    use crate::{
        Failure, Options, OutputFormat,
        tests::samples::{checked, file, finding, run_output, text},
    };

    #[test]
    fn one_line_a_finding_and_nothing_else_but_failures() {
        let source = text("一\n本年\u{202e}收到\n");
        let at = |offset| Label::new(Span::at(offset), Localized::default());
        let checked = checked(vec![
            finding("S001", Severity::Error, "缺第二部分", at(0)),
            finding("X001", Severity::Info, "含有“\u{202e}”\n一处", at(10)),
        ]);
        let files = [file("甲\u{7}.txt", &source, &checked)];
        let failures = [Failure { path: "乙.pdf", message: "不能直接检查" }];
        let check = |show| {
            let options = Options { show, ..Options::default() };
            run_output(&files, &failures, OutputFormat::Concise, &options)
        };
        insta::assert_snapshot!(check(Severity::Info), @r"
        甲\u{7}.txt:1:1: error[S001] 缺第二部分
        甲\u{7}.txt:2:3: info[X001] 含有“\u{202e}” 一处
        乙.pdf: error: 不能直接检查
        ");
        insta::assert_snapshot!(check(Severity::Error), @r"
        甲\u{7}.txt:1:1: error[S001] 缺第二部分
        乙.pdf: error: 不能直接检查
        ");
    }
}
