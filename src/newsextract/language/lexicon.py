"""`PhraseLexicon`: finds the phrases of a lexicon in tokens, the longest first.

The phrases live in a trie over tokens: looking at a position costs one dictionary look-up for a
word that begins no phrase, however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from newsextract.language.tokenizer import split_words
from newsextract.language.tokens import Tokens

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """A phrase found: the half-open token range `start` to `end`, and the value of the entry."""

    start: int
    end: int
    value: T


# The key under which a trie node keeps the value of the phrase that ends there. No token is empty.
_VALUE = ""


class PhraseLexicon(Generic[T]):
    """A set of phrases with a value each.

    Phrases are cut into words by the same rules as texts, so `"Moody's"` is found as `Moody`, `'s`.
    An abbreviation is to be written as in texts ("Inc.", not "inc."), even if case is ignored.
    An apostrophe in an entry also stands for the curly one in the text. If an entry is given twice,
    the later one wins.

    Args:
        entries: The phrases and their values.
        ignore_case: Whether `"Monday"` also matches `"MONDAY"`.

    Raises:
        ValueError: An entry holds no word.
    """

    def __init__(
        self, entries: Iterable[tuple[str, T]] | Mapping[str, T], *, ignore_case: bool = False
    ) -> None:
        self._ignore_case = ignore_case
        self._root: dict[str, Any] = {}
        self._size = 0
        for phrase, value in entries.items() if isinstance(entries, Mapping) else entries:
            self._add(phrase, value)

    def __len__(self) -> int:
        return self._size

    def _add(self, phrase: str, value: T) -> None:
        # Cut before the case is folded: "Inc." is one word, but "inc." is not.
        words = [word.lower() if self._ignore_case else word for word in split_words(phrase)]
        if not words:
            raise ValueError(f"lexicon entry {phrase!r} holds no word")
        node = self._root
        for word in words:
            node = node.setdefault(_straight(word), {})
        self._size += _VALUE not in node
        node[_VALUE] = value

    def match_at(self, tokens: Tokens, i: int) -> Match[T] | None:
        """The longest phrase that begins at token `i`."""
        return self._longest(tokens.lowers if self._ignore_case else tokens.words, i, len(tokens))

    def matches(self, tokens: Tokens, start: int = 0, end: int | None = None) -> Iterator[Match[T]]:
        """The phrases inside the token range, leftmost longest, without overlap."""
        words = tokens.lowers if self._ignore_case else tokens.words
        stop = len(words) if end is None else min(end, len(words))
        i = start
        while i < stop:
            found = self._longest(words, i, stop)
            if found is None:
                i += 1
            else:
                yield found
                i = found.end

    def _longest(self, words: list[str], start: int, stop: int) -> Match[T] | None:
        node = self._root
        found = None
        for i in range(start, stop):
            word = words[i]
            node = node.get(word) or node.get(_straight(word))  # type: ignore[assignment]
            if node is None:
                break
            if _VALUE in node:
                found = Match(start, i + 1, node[_VALUE])
        return found


def _straight(word: str) -> str:
    return word.replace("’", "'")
