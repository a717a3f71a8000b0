"""Arithmetic of the calendar: periods so many units away, and the likeliest of several days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta

from .intervals import months
from .tense import Tense
from .values import Offset

# How many times farther off the past day may lie than the coming one and still be taken. A date
# without a year is seldom more than half a year away, whatever the tense; reports lean to the past.
_LEANING = {Tense.PAST: 2.0, Tense.PRESENT: 1.3, None: 1.5, Tense.FUTURE: 0.3}
_LEANING_OF_MONTHS = {**_LEANING, Tense.PAST: 6.0}
_YEARS = {"Y": (1, 4), "DE": (10, 3), "CE": (100, 2)}
"""How many years a unit has, and how many of the year's digits name it."""


def moved(base: date, offset: Offset) -> str:
    """The TIMEX3 value of the period so many units away from the one around a day.

    Raises:
        OverflowError: If it lies outside the years 1 to 9999.
    """
    count = offset.count
    if offset.unit in _YEARS:
        length, digits = _YEARS[offset.unit]
        return f"{_within_calendar(base.year + length * count):04}"[:digits]
    match offset.unit:
        case "W" | "2W":
            day = base + timedelta(count * (7 if offset.unit == "W" else 14))
            return day.isoformat() if offset.to_the_day else week_of(day)
        case "WE":
            return f"{week_of(base + timedelta(7 * count))}-WE"
        case "M":
            year, month = month_from(base, count)
            return f"{year:04}-{month:02}"
        case "Q":
            year, month = month_from(base, 3 * count)
            return f"{year:04}-Q{(month - 1) // 3 + 1}"
        case "H":
            year, month = month_from(base, 6 * count)
            return f"{year:04}-H{(month - 1) // 6 + 1}"
    return (base + timedelta(count)).isoformat()


def month_from(base: date, count: int) -> tuple[int, int]:
    """Year and month so many months from that of a day.

    Raises:
        OverflowError: If they lie outside the years 1 to 9999.
    """
    index = base.year * 12 + base.month - 1 + count
    return _within_calendar(index // 12), index % 12 + 1


def _within_calendar(year: int) -> int:
    if MINYEAR <= year <= MAXYEAR:
        return year
    raise OverflowError(f"year {year} is not of the calendar")


def week_of(day: date) -> str:
    """The ISO week of a day, as TIMEX3 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def exists(year: int, month: int, day: int) -> bool:
    """Whether the month has that day."""
    return day <= (months(year, month, 1)[1] - timedelta(1)).day


def weekday_near(base: date, weekday: int, toward: int | None, tense: Tense | None) -> date:
    """The weekday meant: "last" and "next" exclude the day itself, a bare one does not."""
    back = (base.isoweekday() - weekday) % 7
    latest, coming = base - timedelta(back), base + timedelta((-back) % 7)
    match toward:
        case -1:
            return latest if back else base - timedelta(7)
        case 1:
            return coming if back else base + timedelta(7)
    return coming if tense is Tense.FUTURE else latest


def day_of_month_near(base: date, day: int, tense: Tense | None) -> date:
    """The day of a month that is not told."""
    candidates = [month_from(base, shift) for shift in (-2, -1, 0, 1, 2)]
    return chosen(base, [date(y, m, day) for y, m in candidates if exists(y, m, day)], _LEANING[tense])


def likely_year(
    base: date, month: int, day: int | None, weekday: int | None, toward: int | None, tense: Tense | None
) -> int:
    """The year of a month, or of a day of a month, that the words leave out."""
    years: Sequence[int] = range(base.year - 1, base.year + 2)
    if day:
        years = [year for year in range(base.year - 4, base.year + 5) if exists(year, month, day)]
        if weekday:
            years = [y for y in years if date(y, month, day).isoweekday() == weekday] or years
    now = base if day else base.replace(day=1)
    leaning = (_LEANING if day else _LEANING_OF_MONTHS)[tense]
    return chosen(now, [date(year, month, day or 1) for year in years], leaning, toward).year


def likely_day(base: date, days: Sequence[date], toward: int | None, tense: Tense | None) -> date:
    """Of a day in several years, sorted, the one a reader takes."""
    return chosen(base, days, _LEANING[tense], toward)


def chosen(now: date, days: Sequence[date], leaning: float, toward: int | None = None) -> date:
    """Of sorted candidates, the one a reader takes.

    Raises:
        ValueError: There are none.
    """
    if not days:
        raise ValueError("no candidates")
    match toward:
        case -1:
            return ([day for day in days if day < now] or days)[-1]
        case 1:
            return ([day for day in days if day > now] or days)[0]
        case 0:
            return min(days, key=lambda day: (day.year != now.year, day))
    past = [day for day in days if day <= now]
    coming = [day for day in days if day >= now]
    if not past or not coming:
        return past[-1] if past else coming[0]
    back, ahead = (now - past[-1]).days, (coming[0] - now).days
    return past[-1] if back <= leaning * ahead else coming[0]
