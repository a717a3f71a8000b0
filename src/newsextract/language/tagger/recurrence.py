"""The bidirectional LSTM over the sentences of an article, both directions in one step.

Sentences are sorted by length and packed by time, so that the batch shrinks as sentences end.
Gates come in the order input, forget, output, cell; the first three are scaled by a half, which
makes sigmoid(x) = (1 + tanh(x / 2)) / 2 one tanh for all four.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsextract.language.tagger.weights import FloatArray

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
    steps = int(lengths[0])
    counts = np.searchsorted(-lengths, -np.arange(steps), side="left")
    forward = np.concatenate([starts[:n] + t for t, n in enumerate(counts)])
    backward = np.concatenate([ends[:n] - 1 - t for t, n in enumerate(counts)])
    return Packing(forward, backward, counts.tolist())


def run(gates: FloatArray, state: FloatArray, packing: Packing) -> FloatArray:
    """One layer.

    Args:
        gates: Input part of the gates, direction x packed place x 4 hidden; overwritten.
        state: Recurrent weights, direction x hidden x 4 hidden.
        packing: Order of the tokens.

    Returns:
        Hidden states in token order, forward beside backward.
    """
    hidden = state.shape[1]
    half = state * np.float32(0.5)
    out = np.empty((2, gates.shape[1], hidden), dtype=np.float32)
    h = c = out[:, :0]
    at = 0
    for step, n in enumerate(packing.counts):
        g = gates[:, at : at + n]
        if step:
            g += np.matmul(h[:, :n], half)
        np.tanh(g, out=g)
        g[:, :, : 3 * hidden] += 1.0  # twice the sigmoids
        new = g[:, :, :hidden] * g[:, :, 3 * hidden :]
        if step:
            new += g[:, :, hidden : 2 * hidden] * c[:, :n]
        new *= 0.5
        c = new
        h = out[:, at : at + n]  # twice the hidden states
        np.tanh(c, out=h)
        h *= g[:, :, 2 * hidden : 3 * hidden]
        at += n
    out *= 0.5
    return _unpack(out, packing)


def _unpack(out: FloatArray, packing: Packing) -> FloatArray:
    hidden = out.shape[2]
    result = np.empty((out.shape[1], 2 * hidden), dtype=np.float32)
    result[packing.forward, :hidden] = out[0]
    result[packing.backward, hidden:] = out[1]
    return result
