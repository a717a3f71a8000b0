"""Where sentences end: at a closing mark, unless an abbreviation or the next word speaks against it.

Only the few tokens that end in a closing mark are looked at. Sentences never cross a paragraph, and
quotation marks and brackets that close behind the mark belong to the sentence.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsextract.language.resources import load_toml

_MARKS = frozenset(".!?…。！？")
_CLOSERS = frozenset(["”", "’", "»", "''", '"', "'", ")", "]", "}"])
_DASHES = frozenset(["—", "–", "-", "--", "---"])
_OPENERS = _DASHES | frozenset(["“", "‘", "«", "``", '"', "'", "(", "[", "{"])
# A straight mark closes only if nothing but a blank or another mark stands behind it.
_STRAIGHT = frozenset("\"'")


@dataclass(frozen=True, slots=True)
class _Lists:
    never_ends: frozenset[str]
    usually_ends: frozenset[str]
    starters: frozenset[str]
    starting_nouns: frozenset[str]
    goes_on: frozenset[str]
    speech_verbs: frozenset[str]


@functools.cache
def _lists() -> _Lists:
    lists: dict[str, list[str]] = load_toml("abbreviations.toml")
    never = lists["never_ends"] + lists["before_number"]
    return _Lists(
        never_ends=frozenset(never) | {entry.upper() for entry in never},
        usually_ends=frozenset(lists["usually_ends"]),
        starters=frozenset(lists["starters"]),
        starting_nouns=frozenset(lists["starting_nouns"]),
        goes_on=frozenset(lists["goes_on"]),
        speech_verbs=frozenset(lists["speech_verbs"]),
    )


def sentence_ranges(
    words: Sequence[str], starts: Sequence[int], ends: Sequence[int], paragraphs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The sentences as half-open token ranges; together they cover all tokens, in order."""
    openings = {bisect_left(starts, start) for start, _ in paragraphs}
    breaks = _Finder(words, starts, ends, openings).breaks()
    return list(pairwise(sorted({*openings, *breaks, len(words)})))


class _Finder:
    """Looks at the closing marks of one text."""

    def __init__(
        self, words: Sequence[str], starts: Sequence[int], ends: Sequence[int], openings: set[int]
    ) -> None:
        self.words = words
        self.starts = starts
        self.ends = ends
        self.openings = openings
        self.lists = _lists()

    def breaks(self) -> list[int]:
        """The tokens before which a sentence ends."""
        found: list[int] = []
        for i, word in enumerate(self.words):
            # Not "Yahoo!", which is one token.
            if word[-1] in _MARKS and (word[-1] == "." or word[0] in _MARKS):
                following = self._skip_closers(i + 1)
                if following == len(self.words) or following in self.openings:
                    continue
                opens = i - 1 in self.openings or found[-1:] == [i - 1]
                if not (opens and self._is_item(i - 1)) and self._ends_at(i, following):
                    found.append(following)
        return found

    def _skip_closers(self, i: int) -> int:
        while self._glued(i) and self.words[i] in _CLOSERS:
            if self.words[i] in _STRAIGHT and self._glued(i + 1) and self.words[i + 1][0].isalnum():
                break
            i += 1
        while i not in self.openings and self._is_reference(i):
            i += 3
        return i

    def _is_reference(self, i: int) -> bool:
        """`[12]`: the number of a note, which belongs to the sentence before it."""
        return i + 2 < len(self.words) and (
            self.words[i] == "[" and self.words[i + 1].isdigit() and self.words[i + 2] == "]"
        )

    def _glued(self, i: int) -> bool:
        return 0 < i < len(self.words) and self.starts[i] == self.ends[i - 1]

    def _ends_at(self, i: int, following: int) -> bool:
        """Whether the mark of token `i` ends a sentence before token `following`."""
        word = self.words[i]
        if self._glued(following):
            return self._lacks_space(i, following)
        first = self._first_word(following)
        opened = first > following
        if word[-1] == "." and len(word) > 1 and word[0] != ".":
            return self._abbreviation_ends(i, first, opened)
        if not _may_begin(self.words[first]):
            return False
        return word == "." or following == i + 1 or not self._speaker_follows(first)

    def _first_word(self, i: int) -> int:
        """The first token from `i` on that is no opening quotation mark, bracket or dash."""
        stop = min(i + 3, len(self.words) - 1)
        while i < stop and self.words[i] in _OPENERS:
            i += 1
        return i

    def _lacks_space(self, i: int, following: int) -> bool:
        """`said.The`: a stop and a capital, and the space between them forgotten."""
        if self.words[i] not in {".", "!", "?"} or not self._glued(i):
            return False
        before, after = self.words[i - 1], self.words[following]
        return (before[-1].islower() or before[-1] in "0123456789%)") and after.istitle() and len(after) > 1

    def _abbreviation_ends(self, i: int, first: int, opened: bool) -> bool:
        word, following = self.words[i], self.words[first]
        if word in self.lists.never_ends or not following[0].isupper() or self.words[first - 1] in _DASHES:
            return False
        behind = self.words[first + 1] if first + 1 < len(self.words) else ""
        if word.lower() in self.lists.usually_ends:
            return following.lower() not in self.lists.goes_on and behind.lower() != "time"
        if opened and len(word) > 2:
            return True
        lower = following.lower()
        return lower in self.lists.starters or (lower in self.lists.starting_nouns and behind.islower())

    def _is_item(self, i: int) -> bool:
        """`1. Preheat the oven`: the number of an item."""
        return self.words[i].isdigit() and len(self.words[i]) <= 2

    def _speaker_follows(self, i: int) -> bool:
        """`"Stop!" Jane Smith said`: a name and a verb of speech behind the quotation."""
        if self.words[i].lower() in self.lists.starters:
            return False
        for word in self.words[i : i + 5]:
            if word in self.lists.speech_verbs:
                return True
            if not word[0].isupper():
                return False
        return False


def _may_begin(word: str) -> bool:
    """Whether a sentence may begin with the word: a capital, a figure, a name like `iPhone`, a bullet."""
    first = word[0]
    if first.isalpha():
        return not first.islower() or word[1:2].isupper()
    return first not in ",;:.!?…)]}%/&"
