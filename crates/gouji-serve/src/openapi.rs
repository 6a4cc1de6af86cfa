//! The description of the service: OpenAPI 3.1, of the types that are written.

use std::collections::BTreeMap;

use gouji_project::{FailOn, OnNotChecked};
use gouji_reporter::{OutputFormat, json_schema, rule_schema};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use crate::health::Health;
use crate::http_error::{HttpError, HttpErrorCode, MEDIA_TYPE};

/// Returns the document.
pub(crate) fn document() -> String {
    let mut schemas = Map::new();
    add(&mut schemas, "Output", &json_schema());
    add(&mut schemas, "Rule", &rule_schema());
    add(&mut schemas, "Health", &schema::<Health>());
    add(&mut schemas, "Problem", &schema::<HttpError>());
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "gouji",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "检查政府信息公开工作年度报告 / checks annual reports on government information disclosure",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": {
            "/check": { "post": check() },
            "/rules": { "get": get("rules", "全部规则 / every rule", &json!({ "type": "array", "items": reference("Rule") })) },
            "/rules/{code}": { "get": rule() },
            "/health": { "get": get("health", "服务在运行 / the service is up", &reference("Health")) },
            "/openapi.json": { "get": get("openapi", "这份说明 / this document", &json!({ "type": "object" })) },
        },
        "components": { "schemas": schemas },
    });
    format!("{document:#}\n")
}

fn schema<T: JsonSchema>() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<T>().as_value().to_string()
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Adds a schema as `name`, and what it refers to beside it.
fn add(schemas: &mut Map<String, Value>, name: &str, schema: &str) {
    let below = schema.replace("#/$defs/", "#/components/schemas/");
    let mut schema: Map<String, Value> = serde_json::from_str(&below).expect("a schema is JSON");
    schema.remove("$schema");
    if let Some(Value::Object(below)) = schema.remove("$defs") {
        schemas.extend(below);
    }
    schemas.insert(name.to_owned(), Value::Object(schema));
}

/// What `codes` are answered with, by status.
fn problems(codes: &[HttpErrorCode]) -> Map<String, Value> {
    let mut by_status: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for code in codes {
        by_status.entry(code.status().as_u16().to_string()).or_default().push(code.title());
    }
    let answer = |titles: Vec<&str>| {
        json!({
            "description": titles.join("; "),
            "content": { MEDIA_TYPE: { "schema": reference("Problem") } },
        })
    };
    by_status.into_iter().map(|(status, titles)| (status, answer(titles))).collect()
}

/// An operation without parameters.
fn get(id: &str, summary: &str, schema: &Value) -> Value {
    let mut responses = problems(&[HttpErrorCode::UnknownHost, HttpErrorCode::NotAllowed]);
    let content = json!({ "application/json": { "schema": schema } });
    responses.insert("200".to_owned(), json!({ "description": summary, "content": content }));
    json!({ "operationId": id, "summary": summary, "responses": responses })
}

fn rule() -> Value {
    let mut rule = get("rule", "一条规则 / a rule", &reference("Rule"));
    rule["parameters"] = json!([{
        "name": "code",
        "in": "path",
        "required": true,
        "description": "代码或名称 / its code or its name: E001, requests-flow",
        "schema": { "type": "string", "minLength": 1 },
    }]);
    for (status, answer) in problems(&[HttpErrorCode::BadRequest, HttpErrorCode::NotFound]) {
        rule["responses"][status] = answer;
    }
    rule
}

