// The scripts of the page and of the package are for the browsers that are promised; the module is well formed.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { ESLint } from "eslint";
import compat from "eslint-plugin-compat";

const root = new URL("../../", import.meta.url).pathname;
const module = join(root, "packages/gouji/gouji.wasm");

test("nothing is used that Chromium 97 does not have", async () => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: {
      plugins: { compat },
      languageOptions: { ecmaVersion: 2022, sourceType: "module" },
      settings: { browserslistOpts: {}, browsers: ["chrome 97"], lintAllEsApis: true },
      rules: { "compat/compat": "error" },
    },
  });
  const files = ["packages/page/page.js", "packages/page/words.js", "packages/page/worker.js", "packages/gouji/engine.js"];
  const wrong = (await eslint.lintFiles(files)).flatMap((it) => it.messages.map(({ message, line }) => `${it.filePath}:${line} ${message}`));
  assert.deepEqual(wrong, []);
  // What came later is found.
  const [later] = await eslint.lintText('structuredClone({});\nURL.canParse("");\n');
  assert.ok(later.messages.length > 0);
});

test("the oldest script is of the oldest words", async () => {
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: { languageOptions: { ecmaVersion: 5, sourceType: "script" } },
  });
  const [{ messages }] = await eslint.lintText(readFileSync(join(root, "packages/page/old.js"), "utf8"));
  assert.deepEqual(messages, []);
});

test("the types of the package are those of TypeScript", async () => {
  const { execFileSync } = await import("node:child_process");
  const compiler = new URL("node_modules/.bin/tsc", import.meta.url).pathname;
  execFileSync(compiler, ["--noEmit", "--strict", "--skipLibCheck", "--lib", "es2022,dom", join(root, "packages/gouji/index.d.ts")]);
});

test("the module is well formed and asks for nothing of the host", { skip: existsSync(module) ? false : "no module" }, async () => {
  const { default: binaryen } = await import("binaryen");
  const read = binaryen.readBinary(readFileSync(module));
  // What the compiler takes for granted in every browser from Chromium 97 on.
  const { BulkMemory, BulkMemoryOpt, SignExt, NontrappingFPToInt, MutableGlobals, Multivalue, ReferenceTypes } = binaryen.Features;
  read.setFeatures(BulkMemory | BulkMemoryOpt | SignExt | NontrappingFPToInt | MutableGlobals | Multivalue | ReferenceTypes);
  assert.equal(read.validate(), 1);
  const compiled = await WebAssembly.compile(readFileSync(module));
  const asked = WebAssembly.Module.imports(compiled).map((it) => it.module);
  assert.deepEqual(asked.filter((it) => !it.startsWith("__wbindgen")), []);
});
