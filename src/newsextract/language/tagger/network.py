"""The network on NumPy: words and context in, scores of tags, heads, relations and names out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from newsextract.language.syntax import Syntax
from newsextract.language.tagger.encoder import WordEncoder
from newsextract.language.tagger.features import context_features, normalise
from newsextract.language.tagger.labels import UPOS
from newsextract.language.tagger.recurrence import Packing, pack, run
from newsextract.language.tagger.spans import find_names, log_softmax
from newsextract.language.tagger.trees import best_heads
from newsextract.language.tagger.weights import FloatArray, Weights

MAX_SENTENCE = 160
"""Longer sentences (tables, lists without a full stop) are read in pieces."""

IntArray = npt.NDArray[np.int64]


class Network:
    """Runs the weights over one article at a time."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._words = WordEncoder(weights)
        sizes = weights.sizes
        edges = np.cumsum([0, len(UPOS), sizes.arc, sizes.arc, sizes.label, sizes.label, sizes.names])
        self._slices = [slice(a, b) for a, b in pairwise(edges.tolist())]
        self._root = weights.relations.index("root")

    def analyse(self, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Syntax:
        """Tags, trees and names of one article."""
        if not words:
            return Syntax((), (), (), ())
        pieces = list(_pieces(sentences))
        scores = self._states([normalise(word) for word in words], pieces) @ self._weights.dense["heads"]
        scores += self._weights.dense["heads_bias"]
        upos, arc_dep, arc_head, label_dep, label_head, names = (scores[:, s] for s in self._slices)
        dense = self._weights.dense
        tags = np.tanh(names) @ dense["names_out"] + dense["names_out_bias"]
        heads = self._heads(np.tanh(arc_dep), np.tanh(arc_head), pieces)
        relations = self._relations(label_dep, label_head, heads)
        relations, heads = self._join(relations, heads, pieces, sentences)
        return Syntax(
            upos=tuple(map(UPOS.__getitem__, upos.argmax(axis=1).tolist())),
            heads=tuple(heads.tolist()),
            deprels=tuple(map(self._weights.relations.__getitem__, relations.tolist())),
            names=find_names(log_softmax(tags), pieces),
        )

    def _states(self, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> FloatArray:
        dense = self._weights.dense
        size = 4 * self._weights.sizes.hidden
        table, masks, rows = self._words(words)
        packing = pack(sentences)
        context = context_features(words, sentences, masks)
        gates = np.empty((2, len(words), size), dtype=np.float32)
        for side, order in enumerate((packing.forward, packing.backward)):
            part = slice(side * size, (side + 1) * size)
            np.take(table, rows[order] + side, axis=0, out=gates[side], mode="clip")
            gates[side] += context[order] @ dense["context"][:, part]
        first = run(gates, dense["lstm1_state"], packing)
        return self._second(first, packing, gates)

    def _second(self, first: FloatArray, packing: Packing, gates: FloatArray) -> FloatArray:
        dense = self._weights.dense
        size = gates.shape[2]
        for side, order in enumerate((packing.forward, packing.backward)):
            part = slice(side * size, (side + 1) * size)
            np.matmul(first[order], dense["lstm2_input"][:, part], out=gates[side])
            gates[side] += dense["lstm2_bias"][part]
        return run(gates, dense["lstm2_state"], packing)

    def _heads(self, dep: FloatArray, head: FloatArray, sentences: Sequence[tuple[int, int]]) -> IntArray:
        """Document index of each head; a root's is its own."""
        dense = self._weights.dense
        dep = dep @ dense["arc"]
        bias = head @ dense["arc_bias"]
        root = dep @ dense["arc_root"] + dense["arc_root"] @ dense["arc_bias"]
        heads = np.empty(len(dep), dtype=np.int64)
        for start, end in sentences:
            scores = np.empty((end - start, end - start + 1), dtype=np.float32)
            scores[:, 0] = root[start:end]
            scores[:, 1:] = dep[start:end] @ head[start:end].T + bias[start:end]
            found = np.array(best_heads(scores), dtype=np.int64) - 1
            heads[start:end] = np.where(found < 0, np.arange(start, end), start + found)
        return heads

    def _relations(self, dep: FloatArray, head: FloatArray, heads: IntArray) -> IntArray:
        dense = self._weights.dense
        is_root = heads == np.arange(len(heads))
        chosen = head[heads]
        chosen[is_root] = dense["label_root"]
        scores = np.tanh(dep + chosen) @ dense["label_out"] + dense["label_out_bias"]
        scores[:, self._root] = -np.inf
        found: IntArray = scores.argmax(axis=1)
        found[is_root] = self._root
        return found

    def _join(
        self,
        relations: IntArray,
        heads: IntArray,
        pieces: Sequence[tuple[int, int]],
        sentences: Sequence[tuple[int, int]],
    ) -> tuple[IntArray, IntArray]:
        """Hang the roots of later pieces of a long sentence on the root of its first piece."""
        if len(pieces) == len(sentences):
            return relations, heads
        parataxis = self._weights.relations.index("parataxis")
        for start, end in sentences:
            roots = start + np.flatnonzero(heads[start:end] == np.arange(start, end))
            heads[roots[1:]] = roots[:1]
            relations[roots[1:]] = parataxis
        return relations, heads


def _pieces(sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in sentences:
        for at in range(start, end, MAX_SENTENCE):
            yield at, min(at + MAX_SENTENCE, end)