/// What the query and the headers of a check may say.
fn parameters() -> Value {
    let one_of = |names: Vec<&str>| json!({ "type": "string", "enum": names });
    let words = json!({ "type": "array", "items": { "type": "string", "minLength": 1 } });
    let query = |name: &str, description: &str, schema: Value| {
        let array = schema["type"] == "array";
        let mut parameter = json!({
            "name": name, "in": "query", "description": description, "schema": schema,
        });
        if array {
            parameter["style"] = json!("form");
            parameter["explode"] = json!(false);
        }
        parameter
    };
    let name = json!({ "type": "string", "minLength": 1, "maxLength": 4096, "pattern": r"^[^/\\\u0000.][^/\\\u0000]*$" });
    let codes =
        "规则的代码、代码前缀、名称或 ALL / codes of rules, prefixes of codes, names, or ALL";
    json!([
        query("name", "文件名，写入结果 / the name of the file in the results: 年报.docx, 2024/年报.docx", name),
        {
            "name": "X-File-Name",
            "in": "header",
            "description": "文件名，百分号编码的 UTF-8；有参数 name 的，以参数为准 / the name in UTF-8 with percent signs; the parameter name goes before it",
            "schema": { "type": "string", "pattern": "^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,200}$" },
        },
        query("format", "格式，不写的看 Accept / the format; else Accept decides", one_of(
            OutputFormat::ALL.iter().map(|it| it.name()).collect(),
        )),
        query("language", "信息所用语言 / the language of messages", one_of(vec!["zh", "en"])),
        query("jurisdiction", "行政区划代码，00 为不用地方规定 / GB/T 2260 code of the place, 00 for the rules of none", json!({
            "type": "string", "pattern": "^([0-9]{2}){1,3}$",
        })),
        query("select", &format!("只用这些规则 / these rules alone: {codes}"), words.clone()),
        query("ignore", &format!("不用这些规则 / not these rules: {codes}"), words),
        query("fail-on", "达到哪一级使 X-Exit-Status 为 1 / the severity from which on X-Exit-Status is 1", one_of(
            FailOn::ALL.iter().map(|it| it.name()).collect(),
        )),
        query("not-checked", "没有检查的是否使 X-Exit-Status 为 2 / whether what was not checked makes X-Exit-Status 2", one_of(
            OnNotChecked::ALL.iter().map(|it| it.name()).collect(),
        )),
        query("inline-waivers", "报告里的注释能否放行 / whether comments in a report may let findings pass", json!({ "type": "boolean" })),
    ])
}

/// What a check is answered with, by media type.
fn results() -> Map<String, Value> {
    let mut content = Map::new();
    for format in OutputFormat::ALL {
        let schema = match format.name() {
            "json" => reference("Output"),
            _ if format.media_type().ends_with("json") => json!({ "type": ["object", "array"] }),
            _ => json!({ "type": "string" }),
        };
        content.entry(format.media_type()).or_insert_with(|| json!({ "schema": schema }));
    }
    // Of the media type of JSON there are other formats than the contract.
    content["application/json"]["schema"] =
        json!({ "anyOf": [reference("Output"), { "type": ["object", "array"] }] });
    content
}

fn check() -> Value {
    let file = json!({ "type": "string", "contentMediaType": "application/octet-stream" });
    let form = json!({
        "type": "object",
        "properties": { "file": { "type": "array", "minItems": 1, "items": file } },
        "required": ["file"],
        "additionalProperties": false,
    });
    let mut responses = problems(&[
        HttpErrorCode::BadRequest,
        HttpErrorCode::UnknownHost,
        HttpErrorCode::NotAllowed,
        HttpErrorCode::NotAcceptable,
        HttpErrorCode::TooSlow,
        HttpErrorCode::TooLarge,
        HttpErrorCode::Busy,
        HttpErrorCode::Settings,
        HttpErrorCode::Internal,
    ]);
    responses.insert(
        "200".to_owned(),
        json!({
            "description": "检查了；没有读出的文件在结果里写明 / checked; files that could not be read are told in the result",
            "headers": { "X-Exit-Status": {
                "description": "gouji check 的退出状态 / the exit status of gouji check",
                "schema": { "type": "integer", "enum": [0, 1, 2] },
            } },
            "content": results(),
        }),
    );
    json!({
        "operationId": "check",
        "summary": "检查报告 / checks reports",
        "parameters": parameters(),
        "requestBody": { "required": true, "content": {
            "application/octet-stream": { "schema": file },
            "multipart/form-data": { "schema": form },
        } },
        "responses": responses,
    })
}
