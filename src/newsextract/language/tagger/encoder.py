"""Words to first-layer gates: all that depends on the word alone, computed once a word.

A row of the cache is what one word adds to the gates of the first recurrent layer, in both
directions. New words are computed in blocks of one size, so that a row is the same whatever words
came with it; when the cache is full, the words that were used least make room.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import filterfalse

import numpy as np
import numpy.typing as npt

from newsextract.language.tagger.features import WordBatch, WordFeatures
from newsextract.language.tagger.weights import FloatArray, Weights
from newsextract.language.tagger.windows import WINDOW

BLOCK = 24
"""A multiple of the rows that kernels of products take at a time (4 to 12): all rows are computed alike."""

BLOCKS = 16
"""Most blocks that are computed at once, which bounds memory."""

CAPACITY = 10_240
"""Rows of the cache, 40 MB when all are used; a window of new words must fit."""

IntArray = npt.NDArray[np.int64]


class WordEncoder:
    """A cache from normalised words to rows of gates and gazetteer masks; safe in threads."""

    def __init__(self, weights: Weights) -> None:
        keys = weights.keys
        self._features = WordFeatures(
            keys["vector_keys"], keys["frequent_keys"], keys["gazetteer_keys"], keys["gazetteer_masks"]
        )
        self._weights = weights
        self._lock = threading.Lock()
        self._known: dict[str, int] = {}
        self._free = np.arange(CAPACITY)
        self._gates: FloatArray = np.empty((CAPACITY, 2, 4 * weights.sizes.hidden), dtype=np.float32)
        self._masks = np.zeros(CAPACITY, dtype=np.int64)
        self._uses = np.zeros(CAPACITY, dtype=np.int64)

    def __call__(self, words: Sequence[str], orders: Sequence[IntArray], out: FloatArray) -> list[int]:
        """Write the gates of words, and tell their gazetteer masks.

        Args:
            words: Normalised words, no more than a window has.
            orders: The order in which each direction reads the words.
            out: Direction x place in its order x gates.
        """
        with self._lock:
            rows = self._rows(words)
            table = self._gates.reshape(2 * CAPACITY, -1)
            for side, order in enumerate(orders):
                np.take(table, 2 * rows[order] + side, axis=0, out=out[side], mode="clip")
            masks: list[int] = self._masks[rows].tolist()
        return masks

    def _rows(self, words: Sequence[str]) -> IntArray:
        missing = self._missing(words)
        if len(missing) > len(self._free):
            self._forget()
            missing = self._missing(words)
        for start in range(0, len(missing), BLOCKS * BLOCK):
            self._add(missing[start : start + BLOCKS * BLOCK])
        rows = np.array(list(map(self._known.__getitem__, words)), dtype=np.int64)
        self._uses[rows] += 1  # of a word that comes twice one is counted
        return rows

    def _missing(self, words: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(filterfalse(self._known.__contains__, words)))

    def _forget(self) -> None:
        """Make room for a window: the words used least go, and the uses of the others count half."""
        kept, self._free = np.split(np.argsort(-self._uses, kind="stable"), [CAPACITY - WINDOW])
        stays = set(kept.tolist())
        self._known = {word: row for word, row in self._known.items() if row in stays}
        self._uses = (self._uses + 1) // 2
        self._uses[self._free] = 0

    def _add(self, words: list[str]) -> None:
        batch = self._features(words)
        dense = self._weights.dense
        x = np.zeros((-(-len(words) // BLOCK), BLOCK, len(dense["encode1"])), dtype=np.float32)
        self._embed(batch, x.reshape(-1, x.shape[2])[: len(words)])
        x = np.tanh(x @ dense["encode1"] + dense["encode1_bias"])
        x = np.tanh(x @ dense["encode2"] + dense["encode2_bias"])
        gates = x @ dense["lstm1_input"] + dense["lstm1_bias"]
        rows, self._free = np.split(self._free, [len(words)])
        self._gates[rows] = gates.reshape(-1, *self._gates.shape[1:])[: len(words)]
        self._masks[rows] = batch.mask
        self._known.update(zip(words, rows.tolist(), strict=True))

    def _embed(self, batch: WordBatch, out: FloatArray) -> None:
        tables, scales = self._weights.tables, self._weights.scales

        def rows(name: str, at: IntArray) -> FloatArray:
            return tables[name].take(at, axis=0) * np.float32(scales[name])

        counts = np.maximum((batch.ngram > 0).sum(1), 1).astype(np.float32)
        grams = rows("ngram", batch.ngram).sum(1) / np.sqrt(counts)[:, None]
        buckets = len(tables["affix"]) // batch.affix.shape[1]
        affix = rows("affix", batch.affix + np.arange(batch.affix.shape[1]) * buckets)
        parts = [
            rows("vectors", batch.vector),
            rows("frequent", batch.frequent),
            grams,
            rows("shape", batch.shape),
            batch.flags,
            affix.reshape(len(affix), -1),
        ]
        np.concatenate(parts, axis=1, out=out)
