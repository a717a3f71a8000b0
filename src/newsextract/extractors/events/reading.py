"""One reading of a trigger: a frame with its roles filled, and how believable it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .fillers import Fillers, Thing
from .frames import Wanted
from .grammar import Construction, Phrase
from .lexicon import Candidate

_TELLING = ("subject", "object", "of")
_WITHOUT_CORE = 0.6
_MISS = 0.5


@dataclass(slots=True)
class Reading:
    """A candidate with its roles filled.

    Attributes:
        candidate: Where, and which frame.
        construction: How the trigger stands in its clause.
        roles: What fills each role, in the order of the frame's roles.
        misses: The conditions of the trigger that do not hold there.
        confidence: Between 0 and 1.
        threshold: The confidence from which it is reported.
    """

    candidate: Candidate
    construction: Construction
    roles: Mapping[str, tuple[Thing, ...]]
    misses: tuple[str, ...]
    confidence: float
    threshold: float = 0.5

    @property
    def believed(self) -> bool:
        """Whether it is believable enough to be reported."""
        return self.confidence >= self.threshold

    def with_roles(self, more: Mapping[str, tuple[Thing, ...]]) -> Reading:
        """The same reading with further roles filled."""
        return replace(self, roles={**self.roles, **more})

    def weighed(self, confidence: float, threshold: float) -> Reading:
        """The same reading with another confidence and threshold."""
        return Reading(self.candidate, self.construction, self.roles, self.misses, confidence, threshold)


def means_something_else(candidate: Candidate, construction: Construction, fillers: Fillers) -> bool:
    """Whether a word shows that the trigger does not mean the event here; see `Trigger.never`."""
    beside, words = candidate.evocation.usage.never
    for left, right in beside:
        if fillers.stands_between(candidate.start, candidate.stop, left, right):
            return True
    if not words:
        return False
    telling = [p for slot in _TELLING for p in construction.slots.get(slot, ())]
    return any(fillers.is_common(phrase, words) for phrase in telling)


def read(
    candidate: Candidate, construction: Construction, sentence: tuple[int, int], fillers: Fillers
) -> Reading:
    """Fill the roles of a candidate and weigh it.

    A condition of the trigger that does not hold halves the confidence, an empty core lowers it.
    """
    evocation = candidate.evocation
    roles = _fill(candidate, construction, fillers)
    misses = tuple(
        [
            name
            for name, words in evocation.usage.conditions
            if _is_missed(name, words, candidate, construction, sentence, fillers, roles)
        ]
    )
    core = evocation.frame.core
    confidence = evocation.confidence * _MISS ** len(misses)
    if core and roles.keys().isdisjoint(core):
        confidence *= _WITHOUT_CORE
    return Reading(candidate, construction, roles, misses, confidence)


def _is_missed(
    name: str,
    words: tuple[str, ...],
    candidate: Candidate,
    construction: Construction,
    sentence: tuple[int, int],
    fillers: Fillers,
    roles: Mapping[str, tuple[Thing, ...]],
) -> bool:
    """Whether a condition of the trigger (`Usage.conditions`) does not hold."""
    start, stop = candidate.start, candidate.stop
    if name == "near":
        return not fillers.any_of(*sentence, words)
    if name == "without":
        return fillers.any_of(*sentence, words)
    if name == "after":
        return not fillers.any_of(max(start - 1, sentence[0]), start, words)
    if name == "before":
        return not fillers.any_of(stop, min(stop + 1, sentence[1]), words)
    if name == "needs":
        return not roles.keys() >= set(words)
    return not any(fillers.is_one_of(p, words) for p in construction.slots.get(name, ()))


def _fill(candidate: Candidate, construction: Construction, fillers: Fillers) -> dict[str, tuple[Thing, ...]]:
    taken = [Thing("noun", candidate.start, candidate.end)]
    slots = construction.slots
    roles: dict[str, tuple[Thing, ...]] = {}
    for role, places in candidate.evocation.places:
        for place in places:
            slot = place.slot
            phrases: Iterable[Phrase]
            if place.parts:
                phrases = [p for part in place.parts if part in slots for p in slots[part]]
            elif slot in slots:
                phrases = slots[slot]
            elif slot == "anywhere":
                phrases = _anywhere(construction, candidate, place.wanted, fillers)
            else:
                continue
            found = _found(role, slot, place.wanted, phrases, taken, fillers)
            if found:
                roles[role] = tuple(found)
                if role != "number":
                    taken += found
                break
    return roles


def _found(
    role: str, slot: str, wanted: Wanted, phrases: Iterable[Phrase], taken: list[Thing], fillers: Fillers
) -> list[Thing]:
    """What fills a role in one place; `taken` fill others."""
    found: list[Thing] = []
    for phrase in phrases:
        thing = fillers.fill(phrase, wanted)
        if thing is None or (found and _is_named(thing, found)):
            continue
        if slot == "self" or role == "number" or not _overlaps(thing, taken):
            found.append(thing)
            if slot == "anywhere":
                break
    return found


def _anywhere(
    construction: Construction, candidate: Candidate, wanted: Wanted, fillers: Fillers
) -> Iterator[Phrase]:
    """What is wanted and stands in the clause, the nearest first."""
    near = [t for t in fillers.things.within(*construction.clause) if t.kind in wanted.kinds]
    start = candidate.start
    near.sort(key=lambda t: (abs(t.start - start), t.start))
    return (Phrase(t.start, t.end, t.end - 1) for t in near)


def _is_named(thing: Thing, found: list[Thing]) -> bool:
    """Whether a thing, or the entity it means, is among those already found."""
    return thing in found or (thing.ref is not None and any(thing.ref == t.ref for t in found))


def _overlaps(thing: Thing, taken: list[Thing]) -> bool:
    """Whether a thing stands where others do; a name may stand in a noun phrase ("Cyclops shares")."""
    start, end = thing.start, thing.end
    for t in taken:
        if start < t.end and t.start < end:
            inside = t.kind == "noun" and thing.mention == "name" and end - start < t.end - t.start
            if not inside:
                return True
    return False
