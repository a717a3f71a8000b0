"""What is proposed for the roles of an event, and how it stands to the trigger.

Frames propose fillers of their roles, rules of the setting a time, places and a source. Which of them, and
which other times, places and speakers of the sentence, belong to the event is judged by what these features
have been seen to mean in annotated news (`Judge.fills`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from newsextract.language import Tokens

from .fillers import DENIAL, Thing
from .grammar import Grammar, Link
from .reading import Reading
from .setting import Setting

_CLIMB = 3
_MOST = 4
_STEPS = (1, 2, 3, 5, 8, 13, 21)
_WITHIN = (*_STEPS, 0)  # 0 is beyond them all


class Proposal(NamedTuple):
    """Something that may fill a role.

    Attributes:
        role: The role.
        thing: What may fill it.
        rank: Its position among what the rules find for the role; None if they do not find it.
    """

    role: str
    thing: Thing
    rank: int | None


class Proposals:
    """Proposes the arguments of the events of one article.

    Args:
        tokens: The article's tokens.
        grammar: Tells how a proposal is connected with the trigger.
        setting: Finds times, places and sources.
    """

    def __init__(self, tokens: Tokens, grammar: Grammar, setting: Setting) -> None:
        self._tokens = tokens
        self._grammar = grammar
        self._setting = setting

    def of(
        self, reading: Reading, sentence: tuple[int, int], others: Collection[int]
    ) -> list[tuple[Proposal, list[str]]]:
        """All proposals for a reading, with features where grammar and annotated news tell anything of them.

        Args:
            reading: The event.
            sentence: Token range of its sentence.
            others: Tokens of the triggers of the other events there.
        """
        proposals = list(dict.fromkeys(self._proposed(reading, sentence)))
        roles = [p.role for p in proposals]
        return [(p, self._features(p, reading, roles.count(p.role), others)) for p in proposals]

    def _proposed(self, reading: Reading, sentence: tuple[int, int]) -> Iterator[Proposal]:
        taken = {(t.start, t.end) for things in reading.roles.values() for t in things}
        for role, things in reading.roles.items():
            yield from (Proposal(role, thing, rank) for rank, thing in enumerate(things))
        c, setting = reading.candidate, self._setting
        wanted = c.evocation.frame.setting
        if "time" in wanted:
            time = setting.time(c.start, c.end, sentence)
            times = [t for t, _ in setting.times(sentence)]
            yield from _setting("time", time[:1] if time else (), times, taken)
        if "place" in wanted:
            places = tuple(setting.places(reading.construction, c.start, c.end))
            yield from _setting("place", places, setting.named_places(sentence), taken)
        if "source" in wanted:
            source = setting.source(c.start, sentence)
            yield from _setting("source", (source,) if source else (), setting.speakers(sentence), ())

    def _features(
        self, proposal: Proposal, reading: Reading, rivals: int, others: Collection[int]
    ) -> list[str]:
        thing, c = proposal.thing, reading.candidate
        link = self._grammar.link((thing.start, thing.end), (c.start, c.end))
        if link is None or thing.kind == DENIAL:
            return []
        nearer = 0
        for i in others:
            beside = self._grammar.link((link.head, link.head + 1), (i, i + 1))
            nearer += beside is not None and beside.length < link.length
        head = self._tokens.lowers[link.head]
        return argument_features(proposal, reading, link, head, rivals=rivals, nearer=nearer)


def _setting(
    role: str, found: Sequence[Thing], others: Sequence[Thing], taken: Collection[tuple[int, int]]
) -> Iterator[Proposal]:
    """What the rules find for a role of the setting, then the others; nothing taken, nothing twice."""
    seen = set(taken)
    for rank, thing in enumerate((*found, *others)):
        place = thing.start, thing.end
        if place not in seen:
            seen.add(place)
            yield Proposal(role, thing, rank if rank < len(found) else None)


def argument_features(
    proposal: Proposal, reading: Reading, link: Link, head: str, *, rivals: int, nearer: int
) -> list[str]:
    """What a proposal is judged by.

    Args:
        proposal: The proposal.
        reading: The event.
        link: How the head of the proposal is connected with the trigger.
        head: The head, in lower case.
        rivals: How many proposals there are for the role.
        nearer: How many other events of the sentence are nearer to the head in the tree.
    """
    role, thing, rank = proposal
    kind = reading.candidate.evocation.type
    own = f"{role} {kind}"
    side = "before" if link.distance < 0 else "after"
    found = (f"{role} found", f"{own} found", f"{role} found {min(rank, _MOST)}") if rank is not None else ()
    return [
        *("bias", role, own),
        f"{role} is {thing.kind} {thing.mention}",
        f"{own} is {thing.kind} {thing.mention}",
        *found,
        f"{role} {side}",
        f"{role} {side} {_WITHIN[bisect_left(_STEPS, abs(link.distance))]}",
        f"{role} by {link.preposition}",
        f"{role} by {link.preposition} {side}",
        f"{own} by {link.preposition}",
        f"{role} up {' '.join(link.up[:_CLIMB])}",
        f"{role} down {' '.join(link.down[:_CLIMB])}",
        f"{role} steps {len(link.up)} {len(link.down)}",
        f"{role} word {head}",
        f"{role} rivals {min(rivals, _MOST)}",
        f"{role} nearer {min(nearer, 2)}",
        f"{role} event {int(reading.confidence * 5)}",
    ]
