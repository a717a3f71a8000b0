"""The facts of an article as rows of text, shared by every view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from newsextract.model import (
    Argument,
    Article,
    Diagnostic,
    Entity,
    Event,
    Fact,
    Happening,
    MonetaryAmount,
    Quotation,
    Relation,
    Span,
    Speaker,
    TimeExpression,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell.

    Attributes:
        text: What it says.
        label: What it is ("acquirer"), or "".
        ref: Id of the fact it stands for, or "".
    """

    text: str
    label: str = ""
    ref: str = ""

    def __str__(self) -> str:
        return f"{self.label}: {self.text}" if self.label else self.text


Cell = tuple[Part, ...]

MOST_PARTS = 12
"""Parts shown of a cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact.

    Attributes:
        id: Of the fact, "" where it has none.
        cells: One a column.
        confidence: Between 0 and 1, or None where it has none.
        made_by: Extractor and rule, "" where it has none.
    """

    id: str
    cells: tuple[Cell, ...]
    confidence: float | None = None
    made_by: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells as plain text."""
        return tuple("; ".join(map(str, cell)) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class FactTable:
    """One layer as text.

    Attributes:
        name: Of the field of `Article`, or of the extension.
        columns: Headings.
        rows: In the order of the layer.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def has_ids(self) -> bool:
        """Whether the rows are facts that can be referred to."""
        return any(row.id for row in self.rows)


def fact_tables(article: Article) -> tuple[FactTable, ...]:
    """The facts of an article as text, layers that are empty left out.

    What happened comes first ("happenings", then their mentions, "events"), then what it is made of.
    """
    names = {e.id: e.name for e in article.entities}
    sums = {m.id: m.span.text for m in article.amounts}
    tables = [
        FactTable("happenings", _HAPPENING_COLUMNS, _happenings(article, names)),
        _layer("events", ("type", "trigger", "realis", "arguments"), article.events, _event(names)),
        _layer("amounts", _AMOUNT_COLUMNS, article.amounts, _amount(sums)),
        _layer("quotations", ("speaker", "cue", "quotation", "kind"), article.quotations, _quotation(names)),
        _layer("entities", ("type", "name", "also", "roles", "mentions"), article.entities, _entity(names)),
        _layer("relations", ("subject", "relation", "object", "stated as"), article.relations, _tie(names)),
        _layer("times", ("text", "value", "from", "until", "mod", "type"), article.times, _time),
        *(_extension(name, results) for name, results in article.extensions.items()),
        FactTable("diagnostics", ("code", "message", "where"), tuple(map(_diagnostic, article.diagnostics))),
    ]
    return tuple(_dense(table) for table in tables if table.rows)


def _dense(table: FactTable) -> FactTable:
    """Without the columns that are empty in every row."""
    kept = [n for n in range(len(table.columns)) if any(row.cells[n] for row in table.rows)]
    rows = tuple(replace(row, cells=tuple(row.cells[n] for n in kept)) for row in table.rows)
    return FactTable(table.name, tuple(table.columns[n] for n in kept), rows)


def header_rows(article: Article) -> tuple[tuple[str, str], ...]:
    """What the article says of itself, as (field, text); unknown fields are left out."""
    published = f"{article.published} ({article.published_from})" if article.published else ""
    rows = (
        ("headline", _text(article.headline)),
        ("standfirst", _text(article.standfirst)),
        ("by", ", ".join(b.name for b in article.bylines)),
        ("dateline", article.dateline.span.text if article.dateline else ""),
        ("published", published),
        ("updated", str(article.updated or "")),
        ("publisher", article.publisher),
        ("copyright", article.copyright),
        ("language", article.language or ""),
        ("url", article.url or ""),
        ("id", article.id or ""),
    )
    return tuple((field, " ".join(value.split())) for field, value in rows if value)


_HAPPENING_COLUMNS = ("type", "mentions", "realis", "arguments")
_AMOUNT_COLUMNS = ("text", "value", "currency", "also stated as", "changed from", "qualifier", "per")
_Fact = TypeVar("_Fact", bound=Fact)


def _layer(
    name: str, columns: tuple[str, ...], facts: Iterable[_Fact], cells: Callable[[_Fact], tuple[Cell, ...]]
) -> FactTable:
    return FactTable(name, columns, tuple(_row(fact, cells(fact)) for fact in facts))


def _row(fact: Fact, cells: tuple[Cell, ...]) -> Row:
    made_by = f"{fact.provenance.extractor}: {fact.provenance.rule}".rstrip(": ")
    return Row(fact.id, tuple(map(_few, cells)), fact.confidence, made_by)


