"""Where paragraphs are: blank lines, single lines, and hard-wrapped lines joined again.

News text comes in three layouts: paragraphs between blank lines, one paragraph a line, and lines
broken at a fixed width (wire services, e-mail). A line break is a *wrap* if the next word would not
have fitted on the line, so the width of a text tells its wraps from the ends of its paragraphs.
Nothing is changed or copied: a paragraph is a half-open code-point span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Characters that begin no word: white space as `str.isspace` sees it, and what scraped pages are
#: strewn with but nobody sees (zero-width spaces and joiners, soft hyphens, marks of direction, the
#: byte order mark). Joiners and soft hyphens may stand inside a word.
BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
    "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)

# "\r\n" is put so that the pattern begins with a class, which is searched for twice as fast.
_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?")
# These end a paragraph by themselves; the other breaks need a blank line.
_HARD_BREAKS = frozenset("\f\x1c\x1d\u2029")
_FIRST_WORD = re.compile(rf"[^{re.escape(BLANKS)}]+")

# Shorter lines are headings, items and credits.
_MIN_LINE = 30
# What is left of a first line whose dateline was cut off.
_MIN_FIRST_LINE = 15
_MIN_WIDTH, _MAX_WIDTH = 45, 130
_GAP = "   "
# A word may be put on the next line though it would have fitted, by this share of the width.
_SLACK = 0.15
# The share of the lines known to be wrapped that must be full before a text counts as wrapped.
_FULL_SHARE = 0.7

# A line with something on it: (offset of its first character, start and end of the trimmed line,
# whether a blank line or a page break stands before it).
_Line = tuple[int, int, int, bool]


class _Wrap(NamedTuple):
    """How a text is hard-wrapped: the width of its lines, and the indent of those that continue."""

    width: float
    margin: int


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text, in order, as half-open spans without the white space around them.

    The spans do not overlap, none is empty, and all text outside them is white space.
    """
    lines = list(_lines(text))
    wrap = _find_wrap(text, lines)
    indented = _opens_by_indent(text, lines)
    spans: list[tuple[int, int]] = []
    previous: _Line | None = None
    for line in lines:
        if previous is not None and _continues(text, previous, line, wrap, indented):
            spans[-1] = (spans[-1][0], line[2])
        else:
            spans.append((line[1], line[2]))
        previous = line
    return spans


def _lines(text: str) -> Iterator[_Line]:
    apart = True
    begin = 0
    while begin < len(text):
        found = _BREAK.search(text, begin)
        stop, after = found.span() if found else (len(text), len(text))
        body = text[begin:stop].lstrip(BLANKS)
        start = stop - len(body)
        end = start + len(body.rstrip(BLANKS))
        if start < end:
            yield begin, start, end, apart
        apart = start == end or text[stop:after] in _HARD_BREAKS
        begin = after


def _continues(text: str, line: _Line, following: _Line, wrap: _Wrap | None, indented: bool) -> bool:
    """Whether the break between two lines is only a wrap."""
    if following[3] or _indent(following) > (wrap.margin if wrap else _indent(line)):
        return False
    if _runs_on(text, line, following) or (indented and _breaks_off(text, line, _MIN_FIRST_LINE)):
        return True
    return wrap is not None and _is_full(text, line, following, wrap.width)


def _runs_on(text: str, line: _Line, following: _Line) -> bool:
    """Whether the sentence plainly goes on in the next line: no full stop, then a small letter."""
    return text[following[1]].islower() and _breaks_off(text, line)


def _opens_by_indent(text: str, lines: list[_Line]) -> bool:
    """Whether the paragraphs of a wrapped text open with an indent, so that a line without one goes on.

    The first line may then be short: the dateline before it was cut off.
    """
    wrapped = opened = False
    previous: _Line | None = None
    for line in lines:
        if previous is not None and not line[3]:
            goes_on = text[line[1]].islower() and _breaks_off(text, previous, _MIN_FIRST_LINE)
            wrapped = wrapped or (_indent(line) == 0 and goes_on)
            opened = opened or (_indent(line) > _indent(previous) == 0 and text[previous[2] - 1] == ".")
        previous = line
    return wrapped and opened


def _opens_paragraph(text: str, line: _Line, following: _Line) -> bool:
    """Whether the line is indented like the first of a paragraph that goes on in the next line."""
    return _indent(following) < _indent(line) and _breaks_off(text, line)


def _breaks_off(text: str, line: _Line, shortest: int = _MIN_LINE) -> bool:
    """Whether the line looks like prose that is not at its end; wide gaps are those of a table."""
    begin, start, end, _ = line
    last = text[end - 1]
    return (last.isalnum() or last in ",-") and end - begin >= shortest and text.find(_GAP, start, end) < 0


def _is_full(text: str, line: _Line, following: _Line, width: float) -> bool:
    """Whether the first word of the next line would not have fitted on the line."""
    word = _FIRST_WORD.match(text, following[1], following[2])
    needed = _length(line) + 1 + (len(word[0]) if word else 0)
    return _length(line) <= width < needed + width * _SLACK


def _find_wrap(text: str, lines: list[_Line]) -> _Wrap | None:
    """How the text is hard-wrapped, or None if it is not.

    The evidence are the breaks that are wraps whatever the width: sentences that run on (two of
    them, for one can be chance), and paragraphs with an indented first line.
    """
    sure = [pair for pair in _pairs(lines) if _runs_on(text, *pair) or _opens_paragraph(text, *pair)]
    width = max((_length(line) for line, _ in sure), default=0)
    enough = len(sure) > 1 or any(_opens_paragraph(text, *pair) for pair in sure)
    full = sum(_is_full(text, line, following, width) for line, following in sure)
    if not enough or not _MIN_WIDTH <= width <= _MAX_WIDTH or full < _FULL_SHARE * len(sure):
        return None
    # The longest line may be one that is not sure to be wrapped.
    return _Wrap(width * 1.05, min(_indent(following) for _, following in sure))


def _pairs(lines: list[_Line]) -> Iterator[tuple[_Line, _Line]]:
    """The neighbouring lines between which a wrap could be."""
    previous: _Line | None = None
    for line in lines:
        if previous is not None and not line[3] and _indent(line) <= _indent(previous):
            yield previous, line
        previous = line


def _length(line: _Line) -> int:
    return line[2] - line[0]


def _indent(line: _Line) -> int:
    return line[1] - line[0]
