"""Dates in header lines: "Friday, September 6, 2019", "Updated 12:30 GMT, 6 Sept 2019"."""

from __future__ import annotations

import re
import threading
from datetime import date, datetime

from newsextract.model import Instant

from .lines import Line
from .phrases import word_list

_LONGEST_LINE = 18
_MONTHS = {
    month: number
    for number, forms in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for month in forms.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
MONTH_DAY = re.compile(
    rf"{_MONTH}\s?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year>\d{{4}})\b)?", re.IGNORECASE
)
DAY_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:of\s)?{_MONTH}(?:,?\s(?P<year>\d{{4}})\b)?", re.IGNORECASE
)
_ISO = re.compile(r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?=\b|T)")
_NUMERIC = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d{2}\b")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|\b\d{1,2}\s?[ap]\.?m\b|\b\d{4}\s?(?:hrs|gmt|utc)\b", re.IGNORECASE)
# What may stand beside the date in a line that holds nothing else.
_COMPANY = re.compile(
    r"""(?:mon|tues|wednes|thurs|fri|satur|sun)day | (?:mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?
      | \d{1,2}(?:[:.]\d{2}){0,2}(?:\.\d+)? | [ap]\.?m\b\.? | \b(?:noon|midnight|hrs|hours|at|on|local|time)\b
      | \b[A-Z]{2,4}\b | [+-]\d{1,2}:?\d{2} | \bT\b | [^\w\s]""",
    re.IGNORECASE | re.VERBOSE,
)
# dateparser keeps global state (its settings and its language loader).
_dateparser_lock = threading.Lock()


def date_line(line: Line) -> tuple[str, Instant] | None:
    """Read a line that is nothing but a date, with or without a label before it.

    Returns:
        "published" or "updated", and the day or moment; None if the line is something else.
    """
    if line.words > _LONGEST_LINE or not any(c.isdigit() for c in line.text):
        return None
    label, said = _without_label(line)
    bare = said.strip(" \t:,.|•·–—-()[]")
    found = _ISO.search(bare) or MONTH_DAY.search(bare) or DAY_MONTH.search(bare) or _NUMERIC.search(bare)
    if found is None or (found.groupdict() and found["year"] is None):
        return None
    rest = f"{bare[: found.start()]} {bare[found.end() :]}"
    if _COMPANY.sub(" ", rest).strip():
        return None
    instant = _with_time(bare) if _CLOCK.search(rest) or found.re is _NUMERIC else day_from(found, None)
    return None if instant is None else (label, instant)


def day_from(found: re.Match[str], published: date | None) -> date | None:
    """The day of a match of one of the patterns above.

    Args:
        found: The match; its year may be missing.
        published: The day of publication, from which a missing year is taken: the day meant is the latest
            such day that is not after the day of publication, give or take the difference of time zones.

    Returns:
        The day, or None if there is no such day or its year cannot be told.
    """
    month = found["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS[month]
    day = int(found["day"])
    if found["year"]:
        return _day(int(found["year"]), number, day)
    if published is None:
        return None
    this_year = _day(published.year, number, day)
    if this_year is not None and (this_year - published).days > 1:
        return _day(published.year - 1, number, day)
    return this_year


def _without_label(line: Line) -> tuple[str, str]:
    """Which date the line gives, and the line without the words that say so."""
    colon = line.text.find(":")
    words = line.text.split()
    for size in (3, 2, 1):
        head = " ".join(words[:size]).rstrip(":").lower()
        for label, forms in (("updated", "updated_labels"), ("published", "published_labels")):
            if head in word_list(forms):
                rest = line.text.split(maxsplit=size)
                return label, rest[size] if len(rest) > size else ""
    before = line.text[:colon].strip().lower()
    if before in word_list("updated_labels"):
        return "updated", line.text[colon + 1 :]
    if before in word_list("published_labels"):
        return "published", line.text[colon + 1 :]
    return "published", line.text


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_time(said: str) -> Instant | None:
    """Read a date with a time of day, or one of figures alone."""
    import dateparser

    settings = {
        "RELATIVE_BASE": datetime(2000, 1, 1),
        "STRICT_PARSING": True,
        "TIMEZONE": "UTC",
        "TO_TIMEZONE": "",
    }
    with _dateparser_lock:
        moment = dateparser.parse(said, languages=["en"], settings=settings)
    if moment is None:
        return None
    return moment if _CLOCK.search(said) else moment.date()
