"""From the parts of a match to an underspecified value: one function for each `reading` of the grammar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from newsextract.language.numbers import read_number
from newsextract.model import TimeType

from .durations import duration
from .grammar import Match, grammar
from .holidays import holiday_of
from .values import (
    PREVIOUS,
    PUBLISHED,
    CalendarDate,
    Holiday,
    Literal,
    Offset,
    Reading,
    TimeOfDay,
    Year,
    YearPart,
)

Reader = Callable[[Match], Reading | None]


def read(match: Match) -> Reading | None:
    """What the words of a match say; None if they are no time expression after all."""
    return _READERS[match.rule.reading](match)


def figure_date(match: Match) -> Reading | None:
    """2019-03-04, 27.08.2022, 4/6/2022."""
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
    return Reading(TimeType.DATE, CalendarDate(year, month, day)) if month <= 12 and day <= 31 else None


def calendar_date(match: Match) -> Reading | None:
    """A day, month or weekday in words."""
    date = _calendar_date(match)
    if match.rule.name == "day-of-this-month":
        date = replace(date, in_month=True, toward=date.toward or 0)
    return Reading(TimeType.DATE, date, _mod(match))


def _calendar_date(match: Match) -> CalendarDate:
    toward, anchor = _which(match)
    return CalendarDate(
        year=_year(match),
        month=_value(match, "month", "MONTH", "MONTH_OR_WORD"),
        day=_day(match, "day"),
        weekday=_value(match, "weekday", "WEEKDAY", "WEEKDAY_ABBR"),
        until=_day(match, "until"),
        toward=toward,
        anchor=anchor,
    )


def year(match: Match) -> Reading | None:
    """A year in figures."""
    if "code" in match:
        figures = (
            match.part("code")[0][-2:] if "/" not in match.part("code")[0] else match.part("code")[0][:4]
        )
        number = int(figures) + (2000 if len(figures) == 2 else 0)
    elif "n" in match:
        number = int(match.part("n")[0])
    else:
        number = _year_number(match.part("year"))
    return Reading(TimeType.DATE, Literal(f"{number:04}"), _mod(match))


def era(match: Match) -> Reading | None:
    """A year before or after Christ."""
    number = match.part("n")[0]
    if not number.isdigit() or len(number) > 4:
        return None
    prefix = _value(match, "era", "ERA")
    return Reading(TimeType.DATE, Literal(f"{prefix or ''}{int(number):04}"), _mod(match))


def decade(match: Match) -> Reading | None:
    """The 1990s, the '90s, the nineties."""
    word = match.part("decade")[0].lower().lstrip("'’")
    named = grammar().lexicon.value("DECADE_NAME", word)
    digits = str(named) if named else word.rstrip("s")[:-1]
    if (
        not named
        and len(digits) == 1
        and "’" not in match.part("decade")[0]
        and "'" not in match.part("decade")[0]
    ):
        return None
    return Reading(TimeType.DATE, Literal(digits if len(digits) == 3 else f"19{digits}"), _mod(match))


def century(match: Match) -> Reading | None:
    """The 13th century: 12, the two digits that its years begin with."""
    number = _ordinal(match, "number")
    if number is None or not 1 <= number <= 30:
        return None
    prefix = "BC" if "era" in match and _value(match, "era", "ERA") == "BC" else ""
    return Reading(TimeType.DATE, Literal(f"{prefix}{number - 1:02}"), _mod(match))


def quarter(match: Match) -> Reading | None:
    """A quarter of a year."""
    if "code" in match:
        number = int(match.part("code")[0].upper().strip("Q"))
    elif "final" in match:
        number = 4
    else:
        ordinal = _ordinal(match, "number")
        number = 4 if ordinal is None else ordinal
    if not 1 <= number <= 4:
        return None
    return Reading(TimeType.DATE, YearPart(f"Q{number}", _year(match)), _mod(match))


def half(match: Match) -> Reading | None:
    """A half of a year."""
    if "code" in match:
        number = int(match.part("code")[0].upper().strip("H"))
    else:
        number = _ordinal(match, "number") or 2
    if not 1 <= number <= 2:
        return None
    return Reading(TimeType.DATE, YearPart(f"H{number}", _year(match)), _mod(match))


def season(match: Match) -> Reading | None:
    """A season of a year."""
    code = str(_value(match, "season", "SEASON"))
    toward, anchor = _which(match)
    if anchor == PREVIOUS:
        return Reading(TimeType.DATE, YearPart(code, Offset("Y", toward or 0, anchor)), _mod(match))
    return Reading(TimeType.DATE, YearPart(code, _year(match), toward), _mod(match))


