"""The notebook runs from its first cell to its last, on generated reports, and answers its questions."""

import pathlib

import pytest

from test_across import generated

nbformat = pytest.importorskip("nbformat", reason="no nbformat")
nbclient = pytest.importorskip("nbclient", reason="no nbclient")

NOTEBOOK = pathlib.Path(__file__).parents[1] / "examples/three_questions.ipynb"


def test_the_notebook_answers_three_questions(tmp_path, monkeypatch):
    generated(tmp_path / "reports", "--count", "60")
    monkeypatch.setenv("REPORTS", str(tmp_path / "reports"))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    answers = [cell for cell in notebook.cells if cell.cell_type == "code"][1:]
    assert len(answers) == 3
    for cell in answers:
        shown = [kind for output in cell.outputs for kind in output.get("data", {})]
        assert "image/png" in shown, cell.source
        table = next(output["data"]["text/plain"] for output in cell.outputs if output.output_type == "execute_result")
        assert "Empty" not in table, cell.source


def test_the_notebook_is_kept_without_results():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not [cell for cell in notebook.cells if cell.get("outputs") or cell.get("execution_count")]
