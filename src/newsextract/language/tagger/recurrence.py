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

FEW = 3
"""So many rows are multiplied one at a time: a product of matrices would copy the weights for them."""

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


def run(gates: FloatArray, state: FloatArray, packing: Packing) -> FloatArray:
    """One layer.

    Args:
        gates: Input part of the gates, direction x packed place x (block, gate, unit); overwritten.
        state: Recurrent weights, direction x block x unit x (gate, unit).
        packing: Order of the tokens.

    Returns:
        Hidden states in token order, forward beside backward.
    """
    _, blocks, unit, width = state.shape
    tokens = gates.shape[1]
    half = state * np.float32(0.5)
    out = np.empty((2, tokens, blocks, unit), dtype=np.float32)
    by_block = gates.reshape(2, tokens, blocks, width).swapaxes(1, 2)
    states = out.swapaxes(1, 2)
    h = c = states[:, :, :0]
    at = 0
    for n in packing.counts:
        g = by_block[:, :, at : at + n]
        if at:
            g += _product(h[:, :, :n], half)
        np.tanh(g, out=g)
        g[..., : 3 * unit] += 1.0  # twice the sigmoids
        new = g[..., :unit] * g[..., 3 * unit :]
        if at:
            new += g[..., unit : 2 * unit] * c[:, :, :n]
        new *= 0.5
        c = new
        h = states[:, :, at : at + n]  # twice the hidden states
        np.tanh(c, out=h)
        h *= g[..., 2 * unit : 3 * unit]
        at += n
    out *= 0.5
    return _unpack(out.reshape(2, tokens, blocks * unit), packing)


def _product(h: FloatArray, state: FloatArray) -> FloatArray:
    if h.shape[2] > FEW:
        product: FloatArray = h @ state
        return product
    rows: FloatArray = h[..., None, :] @ state[:, :, None]
    return rows[..., 0, :]


def _unpack(out: FloatArray, packing: Packing) -> FloatArray:
    hidden = out.shape[2]
    result = np.empty((out.shape[1], 2 * hidden), dtype=np.float32)
    result[packing.forward, :hidden] = out[0]
    result[packing.backward, hidden:] = out[1]
    return result
