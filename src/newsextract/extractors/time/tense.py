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
def _lists() -> dict[str, frozenset[str]]:
    lists: dict[str, list[str]] = load_toml("time-tense.toml")
    return {name: frozenset(words) for name, words in lists.items()}


def tense_at(words: Sequence[str], start: int, end: int, sentence: tuple[int, int]) -> Tense | None:
    """The tense of the clause around the words `start` to `end`.

    Args:
        words: The words of the text.
        start: First word of the expression.
        end: Word after it.
        sentence: Half-open word range of its sentence.

    Returns:
        None if nothing in the clause tells. The nearest verb before the expression counts; only if
        there is none, the nearest behind it.
    """
    before = _nearest(words, range(start - 1, max(sentence[0], start - _REACH) - 1, -1))
    return before or _nearest(words, range(end, min(sentence[1], end + _REACH)))


def _nearest(words: Sequence[str], indices: range) -> Tense | None:
    boundaries = _lists()["boundaries"]
    for i in indices:
        word = words[i].lower()
        if word in boundaries:
            return None
        tense = _tense_of(words, i, word)
        if tense is not None:
            return tense
    return None


def _tense_of(words: Sequence[str], i: int, word: str) -> Tense | None:
    lists = _lists()
    before = words[i - 1].lower() if i else ""
    after = words[i + 1].lower() if i + 1 < len(words) else ""
    if word in lists["ahead"] or word == "to" and (before in lists["before_to"] or after == "be"):
        return Tense.FUTURE
    if word in lists["future"]:
        return Tense.PAST if after in lists["perfect"] else Tense.FUTURE
    if word in lists["past"] or word in lists["perfect"] and _is_participle(after):
        return Tense.PAST
    if word in lists["present"]:
        return Tense.FUTURE if after == "to" else Tense.PRESENT
    if _is_participle(word) and before not in lists["transparent"]:
        return Tense.PRESENT if before in lists["present"] else Tense.PAST
    return None


def _is_participle(word: str) -> bool:
    return word in _lists()["past"] or word.endswith("ed") and len(word) > 4 and word.islower()
