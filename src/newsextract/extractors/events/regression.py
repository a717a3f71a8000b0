"""The logistic regression by which candidates and readings are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat

from .learned import Weights, logit
from .lexicon import Evocation

_NOTHING: Mapping[str, float] = {}


class Regression:
    """A logistic regression: a feature has a weight for all types and one more for each type.

    Args:
        weights: What the features weigh.

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
