"""What the network sees of a word, and of a word within its article.

A word's own features (vector, frequent-word embedding, affixes, character n-grams, shape, flags)
depend on its letters alone, so the result of everything computed from them is cached by word.
The context features are the little that does not: the place in the sentence, the case of the
sentence, and what the rest of the article says of the same string. Training and inference share
this module: a change here needs new weights, and `FEATURES_VERSION` goes up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import AnyStr
from zlib import crc32

import numpy as np
import numpy.typing as npt

FEATURES_VERSION = 1

AFFIX_BUCKETS = 3072
NGRAM_BUCKETS = 12288
SHAPE_BUCKETS = 512
MAX_NGRAMS = 24
AFFIXES = 6
CONTEXT_SIZE = 10

# Bits of the gazetteer: one 16-bit mask a word.
GAZETTEER_BITS = (
    "forename",
    "surname",
    "city",
    "city_first",
    "city_rest",
    "country",
    "country_first",
    "country_rest",
    "region",
    "region_part",
    "company",
    "company_first",
    "company_rest",
    "title",
    "designator",
    "agency",
)
BIT = {name: 1 << i for i, name in enumerate(GAZETTEER_BITS)}
SURFACE_FLAGS = 7
FLAGS_SIZE = len(GAZETTEER_BITS) + SURFACE_FLAGS

_FOLD = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-"})
_SPECIAL = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"', "…": "..."}
_RUNS = re.compile(r"(.)\1{2,}")

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float32]
HashArray = npt.NDArray[np.uint64]


def normalise(word: str) -> str:
    """Fold quotation marks, dashes and treebank brackets, so that one sign is one word."""
    return _SPECIAL.get(word) or (word if word.isascii() else word.translate(_FOLD))


def key(word: str) -> int:
    """A stable 64-bit key of a string; the tables are sorted arrays of such keys."""
    return int.from_bytes(blake2b(word.encode("utf8", "surrogatepass"), digest_size=8).digest(), "little")


def bucket(text: str, size: int) -> int:
    """A stable bucket from 1 to `size` - 1; 0 stays free for padding."""
    return 1 + crc32(_encoded(text)) % (size - 1)


def _encoded(text: str) -> bytes:
    return text.encode("utf8", "surrogatepass")


def signs(word: str) -> str:
    """The class of each character: X, x or d for letters and digits, others stand for themselves."""
    return word.translate(_ASCII_SIGNS) if word.isascii() else "".join(map(_sign, word))


def _sign(c: str) -> str:
    return "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c


_ASCII_SIGNS = {code: _sign(chr(code)) for code in range(128)}


def shape(word: str) -> str:
    """Letters to X, x, d; runs longer than two are cut to two: "McDonald's" is "XxXxx'x"."""
    return _cut_runs(signs(word[:40]))


@lru_cache(maxsize=1024)
def _cut_runs(classes: str) -> str:
    return _RUNS.sub(r"\1\1", classes)


def ngrams(lower: str) -> list[int]:
    """Buckets of the character 3- and 4-grams of the word with its edges marked."""
    marked = f"<{lower[:24]}>"
    # to cut bytes is faster than to encode every n-gram
    grams = _grams(marked.encode()) if marked.isascii() else map(_encoded, _grams(marked))
    return [1 + crc32(gram) % (NGRAM_BUCKETS - 1) for gram in grams]


def _grams(marked: AnyStr) -> list[AnyStr]:
    return [marked[i : i + n] for n in (3, 4) for i in range(len(marked) - n + 1)][:MAX_NGRAMS]


def affixes(lower: str) -> list[int]:
    """Buckets of prefixes of 1, 2, 3 and suffixes of 2, 3, 4 letters, each with its number before it."""
    parts = _affixes(lower.encode()) if lower.isascii() else map(_encoded, _affixes(lower))
    return [
        1 + crc32(part, number) % (AFFIX_BUCKETS - 1) for part, number in zip(parts, _NUMBERS, strict=True)
    ]


def _affixes(lower: AnyStr) -> list[AnyStr]:
    return [lower[:1], lower[:2], lower[:3], lower[-2:], lower[-3:], lower[-4:]]


_NUMBERS = [crc32(b"%d" % i) for i in range(AFFIXES)]


def surface_flags(word: str) -> list[bool]:
    """Case and character class of a word."""
    upper, classes = word.isupper(), signs(word)
    return [
        classes[:1] == "X",
        upper and len(word) > 1,
        word.islower(),
        "d" in classes,
        "-" in word or "/" in word,
        "." in word and len(word) > 1,
        not upper and "X" in classes[1:],
    ]


class Table:
    """A read-only map from string keys to row numbers, held as one sorted array."""

    def __init__(self, keys: HashArray) -> None:
        self.keys = keys

    def rows(self, wanted: HashArray) -> IntArray:
        """Row of each key, counted from 1; 0 where the table does not know it."""
        if not len(self.keys):
            return np.zeros(len(wanted), dtype=np.int64)
        at = np.searchsorted(self.keys, wanted)
        at[at == len(self.keys)] = 0
        return np.where(self.keys[at] == wanted, at + 1, 0).astype(np.int64)


@dataclass(frozen=True, slots=True)
class WordBatch:
    """Features of a list of words, one row a word."""

    vector: IntArray
    frequent: IntArray
    affix: IntArray
    ngram: IntArray
    shape: IntArray
    flags: FloatArray
    mask: IntArray


class WordFeatures:
    """Looks words up in the vector table, the frequent words and the gazetteer."""

    def __init__(
        self, vectors: HashArray, frequent: HashArray, gazetteer: HashArray, masks: npt.NDArray[np.uint16]
    ) -> None:
        self._vectors = Table(vectors)
        self._frequent = Table(frequent)
        self._gazetteer = Table(gazetteer)
        self._masks = np.concatenate([np.zeros(1, np.uint16), masks]).astype(np.int64)

    def __call__(self, words: Sequence[str]) -> WordBatch:
        """Features of words that are already normalised."""
        lowers = [w.lower() for w in words]
        hashes = np.array([key(w) for w in lowers], dtype=np.uint64)
        capital = np.array([w[:1].isupper() or w[:1].isdigit() for w in words], dtype=bool)
        mask = np.where(capital, self._masks[self._gazetteer.rows(hashes)], 0)
        grams = np.zeros((len(words), MAX_NGRAMS), dtype=np.int64)
        for i, lower in enumerate(lowers):
            found = ngrams(lower)
            grams[i, : len(found)] = found
        bits = (mask[:, None] >> np.arange(len(GAZETTEER_BITS))) & 1
        surface = np.array([surface_flags(w) for w in words], dtype=np.float32).reshape(-1, SURFACE_FLAGS)
        return WordBatch(
            vector=self._vectors.rows(hashes),
            frequent=self._frequent.rows(hashes),
            affix=np.array([affixes(w) for w in lowers], dtype=np.int64).reshape(-1, AFFIXES),
            ngram=grams,
            shape=np.array([bucket(shape(w), SHAPE_BUCKETS) for w in words], dtype=np.int64),
            flags=np.concatenate([bits.astype(np.float32), surface], axis=1),
            mask=mask,
        )


def context_features(
    words: Sequence[str], sentences: Sequence[tuple[int, int]], masks: Sequence[int]
) -> FloatArray:
    """What the sentence and the rest of the article say of each token.

    Args:
        words: Normalised words of one article.
        sentences: Token ranges, which together hold all words.
        masks: Gazetteer mask of each word.

    Returns:
        One row of `CONTEXT_SIZE` numbers a token.
    """
    out = np.zeros((len(words), CONTEXT_SIZE), dtype=np.float32)
    for start, end in sentences:
        if end <= start:
            continue
        out[start, 0] = 1.0
        out[end - 1, 1] = 1.0
        case = _sentence_case(words[start:end])
        if any(case):
            out[start:end, 2:4] = case
    capitals = [w[:1].isupper() for w in words]
    places = [i for i, capital in enumerate(capitals) if capital]
    if places:
        firsts = {start for start, _ in sentences}
        evidence = _Evidence(words, masks, capitals, [i for i in places if i not in firsts])
        out[places, 4:] = [evidence.of(words[i]) for i in places]
    return out


def _sentence_case(words: Sequence[str]) -> tuple[float, float]:
    letters = [w for w in words if len(w) > 3 and w[0].isalpha()]
    if not letters:
        return 0.0, 0.0
    upper = sum(map(str.isupper, letters))
    initial = sum([w[0].isupper() for w in letters])
    loud = upper >= 0.7 * len(letters)
    return float(loud), float(not loud and len(letters) > 2 and initial >= 0.8 * len(letters))


class _Evidence:
    """Where else an article uses the same capitalised word, and beside what."""

    def __init__(
        self,
        words: Sequence[str],
        masks: Sequence[int],
        capitals: Sequence[bool],
        inner: Sequence[int],
    ) -> None:
        self._lower = {w for w, c in zip(words, capitals, strict=True) if not c}
        self._inside: set[str] = set()
        self._person: set[str] = set()
        self._organization: set[str] = set()
        self._place: set[str] = set()
        self._known: dict[str, list[float]] = {}
        for i in inner:
            self._note(words, masks, capitals, i)

    def _note(self, words: Sequence[str], masks: Sequence[int], capitals: Sequence[bool], i: int) -> None:
        word, before = words[i].lower(), words[i - 1]
        self._inside.add(word)
        if masks[i - 1] & (BIT["forename"] | BIT["title"]) and capitals[i - 1]:
            self._person.add(word)
        if i + 1 < len(words) and masks[i + 1] & BIT["designator"]:
            self._organization.add(word)
        if before in _PLACE_WORDS:
            self._place.add(word)

    def of(self, word: str) -> list[float]:
        """The flags of a capitalised word."""
        found = self._known.get(word)
        if found is None:
            low = word.lower()
            found = self._known[word] = [
                float(low in self._lower),
                float(low in self._inside),
                float(low in self._person),
                float(low in self._organization),
                float(low in self._place),
                1.0,
            ]
        return found


_PLACE_WORDS = frozenset({"in", "near", "across", "throughout", "outside", "inside"})
