"""Which mentions are of one happening.

Mentions are read in text order; each joins the happening it repeats, or begins one. It repeats a happening of
its type when nothing it says conflicts with what the happening's mentions said, and

- it shares with it the roles by which the frame tells happenings from each other (`Frame.same`), or
- it is a noun that takes up something known ("the fine", "Yi's visit") and only that one happening fits, or
- it is the noun that the verb before it governs ("signed an agreement"), or names the same sum in the
  same sentence ("slapped the firm with a $3 million fine"), or
- it stands at the same place of the same sentence, as in captions that repeat each other.

A mention of a kindred type (`Frame.kin`) must share two referents. Each mention is compared with the
happenings of its type that were spoken of last, and a happening takes a bounded number of mentions, so that
time and output grow with the number of mentions.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsextract.language import Tokens
from newsextract.model import Event, Realis

from .frames import SETTING_ROLES, Frame
from .grammar import light_verbs
from .reading import Reading
from .referents import KINDS, Interval, Referent, Referents
from .tags import Tag

_MEMORY = 12  # happenings of a type that are looked at
_MOST = 50  # mentions of a happening
_STEM = 5  # letters
_REACH = 6  # words between a determiner and its noun
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_SETTING = frozenset((*SETTING_ROLES, "word"))
_OPEN = frozenset((Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.ADVERB))
_UNSETTLED = frozenset((Realis.PLANNED.value, Realis.HYPOTHETICAL.value))
_GOVERNED = ("object", "with")
_NOTHING: frozenset[Referent] = frozenset()

Roles = Mapping[str, frozenset[Referent]]


@dataclass(frozen=True, slots=True)
class Mention:
    """An event as coreference sees it.

    Attributes:
        event: The event.
        frame: Its frame.
        word: The stem of its trigger.
        token: Token of its trigger.
        first: Where its sentence begins.
        noun: Whether the trigger is a noun.
        plural: Whether it is a noun in the plural.
        definite: Whether it is a noun that may take up something known ("the deadly crash", "Yi's visit").
        bare: Whether it is a noun with "the" or the like right before it, and no "of" behind.
        roles: What each role refers to, as far as it can be told.
        interval: The days within which it lies, or None.
        governed: Tokens that head the objects of the trigger, if it is a verb that says little itself.
    """

    event: Event
    frame: Frame
    word: str
    token: int
    first: int
    noun: bool
    plural: bool
    definite: bool
    bare: bool
    roles: Roles
    interval: Interval | None
    governed: frozenset[int]

    @classmethod
    def of(
        cls, event: Event, reading: Reading, referents: Referents, tokens: Tokens, tags: Sequence[Tag]
    ) -> Mention:
        """The mention of an event that was made of a reading."""
        c = reading.candidate
        word, noun = tokens.lowers[c.end - 1], c.evocation.kind == "noun"
        roles: dict[str, frozenset[Referent]] = {}
        for argument in event.arguments:
            referent = referents.of(argument)
            if referent and argument.role != "source":
                roles[argument.role] = roles.get(argument.role, frozenset()) | {referent}
        slots = reading.construction.slots
        governed = _GOVERNED if tokens.lowers[c.start] in light_verbs() else ()
        return cls(
            event=event,
            frame=c.evocation.frame,
            word=word[:_STEM],
            token=c.end - 1,
            first=event.sentence.start,
            noun=noun,
            plural=noun and word != c.evocation.lemma.rpartition(" ")[2],
            definite=noun and ("possessor" in slots or _is_definite(c.start, tokens, tags)),
            bare=noun and _is_bare(c.start, c.stop, tokens.lowers),
            roles=roles,
            interval=referents.interval(event.when),
            governed=frozenset(p.head for slot in governed for p in slots.get(slot, ())),
        )

    @property
    def place(self) -> int:
        """Where in its sentence the trigger stands."""
        return self.event.trigger.start - self.first

    @property
    def own(self) -> Iterator[tuple[str, frozenset[Referent]]]:
        """The roles of the frame itself."""
        return ((r, found) for r, found in self.roles.items() if r not in SETTING_ROLES)


def _is_definite(start: int, tokens: Tokens, tags: Sequence[Tag]) -> bool:
    for i in range(start - 1, max(start - 1 - _REACH, -1), -1):
        if tokens.lowers[i] in _DEFINITE or tags[i] in (Tag.POSSESSIVE, Tag.GENITIVE):
            return True
        if tags[i] not in _OPEN:
            break
    return False


def _is_bare(start: int, stop: int, lowers: Sequence[str]) -> bool:
    return start > 0 and lowers[start - 1] in _DEFINITE and lowers[stop : stop + 1] != ["of"]


@functools.cache
def _times(combination: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """How often each role of a combination is named."""
    return tuple(Counter(combination).items())


@dataclass(slots=True)
class _Happening:
    """What the mentions so far said of one happening."""

    members: list[Mention] = field(default_factory=list)
    roles: dict[str, frozenset[Referent]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    interval: Interval | None = None

    def add(self, m: Mention) -> None:
        self.members.append(m)
        self.words.add(m.word)
        for role, found in m.roles.items():
            self.roles[role] = self.roles.get(role, frozenset()) | found
        if m.interval:
            (first, last), (start, end) = self.interval or m.interval, m.interval
            together = max(first, start), min(last, end)
            self.interval = together if together[0] <= together[1] else (first, last)

    def repeats(self, m: Mention) -> bool:
        """Whether a mention must say the same again as the one before it, whatever it says besides."""
        last = self.members[-1]
        if m.noun and m.token in last.governed:
            return True
        if m.first == last.first:
            same_sum = any(r.kind == "amount" for role, _ in m.own for r in self.common(m, role))
            return same_sum and not self._counts_otherwise(m)
        return m.event.sentence.text == last.event.sentence.text and m.place == last.place

    def _counts_otherwise(self, m: Mention) -> bool:
        return any(_differ(self.roles.get(role, frozenset()), found, m, ("number",)) for role, found in m.own)

    def agrees(self, m: Mention) -> bool:
        """Whether a mention shares one of the combinations of roles by which its frame tells happenings."""
        return any(self._shares(m, combination) for combination in m.frame.identity)

    def _shares(self, m: Mention, combination: tuple[str, ...]) -> bool:
        if m.first == self.members[-1].first and _SETTING.issuperset(combination):
            return False  # two events of one sentence have its time and place in common anyway
        telling = False
        for role, times in _times(combination):
            if role == "word":
                if m.word not in self.words:
                    return False
                continue
            common = self.common(m, role)
            if len(common) < times:
                return False
            telling = telling or any(r.telling for r in common)
        return telling

    def common(self, m: Mention, role: str) -> frozenset[Referent]:
        mine = self.roles.get(role)
        return m.roles.get(role, _NOTHING) & mine if mine else _NOTHING

    def conflicts(self, m: Mention) -> bool:
        """Whether a mention cannot be of this happening."""
        if not _go_together(self.members[-1], m):
            return True
        if any(r.kind == "entity" for r in self.common(m, m.frame.once)):
            return False
        shared = m.roles.keys() & self.roles.keys() - {"time"}
        return self._is_elsewhen(m) or any(_differ(self.roles[r], m.roles[r], m) for r in shared)

    def _is_elsewhen(self, m: Mention) -> bool:
        return bool(
            self.interval
            and m.interval
            and (self.interval[1] < m.interval[0] or m.interval[1] < self.interval[0])
        )

    def is_kindred(self, m: Mention) -> bool:
        """Whether a mention of another type speaks of the same: it shares two referents, in whatever role."""
        said = {r for found in self.roles.values() for r in found if r.telling and r.kind != "time"}
        shared = said & {r for _, found in m.own for r in found}
        settled = self.members[-1].event.realis == m.event.realis
        return settled and not self._is_elsewhen(m) and len(shared) > 1


def _go_together(a: Mention, b: Mention) -> bool:
    """Whether the realis of two mentions may be that of one happening; "the deal" leaves open what it is."""
    one, two = a.event.realis, b.event.realis
    if one == two or {one, two} == _UNSETTLED:
        return True
    return Realis.NEGATED not in (one, two) and b.definite


def _differ(
    known: frozenset[Referent], new: frozenset[Referent], m: Mention, kinds: Collection[str] = KINDS
) -> bool:
    """Whether what fills a role differs: of each kind, the fewer must be among the more.

    Nouns are no evidence of difference where a noun takes up something known: "the jet" may be "a plane".
    """
    if known == new:
        return False
    both = known & new
    for kind in {r.kind for r in known}.intersection(kinds):
        a, b, shared = [sum([r.kind == kind for r in found]) for found in (known, new, both)]
        if kind == "noun":
            if not shared and not m.definite:
                return True
        elif shared < min(a, b):
            return True
    return False


class _Memory:
    """The happenings of one article so far, those spoken of last first."""

    def __init__(self) -> None:
        self.all: list[_Happening] = []
        self._by_type: dict[str, list[_Happening]] = {}

    def read(self, m: Mention) -> None:
        """Let a mention join the happening it repeats, or begin one."""
        happening = self._known(m)
        if happening is None:
            happening = _Happening()
            self.all.append(happening)
        happening.add(m)
        recent = self._by_type.setdefault(m.event.type, [])
        recent[:] = [happening, *(h for h in recent if h is not happening)][:_MEMORY]

    def _known(self, m: Mention) -> _Happening | None:
        recent = [h for h in self._by_type.get(m.event.type, ()) if len(h.members) < _MOST]
        if recent and recent[0].repeats(m):
            return recent[0]
        fitting = [h for h in recent if not h.conflicts(m)]
        found = next((h for h in fitting if h.agrees(m)), None)
        if found is None and m.definite:
            found = _taken_up(m, fitting)
        return found or next((h for h in self._kindred(m) if h.is_kindred(m)), None)

    def _kindred(self, m: Mention) -> Iterator[_Happening]:
        return (h for kin in m.frame.kin for h in self._by_type.get(kin, ()) if len(h.members) < _MOST)


def _taken_up(m: Mention, fitting: Sequence[_Happening]) -> _Happening | None:
    """The one happening that a definite noun takes up: one that shares a referent, else one of its word."""
    fitting = [h for h in fitting if m.plural == all(o.plural for o in h.members)]
    sharing = [h for h in fitting if _share(m, h)]
    if not sharing and m.bare and not any(r.telling for _, found in m.own for r in found):
        sharing = [h for h in fitting if m.word in h.words] or list(fitting)
    return sharing[0] if len(sharing) == 1 else None


def _share(m: Mention, h: _Happening) -> bool:
    """Whether a referent is shared: a telling one, or a noun and the trigger's word with it."""
    shared = [r for role, _ in m.own for r in h.common(m, role)]
    return any(r.telling for r in shared) or (bool(shared) and m.word in h.words)


def happenings(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """The mentions of an article, in text order, by happening."""
    memory = _Memory()
    for m in mentions:
        memory.read(m)
    return [h.members for h in memory.all]


def linked(mentions: Sequence[Mention]) -> Iterator[Event]:
    """The events of an article's mentions, in text order; those of one happening name each other."""
    together = {m.token: group for group in happenings(mentions) for m in group}
    for m in mentions:
        others = tuple([o.event.id for o in together[m.token] if o is not m])
        yield m.event.model_copy(update={"coreferent": others}) if others else m.event
