"""A pipeline written down in TOML: names of extractors and files of event frames, never code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from newsextract.errors import NewsExtractError
from newsextract.language.tagger import analyse
from newsextract.pipeline import Pipeline
from newsextract.pipeline.registry import BUILT_IN, load

from .problems import ExitCode, fail


class _PipelineFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    extractors: list[str] = Field(default=list(BUILT_IN), min_length=1)
    with_: list[str] = Field(default=[], alias="with")
    without: list[str] = []
    events: list[str] = []


def pipeline_from(path: Path | None) -> Pipeline:
    """The pipeline that a file describes; the default one without a file."""
    if path is None:
        return Pipeline.default()
    written = _read(path)
    loaded = []
    for key, names in (("extractors", written.extractors), ("with", written.with_)):
        with _named(path, key):
            loaded += [load(name) for name in names]
    with _named(path, "without"):
        for name in written.without:
            if name not in [x.name for x in loaded]:
                raise NewsExtractError(f"there is no extractor {name!r} to leave out")
    with _named(path, "extractors"):
        pipeline = Pipeline((x for x in loaded if x.name not in written.without), syntax_source=analyse)
    with _named(path, "events"):
        for frames in written.events:
            pipeline = pipeline.with_events(path.parent / frames)
    return pipeline


def _read(path: Path) -> _PipelineFile:
    try:
        return _PipelineFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        fail(f"{path}: cannot be read: {error.strerror or error}", ExitCode.USAGE)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        known = ", ".join(f.alias or name for name, f in _PipelineFile.model_fields.items())
        fail(f"{path}: key {key!r}: {first['msg']}; the keys are: {known}", ExitCode.USAGE)
    except ValueError as error:
        fail(f"{path}: is no TOML: {error}", ExitCode.USAGE)


@contextmanager
def _named(path: Path, key: str) -> Iterator[None]:
    try:
        yield
    except NewsExtractError as error:
        fail(f"{path}: key {key!r}: {error}", ExitCode.USAGE)
