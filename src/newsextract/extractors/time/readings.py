"""From the parts of a match to an underspecified value: one function for each `reading` of the grammar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from newsextract.language.numbers import read_number
from newsextract.model import TimeType

from . import parts
from .durations import duration
from .grammar import Match, grammar
from .holidays import holiday_of
from .values import (
    PREVIOUS,
    PUBLISHED,
    CalendarDate,
    Holiday,
    Literal,
    Meaning,
    Offset,
    Reading,
    TimeOfDay,
    YearPart,
)

Reader = Callable[[Match], Reading | None]

_SIDES: dict[tuple[str | None, int], str] = {
    ("MORE_THAN", -1): "BEFORE",
    ("LESS_THAN", -1): "AFTER",
    ("MORE_THAN", 1): "AFTER",
    ("LESS_THAN", 1): "BEFORE",
}
_UNITS_IN_ORDER = ["ML", "CE", "DE", "Y", "H", "Q", "M", "2W", "W", "WE", "D", "TH", "TM", "TS"]
_REFERENCES = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}


def read(match: Match) -> Reading | None:
    """What the words of a match say; None if they are no time expression after all."""
    return _READERS[match.rule.reading](match)


def _date(match: Match, meaning: Meaning) -> Reading:
    return Reading(TimeType.DATE, meaning, parts.mod_of(match))


def _duration(match: Match, value: str) -> Reading:
    return Reading(TimeType.DURATION, Literal(value), parts.mod_of(match))


# Days, months, years


def figure_date(match: Match) -> Reading | None:
    """2019-03-04; 27.08.2022; 4/6/2022, the month first unless it cannot be one."""
    figures = match.part("figures")[0]
    if "-" in figures:
        year, month, day = map(int, figures.split("-"))
    elif "." in figures:
        day, month, year = map(int, figures.split("."))
    else:
        month, day, year = map(int, figures.split("/"))
        if month > 12:
            month, day = day, month
    if year < 100:
        year += 2000 if year < 50 else 1900
    return _date(match, CalendarDate(year, month, day)) if month <= 12 and day <= 31 else None


def calendar_date(match: Match) -> Reading | None:
    """A day, month or weekday in words."""
    return _date(match, parts.calendar_date_of(match))


def day_of_month(match: Match) -> Reading | None:
    """The 15th of next month; the 5 of "March 4 and 5"."""
    date = parts.calendar_date_of(match)
    anchor = date.anchor if "dct" in match or "ref" in match or "month_this" in match else PREVIOUS
    return _date(match, replace(date, in_month=True, toward=date.toward or 0, anchor=anchor))


def week_of(match: Match) -> Reading | None:
    """The week of March 6."""
    return _date(match, replace(parts.calendar_date_of(match), in_week=True))


def year(match: Match) -> Reading | None:
    """A year in figures or words."""
    return _date(match, Literal(f"{parts.year_number(match.part('year')):04}"))


def era(match: Match) -> Reading | None:
    """A year before or after Christ."""
    number = match.part("n")[0]
    if not number.isdecimal() or len(number) > 4:
        return None
    return _date(match, Literal(f"{parts.code(match, 'era', 'ERA')}{int(number):04}"))


def decade(match: Match) -> Reading | None:
    """The 1990s (199), the '90s, the nineties; bare "90s" may be degrees or ages."""
    word = match.part("decade")[0]
    named = parts.number(match, "decade", "DECADE_NAME")
    if named is None and word.isalnum() and len(word) < 5:
        return None
    digits = str(named) if named else word.strip("'’sS")[:-1]
    return _date(match, Literal(digits if len(digits) == 3 else f"19{digits}"))


def century(match: Match) -> Reading | None:
    """The 13th century: 12, the two digits that its years begin with."""
    number = parts.ordinal(match, "number")
    if number is None or not 1 <= number <= 30:
        return None
    return _date(match, Literal(f"{parts.code(match, 'era', 'ERA')}{number - 1:02}"))


def named_day(match: Match) -> Reading | None:
    """Christmas, Labor Day, Easter 2019."""
    day = holiday_of(match.part("holiday"))
    if day is None:
        return None
    toward, anchor = parts.which(match)
    if toward is not None and anchor == PREVIOUS:
        return _date(match, Holiday(day.name, Offset("Y", toward, PREVIOUS)))
    return _date(match, Holiday(day.name, parts.year_of(match), toward))


# Parts of years


