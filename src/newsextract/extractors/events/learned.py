"""The weights learned from annotated news (`training/events.py`)."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newsextract.language import load_tsv


class Learned(NamedTuple):
    """Weights of features.

    Attributes:
        glance: What speaks for a candidate before its roles are looked for.
        belief: What speaks for a reading.
        realis: What speaks for each realis, in the order of `Realis`.
    """

    glance: Mapping[str, float]
    belief: Mapping[str, float]
    realis: Mapping[str, Sequence[float]]


@functools.cache
def shipped() -> Learned:
    """The weights that ship with the package."""
    return Learned(
        {feature: float(weight) for feature, weight in load_tsv("events-glance-weights.tsv")},
        {feature: float(weight) for feature, weight in load_tsv("events-weights.tsv")},
        {
            feature: tuple(float(w) for w in weights)
            for feature, *weights in load_tsv("events-realis-weights.tsv")
        },
    )
