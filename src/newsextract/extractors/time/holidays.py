"""Named days: where they stand in a text, and their date in a year."""

from __future__ import annotations

import calendar
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsextract.language import PhraseLexicon, load_toml, load_tsv, split_words


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A named day.

    Attributes:
        name: The first of its names.
        date: Month and day, if they are the same every year.
        nth: Month, ISO weekday, and which one of them in the month (-1 the last).
        easter: Days after Easter Sunday.
        lunar: Its column in `time-lunar-days.tsv`.
        plus: Days to add.
        week: Whether the week around the day is meant.
    """

    name: str
    date: tuple[int, int] | None = None
    nth: tuple[int, int, int] | None = None
    easter: int | None = None
    lunar: str = ""
    plus: int = 0
    week: bool = False


@functools.cache
def _days() -> dict[str, NamedDay]:
    """All names and their days."""
    return {
        name: NamedDay(
            name=entry["names"][0],
            date=tuple(entry["date"]) if "date" in entry else None,
            nth=tuple(entry["nth"]) if "nth" in entry else None,
            easter=entry.get("easter"),
            lunar=entry.get("lunar", ""),
            plus=entry.get("plus", 0),
            week=entry.get("week", False),
        )
        for entry in load_toml("time-days.toml")["day"]
        for name in entry["names"]
    }


@functools.cache
def holiday_names() -> PhraseLexicon[NamedDay]:
    """The names, to be found in tokens."""
    return PhraseLexicon(_days())


@functools.cache
def holiday_first_words() -> frozenset[str]:
    """The words with which the names begin."""
    return frozenset(split_words(name)[0] for name in _days())


@functools.cache
def _by_words() -> dict[tuple[str, ...], NamedDay]:
    return {tuple(split_words(name)): day for name, day in _days().items()}


def holiday_of(words: Sequence[str]) -> NamedDay | None:
    """The named day that the words of a text name."""
    return _by_words().get(tuple(word.replace("’", "'") for word in words))


@functools.cache
def _lunar() -> dict[tuple[str, int], date]:
    return {(name, int(day[:4])): date.fromisoformat(day) for name, day in load_tsv("time-lunar-days.tsv")}


def holiday(name: str, year: int) -> date | None:
    """The date of a named day in a year, None if it cannot be told.

    Args:
        name: Any of its names.
        year: Of the Gregorian calendar.
    """
    day = _days()[name]
    if day.date:
        found: date | None = date(year, *day.date)
    elif day.nth:
        found = _nth_weekday(year, *day.nth)
    elif day.easter is not None:
        found = easter(year) + timedelta(day.easter)
    else:
        found = _lunar().get((day.lunar, year))
    return found + timedelta(day.plus) if found else None


def is_week(name: str) -> bool:
    """Whether a name means the week around the day."""
    return _days()[name].week


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    days = calendar.monthrange(year, month)[1]
    start = (weekday - first.isoweekday()) % 7 + 1
    hits = range(start, days + 1, 7)
    return date(year, month, hits[which - 1] if which > 0 else hits[which])


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
