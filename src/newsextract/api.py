"""The functions most callers need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache

from newsextract.errors import NewsExtractError
from newsextract.model import Article, ArticleInput, ExtractionFailure
from newsextract.pipeline import BATCH_SIZE, OnError, Pipeline, run_batch


def extract(
    text: str,
    *,
    published: date | datetime | str | None = None,
    url: str | None = None,
    id: str | None = None,
    pipeline: Pipeline | None = None,
) -> Article:
    """Turn raw news text into an `Article`.

    Args:
        text: The raw text of one article; it is never changed, and all offsets count its code points.
        published: Publication date: a date, a datetime, an ISO 8601 string, or None if unknown.
        url: Kept on the article.
        id: Kept on the article.
        pipeline: Defaults to `Pipeline.default()`.

    Raises:
        DocumentError: If the text is no string or holds a lone surrogate, or the date cannot be read.
        ExtractorError: If an extractor fails; it names the extractor.
    """
    return (pipeline or _default())(text, published=published, url=url, id=id)


def extract_many(
    inputs: Iterable[str | ArticleInput],
    *,
    processes: int = 1,
    on_error: OnError = "raise",
    batch_size: int = BATCH_SIZE,
    pipeline: Pipeline | None = None,
) -> Iterator[Article | ExtractionFailure]:
    """Turn many texts into articles, in the order of the inputs, reading them as they are needed.

    Args:
        inputs: Texts, or `ArticleInput`.
        processes: Worker processes; 1 runs in this process.
        on_error: "raise" stops at the first error; "record" yields an `ExtractionFailure` in its place.
        batch_size: Articles that are read together, which is faster; so many inputs are read before the first
            of them is yielded. 1 yields each article before the next input is read.
        pipeline: Defaults to `Pipeline.default()`.

    Yields:
        An `Article` for each input, or an `ExtractionFailure` with ``on_error="record"``.

    Raises:
        NewsExtractError: If an argument is wrong, a worker process is lost, or (with "raise") an input
            cannot be read.
    """
    if processes < 1:
        raise NewsExtractError(f"processes must be at least 1, not {processes}")
    if batch_size < 1:
        raise NewsExtractError(f"batch_size must be at least 1, not {batch_size}")
    if on_error not in ("raise", "record"):
        raise NewsExtractError(f"on_error must be 'raise' or 'record', not {on_error!r}")
    if isinstance(inputs, str | ArticleInput):
        raise NewsExtractError("inputs must be several articles; for one use newsextract.extract")
    return run_batch(
        inputs,
        pipeline or _default(),
        finish=_whole,
        processes=processes,
        on_error=on_error,
        batch_size=batch_size,
    )


def _whole(article: Article) -> Article:
    return article


@cache
def _default() -> Pipeline:
    return Pipeline.default()
