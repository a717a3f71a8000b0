"""`extract_many`: order, streaming, processes, and what happens when something fails."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

import newsextract
from newsextract import (
    Article,
    ArticleInput,
    BatchError,
    Context,
    DocumentError,
    ExtractionFailure,
    ExtractorError,
    NewsExtractError,
    Pipeline,
    PipelineError,
    extract_many,
    extractor,
)

from . import extractors_for_tests as user
from .extractors_for_tests import Ticker

TEXTS = [f"Company {n} paid ${n} million on Monday." for n in range(70)]


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_inputs(processes: int) -> None:
    inputs = [ArticleInput(text, published="2024-05-01", id=str(n)) for n, text in enumerate(TEXTS)]
    articles = list(extract_many(inputs, processes=processes))
    assert [a.id for a in articles] == [str(n) for n in range(len(TEXTS))]
    assert articles == [
        newsextract.extract(t, published="2024-05-01", id=str(n)) for n, t in enumerate(TEXTS)
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_bad_input_is_recorded_in_its_place(processes: int) -> None:
    inputs: list[str | ArticleInput] = [
        "one",
        "two \ud800",
        ArticleInput("three", id="c", published="soon"),
        "four",
    ]
    outcomes = list(extract_many(inputs, processes=processes, on_error="record"))
    assert [type(o) for o in outcomes] == [Article, ExtractionFailure, ExtractionFailure, Article]
    surrogate, date = outcomes[1], outcomes[2]
    assert isinstance(surrogate, ExtractionFailure)
    assert isinstance(date, ExtractionFailure)
    assert (surrogate.index, surrogate.error) == (1, "DocumentError")
    assert (date.index, date.id) == (2, "c")
    assert "'soon'" in date.message


@pytest.mark.parametrize("processes", [1, 2])
def test_a_bad_input_raises_after_what_came_before(processes: int) -> None:
    results = extract_many(["one", "two \ud800"], processes=processes)
    assert isinstance(next(results), Article)
    with pytest.raises(DocumentError, match="offset 4") as caught:
        next(results)
    assert caught.value.offset == 4


def test_an_extractor_that_fails_on_an_article_spoils_no_other() -> None:
    @extractor(writes=Ticker)
    def stumbles(ctx: Context) -> Iterator[Ticker]:
        if "stone" in ctx.text:
            raise ZeroDivisionError("one over nothing")
        yield from ()

    pipeline = Pipeline([stumbles, user.tickers])
    texts: list[str | ArticleInput] = ["one $AAPL", ArticleInput("a stone $BABA", id="b"), "two $MSFT"]
    before, failure, after = extract_many(texts, on_error="record", pipeline=pipeline)
    assert [before, after] == [pipeline("one $AAPL"), pipeline("two $MSFT")]
    assert isinstance(failure, ExtractionFailure)
    assert (failure.index, failure.id, failure.error) == (1, "b", "ExtractorError")
    results = extract_many(texts, pipeline=pipeline)
    assert next(results) == before
    with pytest.raises(ExtractorError, match="'stumbles' failed on document 'b'"):
        next(results)


def endless(read: list[int]) -> Iterator[str]:
    for n in count():
        read.append(n)
        yield f"text {n}"


def test_inputs_are_read_as_they_are_needed() -> None:
    read = list[int]()
    results = extract_many(endless(read), batch_size=1)
    next(results)
    next(results)
    assert len(read) == 2


def test_a_batch_is_read_before_its_first_article_is_yielded() -> None:
    read = list[int]()
    results = extract_many(endless(read), batch_size=3)
    next(results)
    assert len(read) == 3
    next(results)
    next(results)
    assert len(read) == 3
    next(results)
    assert len(read) == 6


def test_two_processes_read_only_so_far_ahead() -> None:
    read = list[int]()
    results = extract_many(endless(read), processes=2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(read) < 200


def test_a_killed_worker_is_a_clear_error() -> None:
    pipeline = Pipeline([user.kills_its_process])
    with pytest.raises(BatchError, match="worker process ended abruptly"):
        list(extract_many(["good", "poison", "good"], processes=2, pipeline=pipeline))


def test_a_local_extractor_cannot_go_to_other_processes() -> None:
    @extractor(writes=Ticker)
    def local(ctx: Context) -> Iterator[Ticker]:
        yield from ()

    with pytest.raises(PipelineError, match="top level of a module"):
        list(extract_many(["a"], processes=2, pipeline=Pipeline([local])))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"inputs": ["a"], "processes": 0}, "processes must be at least 1"),
        ({"inputs": ["a"], "batch_size": 0}, "batch_size must be at least 1"),
        ({"inputs": ["a"], "on_error": "ignore"}, "on_error must be"),
        ({"inputs": "one text"}, "inputs must be several"),
    ],
)
def test_wrong_arguments_are_refused_at_once(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(NewsExtractError, match=message):
        extract_many(**arguments)  # type: ignore[arg-type]


def test_no_inputs_no_articles() -> None:
    assert list(extract_many([], processes=2)) == []