def named_day(match: Match) -> Reading | None:
    """Christmas, Labor Day, Easter 2019."""
    day = holiday_of(match.part("holiday"))
    if day is None:
        return None
    toward, anchor = _which(match)
    if toward is not None and anchor == PREVIOUS:
        return Reading(TimeType.DATE, Holiday(day.name, Offset("Y", toward, PREVIOUS)), _mod(match))
    return Reading(TimeType.DATE, Holiday(day.name, _year(match), toward), _mod(match))


def period(match: Match) -> Reading | None:
    """Last week, this month, the previous year."""
    toward, anchor = (1, PREVIOUS) if "next" in match else _which(match)
    unit = _unit(match, "PERIOD", "PART", "UNIT")
    if unit in ("MO", "EV"):
        return Reading(TimeType.TIME, TimeOfDay(unit, Offset("D", 1, PREVIOUS)))
    return Reading(TimeType.DATE, Offset(unit, toward or 0, anchor), _mod(match))


def the_period(match: Match) -> Reading | None:
    """The year, the end of the week."""
    return Reading(TimeType.DATE, Offset(_unit(match, "PERIOD", "UNIT"), 0, is_bare=True), _mod(match))


def week_of(match: Match) -> Reading | None:
    """The week of March 6."""
    return Reading(TimeType.DATE, replace(_calendar_date(match), in_week=True))


def year_end(match: Match) -> Reading | None:
    """Year-end, the year's end."""
    return Reading(TimeType.DATE, Offset(_unit(match, "PERIOD"), 0), "END")


def deictic(match: Match) -> Reading | None:
    """Yesterday, today, tomorrow."""
    return Reading(TimeType.DATE, Offset("D", _value(match, "day", "DEICTIC") or 0), _mod(match))


def this_time(match: Match) -> Reading | None:
    """This time last year."""
    return Reading(TimeType.DATE, Offset(_unit(match, "PERIOD"), -1))


def day_part(match: Match) -> Reading | None:
    """Tonight, yesterday morning, Tuesday evening, the afternoon."""
    if part := match.part("part"):
        word = part[0].lower()
        lexicon = grammar().lexicon
        code = "NI" if lexicon.value("TONIGHT", word) is not None else str(lexicon.value("PART", word))
    toward, anchor = _which(match)
    day: Offset | CalendarDate | None = None
    if "month" in match:
        day = _calendar_date(match)
    elif "weekday" in match:
        day = CalendarDate(weekday=_value(match, "weekday", "WEEKDAY"), toward=toward, anchor=anchor)
    elif "day" in match:
        day = Offset("D", _value(match, "day", "DEICTIC") or 0)
    elif "next" in match:
        day = Offset("D", 1, PREVIOUS)
    elif toward is not None:
        day = Offset("D", toward, anchor)
    elif word == "tonight":
        day = Offset("D", 0)
    return Reading(TimeType.TIME, TimeOfDay(code, day), _mod(match))


def clock(match: Match) -> Reading | None:
    """A time of day by the clock."""
    time = _clock(match)
    if time is None:
        return None
    mod = _mod(match) or ("AFTER" if "after" in match else "BEFORE" if "before" in match else None)
    day = Offset("D", 0) if _is_quote_of_market(match) else None
    return Reading(TimeType.TIME, TimeOfDay(time, day, _zone(match)), mod)


def _is_quote_of_market(match: Match) -> bool:
    """ "As of 11:03 a.m.", "at 7:37 a.m. in Tokyo": the latest price before publication."""
    texts, (first, stop) = match.words.texts, match.sentence
    before = [word.lower() for word in texts[max(first, match.start - 2) : match.start]]
    after = texts[match.end : min(stop, match.end + 2)]
    return before == ["as", "of"] or len(after) == 2 and after[0] == "in" and after[1][0].isupper()


