// The module of WebAssembly, and runs of it. Shared by this package and by the page: it needs neither files nor network.

/** What the engine will not do, and why, in the language of the run. */
export class Refusal extends Error {}

/** A panic ended the module; what was in it is gone. */
export class Panic extends Error {}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An instance of the module: requests in, answers out. */
export class Engine {
  #module;
  #exports;

  /** @param {WebAssembly.Module} module */
  constructor(module) {
    this.#module = module;
    this.restart();
  }

  /** Starts the module anew, with nothing in it. */
  restart() {
    // Random numbers are asked for by nobody; a library that has them imports them all the same.
    const imports = {};
    for (const { module, name } of WebAssembly.Module.imports(this.#module)) {
      const missing = () => {
        throw new Error(`${module}.${name} is not there`);
      };
      (imports[module] ??= {})[name] = missing;
    }
    this.#exports = new WebAssembly.Instance(this.#module, imports).exports;
  }

  /**
   * Answers a request about a file.
   * @param {object} request
   * @param {Uint8Array} [file]
   * @returns {Uint8Array}
   */
  call(request, file = new Uint8Array(0)) {
    const head = encoder.encode(JSON.stringify(request));
    const length = head.length + file.length;
    let answer;
    try {
      const start = this.#exports.gouji_take(length) >>> 0;
      const buffer = new Uint8Array(this.#exports.memory.buffer, start, length);
      buffer.set(head);
      buffer.set(file, head.length);
      answer = this.#answer(this.#exports.gouji_call(start, length, head.length));
      this.#exports.gouji_give(start, length);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
      throw new Panic(this.#panic() || error.message);
    }
    if (answer[0] !== 0) throw new Refusal(decoder.decode(answer.subarray(1)));
    return answer.subarray(1);
  }

  #answer(packed) {
    const both = BigInt.asUintN(64, packed);
    const [start, length] = [Number(both >> 32n), Number(both & 0xffffffffn)];
    const copy = new Uint8Array(this.#exports.memory.buffer, start, length).slice();
    this.#exports.gouji_give(start, length);
    return copy;
  }

  /** The message of the panic that ended the module: its memory is still there. */
  #panic() {
    try {
      return decoder.decode(this.#answer(this.#exports.gouji_panic()).subarray(1));
    } catch {
      return "";
    }
  }
}

/** The order in which results are listed: that of the bytes of UTF-8. */
export function byName(one, other) {
  const [a, b] = [encoder.encode(one.name), encoder.encode(other.name)];
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at < 0 ? a.length - b.length : a[at] - (b[at] ?? -1);
}

/** Files that are checked under one set of settings. A file that ends the module is told as one that could not be read. */
export class Run {
  #engine;
  #settings;
  #last;
  #files = [];
  /** What the engine says of itself. */
  about;

  /**
   * @param {Engine} engine
   * @param {object} settings as `SessionSettings` of the crate has them
   * @param {{name: string, bytes: Uint8Array}} [last] the report of the year before
   */
  constructor(engine, settings, last) {
    [this.#engine, this.#settings, this.#last] = [engine, settings, last];
    this.#open();
  }

  #open() {
    const settings = { ...this.#settings, lastYear: Boolean(this.#last) };
    this.about = this.#json({ do: "open", settings });
    if (this.#last) this.#engine.call({ do: "lastYear", name: this.#last.name }, this.#last.bytes);
  }

  #json(request, file) {
    return JSON.parse(decoder.decode(this.#engine.call(request, file)));
  }

  /** Checks a file; `met` says that it lay in a folder and was not chosen by itself. */
  check({ name, bytes, met = false, panic }) {
    const file = { name, bytes, met, panic };
    this.#files.push(file);
    try {
      this.#put(file);
    } catch (error) {
      if (!(error instanceof Panic)) throw error;
      file.panic = error.message;
      this.#replay();
    }
  }

  #put({ name, bytes, met, panic }) {
    if (panic === undefined) this.#engine.call({ do: "check", name, met }, bytes);
    else this.#engine.call({ do: "fail", name, panic });
  }

  #replay() {
    this.#engine.restart();
    this.#open();
    for (const file of this.#files) this.#put(file);
  }

  /** What came of the run: the files by name, how many comments and fixes each has, what could not be read. */
  list() {
    return this.#json({ do: "list" });
  }

  /** The results in a format of `gouji check --format`. */
  write(format) {
    return this.#safely({ do: "write", format });
  }

  /** The files compared with one another, in a format of `gouji audit --format`. */
  audit(format) {
    return this.#safely({ do: "audit", format });
  }

  /** A copy of a .docx with comments. */
  annotate({ name, bytes }) {
    return this.#safely({ do: "annotate", name }, bytes);
  }

  /** What the fixes of a file are: `places`, `account` in words, `diff`. */
  fixes({ name, bytes, proposals = false }) {
    return JSON.parse(decoder.decode(this.#safely({ do: "fixes", name, proposals }, bytes)));
  }

  /** A file with its fixes made. */
  fix({ name, bytes, proposals = false }) {
    return this.#safely({ do: "fix", name, proposals }, bytes);
  }

  /** A panic here is told as it is; the run goes on. */
  #safely(request, file) {
    try {
      return this.#engine.call(request, file);
    } catch (error) {
      if (error instanceof Panic) this.#replay();
      throw error;
    }
  }
}
