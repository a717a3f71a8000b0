"""Finding the words that may evoke a frame."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from newsextract.language import Tokens, split_words

from .frames import Frame, FrameSet, Sequel, Trigger, Wanted
from .morphology import Form, plural, shared, verb_forms

_GAP = "*"
_MAX_GAP = 4
_NO_COMPOUND = ("noun", "clause")
_IN_SENTENCE = ("near", "without", "object")


Pattern = tuple[list[str], list[str]]
"""Words right before a trigger, and words right behind it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the filler of a role may stand.

    Attributes:
        slot: The slot by the name that the frame uses ("subject+object" for either).
        parts: The slots of a `Construction` it consists of, where those are several.
        wanted: What may fill the role there.
    """

    slot: str
    parts: tuple[str, ...]
    wanted: Wanted


RolePlaces = tuple[str, tuple[Place, ...]]
"""A role, and where it stands around a trigger, the likeliest first."""


class Cue(NamedTuple):
    """Words anywhere in the sentence that foretell whether a condition of a trigger holds.

    Attributes:
        forms: The words.
        absent: The feature that none of them stands there.
        present: The feature that one does.
    """

    forms: frozenset[str]
    absent: str
    present: str


class Usage:
    """What a trigger asks for, whatever the word that evokes it; worked out once.

    Args:
        frame: The frame.
        trigger: One of its triggers.
        frames: Tell the words of sets.
    """

    def __init__(self, frame: Frame, trigger: Trigger, frames: FrameSet) -> None:
        self._frame, self._trigger, self._frames = frame, trigger, frames
        self._places: dict[tuple[str, str], tuple[RolePlaces, ...]] = {}

    def places(self, kind: str, particle: str) -> tuple[RolePlaces, ...]:
        """The roles in the order of the frame; the slots of the trigger go before the frame's own.

        Args:
            kind: "verb", "noun" or "word".
            particle: What ends a verb of several words ("call on"), else "".
        """
        if (kind, particle) not in self._places:
            slots, own = self._frame.slots, self._trigger.slots
            table = {"verb": slots.verb, "noun": slots.noun, "word": slots.word}[kind]
            table = {} if isinstance(self._trigger, Sequel) else table
            self._places[kind, particle] = tuple(
                (role, tuple(_place(s, particle, wanted) for s in own.get(role, table.get(role, ()))))
                for role, wanted in self._frame.roles.items()
            )
        return self._places[kind, particle]

    @functools.cached_property
    def conditions(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What the trigger asks for, by the name of what a reading misses that has it not."""
        t = self._trigger
        told = {"near": t.near, "without": t.without, "after": t.after, "before": t.before}
        told |= {"object": t.objects, "subject": t.subjects, "needs": t.needs}
        return tuple((name, words) for name, words in told.items() if words)

    @functools.cached_property
    def cues(self) -> tuple[Cue, ...]:
        """What foretells whether the conditions hold that speak of words in the sentence."""
        return tuple(
            Cue(self._frames.forms(words), f"sentence {name} False", f"sentence {name} True")
            for name, words in self.conditions
            if name in _IN_SENTENCE
        )

    @functools.cached_property
    def never(self) -> tuple[tuple[Pattern, ...], tuple[str, ...]]:
        """The patterns of `Trigger.never`, and its words."""
        never = self._trigger.never
        parts = [w.partition("~") for w in never if "~" in w]
        patterns = tuple((left.split(), right.split()) for left, _, right in parts)
        return patterns, tuple(w for w in never if "~" not in w)


def _place(slot: str, particle: str, wanted: tuple[str, ...]) -> Place:
    parts = tuple(slot.split("+")) if "+" in slot else ()
    if slot == "object" and particle:
        parts = particle, slot  # the object of "call on" stands after its preposition
    if slot == "compound":
        wanted = tuple(w for w in wanted if w not in _NO_COMPOUND)
    return Place(slot, parts, Wanted.of(wanted))


