"""Write the teachers' distributions over the training sentences and the raw news, for the student.

    python training/label.py WORK/data.pkl WORK/soft.names --part names --teachers WORK/tnames.pt [...]
    python training/label.py WORK/data.pkl WORK/soft.syntax --part syntax --teachers WORK/tsyntax.pt [...]

Several teachers of a kind are averaged. Where a corpus tells the coarse label of a word, the teachers' names
are held to what it allows, unless they are sure that it is wrong. The two runs can go side by side.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import store
import torch
from measure import predict
from minilm import WordPieces, folder
from network import Teacher, load

CORPORA = ("gold", "ud", "raw", "wikigold", "uner", "gumnews", "crossner", "redocred", "meantime")
TRUST = 0.03
"""Teachers that give the corpus label less than this are believed instead of it."""


def constrain(names: np.ndarray, allowed: np.ndarray | None) -> np.ndarray:
    """Teacher distribution within the tags that a corpus allows."""
    if allowed is None:
        return names
    inside = names * allowed
    mass = inside.sum(-1, keepdims=True)
    return np.where(mass > TRUST, inside / np.maximum(mass, 1e-6), names)


def average(parts: list[np.ndarray]) -> np.ndarray:
    """Mean of probabilities, from log probabilities."""
    return np.mean([np.exp(p.astype(np.float32)) for p in parts], axis=0)


def main() -> None:
    """Label."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", choices=("names", "syntax"), required=True)
    parser.add_argument("--teachers", nargs="+", type=Path, required=True)
    parser.add_argument("--raw", type=int, default=40_000, help="sentences of raw news")
    args = parser.parse_args()
    torch.set_num_threads(1)
    data = store.read(args.data)
    types = store.type_tensors(data)
    teachers = [load(str(path), data["vectors"], data["scale"]) for path in args.teachers]
    for teacher in teachers:
        if isinstance(teacher, Teacher):
            teacher.pieces = WordPieces(data["words"], folder())
    began = time.time()
    soft: dict[str, list] = {}
    for corpus in CORPORA:
        examples = data["train"][corpus]
        chosen = choose(examples, args.raw if corpus == "raw" else len(examples))
        rows = [examples[i] for i in chosen]
        results = [predict(t, types, rows, args.part) for t in teachers]
        soft[corpus] = [None] * len(examples)
        for k, i in enumerate(chosen):
            if args.part == "names":
                names = constrain(average([r[k] for r in results]), examples[i].allowed)
                soft[corpus][i] = names.astype(np.float16)
            else:
                upos, arcs, labels = (average([r[k][j] for r in results]) for j in range(3))
                heads = arcs.argmax(-1)
                soft[corpus][i] = (*(x.astype(np.float16) for x in (upos, arcs, labels)), heads)
        print(f"{corpus} {len(rows)} sentences, {time.time() - began:.0f} s", flush=True)
        store.write(args.out, soft)


def choose(examples: list, count: int) -> list[int]:
    """Indices of whole documents, in order, of about `count` sentences; long sentences are left out."""
    documents: dict[int, list[int]] = {}
    for i, e in enumerate(examples):
        if 1 <= len(e.ids) <= 100:
            documents.setdefault(e.document, []).append(i)
    order = list(documents)
    random.Random(5).shuffle(order)
    out: list[int] = []
    for d in order:
        if len(out) >= count:
            break
        out += documents[d]
    return sorted(out)


if __name__ == "__main__":
    main()
