"""Checks a report before it is published, by a gouji service (`gouji serve`): the standard library alone."""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

SERVICE = os.environ.get("GOUJI_URL", "http://127.0.0.1:8617")


class CannotCheck(Exception):
    """The report, or a part of it, was not checked; whether to publish is for people to decide."""


def check(content: bytes, name: str = "年报.html", **settings: str) -> dict:
    """Findings of one report, by the schema docs/schema/output.schema.json.

    The suffix of `name` tells Markdown from text. `settings` are parameters of the service with `_` for `-`:
    `language="en"`, `jurisdiction="6204"`, `fail_on="warning"`.
    """
    given = {key.replace("_", "-"): value for key, value in settings.items()}
    query = urllib.parse.urlencode({"name": name, **given})
    headers = {"Content-Type": "application/octet-stream", "Accept": "application/json"}
    request = urllib.request.Request(f"{SERVICE}/check?{query}", content, headers)
    result = answer(request)
    left = [it["reason"] for file in result["files"] for it in file["not_checked"]]
    if result["errors"] or left:
        raise CannotCheck("\n".join([it["message"] for it in result["errors"]] + left))
    [report] = result["files"]
    return report


def answer(request: urllib.request.Request, attempts: int = 5) -> dict:
    """What the service answers; where it is busy, it is asked again."""
    for left in reversed(range(attempts)):
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            if error.code == 503 and left:
                time.sleep(int(error.headers.get("Retry-After", "1")))
                continue
            # A problem as RFC 9457 has it.
            raise CannotCheck(json.load(error)["detail"]) from error
        except OSError as error:
            raise CannotCheck(str(error)) from error
    raise CannotCheck("no attempt")


if __name__ == "__main__":
    try:
        with open(sys.argv[1], "rb") as file:
            report = check(file.read(), os.path.basename(sys.argv[1]))
    except CannotCheck as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    for finding in report["findings"]:
        print(finding["code"], finding["message"], finding["help"] or "", sep="\t")
    # Warnings are for the editor to look at; they hold nothing back.
    sys.exit(any(it["severity"] == "error" for it in report["findings"]))