def distance(match: Match) -> Reading | None:
    """Two days ago, three weeks later, a decade ago."""
    word = (match.part("way") or ["now"])[0].lower()
    sign = 1 if "now" in match else int(grammar().lexicon.value("AGO", word) or 0)
    anchor = PUBLISHED if word in {"ago", "back", "now", "hence"} else PREVIOUS
    count = _amount(match)
    unit = _unit(match, "UNIT", "UNITS")
    if match.rule.name == "year-earlier":
        count = Decimal(1)
    if count is None:
        return Reading(TimeType.DATE, Literal("PAST_REF" if sign < 0 else "FUTURE_REF"), _mod(match))
    unit, number = _whole(unit, count)
    meaning = Offset(
        unit,
        sign * number,
        anchor,
        to_the_day=unit in {"W", "2W"},
        compares=unit == "Y" and sign * number == -1,
    )
    return Reading(TimeType.TIME if unit[0] == "T" else TimeType.DATE, meaning, _mod(match))


def from_event(match: Match) -> Reading | None:
    """Two days after; whether a date follows is seen later."""
    count = Decimal(1) if not {"n", "one", "vague"} & match.parts.keys() else _amount(match)
    unit = _unit(match, "UNIT", "UNITS")
    if count is None:
        return Reading(TimeType.DURATION, Literal(duration(unit, None) or ""), _mod(match))
    unit, number = _whole(unit, count)
    sign = -1 if match.part("way")[0].lower() == "before" else 1
    return Reading(TimeType.DATE, Offset(unit, sign * number, to_the_day=True), _mod(match))


def duration_reading(match: Match) -> Reading | None:
    """For eight years, several days, an hour and a half."""
    unit = _unit(match, "UNIT", "UNITS")
    if "quarter" in match:
        return Reading(TimeType.DURATION, Literal("P25Y"), _mod(match))
    if "half" in match and "n" not in match:
        count: Decimal | None = Decimal("0.5")
    elif "plus_half" in match:
        count = Decimal("1.5")
    elif {"n", "one", "vague"} & match.parts.keys():
        count = None if "vague" in match else _amount(match)
    else:
        singular = grammar().lexicon.value("UNIT", match.part("unit")[0])
        count = Decimal(1) if singular is not None else None
    if "n" in match and _amount(match) is None:
        return None
    value = duration(unit, count)
    return Reading(TimeType.DURATION, Literal(value), _mod(match)) if value else None


def compound(match: Match) -> Reading | None:
    """15 years, 8 months; 2hr 39min 16sec."""
    lexicon = grammar().lexicon
    days = clock = ""
    number = ""
    for word in match.part("parts"):
        unit = lexicon.value("UNIT", word) or lexicon.value("UNITS", word)
        if not isinstance(unit, str):
            value = read_number([word])
            number = f"{value.normalize():f}" if value is not None else number
        elif unit[0] == "T":
            clock += f"{number}{unit[1]}"
        else:
            days += f"{number}{unit}"
    return Reading(TimeType.DURATION, Literal(f"P{days}" + (f"T{clock}" if clock else "")), _mod(match))


def stopwatch(match: Match) -> Reading | None:
    """2:05:45, as in results of races."""
    hours, minutes, seconds = match.part("time")[0].split(":")
    parts = f"{int(hours)}H" if int(hours) else ""
    return Reading(TimeType.DURATION, Literal(f"PT{parts}{int(minutes)}M{seconds.lstrip('0') or '0'}S"))


def repeated(match: Match) -> Reading | None:
    """Every Monday, annually, per day."""
    if "adverb" in match:
        return Reading(TimeType.SET, Literal(str(_value(match, "adverb", "ADVERB_SET"))))
    if "unit" not in match:
        every = (
            "P1D"
            if "part" in match and "weekday" not in match
            else "P1Y"
            if "weekday" not in match
            else "P1W"
        )
        return Reading(TimeType.SET, Literal(every))
    count = Decimal(2) if "other" in match else _amount(match) or Decimal(1)
    value = duration(_unit(match, "UNIT", "UNITS"), count)
    return Reading(TimeType.SET, Literal(value)) if value else None


def reference(match: Match) -> Reading | None:
    """Now, recently, soon, the future."""
    if "reference" in match:
        value = str(_value(match, "reference", "REFERENCE"))
    else:
        value = next(v for p, v in _REFERENCES.items() if p in match)
    return Reading(TimeType.DATE, Literal(value))


_REFERENCES = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}

_READERS: dict[str, Reader] = {
    "figure_date": figure_date,
    "calendar_date": calendar_date,
    "year": year,
    "era": era,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "half": half,
    "season": season,
    "named_day": named_day,
    "period": period,
    "the_period": the_period,
    "week_of": week_of,
    "year_end": year_end,
    "deictic": deictic,
    "this_time": this_time,
    "day_part": day_part,
    "clock": clock,
    "distance": distance,
    "from_event": from_event,
    "duration": duration_reading,
    "compound": compound,
    "stopwatch": stopwatch,
    "set": repeated,
    "reference": reference,
}


