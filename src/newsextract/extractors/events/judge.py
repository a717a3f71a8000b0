"""The classifier that confirms or rejects what the frames propose.

It judges twice by logistic regression. At first glance it sees the trigger and its neighbours, so that the
roles of hopeless candidates are never looked for. Then it weighs what a reading shows: the frame and its
trigger, the conditions that hold, the roles that are filled and with what, the words around, what else the
article speaks of. Of the events that are believed it judges what is proposed for each role (`arguments`).
Its weights were learned from annotated news (`training/events.py`). A frame it knows nothing of, such as a
user's own, keeps the confidence of its data.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from newsextract.language import Tokens

from .arguments import Proposal
from .frames import SETTING_ROLES
from .learned import Learned, Weights
from .lexicon import Candidate, Evocation
from .reading import Reading

_PAD = "|"
_NO_TOPIC = "topic 0"
_NOTHING: Mapping[str, float] = {}
_NOTHING_NEAR = (frozenset[str](), _NOTHING)
_REACH = 30
_STEM = itemgetter(slice(6))
_MANY = 6
_COUNTS = tuple(f"count {n}" for n in range(_MANY + 1))
_LIKELY = 0.5
_HOPELESS = 0.035  # 0.05 costs 0.002 of F1 in cross-validation
_HOPELESS_OF_FEW = 0.02  # in a short text there is little to save, and counts of candidates tell little
_FEW = 30
_THRESHOLD = 0.31  # as good as 0.33 in cross-validation, and finds more of rare types
_FILLS = -1.7  # log-odds from which what a frame finds fills a role, and ...
_SETS = -1.2  # ... a time, place or source is taken; as high as costs no argument that is an entity

NEAR = "near "
"""What the features of words around begin with; only the type tells what those mean."""


class Evidence(NamedTuple):
    """What a reading is judged by, besides the features of its `Evocation`.

    Attributes:
        features: Features.
        near: The first letters of the words around.
    """

    features: list[str]
    near: set[str]


class _Place(NamedTuple):
    """Where triggers stand.

    Attributes:
        features: The words beside it, as features.
        sentence: The words of its sentence.
    """

    features: list[str]
    sentence: frozenset[str]


class Glance:
    """What the candidates of one article show before their roles are looked for.

    Args:
        candidates: The candidates.
        tokens: The article's tokens.
        regression: What their features weigh.

    Attributes:
        sentences: Token range of the sentence of each token.
    """

    def __init__(self, candidates: Sequence[Candidate], tokens: Tokens, regression: _Regression) -> None:
        self.sentences: list[tuple[int, int]] = []
        for first, stop in tokens.sentences:
            self.sentences += [(first, stop)] * (stop - first)
        self._regression = regression
        self._least = logit(_HOPELESS if len(candidates) > _FEW else _HOPELESS_OF_FEW)
        counts = Counter([c.evocation.type for c in candidates])
        self._of_types = {kind: ("bias", _COUNTS[min(_MANY, n)]) for kind, n in counts.items()}
        self._scores = {kind: regression.weighed(kind, features) for kind, features in self._of_types.items()}
        self._places: dict[tuple[int, int], _Place] = {}
        words: dict[tuple[int, int], frozenset[str]] = {}
        for start, end in dict.fromkeys([(c.start, c.end) for c in candidates]):
            sentence = first, stop = self.sentences[start]
            if sentence not in words:
                words[sentence] = frozenset(tokens.lowers[first:stop])
            features = _neighbours(start, end, tokens.lowers, sentence)
            self._places[start, end] = _Place(features, words[sentence])

    def features(self, c: Candidate) -> list[str]:
        """The features of a candidate that any judgement sees, besides those of its `Evocation`."""
        return [*self._of_types[c.evocation.type], *self._places[c.start, c.end].features]

    def is_hopeless(self, c: Candidate) -> bool:
        """Whether they speak against an event."""
        start, end, _, evocation = c
        regression, kind = self._regression, evocation.type
        trigger = regression.told_by_trigger(evocation)
        if trigger is None:
            return False
        beside, sentence = self._places[start, end]
        score = trigger + self._scores[kind]
        return score + regression.weighed(kind, beside + _foretold(evocation, sentence)) < self._least

    def conditions(self, c: Candidate) -> list[str]:
        """Features that foretell misses: whether words the trigger asks for are in the sentence at all."""
        return _foretold(c.evocation, self._places[c.start, c.end].sentence)


def _foretold(evocation: Evocation, sentence: frozenset[str]) -> list[str]:
    return [features[not forms.isdisjoint(sentence)] for forms, features in evocation.usage.cues]


def _neighbours(start: int, end: int, lowers: Sequence[str], sentence: tuple[int, int]) -> list[str]:
    first, last = sentence[0], sentence[1] - 1
    return [
        f"left1 {lowers[start - 1] if start > first else _PAD}",
        f"right1 {lowers[end] if end <= last else _PAD}",
        f"left2 {lowers[start - 2] if start - 1 > first else _PAD}",
        f"right2 {lowers[end + 1] if end < last else _PAD}",
    ]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reading is judged by besides itself.

    Attributes:
        stems: The first letters of each token.
        rivals: Types that the readings of each word propose, by the word's last token.
        topics: For each type how much of the article's likely readings is of it, in tenths, as a feature.
        opening: Types with a likely reading in the first two sentences.
    """

    stems: Sequence[str]
    rivals: Mapping[int, tuple[str, ...]]
    topics: Mapping[str, str]
    opening: frozenset[str]

    @classmethod
    def of(cls, readings: Sequence[Reading], tokens: Tokens) -> Surroundings:
        """The surroundings that the readings of one article are for each other."""
        rivals: dict[int, tuple[str, ...]] = {}
        mass: dict[str, float] = {}
        opening = set()
        lead = tokens.sentences[min(1, len(tokens.sentences) - 1)][1] if tokens.sentences else 0
        for r in readings:
            kind, end = r.candidate.evocation.type, r.candidate.end
            rivals[end] = tuple(sorted((*rivals.get(end, ()), kind)))
            if r.confidence >= _LIKELY:
                mass[kind] = mass.get(kind, 0.0) + r.confidence
                if end <= lead:
                    opening.add(kind)
        total = sum(mass.values()) + 1.0
        stems = list(map(_STEM, tokens.lowers))
        topics = {kind: f"topic {min(4, int(m / total * 10))}" for kind, m in mass.items()}
        return cls(stems, rivals, topics, frozenset(opening))


