"""The network on NumPy: words and context in, scores of tags, heads, relations and names out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from newsextract.language.syntax import NameSpan, Syntax
from newsextract.language.tagger.encoder import WordEncoder
from newsextract.language.tagger.features import context_features, normalise
from newsextract.language.tagger.labels import UPOS
from newsextract.language.tagger.recurrence import by_gate, pack, run
from newsextract.language.tagger.spans import find_names
from newsextract.language.tagger.trees import best_heads
from newsextract.language.tagger.weights import FloatArray, Weights
from newsextract.language.tagger.windows import Words

MAX_SENTENCE = 160
"""Longer sentences (tables, lists without a full stop) are read in pieces."""

IntArray = npt.NDArray[np.int64]


class Network:
    """Runs the weights over articles."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._words = WordEncoder(weights)
        sizes = weights.sizes
        edges = np.cumsum([0, len(UPOS), sizes.arc, sizes.arc, sizes.label, sizes.label, sizes.names])
        self._slices = [slice(a, b) for a, b in pairwise(edges.tolist())]
        self._recurrent = [by_gate(weights.dense[name]) for name in ("lstm1_state", "lstm2_state")]
        dense = weights.dense
        self._second_input = np.vstack([dense["lstm2_input"], dense["lstm2_bias"]])
        self._scoring = np.vstack([dense["heads"], dense["heads_bias"]])
        self._root = weights.relations.index("root")
        self._label_bias = dense["label_out_bias"].copy()
        self._label_bias[self._root] = -np.inf  # which token is a root is for the tree to say

    def analyse(self, docs: Sequence[Words]) -> list[Syntax]:
        """Tags, trees and names of articles, which are read side by side."""
        edges = np.cumsum([0, *(len(doc.words) for doc in docs)]).tolist()
        if not edges[-1]:
            return [Syntax((), (), (), ()) for _ in docs]
        sentences = [
            (at + start, at + end)
            for doc, at in zip(docs, edges, strict=False)
            for start, end in doc.sentences
        ]
        pieces = list(_pieces(sentences))
        scores = self._states(docs, edges, pieces) @ self._scoring
        upos, arc_dep, arc_head, label_dep, label_head, names = (scores[:, s] for s in self._slices)
        dense = self._weights.dense
        tags = np.tanh(names) @ dense["names_out"]
        tags += dense["names_out_bias"]
        heads = self._heads(np.tanh(arc_dep), np.tanh(arc_head), pieces)
        relations = self._relations(label_dep, label_head, heads)
        self._join(relations, heads, pieces, sentences)
        found = find_names(tags, pieces)
        return list(self._cut(edges, upos.argmax(axis=1), heads, relations, found))

    def _cut(
        self,
        edges: Sequence[int],
        upos: IntArray,
        heads: IntArray,
        relations: IntArray,
        names: Sequence[NameSpan],
    ) -> Iterator[Syntax]:
        """The part of each article."""
        begins = [name.start for name in names]
        for start, end in pairwise(edges):
            inside = names[bisect_left(begins, start) : bisect_left(begins, end)]
            yield Syntax(
                upos=tuple(map(UPOS.__getitem__, upos[start:end].tolist())),
                heads=tuple((heads[start:end] - start).tolist()),
                deprels=tuple(map(self._weights.relations.__getitem__, relations[start:end].tolist())),
                names=tuple(NameSpan(n.start - start, n.end - start, n.type, n.score) for n in inside),
            )

    def _states(
        self, docs: Sequence[Words], edges: Sequence[int], pieces: Sequence[tuple[int, int]]
    ) -> FloatArray:
        dense = self._weights.dense
        size = 4 * self._weights.sizes.hidden
        words = [normalise(word) for doc in docs for word in doc.words]
        packing = pack(pieces)
        sides = (
            (0, packing.forward, slice(0, size)),
            (1, packing.backward, slice(size, 2 * size)),
        )
        gates = np.empty((2, len(words), size), dtype=np.float32)
        masks = self._words(words, (packing.forward, packing.backward), gates)
        context = _context(words, masks, docs, edges)
        told = np.logical_or.reduce(context, axis=1)  # of most words the context tells nothing
        for side, order, columns in sides:
            places = np.flatnonzero(told[order])
            gates[side, places] += context[order[places]] @ dense["context"][:, columns]
        first = self._project("project1", run(gates, self._recurrent[0], packing))
        for side, order, columns in sides:
            np.matmul(first[order], self._second_input[:, columns], out=gates[side])
        return self._project("project2", run(gates, self._recurrent[1], packing))

    def _project(self, name: str, states: FloatArray) -> FloatArray:
        """States made narrower, with a column of ones by which the next product adds its bias."""
        matrix = self._weights.dense.get(name)
        return _with_ones(states) if matrix is None else _product_with_ones(states, matrix)

    def _heads(self, dep: FloatArray, head: FloatArray, sentences: Sequence[tuple[int, int]]) -> IntArray:
        """Document index of each head; a root's is its own."""
        dense = self._weights.dense
        starts = [start for start, _ in sentences]
        bias, root = dense["arc_bias"], dense["arc_root"]
        deps = _product_with_ones(dep, dense["arc"])
        heads = np.column_stack([head, head @ bias])
        heads = np.insert(heads, starts, np.append(root, root @ bias), axis=0)

        def scores_of(i: int) -> FloatArray:
            start, end = sentences[i]
            scores: FloatArray = deps[start:end] @ heads[start + i : end + i + 1].T
            return scores

        return best_heads(scores_of, sentences)

    def _relations(self, dep: FloatArray, head: FloatArray, heads: IntArray) -> IntArray:
        dense = self._weights.dense
        is_root = heads == np.arange(len(heads))
        pairs = head[heads]
        pairs[is_root] = dense["label_root"]
        pairs += dep
        scores = np.tanh(pairs, out=pairs) @ dense["label_out"]
        scores += self._label_bias
        found: IntArray = scores.argmax(axis=1)
        found[is_root] = self._root
        return found

    def _join(
        self,
        relations: IntArray,
        heads: IntArray,
        pieces: Sequence[tuple[int, int]],
        sentences: Sequence[tuple[int, int]],
    ) -> None:
        """Hang the roots of later pieces of a long sentence on the root of its first piece."""
        if len(pieces) == len(sentences):
            return
        parataxis = self._weights.relations.index("parataxis")
        for start, end in sentences:
            roots = start + np.flatnonzero(heads[start:end] == np.arange(start, end))
            heads[roots[1:]] = roots[:1]
            relations[roots[1:]] = parataxis


def _with_ones(rows: FloatArray) -> FloatArray:
    return np.column_stack([rows, np.ones(len(rows), dtype=np.float32)])


def _product_with_ones(rows: FloatArray, matrix: FloatArray) -> FloatArray:
    out = np.empty((len(rows), matrix.shape[1] + 1), dtype=np.float32)
    np.matmul(rows, matrix, out=out[:, :-1])
    out[:, -1] = 1.0
    return out


def _context(
    words: Sequence[str], masks: Sequence[int], docs: Sequence[Words], edges: Sequence[int]
) -> FloatArray:
    """Context features, which see no further than the article."""
    parts = [
        context_features(words[start:end], doc.sentences, masks[start:end])
        for doc, (start, end) in zip(docs, pairwise(edges), strict=True)
    ]
    return np.concatenate(parts)


def _pieces(sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in sentences:
        for at in range(start, end, MAX_SENTENCE):
            yield at, min(at + MAX_SENTENCE, end)
