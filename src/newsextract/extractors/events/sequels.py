"""What the text tells of an event elsewhere: "terms were not disclosed", "the deal is worth $3 billion".

A frame's sequels are words that make no event but fill a role which the nearest event of its type leaves
open: one of the same sentence, or the first of the last sentence before it that speaks of such an event.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, MutableSequence

from newsextract.language import Tokens, load_toml
from newsextract.model import Realis

from .fillers import DENIAL, Fillers, Thing
from .frames import Sequel
from .grammar import Construction, Grammar, Phrase
from .lexicon import Candidate
from .reading import Reading, means_something_else, read

_REACH = 3  # sentences
_MAX_DENIAL = 6  # words

Roles = Mapping[str, tuple[Thing, ...]]


@functools.cache
def _denials() -> frozenset[str]:
    return frozenset(load_toml("events-nouns.toml")["untold"]["denials"])


def complete(
    readings: MutableSequence[Reading],
    sequels: Iterable[Candidate],
    tokens: Tokens,
    grammar: Grammar,
    fillers: Fillers,
) -> None:
    """Fill roles that readings leave open with what their sequels tell.

    Args:
        readings: Readings in text order; those that are completed are replaced.
        sequels: Where more may be told, in text order.
        tokens: The article's tokens.
        grammar: Finds how the sequels stand in their clauses.
        fillers: What stands there.
    """
    places = _by_sentence(readings, tokens)
    for c in sequels:
        sentence = tokens.sentence_of(c.start)
        at = _meant(c, sentence, readings, places)
        if at is not None:
            told = _told(c, tokens.sentences[sentence], tokens, grammar, fillers)
            more = {role: things for role, things in told.items() if role not in readings[at].roles}
            if more:
                readings[at] = readings[at].with_roles(more)


def _by_sentence(readings: Iterable[Reading], tokens: Tokens) -> dict[tuple[str, int], list[int]]:
    """Positions of readings by type and sentence."""
    places: dict[tuple[str, int], list[int]] = {}
    for at, r in enumerate(readings):
        c = r.candidate
        places.setdefault((c.evocation.type, tokens.sentence_of(c.start)), []).append(at)
    return places


def _meant(
    c: Candidate,
    sentence: int,
    readings: MutableSequence[Reading],
    places: Mapping[tuple[str, int], list[int]],
) -> int | None:
    """Position of the reading that a sequel tells more of."""
    kind = c.evocation.type
    here = places.get((kind, sentence))
    if here:
        return min(here, key=lambda at: abs(readings[at].candidate.start - c.start))
    before = (places.get((kind, s)) for s in range(sentence - 1, max(sentence - 1 - _REACH, -1), -1))
    return next((found[0] for found in before if found), None)


def _told(
    c: Candidate, sentence: tuple[int, int], tokens: Tokens, grammar: Grammar, fillers: Fillers
) -> Roles:
    """The roles that a sequel fills; none if one of its conditions does not hold."""
    construction = grammar.construction(c.start, c.end, c.stop, c.evocation.kind)
    if construction is None or means_something_else(c, construction, fillers):
        return {}
    reading = read(c, construction, sentence, fillers)
    sequel = c.evocation.trigger
    if reading.misses or not isinstance(sequel, Sequel):
        return {}
    if not sequel.untold:
        return reading.roles
    denial = _denial(c, sequel, construction, tokens)
    return {sequel.untold: (Thing(DENIAL, *denial),)} if denial else {}


def _denial(
    c: Candidate, sequel: Sequel, construction: Construction, tokens: Tokens
) -> tuple[int, int] | None:
    """The words that say something is not told: "withheld", "not been disclosed", "declined to disclose"."""
    if sequel.realis is Realis.NEGATED:
        return c.start, c.end
    words = _denials()
    denials = [Phrase(i, i + 1, i) for i in construction.modifiers if tokens.lowers[i] in words]
    denials += [p for p in construction.slots.get("object", ()) if tokens.lowers[p.start] in words]
    for denial in denials:
        start = denial.start - (tokens.lowers[denial.start] == "n't")  # "wasn't" as one word
        start, end = min(start, c.start), max(denial.end, c.end)
        if end - start <= _MAX_DENIAL:
            return start, end
    return None
