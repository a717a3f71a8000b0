"""Learn the weights of the classifier that confirms or rejects events.

    python training/events.py ../shared/gold/train            # writes src/newsextract/data/en/events-weights.tsv
    python training/events.py ../shared/gold/train --folds 5  # cross-validates instead

GOLD holds docs/<doc>.txt and ann/<doc>.json as `benchmarks` reads them. Logistic regression with an L2
penalty, by full-batch Adam with a fixed number of steps: the same input gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsextract.extractors.events.extractor import EventsExtractor
from newsextract.extractors.events.judge import logit
from newsextract.model import Diagnostic
from newsextract.pipeline import Context, Pipeline

OUT = Path(__file__).parents[1] / "src/newsextract/data/en/events-weights.tsv"
HEADER = "# Weights of the classifier of events. Made by training/events.py; see PROVENANCE.md.\n# feature\tweight\n"
MIN_COUNT, PENALTY, STEPS, RATE, SMALLEST = 3, 3.0, 200, 0.1, 0.05


@dataclass
class Row:
    """A proposal: its place, what it shows, and whether the annotators agree."""

    doc: str
    end: int
    type: str
    features: list[str]
    prior: float
    right: bool


class Tap:
    """Stands in for the events extractor and keeps what it proposes."""

    name, writes = "tap", (Diagnostic,)
    reads, may_read = EventsExtractor.reads, EventsExtractor.may_read

    def __init__(self) -> None:
        self._events = EventsExtractor()
        self.seen: list[tuple[str, int, int, int, list[str], float]] = []

    def __call__(self, ctx: Context) -> Iterator[Diagnostic]:
        tokens = ctx.tokens
        for r, features in self._events.proposals(ctx):
            c = r.candidate
            span = tokens.starts[c.start], tokens.ends[c.end - 1]
            self.seen.append((c.evocation.frame.type, c.end, *span, features, logit(r.confidence)))
        yield from ()


def gold(root: Path, doc: str) -> tuple[str, str | None, list[tuple[str, int, int]]]:
    """Text, publication date and events (type, start, end of the trigger) of a document."""
    first, *lines = (root / "docs" / f"{doc}.txt").read_text(encoding="utf-8").split("\n")
    paragraphs = {int(m[1]): m[2] for line in lines if (m := re.match(r"\[(\d+)\] (.*)", line))}
    at, position = {}, 0
    for n, paragraph in paragraphs.items():
        at[n] = position
        position += len(paragraph) + 2
    used: Counter[tuple[int, str]] = Counter()
    events = []
    for e in json.loads((root / "ann" / f"{doc}.json").read_text(encoding="utf-8")).get("events", []):
        key = e["p"], e["trigger"]
        pattern = rf"(?<!\w){re.escape(e['trigger'])}(?!\w)"
        places = [m.start() for m in re.finditer(pattern, paragraphs[e["p"]])]
        if used[key] < len(places):
            start = at[e["p"]] + places[used[key]]
            events.append((e["type"], start, start + len(e["trigger"])))
        used[key] += 1
    date = first.removeprefix("DCT:").strip()
    return "\n\n".join(paragraphs.values()), None if date == "unknown" else date, events


def rows(root: Path) -> tuple[list[Row], int]:
    """All proposals, and the number of annotated events."""
    default = Pipeline.default()
    found, total = [], 0
    for path in sorted((root / "ann").glob("*.json")):
        text, published, events = gold(root, path.stem)
        total += len(events)
        tap = Tap()
        Pipeline([*(x for x in default.extractors if x.name not in ("events", "relations")), tap])(
            text, published=published
        )
        for kind, end, start, stop, features, prior in tap.seen:
            right = any(k == kind and 4 * (min(stop, b) - max(start, a)) >= (stop - start) + (b - a) for k, a, b in events)
            found.append(Row(path.stem, end, kind, features, prior, right))
    return found, total


def learn(data: list[Row]) -> dict[str, float]:
    """The weights."""
    counts = Counter(f for r in data for f in r.features)
    index = {f: i + 1 for i, f in enumerate(sorted(f for f in counts if counts[f] >= MIN_COUNT))}
    columns = [[0] + [index[f] for f in r.features if f in index] for r in data]
    col = np.concatenate([np.array(c) for c in columns])
    row = np.repeat(np.arange(len(data)), [len(c) for c in columns])
    value = np.concatenate([np.array([r.prior] + [1.0] * (len(c) - 1)) for r, c in zip(data, columns, strict=True)])
    weights = _descend(row, col, value, np.array([float(r.right) for r in data]), len(index) + 1)
    named = {"prior": float(weights[0])} | {f: float(weights[i]) for f, i in index.items()}
    return {f: w for f, w in named.items() if abs(w) >= SMALLEST or f.startswith(("prior", "type "))}


def _descend(
    row: NDArray[np.int_], col: NDArray[np.int_], value: NDArray[np.float64], right: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    penalty = np.full(size, PENALTY)
    penalty[0] = 0.0
    w, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    w[0] = 1.0
    for step in range(1, STEPS + 1):
        score = np.bincount(row, weights=value * w[col], minlength=len(right))
        off = 1.0 / (1.0 + np.exp(-np.clip(score, -30, 30))) - right
        gradient = np.bincount(col, weights=value * off[row], minlength=size) + penalty * w
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient * gradient
        rate = RATE * (1 - step / (STEPS + 1))
        w -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return w


def score(weights: dict[str, float], r: Row) -> float:
    """Probability of a proposal."""
    z = weights["prior"] * r.prior + sum(weights.get(f, 0.0) for f in r.features)
    return float(1.0 / (1.0 + np.exp(-z)))


def cross_validate(data: list[Row], total: int, folds: int) -> None:
    """Print precision, recall and F1 of triggers at several thresholds."""
    docs = sorted({r.doc for r in data})
    fold = {d: i % folds for i, d in enumerate(docs)}
    scored: dict[tuple[str, int], tuple[float, Row]] = {}
    for k in range(folds):
        weights = learn([r for r in data if fold[r.doc] != k])
        for r in (r for r in data if fold[r.doc] == k):
            p = score(weights, r)
            if p > scored.get((r.doc, r.end), (0.0, r))[0]:
                scored[r.doc, r.end] = p, r
    for threshold in (0.25, 0.28, 0.32, 0.36, 0.4):
        kept = [r for p, r in scored.values() if p >= threshold]
        hits = sum(r.right for r in kept)
        p, q = hits / len(kept), hits / total
        print(f"{threshold:.2f}  P {p:.3f}  R {q:.3f}  F1 {2 * p * q / (p + q):.3f}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    data, total = rows(args.gold)
    if args.folds:
        cross_validate(data, total, args.folds)
        return
    weights = learn(data)
    lines = "".join(f"{f}\t{w:.3f}\n" for f, w in sorted(weights.items()))
    OUT.write_text(HEADER + lines, encoding="utf-8")
    print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
