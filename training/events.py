"""Learn the weights of the classifiers of events: what to believe, its realis and its arguments.

    python training/events.py ../shared/gold/train            # writes data/en/events-*weights.tsv
    python training/events.py ../shared/gold/train --folds 5  # cross-validates instead

GOLD holds docs/<doc>.txt and ann/<doc>.json as `benchmarks` reads them. To be run again whenever frames,
features or the layers below have changed; it takes about a minute. Logistic regression with an L2
penalty, by full-batch Adam with a fixed number of steps: the same input gives the same weights.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.quality import COLUMNS, print_table, rows  # noqa: E402
from newsextract.evaluation import Scores, document_names, read_document, score_article  # noqa: E402
from newsextract.evaluation.entities import EntityLinks  # noqa: E402
from newsextract.evaluation.gold import GoldArgument, GoldDocument, GoldEvent  # noqa: E402
from newsextract.evaluation.intervals import alike  # noqa: E402
from newsextract.extractors.events.extractor import EventsExtractor  # noqa: E402
from newsextract.extractors.events.judge import NEAR  # noqa: E402
from newsextract.extractors.events.learned import Learned, Weights, logit  # noqa: E402
from newsextract.language.tagger import analyse  # noqa: E402
from newsextract.model import Diagnostic, Realis  # noqa: E402
from newsextract.pipeline import Context, Pipeline  # noqa: E402

DATA = ROOT / "src/newsextract/data/en"
HEADER = """# Made by training/events.py from annotated news; see PROVENANCE.md.
# Belief: type (none: all types), feature, weight. Realis: feature, a weight for each in the order of Realis.
"""
Key = TypeVar("Key", str, tuple[str, str])
NOTHING = Learned({}, {}, {}, {})
MIN_COUNT, PENALTY, REALIS_PENALTY, ARGUMENT_PENALTY, STEPS, RATE, SMALLEST = 3, 5.0, 2.0, 8.0, 200, 0.1, 0.05


class Tap:
    """Stands in for the events extractor and keeps what it would read."""

    name, writes = "tap", (Diagnostic,)
    reads, may_read = EventsExtractor.reads, EventsExtractor.may_read

    def __init__(self) -> None:
        self.seen: list[Context] = []

    def __call__(self, ctx: Context) -> Iterator[Diagnostic]:
        """Keep the article; yields nothing."""
        self.seen.append(ctx)
        yield from ()


@dataclass(frozen=True)
class Annotated:
    """A document as annotators and as the layers below events see it."""

    gold: GoldDocument
    context: Context
    links: EntityLinks


@dataclass(frozen=True)
class Row:
    """A proposal: what it shows, and what the annotators make of it."""

    type: str
    glance: list[str]
    trigger_prior: float
    features: list[str]
    prior: float
    realis_features: list[str]
    gold: GoldEvent | None


def pipeline(last: Tap | EventsExtractor) -> Pipeline:
    """The default pipeline with another last extractor in the place of events."""
    others = [x for x in Pipeline.default().extractors if x.name not in ("events", "relations")]
    return Pipeline([*others, last], syntax_source=analyse)


def read(root: Path) -> list[Annotated]:
    """All annotated documents."""
    tap = Tap()
    tapped = pipeline(tap)
    found = []
    for name in document_names(root):
        gold = read_document(root, name)
        article = tapped(gold.text, published=gold.published)
        found.append(Annotated(gold, tap.seen.pop(), EntityLinks(gold, article)))
    return found


def proposals(documents: Sequence[Annotated], learned: Learned) -> Iterator[Row]:
    """All that the frames propose and that does not look hopeless."""
    extractor = EventsExtractor(learned=learned)
    for document in documents:
        ctx = document.context
        tokens, reader = ctx.tokens, extractor.reader(ctx)
        for r, evidence in reader.proposals():
            c = r.candidate
            features = [*c.evocation.features, *evidence.features]
            features += [NEAR + stem for stem in sorted(evidence.near)]
            span = tokens.starts[c.start], tokens.ends[c.end - 1]
            yield Row(
                type=c.evocation.frame.type,
                glance=reader.glance_features(c),
                trigger_prior=logit(c.evocation.trigger.confidence),
                features=features,
                prior=logit(r.confidence),
                realis_features=list(dict.fromkeys(reader.realis_features(r))),
                gold=annotated(document, c.evocation.frame.type, span),
            )


def learn(documents: Sequence[Annotated]) -> Learned:
    """What to drop at first glance, what to believe of the rest, realis and arguments of each event."""
    learned, left = learn_events(documents)
    return learned._replace(realis=learn_realis(left), arguments=learn_arguments(documents))


def learn_events(documents: Sequence[Annotated]) -> tuple[Learned, list[Row]]:
    """What to drop at first glance and what to believe; and what is not dropped."""
    every = list(proposals(documents, NOTHING))
    glance = learn_belief(every, [r.glance for r in every], [r.trigger_prior for r in every])
    left = list(proposals(documents, NOTHING._replace(glance=glance)))
    belief = learn_belief(left, [r.features for r in left], [r.prior for r in left])
    return NOTHING._replace(glance=glance, belief=belief), left


def learn_arguments(documents: Sequence[Annotated]) -> dict[str, float]:
    """The weights of what speaks for an argument.

    Each half of the documents is read with what the other half has taught, so that the confidence of the
    events is as good as it is on any text.
    """
    features: list[list[str]] = []
    right: list[float] = []
    for half in (0, 1):
        extractor = EventsExtractor(learned=learn_events(documents[1 - half :: 2])[0])
        for shown, fills in arguments(documents[half::2], extractor):
            features.append(shown)
            right.append(float(fills))
    weights = regress(features, [0.0] * len(right), right, penalty=ARGUMENT_PENALTY)[1]
    return {f: w for f, w in weights.items() if abs(w) >= SMALLEST}


def arguments(documents: Sequence[Annotated], extractor: EventsExtractor) -> Iterator[tuple[list[str], bool]]:
    """What each proposal for a role of a believed event shows, and whether annotators have it so."""
    for document in documents:
        tokens, reader = document.context.tokens, extractor.reader(document.context)
        for reading, proposed in reader.arguments(extractor.believed(reader)):
            c = reading.candidate
            span = tokens.starts[c.start], tokens.ends[c.end - 1]
            event = annotated(document, c.evocation.frame.type, span)
            for (role, thing, _), features in proposed:
                if features:
                    place = tokens.starts[thing.start], tokens.ends[thing.end - 1]
                    ref = document.links.resolve(thing.ref)
                    known = event.arguments if event else ()
                    yield features, any(is_same(a, role, place, ref) for a in known)


def annotated(document: Annotated, kind: str, span: tuple[int, int]) -> GoldEvent | None:
    """The event of a type that annotators see in a trigger."""
    return next((e for e in document.gold.events if e.type == kind and alike(e.trigger, span)), None)


def is_same(gold: GoldArgument, role: str, span: tuple[int, int], ref: str | None) -> bool:
    """Whether an argument is the annotators' one: its words, or the entity they mean."""
    if gold.role != role:
        return False
    return (gold.ref is not None and gold.ref == ref) or (gold.span is not None and alike(gold.span, span))


