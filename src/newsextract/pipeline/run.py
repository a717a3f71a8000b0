"""One article's way through a pipeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from newsextract.errors import ExtractorError, NewsExtractError
from newsextract.model import Article, Diagnostic

from .assemble import BUILT_IN_LAYERS, assemble
from .context import Context
from .document import Document
from .extractor import Extractor
from .layers import Results, collect, finish


class Run:
    """The layers of one article as they grow.

    Args:
        document: The input.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._results: dict[str, Results] = {}
        self._layers: dict[type, tuple[Any, ...]] = {}
        self._extensions: dict[str, tuple[Any, ...]] = {}
        self._diagnostics: list[BaseModel] = []

    def add(self, extractor: Extractor, *, unfinished: Iterable[type]) -> None:
        """Run one extractor and finish the layers of which it is the last writer.

        Args:
            extractor: The extractor.
            unfinished: Layers that a later extractor writes too.

        Raises:
            ExtractorError: If the extractor fails; it names the extractor.
        """
        results = self._results[extractor.name] = self._run(extractor)
        self._diagnostics += results[Diagnostic]
        for layer in extractor.writes:
            if layer not in BUILT_IN_LAYERS:
                own = finish({extractor.name: results[layer]}, prefix=f"{extractor.name}:")
                self._extensions[extractor.name] = self._extensions.get(extractor.name, ()) + own
                self._layers[layer] = self._layers.get(layer, ()) + own
            elif layer not in unfinished:
                self._layers[layer] = finish(self._parts(layer))

    def article(self) -> Article:
        """The article, when all extractors have run."""
        return assemble(self._document, self._layers, self._extensions, self._diagnostics)

    def _run(self, extractor: Extractor) -> Results:
        readable = frozenset((*extractor.reads, *extractor.may_read))
        context = Context(self._document, self._layers, readable, extractor.name)
        try:
            return collect(extractor, extractor(context), self._document.text)
        except NewsExtractError:
            raise
        except Exception as error:
            document = f" on document {self._document.id!r}" if self._document.id else ""
            raise ExtractorError(
                f"extractor {extractor.name!r} failed{document}: {type(error).__name__}: {error}",
                extractor=extractor.name,
            ) from error

    def _parts(self, layer: type) -> dict[str, list[BaseModel]]:
        """Take out what was yielded of a layer, by extractor; once it is finished nobody needs it."""
        return {name: results.pop(layer) for name, results in self._results.items() if layer in results}
