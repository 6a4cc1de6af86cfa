"""What nobody should pass is refused in order, and memory stays flat."""

import pathlib

import gouji
import pyarrow
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.integers(), inner, max_size=4),
    max_leaves=8,
)
refusals = (TypeError, ValueError, OSError, OverflowError)
slow = settings(deadline=None, suppress_health_check=list(HealthCheck))


@slow
@given(anything, anything, anything, anything)
def test_one_of_wrong_types(source, name, given_settings, language):
    if isinstance(source, str):
        return
    try:
        gouji.check(source, name=name, settings=given_settings, language=language)
    except refusals:
        pass


@slow
@given(anything, anything, anything, anything)
def test_many_of_wrong_types(names, contents, given_settings, threads):
    for rows in (gouji.check_many, gouji.extract_many):
        try:
            pyarrow.table(rows(names, contents, settings=given_settings, threads=threads))
        except refusals:
            pass


@slow
@given(st.lists(st.tuples(st.text(), st.binary()), max_size=5))
def test_any_bytes_under_any_name(files):
    names, contents = [it[0] for it in files], [it[1] for it in files]
    for rows in (gouji.check_many, gouji.extract_many):
        table = pyarrow.table(rows(names, contents))
        assert set(table["path"].to_pylist()) == set(names)


@slow
@given(st.dictionaries(st.sampled_from(["lint", "rule", "jurisdiction", "override", "waive", "packs", "inline-waivers"]), anything))
def test_any_settings(given_settings):
    try:
        gouji.check(b"", settings=given_settings)
    except refusals:
        pass


def test_settings_that_hold_themselves_are_refused():
    circle: dict = {}
    circle["lint"] = circle
    try:
        gouji.check(b"", settings=circle)
    except ValueError as error:
        assert "nested" in str(error)
    else:
        raise AssertionError("a circle has no end")


def resident() -> int:
    """Bytes of memory."""
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_memory_is_flat_over_a_hundred_batches(balanced):
    if not pathlib.Path("/proc/self/statm").exists():
        return

    def batches(count):
        for _ in range(count):
            for rows in (gouji.check_many, gouji.extract_many):
                pyarrow.table(rows(["a.md", "b.md"], [balanced, balanced + b" "]))

    batches(20)
    before = resident()
    batches(100)
    assert resident() < before * 1.1 + (8 << 20)
