"""The mentions of entities on tokens: where a name begins and where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsextract.language import Tokens
from newsextract.model import Entity

from .words import word_set

_OBJECTS = frozenset({"him", "her", "them"})


class Phrase(NamedTuple):
    """A noun phrase that may name a speaker.

    Attributes:
        first: Index of its first token.
        stop: Index after its last token.
        entity: The entity it refers to, or None.
        type: Type of that entity, or "" for nominals and pronouns without one.
    """

    first: int
    stop: int
    entity: str | None = None
    type: str = ""


class Mentions:
    """The names and pronouns of a text that stand for entities.

    Args:
        tokens: The words of the text.
        entities: Its entities, perhaps none.
    """

    def __init__(self, tokens: Tokens, entities: Sequence[Entity]) -> None:
        self._tokens = tokens
        self._by_last: dict[int, Phrase] = {}
        self._by_first: dict[int, Phrase] = {}
        size = len(tokens)
        for entity in entities:
            for mention in entity.mentions:
                first, stop = tokens.covering(mention.span.start, mention.span.end)
                pronoun = stop == first + 1 and mention.kind == "pronoun"
                if first == stop or (pronoun and not self._may_speak(first)):
                    continue
                while stop + 1 < size and tokens.words[stop] == "-" and tokens.glued(stop + 1):
                    stop += 2
                known = Phrase(first, stop, entity.id, "" if pronoun else entity.type)
                self._by_first[first] = known
                self._by_last[stop - 1] = known

    def name_at(self, first: int) -> Phrase | None:
        """The name of an entity that begins at token `first`."""
        known = self._by_first.get(first)
        return known if known is not None and known.type else None

    def is_pronoun(self, phrase: Phrase) -> bool:
        """Whether the phrase is a personal pronoun."""
        return phrase.stop == phrase.first + 1 and self._tokens.lowers[phrase.first] in word_set("pronouns")

    def _may_speak(self, i: int) -> bool:
        return self._tokens.lowers[i] in word_set("pronouns") or self._is_object(i, len(self._tokens))

    def _is_object(self, i: int, end: int) -> bool:
        """Whether the token is "him", "her" or "them", and no noun follows that it belongs to."""
        alone = i + 1 >= end or not self._tokens.words[i + 1][0].isalpha()
        return self._tokens.lowers[i] in _OBJECTS and alone
