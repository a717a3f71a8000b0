"""One reading of a trigger: a frame with its roles filled, and how believable it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .fillers import Fillers, Thing
from .frames import Frame, Trigger
from .grammar import Construction, Phrase
from .lexicon import Candidate

_WITHOUT_CORE = 0.6
_MISS = 0.5


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
    if any(role not in roles for role in trigger.needs):
        yield "needs"


def _fill(candidate: Candidate, construction: Construction, fillers: Fillers) -> dict[str, tuple[Thing, ...]]:
    frame = candidate.evocation.frame
    taken: set[tuple[int, int]] = {(candidate.start, candidate.end)}
    roles: dict[str, tuple[Thing, ...]] = {}
    for role, wanted in frame.roles.items():
        for slot in _slots(candidate, frame, role):
            found = []
            offered = [w for w in wanted if slot != "compound" or w not in ("noun", "clause")]
            for phrase in _phrases(slot, construction, candidate, wanted, fillers):
                thing = fillers.fill(phrase, offered)
                free = slot == "self" or role == "number" or (thing and not _overlaps(thing, taken))
                if thing and free:
                    found.append(thing)
            if found:
                roles[role] = tuple(found[:1] if slot == "anywhere" else found)
                if role != "number":
                    taken |= {(t.start, t.end) for t in roles[role]}
                break
    return roles


def _slots(candidate: Candidate, frame: Frame, role: str) -> Iterator[str]:
    tables: dict[str, dict[str, tuple[str, ...]]] = {
        "verb": frame.slots.verb,
        "noun": frame.slots.noun,
        "word": frame.slots.word,
    }
    own = candidate.evocation.trigger.slots
    yield from own[role] if role in own else tables[candidate.evocation.kind].get(role, ())


def _phrases(
    slot: str, construction: Construction, candidate: Candidate, wanted: tuple[str, ...], fillers: Fillers
) -> tuple[Phrase, ...]:
    if slot == "object" and candidate.evocation.kind == "verb":
        # The object of "call on" stands after its preposition.
        particle = candidate.evocation.lemma.rpartition(" ")[2]
        return (*construction.slots.get(particle, ()), *construction.slots.get(slot, ()))
    if slot != "anywhere":
        return tuple(p for part in slot.split("+") for p in construction.slots.get(part, ()))
    near = sorted(
        (t for t in fillers.things.within(*construction.clause) if t.kind in wanted),
        key=lambda t: (abs(t.start - candidate.start), t.start),
    )
    return tuple(Phrase(t.start, t.end, t.end - 1) for t in near)


def _overlaps(thing: Thing, taken: set[tuple[int, int]]) -> bool:
    return any(thing.start < end and start < thing.end for start, end in taken)
