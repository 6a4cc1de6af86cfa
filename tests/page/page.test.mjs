// The page as a clerk meets it: opened from a file, in the Chromium of the system.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const root = new URL("../../", import.meta.url).pathname;
const built = join(root, "target/page/gouji.html");
const command = process.env.GOUJI ?? join(root, "target/debug/gouji");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** One wrong cell: 151 for 115. */
const docx = new URL("report.docx", import.meta.url).pathname;
const sample = readFileSync(join(root, "docs/samples/qinghe-2024.txt"));

let browser;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "gouji-page-"));
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  const args = ["--disable-gpu", "--no-first-run", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid() !== 0, args });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The page, opened; whatever it logs as an error, and whatever it asks the network for, fails the test. */
async function opened(context, options = {}) {
  const at = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const page = await at.newPage();
  const wrong = [];
  page.on("console", (it) => it.type() === "error" && wrong.push(it.text()));
  page.on("pageerror", (it) => wrong.push(String(it)));
  page.on("request", (it) => /^(file|blob|data):/.test(it.url()) || wrong.push(it.url()));
  page.on("dialog", (it) => wrong.push(it.message()));
  await page.goto(pathToFileURL(built).href);
  context.after(async () => {
    await at.close();
    assert.deepEqual(wrong, []);
  });
  return page;
}

/** Drops files on the page, as a file manager does. */
async function drop(page, files) {
  const given = files.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes).toString("base64") }));
  const transfer = await page.evaluateHandle((list) => {
    const made = new DataTransfer();
    for (const { name, data } of list) {
      made.items.add(new File([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))], name));
    }
    return made;
  }, given);
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await page.waitForSelector("#done:not([hidden])", { timeout: 60_000 });
}

const said = (page, selector) => page.locator(selector).first().innerText();

async function noFaultOfAccess(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((it) => it.html).join(" ")}`);
  assert.deepEqual(told, []);
}

async function fitsItsWidth(page) {
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= seen, `${wide} > ${seen}`);
}

test("the file is small enough to be sent by mail", () => {
  assert.ok(statSync(built).size <= 4 << 20, `${statSync(built).size}`);
});

test("a report is dropped, its finding read and followed to the cell", async (context) => {
  const page = await opened(context);
  assert.match(await said(page, "h1"), /拖到这里/);
  await drop(page, [{ name: "年报.txt", bytes: sample }]);
  assert.match(await said(page, ".verdict"), /有 1 处错误需要改正/);
  assert.match(await said(page, "#told"), /不通过/);
  const finding = page.locator(".finding.error").first();
  assert.match(await finding.innerText(), /新收 27 \+ 上年结转 1 = 28/);
  await finding.locator(".repair a").first().click();
  const cell = page.locator("td:target");
  assert.match(await cell.innerText(), /62[^]*应为 26/);
  assert.ok(await cell.isVisible());
  await cell.locator(".refs a").first().click();
  assert.equal(await page.locator(".finding:target").count(), 1);
});

test("the copy with comments is downloaded, and is a report with the same findings", async (context) => {
  const page = await opened(context);
  await drop(page, [{ name: "年报.docx", bytes: readFileSync(docx) }]);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=下载批注副本")]);
  assert.equal(download.suggestedFilename(), "年报.批注.docx");
  const copy = join(folder, "年报.批注.docx");
  await download.saveAs(copy);
  assert.match(execFileSync("unzip", ["-p", copy, "word/comments.xml"], { encoding: "utf8" }), /151[^]*115/);
  if (existsSync(command)) {
    const codes = (path) => {
      const { stdout } = spawnSync(command, ["check", "--isolated", "--format", "concise", path], { encoding: "utf8" });
      return stdout.match(/[A-Z]\d{3}/g);
    };
    // That comments are left in it is told, too.
    assert.deepEqual(codes(copy).sort(), ["E001", "P004"]);
  }
});

test("the report that was corrected by the comments is dropped once more and is clean", async (context) => {
  const page = await opened(context);
  const corrected = join(folder, "corrected.docx");
  const edit = `import sys, zipfile
old, new = zipfile.ZipFile(sys.argv[1]), zipfile.ZipFile(sys.argv[2], "w")
for name in old.namelist():
    new.writestr(name, old.read(name).replace(b">51<", b">15<"))