def evidence(
    reading: Reading, glance: Sequence[str], around: Surroundings, sentence: tuple[int, int]
) -> Evidence:
    """What a reading shows in its surroundings.

    Args:
        reading: The reading.
        glance: Its features at first glance.
        around: Its surroundings.
        sentence: Token range of the sentence.
    """
    c = reading.candidate
    kind = c.evocation.type
    found = [*glance, *_conditions(reading)]
    rivals = around.rivals[c.end]
    if len(rivals) > 1:
        found += [f"rival {rival}" for rival in rivals if rival != kind]
    found.append(around.topics.get(kind, _NO_TOPIC))
    if kind in around.opening:
        found.append("opening")
    first, stop = sentence
    if first == 0:
        found.append("head")
    near = around.stems[max(first, c.start - _REACH) : min(stop, c.end + _REACH)]
    return Evidence(found, set(near))


def _conditions(reading: Reading) -> list[str]:
    """What of the frame holds and what is filled."""
    found: list[str] = []
    for miss in reading.misses:
        found += (f"miss {miss}", f"miss {reading.candidate.evocation.index} {miss}")
    named = 0
    for role, (first, *_) in reading.roles.items():
        found += (f"role {role}", f"filler {role} {first.kind} {first.mention}")
        named += first.ref is not None
    found += (f"roles {min(len(reading.roles), 4)}", f"named {min(named, 3)}")
    found += [f"slot {slot}" for slot in reading.construction.slots]
    return found


