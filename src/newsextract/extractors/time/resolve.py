"""Resolving an underspecified value against the article, as a reader of that day's paper would."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from .arithmetic import (
    day_of_month_near,
    likely_day,
    likely_year,
    month_from,
    moved,
    week_of,
    weekday_near,
)
from .holidays import holiday, is_week
from .intervals import interval
from .tense import Tense
from .values import (
    PREVIOUS,
    PUBLISHED,
    CalendarDate,
    Expression,
    Holiday,
    Literal,
    Meaning,
    Offset,
    TimeOfDay,
    Year,
    YearPart,
)

_RECENT = timedelta(7)
_CLOCK_UNITS = {"TH": "hours", "TM": "minutes", "TS": "seconds"}
_GRAINS = {
    "D": re.compile(r"\d{4}-\d\d-\d\d.*"),
    "M": re.compile(r"\d{4}-\d\d"),
    "Q": re.compile(r"\d{4}-Q\d"),
    "Y": re.compile(r"\d{4}"),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A date that the text spoke of.

    Attributes:
        value: As resolved.
        day: The first day of it.
        id: Of the time expression.
        sentence: Its sentence.
        paragraph: Its paragraph.
        told: Whether the words tell the year.
    """

    value: str
    day: date
    id: str
    sentence: tuple[int, int]
    paragraph: int
    told: bool


@dataclass(frozen=True, slots=True)
class Resolved:
    """The outcome.

    Attributes:
        value: TIMEX3, as far as it can be told.
        anchor: What it was counted from: `PUBLISHED`, the id of an expression, or None.
        until: The value with which the interval ends, if not with `value`.
    """

    value: str
    anchor: str | None = None
    until: str | None = None


