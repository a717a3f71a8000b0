"""Learn the weights of the classifiers of events: what to believe, its realis and its arguments.

    python training/events.py ../shared --opinions out/training/{alone,context}.?.gz  # writes the weights
    python training/events.py ../shared --folds 5                                     # cross-validates

SHARED/gold/train holds docs/<doc>.txt and ann/<doc>.json as `benchmarks` reads them. Besides what
annotators see there, the weights are taught by what larger networks make of unlabelled news
(`event_teacher.py`); as they have seen all annotations, their opinions are of no use in cross-validation.
To be run again whenever frames, features or the layers below have changed; it takes some four minutes.
Old opinions serve as long as most of what the frames propose stays the same.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from event_examples import Annotated, Heard, Lessons, Row, arguments, pipeline, proposals, read, taught
from regression import regress, regress_classes

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.quality import COLUMNS, print_table, rows  # noqa: E402
from newsextract.evaluation import Scores, score_article  # noqa: E402
from newsextract.extractors.events.extractor import EventsExtractor  # noqa: E402
from newsextract.extractors.events.judge import NEAR  # noqa: E402
from newsextract.extractors.events.learned import Learned, Weights  # noqa: E402
from newsextract.model import Realis  # noqa: E402

DATA = ROOT / "src/newsextract/data/en"
HEADER = """# Made by training/events.py from annotated news; see PROVENANCE.md.
# Belief: type (none: all types), feature, weight. Realis: feature, a weight for each in the order of Realis.
"""
NOTHING = Learned({}, {}, {}, {})
REALIS_PENALTY, ARGUMENT_PENALTY, SMALLEST = 2.0, 8.0, 0.05
TRUST = 0.5
"""What the teacher's log-odds of an event count beside those learned from annotations alone."""
TAUGHT_BELIEF, TAUGHT_REALIS = 0.3, 0.4
"""What a taught example counts beside an annotated one."""
LIKELY = -1.0
"""The teacher's log-odds from which its opinion of the realis is heard."""


def learn(documents: Sequence[Annotated], lessons: Lessons = lambda _: ()) -> Learned:
    """What to drop at first glance, what to believe of the rest, realis and arguments of each event.

    Args:
        documents: Annotated documents.
        lessons: Give what teachers make of other documents, seen with what was learned so far.
    """
    learned, left = learn_events(documents)
    heard = list(lessons(learned))
    if heard:
        learned = learned._replace(
            belief=learn_belief(left, [r.features for r in left], [r.prior for r in left], heard)
        )
    return learned._replace(realis=learn_realis(left, heard), arguments=learn_arguments(documents))


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
    fit = regress(features, [0.0] * len(right), right, penalty=ARGUMENT_PENALTY)
    return {f: w for f, w in fit.weights.items() if abs(w) >= SMALLEST}


def learn_belief(
    data: Sequence[Row], features: Sequence[Sequence[str]], priors: Sequence[float], heard: Heard = ()
) -> Weights:
    """The weights of features for all types, and what more they weigh for each type.

    What is `heard` of teachers counts as the mean of their log-odds and of those learned from annotations.
    Many features of little weight come with it: they are dropped, and the others fitted again.
    """
    keys = [_keys(r.type, fs) for r, fs in zip(data, features, strict=True)]
    right = [float(r.gold is not None) for r in data]
    fit = regress(keys, priors, right)
    if heard:
        keys += [_keys(row.type, row.features) for row, _ in heard]
        priors = [*priors, *(row.prior for row, _ in heard)]
        for (row, opinion), shown in zip(heard, keys[len(data) :], strict=True):
            both = TRUST * opinion.event + (1 - TRUST) * fit.log_odds(shown, row.prior)
            right.append(1 / (1 + math.exp(-both)))
        counts = [1.0] * len(data) + [TAUGHT_BELIEF] * len(heard)
        fit = regress(keys, priors, right, counts)
        weighty = {key for key, weight in fit.weights.items() if abs(weight) >= SMALLEST}
        keys = [[key for key in shown if key in weighty] for shown in keys]
        fit = regress(keys, priors, right, counts)
    table: dict[str, dict[str, float]] = {"prior": {"": fit.prior}}
    for (kind, feature), weight in fit.weights.items():
        if abs(weight) >= SMALLEST:
            table.setdefault(feature, {})[kind] = weight
    return table


def _keys(kind: str, features: Sequence[str]) -> list[tuple[str, str]]:
    """Features for all types and for this one; of words further off only the type tells what they mean."""
    return [(k, f) for f in features for k in (("", kind) if not f.startswith(NEAR) else (kind,))]


def learn_realis(data: Sequence[Row], heard: Heard = ()) -> dict[str, list[float]]:
    """The weights of each realis against the others."""
    examples = [
        (r.realis_features, [float(r.gold.realis == how) for how in Realis], 1.0) for r in data if r.gold
    ]
    examples += [(r.realis_features, o.realis, TAUGHT_REALIS) for r, o in heard if o.event >= LIKELY]
    weights = regress_classes(*zip(*examples, strict=True), REALIS_PENALTY)
    return {f: ws for f, ws in weights.items() if max(map(abs, ws)) >= SMALLEST}


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
    parser.add_argument("shared", type=Path)
    parser.add_argument("--opinions", type=Path, nargs="+", help="what training/event_teacher.py wrote")
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    if bool(args.opinions) == bool(args.folds):
        parser.error("either --opinions or --folds")
    documents = read(args.shared / "gold/train")
    if args.folds:
        cross_validate(documents, args.folds)
        return
    glance, belief, how, arguments = learn(documents, partial(taught, args.shared, args.opinions))
    for name, weights in (("events-glance-weights.tsv", glance), ("events-weights.tsv", belief)):
        write(name, {f"{kind}\t{f}": [w] for f, table in weights.items() for kind, w in table.items()})
    write("events-realis-weights.tsv", how)
    write("events-arguments-weights.tsv", {f: [w] for f, w in arguments.items()})


if __name__ == "__main__":
    main()
