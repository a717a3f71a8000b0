"""What a type checker knows of the package that a user installed; read by mypy and pyright, never run.

`assert_type` fails where a type is lost (``Any``), so this file says that the hints are there and right.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import assert_type

import newsextract
from newsextract import (
    Argument,
    Article,
    ArticleInput,
    Context,
    Entity,
    Event,
    ExtractionFailure,
    Extractor,
    Fact,
    Happening,
    Mention,
    MonetaryAmount,
    Pipeline,
    Quotation,
    Relation,
    Span,
    TimeExpression,
)


class Ticker(Fact):
    span: Span
    symbol: str


@newsextract.extractor(reads=[Entity], writes=Ticker)
def tickers(ctx: Context) -> Iterator[Ticker]:
    assert_type(ctx.text, str)
    assert_type(ctx[Entity], tuple[Entity, ...])
    assert_type(ctx.get(MonetaryAmount), tuple[MonetaryAmount, ...])
    yield Ticker(span=ctx.span(0, 1), symbol="A")


def articles(text: str) -> None:
    article = newsextract.extract(text, published="2023-03-17", url=None, id="a1")
    assert_type(article, Article)
    assert_type(article.published, datetime | date | None)
    assert_type(article.headline, Span | None)
    assert_type(article.amounts, tuple[MonetaryAmount, ...])
    assert_type(article.amounts[0].value, Decimal | None)
    assert_type(article.times, tuple[TimeExpression, ...])
    assert_type(article.quotations, tuple[Quotation, ...])
    assert_type(article.relations, tuple[Relation, ...])
    assert_type(article.entities[0].mentions, tuple[Mention, ...])
    assert_type(article.events, tuple[Event, ...])
    assert_type(article.events[0].argument("amount"), Argument | None)
    assert_type(article.happenings(), tuple[Happening, ...])
    assert_type(article.get("e1"), Fact | None)
    assert_type(article.facts_at(3), tuple[Fact, ...])
    assert_type(article.to_html(), str)
    assert_type(article.to_jsonld(), dict[str, object])
    assert_type(Article.from_json("{}", extensions={"tickers": Ticker}), Article)


def batches(texts: list[str]) -> None:
    inputs = [ArticleInput(text, published=date(2023, 3, 17)) for text in texts]
    for result in newsextract.extract_many(inputs, processes=2, on_error="record"):
        assert_type(result, Article | ExtractionFailure)


def pipelines() -> None:
    pipeline = Pipeline.default().only(MonetaryAmount, TimeExpression).with_extractor(tickers)
    assert_type(pipeline, Pipeline)
    assert_type(pipeline("Acme paid $5."), Article)
    anything: Extractor = tickers
    assert_type(anything.name, str)
