"""From arc scores to one tree a sentence: the best head of each token, repaired where that is no tree."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

_BAR = np.float64(-1e9)


def best_heads(scores: FloatArray) -> list[int]:
    """Heads of a sentence, 0 for the root, else the place of the head counted from 1.

    Args:
        scores: Length x (1 + length); column 0 is the root.

    Returns:
        A tree with exactly one root.
    """
    heads: list[int] = scores.argmax(axis=1).tolist()
    if heads.count(0) == 1 and is_tree(heads):
        return heads
    return _repair(scores)


def is_tree(heads: list[int]) -> bool:
    """Whether every token leads to the root."""
    state = [0] * (len(heads) + 1)  # 0 unseen, 1 leads to the root, -1 on the way
    state[0] = 1
    for first in range(1, len(heads) + 1):
        path, node = [], first
        while state[node] == 0:
            state[node] = -1
            path.append(node)
            node = heads[node - 1]
        if state[node] == -1:
            return False
        for passed in path:
            state[passed] = 1
    return True


def _repair(scores: FloatArray) -> list[int]:
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
    return [int(h) for h in _chu_liu_edmonds(full)[1:]]


def _chu_liu_edmonds(scores: npt.NDArray[np.float64]) -> IntArray:
    """Best head of each node of a dense graph; node 0 is the root.

    Cycles are contracted one at a time, so a step costs the square of the sentence's length.
    """
    heads: IntArray = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    members = np.array(cycle)
    outside = np.array([i for i in range(len(scores)) if i not in set(cycle)])
    kept = scores[members, heads[members]]
    # an arc into the cycle replaces the arc of the member it enters
    entering = scores[np.ix_(members, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, members)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _BAR)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
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


def _find_cycle(heads: IntArray) -> list[int] | None:
    seen = np.zeros(len(heads), dtype=np.int64)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            cycle = [node]
            after = int(heads[node])
            while after != node:
                cycle.append(after)
                after = int(heads[after])
            return cycle
        # nodes on this path end at the root or at a checked path
        node = start
        while seen[node] == start:
            seen[node] = -1
            node = int(heads[node])
    return None
