"""What annotated and unlabelled news shows of events: the examples from which `events.py` learns."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import corpora

from newsextract.evaluation import document_names, read_document
from newsextract.evaluation.entities import EntityLinks
from newsextract.evaluation.gold import GoldArgument, GoldDocument, GoldEvent
from newsextract.evaluation.intervals import alike
from newsextract.extractors.events.extractor import EventsExtractor
from newsextract.extractors.events.judge import NEAR
from newsextract.extractors.events.learned import Learned, logit
from newsextract.language.tagger import analyse
from newsextract.model import Diagnostic
from newsextract.pipeline import Context, Pipeline


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
