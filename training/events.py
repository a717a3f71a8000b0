"""Learn the weights of the classifiers of events: what to believe, its realis and its arguments.

    python training/events.py ../shared --opinions out/training/events.*.gz  # writes the weights
    python training/events.py ../shared --folds 5                            # cross-validates instead

SHARED/gold/train holds docs/<doc>.txt and ann/<doc>.json as `benchmarks` reads them. Besides what
annotators see there, the weights are taught by what larger networks make of unlabelled news
(`event_teacher.py`); as they have seen all annotations, their opinions are of no use in cross-validation.
To be run again whenever frames, features or the layers below have changed; it takes some four minutes.
Old opinions serve as long as most of what the frames propose stays the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import corpora
from regression import regress

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
NOTHING = Learned({}, {}, {}, {})
REALIS_PENALTY, ARGUMENT_PENALTY, SMALLEST = 2.0, 8.0, 0.05
TRUST = 0.5
"""What the teacher's log-odds of an event count beside those learned from annotations alone."""
TAUGHT_BELIEF, TAUGHT_REALIS = 0.3, 0.4
"""What a taught example counts beside an annotated one."""
LIKELY = -1.0
"""The teacher's log-odds from which its opinion of the realis is heard."""


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


class Opinion(NamedTuple):
    """What the teacher makes of a proposal.

    Attributes:
        event: Log-odds that annotators would see an event of the type.
        realis: If so, the probability of each `Realis`.
    """

    event: float
    realis: Sequence[float]


@dataclass(frozen=True)
class Row:
    """A proposal: what it shows, and what the annotators make of it.

    `place` and `sentence` are token ranges, of the trigger and of its sentence.
    """

    type: str
    place: tuple[int, int]
    sentence: tuple[int, int]
    glance: list[str]
    trigger_prior: float
    features: list[str]
    prior: float
    realis_features: list[str]
    gold: GoldEvent | None


Heard = Sequence[tuple[Row, Opinion]]
Lessons = Callable[[Learned], Iterable[tuple[Row, Opinion]]]


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


def read_unlabelled(shared: Path) -> Iterator[tuple[int, Context]]:
    """Unlabelled articles as events see them, each with its number."""
    tap = Tap()
    tapped = pipeline(tap)
    for number, (text, day) in enumerate(corpora.read_raw(shared)):
        tapped(text, published=day)
        yield number, tap.seen.pop()


def proposals(documents: Iterable[Annotated], learned: Learned) -> Iterator[Row]:
    """All that the frames propose in annotated documents and that does not look hopeless."""
    extractor = EventsExtractor(learned=learned)
    for document in documents:
        yield from proposed(document.context, extractor, document.gold)


def proposed(ctx: Context, extractor: EventsExtractor, gold: GoldDocument | None = None) -> Iterator[Row]:
    """What the frames propose in one article."""
    tokens, reader = ctx.tokens, extractor.reader(ctx)
    for r, evidence in reader.proposals():
        c = r.candidate
        features = [*c.evocation.features, *evidence.features]
        features += [NEAR + stem for stem in sorted(evidence.near)]
        kind, span = c.evocation.frame.type, (tokens.starts[c.start], tokens.ends[c.end - 1])
        yield Row(
            type=kind,
            place=(c.start, c.end),
            sentence=next((a, b) for a, b in tokens.sentences if a <= c.start < b),
            glance=reader.glance_features(c),
            trigger_prior=logit(c.evocation.trigger.confidence),
            features=features,
            prior=logit(r.confidence),
            realis_features=list(dict.fromkeys(reader.realis_features(r))),
            gold=annotated(gold, kind, span) if gold else None,
        )


def read_opinions(paths: Iterable[Path]) -> dict[tuple[int, str, int, int], Opinion]:
    """The mean of the teachers' opinions, by number of the article, type and token range of the trigger."""
    found: dict[tuple[int, str, int, int], list[Opinion]] = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf8") as file:
            for line in file:
                number, opinions = json.loads(line)
                for kind, start, end, event, realis in opinions:
                    found.setdefault((number, kind, start, end), []).append(Opinion(event, realis))
    return {
        key: Opinion(
            fmean(o.event for o in several),
            [fmean(shares) for shares in zip(*(o.realis for o in several), strict=True)],
        )
        for key, several in found.items()
    }


def taught(shared: Path, paths: Iterable[Path], learned: Learned) -> Iterator[tuple[Row, Opinion]]:
    """What the frames propose in unlabelled articles and the teachers have an opinion of."""
    opinions = read_opinions(paths)
    known = {number for number, *_ in opinions}
    extractor = EventsExtractor(learned=learned)
    for number, ctx in read_unlabelled(shared):
        for row in proposed(ctx, extractor) if number in known else ():
            opinion = opinions.get((number, row.type, *row.place))
            if opinion:
                yield row, opinion


def learn(documents: Sequence[Annotated], lessons: Lessons = lambda _: ()) -> Learned:
    """What to drop at first glance, what to believe of the rest, realis and arguments of each event.

    Args:
        documents: Annotated documents.
        lessons: Give what a teacher makes of other documents, seen with what was learned so far.
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


def arguments(documents: Sequence[Annotated], extractor: EventsExtractor) -> Iterator[tuple[list[str], bool]]:
    """What each proposal for a role of a believed event shows, and whether annotators have it so."""
    for document in documents:
        tokens, reader = document.context.tokens, extractor.reader(document.context)
        for reading, fillings in reader.arguments(extractor.believed(reader)):
            c = reading.candidate
            span = tokens.starts[c.start], tokens.ends[c.end - 1]
            event = annotated(document.gold, c.evocation.frame.type, span)
            for (role, thing, _), features in fillings:
                if features:
                    place = tokens.starts[thing.start], tokens.ends[thing.end - 1]
                    ref = document.links.resolve(thing.ref)
                    known = event.arguments if event else ()
                    yield features, any(is_same(a, role, place, ref) for a in known)


def annotated(gold: GoldDocument, kind: str, span: tuple[int, int]) -> GoldEvent | None:
    """The event of a type that annotators see in a trigger."""
    return next((e for e in gold.events if e.type == kind and alike(e.trigger, span)), None)


def is_same(gold: GoldArgument, role: str, span: tuple[int, int], ref: str | None) -> bool:
    """Whether an argument is the annotators' one: its words, or the entity they mean."""
    if gold.role != role:
        return False
    return (gold.ref is not None and gold.ref == ref) or (gold.span is not None and alike(gold.span, span))


def learn_belief(
    data: Sequence[Row], features: Sequence[Sequence[str]], priors: Sequence[float], heard: Heard = ()
) -> Weights:
    """The weights of features for all types, and what more they weigh for each type.

    What is `heard` of a teacher counts as the mean of its log-odds and of those learned from annotations.
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
    features, right, counts = zip(*examples, strict=True)
    table: dict[str, list[float]] = {}
    for k in range(len(Realis)):
        fit = regress(features, [0.0] * len(right), [shares[k] for shares in right], counts, REALIS_PENALTY)
        for f, w in fit.weights.items():
            table.setdefault(f, [0.0] * len(Realis))[k] = w
    return {f: ws for f, ws in table.items() if max(map(abs, ws)) >= SMALLEST}


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
