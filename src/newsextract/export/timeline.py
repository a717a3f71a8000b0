"""What happened in an article, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import log10

from newsextract.model import Article, Happening, TimeExpression
from newsextract.model.instant import day_of


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened at one time.

    Attributes:
        time: The time, with a start.
        gap: How far it is from the moment before: 0 (the same or the first) to 4 (decades).
        happenings: In text order.
    """

    time: TimeExpression
    gap: int
    happenings: tuple[Happening, ...]


def timeline(article: Article) -> tuple[Moment, ...]:
    """The happenings whose time is known, by when they begin."""
    dated = sorted(_dated(article), key=lambda pair: _order(pair[0]))
    moments, before = list[Moment](), None
    for _, group in groupby(dated, key=lambda pair: _order(pair[0])):
        pairs = list(group)
        day = _day(pairs[0][0])
        moments.append(Moment(pairs[0][0], _gap(before, day), tuple(happening for _, happening in pairs)))
        before = day
    return tuple(moments)


def _dated(article: Article) -> Iterator[tuple[TimeExpression, Happening]]:
    for happening in article.happenings():
        time = article.get(happening.when.ref or "") if happening.when else None
        if isinstance(time, TimeExpression) and time.start is not None:
            yield time, happening


def _day(time: TimeExpression) -> date:
    assert time.start is not None
    return day_of(time.start)


def _order(time: TimeExpression) -> tuple[str, str]:
    """By the clock of the place: not every moment has a time zone."""
    assert time.start is not None
    return time.start.isoformat(), time.value


def _gap(before: date | None, day: date) -> int:
    days = (day - before).days if before else 0
    return min(4, int(log10(days) + 1)) if days > 0 else 0
