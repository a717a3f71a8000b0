"""Whether a clause speaks of the past or the future, read from its auxiliaries and verb forms.

No tagger is needed: the words that carry tense are a closed list (`data/en/time-tense.toml`), and a
verb in "-ed" gives itself away.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from enum import StrEnum

from newsextract.language import load_toml

_REACH = 25  # words looked at on either side


class Tense(StrEnum):
    """What a clause speaks of."""

    PAST = "past"
    FUTURE = "future"
    PRESENT = "present"


@functools.cache
def _markers() -> dict[str, Tense]:
    lists: dict[str, list[str]] = load_toml("time-tense.toml")
    return {word: Tense(name) for name in ("past", "present", "future") for word in lists[name]}


@functools.cache
def _boundaries() -> frozenset[str]:
    return frozenset(load_toml("time-tense.toml")["boundaries"])


@functools.cache
def _planned() -> frozenset[str]:
    return frozenset(load_toml("time-tense.toml")["planned"])


def tense_at(words: Sequence[str], start: int, end: int, sentence: tuple[int, int]) -> Tense | None:
    """The tense of the clause around the words `start` to `end`.

    Args:
        words: The words of the text.
        start: First word of the expression.
        end: Word after it.
        sentence: Half-open word range of its sentence.

    Returns:
        None if nothing in the clause tells.
    """
    before = _scan(words, range(start - 1, max(sentence[0], start - _REACH) - 1, -1))
    if before is not None:
        return before
    return _scan(words, range(end, min(sentence[1], end + _REACH)))


def _scan(words: Sequence[str], indices: range) -> Tense | None:
    """The tense of the nearest verb, up to the end of the clause."""
    for i in indices:
        word = words[i].lower()
        if word in _boundaries():
            return None
        tense = _tense_of(words, i, word)
        if tense is not None:
            return tense
    return None


def _tense_of(words: Sequence[str], i: int, word: str) -> Tense | None:
    if word in _planned():
        return Tense.FUTURE
    marker = _markers().get(word)
    if marker is not None:
        return marker
    if word.endswith("ed") and len(word) > 4 and word.islower():
        auxiliary = words[i - 1].lower() if i else ""
        return _markers().get(auxiliary, Tense.PAST)
    return None