def learn_belief(data: Sequence[Row], features: Sequence[Sequence[str]], priors: Sequence[float]) -> Weights:
    """The weights of features for all types, and what more they weigh for each type.

    Of words further off only the type tells what they mean.
    """
    keys = [
        [(kind, f) for f in fs for kind in (("", r.type) if not f.startswith(NEAR) else (r.type,))]
        for r, fs in zip(data, features, strict=True)
    ]
    prior, weights = regress(keys, priors, [float(r.gold is not None) for r in data])
    table: dict[str, dict[str, float]] = {"prior": {"": prior}}
    for (kind, feature), weight in weights.items():
        if abs(weight) >= SMALLEST:
            table.setdefault(feature, {})[kind] = weight
    return table


def learn_realis(data: Sequence[Row]) -> dict[str, list[float]]:
    """The weights of each realis against the others."""
    features, gold = zip(*((r.realis_features, r.gold.realis) for r in data if r.gold), strict=True)
    table: dict[str, list[float]] = {}
    for k, how in enumerate(Realis):
        right = [float(r == how) for r in gold]
        for f, w in regress(features, [0.0] * len(right), right, penalty=REALIS_PENALTY)[1].items():
            table.setdefault(f, [0.0] * len(Realis))[k] = w
    return {f: ws for f, ws in table.items() if max(map(abs, ws)) >= SMALLEST}


def regress(
    features: Sequence[Sequence[Key]],
    priors: Sequence[float],
    right: Sequence[float],
    penalty: float = PENALTY,
) -> tuple[float, dict[Key, float]]:
    """Logistic regression: the weight of the prior log-odds, and those of the features."""
    counts = Counter(f for fs in features for f in fs)
    index = {f: i + 1 for i, f in enumerate(sorted(f for f in counts if counts[f] >= MIN_COUNT))}
    columns = [[0] + [index[f] for f in fs if f in index] for fs in features]
    col = np.concatenate([np.array(c) for c in columns])
    row = np.repeat(np.arange(len(columns)), [len(c) for c in columns])
    value = np.concatenate(
        [np.array([p] + [1.0] * (len(c) - 1)) for p, c in zip(priors, columns, strict=True)]
    )
    penalties = np.full(len(index) + 1, penalty)
    penalties[0] = 0.0
    weights = _descend(row, col, value, np.array(right), penalties)
    return float(weights[0]), {f: float(weights[i]) for f, i in index.items()}


def _descend(
    row: NDArray[np.int_],
    col: NDArray[np.int_],
    value: NDArray[np.float64],
    right: NDArray[np.float64],
    penalty: NDArray[np.float64],
) -> NDArray[np.float64]:
    size = len(penalty)
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


def cross_validate(documents: Sequence[Annotated], folds: int) -> None:
    """Print the figures of events, each document read with what was learned from the other folds."""
    scores = Scores()
    for k in range(folds):
        learned = learn([d for i, d in enumerate(documents) if i % folds != k])
        reading = pipeline(EventsExtractor(learned=learned))
        for d in documents[k::folds]:
            score_article(d.gold, reading(d.gold.text, published=d.gold.published), scores)
    figures = {name: f for name, f in scores.figures().items() if name.startswith("events.")}
    for types in (False, True):
        print_table("types" if types else "events", COLUMNS, rows(figures, types=types))


def write(name: str, weights: Mapping[str, Sequence[float]]) -> None:
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
    documents = read(args.gold)
    if args.folds:
        cross_validate(documents, args.folds)
        return
    glance, belief, how, arguments = learn(documents)
    for name, weights in (("events-glance-weights.tsv", glance), ("events-weights.tsv", belief)):
        write(name, {f"{kind}\t{f}": [w] for f, table in weights.items() for kind, w in table.items()})
    write("events-realis-weights.tsv", how)
    write("events-arguments-weights.tsv", {f: [w] for f, w in arguments.items()})


if __name__ == "__main__":
    main()
