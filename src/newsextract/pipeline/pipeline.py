"""An ordered set of extractors that turns text into an `Article`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, Self, runtime_checkable

from newsextract.errors import NewsExtractError, PipelineError
from newsextract.language.syntax import Syntax
from newsextract.language.tagger import analyse
from newsextract.model import Article, ArticleInput

from . import registry
from .document import Document, SyntaxSource, analyse_together
from .extractor import Extractor
from .order import GRAMMAR, ordered, writers_of
from .run import Run


@runtime_checkable
class TakesEvents(Protocol):
    """An extractor that can be given further event types."""

    def with_events(self, source: str | Path | Mapping[str, Any]) -> Extractor:
        """A copy of the extractor that also knows the event types of ``source``."""
        ...


class Pipeline:
    """An immutable, ordered set of extractors; calling it extracts.

    Args:
        extractors: In any order; they are sorted by what they read and write.
        syntax_source: What makes the grammatical analysis of tokens, or None.

    Raises:
        PipelineError: If the extractors cannot run together.
    """

    def __init__(self, extractors: Iterable[Extractor], *, syntax_source: SyntaxSource | None = None) -> None:
        self._extractors = ordered(tuple(extractors))
        # each extractor with the layers that later ones write too
        self._steps = [
            (x, frozenset(layer for later in self._extractors[i + 1 :] for layer in later.writes))
            for i, x in enumerate(self._extractors)
        ]
        self._syntax_source = syntax_source

    @classmethod
    def default(cls) -> Self:
        """All built-in extractors, with the shipped tagger."""
        return cls(map(registry.load, registry.BUILT_IN), syntax_source=analyse)

    @property
    def extractors(self) -> tuple[Extractor, ...]:
        """In the order they run."""
        return self._extractors

    def __call__(
        self,
        text: str,
        *,
        published: date | datetime | str | None = None,
        url: str | None = None,
        id: str | None = None,
    ) -> Article:
        """Extract one article.

        Args:
            text: The raw text.
            published: Publication date: a date, a datetime, an ISO 8601 string, or None.
            url: Kept on the article.
            id: Kept on the article.

        Raises:
            DocumentError: If the text or the date cannot be read.
            ExtractorError: If an extractor fails; it names the extractor.
        """
        return self.read(self.document(ArticleInput(text, published=published, url=url, id=id)))

    def document(self, given: ArticleInput) -> Document:
        """The first half of a call: the input, checked.

        Raises:
            DocumentError: If the text or the date cannot be read.
        """
        return Document(
            given.text,
            published=given.published,
            url=given.url,
            id=given.id,
            syntax_source=self._syntax_source,
        )

    def read(self, document: Document) -> Article:
        """The second half of a call: the extractors.

        Raises:
            ExtractorError: If an extractor fails; it names the extractor.
        """
        run = Run(document)
        for extractor, unfinished in self._steps:
            run.add(extractor, unfinished=unfinished)
        return run.article()

    def read_together(self, documents: Sequence[Document]) -> list[Article | NewsExtractError]:
        """The second halves of several calls at once, which is faster.

        Grammar is made of all documents side by side. Then each extractor reads all of them before the next
        one does, so that its code and its data stay in the cache of the processor.

        Returns:
            For each document its article, or what an extractor raised.
        """
        if any(Syntax in (*x.reads, *x.may_read) for x in self._extractors):
            analyse_together(documents, self._syntax_source)
        runs = [Run(document) for document in documents]
        errors = dict[Run, NewsExtractError]()
        for extractor, unfinished in self._steps:
            for run in runs:
                try:
                    if run not in errors:
                        run.add(extractor, unfinished=unfinished)
                except NewsExtractError as error:
                    errors[run] = error
        return [errors[run] if run in errors else run.article() for run in runs]

    def only(self, *layers: type) -> Self:
        """The part of the pipeline that makes the given layers, with all that it needs.

        Raises:
            PipelineError: If no extractor writes one of them.
        """
        wanted, needed = list(layers), dict[str, Extractor]()
        while wanted:
            layer = wanted.pop()
            if layer in GRAMMAR:
                continue
            writers = writers_of(self._extractors, layer)
            if not writers:
                raise PipelineError(f"no extractor of this pipeline writes {layer.__name__}")
            for x in writers:
                if x.name not in needed:
                    needed[x.name] = x
                    wanted.extend(x.reads)
        return self._with(x for x in self._extractors if x.name in needed)

    def with_extractor(self, extractor: Extractor | str) -> Self:
        """This pipeline and one more extractor: an object, or the name of an installed plugin.

        Raises:
            PipelineError: If it cannot run in this pipeline.
            PluginError: If the plugin cannot be loaded.
        """
        added = registry.load(extractor) if isinstance(extractor, str) else _checked(extractor)
        return self._with((*self._extractors, added))

    def without(self, name: str) -> Self:
        """This pipeline less one extractor.

        Raises:
            PipelineError: If there is none of that name, or another one needs it.
        """
        self._find(name)
        return self._with(x for x in self._extractors if x.name != name)

    def replace(self, name: str, extractor: Extractor) -> Self:
        """This pipeline with another extractor in the place of one.

        Raises:
            PipelineError: If there is none of that name, or the new one cannot run in its place.
        """
        self._find(name)
        new = _checked(extractor)
        return self._with(new if x.name == name else x for x in self._extractors)

    def with_events(self, source: str | Path | Mapping[str, Any]) -> Self:
        """This pipeline with further event types, from a TOML file of frames or a mapping of them.

        Raises:
            PipelineError: If the pipeline has no extractor of events.
            ResourceError: If a frame is wrong; the message names file, frame and key.
        """
        events = self._find("events")
        if not isinstance(events, TakesEvents):
            raise PipelineError("the extractor 'events' of this pipeline takes no further event types")
        return self.replace("events", events.with_events(source))

    def describe(self) -> str:
        """A line for each extractor in running order: what it reads and writes."""
        width = max((len(x.name) for x in self._extractors), default=0)
        return "\n".join(_description(x, width) for x in self._extractors)

    def __repr__(self) -> str:
        return f"Pipeline({', '.join(x.name for x in self._extractors)})"

    def _with(self, extractors: Iterable[Extractor]) -> Self:
        return type(self)(extractors, syntax_source=self._syntax_source)

    def _find(self, name: str) -> Extractor:
        for x in self._extractors:
            if x.name == name:
                return x
        raise PipelineError(f"no extractor called {name!r} in {self!r}")


def _checked(extractor: object) -> Extractor:
    if isinstance(extractor, Extractor) and not isinstance(extractor, type):
        return extractor
    hint = "; decorate it with @newsextract.extractor(writes=...)" if callable(extractor) else ""
    raise PipelineError(
        f"{extractor!r} is no extractor: it needs name, reads, may_read, writes and to be callable{hint}"
    )


def _description(x: Extractor, width: int) -> str:
    optional = f" (may read {_names(x.may_read)})" if x.may_read else ""
    return f"{x.name:<{width}}  reads {_names(x.reads)}{optional}  writes {_names(x.writes)}"


def _names(layers: tuple[type, ...]) -> str:
    return ", ".join(layer.__name__ for layer in layers) or "-"