class Resolver:
    """Resolves the expressions of one article in order, and remembers what it spoke of.

    Args:
        published: The day of publication, if known.
    """

    def __init__(self, published: date | None) -> None:
        self._published = published
        self._last: dict[str, Mention] = {}  # by grain; "" for the last of any
        self._now = (published, PUBLISHED if published else None)
        self._at: Expression | None = None

    def resolve(self, expression: Expression, tense: Tense | None, base: Mention | None = None) -> Resolved:
        """The value of an expression.

        Args:
            expression: The expression.
            tense: Of its clause.
            base: What it is counted from, if not from the day of publication.
        """
        self._at = expression
        self._now = (self._published, PUBLISHED if self._published else None)
        if base is None and expression.quoted:
            base = self._day_spoken_of()
        if base is not None:
            self._now = (base.day, base.id)
        try:
            return self._resolve(expression.reading.meaning, tense)
        except (ValueError, OverflowError):  # no such day, or beyond the years 1 to 9999
            return Resolved("")

    def mention(self, value: str, identifier: str, expression: Expression) -> Mention | None:
        """A resolved expression as something to count from; None if it is no time of the calendar."""
        found = interval(value[:10] if "T" in value else value)
        if found is None:
            return None
        meaning = expression.reading.meaning
        told = isinstance(meaning, Literal) or isinstance(getattr(meaning, "year", None), int)
        return Mention(value, found[0], identifier, expression.sentence, expression.paragraph, told)

    def remember(self, value: str, identifier: str, expression: Expression) -> None:
        """Take note of a resolved expression, for those that are counted from it."""
        mention = self.mention(value, identifier, expression)
        meaning = expression.reading.meaning
        if mention is None or (isinstance(meaning, Offset) and meaning.compares):
            return  # a row of "a year earlier" does not go back a year each time
        grain = next((name for name, shape in _GRAINS.items() if shape.fullmatch(value)), "")
        self._last[""] = self._last[grain] = mention

    def _day_spoken_of(self) -> Mention | None:
        """The day the article last spoke of, if it is one of the last days."""
        last = self._last.get("D")
        if last is None or self._published is None:
            return last
        return last if timedelta(0) <= self._published - last.day <= _RECENT else None

    def _resolve(self, meaning: Meaning, tense: Tense | None) -> Resolved:
        match meaning:
            case Literal(value):
                return Resolved(value)
            case Offset(is_bare=True):
                return self._bare_period(meaning, tense)
            case Offset():
                return self._offset(meaning, tense)
            case CalendarDate():
                return self._date(meaning, tense)
            case YearPart():
                return self._year_part(meaning, tense)
            case Holiday():
                return self._holiday(meaning, tense)
            case TimeOfDay():
                return self._time(meaning, tense)

    # Periods

    def _base(self, anchor: str, grain: str = "") -> tuple[date | None, str | None]:
        """The day to count from, and what it is the day of."""
        mention = self._last.get(grain) or self._last.get("") if anchor == PREVIOUS else None
        return (mention.day, mention.id) if mention else self._now

    def _offset(self, offset: Offset, tense: Tense | None) -> Resolved:
        if offset.compares and (quarter := self._compared()):
            year, month = month_from(quarter.day, 12 * offset.count)
            return Resolved(f"{year}-Q{month // 3 + 1}", quarter.id)
        base, anchor = self._base(offset.anchor, _grain_of(offset))
        if base is None:
            return Resolved("")
        if offset.unit in _CLOCK_UNITS:
            return self._clock_offset(offset, anchor)
        if offset.unit == "W" and anchor == PUBLISHED and not offset.to_the_day:
            base = _reader_week(base, past=offset.count == 0 and tense is Tense.PAST)
        return Resolved(moved(base, offset), anchor)

    def _clock_offset(self, offset: Offset, anchor: str | None) -> Resolved:
        """So many hours or minutes from a time of day that the text has told."""
        last = self._last.get("D")
        if offset.anchor != PREVIOUS or last is None or not re.search(r"T\d\d:\d\d$", last.value):
            return Resolved("", anchor)
        hour, minute = int(last.value[11:13]), int(last.value[14:16])
        start = datetime(last.day.year, last.day.month, last.day.day) + timedelta(hours=hour, minutes=minute)
        moment = start + timedelta(**{_CLOCK_UNITS[offset.unit]: offset.count})
        return Resolved(moment.isoformat(timespec="minutes"), last.id)

    def _bare_period(self, offset: Offset, tense: Tense | None) -> Resolved:
        """Resolve "the quarter", "the year": the one spoken of, else the one of publication."""
        unit = offset.unit
        spoken = self._spoken_of(unit, tense)
        if spoken is not None:
            return Resolved(moved(spoken.day, offset), spoken.id)
        base, anchor = self._now
        if base is None:
            return Resolved("")
        if unit == "W":
            base = _reader_week(base)
        if unit == "WE" and tense is not Tense.FUTURE and base.isoweekday() < 6:
            base -= timedelta(7)
        if tense is not Tense.FUTURE and (unit == "Q" or (unit == "Y" and base.month == 1)):
            offset = replace(offset, count=-1)
        return Resolved(moved(base, offset), anchor)

    def _spoken_of(self, unit: str, tense: Tense | None) -> Mention | None:
        if unit == "Q":
            return self._last.get("Q")
        if unit == "Y" and tense is not Tense.FUTURE:
            near = (self._near(grain) for grain in ("Q", "Y"))
            return next((mention for mention in near if mention), None) or (
                None if self._published else self._last.get("Y")
            )
        return self._near("M") if unit == "M" and tense is not Tense.FUTURE else None

    def _near(self, grain: str) -> Mention | None:
        """What was last spoken of in this or the previous sentence of the paragraph."""
        mention = self._last.get(grain)
        if mention is None or self._at is None or mention.paragraph != self._at.paragraph:
            return None
        return (
            mention
            if self._at.sentence[0] in mention.sentence or mention.sentence == self._at.sentence
            else None
        )

    def _compared(self) -> Mention | None:
        """The quarter whose figures are compared with those of "a year earlier"."""
        quarter, year = self._last.get("Q"), self._last.get("Y")
        if quarter is None or self._at is None or quarter.paragraph < self._at.paragraph - 1:
            return None
        return None if year is not None and year.sentence > quarter.sentence else quarter

    def _year(self, year: Year) -> tuple[int | None, str | None]:
        if isinstance(year, Offset):
            base, anchor = self._base(year.anchor)
            return (base.year + year.count, anchor) if base else (None, None)
        return year, None

    # Days, months, parts of years

    def _date(self, meaning: CalendarDate, tense: Tense | None) -> Resolved:
        year, anchor = self._year(meaning.year)
        if year is not None:
            return _dated(year, meaning, anchor)
        base, anchor = self._base(meaning.anchor)
        if meaning.month and (told := self._year_told(meaning, tense)):
            return _dated(told.day.year, meaning, told.id)
        if base is None:
            return Resolved(_unknown(meaning))
        if meaning.in_month and meaning.day:
            month = moved(base, Offset("M", meaning.toward or 0))
            return Resolved(f"{month}-{meaning.day:02}", anchor)
        if meaning.month:
            year = likely_year(base, meaning.month, meaning.day, meaning.weekday, meaning.toward, tense)
            return _dated(year, meaning, anchor)
        if meaning.weekday:
            return Resolved(weekday_near(base, meaning.weekday, meaning.toward, tense).isoformat(), anchor)
        return Resolved(day_of_month_near(base, meaning.day or 1, tense).isoformat(), anchor)

    def _year_told(self, meaning: CalendarDate, tense: Tense | None) -> Mention | None:
        """Where a story of the past has just told the year, or no publication date does."""
        if meaning.toward is not None:
            return None
        if self._now[0] is None:
            return self._told_in_paragraph()
        if meaning.day or tense is not Tense.PAST:
            return None
        mention = self._last.get("Y")
        if mention is None or self._at is None or mention.sentence != self._at.sentence:
            return None
        return mention if mention.told and mention.day.year < self._now[0].year else None

    def _told_in_paragraph(self) -> Mention | None:
        mention = self._last.get("")
        return mention if mention and self._at and mention.paragraph == self._at.paragraph else None

    def _year_part(self, meaning: YearPart, tense: Tense | None) -> Resolved:
        year, anchor = self._year(meaning.year)
        if year is None:
            year, anchor = self._likely_part_year(meaning, tense)
        return Resolved(f"{year or 'XXXX'}-{meaning.code}", anchor)

    def _likely_part_year(self, meaning: YearPart, tense: Tense | None) -> tuple[int | None, str | None]:
        """The year of a quarter or season: the latest that has begun, the coming one in a preview."""
        base, anchor = self._now
        if base is None:
            told = self._told_in_paragraph() if meaning.toward is None else None
            return (told.day.year, told.id) if told else (None, None)
        years = (base.year - 2, base.year - 1, base.year, base.year + 1)
        spans = {found: y for y in years if (found := interval(f"{y:04}-{meaning.code}"))}
        starts = {start: y for (start, _), y in spans.items()}
        if meaning.toward == -1:
            return max((y for (_, end), y in spans.items() if end <= base), default=None), anchor
        if meaning.toward == 0:
            return base.year, anchor
        begun = max((start for start in starts if start <= base), default=min(starts))
        coming = min((start for start in starts if start > base), default=max(starts))
        if meaning.toward == 1:
            return starts[coming], anchor
        ahead = tense is Tense.FUTURE and coming - base < base - begun
        return starts[coming if ahead else begun], anchor

    def _holiday(self, meaning: Holiday, tense: Tense | None) -> Resolved:
        year, anchor = self._year(meaning.year)
        if year is not None:
            day = holiday(meaning.name, year)
        else:
            base, anchor = self._now
            if base is None:
                return Resolved("")
            days = [holiday(meaning.name, base.year + i) for i in (-1, 0, 1)]
            day = likely_day(base, [day for day in days if day], meaning.toward, tense)
        if day is None:
            return Resolved("")
        return Resolved(week_of(day) if is_week(meaning.name) else day.isoformat(), anchor)

    # Times of day

    def _time(self, meaning: TimeOfDay, tense: Tense | None) -> Resolved:
        if meaning.day is not None:
            day = self._resolve(meaning.day, tense)
            return Resolved(f"{day.value}T{meaning.clock}", day.anchor)
        if meaning.repeated:
            return Resolved(f"T{meaning.clock}")
        last = self._day_spoken_of()
        base, anchor = self._now
        if last is not None:
            return Resolved(f"{last.day}T{meaning.clock}", last.id)
        return Resolved(f"{base or ''}T{meaning.clock}", anchor)


