"""One reading of a trigger: a frame with its roles filled, and how believable it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .fillers import Fillers, Thing
from .frames import Trigger
from .grammar import Construction, Phrase
from .lexicon import Candidate

_TELLING = ("subject", "object", "of")
_WITHOUT_CORE = 0.6
_MISS = 0.5
_NO_COMPOUND = ("noun", "clause")


@dataclass(frozen=True, slots=True)
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


def means_something_else(candidate: Candidate, construction: Construction, fillers: Fillers) -> bool:
    """Whether a word shows that the trigger does not mean the event here; see `Trigger.never`."""
    never = candidate.evocation.trigger.never
    if not never:
        return False
    beside = (w for w in never if "~" in w)
    words = tuple(w for w in never if "~" not in w)
    return any(fillers.stands_in(candidate.start, candidate.stop, pattern) for pattern in beside) or any(
        fillers.is_common(phrase, words) for slot in _TELLING for phrase in construction.slots.get(slot, ())
    )


def read(
    candidate: Candidate, construction: Construction, sentence: tuple[int, int], fillers: Fillers
) -> Reading:
    """Fill the roles of a candidate and weigh it.

    A condition of the trigger that does not hold halves the confidence, an empty core lowers it.
    """
    frame, trigger = candidate.evocation.frame, candidate.evocation.trigger
    roles = _fill(candidate, construction, fillers)
    misses = tuple(_misses(candidate, trigger, construction, sentence, fillers, roles))
    core = not frame.core or any(role in roles for role in frame.core)
    confidence = trigger.confidence * (1.0 if core else _WITHOUT_CORE) * _MISS ** len(misses)
    return Reading(candidate, construction, roles, misses, confidence)


def _misses(
    candidate: Candidate,
    trigger: Trigger,
    construction: Construction,
    sentence: tuple[int, int],
    fillers: Fillers,
    roles: Mapping[str, tuple[Thing, ...]],
) -> Iterator[str]:
    """The conditions of the trigger that do not hold."""
    start, stop = candidate.start, candidate.stop
    if trigger.near and not fillers.any_of(*sentence, trigger.near):
        yield "near"
    if trigger.without and fillers.any_of(*sentence, trigger.without):
        yield "without"
    if trigger.after and not fillers.any_of(max(start - 1, sentence[0]), start, trigger.after):
        yield "after"
    if trigger.before and not fillers.any_of(stop, min(stop + 1, sentence[1]), trigger.before):
        yield "before"
    for slot, words in (("object", trigger.objects), ("subject", trigger.subjects)):
        if words and not any(fillers.is_one_of(p, words) for p in construction.slots.get(slot, ())):
            yield slot
    if not roles.keys() >= set(trigger.needs):
        yield "needs"


def _fill(candidate: Candidate, construction: Construction, fillers: Fillers) -> dict[str, tuple[Thing, ...]]:
    taken = [Thing("noun", candidate.start, candidate.end)]
    roles: dict[str, tuple[Thing, ...]] = {}
    for role, wanted, slots in candidate.evocation.places:
        for slot in slots:
            phrases = _phrases(slot, construction, candidate, wanted, fillers)
            if not phrases:
                continue
            offered = wanted if slot != "compound" else tuple(w for w in wanted if w not in _NO_COMPOUND)
            found: list[Thing] = []
            for phrase in phrases:
                thing = fillers.fill(phrase, offered)
                if thing is None or _is_named(thing, found):
                    continue
                if slot == "self" or role == "number" or not _overlaps(thing, taken):
                    found.append(thing)
            if found:
                roles[role] = tuple(found[:1] if slot == "anywhere" else found)
                if role != "number":
                    taken += roles[role]
                break
    return roles


def _phrases(
    slot: str, construction: Construction, candidate: Candidate, wanted: tuple[str, ...], fillers: Fillers
) -> tuple[Phrase, ...]:
    slots = construction.slots
    if slot == "object" and " " in candidate.evocation.lemma and candidate.evocation.kind == "verb":
        # The object of "call on" stands after its preposition.
        particle = candidate.evocation.lemma.rpartition(" ")[2]
        return (*slots.get(particle, ()), *slots.get(slot, ()))
    if slot == "anywhere":
        near = sorted(
            (t for t in fillers.things.within(*construction.clause) if t.kind in wanted),
            key=lambda t: (abs(t.start - candidate.start), t.start),
        )
        return tuple(Phrase(t.start, t.end, t.end - 1) for t in near)
    if "+" in slot:
        return tuple(p for part in slot.split("+") for p in slots.get(part, ()))
    return slots.get(slot, ())


def _is_named(thing: Thing, found: list[Thing]) -> bool:
    """Whether a thing, or the entity it means, is among those already found."""
    return any(thing == t or (thing.ref is not None and thing.ref == t.ref) for t in found)


def _overlaps(thing: Thing, taken: list[Thing]) -> bool:
    """Whether a thing stands where others do; a name may stand in a noun phrase ("Cyclops shares")."""
    return any(
        thing.start < t.end
        and t.start < thing.end
        and not (t.kind == "noun" and thing.mention == "name" and thing.end - thing.start < t.end - t.start)
        for t in taken
    )