new.close()`;
  execFileSync("python3", ["-c", edit, docx, corrected]);
  await drop(page, [{ name: "年报.docx", bytes: readFileSync(docx) }]);
  assert.match(await said(page, ".repair"), /151[^]*115/);
  await page.click("text=核查其他文件");
  await drop(page, [{ name: "年报.docx", bytes: readFileSync(corrected) }]);
  assert.match(await said(page, ".verdict"), /没有发现/);
  assert.match(await said(page, "#told"), /：通过/);
});

test("safe fixes and proposals are looked at, made and downloaded", async (context) => {
  const page = await opened(context);
  await drop(page, [{ name: "年报.txt", bytes: sample }]);
  await page.click("#tools >> text=可以改的");
  await page.waitForSelector("#fixes[open]");
  assert.match(await said(page, "#fixes-account"), /可改/);
  assert.ok((await page.locator("#fixes-diff ins").count()) > 0);
  await noFaultOfAccess(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=下载改好的文件")]);
  assert.equal(download.suggestedFilename(), "年报.改正.txt");
  const fixed = join(folder, "fixed.txt");
  await download.saveAs(fixed);
  await page.click("text=核查其他文件");
  await drop(page, [{ name: "年报.txt", bytes: readFileSync(fixed) }]);
  assert.match(await said(page, ".verdict"), /没有发现/);
});

test("fifty files, a hostile one among them, which runs nothing", async (context) => {
  const page = await opened(context);
  const text = sample.toString();
  const hostile = text
    .replaceAll("青禾县", "<img src=x onerror=alert(1)><script>alert(2)</script>\u202e")
    .replace("62", "62<svg/onload=alert(3)>");
  const files = Array.from({ length: 48 }, (_, at) => ({ name: `${at}.txt`, bytes: text.replace("2024", `20${at + 10}`) }));
  files.push({ name: `javascript:alert(4)<b>${"长".repeat(60)}"'\u202e.txt`, bytes: hostile });
  files.push({ name: "坏.docx", bytes: "PK\u0003\u0004 no archive" });
  await drop(page, files);
  assert.match(await said(page, ".numbers"), /报告\s*49|49\s*报告/);
  assert.match(await said(page, ".failures"), /坏\.docx/);
  assert.equal(await page.locator("#results script, #results img, #results svg, #results [onerror]").count(), 0);
  const links = await page.locator("#results a").evaluateAll((all) => all.map((it) => it.getAttribute("href")));
  assert.ok(links.length > 50 && links.every((it) => it.startsWith("#")));
  await fitsItsWidth(page);
});

test("several reports are shown one by one and summed up by unit", async (context) => {
  const page = await opened(context);
  const year = (of) => ({ name: `${of}.txt`, bytes: sample.toString().replaceAll("2024", of) });
  await drop(page, [year("2023"), year("2024"), { name: "年报.docx", bytes: readFileSync(docx) }]);
  assert.equal(await page.locator(".fold .actions button").count(), 3);
  await noFaultOfAccess(page);
  await page.click("text=各单位汇总");
  await page.waitForSelector("text=各单位年度报告核查汇总");
  await noFaultOfAccess(page);
  await page.click("#language");
  await page.waitForSelector("text=Annual reports of all units");
  await page.setViewportSize({ width: 375, height: 700 });
  await fitsItsWidth(page);
});

test("what was not checked is not shown as passed", async (context) => {
  const page = await opened(context);
  await drop(page, [{ name: "坏.docx", bytes: "PK\u0003\u0004 no archive" }]);
  assert.match(await said(page, ".verdict.warning"), /没有检查任何报告[^]*1 个文件无法读取/);
  assert.match(await said(page, "#told"), /还不能下结论/);
  await page.click("text=核查其他文件");
  await drop(page, [{ name: "坏.docx", bytes: "PK\u0003\u0004 no archive" }, { name: "年报.txt", bytes: sample }]);
  assert.match(await said(page, "#told"), /结论：不通过[^]*另有文件没有读取/);
  await page.click("text=核查其他文件");
  await page.click("text=设置");
  await page.selectOption("#level", "never");
  await drop(page, [{ name: "年报.txt", bytes: sample }]);
  assert.doesNotMatch(await page.locator("#told").innerText(), /结论/);
});

test("files of a folder that are of no kind that is checked are named", async (context) => {
  const page = await opened(context);
  const files = join(folder, "各单位");
  mkdirSync(files);
  for (const name of ["甲局.txt", "乙局.pdf", "丙局.rtf", ".hidden"]) writeFileSync(join(files, name), sample);
  await page.setInputFiles("#folder", files);
  await page.waitForSelector("#done:not([hidden])");
  assert.match(await said(page, "#told"), /还有 2 个文件[^]*丙局\.rtf[^]*乙局\.pdf|还有 2 个文件[^]*乙局\.pdf[^]*丙局\.rtf/);
});

