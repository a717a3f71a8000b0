"""Underspecified values: what the words of an expression say, before the article tells the rest."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.model import TimeType

PUBLISHED = "published"
PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class Offset:
    """A period of the calendar, so many units away from another.

    Attributes:
        unit: What is counted: D W M Y Q H DE CE WE, or TH, TM, TS for hours, minutes, seconds.
        count: How many, negative for the past.
        anchor: `PUBLISHED`: from the day of publication; `PREVIOUS`: from the date last spoken of.
        to_the_day: Whether a day is meant ("two weeks ago"), not the whole period ("last week").
        is_bare: Whether the words do not say which ("the year", "the weekend").
        compares: Whether figures of a period are compared ("a year earlier"): then the same period is
            meant, a year away.
    """

    unit: str
    count: int
    anchor: str = PUBLISHED
    to_the_day: bool = False
    is_bare: bool = False
    compares: bool = False


Year = int | Offset | None
"""A year: told, to be counted from another date, or not told."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day, month or weekday, some of whose parts may be missing.

    Attributes:
        year: See `Year`.
        month: 1 to 12.
        day: 1 to 31.
        weekday: 1 (Monday) to 7.
        until: The last day of a range of days within the month.
        toward: -1 "last", 1 "next", 0 "this"; None if the words do not say.
        anchor: Where `toward` is counted from.
        in_month: Whether `toward` counts months ("the 15th of next month").
        in_week: Whether the week around the day is meant.
    """

    year: Year = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    until: int | None = None
    toward: int | None = None
    anchor: str = PUBLISHED
    in_month: bool = False
    in_week: bool = False


@dataclass(frozen=True, slots=True)
class YearPart:
    """A quarter, half or season of a year: "Q3", "H1", "SU"; `toward` as in `CalendarDate`."""

    code: str
    year: Year = None
    toward: int | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day, by a name that `time-days.toml` lists."""

    name: str
    year: Year = None
    toward: int | None = None


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of a day, told or not.

    Attributes:
        clock: "15:30", or a part of the day as TIMEX3 has it ("MO").
        day: The day, if the words tell it.
        zone: Name of a zone of the IANA data base, or minutes east of Greenwich.
        repeated: Whether it is that of every day ("every Monday at 9am").
        of_price: Whether a market price is quoted: by itself it is of the day of publication.
    """

    clock: str
    day: CalendarDate | Offset | Holiday | None = None
    zone: str | int | None = None
    repeated: bool = False
    of_price: bool = False


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that needs no article: a duration, a set, `PRESENT_REF`, a century."""

    value: str


Meaning = Offset | CalendarDate | YearPart | Holiday | TimeOfDay | Literal


@dataclass(frozen=True, slots=True)
class Reading:
    """How an expression is read.

    Attributes:
        type: TIMEX3 type.
        meaning: The value, as far as the words tell it.
        mod: TIMEX3 modifier.
    """

    type: TimeType
    meaning: Meaning
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression before it is resolved.

    Attributes:
        start: First word.
        end: Word after the last.
        sentence: Half-open word range of its sentence.
        paragraph: Index of its paragraph.
        rule: Name of the rule that found it.
        reading: What its words say.
        base: The expression from which it is counted, if not the day of publication.
        quoted: Whether it stands inside quotation marks and depends on the day of speaking.
    """

    start: int
    end: int
    sentence: tuple[int, int]
    paragraph: int
    rule: str
    reading: Reading
    base: Expression | None = None
    quoted: bool = False
