"""Where articles come from: files, globs, directories and standard input; plain text and JSON Lines."""

from __future__ import annotations

import gzip
import json
import os
import sys
import zlib
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from glob import glob
from pathlib import Path
from typing import Any, BinaryIO

from newsextract.model import ArticleInput, ExtractionFailure

STDIN = "-"
JSONL = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
ARTICLE_FILES = (".txt", ".txt.gz", *JSONL)
"""Endings of the files that are taken from a directory."""


class InputForm(StrEnum):
    """What a file holds."""

    AUTO = "auto"
    TEXT = "text"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Fields:
    """Keys of a JSON Lines record."""

    text: str = "text"
    id: str = "id"
    published: str = "published"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The articles of some sources, in the order given; those of a directory sorted by path.

    Attributes:
        sources: Files, globs, directories, or "-".
        form: What they hold; `InputForm.AUTO` goes by the ending, and takes stdin for text.
        published: Publication date of articles that bring none of their own.
        fields: Keys of JSON Lines records.
        excluded: Resolved paths that directories and globs do not yield: the files that are written.
    """

    sources: Sequence[str]
    form: InputForm = InputForm.AUTO
    published: str | None = None
    fields: Fields = Fields()
    excluded: Container[Path] = ()

    def __iter__(self) -> Iterator[ArticleInput | ExtractionFailure]:
        """Read the articles one by one; what cannot be read is an `ExtractionFailure`."""
        for path in self.paths():
            yield from self._lines(path) if self._is_jsonl(path) else self._file(path)

    def paths(self) -> Iterator[str]:
        """The files, with "-" for standard input."""
        for source in self.sources:
            if source == STDIN or Path(source).is_file():
                yield source
            else:
                wanted = filter(self._is_wanted, _walk(source) if Path(source).is_dir() else _glob(source))
                # Where there is nothing, reading it says so.
                yield next(wanted, source)
                yield from wanted

    def count(self) -> int | None:
        """How many articles there are, or None if standard input is among the sources."""
        total = 0
        for path in self.paths():
            if path == STDIN:
                return None
            total += sum(1 for _ in self._lines(path)) if self._is_jsonl(path) else 1
        return total

    def _is_wanted(self, path: str) -> bool:
        return Path(path).is_file() and Path(path).resolve() not in self.excluded

    def _is_jsonl(self, path: str) -> bool:
        return self.form is InputForm.JSONL or (self.form is InputForm.AUTO and path.endswith(JSONL))

    def _file(self, path: str) -> Iterator[ArticleInput | ExtractionFailure]:
        name = _printable(path)
        try:
            with _opened(path) as file:
                text = file.read().decode("utf-8-sig")
        except _UNREADABLE as error:
            yield _failure(name, _reason(error))
        else:
            yield ArticleInput(text, published=self.published, id=name)

    def _lines(self, path: str) -> Iterator[ArticleInput | ExtractionFailure]:
        name = _printable(path)
        number = 0
        try:
            with _opened(path) as file:
                for number, line in enumerate(file, start=1):
                    if line.strip():
                        yield self._record(line, f"{name}:{number}")
        except _UNREADABLE as error:
            yield _failure(f"{name}:{number + 1}" if number else name, _reason(error))

    def _record(self, line: bytes, place: str) -> ArticleInput | ExtractionFailure:
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            return _failure(place, _reason(error))
        except (ValueError, RecursionError) as error:
            return _failure(place, f"is no JSON: {error}")
        if not isinstance(record, dict):
            return _failure(place, "is no JSON object")
        identifier = _identifier(record.get(self.fields.id), place)
        text, url = record.get(self.fields.text), record.get("url")
        if not isinstance(text, str):
            have = ", ".join(map(repr, record)) or "nothing"
            return _failure(
                identifier, f"{place} has no text under the key {self.fields.text!r}; it has {have}"
            )
        published: Any = record.get(self.fields.published) or self.published
        return ArticleInput(text, published, url if isinstance(url, str) else None, identifier)


def _walk(directory: str) -> Iterator[str]:
    for folder, folders, names in os.walk(directory):
        folders.sort()
        yield from (str(Path(folder, name)) for name in sorted(names) if name.endswith(ARTICLE_FILES))


def _glob(pattern: str) -> Iterator[str]:
    yield from sorted(glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STDIN:
        yield sys.stdin.buffer
    elif path.endswith(".gz"):
        with gzip.open(path) as unpacked:
            yield unpacked  # type: ignore[misc]
    else:
        with Path(path).open("rb") as file:
            yield file


_UNREADABLE = (OSError, EOFError, zlib.error, UnicodeDecodeError)


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"is not UTF-8: byte 0x{error.object[error.start]:02X} at byte {error.start}"
    if isinstance(error, IsADirectoryError):
        return f"holds no articles; they would be called {', '.join('*' + e for e in ARTICLE_FILES)}"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}"
    return f"cannot be read: {error}"


def _failure(identifier: str, message: str) -> ExtractionFailure:
    return ExtractionFailure(index=0, id=identifier, error="InputError", message=message)


def _identifier(given: object, place: str) -> str:
    if isinstance(given, str | int | float) and not isinstance(given, bool):
        return str(given)
    return place


def _printable(path: str) -> str:
    """A file name as valid Unicode: names on Linux may be any bytes."""
    return os.fsencode(path).decode("utf-8", "replace")
