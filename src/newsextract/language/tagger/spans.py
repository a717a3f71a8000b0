"""From tag scores to names: the best legal BIOES sequence of each sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import exp

import numpy as np
import numpy.typing as npt

from newsextract.language.syntax import NameSpan
from newsextract.language.tagger.labels import NAME_TAGS, NAME_TYPES

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

_TAGS = len(NAME_TAGS)
_KIND = np.array([-1, *(i for i in range(len(NAME_TYPES)) for _ in range(4))])
_PLACE = np.array([0, *(1 + i for _ in NAME_TYPES for i in range(4))])  # O B I E S
_OPENS = np.isin(_PLACE, (1, 2))  # a name goes on behind B and I
_CONTINUES = np.isin(_PLACE, (2, 3))  # I and E go on from a name
_LEGAL = np.where(
    _OPENS[:, None], _CONTINUES[None, :] & (_KIND[:, None] == _KIND[None, :]), ~_CONTINUES[None, :]
)
_PENALTY = np.where(_LEGAL, 0.0, -1e4)
_START = np.where(_CONTINUES, -1e4, 0.0)
_END = np.where(_OPENS, -1e4, 0.0)


def log_softmax(scores: FloatArray) -> FloatArray:
    """Log probabilities of each row."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: FloatArray = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


def find_names(scores: FloatArray, sentences: Sequence[tuple[int, int]]) -> tuple[NameSpan, ...]:
    """The names of an article.

    The best tag of each token is right as it stands when the sequence is legal; only what is not is
    searched.

    Args:
        scores: Log probabilities but for a constant in each row, tokens x tags.
        sentences: Token ranges, one behind the other from 0.
    """
    tags = scores.argmax(axis=1)
    begins, broken = _groups(tags, sentences)
    for i in np.flatnonzero(np.logical_or.reduceat(broken, [start for start, _ in sentences])).tolist():
        at = slice(*sentences[i])
        tags[at] = _legal(log_softmax(scores[at]), tags[at], begins[at], broken[at])
    return tuple(_collect(tags, scores))


def _groups(tags: IntArray, sentences: Sequence[tuple[int, int]]) -> tuple[BoolArray, BoolArray]:
    """Where what could be a name begins, or a token outside, and where a tag may not stand."""
    first = np.zeros(len(tags) + 1, dtype=bool)
    first[[start for start, _ in sentences]] = True
    first[-1] = True
    before = np.concatenate([[0], tags[:-1]])
    before[first[:-1]] = 0
    begins = first[:-1] | ~(_OPENS[before] | _CONTINUES[tags])
    broken = ~_LEGAL[before, tags] | (first[1:] & _OPENS[tags])
    return begins, broken


def _legal(logp: FloatArray, best: IntArray, begins: BoolArray, broken: BoolArray) -> IntArray:
    """The best legal tags of one sentence.

    Broken groups are searched alone. That is the best of the sentence too if what it costs is less than any
    other tag of the tokens beside them would: these then keep their tags, and no name crosses.
    """
    tags, cost = best.copy(), 0.0
    beside: list[int] = []
    edges = [*np.flatnonzero(begins).tolist(), len(best)]
    for start, end in pairwise(edges):
        if broken[start:end].any():
            tags[start:end] = _search(logp[start:end])
            places = np.arange(start, end)
            cost += float((logp[places, best[start:end]] - logp[places, tags[start:end]]).sum())
            beside += [i for i in (start - 1, end) if 0 <= i < len(best)]
    second, first = np.partition(logp[beside], (-2, -1), axis=1)[:, -2:].T
    return tags if (first - second > cost).all() else np.array(_search(logp))


def _search(logp: FloatArray) -> list[int]:
    """Viterbi over one sentence."""
    total = logp[0] + _START
    back = []
    places = np.arange(_TAGS)
    for row in logp[1:]:
        step = total[:, None] + _PENALTY
        best = step.argmax(axis=0)
        back.append(best)
        total = step[best, places] + row
    path = [int((total + _END).argmax())]
    for best in reversed(back):
        path.append(int(best[path[-1]]))
    return path[::-1]


def _collect(tags: IntArray, scores: FloatArray) -> list[NameSpan]:
    inside = np.flatnonzero(tags)
    tags = tags[inside]
    chosen: list[float] = log_softmax(scores[inside])[np.arange(len(tags)), tags].tolist()
    names, first, start = [], 0, 0
    for at, (i, place, kind) in enumerate(
        zip(inside.tolist(), _PLACE[tags].tolist(), _KIND[tags].tolist(), strict=True)
    ):
        if place in (1, 4):
            first, start = at, i
        if place in (3, 4):
            score = round(exp(sum(chosen[first : at + 1]) / (i + 1 - start)), 4)
            names.append(NameSpan(start, i + 1, NAME_TYPES[kind], score))
    return names
