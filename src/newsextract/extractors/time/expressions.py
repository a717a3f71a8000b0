"""From matches to expressions: neighbours joined, and times of day given their day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsextract.model import TimeType

from .grammar import Words
from .values import CalendarDate, Expression, Holiday, Offset, Reading, TimeOfDay


_LINKS = ([], [","], ["on"], ["at"], [",", "at"], ["of"], ["local", "time"], [",", "on"])


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
    if left.sentence != right.sentence or right.start - left.end > 2:
        return None
    if [word.lower() for word in words.texts[left.end : right.start]] not in _LINKS:
        return None
    for time, day in ((left, right), (right, left)):
        meaning = time.reading.meaning
        if isinstance(meaning, TimeOfDay) and meaning.day is None and (found := day_of(day.reading)):
            reading = Reading(TimeType.TIME, replace(meaning, day=found), time.reading.mod or day.reading.mod)
            return replace(left, end=right.end, rule=time.rule, reading=reading)
    return None


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
    """Give a time of day without a day that of its sentence: the nearest before it, else after it."""
    for i, expression in enumerate(expressions):
        meaning = expression.reading.meaning
        if isinstance(meaning, TimeOfDay) and meaning.day is None and not _day_before(expressions, i):
            day = _day_behind(expressions, i)
            if day is not None:
                expression = replace(
                    expression, reading=replace(expression.reading, meaning=replace(meaning, day=day))
                )
        yield expression


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
