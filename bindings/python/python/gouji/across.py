"""Rules over several reports in SQL: what `gouji audit` finds in figures, over the Parquet of `extract`.

A table ``fields`` with the rows of `gouji extract --format parquet` (or of :func:`gouji.extract_many`) has to be there:

>>> import duckdb, gouji.across
>>> con = duckdb.connect()
>>> con.sql("CREATE VIEW fields AS FROM 'fields/**/*.parquet'")  # doctest: +SKIP
>>> gouji.across.create_views(con, units="units.toml")  # doctest: +SKIP
>>> con.sql("FROM findings WHERE code = 'R001'")  # doctest: +SKIP

`docs/scale.md` says which rules these are, and what a plan for millions of reports looks like.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

from ._gouji import organ_name

_COLUMNS = (
    "organ TEXT, name TEXT, parent TEXT, since INTEGER, until INTEGER, merged_into TEXT, reports BOOLEAN, aliases TEXT[]"
)


def sql() -> str:
    """Return the views as a script for DuckDB; it reads the tables ``fields`` and ``units``."""
    return files(__package__).joinpath("sql/across.sql").read_text(encoding="utf-8")


def read_units(path) -> list[tuple]:
    """Return the rows of the table ``units`` for a units.toml."""
    with open(path, "rb") as file:
        listed = tomllib.load(file)["unit"]
    main = {name: it["name"] for it in listed for name in [it["name"], *it.get("aliases", [])]}

    def organ(name):
        return organ_name(main.get(name, name)) if name else None

    return [
        (
            organ(it["name"]),
            it["name"],
            organ(it.get("parent")),
            it.get("since"),
            it.get("until"),
            organ(it.get("merged-into")),
            it.get("reports", True),
            [organ_name(alias) for alias in it.get("aliases", [])],
        )
        for it in listed
    ]


def create_views(connection, units=None) -> None:
    """Create the views of :func:`sql` on a DuckDB connection that has ``fields``.

    ``units`` is the path of a units.toml; without one, R003 finds nothing and organs are told to be below an area by name.
    """
    connection.execute(f"CREATE OR REPLACE TEMP TABLE units ({_COLUMNS})")
    if units is not None:
        connection.executemany("INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?, ?)", read_units(units))
    connection.execute(sql())
