"""Many articles, in order, on one or more processes."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Literal

from newsextract.errors import BatchError, NewsExtractError, PipelineError
from newsextract.model import Article, ArticleInput, ExtractionFailure

from .pipeline import Pipeline

OnError = Literal["raise", "record"]
Outcome = Article | ExtractionFailure
_Chunk = list[tuple[int, str | ArticleInput]]

CHUNK = 16
"""Articles handed to a worker at once."""

AHEAD = 3
"""Chunks a worker may be ahead of the reader; bounds memory whatever the length of the input."""


def run_batch(
    inputs: Iterable[str | ArticleInput], pipeline: Pipeline, *, processes: int, on_error: OnError
) -> Iterator[Outcome]:
    """Extract articles one by one, in the order of the inputs; inputs are read as they are needed.

    Args:
        inputs: Texts, or `ArticleInput`.
        pipeline: Must be picklable when there is more than one process.
        processes: 1 runs in this process.
        on_error: "raise" stops at the first `NewsExtractError`; "record" yields an `ExtractionFailure`.

    Raises:
        NewsExtractError: With "raise", what the first bad input raised.
        BatchError: If a worker process was lost.
        PipelineError: If the pipeline cannot be sent to other processes.
    """
    numbered = enumerate(inputs)
    if processes == 1:
        for index, item in numbered:
            yield _resolved(_attempt(pipeline, index, item), on_error)
        return
    for outcome in _parallel(numbered, pipeline, processes):
        yield _resolved(outcome, on_error)


def _parallel(
    numbered: Iterator[tuple[int, str | ArticleInput]], pipeline: Pipeline, processes: int
) -> Iterator[Article | _Failed]:
    frozen = _pickled(pipeline)
    chunks = iter(lambda: list(islice(numbered, CHUNK)), [])
    waiting = deque[Future[list[Article | _Failed]]]()
    with ProcessPoolExecutor(processes, initializer=_start_worker, initargs=(frozen,)) as pool:
        try:
            for chunk in islice(chunks, processes * AHEAD):
                waiting.append(pool.submit(_work, chunk))
            while waiting:
                outcomes = waiting.popleft().result()
                for chunk in islice(chunks, 1):
                    waiting.append(pool.submit(_work, chunk))
                yield from outcomes
        except BrokenProcessPool as error:
            raise BatchError(
                "a worker process ended abruptly (killed, or out of memory); the articles yielded so far "
                "are whole, the rest was not read: use fewer processes or smaller inputs"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


class _Failed:
    """An error on its way to the reader, with what it happened to."""

    def __init__(self, index: int, id: str | None, error: NewsExtractError) -> None:
        self.index = index
        self.id = id
        self.error = error


def _attempt(pipeline: Pipeline, index: int, item: str | ArticleInput) -> Article | _Failed:
    given = item if isinstance(item, ArticleInput) else ArticleInput(item)
    try:
        return pipeline(given.text, published=given.published, url=given.url, id=given.id)
    except NewsExtractError as error:
        return _Failed(index, given.id, error)


def _resolved(outcome: Article | _Failed, on_error: OnError) -> Outcome:
    if isinstance(outcome, Article):
        return outcome
    if on_error == "raise":
        raise outcome.error
    error = outcome.error
    return ExtractionFailure(
        index=outcome.index, id=outcome.id, error=type(error).__name__, message=str(error)
    )


def _pickled(pipeline: Pipeline) -> bytes:
    try:
        return pickle.dumps(pipeline)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise PipelineError(
            f"the pipeline cannot be sent to other processes: {error}; "
            "define extractors at the top level of a module, or use processes=1"
        ) from error


class _Worker:
    """The pipeline of a worker process, set once when the process starts."""

    pipeline: Pipeline


def _start_worker(frozen: bytes) -> None:
    # Only ever this module's own pickle of the parent's pipeline, handed over by the pool.
    _Worker.pipeline = pickle.loads(frozen)  # noqa: S301


def _work(chunk: _Chunk) -> list[Article | _Failed]:
    return [_attempt(_Worker.pipeline, index, item) for index, item in chunk]
