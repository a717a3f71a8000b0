"""Resolving an underspecified value against the article, as a reader of that day's paper would."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from .holidays import holiday
from .intervals import interval, months
from .tense import Tense
from .values import (
    PREVIOUS,
    PUBLISHED,
    CalendarDate,
    Holiday,
    Literal,
    Meaning,
    Offset,
    TimeOfDay,
    Year,
    YearPart,
)

_SEASON_ORDER = ["WI", "SP", "SU", "FA"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A date that the text spoke of.

    Attributes:
        value: As resolved.
        day: The first day of it.
        id: Of the time expression.
    """

    value: str
    day: date
    id: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value and what it was counted from (`PUBLISHED`, the id of an expression, or None)."""

    value: str
    anchor: str | None = None
    zone: str | int | None = None
    until: str | None = None


class Resolver:
    """Resolves the expressions of one article in order, and remembers what it spoke of.

    Args:
        published: The day of publication, if known.
    """

    def __init__(self, published: date | None) -> None:
        self._published = published
        self._last: Mention | None = None
        self._last_day: Mention | None = None

    def remember(self, value: str, identifier: str, expression: object = None) -> None:
        """Take note of a resolved expression, for those that are counted from it."""
        found = interval(value[:10] if "T" in value else value)
        if found is None:
            return
        mention = Mention(value, found[0], identifier)
        self._last = mention
        if len(value) >= 10 and value[4] == "-" and value[5].isdigit():
            self._last_day = mention

    def resolve(self, meaning: Meaning, tense: Tense | None) -> Resolved:
        """The value of an expression in a clause of the given tense."""
        try:
            return self._resolve(meaning, tense)
        except (ValueError, OverflowError):  # no such day, or beyond the years 1 to 9999
            return Resolved("")

    def _resolve(self, meaning: Meaning, tense: Tense | None) -> Resolved:
        match meaning:
            case Literal(value):
                return Resolved(value)
            case Offset():
                return self._offset(meaning)
            case CalendarDate():
                return self._date(meaning, tense)
            case YearPart():
                return self._year_part(meaning, tense)
            case Holiday():
                return self._holiday(meaning, tense)
            case TimeOfDay():
                return self._time(meaning, tense)

    # What an offset is counted from

    def _base(self, anchor: str) -> tuple[date | None, str | None]:
        if anchor == PREVIOUS and self._last is not None:
            return self._last.day, self._last.id
        return self._published, PUBLISHED if self._published else None

    def _offset(self, offset: Offset) -> Resolved:
        base, anchor = self._base(offset.anchor)
        if base is None:
            return Resolved("")
        if offset.anchor == PREVIOUS and offset.unit == "D" and self._last_day is not None:
            base, anchor = self._last_day.day, self._last_day.id
        return Resolved(_moved(base, offset), anchor)

    def _year(self, year: Year) -> tuple[int | None, str | None]:
        if isinstance(year, Offset):
            base, anchor = self._base(year.anchor)
            return (base.year + year.count, anchor) if base else (None, None)
        return year, None

    # Dates

    def _date(self, meaning: CalendarDate, tense: Tense | None) -> Resolved:
        year, anchor = self._year(meaning.year)
        if year is not None:
            value = _written(year, meaning.month, meaning.day)
            if meaning.day:
                date.fromisoformat(value)
            until = _written(year, meaning.month, meaning.until) if meaning.until else None
            return Resolved(value, anchor, until=until)
        base, anchor = self._base(meaning.anchor)
        if meaning.month == 0 and meaning.day:
            return Resolved(
                f"{_moved(base, Offset('M', meaning.toward or 0))}-{meaning.day:02}" if base else "", anchor
            )
        if base is None:
            return Resolved(_unknown(meaning))
        if meaning.weekday and not meaning.month and not meaning.day:
            return Resolved(_weekday(base, meaning, tense).isoformat(), anchor)
        if not meaning.month:
            return Resolved(_day_of_month(base, meaning.day or 1, tense).isoformat(), anchor)
        year = _likely_year(base, meaning, tense)
        return self._date(replace(meaning, year=year), tense)

    def _year_part(self, meaning: YearPart, tense: Tense | None) -> Resolved:
        year, anchor = self._year(meaning.year)
        if year is None:
            base, anchor = self._base(PUBLISHED)
            if base is None:
                return Resolved(f"XXXX-{meaning.code}")
            year = base.year
            found = interval(f"{year}-{meaning.code}")
            if found and found[0] > base and tense is not Tense.FUTURE:
                year -= 1
        return Resolved(f"{year}-{meaning.code}", anchor)

    def _holiday(self, meaning: Holiday, tense: Tense | None) -> Resolved:
        year, anchor = self._year(meaning.year)
        if year is not None:
            return Resolved(holiday(meaning.key, year) or "", anchor)
        base, anchor = self._base(PUBLISHED)
        if base is None:
            return Resolved("")
        days = [holiday(meaning.key, base.year + i) for i in (-1, 0, 1)]
        dates = [date.fromisoformat(day) for day in days if day]
        return Resolved(_chosen(base, dates, tense, meaning.toward).isoformat() if dates else "", anchor)

    def _time(self, meaning: TimeOfDay, tense: Tense | None) -> Resolved:
        zone = meaning.zone
        if meaning.day is not None:
            day = self._resolve(meaning.day, tense)
            if len(day.value) != 10:
                return Resolved("", zone=zone)
            return Resolved(f"{day.value}T{meaning.clock}", day.anchor, zone)
        if self._last_day is not None:
            return Resolved(f"{self._last_day.day}T{meaning.clock}", self._last_day.id, zone)
        if self._published is None:
            return Resolved(f"T{meaning.clock}", zone=zone)
        return Resolved(f"{self._published}T{meaning.clock}", PUBLISHED, zone)


def _written(year: int, month: int | None, day: int | None) -> str:
    value = f"{year:04}"
    if month:
        value += f"-{month:02}"
    return f"{value}-{day:02}" if day else value


def _unknown(meaning: CalendarDate) -> str:
    if meaning.weekday and not meaning.month:
        return f"XXXX-WXX-{meaning.weekday}"
    month = f"{meaning.month:02}" if meaning.month else "XX"
    return f"XXXX-{month}-{meaning.day:02}" if meaning.day else f"XXXX-{month}"


def _moved(base: date, offset: Offset) -> str:
    """The period so many units away from the one around a day."""
    count = offset.count
    match offset.unit:
        case "D":
            return (base + timedelta(count)).isoformat()
        case "W" | "2W":
            day = base + timedelta(count * (7 if offset.unit == "W" else 14))
            return day.isoformat() if offset.to_the_day else _week(day)
        case "WE":
            return f"{_week(base + timedelta(7 * count))}-WE"
        case "M":
            return months(*_month(base, count), 1)[0].isoformat()[:7]
        case "Q":
            year, month = _month(base, 3 * count)
            return f"{year}-Q{(month - 1) // 3 + 1}"
        case "H":
            year, month = _month(base, 6 * count)
            return f"{year}-H{(month - 1) // 6 + 1}"
        case "Y":
            return f"{base.year + count:04}"
        case "DE":
            return f"{base.year // 10 + count:03}"
        case "CE":
            return f"{base.year // 100 + count:02}"
    return base.isoformat()


def _month(base: date, count: int) -> tuple[int, int]:
    months = base.year * 12 + base.month - 1 + count
    return months // 12, months % 12 + 1


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _weekday(base: date, meaning: CalendarDate, tense: Tense | None) -> date:
    back = (base.isoweekday() - (meaning.weekday or 1)) % 7
    latest, coming = base - timedelta(back), base + timedelta((-back) % 7)
    match meaning.toward:
        case -1:
            return latest if back else base - timedelta(7)
        case 1:
            return coming if back else base + timedelta(7)
    return coming if tense is Tense.FUTURE else latest


def _day_of_month(base: date, day: int, tense: Tense | None) -> date:
    candidates = [_month(base, shift) for shift in (-2, -1, 0, 1, 2)]
    return _chosen(base, [date(y, m, day) for y, m in candidates if _exists(y, m, day)], tense)


def _likely_year(base: date, meaning: CalendarDate, tense: Tense | None) -> int:
    """The year of a month or a day of a month that the words leave out."""
    month = meaning.month or 1
    years = [base.year - 1, base.year, base.year + 1]
    if meaning.day:
        years = [y for y in years if _exists(y, month, meaning.day)]
        years = [y for y in years if date(y, month, meaning.day).isoweekday() == meaning.weekday] or years
    starts = [date(y, month, meaning.day or 1) for y in years]
    now = base if meaning.day else base.replace(day=1)
    return _chosen(now, starts, tense, meaning.toward).year


def _exists(year: int, month: int, day: int) -> bool:
    return day <= (months(year, month, 1)[1] - timedelta(1)).day


# How many times farther the likelier direction may lie than the other one. A date without a year is
# seldom more than half a year away, whatever the tense; a report leans to the past.
_LEANING = {Tense.PAST: 2.0, Tense.PRESENT: 1.3, None: 1.5, Tense.FUTURE: 0.4}


def _chosen(now: date, days: list[date], tense: Tense | None, toward: int | None = None) -> date:
    """Of sorted candidates, the one a reader takes."""
    past = [day for day in days if day <= now]
    coming = [day for day in days if day >= now]
    match toward:
        case -1:
            return ([day for day in days if day < now] or days)[-1]
        case 1:
            return ([day for day in days if day > now] or days)[0]
        case 0:
            return min(days, key=lambda day: (day.year != now.year, day))
    if not past or not coming:
        return (past or coming)[0]
    back, ahead = (now - past[-1]).days, (coming[0] - now).days
    return past[-1] if back <= _LEANING[tense] * ahead else coming[0]
