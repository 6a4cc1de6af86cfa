//! JSON Lines: the objects of the JSON output one a line, each written as soon as it is made.

use std::io::{self, Write};

use serde::Serialize;

use super::contract::{self, JsonFile, JsonReadError, JsonSummary, JsonTool, SCHEMA_VERSION};
use crate::{
    FileResult, Options, Run,
    streamed::{Closing, FilePart, Streamed},
    totals::RunTotals,
    unchecked::Unchecked,
};

/// The last line. Where it is missing, the output was cut off.
#[derive(Serialize)]
struct LastLine<'a> {
    schema_version: u32,
    tool: JsonTool<'a>,
    summary: JsonSummary,
}

/// A line a file, then a line a failure, then one that sums up.
pub(crate) const STREAMED: Streamed = Streamed { open: None, file, between: "", close };

fn file(
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
    part: &mut FilePart,
) -> io::Result<()> {
    line(&JsonFile::new(file, run, options.language), &mut part.bytes)
}

fn close(run: &Run<'_>, closing: &Closing<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    for failure in run.failures {
        line(&JsonReadError { path: failure.path, message: failure.message }, out)?;
    }
    let last = LastLine {
        schema_version: SCHEMA_VERSION,
        tool: JsonTool { name: "gouji", version: run.tool_version },
        summary: JsonSummary::new(closing.totals),
    };
    line(&last, out)
}

fn line<W: Write + ?Sized>(value: &impl Serialize, mut out: &mut W) -> io::Result<()> {
    serde_json::to_writer(&mut out, value)?;
    writeln!(out)
}

impl JsonSummary {
    /// How much was found in a run.
    pub(super) fn new(totals: &RunTotals) -> Self {
        let Unchecked { files, tables, parts, .. } = totals.unchecked();
        Self {
            files: totals.files,
            errors: totals.counts.errors,
            warnings: totals.counts.warnings,
            infos: totals.counts.infos,
            not_assessable: totals.not_assessable,
            suppressed: totals.suppressed,
            not_checked: contract::JsonUnchecked { files, tables, parts },
        }
    }
}

#[cfg(test)]
mod tests {
    use gouji_parser::Format;
    use serde_json::{Value, json};

    use crate::{
        Options, OutputFormat, json_schema, tests::samples::eventful, tests::schema::faults,
    };

    #[test]
    fn the_lines_are_the_objects_of_the_json_output() {
        let written = |output| eventful(Format::Text, "年报.txt", output, &Options::default());
        let whole: Value = serde_json::from_str(&written(OutputFormat::Json)).expect("JSON");
        let lines = written(OutputFormat::Jsonl);
        assert!(lines.ends_with("}\n"), "{lines}");
        let lines: Vec<Value> =
            lines.lines().map(|it| serde_json::from_str(it).expect("JSON")).collect();
        let last = json!({
            "schema_version": whole["schema_version"],
            "tool": whole["tool"],
            "summary": whole["summary"],
        });
        assert_eq!(lines, [whole["files"][0].clone(), whole["errors"][0].clone(), last]);

        let mut schema: Value = serde_json::from_str(&json_schema()).expect("JSON");
        schema = json!({ "$ref": "#/$defs/File", "$defs": schema["$defs"].take() });
        assert_eq!(faults(&schema, &lines[0]), [""; 0]);
    }
}
