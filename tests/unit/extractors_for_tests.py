"""User extractors, at the top level of a module so that other processes can find them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import regex

from newsextract import Context, Entity, Fact, Paragraph, Provenance, Span, extractor, pattern_extractor


class Ticker(Fact):
    """A stock exchange symbol, "$AAPL"."""

    span: Span
    symbol: str


@extractor(writes=Ticker)
def tickers(ctx: Context) -> Iterator[Ticker]:
    for start, word in _words(ctx.text):
        if word.startswith("$") and word[1:].isalpha():
            span = ctx.span(start, start + len(word))
            yield Ticker(span=span, symbol=word[1:], provenance=Provenance(extractor="", rule="cashtag"))


@pattern_extractor(r"\$([A-Z]+)(?:(?:a|aa)+\$)?", writes=Ticker, timeout=0.05)
def cashtags(ctx: Context, match: regex.Match[str]) -> Iterator[Ticker]:
    """Takes time without end where many an "a" follows a symbol."""
    yield Ticker(span=ctx.span(*match.span()), symbol=match[1])


@extractor(writes=Ticker)
def kills_its_process(ctx: Context) -> Iterator[Ticker]:
    if "poison" in ctx.text:
        os.kill(os.getpid(), signal.SIGKILL)
    yield from ()


@extractor(writes=Ticker, reads=[Entity])
def needs_entities(ctx: Context) -> Iterator[Ticker]:
    assert isinstance(ctx[Entity], tuple)
    yield from ()


@extractor(writes=Ticker)
def raises(ctx: Context) -> Iterator[Ticker]:
    raise ZeroDivisionError("one over nothing")
    yield


@extractor(writes=Ticker)
def reads_undeclared(ctx: Context) -> Iterator[Ticker]:
    assert ctx[Paragraph]
    yield from ()


@extractor(writes=Ticker)
def off_the_text(ctx: Context) -> Iterator[Ticker]:
    yield Ticker(span=Span(start=3, end=6, text="xyz"), symbol="X")


@extractor(writes=Ticker)
def wrong_type(ctx: Context) -> Iterator[Span]:
    yield ctx.span(0, 1)


def _words(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for word in text.split(" "):
        yield start, word
        start += len(word) + 1
