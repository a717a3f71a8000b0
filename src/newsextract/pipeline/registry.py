"""Which extractors there are: the built-in ones and the installed plugins, found without importing them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from newsextract.errors import PipelineError, PluginError

from .extractor import Extractor

ENTRY_POINT_GROUP = "newsextract.extractors"
"""Plugins name an `Extractor`, or a class or function without arguments that makes one."""

BUILT_IN: dict[str, str] = {
    "structure": "newsextract.extractors.structure.extractor:StructureExtractor",
    "money": "newsextract.extractors.money.extractor:MoneyExtractor",
    "time": "newsextract.extractors.time.extractor:TimeExtractor",
    "names": "newsextract.extractors.names.extractor:NamesExtractor",
    "entities": "newsextract.extractors.entities.extractor:EntitiesExtractor",
    "quotations": "newsextract.extractors.quotations.extractor:QuotationsExtractor",
    "events": "newsextract.extractors.events.extractor:EventsExtractor",
    "relations": "newsextract.extractors.relations.extractor:RelationsExtractor",
}
"""Built-in extractors and where they live; imported when a pipeline needs them."""


@dataclass(frozen=True, slots=True)
class Registration:
    """An extractor that can be loaded by name.

    Attributes:
        name: What to give to `Pipeline.with_extractor`.
        target: Where it lives ("package.module:attribute").
        distribution: The installed package it comes from.
    """

    name: str
    target: str
    distribution: str


def registrations() -> tuple[Registration, ...]:
    """All extractors that are installed, built-in ones first; nothing is imported."""
    built_in = [Registration(name, target, "newsextract") for name, target in BUILT_IN.items()]
    plugins = [
        Registration(point.name, point.value, point.dist.name if point.dist else "?") for point in _plugins()
    ]
    return (*built_in, *plugins)


def load(name: str) -> Extractor:
    """Load an extractor by name.

    Raises:
        PipelineError: If none of that name is installed.
        PluginError: If it cannot be imported, or is no extractor.
    """
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        return _as_extractor(getattr(import_module(module), attribute), name)
    point = next((p for p in _plugins() if p.name == name), None)
    if point is None:
        known = ", ".join(r.name for r in registrations())
        raise PipelineError(f"no extractor called {name!r} is installed; there are: {known}")
    try:
        target = point.load()
    except Exception as error:
        raise PluginError(f"plugin {name!r} ({point.value}) cannot be loaded: {error!r}") from error
    return _as_extractor(target, name)


def _plugins() -> list[EntryPoint]:
    return sorted(
        (p for p in entry_points(group=ENTRY_POINT_GROUP) if p.name not in BUILT_IN),
        key=lambda p: (p.name, p.value),
    )


def _as_extractor(target: object, name: str) -> Extractor:
    if isinstance(target, Extractor) and not isinstance(target, type):
        return target
    if callable(target):
        try:
            made = target()
        except Exception as error:
            raise PluginError(f"extractor {name!r} cannot be made: {error!r}") from error
        if isinstance(made, Extractor):
            return made
    raise PluginError(f"{name!r} is no extractor: it needs name, reads, may_read, writes and to be callable")
