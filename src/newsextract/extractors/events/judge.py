"""The classifier that confirms or rejects what the frames propose.

It judges twice by logistic regression. At first `glance` it drops hopeless candidates. Then it weighs what a
reading shows: the frame and its trigger, the conditions that hold, the roles that are filled and with what,
the words around, what else the article speaks of. Of the events that are believed it judges what is proposed
for each role (`arguments`).
Its weights were learned from annotated news (`training/events.py`). A frame it knows nothing of, such as a
user's own, keeps the confidence of its data.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from newsextract.language import Tokens

from .arguments import Proposal
from .frames import SETTING_ROLES
from .glance import FirstGlance, Glance
from .learned import Learned, logit
from .lexicon import Candidate
from .reading import Reading
from .regression import Regression

_NO_TOPIC = "topic 0"
_NOTHING: Mapping[str, float] = {}
_NOTHING_NEAR = (frozenset[str](), _NOTHING)
_REACH = 30
_STEM = itemgetter(slice(6))
_LIKELY = 0.5
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
    near: frozenset[str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reading is judged by besides itself.

    Attributes:
        stems: The first letters of each token.
        rivals: Types that the readings of each word propose, by the word's last token.
        topics: For each type how much of the article's likely readings is of it, in tenths, as a feature.
        opening: Types with a likely reading in the first two sentences.
        windows: The stems of the token ranges that were asked for.
    """

    stems: Sequence[str]
    rivals: Mapping[int, tuple[str, ...]]
    topics: Mapping[str, str]
    opening: frozenset[str]
    windows: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)

    def near(self, first: int, stop: int) -> frozenset[str]:
        """The stems of a token range; readings of one sentence mostly share it."""
        if (first, stop) not in self.windows:
            self.windows[first, stop] = frozenset(self.stems[first:stop])
        return self.windows[first, stop]

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
    return Evidence(found, around.near(max(first, c.start - _REACH), min(stop, c.end + _REACH)))


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
        self._glance = FirstGlance(learned.glance)
        self._belief = Regression({f: w for f, w in learned.belief.items() if not f.startswith(NEAR)})
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
