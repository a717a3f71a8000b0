"""Where in a text money can be: most of an article is skipped before anything is read closely."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from .currencies import SYMBOL, currency_lexicon
from .number_words import number_scales, small_numbers

_SYMBOL = re.compile(SYMBOL)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")  # Latin letters: all that names of currencies are written in
_LINE_END = re.compile(r"\n\s*")
_SENTENCE_ENDS = frozenset('.!?"”’)')

_VAGUE = ("millions", "billions", "trillions")
_QUANTITIES = (
    "hundreds",
    "thousands",
    "tens",
    "dozens",
    "few",
    "several",
    "couple",
    "quarter",
    "half",
    "multi",
)


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that may hold money.

    A stretch ends where no amount can go on: at a blank line, and at the end of a line and a sentence.
    """
    start = 0
    for end in (*_ends(text), len(text)):
        if may_hold_money(text[start:end]):
            yield start, end
        start = end


def _ends(text: str) -> Iterator[int]:
    for match in _LINE_END.finditer(text):
        is_blank_line = "\n" in match[0][1:]
        if is_blank_line or text[match.start() - 1] in _SENTENCE_ENDS:
            yield match.end()


def may_hold_money(stretch: str) -> bool:
    """Whether there is something that can be a currency, and something that can be a quantity."""
    has_symbol, has_digit = _SYMBOL.search(stretch), _DIGIT.search(stretch)
    if has_symbol and has_digit:
        return True
    words = _WORD.findall(stretch)
    return bool(has_symbol or not _currency_words().isdisjoint(words)) and bool(
        has_digit or not _quantity_words().isdisjoint(words)
    )


@functools.cache
def _currency_words() -> frozenset[str]:
    """The last words of all currency marks that hold no symbol, as they may be spelt."""
    lexicon = currency_lexicon()
    names = _spellings(*lexicon.heads, *lexicon.minor, *_VAGUE)
    return frozenset(lexicon.letters).union(*map(_WORD.findall, (*names, *lexicon.codes)))


@functools.cache
def _quantity_words() -> frozenset[str]:
    """The words by which a quantity is known; "a" alone is one in "a dollar", "a penny"."""
    return _spellings(*small_numbers(), *number_scales(), *_VAGUE, *_QUANTITIES, "dollar", "penny", "cent")


def _spellings(*words: str) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))
