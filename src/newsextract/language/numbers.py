"""Numbers as news text writes them: "1,500", "2.5", "2½", "forty-two", "two and a half million"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from newsextract.language.resources import load_toml

_FIGURE = re.compile(r"(?:\d{1,3}(?:,\d{2,3})+|\d{1,18})(?:\.\d{1,9})?")
_FRACTION = re.compile(r"(\d{1,3})[/⁄](\d{1,3})")
_JOINERS = frozenset(["-", "‐", "‑", "and", "a", "an", "of"])


@dataclass(frozen=True, slots=True)
class _Words:
    simple: dict[str, Decimal]
    scales: dict[str, Decimal]
    fractions: dict[str, Decimal]


@functools.cache
def _words() -> _Words:
    tables: dict[str, dict[str, int | str]] = load_toml("numbers.toml")
    simple, scales, fractions = (
        {word: Decimal(value) for word, value in tables[name].items()}
        for name in ("simple", "scales", "fractions")
    )
    return _Words(simple, scales, fractions)


def number_words() -> frozenset[str]:
    """The words, in small letters, that `read_number` knows."""
    words = _words()
    return frozenset((*words.simple, *words.scales, *words.fractions))


def read_number(words: Sequence[str]) -> Decimal | None:
    """Read the words of one number.

    Args:
        words: Tokens, in any case: figures, number words, fractions, and "and", "a", "of" or hyphens between.

    Returns:
        The number, or None if the words are not one number ("two four", "and", "12 13").
    """
    total = group = Decimal(0)
    last: Decimal | None = None  # what was added to the group last; a greater one cannot follow
    found = False
    for word in map(str.lower, words):
        if word in _JOINERS:
            continue
        scale = _words().scales.get(word)
        if scale is not None:
            group = (group or Decimal(1)) * scale
            last = scale
            if scale >= 1000:
                total, group = total + group, Decimal(0)
        else:
            value = _value(word)
            if value is None or (last is not None and not _may_follow(value, last)):
                return None
            group = group + value if value >= 1 or last is not None else value
            last = value
        found = True
    return total + group if found else None


def _may_follow(value: Decimal, last: Decimal) -> bool:
    """Whether a value can be added after the last one: "forty" "two", "two" "half", "hundred" "six"."""
    if value < 1:
        return last >= 1
    return last >= 100 or (last >= 20 and last % 10 == 0 and value < 10)


def _value(word: str) -> Decimal | None:
    words = _words()
    if word in words.simple:
        return words.simple[word]
    if word in words.fractions:
        return words.fractions[word]
    if _FIGURE.fullmatch(word):
        return Decimal(word.replace(",", ""))
    fraction = _FRACTION.fullmatch(word)
    if fraction and int(fraction[2]):
        return Decimal(fraction[1]) / Decimal(fraction[2])
    head, tail = word[:-1], words.fractions.get(word[-1:])
    if tail is not None and head.isdecimal() and head.isascii():
        return Decimal(head) + tail
    return None
