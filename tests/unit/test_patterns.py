"""Extractors of one pattern: what they find, and what happens when the pattern never ends."""

from __future__ import annotations

import pickle

import pytest

from newsextract import Pipeline, PipelineError, pattern_extractor

from . import extractors_for_tests as user


def test_every_match_makes_a_fact() -> None:
    article = Pipeline([user.cashtags])("Buy $AAPL and $MSFT.")
    assert [(t.span.text, t.symbol, t.id) for t in article.extensions["cashtags"]] == [
        ("$AAPL", "AAPL", "cashtags:1"),
        ("$MSFT", "MSFT", "cashtags:2"),
    ]
    assert article.diagnostics == ()


def test_a_pattern_without_end_is_cut_off_and_said_so() -> None:
    article = Pipeline([user.cashtags])("Buy $AAPL now, and $MSFT" + "a" * 80 + "!")
    assert [t.symbol for t in article.extensions["cashtags"]] == ["AAPL"]
    (diagnostic,) = article.diagnostics
    assert (diagnostic.code, diagnostic.extractor) == ("pattern-timeout", "cashtags")
    assert "0.05 s; nothing behind offset 9 was found" in diagnostic.message


def test_it_pickles() -> None:
    assert pickle.loads(pickle.dumps(user.cashtags)) is user.cashtags


@pytest.mark.parametrize(
    ("pattern", "timeout", "message"),
    [("(", 1.0, r"'\(' is not well-formed"), ("a", 0.0, "timeout must be a positive number")],
)
def test_wrong_arguments_are_refused(pattern: str, timeout: float, message: str) -> None:
    with pytest.raises(PipelineError, match=message):
        pattern_extractor(pattern, writes=user.Ticker, timeout=timeout)
