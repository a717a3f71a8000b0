"""Words to first-layer gates: all that depends on the word alone, computed once a word.

A row of the cache is what one word adds to the gates of the first recurrent layer, in both
directions. New words are computed in blocks of one size, so that a row is the same whatever words
came with it; when the cache is full, the words that were used least make room.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsextract.language.tagger.features import WordBatch, WordFeatures
from newsextract.language.tagger.weights import FloatArray, Weights
from newsextract.language.tagger.windows import WINDOW

BLOCK = 48
"""A multiple of the rows that kernels of products take at a time (4 to 16): all rows are computed alike."""

CAPACITY = 2 * WINDOW
"""Rows of the cache, 32 MB when all are used: half is kept when it is full, and a window fits beside it."""

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
        self._known: dict[str, int] = {}  # in the order of the rows
        self._gates: FloatArray = np.empty((CAPACITY, 8 * weights.sizes.hidden), dtype=np.float32)
        self._masks = np.zeros(CAPACITY, dtype=np.int64)
        self._uses = np.zeros(CAPACITY, dtype=np.int64)

    def __call__(self, words: Sequence[str]) -> tuple[FloatArray, list[int], IntArray]:
        """Gates, and the masks and row of every word.

        Args:
            words: Normalised words of a window, or of several that are together no longer than one.

        Returns:
            Gates with two rows a word, one a direction; the gazetteer mask of each word; the first
            row of each word in the gates. Rows once written stay as they are.
        """
        distinct: dict[str, int] = {}
        places = np.array([distinct.setdefault(word, len(distinct)) for word in words], dtype=np.int64)
        with self._lock:
            rows = self._rows(list(distinct))[places]
            gates, masks = self._gates, self._masks[rows]
        return gates.reshape(2 * len(gates), -1), masks.tolist(), 2 * rows

    def _rows(self, words: list[str]) -> IntArray:
        known = self._known
        missing = [word for word in words if word not in known]
        if len(known) + len(missing) > CAPACITY:
            self._forget()
            known = self._known
            missing = [word for word in words if word not in known]
        for start in range(0, len(missing), BLOCK):
            self._add(missing[start : start + BLOCK])
        rows = np.array([known[word] for word in words], dtype=np.int64)
        self._uses[rows] += 1
        return rows

    def _forget(self) -> None:
        """Keep the half that was used most; a use counts half as much each time."""
        half = CAPACITY // 2
        kept = np.argsort(-self._uses, kind="stable")[:half]
        words = list(self._known)
        self._known = {words[row]: i for i, row in enumerate(kept.tolist())}
        gates = np.empty_like(self._gates)  # the rows of before may still be read
        np.take(self._gates, kept, axis=0, out=gates[:half], mode="clip")
        self._gates = gates
        self._masks[:half] = self._masks[kept]
        self._uses[:half] = self._uses[kept] // 2
        self._uses[half:] = 0

    def _add(self, words: list[str]) -> None:
        batch = self._features(words)
        dense = self._weights.dense
        x = np.zeros((BLOCK, len(dense["encode1"])), dtype=np.float32)
        self._embed(batch, x[: len(words)])
        x = np.tanh(x @ dense["encode1"] + dense["encode1_bias"])
        x = np.tanh(x @ dense["encode2"] + dense["encode2_bias"])
        gates = x @ dense["lstm1_input"] + dense["lstm1_bias"]
        first = len(self._known)
        rows = range(first, first + len(words))
        self._gates[first : rows.stop] = gates[: len(words)]
        self._masks[first : rows.stop] = batch.mask
        self._known.update(zip(words, rows, strict=True))

    def _embed(self, batch: WordBatch, out: FloatArray) -> None:
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
        np.concatenate(parts, axis=1, out=out)
