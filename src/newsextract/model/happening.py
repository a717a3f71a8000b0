"""What happened: the mentions of each event, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from .entity import Entity
from .event import Argument, Event
from .instant import day_of
from .span import FrozenModel
from .time import TimeExpression

_UNKNOWN = timedelta.max
_ANYWHERE = frozenset(("time", "place", "source"))


class Happening(FrozenModel):
    """One thing that happened, is planned or is denied, with all its mentions in the article.

    Attributes:
        type: What most mentions say; see `EventType`.
        mentions: Its mentions, in text order; there is at least one.
        arguments: The arguments of all mentions, what means the same once, in its most specific form: a name
            before "the company" and "it", a day before a year. The time is only one.
        realis: What most mentions say, of equals the earlier one; see `Realis`.
        confidence: The highest confidence among its mentions: that at least one of them is right. Mentions of
            one article are often wrong together, so more of them do not add up.
    """

    type: str
    mentions: tuple[Event, ...]
    arguments: tuple[Argument, ...] = ()
    realis: str
    confidence: float

    def argument(self, role: str) -> Argument | None:
        """The first argument with that role, or None."""
        return next(iter(self._filling(role)), None)

    @property
    def when(self) -> Argument | None:
        """The most specific time, or None."""
        return self.argument("time")

    @property
    def where(self) -> tuple[Argument, ...]:
        """The places."""
        return self._filling("place")

    @property
    def sources(self) -> tuple[Argument, ...]:
        """Who reports it."""
        return self._filling("source")

    def _filling(self, role: str) -> tuple[Argument, ...]:
        return tuple(a for a in self.arguments if a.role == role)


def happenings(
    events: Iterable[Event], entities: Iterable[Entity], times: Iterable[TimeExpression]
) -> Iterator[Happening]:
    """The happenings that events are mentions of, by first mention; every event is in exactly one.

    Args:
        events: Events that name each other in ``coreferent``.
        entities: The entities that their arguments refer to.
        times: The time expressions that their arguments refer to.
    """
    known = _Known(entities, times)
    for mentions in _together(list(events)):
        roles = dict.fromkeys(a.role for event in mentions for a in event.arguments)
        fillers = _one_role_each(mentions)
        yield Happening(
            type=_commonest(event.type for event in mentions),
            mentions=tuple(mentions),
            arguments=tuple(a for role in roles for a in _merged(role, fillers, known)),
            realis=_commonest(event.realis for event in mentions),
            confidence=max(event.confidence for event in mentions),
        )


def _together(events: Sequence[Event]) -> list[list[Event]]:
    """The events by happening: those that name each other, directly or through others."""
    groups = {event.id: [event] for event in events}
    for event in events:
        for other in event.coreferent:
            one, two = groups[event.id], groups.get(other)
            if two is not None and two is not one:
                one += two
                groups.update((member.id, one) for member in two)
    order = {event.id: n for n, event in enumerate(events)}
    distinct = {id(group): group for group in groups.values()}.values()
    return [sorted(group, key=lambda event: order[event.id]) for group in distinct]


def _commonest(values: Iterable[str]) -> str:
    return Counter(values).most_common(1)[0][0]


def _one_role_each(mentions: Sequence[Event]) -> list[list[Argument]]:
    """The arguments of each mention, without those that give somebody another role than an earlier one."""
    first: dict[str, str] = {}
    for a in (a for event in mentions for a in event.arguments):
        if a.ref and a.role not in _ANYWHERE:
            first.setdefault(a.ref, a.role)
    return [[a for a in event.arguments if _role(a, first) == a.role] for event in mentions]


def _role(a: Argument, first: Mapping[str, str]) -> str:
    return a.role if a.role in _ANYWHERE or not a.ref else first[a.ref]


class _Known:
    """What tells how specific an argument is."""

    def __init__(self, entities: Iterable[Entity], times: Iterable[TimeExpression]) -> None:
        entities = tuple(entities)
        self._names = {m.span.start for e in entities for m in e.mentions if m.kind == "name"}
        self._entities = {e.id for e in entities}
        self._times = {t.id: t for t in times}

    def is_entity(self, ref: str) -> bool:
        return ref in self._entities

    def specificity(self, a: Argument) -> tuple[bool, int]:
        """Whether an argument is a name, and its length."""
        return bool(a.ref) and a.span.start in self._names, a.span.end - a.span.start

    def telling(self, arguments: Sequence[Argument]) -> tuple[int, int, int]:
        """How much the fillers of one mention tell: names, facts, words."""
        ranks = [self.specificity(a) for a in arguments]
        facts = sum(a.ref is not None for a in arguments)
        return sum(named for named, _ in ranks), facts, max((length for _, length in ranks), default=0)

    def duration(self, a: Argument) -> timedelta:
        """How long the time meant is; the longest where it is not known."""
        time = self._times.get(a.ref or "")
        if time is None or time.start is None or time.end is None:
            return _UNKNOWN
        return day_of(time.end) - day_of(time.start)


def _merged(role: str, mentions: Sequence[Sequence[Argument]], known: _Known) -> list[Argument]:
    """The fillers of a role: those of the most telling mention, and what else the others name."""
    given = [[a for a in arguments if a.role == role] for arguments in mentions]
    every = [a for arguments in given for a in arguments]
    if role == "time":
        return [min(every, key=known.duration)]
    by_ref: dict[str, list[Argument]] = {}
    for a in every:
        by_ref.setdefault(a.ref or "", []).append(a)
    others = [same[0] for ref, same in by_ref.items() if known.is_entity(ref)]
    found: dict[str, Argument] = {}
    for a in (*max(given, key=known.telling), *others):
        key = a.ref or a.span.text.lower()
        if key not in found:
            found[key] = max(by_ref[a.ref] if a.ref else [a], key=known.specificity)
    return list(found.values())
