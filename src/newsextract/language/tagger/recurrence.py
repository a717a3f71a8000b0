"""The bidirectional LSTM over the sentences of an article, both directions in one step.

Sentences are sorted by length and packed by time, so that the batch shrinks as sentences end.
Gates come in the order input, forget, output, cell; the first three are scaled by a half, which
makes sigmoid(x) = (1 + tanh(x / 2)) / 2 one tanh for all four. The recurrent matrix of a direction
is cut into blocks on its diagonal: units of one block do not see the states of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsextract.language.tagger.weights import FloatArray

GATES = 4

ROWS = 4
"""Steps are rounded up to so many rows, where there are more: kernels of products take four at a time, and
three rows cost more than four; one alone costs least. What is read too much belongs to the next step."""

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Packing:
    """The order in which tokens are read.

    Attributes:
        forward: Token index at each packed place, reading from the left.
        backward: The same, reading from the right.
        counts: Sentences that are still read at each step.
    """

    forward: IntArray
    backward: IntArray
    counts: list[int]


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
    return Packing(starts[row] + step, ends[row] - 1 - step, counts.tolist())


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
    h = c = states[:, :, :0]
    at = 0
    for count in packing.counts:
        n = min(count + -count % ROWS, packing.counts[0], tokens - at) if count > 1 else 1
        given = inputs[..., at : at + n, :]
        if at:
            g = h[:, :, :n] @ state
            g += given
            np.tanh(g, out=g)
        else:
            g = np.tanh(given, order="C")
        sigmoids = g[:3]
        sigmoids += 1.0  # twice the sigmoids
        new = g[0] * g[3]
        if at:
            new += g[1] * c[:, :, :n]
        new *= 0.5
        c = new
        h = np.tanh(c)
        h *= g[2]  # twice the hidden states
        states[:, :, at : at + count] = h[:, :, :count]
        at += count
    out *= 0.5
    return _unpack(out.reshape(2, tokens, blocks * unit), packing)


def _unpack(out: FloatArray, packing: Packing) -> FloatArray:
    hidden = out.shape[2]
    result = np.empty((out.shape[1], 2 * hidden), dtype=np.float32)
    result[packing.forward, :hidden] = out[0]
    result[packing.backward, hidden:] = out[1]
    return result
