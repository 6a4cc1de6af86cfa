// A client of the library that VS Code stands on, against `gouji lsp`: node tests/lsp/client.mjs target/debug/gouji
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as protocol from "vscode-languageserver-protocol/node";

const report = readFileSync(new URL("../../docs/samples/balanced-2024.md", import.meta.url), "utf8");
const row = "| 一、本年新收政府信息公开申请数量 |  |  |";
const broken = report.replace(`${row} 38 |`, `${row} 31 |`).replace("3126条", "𠀀登陆网站3126条");
assert.notEqual(broken, report);

const folder = mkdtempSync(join(tmpdir(), "gouji-"));
const uri = pathToFileURL(join(folder, "年报 2024.md")).href;
const server = spawn(process.argv[2], ["lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const ended = new Promise((resolve) => server.on("exit", resolve));
const connection = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout),
  new protocol.StreamMessageWriter(server.stdin),
);
let hear;
const heard = () => new Promise((resolve) => (hear = resolve));
connection.onNotification(protocol.PublishDiagnosticsNotification.type, (it) => it.uri === uri && hear?.(it.diagnostics));
connection.listen();

const words = (text, range) => {
  assert.equal(range.start.line, range.end.line);
  return text.split("\n")[range.start.line].slice(range.start.character, range.end.character);
};
const place = (text, found) => {
  const before = text.slice(0, text.indexOf(found)).split("\n");
  return { line: before.length - 1, character: before.at(-1).length };
};

const { capabilities } = await connection.sendRequest(protocol.InitializeRequest.type, {
  processId: process.pid,
  rootUri: pathToFileURL(folder).href,
  workspaceFolders: null,
  capabilities: {},
});
assert.equal(capabilities.textDocumentSync.change, protocol.TextDocumentSyncKind.Full);
await connection.sendNotification(protocol.InitializedNotification.type, {});

let next = heard();
await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
  textDocument: { uri, languageId: "markdown", version: 1, text: broken },
});
let diagnostics = await next;
const found = Object.fromEntries(diagnostics.map((it) => [it.code, it]));
assert.equal(words(broken, found.E001.range), "31");
assert.equal(words(broken, found.W005.range), "登陆");
assert.equal(found.E001.severity, protocol.DiagnosticSeverity.Error);

const textDocument = { uri };
const hover = await connection.sendRequest(protocol.HoverRequest.type, {
  textDocument,
  position: place(broken, "31 | 9"),
});
assert.match(hover.contents.value, /requests\.new\.natural/);
const outline = await connection.sendRequest(protocol.DocumentSymbolRequest.type, { textDocument });
assert.equal(outline.length, 6);

const actions = await connection.sendRequest(protocol.CodeActionRequest.type, {
  textDocument,
  range: found.E001.range,
  context: { diagnostics: [found.E001] },
});
assert.ok(actions.some((it) => it.edit?.documentChanges?.at(-1).edits[0].newText.includes("[[waive]]")));
const change = actions.find((it) => it.edit?.changes).edit.changes[uri];
assert.deepEqual(change.map((it) => it.newText), ["38"]);

next = heard();
await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
  textDocument: { uri, version: 2 },
  contentChanges: [{ text: report }],
});
diagnostics = await next;
assert.deepEqual(diagnostics.filter((it) => it.severity < 4), []);

await connection.sendRequest(protocol.ShutdownRequest.type);
await connection.sendNotification(protocol.ExitNotification.type);
assert.equal(await ended, 0);
rmSync(folder, { recursive: true });
console.log("the client of VS Code was served");
