"""What tests have in common: reports of the repository, and one with a wrong total."""

import pathlib

import pytest

SAMPLES = pathlib.Path(__file__).parents[3] / "docs/samples"


@pytest.fixture(scope="session")
def balanced() -> bytes:
    """A report without a defect."""
    return (SAMPLES / "balanced-2024.md").read_bytes()


@pytest.fixture(scope="session")
def wrong(balanced: bytes) -> bytes:
    """A report whose total is wrong."""
    return balanced.replace(b"| 38 | 9 |", b"| 31 | 9 |")


@pytest.fixture(autouse=True)
def _namespace(doctest_namespace: dict) -> None:
    import gouji

    doctest_namespace["gouji"] = gouji
