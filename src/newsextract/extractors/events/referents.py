"""What the arguments of events refer to, as keys that can be compared across an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from newsextract.language import Tokens
from newsextract.language.numbers import read_number
from newsextract.model import Argument, Entity, EntityType, MonetaryAmount, Span, TimeExpression
from newsextract.model.instant import day_of

from .frames import FrameSet
from .tags import Tag, closed_classes

KINDS = ("country", "entity", "amount", "time", "number", "noun")
"""Kinds of referents; "noun" is the head of a phrase that refers to no fact."""

_TELLING_NUMBER = 3
_GENERAL = ("@person", "@company", "@authority", "@place", "@pact", "@asset", "@stake")
_PERSONS = ("@person", "@position")
_COUNTED = ("number", "percent")


class Referent(NamedTuple):
    """What a phrase refers to.

    Attributes:
        kind: One of `KINDS`.
        value: What tells it from others of its kind.
        telling: Whether two phrases with this referent hardly mean different things.
    """

    kind: str
    value: str | Decimal
    telling: bool


Interval = tuple[date, date]
"""First day, and the last."""


class Referents:
    """Looks up what the arguments of one article's events refer to.

    Args:
        tokens: The article's tokens.
        entities: Its entities.
        amounts: Its amounts.
        times: Its time expressions.
        frames: The frames, for their sets of nouns.
    """

    def __init__(
        self,
        tokens: Tokens,
        entities: Iterable[Entity],
        amounts: Iterable[MonetaryAmount],
        times: Iterable[TimeExpression],
        frames: FrameSet,
    ) -> None:
        self._tokens = tokens
        self._entities: dict[str, Referent] = {}
        self._people: dict[int, Referent] = {}
        for entity in entities:
            country = entity.identifiers.get("iso3166")  # a country and its people act as one
            referent = Referent("country" if country else "entity", country or entity.id, telling=True)
            self._entities[entity.id] = referent
            if entity.type == EntityType.PERSON:
                self._people |= {
                    tokens.covering(m.span.start, m.span.end)[0]: referent for m in entity.mentions
                }
        self._amounts = dict(_amounts(amounts))
        self._times = {time.id: time for time in times}
        self._general = frames.forms(_GENERAL)
        self._persons = frames.forms(_PERSONS)

    def of(self, argument: Argument) -> Referent | None:
        """What an argument refers to, or None if it cannot be told ("he", "some")."""
        ref = argument.ref or ""
        if ref in self._entities:
            return self._entities[ref]
        if ref in self._amounts:
            return self._amounts[ref]
        if ref in self._times:
            value = self._times[ref].value
            return Referent("time", value, telling="X" not in value and value[:1].isdigit())
        return self._counted(argument) if argument.role in _COUNTED else self._named(argument.span)

    def interval(self, argument: Argument | None) -> Interval | None:
        """The days within which a time lies, or None if the article does not tell."""
        time = self._times.get(argument.ref or "") if argument else None
        if time is None or time.start is None:
            return None
        first = day_of(time.start)
        last = day_of(time.end) if time.end else first
        return first, max(first, date.fromordinal(max(last.toordinal() - 1, 1)))

    def _counted(self, argument: Argument) -> Referent | None:
        words = [self._tokens.lowers[i] for i in self._range(argument.span)]
        number = read_number([w for w in words if w.strip("%")] or words)
        if number is None:
            return None
        return Referent("number", number, telling=number >= _TELLING_NUMBER)

    def _named(self, span: Span) -> Referent | None:
        """The person named right behind a phrase ("the minister, Jane Roe"), else the noun of the phrase."""
        head = self._head(span)
        if head is None:
            return None
        word = self._tokens.lowers[head]
        if closed_classes().get(word):
            return None
        person = self._people.get(self._after(span))
        if person and word in self._persons:
            return person
        if word in self._general or not word[0].isalpha():
            return None
        return Referent("noun", word.removesuffix("s"), telling=self._looks_proper(head))

    def _looks_proper(self, i: int) -> bool:
        """Whether a token is written as a name ("Ebola", "COVID-19"), be it none the text's entities know."""
        word = self._tokens.words[i]
        opens = i == self._tokens.sentences[self._tokens.sentence_of(i)][0]
        return word[0].isupper() and (not opens or any(not c.islower() for c in word[1:]))

    def _after(self, span: Span) -> int:
        """The token after a phrase and a comma."""
        i = self._range(span).stop
        return i + 1 if i < len(self._tokens) and self._tokens.words[i] == "," else i

    def _head(self, span: Span) -> int | None:
        """The last token before the first preposition."""
        last = None
        for i in self._range(span):
            if last is not None and closed_classes().get(self._tokens.lowers[i]) is Tag.PREPOSITION:
                break
            last = i
        return last

    def _range(self, span: Span) -> range:
        return range(*self._tokens.covering(span.start, span.end))


def _amounts(amounts: Iterable[MonetaryAmount]) -> Iterator[tuple[str, Referent]]:
    """Each amount with what it refers to: the first amount of that value, in this or another currency."""
    by_id: dict[str, Referent] = {}
    by_value: dict[object, Referent] = {}
    for amount in amounts:
        value = (
            (amount.low, amount.high, amount.currency, amount.per) if amount.low is not None else amount.id
        )
        known = next((by_id[e] for e in amount.equivalents if e in by_id), by_value.get(value))
        by_id[amount.id] = by_value[value] = known or Referent("amount", amount.id, telling=True)
        yield amount.id, by_id[amount.id]