def quarter(match: Match) -> Reading | None:
    """The third quarter, Q3, the last three months of the year."""
    return _part_of_year(match, "Q", 4)


def half(match: Match) -> Reading | None:
    """The first half of 2021, H1."""
    return _part_of_year(match, "H", 2)


def _part_of_year(match: Match, letter: str, count: int) -> Reading | None:
    """The quarter or half of the given number; "the last" is the one of the highest."""
    if "code" in match:
        number: int | None = int(match.part("code")[0].upper().strip(letter))
    else:
        number = count if "final" in match else parts.ordinal(match, "number")
    if number is None or not 1 <= number <= count:
        return None
    return _date(match, YearPart(f"{letter}{number}", parts.year_of(match)))


def season(match: Match) -> Reading | None:
    """A season of a year."""
    code = parts.code(match, "season", "SEASON")
    toward, anchor = parts.which(match)
    if anchor == PREVIOUS:
        return _date(match, YearPart(code, Offset("Y", toward or 0, anchor)))
    return _date(match, YearPart(code, parts.year_of(match), toward))


# Periods counted from another date


def period(match: Match) -> Reading | None:
    """Last week, this month, the previous year."""
    toward, anchor = parts.which(match)
    return _date(match, Offset(parts.unit(match, "PERIOD"), toward or 0, anchor))


def current_period(match: Match) -> Reading | None:
    """The current fiscal year."""
    return _date(match, Offset(parts.unit(match, "PERIOD"), 0))


def following_period(match: Match) -> Reading | None:
    """The next day, the next week."""
    return _date(match, Offset(parts.unit(match, "PERIOD"), 1, PREVIOUS))


def bare_period(match: Match) -> Reading | None:
    """The year, the end of the week."""
    return _date(match, Offset(parts.unit(match, "PERIOD"), 0, is_bare=True))


def year_end(match: Match) -> Reading | None:
    """Year-end, the year's end."""
    return Reading(TimeType.DATE, Offset(parts.unit(match, "PERIOD"), 0), "END")


def deictic(match: Match) -> Reading | None:
    """Yesterday, today, tomorrow."""
    return _date(match, Offset("D", parts.number(match, "day", "DEICTIC") or 0))


def distance(match: Match) -> Reading | None:
    """Two days ago, three weeks later, a decade ago."""
    word = (match.part("way") or ["hence"])[0]
    sign = int(grammar().lexicon.value("AGO", word) or 0)
    anchor = PUBLISHED if word.lower() in {"ago", "back", "hence"} else PREVIOUS
    count = parts.amount(match)
    if count is None:
        return _date(match, Literal("PAST_REF" if sign < 0 else "FUTURE_REF"))
    meaning = parts.distance_in(match, count, sign, anchor)
    kind = TimeType.TIME if meaning.unit[0] == "T" else TimeType.DATE
    mod = parts.mod_of(match)
    # "More than a year ago" lies before that year, "more than a year later" after it.
    return Reading(kind, meaning, _SIDES.get((mod, sign), mod))


def compared_year(match: Match) -> Reading | None:
    """Year-earlier, the year-ago quarter."""
    return _date(match, Offset("Y", -1, compares=True))


def from_event(match: Match) -> Reading | None:
    """Two days after; whether a date follows is seen later."""
    counted = {"n", "one", "vague"} & match.parts.keys()
    count = parts.amount(match) if counted else Decimal(1)
    if count is None:
        return _duration(match, duration(parts.unit(match), None))
    sign = 1 if match.part("way")[0].lower() == "after" else -1
    return _date(match, replace(parts.distance_in(match, count, sign, PUBLISHED), compares=False))


# Times of day


def day_part(match: Match) -> Reading | None:
    """Tonight, yesterday morning, Tuesday evening, the afternoon."""
    tonight = parts.number(match, "part", "TONIGHT") is not None
    code = "NI" if tonight else parts.code(match, "part", "PART")
    toward, anchor = parts.which(match)
    day: Offset | CalendarDate | None = None
    if "month" in match or "weekday" in match:
        day = parts.calendar_date_of(match)
    elif "day" in match or tonight:
        day = Offset("D", parts.number(match, "day", "DEICTIC") or 0)
    elif "next" in match:
        day = Offset("D", 1, PREVIOUS)
    elif toward is not None:
        day = Offset("D", toward, anchor)
    return Reading(TimeType.TIME, TimeOfDay(code, day), parts.mod_of(match))


