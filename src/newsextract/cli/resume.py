"""What a file of JSON lines holds already, so that a run can go on where an earlier one was cut off."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from newsextract.model import ArticleInput, ExtractionFailure

from .problems import ExitCode, fail

_HEAD = b'{"id":'
"""How every line begins, of articles and of failures."""

_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Held:
    """The whole lines of a file.

    Attributes:
        ids: How many lines each id has; inputs may share an id.
        size: Bytes up to the end of the last whole line; after it a killed run may have left half a line.
    """

    ids: Counter[str] = field(default_factory=Counter)
    size: int = 0


def held(path: Path) -> Held:
    """Read which ids a file holds; none if it is not there.

    A file that holds anything else is refused, so that a slip in the command line cuts off nothing.
    """
    ids, size = Counter[str](), 0
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.endswith(b"\n"):
                    ids[_identifier(path, number, line)] += 1
                    size += len(line)
                elif not (line.startswith(_HEAD) or _HEAD.startswith(line)):
                    _refuse(path, number)
    except FileNotFoundError:
        pass
    except OSError as error:
        fail(f"{path}: cannot be read: {error.strerror or error}", ExitCode.USAGE)
    return Held(ids, size)


def without(
    inputs: Iterable[ArticleInput | ExtractionFailure], ids: Counter[str]
) -> Iterator[ArticleInput | ExtractionFailure]:
    """The inputs that are not held: of several with one id, as many of the first as are held are left out."""
    left = Counter(ids)
    for item in inputs:
        identifier = item.id or ""
        if left[identifier]:
            left[identifier] -= 1
        else:
            yield item


def _identifier(path: Path, number: int, line: bytes) -> str:
    try:
        identifier, _ = _DECODER.raw_decode(line.removeprefix(_HEAD).decode("utf-8"))
    except ValueError:
        _refuse(path, number)
    if not (line.startswith(_HEAD) and isinstance(identifier, str)):
        _refuse(path, number)
    return identifier


def _refuse(path: Path, number: int) -> NoReturn:
    fail(
        f"{path}: cannot be resumed: line {number} is none that newsextract wrote; the file is as it was",
        ExitCode.USAGE,
    )
