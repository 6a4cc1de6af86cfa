"""What one more file costs, step by step, in instructions: `python3 benches/steps.py BINARY FILE... [--format concise]`.

A run over 61 copies of the file less one over 11, divided by 50: the start of the program falls out. Callgrind counts, so any
machine gives the same figures; the binary needs symbols (`cargo build --profile profiling`). A step counts with all that it
calls; the share of the allocator is counted by itself, wherever it is called from."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FEW, MANY = 11, 61
NOWHERE = Path("/dev/null")

# The functions whose cost, with all that they call, makes up a step.
STEPS = [
    ("open and read", r"^std::fs::read(::inner)?$|gouji_project::limited::.*"),
    ("decode", r"gouji_parser::decode::decode$"),
    ("read", r"gouji_parser::(read|format::read|text::read|html::read|docx::read|markdown::read)$"),
    ("bind", r"gouji_report::bind::bind(_with)?$|FileSettings>?::bind$"),
    ("prose", r"gouji_rules::prose::Prose(<.*>)?::read$"),
    ("checks", r"gouji_rules::check::run$"),
    ("balance", r"gouji_rules::balance::.*::(of|new)$"),
    ("output", r"gouji_project::results::with_run|FilePart.*::new$"),
    ("drop", r"drop_in_place<gouji_project::checked_file::CheckedFile>|drop_in_place<gouji_parser::document::Document>"),
]
ALLOCATOR = r"^(malloc|free|realloc|calloc|_int_malloc|_int_free|_int_realloc|malloc_consolidate|unlink_chunk.*|_int_free_.*|__rust_alloc.*|__rdl_.*|.*mimalloc.*|mi_.*|_mi_.*)$"


def count(binary, file, copies, output, profile):
    """The instructions of a run over copies of a file, and those of each function, alone and with all that it calls."""
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
    alone, inclusive = (functions(profile, word) if profile != NOWHERE else {} for word in ("no", "yes"))
    return int(total.group(1)), alone, inclusive


def functions(profile, inclusive):
    command = ["callgrind_annotate", f"--inclusive={inclusive}", "--threshold=100", "--auto=no", "--show-percs=no", profile]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {}
    for line in told.splitlines():
        match = re.match(r"\s*([\d,]+)\s+\S*?:(.+?)(?: \[[^\[\]]*\])?$", line)
        if match:
            name = re.sub(r"::h[0-9a-f]{16}|'\d+$", "", match.group(2)).strip()
            cost = int(match.group(1).replace(",", ""))
            # A function that calls itself stands there twice, the inner calls within the outer.
            found[name] = max(found.get(name, 0), cost) if inclusive == "yes" else found.get(name, 0) + cost
    return found


def each(few, many):
    return {name: (cost - few.get(name, 0)) / (MANY - FEW) for name, cost in many.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--format", default="concise")
    parser.add_argument("--top", type=int, default=0, help="the costliest functions, alone and with what they call")
    parser.add_argument("--total", action="store_true", help="the total alone")
    arguments = parser.parse_args()
    binary = os.path.abspath(arguments.binary)
    for file in arguments.files:
        with tempfile.TemporaryDirectory() as name:
            profile = NOWHERE if arguments.total else Path(name) / "callgrind.out"
            few, few_alone, few_inclusive = count(binary, file, FEW, arguments.format, profile)
            many, many_alone, many_inclusive = count(binary, file, MANY, arguments.format, profile)
        total = (many - few) / (MANY - FEW)
        print(f"{file.name}: {total / 1000:.0f} thousand instructions a file, {arguments.format}, start {(few - FEW * total) / 1e6:.1f} million")
        if arguments.total:
            continue
        alone, inclusive = each(few_alone, many_alone), each(few_inclusive, many_inclusive)
        for step, pattern in STEPS:
            cost = max((cost for name, cost in inclusive.items() if re.search(pattern, name)), default=0)
            print(f"  {step:14} {cost / 1000:8.0f}  {100 * cost / total:4.0f} %")
        cost = sum(cost for name, cost in alone.items() if re.match(ALLOCATOR, name))
        print(f"  {'(allocator)':14} {cost / 1000:8.0f}  {100 * cost / total:4.0f} %")
        for what, costs in (("alone", alone), ("with what they call", inclusive)):
            for name, cost in sorted(costs.items(), key=lambda it: -it[1])[: arguments.top]:
                print(f"    {cost / 1000:8.1f} {what}  {name[:150]}")


if __name__ == "__main__":
    main()
