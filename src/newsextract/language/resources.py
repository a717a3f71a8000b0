"""Reading the data files that ship inside the wheel (`newsextract/data/en/`).

Lexicons and tables are data, not code: each is a TOML or a TSV file. Files are found through
`importlib.resources`, so the package also works from a zip archive.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from typing import Any

from newsextract.errors import ResourceError

_FOLDER = "data/en"


def read_text(name: str) -> str:
    """Read a data file as UTF-8 text.

    Args:
        name: Path below `data/en/`, for example `"abbreviations.toml"`.

    Raises:
        ResourceError: The file is missing, cannot be read, or is not UTF-8.
    """
    path = importlib.resources.files("newsextract").joinpath(_FOLDER, *name.split("/"))
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError(f"data file {_FOLDER}/{name} is missing or cannot be read: {error}") from error
    except UnicodeDecodeError as error:
        raise ResourceError(f"data file {_FOLDER}/{name} is not UTF-8: {error}") from error


def load_toml(name: str) -> dict[str, Any]:
    """Read a TOML file of `data/en/`.

    The dictionary is fresh at every call and the caller's to change; callers that build a lexicon
    from it cache the lexicon.

    Raises:
        ResourceError: The file is missing or is not TOML.
    """
    try:
        return tomllib.loads(read_text(name))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"data file {_FOLDER}/{name} is not TOML: {error}") from error


def load_tsv(name: str) -> list[tuple[str, ...]]:
    """Read the rows of a tab-separated file of `data/en/`; blank lines and `#` lines are skipped.

    Raises:
        ResourceError: The file is missing, or cannot be read.
    """
    return list(_rows(name))


@functools.cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    # Not `str.splitlines`: it would also break at U+2028 and the like inside a cell.
    lines = (line.rstrip("\r") for line in read_text(name).split("\n"))
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))
