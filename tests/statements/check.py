"""Checks dev.jsonl and held.jsonl against themselves and prints the counts that README.md gives.

    python3 check.py

Python standard library only. Ends with an error at the first line that does not keep to README.md.
"""

import json
import pathlib
import re
from collections import Counter
from fractions import Fraction

HERE = pathlib.Path(__file__).parent
SCOPES = ["report", "part", "other-organ", "wider", "other-year", "plan"]
RESULTS = "upheld|corrected|other|pending|total"
LABELS = re.compile(
    r"requests\.(new|received-any|carried-in|carried-out|total|granted|partial|denied|unavailable|rejected|other"
    r"|new\.(natural|organisations|enterprise|research|public-interest|legal|other-org)"
    r"|channel\.(net|mail|visit|email|other)"
    r"|denied\.(secret|law|stability|third-party|internal|process|case-file|query)"
    r"|unavailable\.(not-held|to-be-made|unclear)"
    r"|rejected\.(petition|repeat|publication|massive|confirm)"
    r"|other\.(not-corrected|fee-unpaid|other))"
    rf"|disputes\.(review|suit|direct|after)-({RESULTS})"
    r"|proactive\.((normative|regulation)\.(made|repealed|in-force)|license|penalty|compulsion|fees\.amount)"
    r"|fee\.handling|published(\.part)?|messages\.(in|done|rate)|rate|growth|year|date|document-number|other"
)
FIGURE = re.compile(r"\d[\d,]*(?:\.(\d+))?")
# Amounts are given in 万元.
MULTIPLES = {None: 1, "万": 10**4, "亿": 10**8, "万元": 1, "亿元": 10**4}


def rounded(value, digits):
    """`value` with `digits` decimals, halves away from nought."""
    return Fraction(int(value * 10**digits + Fraction(1, 2)), 10**digits)


def total(expression, values):
    return sum(values[int(index)] for index in expression.split("+"))


def holds(relation, quantities):
    values = [Fraction(quantity["value"]) for quantity in quantities]
    kind, expression = relation["kind"], relation["expr"]
    if kind == "part-of":
        parts, whole = expression.split("<")
        return total(parts, values) <= total(whole, values)
    left, right = expression.split("=")
    if kind in ("sum", "flow"):
        return total(left, values) == total(right, values)
    figure = FIGURE.search(quantities[int(left)]["raw"])
    digits = len(figure[1] or "") if figure else 0
    if kind == "growth" and "-" in right:
        now, before = (values[int(index)] for index in right.split("-"))
        return values[int(left)] == abs(now - before)
    above, below = (values[int(index)] for index in right.split("/"))
    share = above if kind == "rate" else abs(above - below)
    return values[int(left)] == rounded(share / below * 100, digits)


def check(row):
    text, end, figures = row["text"], 0, set()
    for quantity in row["quantities"]:
        raw, start = quantity["raw"], quantity["start"]
        assert start >= end and text.startswith(raw, start), quantity
        end = start + len(raw)
        figures.update(range(start, end))
        assert LABELS.fullmatch(quantity["label"]), quantity
        assert quantity["scope"] in SCOPES, quantity
        value, figure = Fraction(quantity["value"]), FIGURE.search(raw)
        if figure:
            multiple = re.match("[余多]?([万亿]元?)?", raw[figure.end() :])[1]
            assert value == Fraction(figure[0].replace(",", "")) * MULTIPLES[multiple], quantity
    unlabelled = [found[0] for found in FIGURE.finditer(text) if found.start() not in figures]
    assert not unlabelled, unlabelled
    for relation in row["relations"]:
        indices = set(map(int, re.findall(r"\d+", relation["expr"])))
        assert indices == set(relation["of"]), relation
        assert holds(relation, row["quantities"]) == relation["holds"], relation


def table(title, counts, order):
    lines = [f"| {title} | dev | held |", "| --- | ---: | ---: |"]
    return "\n".join(lines + [f"| {key} | {counts['dev'][key]} | {counts['held'][key]} |" for key in order])


halves = {half: [json.loads(line) for line in (HERE / f"{half}.jsonl").open(encoding="utf-8")] for half in ("dev", "held")}
rows = halves["dev"] + halves["held"]
for row in rows:
    try:
        check(row)
    except AssertionError as error:
        raise SystemExit(f"{row['report']}: {row['text']}\n{error}") from error
for key in ("report", "text"):
    assert len({row[key] for row in rows}) == len(rows), f"{key} twice"


def counted(of):
    return {half: Counter(key for row in rows for key in of(row)) for half, rows in halves.items()}


labels = counted(lambda row: (quantity["label"] for quantity in row["quantities"]))
scopes = counted(lambda row: (quantity["scope"] for quantity in row["quantities"]))
parts = counted(lambda row: row["section"])
relations = counted(lambda row: (it["kind"] + ("" if it["holds"] else ", does not hold") for it in row["relations"]))
tables = [
    table("part", parts, "二三四五六"),
    table("scope", scopes, SCOPES),
    table("relation", relations, sorted({*relations["dev"], *relations["held"]})),
    table("label", labels, sorted({*labels["dev"], *labels["held"]})),
]
print("\n\n".join(tables))
readme = (HERE / "README.md").read_text(encoding="utf-8")
assert all(it in readme for it in tables), "README.md gives other counts"
