"""Words to first-layer gates: all that depends on the word alone, computed once a word.

A row of the cache is what one word adds to the gates of the first recurrent layer, in both
directions. New words are computed in blocks of one size, so that a row is the same whatever words
came with it; when the cache is full it starts anew.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsextract.language.tagger.features import WordBatch, WordFeatures
from newsextract.language.tagger.weights import FloatArray, Weights

BLOCK = 64
CAPACITY = 8192

IntArray = npt.NDArray[np.int64]


class WordEncoder:
    """A cache from normalised words to rows of gates and gazetteer masks; safe in threads."""

    def __init__(self, weights: Weights, capacity: int = CAPACITY) -> None:
        keys = weights.keys
        self._features = WordFeatures(
            keys["vector_keys"], keys["frequent_keys"], keys["gazetteer_keys"], keys["gazetteer_masks"]
        )
        self._weights = weights
        self._capacity = capacity
        self._lock = threading.Lock()
        self._clear()

    def __call__(self, words: Sequence[str]) -> tuple[FloatArray, list[int], IntArray]:
        """Gates, and the masks and row of every word.

        Args:
            words: Normalised words of one article.

        Returns:
            Gates with two rows a word, one a direction; the gazetteer mask of each word; the first
            row of each word in the gates. Rows once written stay as they are.
        """
        distinct: dict[str, int] = {}
        rows = [distinct.setdefault(word, len(distinct)) for word in words]
        with self._lock:
            at = self._rows(list(distinct))
            gates = self._gates
            masks = [self._masks[i] for i in at]
        places = 2 * np.array(at, dtype=np.int64)[np.array(rows, dtype=np.int64)]
        return gates.reshape(2 * len(gates), -1), [masks[row] for row in rows], places

    def _rows(self, words: list[str]) -> list[int]:
        known = self._known
        missing = [word for word in words if word not in known]
        if len(known) + len(missing) > self._capacity:
            self._clear()
            known, missing = self._known, words
        if len(known) + len(missing) > len(self._gates):
            self._grow(len(known) + len(missing))
        for start in range(0, len(missing), BLOCK):
            part = missing[start : start + BLOCK]
            gates, masks = self._compute(part)
            first = len(known)
            self._gates[first : first + len(part)] = gates
            self._masks.extend(masks)
            known.update((word, first + i) for i, word in enumerate(part))
        return [known[word] for word in words]

    def _clear(self) -> None:
        self._known: dict[str, int] = {}
        self._masks: list[int] = []
        self._gates: FloatArray = np.empty((1024, 8 * self._weights.sizes.hidden), dtype=np.float32)

    def _grow(self, wanted: int) -> None:
        size = max(wanted, 2 * len(self._gates))
        bigger = np.empty((size, self._gates.shape[1]), dtype=np.float32)
        bigger[: len(self._known)] = self._gates[: len(self._known)]
        self._gates = bigger

    def _compute(self, words: list[str]) -> tuple[FloatArray, list[int]]:
        batch = self._features(words + [""] * (BLOCK - len(words)))
        dense = self._weights.dense
        x = self._embed(batch)
        x = np.tanh(x @ dense["encode1"] + dense["encode1_bias"])
        x = np.tanh(x @ dense["encode2"] + dense["encode2_bias"])
        gates = x @ dense["lstm1_input"] + dense["lstm1_bias"]
        return gates[: len(words)], batch.mask[: len(words)].tolist()

    def _embed(self, batch: WordBatch) -> FloatArray:
        tables, scales = self._weights.tables, self._weights.scales

        def rows(name: str, at: IntArray) -> FloatArray:
            return tables[name][at].astype(np.float32) * np.float32(scales[name])

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
        return np.concatenate(parts, axis=1).astype(np.float32, copy=False)
