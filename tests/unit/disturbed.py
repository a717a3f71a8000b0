"""Articles made of annotations, with every kind of error a scorer must see, the same on every run."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from newsextract import (
    Argument,
    Article,
    Byline,
    Dateline,
    Entity,
    Event,
    Mention,
    MonetaryAmount,
    Paragraph,
    Quotation,
    Role,
    Span,
    Speaker,
    TimeExpression,
)
from newsextract.evaluation import GoldDocument
from newsextract.evaluation.intervals import Interval

T = TypeVar("T")


class Disturber:
    """Makes an article of a gold document; of each five things about one is missed, moved or mistaken."""

    def __init__(self, gold: GoldDocument) -> None:
        self._gold = gold
        self._random = random.Random(gold.name)

    def article(self) -> Article:
        gold = self._gold
        entities = tuple(self._entities())
        headline = next((n for n, kind in gold.kinds.items() if kind == "headline"), None)
        return Article(
            text=gold.text,
            entities=entities,
            amounts=tuple(self._amounts()),
            times=tuple(self._times()),
            events=tuple(self._events()),
            quotations=tuple(self._quotations()),
            paragraphs=tuple(self._paragraphs()),
            headline=None if headline is None or self._slip() else self._span(gold.paragraphs[headline]),
            **self._header(),
        )

    def _entities(self) -> Iterator[Entity]:
        for entity in self._gold.entities.values():
            spans = sorted(span for span, owner in self._gold.mentions.items() if owner == entity.id)
            mentions = tuple(
                Mention(span=self._span(s), kind="pronoun" if self._slip() else "name")
                for s in self._most(spans)
            )
            roles = tuple(
                Role(
                    title=self._either(title, "President"), organization=self._ref(at), span=mentions[0].span
                )
                for title, at in entity.roles
                if mentions
            )
            half = len(mentions) // 2 if self._slip() else 0
            kind = self._either(entity.type, "ORGANIZATION")
            for suffix, part in (("", mentions[half:]), ("-split", mentions[:half])):
                if part:
                    yield Entity(
                        id=f"f{entity.id}{suffix}", type=kind, name=entity.name, mentions=part, roles=roles
                    )

    def _amounts(self) -> Iterator[MonetaryAmount]:
        gold = self._gold.amounts
        ids = {(a.paragraph, a.text): f"m{n}" for n, a in enumerate(gold)}
        for n, amount in enumerate(gold):
            if self._slip():
                continue
            same = ids.get((amount.paragraph, amount.equivalent or ""))
            yield MonetaryAmount(
                id=f"m{n}",
                span=self._span(amount.span),
                low=self._either(amount.low, Decimal(1)),
                high=amount.high,
                currency=self._either(amount.currency, "USD"),
                qualifier=self._either(amount.qualifier, "about"),
                per=self._either(amount.per, None),
                equivalents=(same,) if same else (),
                previous=self._either(ids.get((amount.paragraph, amount.previous or "")), "m0"),
            )

    def _times(self) -> Iterator[TimeExpression]:
        for n, time in enumerate(self._most(self._gold.times)):
            yield TimeExpression(
                id=f"t{n}",
                span=self._span(time.span),
                type=self._either(time.type, "TIME"),
                value=self._either(time.value, "2020"),
                mod=self._either(time.mod, "START"),
            )

    def _events(self) -> Iterator[Event]:
        for n, event in enumerate(self._most(self._gold.events)):
            trigger = self._span(event.trigger)
            arguments = tuple(
                Argument(
                    role=self._either(a.role, "party"),
                    span=self._span(a.span or (0, 1)),
                    ref=self._ref(a.ref),
                )
                for a in self._most(event.arguments)
            )
            yield Event(
                id=f"v{n}",
                type=self._either(event.type, "agreement"),
                trigger=trigger,
                arguments=arguments,
                realis=self._either(event.realis, "planned"),
                sentence=trigger,
            )

    def _quotations(self) -> Iterator[Quotation]:
        for n, quotation in enumerate(self._most(self._gold.quotations)):
            start, end = quotation.span
            marked = (
                (start - 1, end + 1) if self._slip() and start > 0 and end < len(self._gold.text) else None
            )
            words = self._gold.text.find(quotation.speaker)
            speaker = Speaker(
                span=self._span((words, words + len(quotation.speaker))), ref=self._ref(quotation.ref)
            )
            yield Quotation(
                id=f"q{n}",
                span=self._span(marked or quotation.span),
                kind="indirect" if self._slip() else "direct",
                speaker=self._either(speaker, None),
            )

    def _paragraphs(self) -> Iterator[Paragraph]:
        for number, place in self._gold.paragraphs.items():
            kind = self._gold.kinds.get(number, "body")
            yield Paragraph(span=Span.of(self._gold.text, *place), kind="caption" if self._slip() else kind)

    def _header(self) -> dict[str, object]:
        header = self._gold.header
        if header is None:
            return {}
        nowhere = self._span((0, 1))
        return {
            "bylines": tuple(Byline(span=nowhere, name=name) for name in self._most(header.authors)),
            "dateline": Dateline(
                span=nowhere, place=header.place, agency=self._either(header.agency, "The Reuters")
            ),
            "copyright": self._either(header.copyright, ""),
        }

    def _span(self, place: Interval) -> Span:
        """The place, now and then a little or much longer."""
        start, end = place
        longer = self._random.choice((1, 3, 40)) if self._slip() else 0
        return Span.of(self._gold.text, start, min(end + longer, len(self._gold.text)))

    def _ref(self, gold_id: str | None) -> str | None:
        return f"f{self._either(gold_id, 'E1')}" if gold_id else None

    def _most(self, items: Sequence[T]) -> list[T]:
        kept = [item for item in items if not self._slip()]
        return kept + kept[:1] if self._slip() else kept

    def _either(self, right: T, wrong: T) -> T:
        return wrong if self._slip() else right

    def _slip(self) -> bool:
        return self._random.random() < 0.2
