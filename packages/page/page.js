// The page: files in, results as `gouji check --format html` draws them. words.js stands before this file.

const $ = (id) => document.getElementById(id);
/** How long a file may take to finish once somebody wants to stop, in milliseconds. */
const PATIENCE = 3000;
const SETTINGS = /(^|\/)gouji\.toml$/;

/** The worker: questions in, answers out. */
class Client {
  #asked = new Map();
  #worker;
  #number = 0;
  ended = false;

  constructor() {
    const code = new Blob([$("worker").textContent], { type: "text/javascript" });
    const url = URL.createObjectURL(code);
    this.#worker = new Worker(url);
    // Out of memory, for one: whoever waits hears of it, and the next run begins with a worker of its own.
    this.#worker.onerror = (event) => this.end(event.message || "worker");
    this.#worker.onmessage = ({ data: { id, answer, refused } }) => {
      const { yes, no } = this.#asked.get(id);
      this.#asked.delete(id);
      if (refused === undefined) yes(answer);
      else no(new Error(refused));
    };
    this.about = this.ask("start", $("engine").textContent);
  }

  ask(what, ...given) {
    const id = ++this.#number;
    return new Promise((yes, no) => {
      this.#asked.set(id, { yes, no });
      this.#worker.postMessage({ id, what, given });
    });
  }

  /** Ends the worker in the middle of whatever it does; who waits for an answer hears `why`. */
  end(why) {
    this.#worker.terminate();
    this.ended = true;
    for (const { no } of this.#asked.values()) no(new Error(why));
  }
}

const now = { language: "zh", files: [], passedOver: [], config: {}, last: undefined, stop: undefined, list: undefined, view: "write" };
const chinese = new Map([...document.querySelectorAll("[data-text]")].map((it) => [it, it.textContent]));
const words = () => said[now.language];
let client = new Client();
let about = { version: "", endings: [], places: [] };

/** Shows one of the three states of the page. */
function show(id) {
  for (const it of ["start", "work", "done"]) $(it).hidden = it !== id;
  document.title = id === "done" ? document.title : "年报核查 · gouji";
}

function alert(message) {
  $("alert").textContent = message;
  $("alert").hidden = !message;
  if (message) $("alert").scrollIntoView({ block: "nearest" });
}

function button(text, act, kind = "") {
  const made = document.createElement("button");
  [made.type, made.textContent, made.className] = ["button", text, kind];
  made.onclick = act;
  return made;
}

function line(text, kind = "") {
  const made = document.createElement("p");
  [made.textContent, made.className] = [text, kind];
  return made;
}

function speak() {
  document.documentElement.lang = now.language === "zh" ? "zh-CN" : "en";
  for (const [it, text] of chinese) it.textContent = now.language === "zh" ? text : english[it.dataset.text];
  $("language").textContent = now.language === "zh" ? "English" : "中文";
  $("language").lang = now.language === "zh" ? "en" : "zh-CN";
  const endings = about.endings.map((it) => `.${it}`).join(" ");
  $("kinds").textContent = endings ? words().kinds(`${endings} .zip`) : "";
  $("version").textContent = about.version ? words().version(about.version) : "";
  $("tools").setAttribute("aria-label", words().tools);
  const chosen = $("place").value;
  $("place").replaceChildren($("place").options[0], ...about.places.map(({ code, name }) => new Option(`${name} ${code}`, code)));
  $("place").value = chosen;
}

function settings() {
  return {
    language: now.language,
    now: Math.floor(Date.now() / 1000),
    failOn: $("level").value,
    config: now.config,
    ...($("place").value && { jurisdiction: $("place").value }),
  };
}

const bytesOf = async ({ file }) => new Uint8Array(await file.arrayBuffer());

const isHidden = (name) => name.split("/").some((step) => step.startsWith(".") || step.startsWith("~$"));

/** Whether a file that was met in a folder is checked. */
function isWanted(name) {
  const last = name.split("/").pop().toLowerCase();
  return !isHidden(name) && [...about.endings, "zip"].some((ending) => last.endsWith(`.${ending}`));
}

/** Takes files that were dropped or chosen, and checks them. */
async function take(found) {
  about = await client.about;
  const config = found.filter(({ name }) => SETTINGS.test(name));
  const reports = found.filter((it) => !SETTINGS.test(it.name) && (!it.met || isWanted(it.name)));
  if (!reports.length) {
    alert(words().nothing(about.endings.map((it) => `.${it}`).join(" ")));
    return;
  }
  now.config = {};
  for (const it of config) now.config[it.name] = await it.file.text();
  now.files = distinct(reports).sort(byName);
  now.passedOver = found.filter((it) => !SETTINGS.test(it.name) && !reports.includes(it) && !isHidden(it.name)).map((it) => it.name);
  now.last = undefined;
  now.view = "write";
  await check();
}

