"""Learn the weights of the classifiers of events: which to believe, and what their realis is.

    python training/events.py ../shared/gold/train            # writes data/en/events-*weights.tsv
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
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsextract.extractors.events import realis
from newsextract.extractors.events.extractor import EventsExtractor
from newsextract.extractors.events.judge import logit
from newsextract.model import Diagnostic, Realis
from newsextract.pipeline import Context, Pipeline

DATA = Path(__file__).parents[1] / "src/newsextract/data/en"
HEADER = "# Made by training/events.py from annotated news; see PROVENANCE.md. Feature, then weight.\n"
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
    realis_features: list[str]
    realis: str


class Tap:
    """Stands in for the events extractor and keeps what it proposes."""

    name, writes = "tap", (Diagnostic,)
    reads, may_read = EventsExtractor.reads, EventsExtractor.may_read

    def __init__(self) -> None:
        self._events = EventsExtractor()
        self.seen: list[tuple[int, int, Row]] = []

    def __call__(self, ctx: Context) -> Iterator[Diagnostic]:
        """Keep the proposals of one article; yields nothing."""
        tokens, reader = ctx.tokens, self._events.reader(ctx)
        for r, features in reader.proposals():
            c = r.candidate
            how = list(realis.features(r, tokens, future=reader.is_future(r)))
            row = Row("", c.end, c.evocation.frame.type, features, logit(r.confidence), False, how, "")
            self.seen.append((tokens.starts[c.start], tokens.ends[c.end - 1], row))
        yield from ()


def gold(root: Path, doc: str) -> tuple[str, str | None, list[tuple[str, int, int, str]]]:
    """Text, publication date and events (type, start and end of the trigger, realis) of a document."""
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
            events.append((e["type"], start, start + len(e["trigger"]), e.get("realis", "actual")))
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
        found += matched(path.stem, tap, events)
    return found, total


def matched(doc: str, tap: Tap, events: list[tuple[str, int, int, str]]) -> list[Row]:
    """The proposals of a document, with what the annotators say of them."""
    rows = []
    for start, stop, row in tap.seen:
        for kind, a, b, how in events:
            if kind == row.type and 4 * (min(stop, b) - max(start, a)) >= (stop - start) + (b - a):
                row = replace(row, right=True, realis=how)
        rows.append(replace(row, doc=doc))
    return rows


def learn(data: list[Row]) -> dict[str, float]:
    """The weights of what to believe."""
    right = [float(r.right) for r in data]
    weights = regress([r.features for r in data], [r.prior for r in data], right)
    return {f: w for f, w in weights.items() if abs(w) >= SMALLEST or f.startswith(("prior", "type "))}


def learn_realis(data: list[Row]) -> dict[str, list[float]]:
    """The weights of each realis against the others."""
    rows = [r for r in data if r.right]
    table: dict[str, list[float]] = {}
    for k, how in enumerate(Realis):
        right = [float(r.realis == how) for r in rows]
        for f, w in regress([r.realis_features for r in rows], [0.0] * len(rows), right).items():
            table.setdefault(f, [0.0] * len(Realis))[k] = w
    return {f: ws for f, ws in table.items() if f != "prior" and max(map(abs, ws)) >= SMALLEST}


def regress(features: list[list[str]], priors: list[float], right: list[float]) -> dict[str, float]:
    """Logistic regression; "prior" is the weight of the prior log-odds."""
    counts = Counter(f for fs in features for f in fs)
    index = {f: i + 1 for i, f in enumerate(sorted(f for f in counts if counts[f] >= MIN_COUNT))}
    columns = [[0] + [index[f] for f in fs if f in index] for fs in features]
    col = np.concatenate([np.array(c) for c in columns])
    row = np.repeat(np.arange(len(columns)), [len(c) for c in columns])
    value = np.concatenate(
        [np.array([p] + [1.0] * (len(c) - 1)) for p, c in zip(priors, columns, strict=True)]
    )
    weights = _descend(row, col, value, np.array(right), len(index) + 1)
    return {"prior": float(weights[0])} | {f: float(weights[i]) for f, i in index.items()}


def _descend(
    row: NDArray[np.int_],
    col: NDArray[np.int_],
    value: NDArray[np.float64],
    right: NDArray[np.float64],
    size: int,
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


def cross_validate_realis(data: list[Row], folds: int) -> None:
    """Print the accuracy of realis."""
    docs = sorted({r.doc for r in data})
    fold = {d: i % folds for i, d in enumerate(docs)}
    hits = []
    for k in range(folds):
        weights = learn_realis([r for r in data if fold[r.doc] != k])
        for r in (r for r in data if r.right and fold[r.doc] == k):
            scores = [
                sum(weights[f][i] for f in r.realis_features if f in weights) for i in range(len(Realis))
            ]
            hits.append(list(Realis)[scores.index(max(scores))] == r.realis)
    print(f"realis {sum(hits) / len(hits):.3f}")


def write(name: str, weights: dict[str, list[float]]) -> None:
    """Write a table of weights."""
    lines = ["\t".join([f, *(f"{w:.3f}" for w in ws)]) + "\n" for f, ws in sorted(weights.items())]
    (DATA / name).write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{name}: {len(weights)} features")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    data, total = rows(args.gold)
    if args.folds:
        cross_validate(data, total, args.folds)
        cross_validate_realis(data, args.folds)
        return
    write("events-weights.tsv", {f: [w] for f, w in learn(data).items()})
    write("events-realis-weights.tsv", learn_realis(data))


if __name__ == "__main__":
    main()
