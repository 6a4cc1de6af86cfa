"""The SQL of rules over several reports finds what `gouji audit` finds."""

import collections
import json
import pathlib
import subprocess
import sys

import duckdb
import pytest

import gouji
import gouji.across

# What the SQL leaves to the command: rules about the text and about names of files.
OF_THE_TEXT = {"Y004", "Y005", "Y007", "R004", "R005", "R009"}
ROOT = pathlib.Path(__file__).parents[3]
FACTS = ROOT / "../shared/corpus/facts"


def generated(folder: pathlib.Path, *arguments: str) -> pathlib.Path:
    """Reports of the generator."""
    generator = ["cargo", "run", "-q", "--locked", "-p", "gouji-corpus-diff", "--", "generate"]
    subprocess.run([*generator, *arguments, folder], cwd=ROOT, check=True)
    return folder


def audited(folder: pathlib.Path, units: pathlib.Path | None) -> collections.Counter:
    """What `gouji audit` finds."""
    command = [sys.executable, "-m", "gouji", "audit", ".", "--format", "json"]
    command += [] if units is None else ["--units", units]
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    found = json.loads(ran.stdout)["findings"]
    return collections.Counter(
        # R003 speaks of no report, Y003 of a table, and R008 and R010 of a file.
        (it["code"], *(("", "") if it["code"] == "R003" else (it["path"], cell(it["code"], it.get("cell")))))
        for it in found
        if it["code"] not in OF_THE_TEXT
    )


def cell(code: str, of: str | None) -> str:
    return "" if of is None or code in {"R003", "R008", "R010"} else of.split(".")[0] if code == "Y003" else of


def by_sql(folder: pathlib.Path, units: pathlib.Path | None) -> collections.Counter:
    """What the views find."""
    paths = sorted(it for it in folder.rglob("*") if it.is_file() and it.suffix != ".toml")
    fields = gouji.extract_many([str(it.relative_to(folder)) for it in paths], [it.read_bytes() for it in paths])
    connection = duckdb.connect()
    connection.execute("CREATE TABLE fields AS FROM fields")
    gouji.across.create_views(connection, units)
    found = connection.execute("SELECT code, path, cell FROM findings").fetchall()
    return collections.Counter((code, path or "", cell(code, of)) for code, path, of in found)


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> pathlib.Path:
    return generated(tmp_path_factory.mktemp("county"), "--planted")


def test_the_planted_county_with_its_list(county):
    units = county / "units.toml"
    found = by_sql(county, units)
    assert found == audited(county, units)
    assert {code for code, *_ in found} == {"Y001", "R001", "R002", "R003", "R008"}


def test_the_planted_county_without_a_list(county):
    found = by_sql(county, None)
    assert found == audited(county, None)
    assert {code for code, *_ in found} == {"Y001", "R001", "R008"}


@pytest.mark.skipif(not FACTS.is_dir(), reason="no figures of real reports")
def test_reports_with_real_figures(tmp_path):
    generated(tmp_path / "all", "--facts", str(FACTS))
    for layout in ["docx.docx", "tsv.txt"]:
        folder = tmp_path / layout
        folder.mkdir()
        for path in (tmp_path / "all").glob(f"*-{layout}"):
            path.rename(folder / path.name)
        found = by_sql(folder, None)
        assert found == audited(folder, None)
        assert {"Y002", "Y006"} <= {code for code, *_ in found}, layout


def test_other_names_of_a_unit_are_its_own(tmp_path, balanced):
    units = tmp_path / "units.toml"
    units.write_text('[[unit]]\nname = "青禾县水利局"\naliases = ["青禾县水务局"]\nsince = 2024\n', encoding="utf-8")
    report = balanced.decode().split("\n", 1)[1]
    for name, year in [("青禾县水利局", 2024), ("青禾县水务局", 2025)]:
        text = f"# {name}{year}年政府信息公开工作年度报告\n{report.replace('2024', str(year))}"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    assert by_sql(tmp_path, units) == audited(tmp_path, units)
    assert gouji.across.read_units(units)[0][-1] == ["青禾县水务局"]
