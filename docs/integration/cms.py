"""Checks a report before it is published: what a CMS has in its editor goes to gouji on standard input."""

import json
import subprocess


class CannotCheck(Exception):
    """The report, or a part of it, was not checked; whether to publish is for people to decide."""


def check(content: bytes, name: str = "年报.html") -> dict:
    """Findings of one report, by the schema docs/schema/output.schema.json.

    The suffix of `name` tells Markdown from text; a page or a .docx is known by its content.
    """
    command = ["gouji", "check", "-", f"--stdin-filename={name}", "--format=json", "--isolated"]
    try:
        run = subprocess.run(command, input=content, capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotCheck(str(error)) from error
    if run.returncode not in (0, 1):
        raise CannotCheck(reason(run))
    [report] = json.loads(run.stdout)["files"]
    return report


def reason(run: subprocess.CompletedProcess) -> str:
    """Why gouji could not check: the file cannot be read, is no report or only in part, or the command was wrong."""
    try:
        result = json.loads(run.stdout)
        left = [it["reason"] for file in result["files"] for it in file["not_checked"]]
        return "\n".join([it["message"] for it in result["errors"]] + left)
    except (ValueError, LookupError):
        return run.stderr.decode("utf-8", "replace")


def may_publish(report: dict) -> bool:
    """No error of the author. Warnings are for the editor to look at; they hold nothing back."""
    return not any(it["severity"] == "error" for it in report["findings"])


if __name__ == "__main__":
    import sys

    try:
        report = check(sys.stdin.buffer.read(), *sys.argv[1:])
    except CannotCheck as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    for finding in report["findings"]:
        print(finding["code"], finding["message"], finding["help"] or "", sep="\t")
    sys.exit(0 if may_publish(report) else 1)
