"""The dated events of an article in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import log10

from newsextract.model import Article, Event, TimeExpression
from newsextract.model.instant import day_of


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened at one time.

    Attributes:
        time: The time, with a start.
        gap: How far it is from the moment before: 0 (the same or the first) to 4 (decades).
        events: In text order, one for each happening.
    """

    time: TimeExpression
    gap: int
    events: tuple[Event, ...]


def timeline(article: Article) -> tuple[Moment, ...]:
    """The events whose time is known, by when they begin; mentions of the same happening stand once."""
    dated = sorted(_dated(article), key=lambda pair: (_start(pair[0]), pair[0].value))
    moments, before = list[Moment](), None
    for (start, _), group in groupby(dated, key=lambda pair: (_start(pair[0]), pair[0].value)):
        pairs = list(group)
        moments.append(Moment(pairs[0][0], _gap(before, start), tuple(event for _, event in pairs)))
        before = start
    return tuple(moments)


def _dated(article: Article) -> Iterator[tuple[TimeExpression, Event]]:
    told = set[str]()
    for event in article.events:
        time = article.get(event.when.ref or "") if event.when else None
        if isinstance(time, TimeExpression) and time.start is not None and event.id not in told:
            told.update(event.coreferent)
            yield time, event


def _start(time: TimeExpression) -> date:
    assert time.start is not None
    return day_of(time.start)


def _gap(before: date | None, start: date) -> int:
    days = (start - before).days if before else 0
    return min(4, int(log10(days) + 1)) if days > 0 else 0
