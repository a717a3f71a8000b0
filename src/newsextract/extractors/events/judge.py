"""The classifier that confirms or rejects what the frames propose.

It judges twice by logistic regression. At first glance it sees the trigger and its neighbours, so that the
roles of hopeless candidates are never looked for. Then it weighs what a reading shows: the frame and its
trigger, the conditions that hold, the roles that are filled and with what, the words around, what else the
article speaks of. Its weights were learned from annotated news (`training/events.py`). A frame it knows
nothing of, such as a user's own, keeps the confidence of its data.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from newsextract.language import Tokens

from .learned import Learned
from .lexicon import Candidate
from .reading import Reading

_PAD = "|"
_WINDOW = 2
_REACH = 30
_STEM = 6
_LIKELY = 0.5
_HOPELESS = 0.02  # as high as costs no F1 in cross-validation
_THRESHOLD = 0.32  # the best F1 in cross-validation


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reading is judged by besides itself.

    Attributes:
        tokens: The article's tokens.
        rivals: Types that the readings of each word propose, by the word's last token.
        topics: How much of the article's likely readings is of each type, between 0 and 1.
        opening: Types with a likely reading in the first two sentences.
    """

    tokens: Tokens
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
        return cls(tokens, rivals, {k: m / total for k, m in mass.items()}, frozenset(opening))


def glance_features(candidate: Candidate, tokens: Tokens, sentence: tuple[int, int]) -> Iterator[str]:
    """The features of a candidate before its roles are looked for.

    Args:
        candidate: The candidate.
        tokens: The article's tokens.
        sentence: Token range of the sentence.
    """
    start, end, lowers = candidate.start, candidate.end, tokens.lowers
    kind = candidate.evocation.frame.type
    yield "bias"
    yield from candidate.evocation.features
    for k in range(1, _WINDOW + 1):
        left = lowers[start - k] if start - k >= sentence[0] else _PAD
        right = lowers[end + k - 1] if end + k - 1 < sentence[1] else _PAD
        yield f"left{k} {left}"
        yield f"right{k} {right}"
        yield f"left{k} {kind} {left}"
        yield f"right{k} {kind} {right}"


def features(reading: Reading, around: Surroundings, sentence: tuple[int, int]) -> Iterator[str]:
    """The features of a reading in its surroundings.

    Args:
        reading: The reading.
        around: Its surroundings.
        sentence: Token range of the sentence.
    """
    c = reading.candidate
    kind = c.evocation.frame.type
    yield from glance_features(c, around.tokens, sentence)
    yield from _conditions(reading, kind)
    for rival in around.rivals[c.end]:
        if rival != kind:
            yield f"rival {kind} {rival}"
    topic = min(4, int(around.topics.get(kind, 0.0) * 10))
    yield f"topic {topic}"
    yield f"topic {kind} {topic}"
    if kind in around.opening:
        yield "opening"
        yield f"opening {kind}"
    near = around.tokens.lowers[max(sentence[0], c.start - _REACH) : min(sentence[1], c.end + _REACH)]
    for word in dict.fromkeys(w[:_STEM] for w in near if len(w) > 2 and w[0].isalpha()):
        yield f"near {kind} {word}"
    if sentence[0] == 0:
        yield f"head {kind}"


def _conditions(reading: Reading, kind: str) -> Iterator[str]:
    """What of the frame holds and what is filled."""
    index = reading.candidate.evocation.index
    for miss in reading.misses:
        yield f"miss {miss}"
        yield f"miss {kind} {miss}"
        yield f"miss {kind} {index} {miss}"
    named = 0
    for role, things in reading.roles.items():
        yield f"role {kind} {role}"
        yield f"filler {kind} {role} {things[0].kind} {things[0].mention}"
        named += things[0].ref is not None
    yield f"roles {min(len(reading.roles), 4)}"
    yield f"named {min(named, 3)}"
    yield f"named {kind} {min(named, 3)}"
    for slot in reading.construction.slots:
        yield f"slot {kind} {slot}"


class Judge:
    """Weighs candidates and readings.

    Args:
        learned: What the features weigh.
    """

    def __init__(self, learned: Learned) -> None:
        self._glance = learned.glance
        self._belief = learned.belief

    def is_hopeless(self, candidate: Candidate, tokens: Tokens, sentence: tuple[int, int]) -> bool:
        """Whether the trigger and its neighbours alone speak against an event."""
        trigger = candidate.evocation.trigger
        if f"type {candidate.evocation.frame.type}" not in self._glance:
            return False
        chance = probability(self._glance, trigger.confidence, glance_features(candidate, tokens, sentence))
        return chance < _HOPELESS

    def weighed(self, reading: Reading, features: Iterable[str]) -> Reading:
        """The reading with the confidence the classifier gives it, if it knows the frame."""
        if f"type {reading.candidate.evocation.frame.type}" not in self._belief:
            return reading
        confidence = probability(self._belief, reading.confidence, features)
        return replace(reading, confidence=confidence, threshold=_THRESHOLD)


def probability(weights: Mapping[str, float], prior: float, features: Iterable[str]) -> float:
    """What a logistic regression makes of a prior probability and the features that are there."""
    get = weights.get
    score = logit(prior) * weights["prior"] + sum([get(f, 0.0) for f in features])
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def logit(p: float) -> float:
    """Log-odds of a probability, bounded."""
    p = min(max(p, 0.01), 0.99)
    return math.log(p / (1.0 - p))
