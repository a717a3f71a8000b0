"""Finds where a number in words ends: "one hundred and twenty | pounds", "five | and six million".

`newsextract.language.numbers` reads words that are known to be one number; here the question is which
words belong to it, because "and" stands between two sums as often as within a number.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from newsextract.language.resources import load_toml

_NOT_CARDINAL = ("couple",)


@functools.cache
def small_numbers() -> dict[str, int]:
    """Words for 0 to 90 and what they are worth."""
    simple: dict[str, int] = load_toml("numbers.toml")["simple"]
    return {word: value for word, value in simple.items() if word not in _NOT_CARDINAL}


@functools.cache
def number_scales() -> dict[str, int]:
    """Words that multiply ("hundred", "million") and their powers of ten."""
    scales: dict[str, int] = load_toml("numbers.toml")["scales"]
    return {word: len(str(value)) - 1 for word, value in scales.items() if str(value).strip("0") == "1"}


def read_cardinal(words: Sequence[str], start: int = 0) -> tuple[int, int] | None:
    """Read the longest cardinal number in words that begins at ``words[start]``.

    A hyphen may be a word of its own ("forty", "-", "two"). "And" is part of the number only where
    English has it, behind "hundred" and "thousand", so that "five and six million" is two numbers, and
    so is "one hundred and two hundred".

    Args:
        words: Words in lower case.
        start: Index of the first word of the number.

    Returns:
        The value and the index behind its last word, or None if no number begins there.
    """
    group = _read_group(words, start)
    if group is None:
        return None
    total, last_power = 0, 100
    while True:
        value, end = group
        power = _scale_at(words, end)
        if not 3 <= power < last_power:
            return total + value, end
        total, last_power, end = total + value * 10**power, power, end + 1
        has_and = _word(words, end) == "and"
        group = _read_group(words, end + has_and)
        if group is None or group[0] >= 10**power or (has_and and group[0] >= 100):
            return total, end
        next_power = _scale_at(words, group[1])
        if next_power >= last_power or (has_and and next_power):
            return total, end


def _read_group(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Read a number below a thousand: "one hundred and twenty", "forty-two"."""
    tens = _read_tens(words, at)
    if tens is None or _scale_at(words, tens[1]) != 2:
        return tens
    value, end = tens[0] * 100, tens[1] + 1
    has_and = _word(words, end) == "and"
    rest = _read_tens(words, end + has_and)
    if rest is None or (has_and and _scale_at(words, rest[1]) == 2):
        return value, end
    return value + rest[0], rest[1]


def _read_tens(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Read a number below a hundred: "seven", "forty", "forty-two"."""
    small = small_numbers()
    value = small.get(_word(words, at))
    if value is None:
        return None
    after = at + 1 + (_word(words, at + 1) == "-")
    unit = small.get(_word(words, after), 0)
    if value >= 20 and 0 < unit < 10:
        return value + unit, after + 1
    return value, at + 1


def _scale_at(words: Sequence[str], at: int) -> int:
    return number_scales().get(_word(words, at), 0)


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""
