"""Whether a clause speaks of the past or the future, read from its auxiliaries and verb forms.

No tagger is needed: the words that carry tense are a closed list (`data/en/time-tense.toml`), and a
verb in "-ed" gives itself away.
"""

from __future__ import annotations

import functools
from enum import StrEnum

from newsextract.language import load_toml

from .grammar import Words

_POSSESSIVES = frozenset(["'s", "’s"])
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


@functools.cache
def _telling() -> frozenset[str]:
    """All words that can tell a tense, but for participles that end in "ed"."""
    names = ("future", "present", "perfect", "was", "ahead", "ahead_for", "past")
    return frozenset({"to"}.union(*(_lists()[name] for name in names)))


def tense_at(words: Words, start: int, end: int, sentence: tuple[int, int]) -> Tense | None:
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
    lowers = words.lowers
    if start > sentence[0] and (lowers[start - 1] in _lists()["until"] or _as_soon_as(words, start)):
        return Tense.FUTURE
    following = lowers[end] if end < sentence[1] else ""
    if following in _lists()["delivered"]:
        return Tense.FUTURE
    if following in _POSSESSIVES and not _shortly_ahead(words, start):
        return Tense.PAST  # "Wednesday's ruling" is known
    before = range(start - 1, max(sentence[0], start - _REACH) - 1, -1)
    behind = range(end, min(sentence[1], end + _REACH))
    tense = _nearest(words, before, stop=",") or _nearest(words, behind, stop=",", finite=True)
    tense = tense or _nearest(words, before) or _nearest(words, behind, finite=True)
    if tense is Tense.FUTURE and _was(words, behind):  # "games scheduled for Wednesday were held"
        return Tense.PAST
    return tense


def _as_soon_as(words: Words, start: int) -> bool:
    """Whether "as soon as" or "as early as" stands before."""
    first, soon, second = ("", "", "", *words.lowers[max(0, start - 3) : start])[-3:]
    return first == second == "as" and soon in _lists()["as_soon"]


def _shortly_ahead(words: Words, start: int) -> bool:
    """Whether one of the last words looks ahead, or may do so: "ahead of Friday's vote"."""
    lists = _lists()
    near = words.lowers[max(0, start - 4) : start]
    return any(word in lists["ahead"] or word in lists["future"] or word == "before" for word in near)


def _nearest(words: Words, indices: range, *, stop: str = "", finite: bool = False) -> Tense | None:
    """The tense of the nearest verb within the clause; of the nearest finite one, if asked."""
    boundaries, telling = _lists()["boundaries"], _telling()
    for i in indices:
        word = words.lowers[i]
        if word in boundaries or word == stop:
            return None
        if (word in telling or word.endswith("ed")) and (tense := _tense_of(words, i, finite)):
            return tense
    return None


def _was(words: Words, indices: range) -> bool:
    """Whether "was" or "were" is the next verb that tells a tense."""
    lists = _lists()
    for i in indices:
        word = words.lowers[i]
        if word in lists["boundaries"] or word in lists["future"] or word in lists["present"]:
            return False
        if word in lists["was"]:
            return True
        if _is_participle(word):
            return False
    return False


def _tense_of(words: Words, i: int, finite: bool) -> Tense | None:
    lists, lowers = _lists(), words.lowers
    word = lowers[i]
    before = lowers[i - 1] if i else ""
    after = lowers[i + 1] if i + 1 < len(lowers) else ""
    if not finite and _looks_ahead(words, i):
        return Tense.FUTURE
    if word in lists["future"]:
        return Tense.PAST if after in lists["perfect"] else Tense.FUTURE
    if word in lists["present"]:
        return Tense.FUTURE if after == "to" or after in lists["ahead"] else Tense.PRESENT
    if word in lists["perfect"]:
        return Tense.PAST if _is_participle(after) else None
    if word in lists["was"]:
        return None if after == "to" else Tense.PAST
    if not _is_participle(words.texts[i]) or before in lists["no_past"] or before in lists["future"]:
        return None
    return Tense.PRESENT if before in lists["present"] else Tense.PAST


def _looks_ahead(words: Words, i: int) -> bool:
    """Whether a word looks ahead of its own time: "scheduled", "to be", "is to"."""
    lists, lowers = _lists(), words.lowers
    word = lowers[i]
    before = lowers[i - 1] if i else ""
    after = lowers[i + 1] if i + 1 < len(lowers) else ""
    if word == "to":
        return before not in lists["was"] and (before in lists["before_to"] or after == "be")
    if word in lists["ahead_for"]:
        return after == "for"
    if word not in lists["ahead"] or before == "than":
        return False
    return not (before == "been" and i > 1 and lowers[i - 2] == "had")


def _is_participle(word: str) -> bool:
    """Whether a word is a past form, or a participle, or both."""
    if word in _lists()["past"]:
        return True
    return word.endswith("ed") and not word.endswith("eed") and len(word) > 3 and word.islower()
