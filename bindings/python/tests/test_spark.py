"""The job for Spark: the findings of the command, whatever becomes of one file, and nothing twice."""

import collections
import csv
import os
import pathlib
import subprocess
import sys

import pyarrow.dataset
import pytest

from test_across import generated

pytest.importorskip("pyspark", reason="no PySpark")

JOB = pathlib.Path(__file__).parents[1] / "examples/spark/check_reports.py"
KEY = ["path", "code", "line", "column", "message", "fingerprint"]


def run_job(reports: pathlib.Path, results: pathlib.Path) -> None:
    local = "--master local[2] --conf spark.driver.host=127.0.0.1 --conf spark.driver.bindAddress=127.0.0.1 --conf spark.ui.enabled=false"
    environment = os.environ | {"PYSPARK_SUBMIT_ARGS": f"{local} pyspark-shell", "PYSPARK_PYTHON": sys.executable}
    subprocess.run([sys.executable, JOB, reports, results], env=environment, check=True)


def table(results: pathlib.Path, name: str) -> list[dict]:
    rows = pyarrow.dataset.dataset(results / name, format="parquet", partitioning="hive").to_table()
    return rows.to_pylist()


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spark")
    reports = generated(folder / "reports", "--count", "998")
    (reports / "damaged.docx").write_bytes(b"PK\x03\x04 and no more")
    (reports / "notice.txt").write_text("通知\n请各单位按时报送。\n", encoding="utf-8")
    run_job(reports, folder / "results")
    return reports, folder / "results"


def test_the_findings_are_those_of_the_command(ran):
    reports, results = ran
    command = [sys.executable, "-m", "gouji", "check", ".", "--format", "csv", "--isolated"]
    told = subprocess.run(command, cwd=reports, capture_output=True, check=False, text=True, encoding="utf-8")
    told = csv.DictReader(told.stdout.splitlines())
    expected = collections.Counter(tuple(row[it].lstrip("'") for it in KEY) for row in told)
    found = collections.Counter()
    for row in table(results, "findings"):
        row["path"] = pathlib.PurePath(row["path"]).name
        # In CSV, characters that nobody sees are written out.
        row["message"] = row["message"].replace("\u200b", "\\u{200b}")
        found[tuple("" if row[it] is None else str(row[it]).lstrip("'") for it in KEY)] += 1
    assert found == expected
    assert {it[1] for it in found} >= {"unreadable", "not-checked", "E002"}


def test_every_file_is_in_the_figures(ran):
    reports, results = ran
    paths = {pathlib.PurePath(it["path"]).name for it in table(results, "fields")}
    assert paths == {it.name for it in reports.iterdir()}
    assert any((results / "fields").glob("code=*/year=*"))


def test_a_second_run_checks_what_is_new(ran):
    reports, results = ran
    before = [len(table(results, name)) for name in ("findings", "fields")]
    run_job(reports, results)
    assert [len(table(results, name)) for name in ("findings", "fields")] == before
    (reports / "another.md").write_text("# no report", encoding="utf-8")
    run_job(reports, results)
    assert len(table(results, "findings")) > before[0]
