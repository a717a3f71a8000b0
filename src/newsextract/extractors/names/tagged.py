"""Names as the tagger sees them, with what the rules know better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from newsextract.language.syntax import Syntax

from .name import Name

_TRUSTED = frozenset(["lexicon", "title", "honorific"])
"""Rules whose names stand where the tagger sees none."""
_TELLING = _TRUSTED | {"head-word"}
"""Rules that have a say in the types of the tagger's names."""


def tagged_names(syntax: Syntax) -> list[Name]:
    """The tagger's names, in order and without overlap."""
    return [Name(n.start, n.end, n.type, n.score, "tagger") for n in syntax.names if n.start < n.end]


def completed(tagged: Iterable[Name], ruled: Iterable[Name]) -> list[Name]:
    """The tagger's names, and those of trusted rules that touch none of them; both in order."""
    found = list(tagged)
    return sorted([*found, *_apart(found, ruled)], key=attrgetter("start"))


def _apart(found: list[Name], ruled: Iterable[Name]) -> Iterator[Name]:
    at = 0
    for name in ruled:
        while at < len(found) and found[at].end <= name.start:
            at += 1
        free = at == len(found) or found[at].start >= name.end
        if free and name.rule in _TRUSTED:
            yield name


def telling(ruled: Iterable[Name]) -> list[Name]:
    """The rules' names that have a say in the types of the tagger's."""
    return [name for name in ruled if name.rule in _TELLING]