test("progress is told, and whoever stops keeps what was checked", async (context) => {
  const page = await opened(context);
  const files = Array.from({ length: 400 }, (_, at) => ({ name: `${at}.txt`, bytes: sample }));
  page.evaluate(() => {
    const watch = new MutationObserver(() => {
      if (document.getElementById("progress").value < 5) return;
      watch.disconnect();
      document.getElementById("cancel").click();
    });
    watch.observe(document.getElementById("progress"), { attributes: true });
  });
  await drop(page, files);
  assert.match(await said(page, "#told"), /已停止：400 份中核查了 \d{1,3} 份/);
});

test("the report of the year before stands beside this one, another is refused", async (context) => {
  const page = await opened(context);
  await drop(page, [{ name: "今年.txt", bytes: sample }]);
  const last = sample.toString().replaceAll("2024", "2023");
  await page.setInputFiles("#last", [{ name: "去年.txt", mimeType: "text/plain", buffer: Buffer.from(last) }]);
  await page.waitForSelector("text=已对照上年报告：去年.txt");
  await page.setInputFiles("#last", [{ name: "又一份.txt", mimeType: "text/plain", buffer: sample }]);
  await page.waitForSelector("#alert:not([hidden])");
  assert.match(await said(page, "#alert"), /又一份\.txt 是 2024 年的报告，不是 2023 年的/);
  assert.match(await said(page, ".verdict"), /有 1 处错误需要改正/);
});

test("a gouji.toml among the files holds, and one that is wrong is told", async (context) => {
  const page = await opened(context);
  await drop(page, [{ name: "年报.txt", bytes: sample }, { name: "gouji.toml", bytes: '[lint]\nignore = ["E"]' }]);
  assert.match(await said(page, ".verdict"), /没有[^]*错误|警告/);
  assert.equal(await page.locator(".finding.error").count(), 0);
  assert.match(await said(page, "#told"), /gouji\.toml/);
  await page.click("text=核查其他文件");
  await page.setInputFiles("#files", [
    { name: "年报.txt", mimeType: "text/plain", buffer: sample },
    { name: "gouji.toml", mimeType: "text/plain", buffer: Buffer.from('[lint]\nselect = ["E999"]') },
  ]);
  await page.waitForSelector("#alert:not([hidden])");
  assert.match(await said(page, "#alert"), /E999/);
});

test("everything is reached by keyboard, in either language", async (context) => {
  const page = await opened(context);
  await noFaultOfAccess(page);
  await page.waitForFunction(() => document.getElementById("kinds").textContent.includes(".docx"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.documentElement.lang === "en");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Tab").then(() => page.keyboard.press("Enter"))]);
  await chooser.setFiles([{ name: "a.txt", mimeType: "text/plain", buffer: sample }]);
  await page.waitForSelector("#done:not([hidden])");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  assert.match(await said(page, ".verdict"), /1 error/);
  const chinese = (await page.locator("body").innerText()).match(/核查|下载|打印/g);
  assert.equal(chinese, null);
  await noFaultOfAccess(page);
  await page.click("#language");
  await page.waitForFunction(() => document.querySelector(".verdict")?.textContent.includes("需要改正"));
});

test("a telephone shows it, and paper", async (context) => {
  const page = await opened(context, { viewport: { width: 375, height: 700 } });
  await fitsItsWidth(page);
  await drop(page, [{ name: "年报.txt", bytes: sample }]);
  await fitsItsWidth(page);
  await noFaultOfAccess(page);
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.match(paper, /MediaBox \[0 0 59\d[.\d]* 84\d/); // A4
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("body").innerText();
  assert.match(text, /整改通知[^]*新收 27[^]*签收/);
  assert.doesNotMatch(text, /下载|核查其他文件|通过|核查结果\n/);
});

test("an old browser is told so", async (context) => {
  const page = await opened(context);
  const old = readFileSync(built, "utf8").replace("'wasm-unsafe-eval'", "");
  const path = join(folder, "old.html");
  writeFileSync(path, old);
  const at = await page.context().newPage();
  await at.goto(pathToFileURL(path).href);
  assert.ok(await at.locator("#old").isVisible());
  assert.equal(await at.locator("#start").isVisible(), false);
});
