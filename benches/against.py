"""Whether a change costs: `python3 benches/against.py [BASE]` builds the tree as it is and its merge base with BASE (main), and
counts the instructions of one more file for both, with docs/samples. Exit status 1 where one takes more than 3 % more. No figure
is stored, so nothing has to be kept current. `--before BINARY --after BINARY` compares two that are there."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ["qinghe-2024.txt", "balanced-2024.md"]
FORMATS = ["concise", "json"]
LIMIT = 1.03


def build(tree, target):
    command = ["cargo", "build", "--locked", "--profile", "profiling", "--bin", "gouji", "--target-dir", str(target)]
    subprocess.run(command, cwd=tree, check=True)
    return target / "profiling" / "gouji"


def binaries(base):
    """The gouji of the merge base, and that of the tree."""
    git = lambda *words: subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    tree = ROOT / "target" / "merge-base"
    git("worktree", "add", "--force", "--detach", str(tree), git("merge-base", "HEAD", base))
    try:
        # Third-party crates are built once for both.
        return build(tree, ROOT / "target" / "against").rename(ROOT / "target" / "against" / "before"), build(ROOT, ROOT / "target" / "against")
    finally:
        git("worktree", "remove", "--force", str(tree))


def thousands(binary, sample, output):
    command = [sys.executable, str(ROOT / "benches" / "steps.py"), str(binary), "--total", "--format", output]
    told = subprocess.run([*command, str(ROOT / "docs" / "samples" / sample)], capture_output=True, text=True)
    count = re.search(r": (\d+) thousand", told.stdout)
    return int(count.group(1)) if count else sys.exit(told.stderr or told.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("base", nargs="?", default="main")
    parser.add_argument("--before")
    parser.add_argument("--after")
    arguments = parser.parse_args()
    if arguments.before and arguments.after:
        before, after = arguments.before, arguments.after
    else:
        before, after = binaries(arguments.base)
    worse = False
    for sample in SAMPLES:
        for output in FORMATS:
            old, new = (thousands(binary, sample, output) for binary in (before, after))
            worse |= new > LIMIT * old
            print(f"{sample}, {output}: {old} -> {new} thousand instructions a file ({100 * (new / old - 1):+.1f} %)")
    return int(worse)


if __name__ == "__main__":
    sys.exit(main())
