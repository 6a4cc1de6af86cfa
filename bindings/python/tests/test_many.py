"""Many reports as rows, in whatever takes an Arrow stream."""

import csv
import io
import subprocess
import sys
import threading

import duckdb
import gouji
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest


@pytest.fixture(scope="module")
def files(balanced, wrong):
    """Names and contents: good and wrong reports, and what is none."""
    many = [(f"{at:03}.md", wrong if at % 3 == 0 else balanced) for at in range(9)]
    many += [("b.png", b"\x89PNG\r\n\x1a\n"), ("c.md", b"# no report")]
    return [name for name, _ in many], [content for _, content in many]


def command(folder, *args):
    ran = subprocess.run([sys.executable, "-m", "gouji", *args], cwd=folder, capture_output=True, check=False)
    assert ran.returncode in (0, 1, 2), ran
    return ran.stdout


def written(files, folder):
    for name, content in zip(*files):
        (folder / name).write_bytes(content)


def test_findings_are_those_of_the_command(files, tmp_path):
    written(files, tmp_path)
    told = command(tmp_path, "check", *files[0], "--format", "csv", "--isolated").decode()
    told = list(csv.DictReader(io.StringIO(told)))
    rows = pyarrow.table(gouji.check_many(*files)).to_pylist()

    def key(row):
        return [str(row[it] if row[it] is not None else "").lstrip("'") for it in ("path", "year", "code", "line", "column", "message", "fingerprint")]

    assert sorted(map(key, rows)) == sorted(map(key, told))
    assert {it["code"] for it in rows} >= {"E002", "unreadable", "not-checked"}


def test_figures_are_those_of_the_command(files, tmp_path):
    written(files, tmp_path)
    command(tmp_path, "extract", *files[0], "--format", "parquet", "--output-file", "a.parquet")
    told = pyarrow.parquet.read_table(tmp_path / "a.parquet")
    rows = pyarrow.table(gouji.extract_many(*files))
    assert rows.column_names == told.column_names
    assert rows.schema.types == told.schema.types
    order = [("path", "ascending"), ("address", "ascending"), ("line", "ascending"), ("column", "ascending")]
    assert rows.sort_by(order).to_pylist() == told.sort_by(order).to_pylist()


def test_every_consumer_takes_the_stream(files):
    rows = gouji.extract_many(*files)
    count = len(pyarrow.table(rows))
    assert count > 1000
    assert len(polars.DataFrame(rows)) == count
    assert len(pandas.DataFrame.from_arrow(rows)) == count
    reader = pyarrow.RecordBatchReader.from_stream(rows)
    assert duckdb.sql("select count(*) from reader").fetchall() == [(count,)]
    assert duckdb.sql("select sum(value) from rows where address = 'requests.new.sum'").fetchall()[0][0] > 0


def test_columns_of_frames_are_taken(files):
    frame = pandas.DataFrame({"name": files[0], "content": files[1]})
    told = pyarrow.table(gouji.check_many(*files))
    assert pyarrow.table(gouji.check_many(frame.name, frame.content)) == told
    table = pyarrow.table({"name": files[0], "content": files[1]})
    assert pyarrow.table(gouji.check_many(table["name"], table["content"])) == told
    frame = polars.DataFrame({"name": files[0], "content": files[1]})
    assert pyarrow.table(gouji.check_many(frame["name"], frame["content"], threads=1)) == told


def test_windows_join_in_order(wrong):
    names = [f"{at:04}.md" for at in range(600)]
    rows = gouji.check_many(names, [b"# no report"] * 600)
    reader = pyarrow.RecordBatchReader.from_stream(rows)
    assert [len(set(batch["path"].to_pylist())) for batch in reader] == [256, 256, 88]
    paths = pyarrow.table(rows)["path"].to_pylist()
    assert list(dict.fromkeys(paths)) == names


def test_nothing_gives_no_row_and_all_columns():
    table = pyarrow.table(gouji.check_many([], []))
    assert len(table) == 0 and table.column_names == gouji.check_many([], []).columns


def test_other_threads_go_on_meanwhile(balanced):
    rows = gouji.extract_many(["a.md"] * 60, [balanced] * 60)
    worker = threading.Thread(target=pyarrow.table, args=(rows,))
    worker.start()
    turns = 0
    while worker.is_alive():
        turns += 1
    assert turns > 1000


def test_names_and_contents_go_together():
    with pytest.raises(ValueError, match="2 names, 1 contents"):
        gouji.check_many(["a", "b"], [b""])
    with pytest.raises(ValueError, match="threads"):
        gouji.check_many([], [], threads=0)
