"""Regression over named features, as the classifiers of events need it: logistic, or among several classes.

With an L2 penalty, by full-batch Adam with a fixed number of steps: the same input gives the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", str, tuple[str, str])
Floats = NDArray[np.float64]
MIN_COUNT, PENALTY, STEPS, RATE = 3, 5.0, 200, 0.1


class Fit(NamedTuple, Generic[Key]):
    """A fitted logistic regression.

    Attributes:
        prior: The weight of the prior log-odds.
        weights: The weights of the features.
    """

    prior: float
    weights: Mapping[Key, float]

    def log_odds(self, features: Iterable[Key], prior: float) -> float:
        """What it makes of an example."""
        return self.prior * prior + sum(self.weights.get(f, 0.0) for f in features)


class _Design(Generic[Key]):
    """Which example has which of the features that are not rare.

    Attributes:
        columns: The column of each feature.
    """

    def __init__(self, features: Sequence[Sequence[Key]]) -> None:
        seen = Counter(f for fs in features for f in fs)
        self.columns = {f: i for i, f in enumerate(sorted(f for f in seen if seen[f] >= MIN_COUNT))}
        found = [[self.columns[f] for f in fs if f in self.columns] for fs in features]
        self._examples = len(found)
        self._column = np.array([c for columns in found for c in columns], dtype=np.int64)
        self._row = np.repeat(np.arange(len(found)), [len(columns) for columns in found])

    def scores(self, weights: Floats) -> Floats:
        """What the features of each example weigh together."""
        return np.bincount(self._row, weights=weights[self._column], minlength=self._examples)

    def gathered(self, off: Floats) -> Floats:
        """For each feature the sum of what its examples are off by."""
        return np.bincount(self._column, weights=off[self._row], minlength=len(self.columns))


def regress(
    features: Sequence[Sequence[Key]],
    priors: Sequence[float],
    right: Sequence[float],
    counts: Sequence[float] | None = None,
    penalty: float = PENALTY,
) -> Fit[Key]:
    """Fit a logistic regression.

    Args:
        features: Those of each example; rare ones are left out.
        priors: Log-odds of each example before anything is learned.
        right: The probability that each should get.
        counts: How much each counts; 1 if not given.
        penalty: Of the squared weights.
    """
    design, prior, target = _Design(features), np.array(priors), np.array(right)
    share = np.ones(len(target)) if counts is None else np.array(counts)

    def gradient(weights: Floats) -> Floats:
        score = prior * weights[0] + design.scores(weights[1:])
        off = share * (1.0 / (1.0 + np.exp(-np.clip(score, -30, 30))) - target)
        return np.concatenate([[prior @ off], design.gathered(off) + penalty * weights[1:]])

    weights = _descend(gradient, np.array([1.0] + [0.0] * len(design.columns)))
    return Fit(float(weights[0]), {f: float(weights[i + 1]) for f, i in design.columns.items()})


def regress_classes(
    features: Sequence[Sequence[Key]],
    right: Sequence[Sequence[float]],
    counts: Sequence[float],
    penalty: float = PENALTY,
) -> dict[Key, list[float]]:
    """Fit a multinomial logistic regression: for each feature what it weighs for each class.

    Args:
        features: Those of each example; rare ones are left out.
        right: The probability that each class should get.
        counts: How much each example counts.
        penalty: Of the squared weights.
    """
    design, target, share = _Design(features), np.array(right).T, np.array(counts)

    def gradient(weights: Floats) -> Floats:
        scores = np.stack([design.scores(column) for column in weights])
        odds = np.exp(scores - scores.max(axis=0))
        off = share * (odds / odds.sum(axis=0) - target)
        return np.stack([design.gathered(row) for row in off]) + penalty * weights

    weights = _descend(gradient, np.zeros((len(target), len(design.columns))))
    return {f: weights[:, i].tolist() for f, i in design.columns.items()}


def _descend(gradient: Callable[[Floats], Floats], weights: Floats) -> Floats:
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = gradient(weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        rate = RATE * (1 - step / (STEPS + 1))
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights
