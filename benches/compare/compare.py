"""What gouji costs beside other programs, in one run: `python3 benches/compare/compare.py --gouji BINARY --floor BINARY`.

Each program is given files of the same number of bytes, of the kind that it reads: the samples of docs/samples, each of the
files with a name and a figure of its own, and lines of Python for ruff. The programs take turns; the figure is the median of the
processor time (user and system) of the rounds, divided by that of gouji. A program that is not there is said to be absent.
Ruff, rumdl and typos are looked for in the PATH; `pip install ruff rumdl typos lxml python-docx` brings them."""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "docs" / "samples"


def write_files(folder, count):
    """Text, Markdown and Python, `count` files each, of about as many bytes."""
    text = (SAMPLES / "qinghe-2024.txt").read_text("utf-8")
    markdown = (SAMPLES / "balanced-2024.md").read_text("utf-8")
    line = "total = first + second  # the sum of two figures of a row, as the form has it\n"
    for number in range(count):
        own = f"第{number}号。\n"
        write(folder / "text" / f"{number}.txt", text + own)
        write(folder / "markdown" / f"{number}.md", markdown + own)
        size = len((text + own).encode())
        lines = ["first, second = 1, 2\n"] + [line] * (size // len(line))
        write(folder / "python" / f"f{number}.py", "".join(lines))


def write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def processor_seconds(command, folder):
    """What a run takes of the processor, user and system, and whether the program ran at all."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode < 0:
        sys.exit(f"{command[0]} was ended by a signal")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def programs(arguments, folder):
    """(name, what it is given, command) of each program that is there; the names of those that are not."""
    texts, markdown, python = (
        sorted(map(str, (folder / kind).iterdir())) for kind in ("text", "markdown", "python")
    )
    gouji = [arguments.gouji, "check", "--isolated", "--quiet", "--threads", "1"]
    there, absent = [], []

    def add(name, what, command):
        if command[0] and (shutil.which(command[0]) or os.path.exists(command[0])):
            there.append((name, what, command))
        else:
            absent.append(name)

    add("gouji, concise", "text", [*gouji, "--format", "concise", "text"])
    add("gouji, human", "text", [*gouji, "text"])
    add("gouji, json", "text", [*gouji, "--format", "json", "text"])
    add("gouji, concise", "Markdown", [*gouji, "--format", "concise", "markdown"])
    add("reading the bytes (cat)", "text", ["cat", *texts])
    add("floor", "text", [arguments.floor, *texts])
    add("floor", "Markdown", [arguments.floor, *markdown])
    add("ruff check", "Python", ["ruff", "check", "--no-cache", "--isolated", "python"])
    add("rumdl check", "Markdown", ["rumdl", "check", "--no-cache", "markdown"])
    add("typos", "text", ["typos", "--isolated", "--threads", "1", "text"])
    add("autocorrect --lint", "text", ["autocorrect", "--lint", "--quiet", *texts])
    add("Python, the same equations", "text", [sys.executable, str(HERE / "checks.py"), *texts])
    add("Python, the same equations", "Markdown", [sys.executable, str(HERE / "checks.py"), *markdown])
    return there, absent


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gouji", required=True)
    parser.add_argument("--floor", required=True)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    arguments.gouji, arguments.floor = map(os.path.abspath, (arguments.gouji, arguments.floor))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder, arguments.files)
        (there, absent) = programs(arguments, folder)
        taken = {program[:2]: [] for program in there}
        for _ in range(arguments.rounds):
            for program, what, command in there:
                taken[program, what].append(processor_seconds(command, folder))
        bytes_of = {
            kind: sum(path.stat().st_size for path in (folder / kind).iterdir())
            for kind in ("text", "markdown", "python")
        }
    least = statistics.median(taken["gouji, concise", "text"])
    print(f"{arguments.files} files, {arguments.rounds} rounds; bytes: {bytes_of}")
    print("| program | given | ms of processor a file | times gouji (concise, text) |")
    print("| --- | --- | ---: | ---: |")
    for (program, what), seconds in taken.items():
        median = statistics.median(seconds)
        each = 1000 * median / arguments.files
        print(f"| {program} | {what} | {each:.3f} | {median / least:.2f} |")
    for program in dict.fromkeys(absent):
        print(f"absent: {program}")


if __name__ == "__main__":
    main()