def _value(match: Match, part: str, *classes: str) -> int | None:
    """The value of a part's first word in the first class that has it."""
    words = match.part(part)
    lexicon = grammar().lexicon
    values = (lexicon.value(name, word) for word in words[:1] for name in classes)
    return next((value for value in values if value is not None), None)  # type: ignore[return-value]


def _unit(match: Match, *classes: str) -> str:
    return str(_value(match, "unit", *classes))


def _day(match: Match, part: str) -> int | None:
    words = match.part(part)
    digits = words[0].rstrip("stndrhSTNDRH") if words else ""
    return int(digits) if digits.isdigit() else _ordinal(match, part)


def _ordinal(match: Match, part: str) -> int | None:
    words = match.part(part)
    digits = words[0].rstrip("stndrhSTNDRH") if words else ""
    return int(digits) if digits.isdigit() else _value(match, part, "ORDINAL")


def _which(match: Match) -> tuple[int | None, str]:
    """How many periods away, and from what."""
    if "ref" in match:
        return _value(match, "ref", "ANAPHORIC"), PREVIOUS
    words = match.part("dct")
    if words[1:]:
        return (-1 if words[1].lower() == "past" else 1), PUBLISHED
    return _value(match, "dct", "RELATIVE"), PUBLISHED


def _year(match: Match) -> Year:
    if "year" in match:
        return _year_number(match.part("year"))
    if "year_dct" in match:
        return Offset("Y", _value(match, "year_dct", "RELATIVE") or 0)
    if "year_ref" in match:
        return Offset("Y", _value(match, "year_ref", "ANAPHORIC") or 0, PREVIOUS)
    return Offset("Y", 0) if "year_this" in match else None


def _year_number(words: list[str]) -> int:
    """2019, '19, nineteen ninety-six, two thousand."""
    digits = words[0].strip("'’")[:4]
    if not digits.isdigit():
        century = grammar().lexicon.value("SPOKEN_CENTURY", words[0])
        rest = read_number(words[1:] if century else words)
        return int(century or 0) + int(rest or 0)
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number < 40 else 1900)


def _mod(match: Match) -> str | None:
    if "about" in match:
        return "APPROX"
    if "more" in match:
        return "MORE_THAN"
    if "less" in match:
        return "LESS_THAN"
    word = match.part("edge")
    if not word:
        return None
    mod = _value(match, "edge", "EARLY") or _value(match, "edge", "EDGE")
    return str(mod) if mod else None


def _amount(match: Match) -> Decimal | None:
    """The number of a part "n", one for "a", None for "several" and for what cannot be read."""
    if "one" in match:
        return Decimal("0.5") if match.part("one")[0].lower() == "half" else Decimal(1)
    words = match.part("n")
    return read_number(words) if words else None


def _whole(unit: str, count: Decimal) -> tuple[str, int]:
    """A whole number of units: one and a half years are eighteen months."""
    smaller = {
        "Y": ("M", 12),
        "DE": ("Y", 10),
        "CE": ("Y", 100),
        "ML": ("Y", 1000),
        "TH": ("TM", 60),
        "W": ("D", 7),
        "D": ("TH", 24),
        "2W": ("W", 2),
    }
    if count != int(count) or unit in {"DE", "CE", "ML", "2W"}:
        finer, factor = smaller.get(unit, (unit, 1))
        return finer, int(count * factor)
    return unit, int(count)


def _clock(match: Match) -> str | None:
    if "noon" in match:
        return str(_value(match, "noon", "NOON"))
    if "military" in match:
        figures = match.part("military")[0]
        hour, minute = int(figures[:2]), int(figures[2:])
    else:
        figures = (match.part("hour") or match.part("clock"))[0]
        head, _, tail = figures.replace(".", ":").partition(":")
        number = read_number([head])
        if number is None or number != int(number):
            return None
        hour, minute = int(number), int(tail or 0)
    half = _value(match, "half", "AMPM")
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    elif "part" in match and hour < 12 and _value(match, "part", "PART") in ("AF", "EV", "NI"):
        hour += 12
    return f"{hour:02}:{minute:02}" if hour <= 24 else None


def _zone(match: Match) -> str | int | None:
    if "zone" in match:
        return _value(match, "zone", "ZONE")
    return _value(match, "zone_name", "ZONE_NAME") if "zone_name" in match else None