def _grain_of(offset: Offset) -> str:
    """The grain of the mention that an offset is counted from: "the same month" wants a month."""
    if offset.unit in {"D", *_CLOCK_UNITS}:
        return "D"
    return offset.unit if offset.count == 0 else ""


def _reader_week(day: date, *, past: bool = False) -> date:
    """A day of "this week": on a Sunday the week that begins, unless the text tells what happened in it."""
    return day + timedelta(day.isoweekday() == 7 and not past)


def _dated(year: int, meaning: CalendarDate, anchor: str | None) -> Resolved:
    value = f"{year:04}" + (f"-{meaning.month:02}" if meaning.month else "")
    if meaning.day is None:
        return Resolved(value, anchor)
    day = date(year, meaning.month or 1, meaning.day)
    if meaning.in_week:
        return Resolved(week_of(day), anchor)
    until = f"{value}-{meaning.until:02}" if meaning.until else None
    return Resolved(day.isoformat(), anchor, until)


def _unknown(meaning: CalendarDate) -> str:
    """What is known of a date without a publication date."""
    if meaning.weekday and not meaning.month:
        return f"XXXX-WXX-{meaning.weekday}"
    month = f"{meaning.month:02}" if meaning.month else "XX"
    return f"XXXX-{month}-{meaning.day:02}" if meaning.day else f"XXXX-{month}"
