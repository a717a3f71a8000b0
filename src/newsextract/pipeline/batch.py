"""Many articles, in order, on one or more processes."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import Any, Generic, Literal, TypeVar

from newsextract.errors import BatchError, NewsExtractError, PipelineError
from newsextract.model import Article, ArticleInput, ExtractionFailure

from .document import Document
from .pipeline import Pipeline

T = TypeVar("T")
OnError = Literal["raise", "record"]
BatchInput = str | ArticleInput | ExtractionFailure

CHUNK = 16
"""Articles handed to a worker at once."""

BATCH_SIZE = 8
"""Articles that are read together, unless the caller says otherwise."""

AHEAD = 3
"""Chunks a worker may be ahead of the reader; bounds memory whatever the length of the input."""

YOUNG = 20_000
"""New objects between two searches for cycles in a process of ours; an article makes some thousands."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def prepare_process() -> None:
    """Set up a process that does nothing but extract.

    Linear algebra keeps to one thread, if NumPy is not loaded yet and the user has not set otherwise: the
    matrices are small, so threads would mostly wait for each other, and processes for each other's threads.
    Cycles are looked for seldom: extraction makes none, and the search goes through all that is loaded, which
    took a tenth of the time.
    """
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    gc.set_threshold(YOUNG)


def run_batch(
    inputs: Iterable[BatchInput],
    pipeline: Pipeline,
    *,
    finish: Callable[[Article], T],
    processes: int,
    on_error: OnError,
    batch_size: int = BATCH_SIZE,
) -> Generator[T | ExtractionFailure, None, None]:
    """Extract articles one by one, in the order of the inputs; inputs are read as they are needed.

    Args:
        inputs: Texts, or `ArticleInput`; an `ExtractionFailure` for what could not be read keeps its place.
        pipeline: Must be picklable when there is more than one process.
        finish: What is made of each article where it was extracted: what a worker returns is pickled, and an
            article is costly to pickle. Must be picklable too.
        processes: 1 runs in this process.
        on_error: "raise" stops at the first `NewsExtractError`; "record" yields an `ExtractionFailure`.
        batch_size: Articles that are read together; with one process also how many inputs are read before
            the first of them is yielded.

    Raises:
        NewsExtractError: With "raise", what the first bad input raised.
        BatchError: If a worker process was lost.
        PipelineError: If the pipeline cannot be sent to other processes.
    """
    for outcome in _outcomes(enumerate(inputs), _Task(pipeline, finish, batch_size), processes):
        if isinstance(outcome, _Failed):
            yield _recorded(outcome, on_error)
        else:
            yield outcome


class _Failed:
    """An error on its way to the reader, with what it happened to."""

    def __init__(self, index: int, id: str | None, error: NewsExtractError) -> None:
        self.index = index
        self.id = id
        self.error = error


class _Task(Generic[T]):
    """What is done with the inputs."""

    def __init__(self, pipeline: Pipeline, finish: Callable[[Article], T], batch_size: int) -> None:
        self._pipeline = pipeline
        self._finish = finish
        self._batch_size = batch_size

    def __call__(
        self, numbered: Iterable[tuple[int, BatchInput]]
    ) -> Iterator[T | ExtractionFailure | _Failed]:
        """What `finish` made of each article, or an `ExtractionFailure`, or a `_Failed`, in order."""
        rest = iter(numbered)
        while group := [self._opened(*item) for item in islice(rest, self._batch_size)]:
            documents = [x for _, x in group if isinstance(x, Document)]
            outcomes = iter(self._pipeline.read_together(documents))
            for index, opened in group:
                yield self._closed(index, opened, next(outcomes)) if isinstance(opened, Document) else opened

    def _opened(self, index: int, item: BatchInput) -> tuple[int, Document | ExtractionFailure | _Failed]:
        if isinstance(item, ExtractionFailure):
            return index, item.model_copy(update={"index": index})
        given = item if isinstance(item, ArticleInput) else ArticleInput(item)
        try:
            return index, self._pipeline.document(given)
        except NewsExtractError as error:
            return index, _Failed(index, given.id, error)

    def _closed(self, index: int, document: Document, outcome: Article | NewsExtractError) -> T | _Failed:
        if isinstance(outcome, NewsExtractError):
            return _Failed(index, document.id, outcome)
        try:
            return self._finish(outcome)
        except NewsExtractError as error:
            return _Failed(index, document.id, error)


def _recorded(failed: _Failed, on_error: OnError) -> ExtractionFailure:
    error = failed.error
    if on_error == "raise":
        raise error
    return ExtractionFailure(index=failed.index, id=failed.id, error=type(error).__name__, message=str(error))


def _outcomes(
    numbered: Iterator[tuple[int, BatchInput]], task: _Task[T], processes: int
) -> Iterator[T | ExtractionFailure | _Failed]:
    if processes == 1:
        return task(numbered)
    return _parallel(numbered, task, processes)


def _parallel(
    numbered: Iterator[tuple[int, BatchInput]], task: _Task[T], processes: int
) -> Iterator[T | ExtractionFailure | _Failed]:
    frozen = _pickled(task)
    chunks = iter(lambda: list(islice(numbered, CHUNK)), [])
    waiting = deque[Future[list[T | ExtractionFailure | _Failed]]]()
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
            pool.shutdown(cancel_futures=True)


def _pickled(task: _Task[Any]) -> bytes:
    try:
        return pickle.dumps(task)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise PipelineError(
            f"the pipeline cannot be sent to other processes: {error}; "
            "define extractors at the top level of a module, or use processes=1"
        ) from error


class _Worker:
    """What a worker process does, set once when the process starts."""

    task: _Task[Any]


def _start_worker(frozen: bytes) -> None:
    # Ctrl-C is for the parent, which ends its workers in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare_process()
    # Only ever this module's own pickle of the parent's task, handed over by the pool.
    _Worker.task = pickle.loads(frozen)  # noqa: S301


def _end_with_parent() -> None:
    """End this process when its parent was killed: the pool would wait for work for ever."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _work(chunk: list[tuple[int, BatchInput]]) -> list[Any]:
    return list(_Worker.task(chunk))
