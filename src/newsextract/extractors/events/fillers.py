"""What stands in a phrase: names, amounts, times, percentages, numbers, nouns."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from newsextract.language import Tokens, load_toml
from newsextract.model import Entity, MonetaryAmount, Span, TimeExpression

from .frames import FrameSet, Wanted
from .grammar import Phrase
from .tags import Tag

_ARTICLES = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my")
)
_EXPLETIVE = frozenset(("there", "itself", "themselves", "himself", "herself"))
_NO_NOUN = frozenset(("GPE", "LOCATION", "FACILITY", "amount", "percent", "number", "time"))
_MEASURES = frozenset(("amount", "percent", "number", "time"))
_TAGS = {"amount": Tag.AMOUNT, "time": Tag.TIME, "percent": Tag.NUMBER, "number": Tag.NUMBER}
_NAME = Tag.NAME
_RANKED = (Tag.NUMBER, Tag.TIME, Tag.NAME, Tag.AMOUNT)  # of two tags of a token the later one counts
_CLAUSAL_TAGS = frozenset((Tag.VERB, Tag.ADVERB, Tag.AUXILIARY))
_PRONOUN_TAGS = frozenset((Tag.PRONOUN, Tag.POSSESSIVE))
_NO_NOUN_TAGS = frozenset((Tag.VERB, Tag.TIME))
_SLACK = 3


DENIAL = "denial"
"""Kind of the words that say a role is not told ("not disclosed")."""


class Thing(NamedTuple):
    """Something a role can be filled with.

    Attributes:
        kind: Entity type, "amount", "time", "percent", "number", "noun", "clause" or `DENIAL`.
        start: First token.
        end: Token after it.
        ref: Id of the fact, or None.
        mention: "name", "nominal", "pronoun" or "".
    """

    kind: str
    start: int
    end: int
    ref: str | None = None
    mention: str = ""


@functools.cache
def _numbers() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("events-nouns.toml")["numbers"].items()}


@functools.cache
def _untold() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("events-nouns.toml")["untold"].items()}


class Things:
    """All that can fill a role in one article, by token.

    Args:
        tokens: The article's tokens.
        entities: Its entities.
        amounts: Its amounts.
        times: Its time expressions.
    """

    def __init__(
        self,
        tokens: Tokens,
        entities: Iterable[Entity],
        amounts: Iterable[MonetaryAmount],
        times: Iterable[TimeExpression],
    ) -> None:
        self._tokens = tokens
        self._vocabulary = frozenset(tokens.lowers)
        self._all: list[Thing] = []
        nothing: list[Thing] = []  # shared: most tokens are in no thing
        self._by_token = [nothing] * (len(tokens) + 1)
        self._within: dict[tuple[int, int], tuple[Thing, ...]] = {}
        self.times: list[tuple[Thing, TimeExpression]] = []
        for amount in amounts:
            self._put("amount", amount.span, amount.id)
        for time in times:
            thing = self._put("time", time.span, time.id)
            if thing:
                self.times.append((thing, time))
        for entity in entities:
            for m in entity.mentions:
                self._put(m.type or entity.type, m.span, entity.id, m.kind)
        for thing in [*self._measures(), *self._untold_sums()]:
            self._store(thing)

    def known_tags(self) -> dict[int, Tag]:
        """Tags of the tokens whose layer tells them."""
        told: dict[Tag, list[int]] = {tag: [] for tag in _RANKED}
        for kind, start, end, _, mention in self._all:
            if mention == "name" or not mention:
                told[_TAGS.get(kind, _NAME)] += range(start, end)
        return {i: tag for tag, covered in told.items() for i in covered}

    def atoms(self) -> dict[int, tuple[int, int]]:
        """For each token inside a name or amount, its token range."""
        found: dict[int, tuple[int, int]] = {}
        for t in self._all:
            if t.kind == "amount" or t.mention == "name":
                for i in range(t.start, t.end):
                    old = found.get(i, (i, i))
                    found[i] = (t.start, t.end) if t.end - t.start > old[1] - old[0] else old
        return found

    def at(self, i: int) -> list[Thing]:
        """All that cover a token."""
        return self._by_token[i]

    def within(self, start: int, end: int) -> tuple[Thing, ...]:
        """All that stand in a token range, in order; worked out once for each range."""
        found = self._within.get((start, end))
        if found is None:
            first, last = start - _SLACK, end + _SLACK
            covering = [t for things in self._by_token[start:end] for t in things]
            if covering:
                covering = [t for t in dict.fromkeys(covering) if t.start >= first and t.end <= last]
            found = self._within[start, end] = tuple(covering)
        return found

    def add(self, mentions: Iterable[Thing]) -> None:
        """Add mentions that no layer below knows."""
        for thing in tuple(mentions):
            self._store(thing)
        self._within.clear()

    def _put(self, kind: str, span: Span, ref: str, mention: str = "") -> Thing | None:
        first, stop = self._tokens.covering(span.start, span.end)
        if first == stop:
            return None
        thing = Thing(kind, first, stop, ref, mention)
        self._store(thing)
        return thing

    def _store(self, thing: Thing) -> None:
        self._all.append(thing)
        by_token = self._by_token
        for i in range(thing.start, thing.end):
            if by_token[i]:
                by_token[i].append(thing)
            else:
                by_token[i] = [thing]

    def _measures(self) -> Iterator[Thing]:
        """Percentages and plain numbers that no other layer has taken."""
        words, lowers = _numbers(), self._tokens.lowers
        opening = {word for word in self._vocabulary if word[0].isdigit() or word in words["numerals"]}
        stop = 0
        for start in [i for i, word in enumerate(lowers) if word in opening]:
            before = lowers[start - 1] if start else ""
            if (
                start < stop
                or self._by_token[start]
                or before in ("aged", "age")
                or (before == "-" and self._tokens.glued(start))
            ):
                continue
            i = start
            while i < len(lowers) and not self._by_token[i] and _continues(lowers[i], words):
                i += 1
            stop = i
            for length in (2, 1):
                if i + length <= len(lowers) and " ".join(lowers[i : i + length]) in words["percent"]:
                    stop = i + length
                    break
            yield Thing("percent" if stop > i else "number", start, stop)

    def _untold_sums(self) -> Iterator[Thing]:
        """Sums of which the text says that they are not told: "an undisclosed amount"."""
        adjectives, nouns, lowers = _untold()["adjectives"], _untold()["nouns"], self._tokens.lowers
        if adjectives.isdisjoint(self._vocabulary):
            return
        for start in [i for i, word in enumerate(lowers) if word in adjectives]:
            after = range(start + 1, min(start + 1 + _SLACK, len(lowers)))
            head = next((i for i in after if lowers[i] in nouns), None)
            if head is not None:
                yield Thing("amount", start, head + 1)


def _continues(word: str, words: Mapping[str, frozenset[str]]) -> bool:
    return word[0].isdigit() or word in words["numerals"] or word in words["scales"] or word == "-"


@dataclass(slots=True)
class _Offer:
    """What a phrase offers.

    Attributes:
        inside: All that stands in it.
        heads: What covers its head, then the names right behind it; names before the rest, long before short.
        others: What it offers for fillers besides, as far as that was asked.
    """

    inside: tuple[Thing, ...]
    heads: list[Thing]
    others: dict[str, Thing | None]


class Fillers:
    """Decides what in a phrase fills a role.

    Args:
        things: What stands in the article.
        tokens: Its tokens.
        tags: Coarse tags of the tokens.
        frames: The frames, for their sets of nouns.
    """

    def __init__(self, things: Things, tokens: Tokens, tags: list[Tag], frames: FrameSet) -> None:
        self.things = things
        self._lowers = tokens.lowers
        self._tags = tags
        self._frames = frames
        self._offers: dict[Phrase, _Offer] = {}

    def fill(self, phrase: Phrase, wanted: Wanted) -> Thing | None:
        """The first of what is wanted that the phrase offers.

        A name that covers the head of the phrase goes before everything else.
        """
        offer = self._offers.get(phrase)
        if offer is None:
            offer = self._offers[phrase] = self._offer(phrase)
        for t in offer.heads:
            if t.kind in wanted.kinds:
                return t
        others = offer.others
        for filler in wanted.others:
            if filler not in others:
                others[filler] = self._one(phrase, filler, offer.inside)
            found = others[filler]
            if found:
                return found
        return None

    def _offer(self, phrase: Phrase) -> _Offer:
        start, end, head = phrase
        inside, at = self.things.within(start, end), self.things.at(head)
        heads = [t for t in at if t.mention == "name" or t in inside] if at else []
        if len(heads) > 1:
            heads.sort(key=lambda t: (t.mention == "name", t.end - t.start), reverse=True)
        if inside and head + 1 < end:
            heads += [t for t in inside if t.start == head + 1 and t.mention == "name"]
        return _Offer(inside, heads, {})

    def _one(self, phrase: Phrase, filler: str, inside: Iterable[Thing]) -> Thing | None:
        # An entity type is filled by the head only; a measure may stand anywhere in the phrase.
        if filler[0] == "@":
            is_one = self._lowers[phrase.head] in self._frames.forms((filler,))
            return self._noun(self._short(phrase)) if is_one else None
        if filler in _MEASURES:
            return next((t for t in inside if t.kind == filler), None)
        if filler == "clause":
            verbal = phrase.head == phrase.start and self._tags[phrase.head] in _CLAUSAL_TAGS
            return Thing("clause", phrase.start, phrase.end) if verbal else None
        if filler == "pronoun":
            pronoun = self._tags[phrase.head] in _PRONOUN_TAGS
            return self._noun(phrase) if pronoun else None
        if filler == "noun":
            if self._tags[phrase.head] in _NO_NOUN_TAGS or self._lowers[phrase.head] in _EXPLETIVE:
                return None
            for t in inside:
                if t.end > phrase.head and t.kind in _NO_NOUN and t.mention in ("", "name"):
                    return None
            return self._noun(phrase)
        return None

    def _short(self, phrase: Phrase) -> Phrase:
        """A phrase up to its head, with what hyphens join to it ("COVID-19")."""
        end = phrase.head + 1
        while end + 1 < phrase.end and self._lowers[end] == "-":
            end += 2
        return Phrase(phrase.start, end, phrase.head)

    def _noun(self, phrase: Phrase) -> Thing:
        """The phrase without its article, with the entity it is a mention of."""
        start = phrase.start
        while start < phrase.head and self._lowers[start] in _ARTICLES:
            start += 1
        end = max(phrase.end, start + 1)
        for t in self.things.within(phrase.start, phrase.end):
            if t.end == end and t.mention and t.mention != "name":
                return Thing("noun", start, end, t.ref, t.mention)
        return Thing("noun", start, end)

    def is_one_of(self, phrase: Phrase, words: tuple[str, ...]) -> bool:
        """Whether the head of the phrase, in singular or plural, is among the words or sets.

        An entity type among them stands for the names of that type.
        """
        if self._lowers[phrase.head] in self._frames.forms(words):
            return True
        return any(t.mention == "name" and t.kind in words for t in self.things.at(phrase.head))

    def is_common(self, phrase: Phrase, words: tuple[str, ...]) -> bool:
        """Whether a phrase is headed by one of the words or sets, and not by a name that ends in it."""
        if not self.is_one_of(phrase, words):
            return False
        return all(t.mention != "name" for t in self.things.within(phrase.head, phrase.head + 1))

    def any_of(self, start: int, end: int, words: tuple[str, ...]) -> bool:
        """Whether one of the words or sets stands in the token range."""
        return not self._frames.forms(words).isdisjoint(self._lowers[start:end])

    def stands_between(self, start: int, stop: int, left: list[str], right: list[str]) -> bool:
        """Whether some words stand right before a token range, and others right behind it."""
        lowers = self._lowers
        if right and lowers[stop : stop + len(right)] != right:
            return False
        return not left or lowers[max(start - len(left), 0) : start] == left
