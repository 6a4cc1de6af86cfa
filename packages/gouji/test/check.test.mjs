// The package under Node, and that it finds what the command finds.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import test from "node:test";

import { Refusal, annotate, check, checkMany, fix, load, written } from "gouji";
import { Engine, Panic, Run, byName } from "gouji/engine.js";

const root = new URL("../../../", import.meta.url).pathname;
const sample = readFileSync(join(root, "docs/samples/qinghe-2024.txt"));
const codes = (results) => results.files.flatMap((file) => file.findings.map((it) => it.code));

test("a report is checked under the settings that are given", async () => {
  assert.deepEqual(codes(await check(sample, "年报.txt")), ["E001", "S003"]);
  assert.deepEqual(codes(await check(sample, "年报.txt", { config: '[lint]\nignore = ["S"]' })), ["E001"]);
  const english = await check(sample, "a.txt", { language: "en", select: ["S003"] });
  assert.match(english.files[0].findings[0].message, /^heading .* is not the printed title /);
  await assert.rejects(check(sample, "a.txt", { ignore: ["没有"] }), Refusal);
});

test("results are written as the command writes them, and fixes made", async () => {
  assert.match(await written([{ name: "a.txt", bytes: sample }], "html"), /<main>[^]*E001/);
  const fixed = await fix(sample, "a.txt", { proposals: true });
  assert.ok(fixed.places > 0);
  assert.deepEqual(codes(await check(fixed.bytes, "a.txt")), []);
  await assert.rejects(annotate(sample, "a.txt"), /批注只能写入 \.docx/);
});

test("what cannot be read is told, and a panic is the error of its file", async () => {
  const results = await checkMany([{ name: "a.rar", bytes: new TextEncoder().encode("Rar!\x1a\x07\x00") }]);
  assert.equal(results.errors.length, 1);

  // An engine that panics on one file, as the module would.
  const engine = await load();
  const run = new Run(engine, { language: "en" });
  const call = engine.call.bind(engine);
  engine.call = (request, file) => {
    if (request.do === "check" && request.name === "b.txt") throw new Panic("row 7");
    return call(request, file);
  };
  for (const name of ["a.txt", "b.txt", "c.txt"]) run.check({ name, bytes: sample });
  delete engine.call;
  const { files, unread } = run.list();
  assert.deepEqual([files.map((it) => it.name), unread.map((it) => it.name)], [["a.txt", "c.txt"], ["b.txt"]]);
  assert.match(unread[0].message, /internal error.*row 7/);
});

test("a module that traps says so and starts anew", async () => {
  const engine = await load();
  // A length that no memory has.
  assert.throws(() => engine.call({ do: "list" }, { length: 0xfffffff0 }), Panic);
  engine.restart();
  assert.deepEqual(codes(await check(sample, "年报.txt")), ["E001", "S003"]);
  assert.ok(engine instanceof Engine);
});

test("files are listed by the bytes of their names", () => {
  const names = ["𠮷.txt", "丙", "ab", "a", "～.txt", "甲/b"];
  const sorted = names.map((name) => ({ name })).sort(byName);
  const bytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  assert.deepEqual(sorted.map((it) => it.name), bytes);
});

/** Up to so many files of the kinds that are checked, of the folders that there are. */
function mixed(folders, kinds, most) {
  const found = [];
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (kinds.includes(extname(path).toLowerCase())) found.push(path);
    }
  };
  folders.filter((it) => existsSync(it)).forEach(walk);
  const step = Math.max(1, found.length / most);
  return Array.from({ length: Math.min(most, found.length) }, (_, at) => found[Math.floor(at * step)]);
}

/** What of the results both must agree on: everything but the paths of the files. */
function told({ files, errors }) {
  const places = files.map(({ path, findings, not_assessable, not_checked }) => ({
    name: path.split("/").pop(),
    findings: findings.map(({ code, severity, message, fingerprint, start, end }) => ({ code, severity, message, fingerprint, start, end })),
    not_assessable,
    not_checked,
  }));
  return { places, errors: errors.map(({ path, message }) => ({ name: path.split("/").pop(), message })) };
}

const command = process.env.GOUJI ?? join(root, "target/debug/gouji");
const skip = existsSync(command) ? false : `no ${command}`;

test("the findings of 500 mixed files are those of the command", { skip }, async (context) => {
  const folders = ["../shared/corpus", "docs/samples", "tests", "crates/gouji-rules/tests/fixtures", "crates/gouji-parser/tests"];
  const folder = mkdtempSync(join(tmpdir(), "gouji-"));
  context.after(() => rmSync(folder, { recursive: true }));
  // Without a file the command says which endings it reads. The module has no reader of PDF; a command with `full` has.
  const kinds = spawnSync(command, ["check"], { cwd: folder, encoding: "utf8" }).stderr.match(/\.\w+/g);
  const both = [...kinds.filter((it) => it !== ".pdf"), ".xlsx"];
  // Flat and numbered: no gouji.toml of a folder holds, and names are short.
  const files = mixed(folders.map((it) => join(root, it)), both, 500).map((path, at) => {
    const name = `${String(at).padStart(3, "0")}${extname(path)}`;
    const bytes = readFileSync(path);
    writeFileSync(join(folder, name), bytes);
    return { name, bytes };
  });
  const names = files.map((it) => it.name);
  const args = ["check", "--isolated", "--format", "json", ...names];
  const { stdout } = spawnSync(command, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 });
  const expected = told(JSON.parse(stdout));
  const found = told(await checkMany(files));
  assert.ok(expected.places.length > files.length / 2, `${expected.places.length}`);
  for (const [at, place] of expected.places.entries()) assert.deepEqual(found.places[at], place);
  assert.deepEqual(found.errors, expected.errors);
  context.diagnostic(`${files.length} files, ${expected.places.flatMap((it) => it.findings).length} findings`);
});
