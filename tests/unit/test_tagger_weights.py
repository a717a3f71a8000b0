"""A weights file that is missing, damaged or of another kind is a ResourceError that names it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from newsextract.errors import ResourceError
from newsextract.language.tagger import Tagger
from newsextract.language.tagger.weights import default_path

Arrays = dict[str, npt.NDArray[Any]]


@pytest.fixture(scope="module")
def arrays() -> Arrays:
    with np.load(default_path(), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def fails(path: Path) -> str:
    with pytest.raises(ResourceError) as caught:
        Tagger.load(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_missing(tmp_path: Path) -> None:
    assert "missing" in fails(tmp_path / "none.npz")


@pytest.mark.parametrize("size", [0, 10, 1000, 500_000])
def test_truncated(tmp_path: Path, size: int) -> None:
    path = tmp_path / "cut.npz"
    path.write_bytes(default_path().read_bytes()[:size])
    fails(path)


def test_flipped_bytes(tmp_path: Path) -> None:
    data = bytearray(default_path().read_bytes())
    for at in range(200_000, 200_040):
        data[at] ^= 0xFF
    path = tmp_path / "flipped.npz"
    path.write_bytes(data)
    fails(path)


def test_text_and_folder(tmp_path: Path) -> None:
    path = tmp_path / "text.npz"
    path.write_text("not weights")
    fails(path)
    fails(tmp_path)


def header(key: str, value: object) -> Callable[[Arrays], None]:
    def change(found: Arrays) -> None:
        content = json.loads(found["header"].tobytes())
        content[key] = value
        found["header"] = np.frombuffer(json.dumps(content).encode(), dtype=np.uint8)

    return change


def drop(name: str) -> Callable[[Arrays], None]:
    def change(found: Arrays) -> None:
        del found[name]

    return change


def put(name: str, value: npt.NDArray[Any]) -> Callable[[Arrays], None]:
    def change(found: Arrays) -> None:
        found[name] = value

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (header("version", 99), "version"),
        (header("features", 0), "features"),
        (header("format", "other"), "format"),
        (header("sizes", {"hidden": 1}), "Sizes"),
        (header("upos", []), "upos"),
        (drop("header"), "header"),
        (drop("vectors"), "vectors"),
        (put("arc", np.zeros((3, 3), np.float16)), "arc"),
        (put("arc", np.array([{}], dtype=object)), "damaged"),
        (put("heads_bias", np.zeros(3, np.float64)), "heads_bias"),
        (put("frequent_keys", np.array([2, 1], np.uint64)), "frequent"),
    ],
)
def test_mismatched(tmp_path: Path, arrays: Arrays, change: Callable[[Arrays], None], says: str) -> None:
    path = tmp_path / "other.npz"
    found = dict(arrays)
    change(found)
    np.savez(path, **found)  # type: ignore[arg-type]
    assert says in fails(path)


def test_size() -> None:
    assert default_path().stat().st_size <= 12_000_000
