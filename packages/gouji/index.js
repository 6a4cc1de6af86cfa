// gouji under Node and in browsers: the same findings as the command.

import { Engine, Run } from "./engine.js";

export { Panic, Refusal } from "./engine.js";

let loading;

/** Loads the module; calls below do it by themselves. `source` is its bytes or the module, where it does not lie beside. */
export function load(source) {
  if (source !== undefined) loading = compiled(source);
  return (loading ??= beside().then(compiled));
}

async function compiled(source) {
  const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  return new Engine(module);
}

async function beside() {
  const url = new URL("gouji.wasm", import.meta.url);
  if (url.protocol !== "file:") return (await fetch(url)).arrayBuffer();
  const { readFile } = await import("node:fs/promises");
  return readFile(url);
}

async function opened({ language = "zh", jurisdiction, failOn, select, ignore, config, lastYear, now } = {}) {
  const given = { jurisdiction, failOn, select, ignore };
  const settings = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const seconds = Math.floor((now ?? new Date()).getTime() / 1000);
  const texts = typeof config === "string" ? { "gouji.toml": config } : (config ?? {});
  return new Run(await load(), { ...settings, language, now: seconds, config: texts }, lastYear);
}

/** Checks a report, and returns the results as the JSON output of the command has them. */
export async function check(bytes, name, settings) {
  return checkMany([{ name, bytes }], settings);
}

/** Checks several reports. */
export async function checkMany(files, settings) {
  return JSON.parse(await written(files, "json", settings));
}

/** Checks reports, and writes the results as text in a format of `gouji check --format`: `html`, `sarif`, `csv` … */
export async function written(files, format, settings) {
  const run = await opened(settings);
  for (const file of files) run.check(file);
  return new TextDecoder().decode(run.write(format));
}

/** Returns a copy of a .docx with comments on what was found. */
export async function annotate(bytes, name, settings) {
  return (await opened(settings)).annotate({ name, bytes });
}

/** Returns a text, Markdown or HTML file with its safe fixes made, and what was done. */
export async function fix(bytes, name, { proposals = false, ...settings } = {}) {
  const run = await opened(settings);
  const { places, account, diff } = run.fixes({ name, bytes, proposals });
  return { bytes: run.fix({ name, bytes, proposals }), places, account, diff };
}
