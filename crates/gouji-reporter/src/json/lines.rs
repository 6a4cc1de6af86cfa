//! JSON Lines: the objects of the JSON output one a line, each written as soon as it is made.

use std::io::{self, Write};

use gouji_rules::finding::Severity;
use serde::Serialize;

use super::contract::{self, JsonFile, JsonReadError, JsonSummary, JsonTool, SCHEMA_VERSION};
use crate::{Options, Run, unchecked::Unchecked};

/// The last line. Where it is missing, the output was cut off.
#[derive(Serialize)]
struct Closing<'a> {
    schema_version: u32,
    tool: JsonTool<'a>,
    summary: JsonSummary,
}

/// Writes a line a file, then a line a failure, then one that sums up.
pub(crate) fn write(run: &Run<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for file in run.files {
        line(&JsonFile::new(file, run, options.language), out)?;
    }
    for failure in run.failures {
        line(&JsonReadError { path: failure.path, message: failure.message }, out)?;
    }
    let closing = Closing {
        schema_version: SCHEMA_VERSION,
        tool: JsonTool { name: "gouji", version: run.tool_version },
        summary: JsonSummary::new(run),
    };
    line(&closing, out)
}

fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}

impl JsonSummary {
    /// How much was found in a run.
    pub(super) fn new(run: &Run<'_>) -> Self {
        let Unchecked { files, tables, parts, .. } = Unchecked::of(run.files);
        Self {
            files: run.files.len(),
            errors: run.count(Severity::Error),
            warnings: run.count(Severity::Warning),
            infos: run.count(Severity::Info),
            not_assessable: run.not_assessable(),
            suppressed: run.suppressed(),
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
