"""Reading `data/en/model.npz`: checked, without pickle, made ready for float32 products.

The file holds a JSON header, sorted word keys, embedding tables as int8 with a scale each, and
dense weights as float16. A file that is damaged, of another version or of other sizes is a
`ResourceError` that names it.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from newsextract.errors import ResourceError
from newsextract.language.tagger import features
from newsextract.language.tagger.labels import NAME_TAGS, UPOS

FORMAT = "newsextract-tagger"
VERSION = 2
TABLES = ("vectors", "frequent", "affix", "ngram", "shape")
KEYS = {
    "vector_keys": np.uint64,
    "frequent_keys": np.uint64,
    "gazetteer_keys": np.uint64,
    "gazetteer_masks": np.uint16,
}

Array = npt.NDArray[Any]
FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the layers."""

    encoder: int
    word: int
    hidden: int
    blocks: int
    project: int
    arc: int
    label: int
    names: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything the network needs, as arrays.

    Attributes:
        sizes: Widths of the layers.
        relations: Dependency relations, in the order of the label scores.
        keys: Sorted keys of the tables, and the masks of the gazetteer.
        tables: Embedding tables, int8, with row 0 for the unknown.
        scales: Factor of each table.
        dense: Matrices and biases, float32.
        card: Free text of the header: licence, version of the training data.
    """

    sizes: Sizes
    relations: tuple[str, ...]
    keys: Mapping[str, Array]
    tables: Mapping[str, Array]
    scales: Mapping[str, float]
    dense: Mapping[str, FloatArray]
    card: Mapping[str, Any]


def dense_shapes(sizes: Sizes, relations: int, inputs: int) -> dict[str, tuple[int, ...]]:
    """Shape of every dense array."""
    h, unit = sizes.hidden, sizes.hidden // sizes.blocks
    heads = sizes.names + 2 * sizes.arc + 2 * sizes.label + len(UPOS)
    narrow = sizes.project or 2 * h
    shapes: dict[str, tuple[int, ...]] = {
        "encode1": (inputs, sizes.encoder),
        "encode1_bias": (sizes.encoder,),
        "encode2": (sizes.encoder, sizes.word),
        "encode2_bias": (sizes.word,),
        "context": (features.CONTEXT_SIZE, 8 * h),
        "heads": (narrow, heads),
        "heads_bias": (heads,),
        "arc": (sizes.arc, sizes.arc),
        "arc_root": (sizes.arc,),
        "arc_bias": (sizes.arc,),
        "label_root": (sizes.label,),
        "label_out": (sizes.label, relations),
        "label_out_bias": (relations,),
        "names_out": (sizes.names, len(NAME_TAGS)),
        "names_out_bias": (len(NAME_TAGS),),
    }
    if sizes.project:
        shapes |= dict.fromkeys(("project1", "project2"), (2 * h, sizes.project))
    for layer, width in (("lstm1", sizes.word), ("lstm2", narrow)):
        shapes[f"{layer}_input"] = (width, 8 * h)
        shapes[f"{layer}_bias"] = (8 * h,)
        shapes[f"{layer}_state"] = (2, sizes.blocks, unit, 4 * unit)
    return shapes


def default_path() -> Path:
    """Where the shipped weights lie (inside the installed package)."""
    return Path(str(files("newsextract").joinpath("data", "en", "model.npz")))


def load(path: Path | None = None) -> Weights:
    """Read and check a weights file.

    Args:
        path: The file; the shipped one if None.

    Raises:
        ResourceError: The file is missing, damaged, or does not fit this version of the code.
    """
    if path is not None:
        return _read(path)
    with as_file(files("newsextract").joinpath("data", "en", "model.npz")) as shipped:
        return _read(shipped)


def _read(path: Path) -> Weights:
    try:
        # the file is opened here, so that it is closed even when it is no archive
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        header = json.loads(arrays.pop("header").tobytes())
        return _build(header, arrays)
    except FileNotFoundError as error:
        raise ResourceError(f"weights file {path} is missing") from error
    except (
        OSError,
        EOFError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        UnicodeDecodeError,
    ) as error:
        raise ResourceError(
            f"weights file {path} is damaged or does not fit this version: {error}"
        ) from error


def _build(header: Mapping[str, Any], arrays: Mapping[str, Array]) -> Weights:
    _expect("format", header["format"], FORMAT)
    _expect("version", header["version"], VERSION)
    _expect("features", header["features"], features.FEATURES_VERSION)
    _expect("upos", tuple(header["upos"]), UPOS)
    _expect("name_tags", tuple(header["name_tags"]), NAME_TAGS)
    relations = tuple(str(r) for r in header["relations"])
    sizes = Sizes(**header["sizes"])
    keys = {name: _typed(arrays, name, dtype) for name, dtype in KEYS.items()}
    tables = {name: _typed(arrays, name, np.int8) for name in TABLES}
    _check_tables(keys, tables)
    inputs = _input_size(tables)
    dense = {}
    for name, wanted in dense_shapes(sizes, len(relations), inputs).items():
        array = _typed(arrays, name, np.float16)
        _expect(f"shape of {name}", array.shape, wanted)
        dense[name] = np.ascontiguousarray(array, dtype=np.float32)
        if not np.isfinite(dense[name]).all():
            raise ValueError(f"{name} holds numbers that are not finite")
    return Weights(
        sizes=sizes,
        relations=relations,
        keys=keys,
        tables=tables,
        scales={name: float(header["scales"][name]) for name in TABLES},
        dense=dense,
        card=dict(header["card"]),
    )


def _check_tables(keys: Mapping[str, Array], tables: Mapping[str, Array]) -> None:
    rows = {
        "vectors": len(keys["vector_keys"]) + 1,
        "frequent": len(keys["frequent_keys"]) + 1,
        "affix": features.AFFIXES * features.AFFIX_BUCKETS,
        "ngram": features.NGRAM_BUCKETS,
        "shape": features.SHAPE_BUCKETS,
    }
    for name, count in rows.items():
        _expect(f"dimensions of {name}", tables[name].ndim, 2)
        _expect(f"rows of {name}", len(tables[name]), count)
    _expect("gazetteer masks", keys["gazetteer_masks"].shape, keys["gazetteer_keys"].shape)
    for name in ("vector_keys", "frequent_keys", "gazetteer_keys"):
        if len(keys[name]) > 1 and not (keys[name][1:] > keys[name][:-1]).all():
            raise ValueError(f"{name} are not sorted")


def _input_size(tables: Mapping[str, Array]) -> int:
    affix = features.AFFIXES * int(tables["affix"].shape[1])
    widths = sum(int(tables[name].shape[1]) for name in ("vectors", "frequent", "ngram", "shape"))
    return widths + affix + features.FLAGS_SIZE


def _typed(arrays: Mapping[str, Array], name: str, dtype: Any) -> Array:
    array = arrays[name]
    _expect(f"type of {name}", array.dtype, np.dtype(dtype))
    return array


def _expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise ValueError(f"{what} is {found!r}, not {wanted!r}")
