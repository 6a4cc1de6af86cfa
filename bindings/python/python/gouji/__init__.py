"""gouji checks the annual reports 政府信息公开工作年度报告 of Chinese administrative organs.

One report is an object, many are rows that pyarrow, polars, pandas and DuckDB take without a copy:

>>> import gouji
>>> report = gouji.check(b"...", name="a.md", language="en")
>>> [it["what"] for it in report.not_checked]
['file']

Lines and columns count from 1, in characters; of a file without lines (.docx, PDF) they are those of ``gouji view``. Amounts are exact:
`decimal.Decimal`, or DECIMAL(38, 4) in rows.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ._gouji import Rows, SettingsError, UnreadableError, __version__
from ._gouji import check as _check
from ._gouji import check_many as _check_many
from ._gouji import extract_many as _extract_many
from ._gouji import organ_name
from ._gouji import rules as _rules

__all__ = [
    "Report",
    "Rows",
    "SettingsError",
    "UnreadableError",
    "__version__",
    "check",
    "check_many",
    "extract_many",
    "organ_name",
    "rules",
]


class Report:
    """What came of one report."""

    def __init__(self, result: dict[str, Any], figures: dict[str, Any]):
        self._result = result
        self._file = result["files"][0]
        self._figures = figures

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Findings, by place and code: ``code``, ``severity``, ``message``, ``location`` and more, as docs/schema/output.schema.json has them."""
        return self._file["findings"]

    @property
    def not_assessable(self) -> list[dict[str, Any]]:
        """Checks that could be neither passed nor failed: ``code``, ``reason``, ``location``."""
        return self._file["not_assessable"]

    @property
    def not_checked(self) -> list[dict[str, Any]]:
        """What was not checked: ``what``, ``reason``, ``location``. Where it is all of the file, no findings mean nothing."""
        return self._file["not_checked"]

    @property
    def statements(self) -> list[dict[str, Any]]:
        """Every figure of the running text, and what it was taken for: ``line``, ``column``, ``text``, ``value``, ``address``, ``scope``, ``reason``."""
        return self._file["statements"]

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Every cell of the statutory tables: ``address``, ``value``, ``state``, ``raw`` and more, as docs/schema/extract.schema.json has them."""
        return self._figures["fields"]

    @property
    def tables(self) -> dict[str, dict[str, dict[str, Decimal | None]]]:
        """The figures of the statutory tables by table, row and column; None where a cell is blank or was not read.

        Of a table that stands several times, the first. ``report.tables["requests"]["new"]["sum"]``
        """
        tables: dict[str, dict[str, dict[str, Decimal | None]]] = {}
        for field in self.fields:
            table, row, column = field["address"].split(".")
            value = field.get("value")
            row_of_table = tables.setdefault(table, {}).setdefault(row, {})
            row_of_table.setdefault(column, None if value is None else Decimal(value))
        return tables

    @property
    def issuer(self) -> str | None:
        """The organ whose report it is, as the title has it."""
        return self._file["report"]["issuer"]

    @property
    def year(self) -> int | None:
        """The year that it is on."""
        return self._file["report"]["year"]

    @property
    def jurisdiction(self) -> dict[str, Any] | None:
        """Where the organ is: ``code`` (GB/T 2260), ``name`` and more."""
        return self._file["report"]["jurisdiction"]

    def to_dict(self) -> dict[str, Any]:
        """The whole result, as docs/schema/output.schema.json has it."""
        return self._result

    def __repr__(self) -> str:
        path, count = self._file["path"], len(self.findings)
        return f"<gouji.Report {path!r}: {count} findings>"


def check(
    source: str | os.PathLike[str] | bytes | bytearray,
    *,
    name: str | None = None,
    settings: str | os.PathLike[str] | Mapping[str, Any] | None = None,
    language: str = "zh",
) -> Report:
    """Checks one report.

    `source` is a path, or the bytes of a file; `name` is what results call it, and tells Markdown from text by its ending. `settings` are a
    gouji.toml, as a path or as a dict with the same keys; without them no gouji.toml is looked for. `language` is that of messages, ``zh`` or
    ``en``.

    Raises UnreadableError where the file cannot be read as a report at all, SettingsError where settings say what has no meaning, and OSError where
    there is no such file.

    >>> [it["code"] for it in gouji.check(b"", name="a.md").findings]
    ['S000']
    """
    if isinstance(source, (bytes, bytearray)):
        content = bytes(source)
    elif isinstance(source, (str, os.PathLike)):
        name = os.fspath(source) if name is None else name
        with open(source, "rb") as file:
            content = file.read()
    else:
        raise TypeError(f"source is a path or bytes, not {type(source).__name__}")
    result, figures = _check(content, "-" if name is None else name, _settings(settings), language)
    return Report(json.loads(result), json.loads(figures))


def check_many(
    names: Iterable[str],
    contents: Iterable[bytes],
    *,
    settings: str | os.PathLike[str] | Mapping[str, Any] | None = None,
    language: str = "zh",
    threads: int | None = None,
) -> Rows:
    """Findings of many reports, as rows: those of ``gouji check --format csv``, in typed columns.

    A row a finding. What was not checked of a file is a row too (``code`` is ``not-checked``), and so is a file that cannot be read
    (``unreadable``). The files are gone through when the rows are taken, 256 at a time, on `threads` threads (as many as there are processors), without the
    interpreter's lock.

    >>> rows = gouji.check_many(["a.png"], [b"\\x89PNG"])
    >>> rows.columns[:5]
    ['path', 'year', 'issuer', 'form', 'code']
    """
    return _check_many(_listed(names), _listed(contents), _settings(settings), language, threads)


def extract_many(
    names: Iterable[str],
    contents: Iterable[bytes],
    *,
    settings: str | os.PathLike[str] | Mapping[str, Any] | None = None,
    language: str = "zh",
    threads: int | None = None,
) -> Rows:
    """Figures of many reports, as rows: those of ``gouji extract --format parquet`` (docs/data.md).

    A row a cell of the tables, or a figure of the text. What was not read is a row too, with its reason. See `check_many` for the rest.
    """
    return _extract_many(_listed(names), _listed(contents), _settings(settings), language, threads)


def rules(settings: str | os.PathLike[str] | Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Every rule, those of `settings` among them: ``code``, ``name``, ``severity``, ``summary`` and more, as docs/schema/rule.schema.json has them.

    >>> [it["name"] for it in gouji.rules() if it["code"] == "E002"]
    ['requests-results']
    """
    return json.loads(_rules(_settings(settings)))


def _settings(settings: Any) -> Any:
    return dict(settings) if isinstance(settings, Mapping) else settings


def _listed(values: Iterable[Any]) -> list[Any]:
    """The values of a list, of an Arrow array, or of a column of pandas or polars."""
    if isinstance(values, (str, bytes, bytearray)):
        raise TypeError(f"expected many values, not {type(values).__name__}")
    to_list = getattr(values, "to_pylist", None) or getattr(values, "to_list", None)
    return list(values) if to_list is None else to_list()
