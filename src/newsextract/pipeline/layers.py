"""Checks, merges, sorts and numbers what the extractors of a layer have yielded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any

from pydantic import BaseModel

from newsextract.errors import ExtractorError
from newsextract.model import Diagnostic, Fact, Provenance, Span

from .extractor import Extractor

Results = dict[type, list[BaseModel]]

# Types of most fields: not looked into for spans.
_WITHOUT_SPANS = frozenset([str, int, float, bool, NoneType, Decimal, date, datetime, Provenance])


def collect(extractor: Extractor, yielded: Iterable[object], text: str) -> Results:
    """Sort what one extractor yielded by layer, checked and signed with its name.

    Raises:
        ExtractorError: If something is not of a type it declared, or has a span off the text.
    """
    results: Results = {layer: [] for layer in (*extractor.writes, Diagnostic)}
    for item in yielded:
        layer = type(item)
        if layer not in results:
            layer = next((w for w in extractor.writes if isinstance(item, w)), layer)
        if layer not in results or not isinstance(item, BaseModel):
            raise ExtractorError(
                f"extractor {extractor.name!r} yielded a {type(item).__name__}, but declares that it writes "
                + " and ".join(w.__name__ for w in extractor.writes),
                extractor=extractor.name,
            )
        _check_spans(item, text, extractor.name)
        results[layer].append(_signed(item, extractor.name))
    return results


def finish(parts: Mapping[str, list[BaseModel]], *, prefix: str | None = None) -> tuple[BaseModel, ...]:
    """Merge the results of a layer's writers, drop repetitions, sort by span and number.

    Args:
        parts: What each writer yielded, by extractor name, in the order they ran.
        prefix: Of the ids; None for the model's own.
    """
    merged = [(name, item) for name, items in parts.items() for item in items]
    facts = [(name, item) for name, item in merged if isinstance(item, Fact)]
    if len(facts) < len(merged):
        return tuple(sorted((item for _, item in merged), key=_position))
    facts.sort(key=lambda pair: _order(pair[1].anchor_span))
    if sum(map(bool, parts.values())) > 1:
        facts = _without_repetitions(facts)
    ids: dict[str, dict[str, str]] = {name: {} for name in parts}
    numbered = list[tuple[str, Fact, str]]()
    for n, (name, fact) in enumerate(facts, start=1):
        new_id = f"{prefix or fact.id_prefix}{n}"
        numbered.append((name, fact, new_id))
        if fact.id:
            ids[name][fact.id] = new_id
    return tuple(fact.renumbered(new_id, ids[name]) for name, fact, new_id in numbered)


def _without_repetitions(facts: list[tuple[str, Fact]]) -> list[tuple[str, Fact]]:
    """Of facts that say the same, keep the one of the extractor that ran first (the sort is stable)."""
    unsigned = {"id", "confidence", "provenance"}
    first = dict[str, tuple[str, Fact]]()
    for name, fact in facts:
        first.setdefault(type(fact).__name__ + fact.model_dump_json(exclude=unsigned), (name, fact))
    return list(first.values())


def spans_in(value: Any) -> list[Span]:
    """Every span within a model, at any depth, in the order of the fields."""
    found: list[Span] = []
    _gather_spans(value, found)
    return found


def _gather_spans(value: Any, found: list[Span]) -> None:
    if isinstance(value, Span):
        found.append(value)
        return
    if isinstance(value, BaseModel):
        inside: Iterable[Any] = value.__dict__.values()
    elif isinstance(value, dict):
        inside = value.values()
    else:
        inside = value if isinstance(value, tuple | list) else ()
    for inner in inside:
        kind = type(inner)
        if kind is Span:
            found.append(inner)
        elif kind not in _WITHOUT_SPANS:
            _gather_spans(inner, found)


def _check_spans(item: BaseModel, text: str, name: str) -> None:
    for span in spans_in(item):
        if text[span.start : span.end] != span.text or span.end > len(text):
            raise ExtractorError(
                f"extractor {name!r} yielded a {type(item).__name__} with the span "
                f"[{span.start}, {span.end}) {span.text[:40]!r}, which is not what stands there in the text",
                extractor=name,
            )


def _signed(item: BaseModel, name: str) -> BaseModel:
    provenance = getattr(item, "provenance", None)
    if isinstance(provenance, Provenance) and not provenance.extractor:
        signature = provenance.model_copy(update={"extractor": name})
        return item.model_copy(update={"provenance": signature})
    return item


def _position(item: BaseModel) -> tuple[int, int]:
    first = _first_span(item)
    return _order(first) if first else (0, 0)


def _order(span: Span) -> tuple[int, int]:
    """Sort key: by where it begins, the longer of two first."""
    return span.start, -span.end


def _first_span(item: BaseModel) -> Span | None:
    for value in item.__dict__.values():
        if isinstance(value, Span):
            return value
        if type(value) not in _WITHOUT_SPANS and (inside := spans_in(value)):
            return inside[0]
    return None
