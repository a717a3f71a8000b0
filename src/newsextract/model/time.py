"""Dates, times, durations and repetitions (ISO-TimeML TIMEX3)."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from .fact import Fact
from .instant import Instant
from .span import Span


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimeMod(StrEnum):
    """TIMEX3 modifiers in use here."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    MORE_THAN = "MORE_THAN"
    LESS_THAN = "LESS_THAN"


class TimeExpression(Fact):
    """A time expression, resolved as a reader of that day's paper would.

    Attributes:
        span: The words, without the preposition.
        type: See `TimeType`.
        value: TIMEX3 value ("2023-03-16", "2022-Q4", "P8Y", "PRESENT_REF"); "" or a value with X
            ("XXXX-WXX-4") where the article does not tell.
        mod: See `TimeMod`, or None.
        start: First day or moment of the interval meant, or None.
        end: First day or moment after it, or None.
        anchor: What it was resolved against: "published", the id of another time expression, or None.
    """

    id_prefix: ClassVar[str] = "t"
    self_references: ClassVar[tuple[str, ...]] = ("anchor",)

    span: Span
    type: str
    value: str
    mod: str | None = None
    start: Instant | None = None
    end: Instant | None = None
    anchor: str | None = None
