"""What the engine asks of grammar: the arguments of a trigger in its clause.

Frames speak of subjects, objects and prepositional phrases; a `Grammar` finds them. `ShallowGrammar` sees
them in the order of words; a grammar over a dependency parse can take its place.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from newsextract.language import load_toml

from .morphology import verb_forms


class Phrase(NamedTuple):
    """A noun phrase or clause: half-open token range and its head token."""

    start: int
    end: int
    head: int


@dataclass(slots=True)
class Link:
    """How a phrase is connected with a trigger.

    Attributes:
        head: The head of the phrase.
        preposition: The preposition of the phrase, or "".
        distance: Tokens from the trigger to the head; negative before it.
        up: Relations from the head up to what governs both.
        down: Relations from the trigger up to what governs both.
    """

    head: int
    preposition: str
    distance: int
    up: tuple[str, ...]
    down: tuple[str, ...]

    @property
    def length(self) -> int:
        """Steps between the two."""
        return len(self.up) + len(self.down)


@dataclass(slots=True)
class Construction:
    """How a trigger stands in its clause.

    Attributes:
        slots: Phrases by grammatical slot ("subject", "object", "of", ...), nearest first. Slots are those
            of the active voice: the subject of a passive verb is its "object".
        modifiers: Tokens that bear on whether it happened: auxiliaries, negations, governing verbs and nouns.
        bounds: Finds the clause; few constructions are asked for it.
    """

    slots: Mapping[str, Sequence[Phrase]]
    modifiers: tuple[int, ...]
    bounds: Callable[[], tuple[int, int]]

    @property
    def clause(self) -> tuple[int, int]:
        """Half-open token range of the clause."""
        return self.bounds()


class Grammar(Protocol):
    """Finds the arguments of triggers."""

    def construction(self, start: int, end: int, stop: int, kind: str) -> Construction | None:
        """How the trigger stands in its clause.

        Args:
            start: First token of the trigger word.
            end: Token after it.
            stop: Token after the whole matched phrase.
            kind: The part of speech the frame expects: "verb", "noun" or "word".

        Returns:
            None if the word is of another part of speech there.
        """
        ...

    def phrase_from(self, i: int) -> Phrase | None:
        """The noun phrase that begins at token `i`."""
        ...

    def link(self, phrase: tuple[int, int], trigger: tuple[int, int]) -> Link | None:
        """How the phrase of a token range is connected with a trigger, if that can be told."""
        ...

    def bears_on(self, i: int, start: int, end: int) -> bool:
        """Whether token `i` (the last of a time or place) says something of the trigger `start` to `end`."""
        ...


@functools.cache
def object_control() -> frozenset[str]:
    """All forms of the verbs whose object is the subject of the infinitive after it ("urged X to sell")."""
    return _forms("control", "object")


@functools.cache
def light_verbs() -> frozenset[str]:
    """All forms of the verbs that say little beside the noun they govern ("made an offer")."""
    return _forms("support", "light")


@functools.cache
def verbs_with() -> frozenset[str]:
    """All forms of the verbs that give their object the noun behind "with" ("slapped Acme with a fine")."""
    return _forms("support", "with")


@functools.cache
def prepositional_phrases() -> frozenset[tuple[str, ...]]:
    """Phrases that are a preposition though a noun stands in them ("in line with")."""
    return frozenset(tuple(p.split()) for p in load_toml("events-grammar.toml")["prepositional"]["phrases"])


@functools.cache
def parts_of_firms() -> frozenset[str]:
    """Nouns for what belongs to a firm ("a unit of Acme")."""
    return frozenset(load_toml("events-grammar.toml")["owned"]["nouns"])


def _forms(section: str, key: str) -> frozenset[str]:
    verbs = load_toml("events-grammar.toml")[section][key]
    return frozenset(word for verb in verbs for word, _ in verb_forms(verb))
