"""Datelines: "NEW YORK, May 24 (Reuters) -", "(Bloomberg) --", "BEIJING (AP) _", "AMMAN:".

A dateline stands at the head of a body paragraph, and a dash or colon closes it; what stands before the mark
must be place, date and agency in this order and nothing else. A bare word before a dash is no dateline,
unless it is in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .dates import DAY_MONTH, MONTH_DAY, day_from
from .lines import Line
from .phrases import word_list

_LONGEST = 120
_LONGEST_LINE = 12
_BODY_LINES_READ = 3
_SHORTEST_BODY = 12
_CLOSING_MARK = re.compile(r"(?:\s|(?<=[\d)]))(?:-|--+|–|—|_)(?=\s|$)|--+|—|:(?=\s)")
_AGENCY = re.compile(r"[,\s]*(?:\((?P<round>[A-Z][^()\n]{1,40})\)|/(?P<slash>[A-Z][^/\n]{1,30})/)$")
_SIGNATURE = re.compile(r"(?:^|\s)(?:-|--|–|—)\s?(?P<agency>[^\W\d_][\w ]{1,30})\.?$")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})\b,?\s*", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_](?:[\w'’.\-/ ]|,\s?(?=[^\W\d_]))*")
_MOST_PLACE_WORDS = 7
_SEPARATORS = " \t\n,|"


@dataclass(frozen=True, slots=True)
class DatelineParts:
    """A dateline that was read.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character, without the closing mark.
        place: As written, or "".
        agency: As written, or "".
        date: The day, or None.
        dated: Whether there is a date, whatever its year.
    """

    start: int
    end: int
    place: str = ""
    agency: str = ""
    date: date | None = None
    dated: bool = False

    @property
    def certain(self) -> bool:
        """Whether more than a place was read."""
        return self.dated or bool(self.agency)


def find_dateline(lines: Iterable[Line], published: date | None) -> DatelineParts | None:
    """The dateline at the head of one of the first body paragraphs, or in a line of its own."""
    body_lines = 0
    for line in lines:
        if line.kind not in ("", "date"):
            continue
        found = _alone(line, published)
        if found is not None:
            line.settle("date", "dateline")
            return found
        found = _at_head(line, published)
        if found is not None:
            line.settle("body", "dateline")
            return found
        body_lines += not line.kind
        if body_lines == _BODY_LINES_READ:
            break
    return None


def signing_agency(lines: Sequence[Line]) -> str:
    """The agency that signs at the end of the body (... he added. - Bernama"), or ""."""
    for line in reversed(lines):
        if line.kind in ("", "body") or line.rule == "signature":
            signed = _SIGNATURE.search(line.text[-_LONGEST:])
            known = signed is not None and signed["agency"].lower() in word_list("agencies")
            return signed["agency"] if signed and known else ""
    return ""


def _at_head(line: Line, published: date | None) -> DatelineParts | None:
    """The dateline that the first mark closes, or a later one if a date or agency stands before it."""
    for mark in _CLOSING_MARK.finditer(line.text[:_LONGEST]):
        found = _read(line.start, line.text[: mark.start()].rstrip(), published)
        if found is None or (mark[0] == ":" and not found.place.isupper()):
            continue
        if found.certain or (line.is_sentence and line.words > _SHORTEST_BODY):
            return found
    return None


def _alone(line: Line, published: date | None) -> DatelineParts | None:
    """A dateline in a paragraph of its own, which must have place and date, or place and agency."""
    if line.words > _LONGEST_LINE or line.is_sentence:
        return None
    found = _read(line.start, line.text, published)
    if found is None or not found.place or not found.certain:
        return None
    parted = line.text[len(found.place) :].lstrip()[:1] in ",|(/"
    return found if parted else None


def _read(start: int, said: str, published: date | None) -> DatelineParts | None:
    agency = _AGENCY.search(said)
    rest = said[: agency.start()] if agency else said
    dated = MONTH_DAY.search(rest) or DAY_MONTH.search(rest)
    weekday = _WEEKDAY.search(rest)
    first = min((m.start() for m in (dated, weekday) if m), default=len(rest))
    last = max((m.end() for m in (dated, weekday) if m), default=len(rest))
    place = rest[:first].strip(_SEPARATORS)
    behind = rest[last:].strip(_SEPARATORS)
    if behind and behind.lower() not in word_list("agencies"):
        return None
    evidence = bool(agency or (first < len(rest) and place))
    if not (evidence and not place) and not _is_place(place, evidence):
        return None
    name = (agency["round"] or agency["slash"]) if agency else behind
    if place.lower() in word_list("agencies"):
        place, name = "", place
    day = day_from(dated, published) if dated else _latest(weekday, published) if weekday else None
    return DatelineParts(start, start + len(said), place, name, day, bool(dated or weekday))


def _is_place(place: str, evidence: bool) -> bool:
    """Whether the words can name a place; without a date or an agency beside them only capitals can."""
    words = place.split()
    if not words or len(words) > _MOST_PLACE_WORDS or not _PLACE.fullmatch(place):
        return False
    if place.lower() in word_list("not_places") or words[0].lower() in word_list("openers"):
        return False
    main = place.split(",")[0]
    return evidence or (main.isupper() and len(main) > 2)


def _latest(weekday: re.Match[str], published: date | None) -> date | None:
    if published is None:
        return None
    back = (published.weekday() - _WEEKDAYS.index(weekday["weekday"].lower())) % 7
    return published - timedelta(days=back)
