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
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import store
import torch
from measure import batches, predict, stack
from minilm import WordPieces, folder
from network import Network, Teacher, load

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


def names_of(teachers: list[Network], types: dict, examples: list) -> Iterator[np.ndarray]:
    """Mean distribution of the name tags, within what each corpus allows."""
    results = [predict(teacher, types, examples, "names") for teacher in teachers]
    for example, *parts in zip(examples, *results, strict=True):
        names = np.mean([np.exp(part.astype(np.float32)) for part in parts], axis=0)
        yield constrain(names, example.allowed).astype(np.float16)


@torch.no_grad()
def syntax_of(teachers: list[Network], types: dict, examples: list) -> list[tuple[np.ndarray, ...]]:
    """Mean distributions of UPOS, heads, relations to the best heads of that mean; and these heads."""
    out: list = [None] * len(examples)
    for rows in batches(examples, 4000):
        batch = stack([examples[i] for i in rows])
        states = [teacher.encode(types, *batch) for teacher in teachers]
        pairs = list(zip(teachers, states, strict=True))
        upos = mean([teacher.upos(h) for teacher, h in pairs])
        arcs = mean([teacher.arcs(h) for teacher, h in pairs])
        heads = arcs.argmax(-1)
        labels = mean([teacher.labels(h, heads) for teacher, h in pairs])
        soft = [part.numpy().astype(np.float16) for part in (upos, arcs, labels)]
        for k, i in enumerate(rows):
            out[i] = (*(part[k] for part in soft), heads[k].numpy())
    return out


def mean(scores: list[torch.Tensor]) -> torch.Tensor:
    """Mean of the distributions that scores make."""
    return torch.stack([s.softmax(-1) for s in scores]).mean(0)


def main() -> None:
    """Label."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", choices=("names", "syntax"), required=True)
    parser.add_argument("--teachers", nargs="+", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=40_000, help="sentences of a corpus at most")
    args = parser.parse_args()
    torch.set_num_threads(1)
    data = store.read(args.data)
    types = store.type_tensors(data)
    teachers = [load(str(path), data["vectors"], data["scale"]) for path in args.teachers]
    for teacher in teachers:
        if isinstance(teacher, Teacher):
            teacher.pieces = WordPieces(data["words"], folder())
    distribute = names_of if args.part == "names" else syntax_of
    began = time.time()
    soft: dict[str, list] = {}
    for corpus in CORPORA:
        examples = data["train"][corpus]
        chosen = choose(examples, args.limit)
        rows = [examples[i] for i in chosen]
        soft[corpus] = [None] * len(examples)
        for i, distributions in zip(chosen, distribute(teachers, types, rows), strict=True):
            soft[corpus][i] = distributions
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
