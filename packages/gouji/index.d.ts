/** The settings of a run; what gouji.toml sets has the same names. */
export interface Settings {
  /** The language of messages; Chinese unless told otherwise. */
  language?: "zh" | "en";
  /** The code of the place (GB/T 2260: 2, 4 or 6 digits); without it the issuer decides. */
  jurisdiction?: string;
  /** The severity from which on a finding fails the run (`summary` of the results). */
  failOn?: "error" | "warning" | "info" | "never";
  /** These rules alone: codes, prefixes of codes, names, or `ALL`. */
  select?: string[];
  /** Not these rules. */
  ignore?: string[];
  /** The text of a gouji.toml, or several by their paths. */
  config?: string | Record<string, string>;
  /** The report of the year before; goes with one report. */
  lastYear?: ReportFile;
  /** The time by which waivers end; now unless told otherwise. */
  now?: Date;
}

/** A file with the name that results give it. */
export interface ReportFile {
  name: string;
  bytes: Uint8Array;
}

/** A place in a file; lines and columns count from 1, offsets are bytes. */
export interface Position {
  line: number;
  column: number;
  offset: number;
}

/** What a rule reports. */
export interface Finding {
  code: string;
  severity: "error" | "warning" | "info";
  message: string;
  help: string | null;
  fingerprint: string;
  start: Position;
  end: Position;
  /** What else the contract has. */
  [key: string]: unknown;
}

/** A report that was checked. */
export interface CheckedReport {
  path: string;
  findings: Finding[];
  [key: string]: unknown;
}

/** The JSON output of the command: docs/schema/output.schema.json describes all of it. */
export interface Results {
  schema_version: number;
  files: CheckedReport[];
  errors: { path: string; message: string }[];
  summary: Record<string, unknown>;
  [key: string]: unknown;
}

/** What was fixed. */
export interface Fixed {
  bytes: Uint8Array;
  places: number;
  /** What was done, in words. */
  account: string;
  /** The changes, as a unified diff. */
  diff: string;
}

/** What the engine will not do, and why, in the language of the run. */
export class Refusal extends Error {}
/** A panic ended the module. A file that does this is among `errors` of the results. */
export class Panic extends Error {}

/** Loads the module; other calls do it by themselves. */
export function load(source?: BufferSource | WebAssembly.Module): Promise<unknown>;
/** Checks a report. `name` tells its format where the bytes do not. */
export function check(bytes: Uint8Array, name: string, settings?: Settings): Promise<Results>;
/** Checks several reports. */
export function checkMany(files: ReportFile[], settings?: Settings): Promise<Results>;
/** Checks reports, and writes the results in a format of `gouji check --format`. */
export function written(files: ReportFile[], format: string, settings?: Settings): Promise<string>;
/** Returns a copy of a .docx with comments on what was found. */
export function annotate(bytes: Uint8Array, name: string, settings?: Settings): Promise<Uint8Array>;
/** Returns a text, Markdown or HTML file with its safe fixes made. */
export function fix(bytes: Uint8Array, name: string, settings?: Settings & { proposals?: boolean }): Promise<Fixed>;