/** Gives files that came under one name names of their own. */
function distinct(files) {
  const names = new Set();
  return files.map((it) => {
    let { name } = it;
    for (let number = 2; names.has(name); number++) name = it.name.replace(/(\.[^./]*)?$/, ` (${number})$1`);
    names.add(name);
    return { ...it, name };
  });
}

async function check() {
  alert("");
  show("work");
  const { files } = now;
  let stopped = false;
  let done = 0;
  now.stop = () => {
    stopped = true;
    const waiting = done;
    setTimeout(() => now.stop && done === waiting && client.end(words().stuck), PATIENCE);
  };
  const tell = (name) => {
    [$("progress").max, $("progress").value] = [files.length, done];
    $("progress-text").textContent = words().progress(done, files.length, name);
  };
  $("progress-text").textContent = words().loading;
  const unread = [];
  try {
    const last = now.last && { name: now.last.name, bytes: await bytesOf(now.last) };
    await client.ask("open", settings(), last);
    for (const it of files) {
      if (stopped) break;
      tell(it.name);
      const bytes = await bytesOf(it).catch(() => undefined);
      if (bytes) await client.ask("check", { name: it.name, met: it.met, bytes });
      else unread.push(words().unread(it.name));
      done += 1;
    }
    now.stop = undefined;
    now.list = await client.ask("list");
    now.html = await client.ask("write", "html");
    now.audit = now.view === "audit" ? await client.ask("audit", "html") : undefined;
    now.notes = [...(stopped ? [words().stopped(done, files.length)] : []), ...unread];
    if (now.passedOver.length) now.notes.push(words().passedOver(now.passedOver));
    draw();
  } catch (error) {
    now.stop = undefined;
    if (client.ended) client = new Client();
    if (now.last) {
      // What is wrong with the report of the year before does not take the results of this one away.
      now.last = undefined;
      await check();
    } else show("start");
    alert(error.message);
    return;
  }
  $("said").textContent = words().ready(done);
}

/** Draws the results, and what may be done with them. */
function draw() {
  const drawn = new DOMParser().parseFromString(now.view === "audit" ? now.audit : now.html, "text/html");
  document.title = drawn.title;
  $("results").replaceChildren(...[...drawn.querySelector("main").childNodes].map((it) => document.adoptNode(it)));
  const { list } = now;
  const single = list.files.length === 1 && !list.unread.length;
  const tools = single ? actions(list.files[0], true) : [];
  if (single) tools.push(button(words().last, () => $("last").click()));
  if (now.files.length > 1) {
    for (const [view, name] of [["write", words().each], ["audit", words().units]]) {
      const made = button(name, () => look(view));
      made.setAttribute("aria-pressed", String(now.view === view));
      tools.push(made);
    }
  }
  tools.push(button(list.status === "clean" ? words().printClean : words().print, () => print()), button(words().save, save));
  tools.push(button(words().again, reset, "apart"));
  $("tools").replaceChildren(...tools);
  tellAbout(list);
  if (!single && now.view === "write") {
    for (const [index, file] of list.files.entries()) {
      const head = document.querySelector(`#results [aria-labelledby="r${index + 1}-title"] .head`);
      const made = head ? actions(file, false) : [];
      if (!made.length) continue;
      const row = document.createElement("div");
      row.className = "actions";
      row.append(...made);
      head.append(row);
    }
  }
  show("done");
  scrollTo(0, 0);
  $("main").focus({ preventScroll: true });
}

function tellAbout(list) {
  const level = $("level").selectedOptions[0];
  const counted = { error: ["errors"], warning: ["errors", "warnings"], info: ["errors", "warnings", "hints"] }[level.value] ?? [];
  const fails = list.files.some((file) => counted.some((it) => file[it]));
  const what = fails ? words().findings : list.status === "failed" ? words().failed : words().passed;
  const also = fails && list.status === "failed" ? words().alsoFailed : "";
  // Where nothing fails a run, there is no verdict to give.
  const told = counted.length || also || list.status === "failed" ? [line(words().status(what, level.textContent) + also)] : [];
  if (now.last) {
    const last = line(`${words().lastIs(now.last.name)} `);
    last.append(button(words().lastOff, () => ((now.last = undefined), check())));
    told.push(last);
  }
  const config = Object.keys(now.config);
  if (config.length) told.push(line(words().config(config.join("、"))));
  for (const it of list.notices) told.push(line(`${it.path}:${it.line} ${it.message}`, "notice"));
  for (const it of now.notes) told.push(line(it, "notice"));
  $("told").replaceChildren(...told);
}

