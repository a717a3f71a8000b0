"""From matches to expressions: neighbours joined, and times of day given their day."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from newsextract.language import load_toml
from newsextract.model import TimeType

from .durations import duration
from .grammar import Words
from .values import PREVIOUS, CalendarDate, Expression, Holiday, Literal, Offset, Reading, TimeOfDay

FROM_EVENT = "from-event"
"""The rule that finds "two days after"."""

_STOPS = frozenset([",", ".", ";", ":", "?", "!", "”", '"', "''", "—"])
_GAP = 6  # words between "after" and the date of the event
_LINKS: tuple[list[str], ...] = ([], [","], ["on"], ["at"], [",", "at"], [",", "on"], ["of"])


def joined(expressions: Sequence[Expression], words: Words) -> list[Expression]:
    """Join a time of day and its day where they stand side by side ("11 a.m. on Wednesday")."""
    done: list[Expression] = []
    for expression in expressions:
        pair = _pair(done[-1], expression, words) if done else None
        if pair is None:
            done.append(expression)
        else:
            done[-1] = pair
    return done


def _pair(left: Expression, right: Expression, words: Words) -> Expression | None:
    if left.sentence != right.sentence or FROM_EVENT in (left.rule, right.rule):
        return None
    gap = [word.lower() for word in words.texts[left.end : min(right.start, left.end + 3)]]
    if gap not in _LINKS:
        return None
    for time, day in ((left, right), (right, left)):
        meaning = time.reading.meaning
        if not isinstance(meaning, TimeOfDay) or meaning.day is not None:
            continue
        if "," in gap and ":" not in meaning.clock:  # "on Sunday, early in the morning"
            continue
        if found := day_of(day.reading):
            reading = Reading(TimeType.TIME, replace(meaning, day=found), time.reading.mod or day.reading.mod)
            return replace(left, end=right.end, rule=time.rule, reading=reading)
    return None


def counted_from_dates(expressions: Sequence[Expression], words: Words) -> list[Expression]:
    """Find what "two days after" counts from: the date behind; without one it is a duration, or nothing."""
    done: list[Expression] = []
    for i, expression in enumerate(expressions):
        if expression.rule != FROM_EVENT:
            done.append(expression)
            continue
        event = expressions[i + 1] if i + 1 < len(expressions) else None
        bare = replace(expression, end=expression.end - 1)
        if event is not None and _dates_event(expression, event, words):
            done.append(replace(bare, base=event))
        elif _ends_clause(expression, words):  # "The day before, he had left"
            done.append(replace(expression, reading=_from_previous(expression.reading)))
        elif _is_duration(expression, words):
            done.append(replace(bare, reading=_as_duration(expression.reading)))
    return done


def _dates_event(expression: Expression, event: Expression, words: Words) -> bool:
    """Whether the date behind belongs to the event from which the distance is counted."""
    gap = words.texts[expression.end : event.start]
    return (
        event.sentence == expression.sentence
        and isinstance(expression.reading.meaning, Offset)
        and day_of(event.reading) is not None
        and len(gap) <= _GAP
        and not any(word in {",", ";", ":", "(", "—"} for word in gap)
    )


def _from_previous(reading: Reading) -> Reading:
    meaning = reading.meaning
    if not isinstance(meaning, Offset):
        return reading
    compares = meaning.unit == "Y" and meaning.count == -1
    return replace(reading, meaning=replace(meaning, anchor=PREVIOUS, compares=compares))


def _ends_clause(expression: Expression, words: Words) -> bool:
    if not isinstance(expression.reading.meaning, Offset):
        return False
    return expression.end >= expression.sentence[1] or words.texts[expression.end] in _STOPS


def _is_duration(expression: Expression, words: Words) -> bool:
    """Whether how long is meant, not when: "within days after"."""
    first = expression.sentence[0]
    before = words.texts[expression.start - 1].lower() if expression.start > first else ""
    return before in _duration_prepositions() and words.texts[expression.start].lower() != "the"


@functools.cache
def _duration_prepositions() -> frozenset[str]:
    return frozenset(load_toml("time-refusals.toml")["duration_prepositions"])


def _as_duration(reading: Reading) -> Reading:
    meaning = reading.meaning
    if isinstance(meaning, Offset):
        meaning = Literal(duration(meaning.unit, Decimal(abs(meaning.count))) or "")
    return Reading(TimeType.DURATION, meaning, reading.mod)


def day_of(reading: Reading) -> CalendarDate | Offset | Holiday | None:
    """The day that a reading tells, if it tells one."""
    match reading.meaning:
        case TimeOfDay(day=day):
            return day
        case CalendarDate(day=None, weekday=None):
            return None
        case CalendarDate() | Holiday():
            return reading.meaning
        case Offset(unit="D"):
            return reading.meaning
    return None


def with_days(expressions: Sequence[Expression]) -> Iterator[Expression]:
    """Give a time of day without a day that of its sentence: the nearest before it, else after it.

    Behind a set ("every Monday at 9am") it has none.
    """
    for i, expression in enumerate(expressions):
        meaning = expression.reading.meaning
        if not isinstance(meaning, TimeOfDay) or meaning.day is not None:
            yield expression
            continue
        if _follows_set(expressions, i):
            meaning = replace(meaning, repeated=True)
        elif meaning.of_price:
            meaning = replace(meaning, day=Offset("D", 0))
        elif not _day_before(expressions, i):
            meaning = replace(meaning, day=_day_behind(expressions, i))
        yield replace(expression, reading=replace(expression.reading, meaning=meaning))


def _follows_set(expressions: Sequence[Expression], i: int) -> bool:
    if i == 0 or expressions[i - 1].reading.type != TimeType.SET:
        return False
    return expressions[i].start - expressions[i - 1].end <= 1


def _day_before(expressions: Sequence[Expression], i: int) -> bool:
    sentence = expressions[i].sentence
    while i and expressions[i - 1].sentence == sentence:
        i -= 1
        if day_of(expressions[i].reading):
            return True
    return False


def _day_behind(expressions: Sequence[Expression], i: int) -> CalendarDate | Offset | Holiday | None:
    sentence = expressions[i].sentence
    for later in expressions[i + 1 : i + 5]:
        if later.sentence != sentence:
            return None
        if day := day_of(later.reading):
            return day
    return None
