"""From arc scores to one tree a sentence: the best head of each token, repaired where that is no tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

_BAR = np.float64(-1e9)


def best_heads(scores_of: Callable[[int], FloatArray], sentences: Sequence[tuple[int, int]]) -> IntArray:
    """Heads of an article: the best of each token; the best tree of a sentence where these are none.

    Args:
        scores_of: Gives the scores of a sentence by its number: length x (1 + length); column 0 is the root.
        sentences: Token ranges, one behind the other from 0.

    Returns:
        Document index of each head, a root's is its own: every sentence a tree with exactly one root.
    """
    places = np.empty(sentences[-1][1], dtype=np.int64)
    for i, (start, end) in enumerate(sentences):
        scores_of(i).argmax(axis=1, out=places[start:end])
    starts, ends = np.array(sentences).T
    lengths = ends - starts
    heads = _in_document(places, np.arange(len(places)), np.repeat(starts, lengths))
    for i in np.flatnonzero(_broken(heads, places == 0, starts, int(lengths.max()))).tolist():
        start, end = sentences[i]
        heads[start:end] = _in_document(_best_tree(scores_of(i)), np.arange(start, end), starts[i])
    return heads


def _in_document(places: IntArray, tokens: IntArray, starts: IntArray) -> IntArray:
    """Document indices of heads by their place in the sentence, which is counted from 1, the root's is 0."""
    return np.where(places == 0, tokens, starts + places - 1)


def _broken(
    heads: IntArray, is_root: npt.NDArray[np.bool_], starts: IntArray, longest: int
) -> npt.NDArray[np.bool_]:
    """Whether a sentence has not one root, or a token that does not lead to it."""
    above = heads
    for _ in range(longest.bit_length()):
        above = above[above]  # twice as far up each time
    has_one: npt.NDArray[np.bool_] = np.add.reduceat(is_root, starts, dtype=np.int64) == 1
    return ~(has_one & np.logical_and.reduceat(is_root[above], starts))


def _best_tree(scores: FloatArray) -> IntArray:
    """Maximum spanning tree with one root: the root is chosen first, by what it costs to be one."""
    size = len(scores)
    full = np.full((size + 1, size + 1), _BAR)
    full[1:, :] = np.round(scores.astype(np.float64), 3)
    np.fill_diagonal(full, _BAR)
    loss = full[1:, 0] - full[1:, 1:].max(axis=1) if size > 1 else full[1:, 0]
    root = 1 + int(loss.argmax())
    full[1:, 0] = _BAR
    full[root, :] = _BAR
    full[root, 0] = 0.0
    return _chu_liu_edmonds(full)[1:]


def _chu_liu_edmonds(scores: npt.NDArray[np.float64]) -> IntArray:
    """Best head of each node of a dense graph; node 0 is the root.

    Cycles are contracted one at a time, so a step costs the square of the sentence's length.
    """
    heads: IntArray = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads.tolist())
    if cycle is None:
        return heads
    members = np.array(cycle)
    inside = set(cycle)
    outside = np.array([i for i in range(len(scores)) if i not in inside])
    kept = scores[members, heads[members]]
    # an arc into the cycle replaces the arc of the member it enters
    entering = scores[members[:, None], outside] - kept[:, None]
    leaving = scores[outside[:, None], members]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _BAR)
    smaller[:size, :size] = scores[outside[:, None], outside]
    smaller[:size, size] = leaving.max(axis=1)
    smaller[size, :size] = entering.max(axis=0)
    inner = _chu_liu_edmonds(smaller)
    result = heads.copy()
    for i in range(1, size):
        head = int(inner[i])
        result[outside[i]] = members[leaving[i].argmax()] if head == size else outside[head]
    entry = int(inner[size])
    result[members[entering[:, entry].argmax()]] = outside[entry]
    return result


def _find_cycle(heads: Sequence[int]) -> list[int] | None:
    seen = [0] * len(heads)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = heads[node]
        if seen[node] == start:
            cycle = [node]
            after = heads[node]
            while after != node:
                cycle.append(after)
                after = heads[after]
            return cycle
        # nodes on this path end at the root or at a checked path
        node = start
        while seen[node] == start:
            seen[node] = -1
            node = heads[node]
    return None