def clock(match: Match) -> Reading | None:
    """A time of day by the clock."""
    time = parts.clock_of(match)
    if time is None:
        return None
    meaning = TimeOfDay(time, zone=parts.zone_of(match), of_price=_is_price(match))
    return Reading(TimeType.TIME, meaning, parts.mod_of(match) or _side(match))


def _side(match: Match) -> str | None:
    """Whether the words put it shortly before or after: "just after midnight", "shortly before 7 p.m."."""
    for side in ("before", "after"):
        if side in match:
            return side.upper()
    first = max(match.sentence[0], match.start - 2)
    before = [word.lower() for word in match.words.texts[first : match.start]]
    return before[1].upper() if before in (["shortly", "before"], ["shortly", "after"]) else None


def _is_price(match: Match) -> bool:
    """Whether it is that of a market price, of the day of publication: "at 7:37 a.m. in Tokyo"."""
    texts, (first, stop) = match.words.texts, match.sentence
    before = [word.lower() for word in texts[max(first, match.start - 2) : match.start]]
    after = texts[match.end : min(stop, match.end + 2)]
    in_place = len(after) == 2 and after[0] == "in" and after[1][0].isupper()
    return in_place or before == ["as", "of"]


# Durations and sets


def plain_duration(match: Match) -> Reading | None:
    """For eight years, several days, an hour and a half, decades."""
    if "quarter" in match:
        return _duration(match, "P25Y")
    if {"n", "one"} & match.parts.keys():
        count = parts.amount(match)
        if count is None:
            return None
    elif "half" in match:
        count = Decimal("0.5")
    else:
        singular = grammar().lexicon.value("UNIT", match.part("unit")[0]) is not None
        count = Decimal(1) if singular and "vague" not in match else None
    return _duration(match, duration(parts.unit(match), None if "vague" in match else count))


def compound_duration(match: Match) -> Reading | None:
    """15 years, 8 months; 2hr 39min 16sec."""
    lexicon = grammar().lexicon
    days = clock = number = ""
    units: list[str] = []
    for word in match.part("parts"):
        unit = lexicon.value("UNIT", word) or lexicon.value("UNITS", word)
        if not isinstance(unit, str):
            value = read_number([word])
            number = f"{value.normalize():f}" if value is not None else number
            continue
        units.append(unit)
        if unit[0] == "T":
            clock += f"{number}{unit[1]}"
        else:
            days += f"{number}{unit}"
    if units != sorted(set(units), key=_UNITS_IN_ORDER.index):
        return None  # "between six months and two years"
    return _duration(match, f"P{days}" + (f"T{clock}" if clock else ""))


def stopwatch(match: Match) -> Reading | None:
    """2:05:45, as in results of races."""
    hours, minutes, seconds = match.part("time")[0].split(":")
    written = f"{int(hours)}H" if int(hours) else ""
    return _duration(match, f"PT{written}{int(minutes)}M{seconds.lstrip('0') or '0'}S")


def adverb_set(match: Match) -> Reading | None:
    """Daily, annual."""
    return Reading(TimeType.SET, Literal(parts.code(match, "adverb", "ADVERB_SET")))


def unit_set(match: Match) -> Reading | None:
    """Every two years, per day, a year."""
    count = Decimal(2) if "other" in match else parts.amount(match) or Decimal(1)
    return Reading(TimeType.SET, Literal(duration(parts.unit(match), count)))


def weekly(match: Match) -> Reading | None:
    """Every Monday, Fridays."""
    return Reading(TimeType.SET, Literal("P1W"))


def daily(match: Match) -> Reading | None:
    """Every morning."""
    return Reading(TimeType.SET, Literal("P1D"))


def yearly(match: Match) -> Reading | None:
    """Every summer, each July."""
    return Reading(TimeType.SET, Literal("P1Y"))


def reference(match: Match) -> Reading | None:
    """Now, recently, soon, the future."""
    value = parts.code(match, "reference", "REFERENCE")
    return _date(match, Literal(value or next(ref for part, ref in _REFERENCES.items() if part in match)))


_READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        figure_date,
        calendar_date,
        day_of_month,
        week_of,
        year,
        era,
        decade,
        century,
        named_day,
        quarter,
        half,
        season,
        period,
        current_period,
        following_period,
        bare_period,
        year_end,
        deictic,
        distance,
        compared_year,
        from_event,
        day_part,
        clock,
        plain_duration,
        compound_duration,
        stopwatch,
        adverb_set,
        unit_set,
        weekly,
        daily,
        yearly,
        reference,
    )
}
