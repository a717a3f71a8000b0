"""The interval that a TIMEX3 value means: half-open, in days or moments."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Interval = tuple[date, date]
"""First day or moment, and the first after it."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_PARTS = {"MO": (6, 12), "AF": (12, 18), "EV": (18, 22), "NI": (20, 30), "MI": (12, 13), "DT": (6, 18)}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@lru_cache(maxsize=1 << 12)
def interval(value: str, zone: str | int | None = None) -> Interval | None:
    """The interval of a value of a DATE or TIME, None if it has none (`PRESENT_REF`, `XXXX-12`)."""
    try:
        return _interval(value, zone)
    except (ValueError, OverflowError):  # 2019-02-30, the year 0, the end of the year 9999
        return None


def _interval(value: str, zone: str | int | None) -> Interval | None:
    if day := _DAY.match(value):
        first = date(*map(int, day.groups()))
        return _within(first, value[10:], zone) if value[10:] else (first, first + timedelta(1))
    head, _, tail = value.partition("-")
    if not head.isdigit() or len(head) > 4:  # A calendar ends with the year 9999.
        return None
    year = int(head)
    if not tail:
        return _years(head)
    if re.fullmatch(r"\d\d", tail):
        return months(year, int(tail), 1)
    if re.fullmatch(r"W\d\d", tail):
        monday = date.fromisocalendar(year, int(tail[1:]), 1)
        return monday, monday + timedelta(7)
    if re.fullmatch(r"W\d\d-WE", tail):
        saturday = date.fromisocalendar(year, int(tail[1:3]), 6)
        return saturday, saturday + timedelta(2)
    if tail in _SEASONS:
        return months(year, _SEASONS[tail], 3)
    length = {"Q": 3, "H": 6}.get(tail[0])
    return months(year, (int(tail[1]) - 1) * length + 1, length) if length else None


def _years(digits: str) -> Interval | None:
    """A year, or by their first digits a decade or a century."""
    length = 10 ** (4 - len(digits))
    first = int(digits) * length
    return date(first, 1, 1), date(first + length, 1, 1)


def months(year: int, month: int, count: int) -> Interval:
    """So many months from the first of a month on."""
    beyond = year * 12 + month - 1 + count
    return date(year, month, 1), date(beyond // 12, beyond % 12 + 1, 1)


def _within(day: date, time: str, zone: str | int | None) -> Interval | None:
    """A moment or a part of a day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=_zone(zone))
    offset = midnight.utcoffset()
    if offset and offset % timedelta(minutes=1):  # local mean time, of days before the zones
        midnight = midnight.replace(tzinfo=None)
    if clock := _CLOCK.fullmatch(time):
        start = midnight + timedelta(hours=int(clock[1]), minutes=int(clock[2]))
        return start, start + timedelta(minutes=1)
    hours = _PARTS.get(time[1:])
    return (midnight + timedelta(hours=hours[0]), midnight + timedelta(hours=hours[1])) if hours else None


def _zone(zone: str | int | None) -> tzinfo | None:
    if isinstance(zone, int):
        return timezone(timedelta(minutes=zone))
    try:
        return ZoneInfo(zone) if zone else None
    except ZoneInfoNotFoundError:  # a machine without the data base of zones
        return None
