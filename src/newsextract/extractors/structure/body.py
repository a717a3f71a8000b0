"""What stands between and below the paragraphs of the body: subheadings, links, lists, repetitions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line

_LONGEST_SUBHEADING = 12
_LONGEST_NUMBERED = 16
_LONGEST_LEAD_IN = 7
_LONGEST_LINK = 25
_LONGEST_SOURCE = 40
_BULLET = re.compile(r"[•●▪■*>]|[-–—]\s")
_TURN = re.compile(r"(?:Q|A|Question|Answer)[:.]\s")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_INNER_STOP = re.compile(r"[.?!]\s+[A-Z]")
_RUN_ON = re.compile(r"[a-z)][.?!]\s?[A-Z]")
_OPENING = re.compile(r"[\"'“‘(\[$€£]*[^\W_]")


def settle_repetitions(lines: Sequence[Line]) -> None:
    """The first line given twice, as scraped pages give headlines, and captions with their alt texts."""
    first = next((line for line in lines if line.open), None)
    previous: Line | None = None
    for line in lines:
        if not line.open:
            pass
        elif first is not None and line is not first and line.key == first.key:
            line.settle("junk", "repeated-headline")
        elif (
            previous is not None
            and previous.kind == "caption"
            and line.words > 3
            and line.key in previous.key
        ):
            line.settle("caption", "repeated-caption")
        previous = line


def settle_tail(lines: Sequence[Line]) -> None:
    """The lists of sources and of links to other articles, which go on to the end of the text."""
    heading = ""
    for line in lines:
        if line.rule in ("sources-heading", "promo-heading"):
            heading = line.kind
        elif line.open and heading:
            if _goes_on(line, heading):
                line.settle(heading, "list")
            else:
                heading = ""
    _settle_trailing_links(lines)


def _goes_on(line: Line, heading: str) -> bool:
    """Whether a line belongs to the list of sources or links under such a heading."""
    if heading == "sources":
        return line.words <= _LONGEST_SOURCE
    return line.words <= _LONGEST_LINK and not line.is_sentence


def _settle_trailing_links(lines: Sequence[Line]) -> None:
    """Headlines of other articles below the last sentence, without a heading of their own."""
    if not any(line.kind in ("", "body") and line.is_sentence for line in lines):
        return
    for line in reversed(lines):
        if line.open:
            if not _is_link(line):
                break
            line.settle("promo", "trailing-link")


def _is_link(line: Line) -> bool:
    """Whether a line below the body is the headline of another article."""
    if line.is_sentence or not 4 <= line.words <= _LONGEST_LINK or line.text[-1] in ",;:-":
        return False
    if _RUN_ON.search(line.text):
        return False
    figures = sum(any(map(str.isdigit, word)) for word in line.text.split())
    return _opens_like_heading(line) and 4 * figures <= line.words


def settle_subheadings(lines: Sequence[Line]) -> None:
    """Short lines without a full stop that running text follows."""
    following: Line | None = None
    for line in reversed(lines):
        if line.open and following is not None and _is_subheading(line, following):
            line.settle("subheading", "subheading")
        if line.open or line.kind in ("subheading", "promo", "body"):
            following = line


def _is_subheading(line: Line, following: Line) -> bool:
    """Whether a line is short, opens like a heading, and running text or another subheading follows."""
    longest = _LONGEST_NUMBERED if _NUMBERED.match(line.text) else _LONGEST_SUBHEADING
    if (
        line.words > longest
        or _BULLET.match(line.text)
        or _TURN.match(line.text)
        or not _opens_like_heading(line)
    ):
        return False
    last = line.text[-1]
    if last in ",;-" or (line.is_sentence and last != "?") or (last == ":" and line.words > _LONGEST_LEAD_IN):
        return False
    if _INNER_STOP.search(line.text) and not _NUMBERED.match(line.text):
        return False
    return following.words > line.words or following.kind == "subheading"


def _opens_like_heading(line: Line) -> bool:
    opening = _OPENING.match(line.text)
    return opening is not None and not opening[0][-1].islower()
