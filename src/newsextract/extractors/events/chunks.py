"""Noun phrases by the order of coarse tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsextract.language import Tokens

from .grammar import Phrase
from .tags import NOMINAL, Tag

_STARTS_PHRASE = frozenset((Tag.DETERMINER, Tag.POSSESSIVE))
IN_PHRASE = NOMINAL | _STARTS_PHRASE
"""Tags of the words that noun phrases are made of."""


class Chunker:
    """Finds the noun phrases of one article, sentence by sentence.

    Args:
        tokens: The article's tokens.
        tags: Their tags.
        atoms: For each token inside a name or amount, the token range of it.
    """

    def __init__(self, tokens: Tokens, tags: list[Tag], atoms: Mapping[int, tuple[int, int]]) -> None:
        self._lowers = tokens.lowers
        self._tags = tags
        self._atoms = atoms
        self._chunks: dict[int, Phrase] = {}
        self._chunked: set[int] = set()

    def at(self, i: int, sentence: tuple[int, int]) -> Phrase | None:
        """The noun phrase that covers token `i`."""
        if sentence[0] not in self._chunked:
            self._chunked.add(sentence[0])
            for phrase in self._chunk(sentence):
                for k in range(phrase.start, phrase.end):
                    self._chunks[k] = phrase
        return self._chunks.get(i)

    def before(self, i: int, sentence: tuple[int, int]) -> Phrase | None:
        """The noun phrase that ends right before token `i`."""
        return self.at(i - 1, sentence) if i > sentence[0] else None

    def whole(self, phrase: Phrase, sentence: tuple[int, int]) -> Phrase:
        """The phrase with its "of" phrase ("price of oil"); "thousands of people" is about people."""
        of, tag = phrase.end, self._tags[phrase.head]
        if of + 1 >= sentence[1] or self._lowers[of] != "of" or tag not in (Tag.NOUN, Tag.NUMBER):
            return phrase
        inner = self.at(of + 1, sentence)
        if inner is None:
            return phrase
        head = inner.head if tag is Tag.NUMBER else phrase.head
        return Phrase(phrase.start, inner.end, head)

    def _chunk(self, sentence: tuple[int, int]) -> Iterator[Phrase]:
        i, end = sentence
        while i < end:
            tag = self._tags[i]
            if tag is Tag.PRONOUN:
                yield Phrase(i, i + 1, i)
                i += 1
            elif tag in IN_PHRASE:
                stop = self._chunk_end(i, end)
                head = stop - 1
                while head > i and self._tags[head] is Tag.GENITIVE:
                    head -= 1
                if any(self._tags[k] in NOMINAL for k in range(i, stop)) or self._tags[i] is Tag.DETERMINER:
                    yield Phrase(i, stop, head)
                i = stop
            else:
                i += 1

    def _chunk_end(self, start: int, end: int) -> int:
        i = start
        while i < end:
            tag = self._tags[i]
            atom = self._atoms.get(i)
            if atom:
                if tag is Tag.AMOUNT and i > start and self._tags[i - 1] in (Tag.NAME, Tag.NOUN):
                    break
                i = min(atom[1], end)
            elif (
                tag in NOMINAL
                or tag is Tag.GENITIVE
                or (
                    tag in _STARTS_PHRASE
                    and (i == start or self._tags[i - 1] in (*_STARTS_PHRASE, Tag.GENITIVE))
                )
            ):
                i += 1
            elif (
                self._lowers[i] == "-"
                and i > start
                and i + 1 < end
                and self._tags[i + 1] in (*NOMINAL, Tag.VERB)
            ):
                i += 2
            else:
                break
        return i

    def coordinated_right(self, phrase: Phrase, sentence: tuple[int, int]) -> tuple[Phrase, ...]:
        """The phrase and those joined to it by "and" or in a list."""
        found = [phrase]
        pending: list[Phrase] = []
        i = phrase.end
        while i + 1 < sentence[1] and self._tags[i] in (Tag.COMMA, Tag.CONJUNCTION):
            joined = self._tags[i] is Tag.CONJUNCTION
            i += 1
            if not joined and self._tags[i] is Tag.CONJUNCTION:
                joined, i = True, i + 1
            other = self.at(i, sentence) if i < sentence[1] else None
            if other is None or self._verb_follows(other.end, sentence):
                break
            pending.append(other)
            if joined:
                return (*found, *pending)
            i = other.end
        return tuple(found)

    def coordinated_left(self, phrase: Phrase, sentence: tuple[int, int]) -> tuple[Phrase, ...]:
        """The phrase and those before it that are joined to it by "and"."""
        found = [phrase]
        i = phrase.start - 1
        if i <= sentence[0] or self._tags[i] is not Tag.CONJUNCTION:
            return (phrase,)
        i -= 1
        while i >= sentence[0]:
            if self._tags[i] is Tag.COMMA:
                i -= 1
                continue
            other = self.at(i, sentence)
            if other is None:
                break
            if not self._is_title(other, found[0]):
                found.insert(0, other)
            i = other.start - 1
            if i < sentence[0] or self._tags[i] is not Tag.COMMA:
                break
        return tuple(found)

    def _verb_follows(self, i: int, sentence: tuple[int, int]) -> bool:
        while i < sentence[1] and self._tags[i] is Tag.ADVERB:
            i += 1
        return i < sentence[1] and self._tags[i] in (Tag.VERB, Tag.AUXILIARY, Tag.MODAL)

    def _is_title(self, phrase: Phrase, other: Phrase) -> bool:
        """Whether a phrase is the first of two titles of one name ("chairman and chief executive Zhang")."""
        return (
            self._tags[phrase.head] is Tag.NOUN
            and self._tags[other.start] is Tag.NOUN
            and self._tags[other.head] is Tag.NAME
        )


class PhraseSlots:
    """Collects phrases by slot, each with its "of" phrase."""

    def __init__(self, chunker: Chunker, sentence: tuple[int, int]) -> None:
        self._chunker = chunker
        self._sentence = sentence
        self._found: dict[str, list[Phrase]] = {}

    def add(self, slot: str, *phrases: Phrase | None) -> None:
        """Add phrases."""
        for p in phrases:
            if p is not None:
                whole = self._chunker.whole(p, self._sentence)
                if whole not in self._found.setdefault(slot, []):
                    self._found[slot].append(whole)

    def frozen(self) -> dict[str, tuple[Phrase, ...]]:
        """All phrases."""
        return {slot: tuple(phrases) for slot, phrases in self._found.items() if phrases}
