"""The rows of an article in each table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from newsextract.model import (
    Article,
    Entity,
    Event,
    ExtractionFailure,
    MonetaryAmount,
    Provenance,
    Quotation,
    Relation,
    Span,
    Speaker,
    TimeExpression,
    day_of,
)

from .columns import MONEY_DIGITS, MONEY_PLACES

Row = dict[str, Any]
Articles = Article | ExtractionFailure | Iterable[Article | ExtractionFailure]
"""One article or failure, or any number of them."""


def each(articles: Articles) -> Iterable[Article | ExtractionFailure]:
    """One by one, whether one or several are given."""
    return (articles,) if isinstance(articles, Article | ExtractionFailure) else articles


def rows_of(outcome: Article | ExtractionFailure) -> dict[str, list[Row]]:
    """The rows of one article by table, without tables that have none; every row has all columns."""
    if isinstance(outcome, ExtractionFailure):
        return {"articles": [_failure(outcome)]}
    key = {"article_id": article_key(outcome)}
    return {
        "articles": [key | _article(outcome)],
        **{name: [key | row for row in make(outcome)] for name, make in _FACTS.items()},
    }


def article_key(article: Article) -> str:
    """See the column ``article_id``."""
    if article.id:
        return article.id
    published = article.published.isoformat() if article.published else ""
    said = "\0".join((article.url or "", published, article.text))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _failure(failure: ExtractionFailure) -> Row:
    return {
        **dict.fromkeys(_article(Article(text=""))),
        "article_id": failure.id or f"input-{failure.index}",
        "authors": [],
        "diagnostics": [],
        "error": failure.error,
        "error_message": failure.message,
    }


def _article(a: Article) -> Row:
    dateline = a.dateline
    return {
        "url": a.url,
        "text": a.text,
        "language": a.language,
        **_instant("published", a.published),
        "published_from": a.published_from,
        **_instant("updated", a.updated),
        "headline": a.headline.text if a.headline else None,
        "standfirst": a.standfirst.text if a.standfirst else None,
        "authors": [b.name for b in a.bylines],
        "dateline_place": dateline.place if dateline else None,
        "dateline_date": day_of(dateline.date) if dateline and dateline.date else None,
        "dateline_agency": dateline.agency if dateline else None,
        "publisher": a.publisher,
        "copyright": a.copyright,
        "schema_version": a.schema_version,
        "diagnostics": [d.code for d in a.diagnostics],
        "extensions": _json(a.extensions) if a.extensions else None,
        "error": None,
        "error_message": None,
    }


def _entities(a: Article) -> Iterator[Row]:
    for e in a.entities:
        yield _entity(e)


def _entity(e: Entity) -> Row:
    return {
        "id": e.id,
        "type": e.type,
        "name": e.name,
        "aliases": list(e.aliases),
        "roles": [{"title": r.title, "organization": r.organization, **_span(r.span)} for r in e.roles],
        "identifiers": dict(e.identifiers),
        "salience": e.salience,
        **_made(e.confidence, e.provenance),
    }


def _mentions(a: Article) -> Iterator[Row]:
    for e in a.entities:
        for m in e.mentions:
            yield {
                "entity": e.id,
                "kind": m.kind,
                "type": m.type,
                **_span(m.span),
                **_made(m.confidence, m.provenance),
            }


def _amounts(a: Article) -> Iterator[Row]:
    for m in a.amounts:
        yield _amount(m)


def _amount(m: MonetaryAmount) -> Row:
    return {
        "id": m.id,
        "low": _money(m.low),
        "high": _money(m.high),
        "currency": m.currency,
        "currency_candidates": list(m.currency_candidates),
        "qualifier": m.qualifier,
        "per": m.per,
        "equivalents": list(m.equivalents),
        "previous": m.previous,
        **_span(m.span),
        **_made(m.confidence, m.provenance),
    }


def _times(a: Article) -> Iterator[Row]:
    for t in a.times:
        yield _time(t)


def _time(t: TimeExpression) -> Row:
    return {
        "id": t.id,
        "type": t.type,
        "value": t.value,
        "mod": t.mod,
        **_instant("interval_start", t.start),
        **_instant("interval_end", t.end),
        "anchor": t.anchor,
        **_span(t.span),
        **_made(t.confidence, t.provenance),
    }


def _events(a: Article) -> Iterator[Row]:
    first = {v.id: happening.mentions[0].id for happening in a.happenings() for v in happening.mentions}
    for v in a.events:
        yield {
            "id": v.id,
            "happening": first[v.id],
            "type": v.type,
            "realis": v.realis,
            "coreferent": list(v.coreferent),
            **_span(v.trigger),
            **_span(v.sentence, "sentence"),
            **_made(v.confidence, v.provenance),
        }


def _arguments(a: Article) -> Iterator[Row]:
    for v in a.events:
        yield from _fillers(v)


def _fillers(v: Event) -> Iterator[Row]:
    for position, filler in enumerate(v.arguments):
        yield {
            "event": v.id,
            "position": position,
            "role": filler.role,
            "ref": filler.ref,
            **_span(filler.span),
        }


def _quotations(a: Article) -> Iterator[Row]:
    for q in a.quotations:
        yield _quotation(q)


def _quotation(q: Quotation) -> Row:
    return {
        "id": q.id,
        "kind": q.kind,
        **_span(q.span),
        **_speaker(q.speaker, "speaker"),
        **_span(q.cue, "cue"),
        **_speaker(q.source, "source"),
        **_made(q.confidence, q.provenance),
    }


def _relations(a: Article) -> Iterator[Row]:
    for r in a.relations:
        yield _relation(r)


def _relation(r: Relation) -> Row:
    return {
        "id": r.id,
        "type": r.type,
        "subject": r.subject,
        "object": r.object,
        **_span(r.span),
        **_made(r.confidence, r.provenance),
    }


_FACTS: dict[str, Callable[[Article], Iterator[Row]]] = {
    "entities": _entities,
    "mentions": _mentions,
    "amounts": _amounts,
    "times": _times,
    "events": _events,
    "arguments": _arguments,
    "quotations": _quotations,
    "relations": _relations,
}


def _span(span: Span | None, of_the: str = "") -> Row:
    start, end, text = (span.start, span.end, span.text) if span else (None, None, None)
    if not of_the:
        return {"span_start": start, "span_end": end, "text": text}
    return {f"{of_the}_start": start, f"{of_the}_end": end, f"{of_the}_text": text}


def _speaker(speaker: Speaker | None, name: str) -> Row:
    ref, span = (speaker.ref, speaker.span) if speaker else (None, None)
    return {name: ref, **_span(span, name)}


def _made(confidence: float, provenance: Provenance) -> Row:
    return {"confidence": confidence, "extractor": provenance.extractor, "rule": provenance.rule}


def _instant(name: str, instant: date | datetime | None) -> Row:
    return {
        name: instant.isoformat() if instant else None,
        f"{name}_date": day_of(instant) if instant else None,
        f"{name}_utc": _utc(instant),
    }


def _utc(instant: date | datetime | None) -> datetime | None:
    if not isinstance(instant, datetime) or instant.tzinfo is None:
        return None
    try:
        return instant.astimezone(UTC)
    except OverflowError:  # the first hours of the year 1 east of Greenwich, the last of 9999 west of it
        return None


def _money(value: Decimal | None) -> Decimal | None:
    """The value if it fits the column without rounding, else None."""
    if value is None or not value.is_finite():
        return None
    with localcontext() as context:
        context.prec = MONEY_DIGITS + max(len(value.as_tuple().digits), MONEY_PLACES)
        fits = abs(value) < Decimal(10) ** (MONEY_DIGITS - MONEY_PLACES)
        exact = fits and value == round(value, MONEY_PLACES)
    return value if exact else None


def _json(value: dict[str, tuple[BaseModel | Any, ...]]) -> str:
    return json.dumps(to_jsonable_python(value), ensure_ascii=False, separators=(",", ":"))
