use gouji_parser::Format;
use serde_json::{Value, json};

use crate::{Options, OutputFormat, tests::samples::eventful, tests::schema::faults};

fn written(format: Format) -> Value {
    let text = eventful(format, "年报.txt", OutputFormat::Rdjson, &Options::default());
    serde_json::from_str(&text).expect("the output is JSON")
}

/// reviewdog's own schema, which forbids little, and ours, which knows every field.
fn schemas() -> [Value; 2] {
    [
        include_str!("../../../../tests/schemas/rdjson-published.schema.json"),
        include_str!("../../../../tests/schemas/rdjson.schema.json"),
    ]
    .map(|text| serde_json::from_str(text).expect("the schema is JSON"))
}

#[test]
fn a_finding_is_a_diagnostic() {
    insta::assert_snapshot!(format!("{:#}", written(Format::Text)["diagnostics"][0]), @r#"
    {
      "code": {
        "value": "E001"
      },
      "location": {
        "path": "年报.txt",
        "range": {
          "end": {
            "column": 19,
            "line": 2
          },
          "start": {
            "column": 17,
            "line": 2
          }
        }
      },
      "message": "表三不平\n建议：改为 26\n依据：表三表头",
      "related_locations": [
        {
          "location": {
            "path": "年报.txt",
            "range": {
              "end": {
                "column": 32,
                "line": 2
              },
              "start": {
                "column": 30,
                "line": 2
              }
            }
          },
          "message": "（七）总计·总计：31"
        }
      ],
      "severity": "ERROR",
      "suggestions": [
        {
          "range": {
            "end": {
              "column": 19,
              "line": 2
            },
            "start": {
              "column": 17,
              "line": 2
            }
          },
          "text": "26"
        }
      ]
    }
    "#);
}

#[test]
fn a_word_file_has_no_lines_and_so_no_range_and_no_suggestion() {
    let result = written(Format::Docx);
    let diagnostic = &result["diagnostics"][0];
    assert_eq!(diagnostic["location"], json!({ "path": "年报.txt" }));
    assert_eq!(diagnostic.get("suggestions"), None);
    let message = diagnostic["message"].as_str().unwrap();
    assert!(message.contains("位置：gouji view 显示的第 2 行第 7 列"), "{message}");
}

#[test]
fn the_result_keeps_to_both_schemas() {
    let [published, ours] = schemas();
    for format in [Format::Text, Format::Docx] {
        assert_eq!(faults(&published, &written(format)), [""; 0]);
        assert_eq!(faults(&ours, &written(format)), [""; 0]);
    }
    let check = |schemas: &[&Value], path: &str, wrong: Value| {
        let mut result = written(Format::Text);
        *result.pointer_mut(path).expect("the sample has this field") = wrong;
        for schema in schemas {
            assert_ne!(faults(schema, &result), [""; 0], "{path}");
        }
    };
    check(&[&ours], "/diagnostics/0/severity", json!("error"));
    check(&[&ours], "/diagnostics/0/location/range/start/line", json!(0));
    check(&[&ours], "/diagnostics/0/location/range", json!({ "line": 1 }));
    check(&[&published, &ours], "/diagnostics/0/location/range/start/line", json!("2"));
    check(&[&published, &ours], "/diagnostics/0/location/range", json!([1, 2]));
    check(&[&published, &ours], "/diagnostics/0/severity", json!(true));
    check(&[&published, &ours], "/source", json!("gouji"));
}
