"""What one more file costs, step by step, in thousands of instructions: `python3 benches/steps.py BINARY FILE[:FORMAT]...`

A run over 61 copies of the file less one over 11, divided by 50: the start of the program falls out. Callgrind counts, so any
machine gives the same figures; the binary needs symbols (`cargo build --profile profiling`). A step counts with all that it
calls; steps that are set in lie within the one above. What allocates is counted by itself too, wherever it is called from.
`--top 40` adds the costliest functions, `--total` prints the total alone."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

FEW, MANY = 11, 61
NOWHERE = Path("/dev/null")

# Steps, each with the functions whose cost, with all that they call, makes it up. What is set in lies in the step above.
STEPS = [
    ("open", r"std::fs::read(::inner)?|gouji_project::limited::.*"),
    ("decode", r"gouji_parser::decode::decode"),
    ("read", r"gouji_parser::(html::read|docx::read|markdown::read|plain::read|text::read|format::read)"),
    ("  inflate", r"<zip::read::readers::ZipFileReader<R> as std::io::Read>::read"),
    ("  tokens of XML", r"quick_xml::reader::Reader<R>::read_event_impl"),
    ("  tokens of HTML, alone", None),
    ("bind", r"gouji_report::bind::bind"),
    ("  lines", r"gouji_report::bind::lines::lines"),
    ("  sections", r"gouji_report::bind::sections::find"),
    ("  title", r"gouji_report::bind::title::(find|lookalike|period)"),
    ("  tables", r"gouji_report::bind::tables::bind"),
    ("rows that lost their marks", r"gouji_rules::Linter::recover"),
    ("prose", r"gouji_rules::prose::Prose(<.*>)?::read"),
    ("  words", r"gouji_rules::prose::vocabulary::Vocabulary::find|gouji_parser::words::Words::each"),
    ("  statements", r"gouji_statements::StatementReader::read"),
    ("checks", None),
    ("equations", r"gouji_rules::balance::run"),
    ("output", r"gouji_reporter::stream::.*FilePart>::new"),
]
CHECK = re.compile(r"gouji_rules::check::(\w+)::.*ReportCheck.*>::run$")
TOKENS_OF_HTML = re.compile(r"<?html5gum::")
ALLOCATOR = re.compile(r"(malloc|free|realloc|calloc|_int_malloc|_int_free|_int_realloc|malloc_consolidate|unlink_chunk.*|_int_free_.*|__rust_alloc.*|__rdl_.*|.*mimalloc.*|mi_.*|_mi_.*)$")
ALLOCATES = re.compile(r"(malloc|realloc|calloc)$")


class Costs:
    """Instructions of functions, alone and with what they call, and how often each is called."""

    def __init__(self):
        self.alone, self.all, self.calls = defaultdict(float), defaultdict(float), defaultdict(float)

    def read(self, profile):
        """Adds a profile of callgrind."""
        names, function, called = {}, None, None
        for line in open(profile, errors="replace"):
            if line.startswith(("fn=", "cfn=")):
                kind, _, name = line.rstrip("\n").partition("=")
                number, _, full = name.partition(" ")
                if full:
                    names[number] = re.sub(r"::h[0-9a-f]{16}|'\d+$", "", full)
                if kind == "fn":
                    function = names[number]
                else:
                    called = names[number]
            elif line.startswith("calls="):
                self.calls[called] += int(line[6:].split()[0])
            elif line[0] in "0123456789+-*":
                cost = int(line.split()[1])
                if called is None:
                    self.alone[function] += cost
                    self.all[function] += cost
                elif function != called:
                    # Of functions that call each other in turn, the inner calls are counted again.
                    self.all[function] += cost
                called = None
        return self

    def less(self, few):
        for mine, theirs in ((self.alone, few.alone), (self.all, few.all), (self.calls, few.calls)):
            for name in mine:
                mine[name] = (mine[name] - theirs.get(name, 0)) / (MANY - FEW)
        return self


def count(binary, file, copies, output, profile):
    """The instructions of a run over copies of a file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(copies):
            (folder / f"{number:02}{file.suffix}").write_bytes(file.read_bytes())
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", "--", binary]
        command += ["check", "--isolated", "--quiet", "--threads", "1", "--format", output, "."]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "GOUJI_TODAY": "2026-06-15"})
    total = re.search(r"Collected : (\d+)", done.stderr)
    if not total:
        sys.exit(done.stderr)
    return int(total.group(1))


def steps_of(costs):
    """Each step with its cost, and the check kinds by name."""
    whole = lambda pattern: sum(cost for name, cost in costs.all.items() if re.fullmatch(pattern, name))
    kinds = defaultdict(float)
    for name, cost in costs.all.items():
        if kind := CHECK.search(name):
            kinds[kind.group(1)] += cost
    for step, pattern in STEPS:
        if step == "checks":
            yield step, sum(kinds.values())
            for kind, cost in sorted(kinds.items(), key=lambda it: -it[1])[:8]:
                yield f"  {kind}", cost
        elif pattern is None:
            yield step, sum(cost for name, cost in costs.alone.items() if TOKENS_OF_HTML.match(name))
        else:
            yield step, whole(pattern)
    yield "(what allocates, alone)", sum(cost for name, cost in costs.alone.items() if ALLOCATOR.match(name))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("files", nargs="+", metavar="FILE[:FORMAT]")
    parser.add_argument("--format", default="concise")
    parser.add_argument("--top", type=int, default=0, help="the costliest functions, alone and with what they call")
    parser.add_argument("--total", action="store_true", help="the total alone")
    arguments = parser.parse_args()
    binary = os.path.abspath(arguments.binary)
    for asked in arguments.files:
        name, _, output = asked.partition(":")
        file, output = Path(name), output or arguments.format
        with tempfile.TemporaryDirectory() as folder:
            profiles = [NOWHERE if arguments.total else Path(folder) / name for name in ("few", "many")]
            few, many = (count(binary, file, copies, output, profile) for copies, profile in zip((FEW, MANY), profiles))
            total = (many - few) / (MANY - FEW)
            print(f"{file.name}: {total / 1000:.0f} thousand instructions a file, {output}, start {(few - FEW * total) / 1e6:.1f} million")
            if arguments.total:
                continue
            costs = Costs().read(profiles[1]).less(Costs().read(profiles[0]))
        for step, cost in steps_of(costs):
            if cost >= 500:
                print(f"  {step:28} {cost / 1000:8.0f}  {100 * cost / total:4.0f} %")
        calls = sum(count for name, count in costs.calls.items() if ALLOCATES.match(name))
        print(f"  calls of the allocator {calls:14.0f}")
        for what, functions in (("alone", costs.alone), ("with what they call", costs.all)):
            for name, cost in sorted(functions.items(), key=lambda it: -it[1])[: arguments.top]:
                print(f"    {cost / 1000:8.1f} {what}  {name[:150]}")


if __name__ == "__main__":
    main()
