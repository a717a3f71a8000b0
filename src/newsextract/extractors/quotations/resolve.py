"""Whom a pronoun or a title that speaks stands for, where the article leaves no doubt.

The entities layer knows most pronouns. Here only three plain cases are added: the speaker of the quotation
just before, the organisation that the sentence before speaks of ("It said"), and the one person who bears a
title ("the governor").
"""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.language import Tokens
from newsextract.model import Entity, EntityType

from .mentions import Phrase
from .speakers import Speakers
from .words import word_set

_BODIES = frozenset({EntityType.ORGANIZATION.value, EntityType.GPE.value})
_PERSONAL = frozenset({"he", "she", "him", "her"})
_SENTENCES_BACK = 2


class Resolver:
    """Resolves the speakers of one text.

    Args:
        tokens: The words of the text.
        entities: Its entities.
        speakers: Finds noun phrases in it.
    """

    def __init__(self, tokens: Tokens, entities: Sequence[Entity], speakers: Speakers) -> None:
        self._tokens = tokens
        self._speakers = speakers
        self._bearers: dict[str, set[str]] = {}
        for entity in entities:
            for role in entity.roles:
                self._bearers.setdefault(role.title.lower(), set()).add(entity.id)

    def resolve(self, phrase: Phrase | None, before: Phrase | None) -> Phrase | None:
        """The phrase with the entity it stands for, if that can be told.

        Args:
            phrase: The speaker that was found, or None.
            before: The speaker of the quotation before, in this paragraph or the last, or None.
        """
        if phrase is None or phrase.entity is not None:
            return phrase
        words = self._tokens.lowers[phrase.first : phrase.stop]
        if words[0] in _PERSONAL:
            known = before if before is not None and before.type == EntityType.PERSON else None
        elif words == ["it"]:
            known = self._body_before(phrase) or (
                before if before is not None and before.type in _BODIES else None
            )
        else:
            return self._bearer(phrase, words)
        return phrase if known is None else phrase._replace(entity=known.entity, type=known.type)

    def _body_before(self, phrase: Phrase) -> Phrase | None:
        """The organisation or place that leads one of the sentences before."""
        sentence = self._tokens.sentence_of(phrase.first)
        for begin, end in reversed(self._tokens.sentences[max(0, sentence - _SENTENCES_BACK) : sentence]):
            leading = self._speakers.leading(begin, end)
            if leading is not None and leading.type in _BODIES:
                return leading
        return None

    def _bearer(self, phrase: Phrase, words: list[str]) -> Phrase:
        """The one person in the article with that title."""
        title = " ".join(words[1:] if words[0] in word_set("determiners") else words)
        bearers = self._bearers.get(title, set())
        if len(bearers) != 1:
            return phrase
        return phrase._replace(entity=next(iter(bearers)), type=EntityType.PERSON.value)
