"""Logistic regression over named features, as the classifiers of events need it.

With an L2 penalty, by full-batch Adam with a fixed number of steps: the same input gives the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", str, tuple[str, str])
MIN_COUNT, PENALTY, STEPS, RATE = 3, 5.0, 200, 0.1


class Fit(NamedTuple, Generic[Key]):
    """A fitted regression.

    Attributes:
        prior: The weight of the prior log-odds.
        weights: The weights of the features.
    """

    prior: float
    weights: Mapping[Key, float]

    def log_odds(self, features: Iterable[Key], prior: float) -> float:
        """What it makes of an example."""
        return self.prior * prior + sum(self.weights.get(f, 0.0) for f in features)


def regress(
    features: Sequence[Sequence[Key]],
    priors: Sequence[float],
    right: Sequence[float],
    counts: Sequence[float] | None = None,
    penalty: float = PENALTY,
) -> Fit[Key]:
    """Fit.

    Args:
        features: Those of each example; rare ones are left out.
        priors: Log-odds of each example before anything is learned.
        right: The probability that each should get.
        counts: How much each counts; 1 if not given.
        penalty: Of the squared weights.
    """
    seen = Counter(f for fs in features for f in fs)
    index = {f: i + 1 for i, f in enumerate(sorted(f for f in seen if seen[f] >= MIN_COUNT))}
    columns = [[0] + [index[f] for f in fs if f in index] for fs in features]
    col = np.concatenate([np.array(c) for c in columns])
    row = np.repeat(np.arange(len(columns)), [len(c) for c in columns])
    value = np.concatenate(
        [np.array([p] + [1.0] * (len(c) - 1)) for p, c in zip(priors, columns, strict=True)]
    )
    penalties = np.full(len(index) + 1, penalty)
    penalties[0] = 0.0
    share = np.ones(len(columns)) if counts is None else np.array(counts)
    weights = _descend(row, col, value, np.array(right), share, penalties)
    return Fit(float(weights[0]), {f: float(weights[i]) for f, i in index.items()})


def _descend(
    row: NDArray[np.int_],
    col: NDArray[np.int_],
    value: NDArray[np.float64],
    right: NDArray[np.float64],
    share: NDArray[np.float64],
    penalty: NDArray[np.float64],
) -> NDArray[np.float64]:
    size = len(penalty)
    w, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    w[0] = 1.0
    for step in range(1, STEPS + 1):
        score = np.bincount(row, weights=value * w[col], minlength=len(right))
        off = share * (1.0 / (1.0 + np.exp(-np.clip(score, -30, 30))) - right)
        gradient = np.bincount(col, weights=value * off[row], minlength=size) + penalty * w
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient * gradient
        rate = RATE * (1 - step / (STEPS + 1))
        w -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return w
