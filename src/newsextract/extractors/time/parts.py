"""What the named parts of a match say: numbers, units, years, modifiers."""

from __future__ import annotations

from decimal import Decimal

from newsextract.language.numbers import read_number

from .durations import in_whole_units
from .grammar import Match, grammar
from .values import PREVIOUS, PUBLISHED, CalendarDate, Offset, Year

_AFTERNOON = frozenset(["AF", "EV", "NI"])


def number(match: Match, part: str, *classes: str) -> int | None:
    """The number for which a part's first word stands in the first class that has it."""
    value = _value(match, part, classes)
    return value if isinstance(value, int) else None


def code(match: Match, part: str, *classes: str) -> str:
    """The code for which a part's first word stands in the first class that has it; "" if in none."""
    value = _value(match, part, classes)
    return value if isinstance(value, str) else ""


def _value(match: Match, part: str, classes: tuple[str, ...]) -> int | str | None:
    words = match.part(part)
    if not words:
        return None
    lexicon = grammar().lexicon
    values = (lexicon.value(name, words[0]) for name in classes)
    return next((value for value in values if value is not None), None)


def ordinal(match: Match, part: str) -> int | None:
    """15, 15th, fifteenth."""
    words = match.part(part)
    digits = words[0].rstrip("stndrhSTNDRH") if words else ""
    return int(digits) if digits.isdecimal() else number(match, part, "ORDINAL")


def amount(match: Match) -> Decimal | None:
    """The number of a part "n", one for "a", None for "several" and for what cannot be read."""
    if "plus_half" in match:
        return Decimal("1.5")
    if "one" in match:
        return Decimal("0.5") if match.part("one")[0].lower() == "half" else Decimal(1)
    words = match.part("n")
    return read_number(words) if words else None


def unit(match: Match, *classes: str) -> str:
    """The unit of a match, in the letters of `time-words.toml`."""
    return code(match, "unit", *(classes or ("UNIT", "UNITS")))


def distance_in(match: Match, count: Decimal, sign: int, anchor: str) -> Offset:
    """So many units before or after: a week back means a day, a month back the month."""
    letter, whole = in_whole_units(unit(match), count)
    compares = letter == "Y" and sign * whole == -1
    return Offset(letter, sign * whole, anchor, to_the_day=letter == "W", compares=compares)


def which(match: Match) -> tuple[int | None, str]:
    """How many periods away ("last": -1), and from what."""
    if "ref" in match:
        return number(match, "ref", "ANAPHORIC"), PREVIOUS
    words = match.part("dct")
    if words[1:]:  # "this past", "this coming"
        return (-1 if words[1].lower() == "past" else 1), PUBLISHED
    return number(match, "dct", "RELATIVE"), PUBLISHED


def calendar_date_of(match: Match) -> CalendarDate:
    """The day, month or weekday of a match."""
    toward, anchor = which(match)
    return CalendarDate(
        year=year_of(match),
        month=number(match, "month", "MONTH", "MONTH_OR_WORD", "SHORT_MONTH"),
        day=ordinal(match, "day"),
        weekday=number(match, "weekday", "WEEKDAY", "WEEKDAY_ABBR"),
        until=ordinal(match, "until"),
        toward=toward,
        anchor=anchor,
    )


def year_of(match: Match) -> Year:
    """The year of a match, told in figures, in words, or from another one."""
    if "year" in match:
        return year_number(match.part("year"))
    if "year_dct" in match:
        return Offset("Y", number(match, "year_dct", "RELATIVE") or 0)
    if "year_ref" in match:
        return Offset("Y", number(match, "year_ref", "ANAPHORIC") or 0, PREVIOUS)
    return Offset("Y", 0) if "year_this" in match else None


def year_number(words: list[str]) -> int:
    """2019, '19, FY19, nineteen ninety-six, two thousand."""
    digits = words[0].upper().removeprefix("FY").strip("'’")[:4]
    if not digits.isdecimal():
        century = grammar().lexicon.value("SPOKEN_CENTURY", words[0])
        rest = read_number(words[1:] if century else words)
        return int(century or 0) + int(rest or 0)
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 40 else 1900)


def mod_of(match: Match) -> str | None:
    """The TIMEX3 modifier of a match."""
    for part, mod in (("about", "APPROX"), ("more", "MORE_THAN"), ("less", "LESS_THAN")):
        if part in match:
            return mod
    return code(match, "edge", "EARLY", "EDGE") or None


def clock_of(match: Match) -> str | None:
    """The time of day on a clock of 24 hours, None if there is none such."""
    if "noon" in match:
        return code(match, "noon", "NOON")
    if "military" in match:
        figures = match.part("military")[0]
        head, tail = figures[:2], figures[2:]
    else:
        figures = (match.part("hour") or match.part("clock"))[0]
        head, _, tail = figures.replace(".", ":").partition(":")
    hour = read_number([head])
    if hour is None or hour != int(hour) or hour > 24:
        return None
    return f"{_on_24_hours(int(hour), match):02}:{int(tail or 0):02}"


def _on_24_hours(hour: int, match: Match) -> int:
    half = number(match, "half", "AMPM")
    if half is not None and hour <= 12:
        return hour % 12 + half
    if "part" in match and hour < 12 and code(match, "part", "PART") in _AFTERNOON:
        return hour + 12
    return hour


def zone_of(match: Match) -> str | int | None:
    """The zone: minutes east of Greenwich, or a name of the IANA data base."""
    minutes = number(match, "zone", "ZONE")
    return minutes if minutes is not None else code(match, "zone_name", "ZONE_NAME") or None
