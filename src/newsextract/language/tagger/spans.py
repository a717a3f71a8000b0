"""From tag scores to names: the best legal BIOES sequence of each sentence."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np
import numpy.typing as npt

from newsextract.language.syntax import NameSpan
from newsextract.language.tagger.labels import NAME_TAGS, NAME_TYPES

FloatArray = npt.NDArray[np.float32]
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


def find_names(logp: FloatArray, sentences: Sequence[tuple[int, int]]) -> tuple[NameSpan, ...]:
    """The names of an article.

    The best tag of each token is right as it stands when the sequence is legal; only the other
    sentences are searched.

    Args:
        logp: Log probabilities, tokens x tags.
        sentences: Token ranges.
    """
    tags = logp.argmax(axis=1)
    broken = _broken(tags, sentences)
    for start, end in sentences:
        if broken[start:end].any():
            tags[start:end] = _search(logp[start:end])
    return tuple(_collect(tags, logp))


def _broken(tags: IntArray, sentences: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    first = np.zeros(len(tags) + 1, dtype=bool)
    first[[start for start, _ in sentences]] = True
    first[-1] = True
    before = np.concatenate([[0], tags[:-1]])
    before[first[:-1]] = 0
    broken: npt.NDArray[np.bool_] = ~_LEGAL[before, tags]
    broken |= first[1:] & _OPENS[tags]
    return broken


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


def _collect(tags: IntArray, logp: FloatArray) -> list[NameSpan]:
    chosen: list[float] = logp[np.arange(len(tags)), tags].tolist()
    names, start = [], 0
    for i in np.flatnonzero(tags).tolist():
        place = _PLACE[tags[i]]
        if place in (1, 4):
            start = i
        if place in (3, 4):
            score = round(exp(sum(chosen[start : i + 1]) / (i + 1 - start)), 4)
            names.append(NameSpan(start, i + 1, NAME_TYPES[_KIND[tags[i]]], score))
    return names
