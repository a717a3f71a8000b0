"""Reads specification cases: YAML files of ``{name, text, published?, expect: [...]}`` in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml


def cases(folder: str) -> list[Any]:
    """The cases of every file in ``tests/specs/<folder>``, as pytest parameters named after file and case."""
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted((Path(__file__).parent / folder).glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
