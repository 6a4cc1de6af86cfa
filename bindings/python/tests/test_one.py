"""One report as an object."""

import json
import subprocess
import sys
from decimal import Decimal

import gouji
import pytest


def test_findings_are_those_of_the_command(wrong, tmp_path):
    (tmp_path / "a.md").write_bytes(wrong)
    command = [sys.executable, "-m", "gouji", "check", "a.md", "--format", "json", "--isolated"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 1, ran
    report = gouji.check(wrong, name="a.md")
    assert report.to_dict() == json.loads(ran.stdout)
    assert [it["code"] for it in report.findings] == ["E002"]
    assert (report.year, report.issuer) == (2024, report.to_dict()["files"][0]["report"]["issuer"])


def test_figures_are_exact(balanced, wrong):
    tables = gouji.check(wrong, name="a.md").tables
    assert set(tables) == {"proactive", "requests", "disputes"}
    columns = tables["requests"]["total"].values()
    assert all(isinstance(it, Decimal) for it in columns)
    other = gouji.check(balanced, name="a.md").tables
    assert tables != other
    statements = gouji.check(balanced, name="a.md").statements
    assert statements and {"line", "text", "value", "address"} <= statements[0].keys()


def test_a_path_is_read(wrong, tmp_path):
    path = tmp_path / "年报.md"
    path.write_bytes(wrong)
    assert [it["code"] for it in gouji.check(path).findings] == ["E002"]
    assert gouji.check(str(path)).to_dict()["files"][0]["path"] == str(path)
    with pytest.raises(FileNotFoundError):
        gouji.check(tmp_path / "nothing.md")


def test_settings_are_a_dict_or_a_path(wrong, tmp_path):
    def codes(settings):
        return [it["code"] for it in gouji.check(wrong, name="a.md", settings=settings).findings]

    assert codes({"lint": {"ignore": ["E"]}}) == []
    path = tmp_path / "gouji.toml"
    path.write_text('[lint]\nignore = ["E"]\n')
    assert codes(path) == codes(str(path)) == []
    # An edited file is read anew.
    path.write_text("")
    assert codes(path) == ["E002"]


def test_settings_that_mean_nothing_are_refused_with_their_place(tmp_path):
    with pytest.raises(gouji.SettingsError) as caught:
        gouji.check(b"", settings={"lint": {"ignore": ["E9999"]}})
    assert caught.value.source.endswith("settings") and caught.value.line == 2, caught.value
    path = tmp_path / "gouji.toml"
    path.write_text("\n\nnonsense = 1\n")
    with pytest.raises(gouji.SettingsError, match="nonsense") as caught:
        gouji.check_many([], [], settings=path)
    assert caught.value.line == 3
    with pytest.raises(FileNotFoundError):
        gouji.check(b"", settings=tmp_path / "nothing.toml")


def test_what_cannot_be_read_is_an_exception_of_one_and_a_row_of_many():
    with pytest.raises(gouji.UnreadableError, match="a.png"):
        gouji.check(b"\x89PNG\r\n\x1a\n", name="a.png")


def test_the_language_is_chosen(wrong):
    [finding] = gouji.check(wrong, name="a.md", language="en").findings
    assert "total" in finding["message"]
    with pytest.raises(ValueError, match="language"):
        gouji.check(wrong, language="fr")


def test_rules_and_names():
    rules = {it["code"]: it for it in gouji.rules()}
    assert len(rules) > 100 and rules["E002"]["summary"]["zh"]
    assert gouji.organ_name("白银市平川区教育局") == gouji.organ_name("甘肃省白银市平川区教育局", 2024)


def test_the_command_says_what_is_wrong_with_its_arguments():
    ran = subprocess.run([sys.executable, "-m", "gouji", "chek"], capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 2 and "chek" in ran.stderr
    ran = subprocess.run([sys.executable, "-m", "gouji", "--version"], capture_output=True, text=True, check=False)
    assert ran.stdout == f"gouji {gouji.__version__}\n"
