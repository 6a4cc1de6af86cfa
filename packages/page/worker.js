// The engine in a worker: requests of the page in, answers out. engine.js stands before this file.

let engine;
let run;

/** Unpacks the module that the page carries: base64 of gzip. */
async function start(packed) {
  const chars = atob(packed);
  // A loop, and the module compiled as it is unpacked: this is what somebody waits for who has just opened the page.
  const bytes = new Uint8Array(chars.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = chars.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const response = new Response(stream, { headers: { "Content-Type": "application/wasm" } });
  engine = new Engine(await WebAssembly.compileStreaming(response));
  return open({ language: "zh" });
}

function open(settings, last) {
  run = new Run(engine, settings, last);
  return run.about;
}

const text = (bytes) => new TextDecoder().decode(bytes);

const work = {
  start,
  open,
  check: (file) => run.check(file),
  list: () => run.list(),
  write: (format) => text(run.write(format)),
  audit: (format) => text(run.audit(format)),
  annotate: (file) => run.annotate(file),
  fixes: (file) => run.fixes(file),
  fix: (file) => run.fix(file),
};

onmessage = async ({ data: { id, what, given } }) => {
  try {
    postMessage({ id, answer: await work[what](...given) });
  } catch (error) {
    postMessage({ id, refused: error.message });
  }
};