class Judge:
    """Weighs candidates and readings.

    Args:
        learned: What the features weigh.
    """

    def __init__(self, learned: Learned) -> None:
        self._glance = _Regression(learned.glance)
        self._belief = _Regression({f: w for f, w in learned.belief.items() if not f.startswith(NEAR)})
        near: dict[str, dict[str, float]] = {}
        for feature in [f for f in learned.belief if f.startswith(NEAR)]:
            for kind, weight in learned.belief[feature].items():
                near.setdefault(kind, {})[feature.removeprefix(NEAR)] = weight
        self._near = {kind: (frozenset(weights), weights) for kind, weights in near.items()}
        self._arguments = learned.arguments

    def glance(self, candidates: Sequence[Candidate], tokens: Tokens) -> Glance:
        """The first glance at the candidates of an article."""
        return Glance(candidates, tokens, self._glance)

    def weighed(self, reading: Reading, evidence: Evidence) -> Reading:
        """The reading with the confidence the classifier gives it, if it knows the frame."""
        evocation, regression = reading.candidate.evocation, self._belief
        kind, trigger = evocation.type, regression.told_by_trigger(evocation)
        if trigger is None:
            return reading
        score = trigger + regression.weighed(kind, evidence.features)
        score += regression.prior * (logit(reading.confidence) - logit(evocation.confidence))
        stems, near = self._near.get(kind, _NOTHING_NEAR)
        score += math.fsum(map(near.__getitem__, stems & evidence.near))
        return reading.weighed(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score)))), _THRESHOLD)

    def fills(self, reading: Reading, proposal: Proposal, features: Sequence[str]) -> bool:
        """Whether a proposal fills its role; the rules decide where nothing is known of the frame."""
        weights = self._arguments
        if not weights or not features or not self._belief.knows(reading.candidate.evocation):
            return proposal.rank is not None
        least = _SETS if proposal.role in SETTING_ROLES else _FILLS
        return sum(map(weights.get, features, repeat(0.0))) >= least


class _Regression:
    """A logistic regression: a feature has a weight for all types and one more for each type.

    Attributes:
        prior: What the log-odds of the frames count.
    """

    def __init__(self, weights: Weights) -> None:
        self.prior = weights["prior"][""] if weights else 0.0
        self._general = {feature: own.get("", 0.0) for feature, own in weights.items()}
        self._of_types: dict[str, dict[str, float]] = {}  # with what a feature weighs in general added
        for feature, general in self._general.items():
            for kind, weight in weights[feature].items():
                self._of_types.setdefault(kind, {})[feature] = general + weight if kind else general
        self._of_triggers: dict[Evocation, float | None] = {}

    def knows(self, evocation: Evocation) -> bool:
        """Whether it has learned anything of the frame."""
        return evocation.type in self._of_types

    def weighed(self, kind: str, features: Sequence[str]) -> float:
        """What features weigh together for an event type; those it does not know weigh nothing."""
        in_general = map(self._general.get, features, repeat(0.0))
        return sum(map(self._of_types.get(kind, _NOTHING).get, features, in_general))

    def told_by_trigger(self, evocation: Evocation) -> float | None:
        """The log-odds of an event by the trigger and its prior alone; None if it is not known."""
        if evocation not in self._of_triggers:
            score = None
            if self.knows(evocation):
                score = self.weighed(evocation.type, evocation.features)
                score += self.prior * logit(evocation.confidence)
            self._of_triggers[evocation] = score
        return self._of_triggers[evocation]


@functools.cache
def logit(p: float) -> float:
    """Log-odds of a probability, bounded."""
    p = min(max(p, 0.01), 0.99)
    return math.log(p / (1.0 - p))
