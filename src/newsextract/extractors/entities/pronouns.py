"""Whom "he" and "she" stand for, where the article makes it clear.

The person last in focus is meant: the first one named (or meant by a pronoun) in the sentence, else in
the sentence before. Pronouns inside quotations are left alone, since another voice speaks there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsextract.language import Tokens

from .mention import Named

_GENDERS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "w",
    "her": "w",
    "hers": "w",
    "herself": "w",
}
MAX_FOCUS = 16
"""How many mentions of a sentence can be in focus."""
_REACH = 3
"""How many sentences back a pronoun may reach."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A word or phrase that stands for an entity.

    Attributes:
        start: Index of its first token.
        stop: Index after its last token.
        entity: Id of the entity.
        kind: "pronoun" or "nominal".
    """

    start: int
    stop: int
    entity: str
    kind: str = "pronoun"


def pronouns(
    tokens: Tokens,
    mentions: Sequence[Named],
    owner: Mapping[int, str],
    genders: Mapping[str, str],
    in_quotes: Sequence[int],
) -> Iterator[Reference]:
    """The pronouns that stand for a person.

    Args:
        tokens: The article.
        mentions: Named mentions in order.
        owner: Entity id of each mention's index.
        genders: "m", "w" or "" of each person, by entity id.
        in_quotes: A flag for every token.
    """
    known = dict(genders)
    people = {m.first: owner[m.index] for m in mentions if m.type == "PERSON"}
    focus: list[list[str]] = []
    telling = sorted({*people, *[k for k, word in enumerate(tokens.lowers) if word in _GENDERS]})
    for _, places in by_sentence(tokens, telling):
        here: list[str] = []
        for k in places:
            if k in people:
                if not in_quotes[k] and len(here) < MAX_FOCUS:
                    here.append(people[k])
                continue
            if in_quotes[k]:
                continue
            gender = _GENDERS[tokens.lowers[k]]
            entity = _in_focus(gender, [here, *focus[: -_REACH - 1 : -1]], known)
            if entity:
                known[entity] = gender
                if len(here) < MAX_FOCUS:
                    here.append(entity)
                yield Reference(k, k + 1, entity)
        focus.append(here)


def by_sentence(tokens: Tokens, places: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """The end of each sentence and those of some tokens, in order, that it holds."""
    at = 0
    for _, stop in tokens.sentences:
        first, at = at, bisect_left(places, stop, at)
        yield stop, places[first:at]


def _in_focus(gender: str, sentences: Sequence[Sequence[str]], known: Mapping[str, str]) -> str | None:
    """The person meant, or None if two could be."""
    for people in sentences:
        fitting = [p for p in dict.fromkeys(people) if known.get(p, "") in ("", gender)]
        if fitting:
            sure = [p for p in fitting if known.get(p)]
            return (sure or fitting)[0]
    return None
