// The engine in a worker: requests of the page in, answers out. engine.js stands before this file.

let engine;
let run;

/** Unpacks the module that the page carries: base64 of gzip. */
async function start(packed) {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  engine = new Engine(await WebAssembly.compile(await new Response(stream).arrayBuffer()));
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
