"""The intermediate files of training: pickles that the scripts write for each other and nobody ships."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import torch

FIELDS = ("vector", "frequent", "affix", "ngram", "shape", "flags")


def read(path: Path) -> Any:
    """Read what `write` wrote."""
    with path.open("rb") as file:
        return pickle.load(file)  # noqa: S301 (our own file)


def write(path: Path, content: object) -> None:
    """Write any content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pickle.dump(content, file, protocol=5)


def type_tensors(data: dict) -> dict[str, torch.Tensor]:
    """Features of the word types as tensors."""
    return {name: torch.from_numpy(getattr(data["types"], name)) for name in FIELDS}
