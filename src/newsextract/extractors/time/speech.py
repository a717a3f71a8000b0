"""Quotations: which expressions stand inside quotation marks, and the day on which they were spoken.

"Tomorrow" inside quotation marks is the day after the speaker said it, not after the paper came out.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from newsextract.language import Tokens, load_toml

from .expressions import day_of
from .grammar import Words
from .values import PUBLISHED, CalendarDate, Expression, Offset, TimeOfDay

_OPENING = frozenset(["“", "``", "«"])
_MARKS = frozenset(["“", "``", "«", "”", "''", "»", '"'])
_STRAIGHT = '"'
_REACH, _REACH_BEHIND = 8, 5  # words between a verb of speech and its date
_NEIGHBOURS = 4  # expressions looked at on either side


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(load_toml("time-tense.toml")["speech"])


def with_speaking_days(expressions: Sequence[Expression], words: Words, tokens: Tokens) -> list[Expression]:
    """Mark the expressions inside quotation marks, and count them from the day of speaking if it is told."""
    inside = _inside(expressions, words, tokens)
    return [
        replace(expression, quoted=True, base=_cue(i, expressions, inside, words))
        if i in inside and _is_deictic(expression)
        else expression
        for i, expression in enumerate(expressions)
    ]


def _inside(expressions: Sequence[Expression], words: Words, tokens: Tokens) -> set[int]:
    """The indices of the expressions inside quotation marks; a mark holds within its paragraph."""
    marks = [(i, -1) for i, word in enumerate(words.texts) if word in _MARKS]
    places = [(expression.start, index) for index, expression in enumerate(expressions)]
    inside = set()
    open_in = -1
    for position, index in sorted(marks + places):
        if index >= 0:
            if expressions[index].paragraph == open_in:
                inside.add(index)
            continue
        paragraph = tokens.paragraph_of(words.starts[position])
        word = words.texts[position]
        is_open = word in _OPENING or (word == _STRAIGHT and open_in != paragraph)
        open_in = paragraph if is_open else -1
    return inside


def _is_deictic(expression: Expression) -> bool:
    """Whether the meaning depends on the day on which the words are spoken."""
    meaning = expression.reading.meaning
    day = meaning.day if isinstance(meaning, TimeOfDay) else meaning
    if isinstance(day, Offset):
        return day.anchor == PUBLISHED
    return isinstance(day, CalendarDate) and day.year is None


def _cue(index: int, expressions: Sequence[Expression], inside: set[int], words: Words) -> Expression | None:
    """The date of the verb of speech in the same paragraph: "he said on Monday"."""
    near = range(max(0, index - _NEIGHBOURS), min(len(expressions), index + _NEIGHBOURS + 1))
    for i in sorted(near, key=lambda i: (abs(i - index), i)):
        candidate = expressions[i]
        if i in inside or candidate.paragraph != expressions[index].paragraph:
            continue
        if day_of(candidate.reading) and _is_spoken(candidate, words):
            return candidate
    return None


def _is_spoken(expression: Expression, words: Words) -> bool:
    """Whether a verb of speech stands shortly before, or behind ("On Monday he said")."""
    first = max(expression.sentence[0], expression.start - _REACH)
    stop = min(expression.sentence[1], expression.end + _REACH_BEHIND)
    return not _verbs().isdisjoint(word.lower() for word in words.texts[first:stop])
