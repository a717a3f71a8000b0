"""One article, for the commands that show one."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from newsextract.errors import NewsExtractError
from newsextract.model import Article, ExtractionFailure

from .inputs import Inputs
from .options import checked_date
from .pipeline_file import pipeline_from
from .problems import ExitCode, fail

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="A text, or an article that was extracted to .json; - reads standard input.",
        show_default=False,
    ),
]


def article_of(source: str, published: str | None, pipeline_file: Path | None) -> Article:
    """The article of a file: read back from a ``.json`` dump, or extracted."""
    if source.endswith(".json"):
        return _read_back(Path(source))
    pipeline = pipeline_from(pipeline_file)
    inputs = list(islice(Inputs([source], published=checked_date(published)), 2))
    if len(inputs) != 1:
        fail(f"{source}: holds {'several articles' if inputs else 'no article'}; name one", ExitCode.USAGE)
    given = inputs[0]
    if isinstance(given, ExtractionFailure):
        fail(f"{given.id}: {given.message}", ExitCode.SOME_FAILED)
    try:
        return pipeline(given.text, published=given.published, url=given.url, id=given.id)
    except NewsExtractError as error:
        fail(f"{given.id}: {error}", ExitCode.SOME_FAILED)


def _read_back(path: Path) -> Article:
    try:
        return Article.from_json(path.read_bytes())
    except OSError as error:
        fail(f"{path}: cannot be read: {error.strerror or error}", ExitCode.SOME_FAILED)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        fail(f"{path}: is no article that newsextract wrote: {place}: {first['msg']}", ExitCode.SOME_FAILED)
