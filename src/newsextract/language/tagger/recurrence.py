"""The bidirectional LSTM over the sentences of an article, both directions in one step.

Sentences are sorted by length and packed by time, so that the batch shrinks as sentences end.
Gates come in the order input, forget, output, cell; the first three are scaled by a half, which
makes sigmoid(x) = (1 + tanh(x / 2)) / 2 one tanh for all four. The recurrent matrix of a direction
is cut into blocks on its diagonal: units of one block do not see the states of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from newsextract.language.tagger.weights import FloatArray

GATES = 4

ROWS = 4
"""Steps are rounded up to so many rows, where there are more: kernels of products take four at a time, and
three rows cost more than four; one alone costs least. What is read too much belongs to the next step."""

# a number as an array spares a step to make it one
_ONE, _HALF = np.array(1.0, dtype=np.float32), np.array(0.5, dtype=np.float32)

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Packing:
    """The order in which tokens are read.

    Attributes:
        forward: Token index at each packed place, reading from the left.
        backward: The same, reading from the right.
        steps: Of each step the rows that are computed, and the packed places it begins and ends with, one for
            each sentence that is still read.
    """

    forward: IntArray
    backward: IntArray
    steps: list[tuple[int, int, int]]


def pack(sentences: Sequence[tuple[int, int]]) -> Packing:
    """Order the tokens of non-empty sentences by time."""
    starts = np.array([start for start, _ in sentences], dtype=np.int64)
    ends = np.array([end for _, end in sentences], dtype=np.int64)
    order = np.argsort(starts - ends, kind="stable")
    starts, ends = starts[order], ends[order]
    lengths = ends - starts
    steps = np.arange(lengths[0])
    row, step = np.nonzero(steps[:, None] < lengths)[::-1]
    counts = np.searchsorted(-lengths, -steps, side="left")
    begins = np.cumsum(counts) - counts
    rows = np.where(counts > 1, counts + -counts % ROWS, 1)
    rows = np.minimum(rows, np.minimum(counts[0], len(row) - begins))
    places = np.stack([rows, begins, begins + counts], axis=1)
    return Packing(starts[row] + step, ends[row] - 1 - step, list(map(tuple, places.tolist())))


def by_gate(state: FloatArray) -> FloatArray:
    """Recurrent weights as `run` takes them.

    Args:
        state: Direction x block x unit x (gate, unit).

    Returns:
        Gate x direction x block x unit x unit, halved, since `run` carries twice the hidden states.
    """
    *outer, unit, _ = state.shape
    split = np.moveaxis(state.reshape(*outer, unit, GATES, unit), -2, 0)
    return np.ascontiguousarray(split * np.float32(0.5))


def run(gates: FloatArray, state: FloatArray, packing: Packing) -> FloatArray:
    """One layer.

    Gates lead in what a step computes, so that each of its operations goes through memory in one sweep.

    Args:
        gates: Input part of the gates, direction x packed place x (block, gate, unit).
        state: Recurrent weights of `by_gate`.
        packing: Order of the tokens.

    Returns:
        Hidden states in token order, forward beside backward.
    """
    _, _, blocks, unit, _ = state.shape
    tokens = gates.shape[1]
    inputs = gates.reshape(2, tokens, blocks, GATES, unit).transpose(3, 0, 2, 1, 4)
    out = np.empty((2, tokens, blocks, unit), dtype=np.float32)
    states = out.swapaxes(1, 2)
    h = c = np.zeros((2, blocks, packing.steps[0][0], unit), dtype=np.float32)
    for rows, steps in groupby(packing.steps, key=itemgetter(0)):
        h, c = h[:, :, :rows].copy(), c[:, :, :rows].copy()
        g = np.empty((GATES, *h.shape), dtype=np.float32)
        enter, keep, show, new = g
        sigmoids = g[:3]
        for _, start, end in steps:
            if start:
                np.matmul(h, state, g)
                np.add(g, inputs[..., start : start + rows, :], g)
                np.tanh(g, g)
            else:
                np.tanh(inputs[..., :rows, :], g)
            np.add(sigmoids, _ONE, sigmoids)  # twice the sigmoids
            np.multiply(new, enter, new)
            np.multiply(c, keep, c)
            np.add(c, new, c)
            np.multiply(c, _HALF, c)
            np.tanh(c, h)
            np.multiply(h, show, h)  # twice the hidden states
            states[:, :, start:end] = h[:, :, : end - start]
    out *= 0.5
    return _unpack(out.reshape(2, tokens, blocks * unit), packing)


def _unpack(out: FloatArray, packing: Packing) -> FloatArray:
    hidden = out.shape[2]
    result = np.empty((out.shape[1], 2 * hidden), dtype=np.float32)
    result[packing.forward, :hidden] = out[0]
    result[packing.backward, hidden:] = out[1]
    return result