@dataclass(frozen=True, eq=False, slots=True)
class Evocation:
    """A frame that a word may evoke.

    Attributes:
        frame: The frame.
        trigger: The trigger of the frame that matched.
        usage: What the trigger asks for.
        index: Its position among the frame's triggers.
        lemma: The entry of the frame that matched.
        kind: "verb", "noun" or "word".
        word: The trigger word as it stands in the text, in lower case.
        words: The words of the matched phrase, in lower case.
        head: Which of them are the trigger word, as a half-open range.
        forms: The forms the trigger word may be.
        rest: The words of the phrase behind the first one.
        type: The event type.
        confidence: How often the trigger means it when core roles are filled.
    """

    frame: Frame
    trigger: Trigger
    usage: Usage
    index: int
    lemma: str
    kind: str
    word: str
    words: tuple[str, ...]
    head: tuple[int, int]
    forms: frozenset[Form]
    rest: tuple[str, ...] = field(init=False)
    type: str = field(init=False)
    confidence: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rest", self.words[1:])
        # Every candidate asks for these; to ask a model takes ten times as long.
        object.__setattr__(self, "type", self.frame.type)
        object.__setattr__(self, "confidence", self.trigger.confidence)

    @property
    def places(self) -> tuple[RolePlaces, ...]:
        """Where its roles stand."""
        particle = self.lemma.rpartition(" ")[2] if self.kind == "verb" and " " in self.lemma else ""
        return self.usage.places(self.kind, particle)

    @property
    def features(self) -> tuple[str, ...]:
        """What the classifiers see of it."""
        return (
            f"lemma {self.lemma}",
            f"word {self.word}",
            f"trigger {self.index}",
            f"pos {self.kind}",
            f"form {'/'.join(sorted(self.forms))}",
        )


@dataclass(slots=True)  # not frozen: that takes four times as long, and an article has hundreds
class Candidate:
    """A place in the text where a frame may be evoked.

    Attributes:
        start: First token of the trigger word.
        end: Token after the trigger word.
        stop: Token after the whole matched phrase ("step down").
        evocation: What may be evoked.
    """

    start: int
    end: int
    stop: int
    evocation: Evocation


class TriggerLexicon:
    """All triggers and sequels of a set of frames, by their first word."""

    def __init__(self, frames: FrameSet) -> None:
        self._entries: dict[str, list[Evocation]] = {}
        self._sequels: dict[str, list[Evocation]] = {}
        self.verbs: dict[str, frozenset[Form]] = {}
        for frame in frames.frames:
            for index, trigger in enumerate(frame.triggers):
                self._add(frame, trigger, index, frames)
            for index, sequel in enumerate(frame.sequels):
                self._add(frame, sequel, index, frames)

    def candidates(self, tokens: Tokens) -> list[Candidate]:
        """Every place where a frame may be evoked, in text order."""
        return self._found(self._entries, tokens.lowers)

    def sequels(self, tokens: Tokens) -> list[Candidate]:
        """Every place where more of an event may be told, in text order."""
        return self._found(self._sequels, tokens.lowers)

    @staticmethod
    def _found(entries: Mapping[str, list[Evocation]], lowers: list[str]) -> list[Candidate]:
        found = []
        for i in [i for i, word in enumerate(lowers) if word in entries]:
            for evocation in entries[lowers[i]]:
                stop = i + 1
                if rest := evocation.rest:
                    stop += len(rest)
                    if tuple(lowers[i + 1 : stop]) != rest:
                        stop = _match(rest, lowers, i + 1) if _GAP in rest else 0
                        if not stop:
                            continue
                first, last = evocation.head
                found.append(Candidate(i + first, i + last, stop, evocation))
        return found

    def _add(self, frame: Frame, trigger: Trigger, index: int, frames: FrameSet) -> None:
        what = frame, trigger, Usage(frame, trigger, frames), index
        for lemma in trigger.verbs:
            verb, *rest = split_words(lemma)
            for form, kinds in verb_forms(verb):
                self.verbs[form] = shared(self.verbs.get(form, frozenset()) | kinds)
                words = (*split_words(form), *rest)
                self._put(Evocation(*what, lemma, "verb", form, words, (0, len(words) - len(rest)), kinds))
        for lemma in trigger.nouns:
            for phrase in dict.fromkeys((lemma, plural(lemma))):
                self._put(Evocation(*what, lemma, "noun", *_phrase(phrase), shared(frozenset((Form.NOUN,)))))
        for lemma in trigger.words:
            self._put(Evocation(*what, lemma, "word", *_phrase(lemma), shared(frozenset((Form.ADJECTIVE,)))))

    def _put(self, evocation: Evocation) -> None:
        is_sequel = isinstance(evocation.trigger, Sequel)
        (self._sequels if is_sequel else self._entries).setdefault(evocation.words[0], []).append(evocation)


def _phrase(phrase: str) -> tuple[str, tuple[str, ...], tuple[int, int]]:
    """The trigger word of a phrase, which is its last, all its words, and which of them are the trigger."""
    *_, last = phrase.split(" ")
    words = tuple(split_words(phrase))
    head = len(words) - len(split_words(last)), len(words)
    return " ".join(words[slice(*head)]), words, head


def _match(words: tuple[str, ...], lowers: list[str], i: int) -> int:
    """Token after words with gaps if they stand at `i`, else 0."""
    at = i
    gap = False
    for word in words:
        if word == _GAP:
            gap = True
            continue
        window = lowers[at : at + (_MAX_GAP + 1 if gap else 1)]
        if word not in window:
            return 0
        at += window.index(word) + 1
        gap = False
    return at
