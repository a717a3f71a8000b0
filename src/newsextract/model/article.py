"""The whole of what was read out of one text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar, Self

from pydantic import BaseModel, Field, SerializeAsAny

from .amount import MonetaryAmount
from .diagnostic import Diagnostic
from .entity import Entity
from .event import Event
from .fact import Fact
from .happening import Happening, happenings
from .instant import Instant
from .quotation import Quotation
from .relation import Relation
from .span import FrozenModel, Span
from .structure import Byline, Dateline, Paragraph, PublishedFrom
from .time import TimeExpression

SCHEMA_VERSION = "1.0"
"""Version of the dump's shape: the minor part grows with additions, the major part with breaks."""


class Article(FrozenModel):
    """One article and its facts.

    Attributes:
        id: As given, or None.
        url: As given, or None.
        text: The very string that was given.
        schema_version: See `SCHEMA_VERSION`.
        language: ISO 639-1 code, or None if it could not be told.
        published: Day or moment of publication, or None.
        published_from: Where it came from: given, metadata, dateline, text, none.
        updated: Day or moment of the last update the text states, or None.
        headline: Or None: an article may have none, none is invented.
        standfirst: Or None.
        bylines: Reporters, each once.
        dateline: Or None.
        publisher: The outlet that the text names as its own or its origin, or "".
        copyright: Holder named in a copyright line, or "".
        copyright_span: The copyright notice, or None.
        paragraphs: In text order.
        entities: Sorted by first mention; likewise the other layers by span.
        amounts: Sums of money.
        times: Time expressions.
        quotations: Direct, mixed and indirect speech.
        events: Event mentions.
        relations: Ties between entities.
        extensions: Results of user extractors by extractor name.
        diagnostics: What was skipped or doubtful.
    """

    fact_layers: ClassVar[tuple[str, ...]] = (
        "entities",
        "amounts",
        "times",
        "quotations",
        "events",
        "relations",
    )

    id: str | None = None
    url: str | None = None
    text: str
    schema_version: str = SCHEMA_VERSION
    language: str | None = None
    published: Instant | None = None
    published_from: str = PublishedFrom.NONE.value
    updated: Instant | None = None
    headline: Span | None = None
    standfirst: Span | None = None
    bylines: tuple[Byline, ...] = ()
    dateline: Dateline | None = None
    publisher: str = ""
    copyright: str = ""
    copyright_span: Span | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    entities: tuple[Entity, ...] = ()
    amounts: tuple[MonetaryAmount, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    extensions: dict[str, tuple[SerializeAsAny[Any], ...]] = Field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def facts(self) -> Iterator[Fact]:
        """Every numbered fact, layer by layer."""
        for layer in self.fact_layers:
            yield from getattr(self, layer)
        for results in self.extensions.values():
            yield from (r for r in results if isinstance(r, Fact))

    @cached_property
    def _by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts()}

    def get(self, identifier: str) -> Fact | None:
        """The fact with that id, or None."""
        return self._by_id.get(identifier)

    def facts_at(self, offset: int) -> tuple[Fact, ...]:
        """The facts that cover a code-point offset; an entity covers all its mentions."""
        return tuple(f for f in self.facts() if any(s.start <= offset < s.end for s in _places(f)))

    def happenings(self) -> tuple[Happening, ...]:
        """What happened, by first mention: events that name each other in ``coreferent``, put together."""
        return tuple(happenings(self.events, self.entities, self.times))

    @classmethod
    def from_json(cls, data: str | bytes, *, extensions: Mapping[str, type[BaseModel]] | None = None) -> Self:
        """Read a JSON dump back.

        Args:
            data: What ``model_dump_json()`` wrote.
            extensions: Model of each user extractor's results, by extractor name; results without
                a model stay plain JSON values.

        Raises:
            pydantic.ValidationError: If the JSON is not a dump of an article.
        """
        article = cls.model_validate_json(data)
        if not extensions:
            return article
        read = {
            name: tuple(model.model_validate(r) for r in article.extensions.get(name, ()))
            for name, model in extensions.items()
        }
        return article.model_copy(update={"extensions": {**article.extensions, **read}})

    def to_html(self) -> str:
        """One self-contained HTML page with the text, its facts marked, and tables of them."""
        from newsextract.export.html import article_to_html

        return article_to_html(self)

    def to_jsonld(self) -> dict[str, object]:
        """The article as a schema.org NewsArticle with its mentions, ready for ``json.dumps``."""
        from newsextract.export.jsonld import article_to_jsonld

        return article_to_jsonld(self)

    def to_plover(self) -> list[dict[str, object]]:
        """What happened as records of political event data (PLOVER), ready for ``json.dumps``."""
        from newsextract.export.plover import article_to_plover

        return article_to_plover(self)

    def _repr_html_(self) -> str:
        from newsextract.export.html import article_to_notebook

        return article_to_notebook(self)


def _places(fact: Fact) -> tuple[Span, ...]:
    if isinstance(fact, Entity):
        return tuple(m.span for m in fact.mentions)
    return (fact.anchor_span,)
