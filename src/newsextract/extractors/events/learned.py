"""The weights learned from annotated news (`training/events.py`)."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newsextract.language import load_tsv

Weights = Mapping[str, Mapping[str, float]]
"""For each feature its weights by event type; that of "" holds for all types, the others are added to it."""


class Learned(NamedTuple):
    """Weights of features.

    Attributes:
        glance: What speaks for a candidate before its roles are looked for.
        belief: What speaks for a reading.
        realis: What speaks for each realis, in the order of `Realis`.
        arguments: What speaks for an argument.
    """

    glance: Weights
    belief: Weights
    realis: Mapping[str, Sequence[float]]
    arguments: Mapping[str, float]


@functools.cache
def shipped() -> Learned:
    """The weights that ship with the package."""
    return Learned(
        _weights("events-glance-weights.tsv"),
        _weights("events-weights.tsv"),
        {
            feature: tuple(float(w) for w in weights)
            for feature, *weights in load_tsv("events-realis-weights.tsv")
        },
        {feature: float(weight) for feature, weight in load_tsv("events-arguments-weights.tsv")},
    )


def _weights(name: str) -> Weights:
    weights: dict[str, dict[str, float]] = {}
    for kind, feature, weight in load_tsv(name):
        weights.setdefault(feature, {})[kind] = float(weight)
    return weights


@functools.cache
def logit(p: float) -> float:
    """Log-odds of a probability, bounded."""
    p = min(max(p, 0.01), 0.99)
    return math.log(p / (1.0 - p))
