from os import PathLike
from typing import Any

__version__: str

class SettingsError(ValueError):
    """Settings say what has no meaning."""

    source: str
    line: int
    help: str | None

class UnreadableError(ValueError):
    """A file cannot be read as a report at all."""

class Rows:
    """Rows of many files. Each time that they are taken, the files are gone through anew, window by window."""

    @property
    def columns(self) -> list[str]: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

_Settings = str | PathLike[str] | dict[str, Any] | None

def check(content: bytes, name: str, settings: _Settings, language: str) -> tuple[str, str]: ...
def check_many(
    names: list[str], contents: list[bytes], settings: _Settings, language: str, threads: int | None
) -> Rows: ...
def extract_many(
    names: list[str], contents: list[bytes], settings: _Settings, language: str, threads: int | None
) -> Rows: ...
def rules(settings: _Settings) -> str: ...
def organ_name(name: str, year: int | None = None) -> str:
    """The one name for all that titles call an organ: that of its place in full, and its own."""

def main(args: list[str]) -> int: ...
