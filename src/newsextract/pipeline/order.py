"""In which order extractors run, or why they cannot."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.errors import PipelineError
from newsextract.language.syntax import Syntax
from newsextract.language.tokens import Tokens

from .extractor import Extractor

GRAMMAR: frozenset[type] = frozenset({Tokens, Syntax})
"""What the language engine provides; no extractor writes it."""


def writers_of(extractors: Sequence[Extractor], layer: type) -> tuple[Extractor, ...]:
    """The extractors that write a layer."""
    return tuple(x for x in extractors if layer in x.writes)


def ordered(extractors: Sequence[Extractor]) -> tuple[Extractor, ...]:
    """Sort extractors so that every layer is finished before it is read (stable topological sort).

    Raises:
        PipelineError: If two have one name, a layer has no writer, or they wait for each other.
    """
    _check_names(extractors)
    waits = {x.name: _predecessors(x, extractors) for x in extractors}
    left, done = list(extractors), list[Extractor]()
    while left:
        names = {x.name for x in left}
        ready = next((x for x in left if not waits[x.name] & names), None)
        if ready is None:
            raise PipelineError("extractors wait for each other: " + _describe_cycle(left, waits))
        left.remove(ready)
        done.append(ready)
    return tuple(done)


def _check_names(extractors: Sequence[Extractor]) -> None:
    seen = set[str]()
    for x in extractors:
        if x.name in seen:
            raise PipelineError(f"two extractors are called {x.name!r}; use .replace() instead")
        seen.add(x.name)


def _predecessors(x: Extractor, extractors: Sequence[Extractor]) -> set[str]:
    before = set[str]()
    for layer in (*x.reads, *x.may_read):
        if layer in GRAMMAR:
            continue
        if layer in x.writes:
            raise PipelineError(f"extractor {x.name!r} both reads and writes {layer.__name__}")
        writers = writers_of(extractors, layer)
        if not writers and layer in x.reads:
            raise PipelineError(
                f"extractor {x.name!r} reads {layer.__name__}, but no extractor of the pipeline writes it: "
                f"add one that does, or leave {x.name!r} out"
            )
        before.update(w.name for w in writers)
    return before


def _describe_cycle(left: Sequence[Extractor], waits: dict[str, set[str]]) -> str:
    names = {x.name for x in left}
    path = [left[0].name]
    while path[-1] not in path[:-1]:
        path.append(min(waits[path[-1]] & names))
    return " waits for ".join(repr(name) for name in path[path.index(path[-1]) :])
