"""Names by other people's models, in the place of the extractor ``names``.

A source says where names stand and what they are; boundaries, repetitions and types are then settled for the
whole article as they are for newsextract's own names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from newsextract.extractors.names.extractor import mentions
from newsextract.extractors.names.name import Name
from newsextract.language import Tokens
from newsextract.model import Mention
from newsextract.pipeline import Context

ONTONOTES = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORGANIZATION",
    "GPE": "GPE",
    "LOC": "LOCATION",
    "FAC": "FACILITY",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "PRODUCT": "PRODUCT",
    "WORK_OF_ART": "WORK_OF_ART",
    "LAW": "LAW",
}
"""Entity types of OntoNotes and CoNLL by the names that models give them; other labels are no names."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name by a model.

    Attributes:
        start: Offset in the passage.
        end: Offset after it.
        label: As the model calls it.
        score: Between 0 and 1; 1 where the model gives none.
    """

    start: int
    end: int
    label: str
    score: float = 1.0


class NameModel(Protocol):
    """Something that finds names in a passage of text."""

    def __call__(self, passage: str) -> Iterable[Found]:
        """The names of a passage, in any order; where they overlap, the first one counts."""
        ...


class ForeignNames:
    """An extractor of names by a model: ``Pipeline.default().replace("names", ForeignNames(...))``.

    Args:
        model: Finds the names of a passage.
        types: Entity type for each of its labels; what has another label is left out.
        rule: Says in the provenance who found them.
        most_words: Words in a passage at most. Passages end with a sentence, and none crosses a paragraph.
    """

    name = "names"
    reads: tuple[type, ...] = ()
    may_read: tuple[type, ...] = ()
    writes: tuple[type, ...] = (Mention,)

    def __init__(self, model: NameModel, *, types: dict[str, str], rule: str, most_words: int) -> None:
        self.model = model
        self.types = types
        self.rule = rule
        self.most_words = most_words

    def __call__(self, ctx: Context) -> Iterator[BaseModel]:
        """Yield the named mentions, in order and without overlap."""
        found = (n for passage in passages(ctx.tokens, self.most_words) for n in self._names(ctx, *passage))
        yield from mentions(ctx, sorted(found, key=lambda name: name.start))

    def _names(self, ctx: Context, start: int, end: int) -> Iterator[Name]:
        for found in self.model(ctx.text[start:end]):
            kind = self.types.get(found.label)
            first, stop = ctx.tokens.covering(start + found.start, start + found.end)
            if kind and first < stop:
                yield Name(first, stop, kind, found.score, self.rule)


def passages(tokens: Tokens, most_words: int) -> Iterator[tuple[int, int]]:
    """The text in pieces of whole sentences, as many of a paragraph as fit; in offsets."""
    first, paragraph = 0, -1
    for start, stop in tokens.sentences:
        here = tokens.paragraph_of(tokens.starts[start])
        if start > first and (here != paragraph or stop - first > most_words):
            yield from _cut(tokens, first, start, most_words)
            first = start
        paragraph = here
    yield from _cut(tokens, first, len(tokens), most_words)


def _cut(tokens: Tokens, first: int, stop: int, most_words: int) -> Iterator[tuple[int, int]]:
    """Whole sentences, or pieces of one that is too long by itself."""
    for start in range(first, stop, most_words):
        yield tokens.starts[start], tokens.ends[min(start + most_words, stop) - 1]
