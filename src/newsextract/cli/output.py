"""The forms in which articles are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic_core import PydanticSerializationError
from rich.console import Console

from newsextract.errors import NewsExtractError
from newsextract.export.terminal import print_article
from newsextract.model import Article, ExtractionFailure

from .files import OutputFile
from .problems import ExitCode, fail

T = TypeVar("T")


class Format(StrEnum):
    """How articles are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    CSV = "csv"
    PARQUET = "parquet"


WIDTH = 120
"""Of tables in a file, in columns."""

ONE_ARTICLE = (Format.JSON, Format.HTML)
DIRECTORIES = (Format.CSV, Format.PARQUET)
_BY_ENDING = {".json": Format.JSON, ".jsonl": Format.JSONL, ".html": Format.HTML, ".htm": Format.HTML}


def format_of(output: Path | None) -> Format:
    """The format that the name of the output stands for; tables where it tells none."""
    return _BY_ENDING.get(output.suffix.lower(), Format.TABLE) if output else Format.TABLE


class Writer(Protocol[T]):
    """Writes the articles of a run."""

    @property
    def finish(self) -> Callable[[Article], T]:
        """What is made of an article by the process that extracted it; picklable."""
        ...

    def write(self, outcomes: Iterable[T | ExtractionFailure]) -> None:
        """Write what `finish` made, as it comes."""
        ...


class BytesWriter:
    """JSON, JSON Lines, HTML: bytes that workers make, one after the other.

    Args:
        finish: Makes the bytes of an article.
        file: Where to.
    """

    def __init__(self, finish: Callable[[Article], bytes], file: OutputFile) -> None:
        self.finish = finish
        self._file = file

    def write(self, outcomes: Iterable[bytes | ExtractionFailure]) -> None:
        """Write each at once, so that what is done is safe."""
        for made in _good(outcomes):
            self._file.write(made)


class TableWriter:
    """Tables for people.

    Args:
        console: For which they are made: it knows width and colours.
        file: Where to.
    """

    def __init__(self, console: Console, file: OutputFile) -> None:
        self.finish = as_article
        self._console = console
        self._file = file

    def write(self, outcomes: Iterable[Article | ExtractionFailure]) -> None:
        """Write each article."""
        for article in _good(outcomes):
            with self._console.capture() as shown:
                print_article(article, self._console)
            self._file.write(shown.get().encode())


class DirectoryWriter:
    """CSV and Parquet: a file for each table of `newsextract.tables`.

    Args:
        format: `Format.CSV` or `Format.PARQUET`.
        directory: Where the files go.
    """

    def __init__(self, format: Format, directory: Path) -> None:
        from newsextract.tables import write_csv, write_parquet

        self.finish = as_article
        self._write = write_csv if format is Format.CSV else write_parquet
        self._directory = directory

    def write(self, outcomes: Iterable[Article | ExtractionFailure]) -> None:
        """Write all tables; failures are rows of ``articles``."""
        try:
            self._write(outcomes, self._directory)
        except OSError as error:
            name = error.filename or self._directory
            fail(f"{name}: cannot be written: {error.strerror or error}", ExitCode.BROKEN)


def as_article(article: Article) -> Article:
    """The article itself."""
    return article


def as_json(article: Article, *, fields: frozenset[str] | None, indent: int | None) -> bytes:
    """JSON and a line break.

    Args:
        article: The article.
        fields: Which top-level fields; None for all.
        indent: Spaces, or None for all on one line.

    Raises:
        NewsExtractError: If a plugin's result, or an id, cannot be JSON.
    """
    try:
        return (
            article.model_dump_json(include=set(fields) if fields else None, indent=indent).encode() + b"\n"
        )
    except PydanticSerializationError as error:
        raise NewsExtractError(f"cannot be written as JSON: {error}") from error


def as_html(article: Article) -> bytes:
    """One page."""
    return article.to_html().encode()


def writer_of(
    format: Format, fields: frozenset[str] | None, file: OutputFile, output: Path | None
) -> Writer[Any]:
    """What writes a format; whether it takes bytes or articles is known only when it is chosen.

    Args:
        format: Which.
        fields: Top-level fields that JSON has; None for all.
        file: Where to, unless the format is a directory of files.
        output: What was named as output, or None.
    """
    if format in DIRECTORIES and output:
        return DirectoryWriter(format, output)
    if format is Format.TABLE:
        return TableWriter(Console(file=StringIO(), width=WIDTH) if output else Console(), file)
    if format is Format.HTML:
        return BytesWriter(as_html, file)
    indent = 2 if format is Format.JSON else None
    return BytesWriter(partial(as_json, fields=fields, indent=indent), file)


def _good(outcomes: Iterable[T | ExtractionFailure]) -> Iterator[T]:
    return (outcome for outcome in outcomes if not isinstance(outcome, ExtractionFailure))