async function look(view) {
  try {
    if (view === "audit") now.audit ??= await client.ask("audit", "html");
    now.view = view;
    draw();
  } catch (error) {
    alert(error.message);
  }
}

/** What may be done with a file: `main` says whether it is what the page is about. */
function actions(file, main) {
  const source = now.files.find((it) => it.name === file.name);
  const made = [];
  if (!source) return made;
  if (file.comments) {
    const annotate = async () => {
      const bytes = await client.ask("annotate", { name: source.name, bytes: await bytesOf(source) });
      download(named(source.name, words().commentsEnding), bytes);
    };
    made.push(button(words().comments(file.comments), tried(annotate), main ? "main" : ""));
  }
  const [safe, proposed] = [file.fixes, file.proposals];
  if (safe) made.push(button(words().fixes(safe), tried(() => showFixes(source, false)), main ? "main" : ""));
  else if (proposed) made.push(button(words().proposals(proposed), tried(() => showFixes(source, true))));
  return made;
}

const tried = (act) => () => act().catch((error) => alert(error.message));

async function showFixes(source, proposals) {
  $("proposals").checked = proposals;
  $("fixes-title").textContent = words().fixesTitle(source.name);
  const bytes = await bytesOf(source);
  const given = () => ({ name: source.name, bytes, proposals: $("proposals").checked });
  const fill = async () => {
    const { places, account, diff } = await client.ask("fixes", given());
    $("fixes-account").textContent = account.trim() || words().nothingFixed;
    $("fixes-diff").replaceChildren(...diff.split("\n").slice(2).map(changed));
    $("fixes-save").disabled = !places;
  };
  $("proposals").onchange = tried(fill);
  $("fixes-save").onclick = tried(async () => {
    download(named(source.name, words().fixedEnding), await client.ask("fix", given()));
    $("fixes").close();
  });
  await fill();
  $("fixes").showModal();
}

/** A line of a diff, which says that it goes or comes by more than a colour. */
function changed(text) {
  const kind = { "-": "del", "+": "ins" }[text[0]];
  if (!kind) return document.createTextNode(`${text}\n`);
  const made = document.createElement(kind);
  made.textContent = text;
  return made;
}

/** `县/年报.docx` with an ending before its own: `年报.批注.docx`. */
function named(name, ending) {
  return name.split("/").pop().replace(/(\.[^.]*)?$/, `${ending}$1`);
}

function download(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function save() {
  download(words().saveName, now.view === "audit" ? now.audit : now.html);
}

function reset() {
  Object.assign(now, { files: [], passedOver: [], config: {}, last: undefined, view: "write" });
  $("results").replaceChildren();
  alert("");
  show("start");
  $("pick-files").focus();
}

/** Every file that an entry leads to. */
async function walk(entry, met, into) {
  const name = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise((yes, no) => entry.file(yes, no)).catch(() => undefined);
    if (file) into.push({ name, file, met });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((yes, no) => reader.readEntries(yes, no)).catch(() => []);
    if (!some.length) return;
    for (const it of some) await walk(it, true, into);
  }
}

function chosen(input, met) {
  const files = [...input.files].map((file) => ({ name: (met && file.webkitRelativePath) || file.name, file, met }));
  input.value = "";
  return files;
}

addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("over");
});
addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("over"));
addEventListener("drop", async (event) => {
  event.preventDefault();
  document.body.classList.remove("over");
  if (!$("work").hidden) return;
  // What is dropped may be asked for in this turn only.
  const items = [...event.dataTransfer.items].filter((it) => it.kind === "file");
  const entries = items.map((it) => ({ entry: it.webkitGetAsEntry?.(), file: it.getAsFile() }));
  const found = [];
  for (const { entry, file } of entries) {
    if (entry) await walk(entry, false, found);
    else if (file) found.push({ name: file.name, file, met: false });
  }
  await tried(() => take(found))();
});
$("pick-files").onclick = () => $("files").click();
$("pick-folder").onclick = () => $("folder").click();
$("files").onchange = tried(() => take(chosen($("files"), false)));
$("folder").onchange = tried(() => take(chosen($("folder"), true)));
$("last").onchange = () => {
  [now.last] = chosen($("last"), false);
  if (now.last) check();
};
$("cancel").onclick = () => now.stop?.();
$("fixes-close").onclick = () => $("fixes").close();
$("language").onclick = async () => {
  now.language = now.language === "zh" ? "en" : "zh";
  if (!$("work").hidden) now.language = now.language === "zh" ? "en" : "zh";
  else if (now.files.length) {
    speak();
    await check();
  } else {
    about = await client.ask("open", settings()).catch(() => about);
    speak();
  }
};
client.about.then(
  (known) => {
    about = known;
    speak();
  },
  (error) => alert(error.message),
);
