"""Values of metadata, cleaned: lines of text, names of authors, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import cast

from newsextract.model import Instant, day_of, parse_instant

_LONGEST = 1000
"""Characters of a metadata value that are read."""

_UNSET = frozenset([date(1, 1, 1), date(1970, 1, 1)])
"""Days that stand for "no date" in publishing systems."""

# "Jane Doe, John Roe, and Max Moe"; "Jane Doe; John Roe"
_BETWEEN = re.compile(r"\s*[;|,&]\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_BY = re.compile(r"^\s*by:?\s+", re.IGNORECASE)
_NO_NAME = re.compile(r"[\d@/:<>]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_PERSONS = re.compile(
    r"agencies|correspondent|desk|editor(s|ial)?|news(room)?|office|press|reporters?|service|staff|team|wire"
    r"|writers?",
    re.IGNORECASE,
)
"""Words that a desk or a job ends in, and no person's name."""


def clean(value: str) -> str:
    """One line of text: character references read, white space normalised, nothing that is no character."""
    return " ".join(_SURROGATE.sub("\ufffd", unescape(value[:_LONGEST])).replace("\0", " ").split())


def fold(value: str) -> str:
    """The letters and digits of a text in lower case, for comparing."""
    return "".join(filter(str.isalnum, value.casefold()))


def same(one: str, other: str) -> bool:
    """Whether two headlines are the same, or one is the other cut short or with the name of the site."""
    a, b = fold(one), fold(other)
    return a in b or b in a


def names(values: Iterable[str]) -> tuple[str, ...]:
    """The persons named in author fields, each once, without desks, agencies, addresses and jobs.

    A name has at least two words: fields with one hold users ("admin") and agencies ("Reuters").
    """
    found: dict[str, str] = {}
    for value in values:
        for part in _BETWEEN.split(_BY.sub("", value)):
            if _is_name(part):
                found.setdefault(fold(part), part)
    return tuple(found.values())


def _is_name(part: str) -> bool:
    words = part.split()
    return 2 <= len(words) <= 6 and not _NO_NAME.search(part) and not _NO_PERSONS.fullmatch(words[-1])


def instant(value: str) -> Instant | None:
    """Read a date or a moment in ISO 8601 or RFC 2822; None for anything else, such as 03/04/2023.

    Dates that stand for "none" in publishing systems (year 1, 1 January 1970) are None too.
    """
    try:
        read = cast(Instant, parse_instant(value))
    except ValueError:
        try:
            read = parsedate_to_datetime(value)
        except ValueError:
            return None
    return None if day_of(read) in _UNSET else read


def days_apart(one: date | datetime, other: date | datetime) -> int:
    """Days between two instants, each in its own time zone."""
    return abs((day_of(one) - day_of(other)).days)
