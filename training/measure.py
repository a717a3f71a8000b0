"""Decoding and scores used while training (the shipped figures come from evaluate.py)."""

from __future__ import annotations

import numpy as np
import torch
from example import join
from network import Network

from newsextract.language.tagger.labels import NAME_TAGS

FOLD = {"PERSON": "PER", "ORGANIZATION": "ORG", "GPE": "LOC", "LOCATION": "LOC", "FACILITY": "LOC"}
SOURCE = {
    "person": "PER", "per": "PER", "organization": "ORG", "org": "ORG", "location": "LOC", "loc": "LOC",
    "gpe": "LOC", "facility": "LOC", "misc": "MISC", "norp": "MISC", "product": "MISC", "event": "MISC",
    "work_of_art": "MISC", "law": "MISC",
}  # fmt: skip


def transitions() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which tag may follow which, begin and end a sentence."""
    n = len(NAME_TAGS)
    allow = np.zeros((n, n), dtype=bool)
    for i, a in enumerate(NAME_TAGS):
        for j, b in enumerate(NAME_TAGS):
            inside = a[0] in "BI"
            allow[i, j] = (b[0] in "IE" and b[2:] == a[2:]) if inside else b[0] in "OBS"
    start = np.array([t[0] in "OBS" for t in NAME_TAGS])
    end = np.array([t[0] in "OES" for t in NAME_TAGS])
    return allow, start, end


ALLOW, START, END = transitions()
PENALTY = np.where(ALLOW, 0.0, -1e4).astype(np.float32)


def viterbi(scores: np.ndarray) -> list[int]:
    """Best legal tag sequence of length x tags scores."""
    total = scores[0] + np.where(START, 0, -1e4)
    back = []
    for row in scores[1:]:
        step = total[:, None] + PENALTY
        best = step.argmax(0)
        back.append(best)
        total = step[best, np.arange(len(best))] + row
    total = total + np.where(END, 0, -1e4)
    path = [int(total.argmax())]
    for best in reversed(back):
        path.append(int(best[path[-1]]))
    return path[::-1]


def spans(path: list[int]) -> list[tuple[int, int, str]]:
    """Names of a tag sequence."""
    out, start = [], 0
    for i, t in enumerate(path):
        tag = NAME_TAGS[t]
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES":
            out.append((start, i + 1, tag[2:]))
    return out


def bio_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Names of BIO tags."""
    out, i = [], 0
    while i < len(tags):
        if tags[i][0] == "B":
            j = i + 1
            while j < len(tags) and tags[j] == "I" + tags[i][1:]:
                j += 1
            out.append((i, j, tags[i][2:]))
            i = j
        else:
            i += 1
    return out


def f1(gold: set, found: set) -> float:
    """Micro F1."""
    tp = len(gold & found)
    return 2 * tp / (len(gold) + len(found)) if gold or found else 0.0


def batches(examples: list, size: int):
    """Indices grouped by exact length."""
    by_length: dict[int, list[int]] = {}
    for i, e in enumerate(examples):
        if len(e.ids):
            by_length.setdefault(len(e.ids), []).append(i)
    for length, rows in sorted(by_length.items()):
        step = max(1, size // length)
        for a in range(0, len(rows), step):
            yield rows[a : a + step]


def stack(examples: list) -> tuple[torch.Tensor, torch.Tensor]:
    """Word types and context of sentences of one length."""
    ids = np.stack([e.ids for e in examples]).astype(np.int64)
    return torch.from_numpy(ids), torch.from_numpy(np.stack([e.context for e in examples]).astype(np.float32))


@torch.no_grad()
def predict(
    network: Network,
    types: dict,
    examples: list,
    what: str,
    corpus: str | None = "gold",
    size: int = 4000,
    joined: bool = False,
):
    """Scores of every sentence, in order; a teacher of names reads several sentences at a time."""
    network.eval()
    if what == "names" and network.config.teacher and not joined:
        long, groups = join(examples, 100)
        out = [None] * len(examples)
        for scores, group in zip(
            predict(network, types, long, what, corpus, size, joined=True), groups, strict=True
        ):
            at = 0
            for i in group:
                out[i] = scores[at : at + len(examples[i].ids)]
                at += len(examples[i].ids)
        return out
    out: list = [None] * len(examples)
    for rows in batches(examples, size):
        h = network.encode(types, *stack([examples[i] for i in rows]))
        if what == "names":
            scores = network.names(h, corpus).log_softmax(-1).numpy()
            for k, i in enumerate(rows):
                out[i] = scores[k]
        else:
            upos, arcs = network.upos(h).log_softmax(-1), network.arcs(h).log_softmax(-1)
            labels = network.labels(h, arcs.argmax(-1)).log_softmax(-1)
            for k, i in enumerate(rows):
                out[i] = (upos[k].numpy(), arcs[k].numpy(), labels[k].numpy())
    return out


def score_syntax(network: Network, types: dict, data: dict, name: str) -> str:
    """UPOS, UAS, LAS with greedy heads."""
    n = pos = uas = las = 0
    examples, relations = data["test"][name], data["relations"]
    for e, gold, (u, a, r) in zip(
        examples, data["test_deprels"][name], predict(network, types, examples, "syntax"), strict=True
    ):
        n += len(e.ids)
        pos += int((u.argmax(-1) == e.upos).sum())
        good = a.argmax(-1) == e.heads
        uas += int(good.sum())
        found = [relations[i].split(":")[0] for i in r.argmax(-1)]
        las += sum(g and f == t.split(":")[0] for g, f, t in zip(good, found, gold, strict=True))
    return f"{name} upos {pos / n:.4f} uas {uas / n:.4f} las {las / n:.4f}"


def score_names(network: Network, types: dict, data: dict, name: str, bonus: float = 0.0) -> str:
    """F1 of mentions, ten types and four."""
    examples = data["test"][name]
    keep = {"PER", "ORG", "LOC"} if name.startswith("finerord") else {"PER", "ORG", "LOC", "MISC"}
    g10, f10, g4, f4 = set(), set(), set(), set()
    for k, (scores, tags) in enumerate(
        zip(predict(network, types, examples, "names"), data["test_tags"][name], strict=True)
    ):
        scores = scores.copy()
        scores[:, 0] -= bonus
        found = spans(viterbi(scores))
        gold = bio_spans(tags)
        g10 |= {(k, *s) for s in gold}
        f10 |= {(k, *s) for s in found}
        g4 |= {
            (k, a, b, m)
            for a, b, t in gold
            if (m := (FOLD.get(t, "MISC") if name == "gold_dev" else SOURCE.get(t.lower()))) in keep
        }
        f4 |= {(k, a, b, FOLD.get(t, "MISC")) for a, b, t in found if FOLD.get(t, "MISC") in keep}
    ten = f"ten {f1(g10, f10):.4f} " if name == "gold_dev" else ""
    return f"{name} {ten}four {f1(g4, f4):.4f}"
