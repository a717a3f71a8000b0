"""The facts of an article as rows of text, shared by every view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from newsextract.model import (
    Article,
    Entity,
    Event,
    MonetaryAmount,
    Quotation,
    Relation,
    Span,
    Speaker,
    TimeExpression,
)


@dataclass(frozen=True, slots=True)
class FactTable:
    """One layer as text.

    Attributes:
        name: Of the field of `Article`.
        columns: Headings.
        rows: One a fact, in the order of the layer; cells are plain text.
        ids: Id of each row's fact, "" where it has none.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ids: tuple[str, ...]


def fact_tables(article: Article) -> tuple[FactTable, ...]:
    """The layers of an article that are not empty, as text."""
    names = {e.id: e.name for e in article.entities}
    tables = [
        _table("article", ("field", "value"), _header_rows(article)),
        _facts("entities", ("type", "name", "also", "roles", "mentions"), article.entities, _entity(names)),
        _facts("amounts", _AMOUNT_COLUMNS, article.amounts, _amount),
        _facts("times", ("text", "type", "value", "mod", "from", "until"), article.times, _time),
        _facts("quotations", ("kind", "speaker", "cue", "quotation"), article.quotations, _quotation(names)),
        _facts("events", ("type", "trigger", "realis", "arguments"), article.events, _event(names)),
        _facts("relations", ("subject", "relation", "object", "stated as"), article.relations, _tie(names)),
        *(_extension(name, results) for name, results in article.extensions.items()),
        _table("diagnostics", ("code", "message", "where"), [_diagnostic(d) for d in article.diagnostics]),
    ]
    return tuple(table for table in tables if table.rows)


_AMOUNT_COLUMNS = ("text", "value", "currency", "qualifier", "per", "equivalent to", "changed from")


def _table(name: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> FactTable:
    rows = tuple(rows)
    return FactTable(name, columns, rows, ("",) * len(rows))


def _facts(
    name: str, columns: tuple[str, ...], facts: tuple[Any, ...], row: Callable[[Any], tuple[str, ...]]
) -> FactTable:
    rows = tuple((f.id, *row(f)) for f in facts)
    return FactTable(name, ("id", *columns), rows, tuple(f.id for f in facts))


def _header_rows(article: Article) -> list[tuple[str, str]]:
    dateline = article.dateline.span.text if article.dateline else ""
    published = f"{article.published} ({article.published_from})" if article.published else ""
    rows = [
        ("headline", _text(article.headline)),
        ("standfirst", _text(article.standfirst)),
        ("by", ", ".join(b.name for b in article.bylines)),
        ("dateline", dateline),
        ("published", published),
        ("updated", str(article.updated or "")),
        ("publisher", article.publisher),
        ("copyright", article.copyright),
        ("language", article.language or ""),
    ]
    return [(field, value) for field, value in rows if value]


def _entity(names: dict[str, str]) -> Callable[[Entity], tuple[str, ...]]:
    def row(e: Entity) -> tuple[str, ...]:
        roles = "; ".join(
            r.title + (f" ({names[r.organization]})" if r.organization else "") for r in e.roles
        )
        return e.type, e.name, ", ".join(e.aliases), roles, str(len(e.mentions))

    return row


def _amount(m: MonetaryAmount) -> tuple[str, ...]:
    low, high = ("" if v is None else f"{v:,f}" for v in (m.low, m.high))
    value = low if low == high else f"{low} to {high}"
    currency = m.currency or "?".join((*m.currency_candidates, ""))
    return (
        m.span.text,
        value,
        currency,
        m.qualifier or "",
        m.per or "",
        ", ".join(m.equivalents),
        m.previous or "",
    )


def _time(t: TimeExpression) -> tuple[str, ...]:
    return t.span.text, t.type, t.value, t.mod or "", str(t.start or ""), str(t.end or "")


def _quotation(names: dict[str, str]) -> Callable[[Quotation], tuple[str, ...]]:
    def row(q: Quotation) -> tuple[str, ...]:
        return q.kind, _speaker(q.speaker, names), _text(q.cue), q.span.text

    return row


def _speaker(speaker: Speaker | None, names: dict[str, str]) -> str:
    if speaker is None:
        return ""
    return _referring(speaker.span.text, names.get(speaker.ref or ""))


def _event(names: dict[str, str]) -> Callable[[Event], tuple[str, ...]]:
    def row(v: Event) -> tuple[str, ...]:
        arguments = "; ".join(
            f"{a.role}: {_referring(a.span.text, names.get(a.ref or ''))}" for a in v.arguments
        )
        return v.type, v.trigger.text, v.realis, arguments

    return row


def _tie(names: dict[str, str]) -> Callable[[Relation], tuple[str, ...]]:
    def row(r: Relation) -> tuple[str, ...]:
        return names.get(r.subject, r.subject), r.type, names.get(r.object, r.object), r.span.text

    return row


def _extension(name: str, results: tuple[Any, ...]) -> FactTable:
    return _table(name, ("result",), [(str(result),) for result in results])


def _diagnostic(d: Any) -> tuple[str, ...]:
    return d.code, d.message, f"{d.span.start}-{d.span.end}" if d.span else ""


def _referring(text: str, name: str | None) -> str:
    return text if name is None or name == text else f"{text} (= {name})"


def _text(span: Span | None) -> str:
    return span.text if span else ""