def _few(cell: Cell) -> Cell:
    """Cut short: a thousand mentions that each name all others would be a million parts."""
    more = len(cell) - MOST_PARTS
    return (*cell[:MOST_PARTS], Part(f"and {more} more")) if more > 0 else cell


def _plain(*texts: str | None) -> tuple[Cell, ...]:
    return tuple((Part(text),) if text else () for text in texts)


def _entity(names: dict[str, str]) -> Callable[[Entity], tuple[Cell, ...]]:
    def cells(e: Entity) -> tuple[Cell, ...]:
        roles = tuple(
            Part(names.get(r.organization or "", ""), r.title, r.organization or "")
            if r.organization
            else Part(r.title)
            for r in e.roles
        )
        start = _plain(e.type, e.name, ", ".join(e.aliases))
        return *start, roles, (Part(str(len(e.mentions))),)

    return cells


def _amount(sums: dict[str, str]) -> Callable[[MonetaryAmount], tuple[Cell, ...]]:
    def cells(m: MonetaryAmount) -> tuple[Cell, ...]:
        low, high = ("" if v is None else f"{v:,f}" for v in (m.low, m.high))
        value = low if low == high else f"{low} to {high}"
        currency = m.currency or "?".join((*m.currency_candidates, ""))
        equivalents = tuple(Part(sums.get(i, i), ref=i) for i in m.equivalents)
        previous = (Part(sums.get(m.previous, m.previous), ref=m.previous),) if m.previous else ()
        head = _plain(m.span.text, value, currency)
        return *head, equivalents, previous, *_plain(m.qualifier, m.per)

    return cells


def _time(t: TimeExpression) -> tuple[Cell, ...]:
    start, end = (str(v or "") for v in (t.start, t.end))
    return _plain(t.span.text, t.value, start, end, t.mod, t.type)


def _quotation(names: dict[str, str]) -> Callable[[Quotation], tuple[Cell, ...]]:
    def cells(q: Quotation) -> tuple[Cell, ...]:
        return _speaker(q.speaker, names), *_plain(_text(q.cue), q.span.text, q.kind)

    return cells


def _speaker(speaker: Speaker | None, names: dict[str, str]) -> Cell:
    return (_referring(speaker.span.text, "", speaker.ref, names),) if speaker else ()


def _happenings(article: Article, names: dict[str, str]) -> tuple[Row, ...]:
    return tuple(_happening(happening, names) for happening in article.happenings())


def _happening(h: Happening, names: dict[str, str]) -> Row:
    mentions = tuple(Part(event.trigger.text, event.id, event.id) for event in h.mentions)
    cells = ((Part(h.type),), mentions, (Part(h.realis),), _arguments(h.arguments, names))
    return Row("", tuple(map(_few, cells)), h.confidence)


def _arguments(arguments: Iterable[Argument], names: dict[str, str]) -> Cell:
    return tuple(_referring(a.span.text, a.role, a.ref, names) for a in arguments)


def _event(names: dict[str, str]) -> Callable[[Event], tuple[Cell, ...]]:
    def cells(v: Event) -> tuple[Cell, ...]:
        same = tuple(Part(i, "same as", i) for i in v.coreferent)
        return *_plain(v.type, v.trigger.text, v.realis), _arguments(v.arguments, names) + same

    return cells


def _tie(names: dict[str, str]) -> Callable[[Relation], tuple[Cell, ...]]:
    def cells(r: Relation) -> tuple[Cell, ...]:
        subject, object = (Part(names.get(i, i), ref=i) for i in (r.subject, r.object))
        return (subject,), (Part(r.type),), (object,), (Part(r.span.text),)

    return cells


def _extension(name: str, results: tuple[Any, ...]) -> FactTable:
    return FactTable(name, ("text", "fields"), tuple(map(_extension_row, results)))


def _extension_row(result: Any) -> Row:
    if not isinstance(result, Fact):
        return Row("", _plain("", str(result)))
    fields = (Part(str(value), field) for field, value in _own_fields(result))
    return _row(result, (*_plain(result.anchor_span.text), tuple(fields)))


def _own_fields(fact: Fact) -> Iterator[tuple[str, object]]:
    for field in type(fact).model_fields:
        value = getattr(fact, field)
        if field != "span" and field not in Fact.model_fields and value not in (None, "", ()):
            yield field, value.text if isinstance(value, Span) else value


def _diagnostic(d: Diagnostic) -> Row:
    return Row("", _plain(d.code, d.message, f"{d.span.start}-{d.span.end}" if d.span else ""))


def _referring(text: str, label: str, ref: str | None, names: dict[str, str]) -> Part:
    name = names.get(ref or "", text)
    return Part(text if name == text else f"{text} (= {name})", label, ref or "")


def _text(span: Span | None) -> str:
    return span.text if span else ""
