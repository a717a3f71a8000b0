"""Where the cases of a layer are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newsextract.testing import spec_cases


def cases(folder: str) -> list[Any]:
    """The cases of every file in ``tests/specs/<folder>``, as pytest parameters named after file and case."""
    return spec_cases(Path(__file__).parent / folder)
