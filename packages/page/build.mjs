// Puts the page together: node packages/page/build.mjs MODULE.wasm OUT.html
// One file: style, script, worker and the module (gzip, base64) stand in it, and its policy allows nothing else.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";

const [module, out] = process.argv.slice(2);
const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
/** Parts of the npm package, as a script has them. */
const plain = (code) => code.replace(/^import .*$/gm, "").replace(/^export (?=class|function)/gm, "");
const engine = plain(read("../gouji/engine.js"));
const order = engine.match(/\/\*\* The order in which results[^]*?\n}\n/)[0].replace(/encoder/g, "new TextEncoder()");

const parts = {
  style: read("../../crates/gouji-reporter/src/html/style.css") + read("page.css"),
  old: read("old.js"),
  // Smaller blocks fit the parts of a module better: 8 KB less than with the usual memLevel.
  engine: gzipSync(readFileSync(module), { level: 9, memLevel: 6 }).toString("base64"),
  worker: engine + read("worker.js"),
  page: `\n${order}${read("words.js")}${read("page.js")}`,
};
for (const name of ["old", "worker", "page"]) {
  if (/<\/script|<!--/i.test(parts[name])) throw new Error(`${name} would end its element`);
}
const hash = (code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
parts.policy = [
  "default-src 'none'",
  `script-src ${hash(parts.old)} ${hash(parts.page)} 'wasm-unsafe-eval'`,
  "worker-src blob:",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const page = read("page.html").replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page);
console.log(`${out}: ${(page.length / 1e6).toFixed(2)} MB`);
