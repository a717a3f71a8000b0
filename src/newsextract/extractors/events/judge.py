"""The classifier that confirms or rejects what the frames propose.

It judges twice by logistic regression. At first glance it sees the trigger and its neighbours, so that the
roles of hopeless candidates are never looked for. Then it weighs what a reading shows: the frame and its
trigger, the conditions that hold, the roles that are filled and with what, the words around, what else the
article speaks of. Its weights were learned from annotated news (`training/events.py`). A frame it knows
nothing of, such as a user's own, keeps the confidence of its data.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsextract.language import Tokens

from .learned import Learned, Weights
from .lexicon import Evocation
from .reading import Reading

_PAD = "|"
_WINDOW = 2
_REACH = 30
_STEM = 6
_MANY = 6
_COUNTS = tuple(f"count {n}" for n in range(_MANY + 1))
_LIKELY = 0.5
_HOPELESS = 0.025  # as high as costs no F1 in cross-validation
_THRESHOLD = 0.31  # the best F1 in cross-validation


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reading is judged by besides itself.

    Attributes:
        near: For each token what it tells of the triggers near it, by its first letters.
        rivals: Types that the readings of each word propose, by the word's last token.
        topics: How much of the article's likely readings is of each type, between 0 and 1.
        opening: Types with a likely reading in the first two sentences.
    """

    near: Sequence[str]
    rivals: Mapping[int, tuple[str, ...]]
    topics: Mapping[str, float]
    opening: frozenset[str]

    @classmethod
    def of(cls, readings: Sequence[Reading], tokens: Tokens) -> Surroundings:
        """The surroundings that the readings of one article are for each other."""
        rivals: dict[int, tuple[str, ...]] = {}
        mass: dict[str, float] = {}
        opening = set()
        lead = tokens.sentences[min(1, len(tokens.sentences) - 1)][1] if tokens.sentences else 0
        for r in readings:
            kind, end = r.candidate.evocation.frame.type, r.candidate.end
            rivals[end] = tuple(sorted((*rivals.get(end, ()), kind)))
            if r.confidence >= _LIKELY:
                mass[kind] = mass.get(kind, 0.0) + r.confidence
                if end <= lead:
                    opening.add(kind)
        total = sum(mass.values()) + 1.0
        near = [f"near {w[:_STEM]}" for w in tokens.lowers]
        return cls(near, rivals, {k: m / total for k, m in mass.items()}, frozenset(opening))


def glance_features(count: int, neighbours: Sequence[str]) -> list[str]:
    """The features of a candidate before its roles are looked for, besides those of its `Evocation`.

    Args:
        count: How many candidates of its type the article has.
        neighbours: Its `neighbours`.
    """
    return ["bias", _COUNTS[min(_MANY, count)], *neighbours]


def neighbours(start: int, end: int, lowers: Sequence[str], sentence: tuple[int, int]) -> list[str]:
    """The features of the words around a trigger.

    Args:
        start: First token of the trigger word.
        end: Token after it.
        lowers: The article's tokens in lower case.
        sentence: Token range of the sentence.
    """
    found = []
    for k in range(1, _WINDOW + 1):
        found.append(f"left{k} {lowers[start - k] if start - k >= sentence[0] else _PAD}")
        found.append(f"right{k} {lowers[end + k - 1] if end + k - 1 < sentence[1] else _PAD}")
    return found


def features(
    reading: Reading, glance: Sequence[str], around: Surroundings, sentence: tuple[int, int]
) -> list[str]:
    """The features of a reading in its surroundings, besides those of its `Evocation`.

    Args:
        reading: The reading.
        glance: Its `glance_features`.
        around: Its surroundings.
        sentence: Token range of the sentence.
    """
    c = reading.candidate
    kind = c.evocation.frame.type
    found = [*glance, *_conditions(reading)]
    found += [f"rival {rival}" for rival in around.rivals[c.end] if rival != kind]
    found.append(f"topic {min(4, int(around.topics.get(kind, 0.0) * 10))}")
    if kind in around.opening:
        found.append("opening")
    if sentence[0] == 0:
        found.append("head")
    found += dict.fromkeys(around.near[max(sentence[0], c.start - _REACH) : min(sentence[1], c.end + _REACH)])
    return found


def _conditions(reading: Reading) -> Iterator[str]:
    """What of the frame holds and what is filled."""
    for miss in reading.misses:
        yield f"miss {miss}"
        yield f"miss {reading.candidate.evocation.index} {miss}"
    named = 0
    for role, things in reading.roles.items():
        yield f"role {role}"
        yield f"filler {role} {things[0].kind} {things[0].mention}"
        named += things[0].ref is not None
    yield f"roles {min(len(reading.roles), 4)}"
    yield f"named {min(named, 3)}"
    for slot in reading.construction.slots:
        yield f"slot {slot}"


class Judge:
    """Weighs candidates and readings.

    Args:
        learned: What the features weigh.
    """

    def __init__(self, learned: Learned) -> None:
        self._glance = _Regression(learned.glance)
        self._belief = _Regression(learned.belief)

    def is_hopeless(self, evocation: Evocation, glance: Sequence[str]) -> bool:
        """Whether the trigger and its neighbours alone, by `glance_features`, speak against an event."""
        if not self._glance.knows(evocation):
            return False
        return self._glance.probability(evocation, evocation.trigger.confidence, glance) < _HOPELESS

    def weighed(self, reading: Reading, features: Sequence[str]) -> Reading:
        """The reading with the confidence the classifier gives it, if it knows the frame."""
        evocation = reading.candidate.evocation
        if not self._belief.knows(evocation):
            return reading
        confidence = self._belief.probability(evocation, reading.confidence, features)
        return reading.weighed(confidence, _THRESHOLD)


class _Regression:
    """A logistic regression: a feature has a weight for all types and one more for each type."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._of_types: dict[str, dict[str, float]] = {}
        self._of_evocations: dict[Evocation, float] = {}

    def knows(self, evocation: Evocation) -> bool:
        """Whether it has learned anything of the frame."""
        return evocation.frame.type in self._weights

    def probability(self, evocation: Evocation, prior: float, features: Sequence[str]) -> float:
        """What it makes of a prior probability and the features that are there."""
        kind = evocation.frame.type
        if evocation not in self._of_evocations:
            self._of_evocations[evocation] = self._sum(kind, evocation.features)
        score = logit(prior) * self._weights[""]["prior"] + self._of_evocations[evocation]
        score += self._sum(kind, features)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))

    def _sum(self, kind: str, features: Sequence[str]) -> float:
        common, own = self._weights[""], self._of_types.get(kind)
        if own is None:
            own = {f: common.get(f, 0.0) + w for f, w in self._weights[kind].items()}
            self._of_types[kind] = own
        return sum([own[f] if f in own else common[f] for f in features if f in own or f in common])


def logit(p: float) -> float:
    """Log-odds of a probability, bounded."""
    p = min(max(p, 0.01), 0.99)
    return math.log(p / (1.0 - p))
