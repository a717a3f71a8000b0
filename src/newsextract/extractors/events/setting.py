"""When, where, and according to whom."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from newsextract.language import Tokens, load_toml
from newsextract.model import Quotation, TimeExpression

from .fillers import Fillers, Thing
from .grammar import Phrase
from .morphology import verb_forms
from .tags import Tag

_PLACES = frozenset(("GPE", "LOCATION", "FACILITY"))
_SPEAKERS = ("PERSON", "ORGANIZATION", "GPE", "noun")


@functools.cache
def _cues() -> Mapping[str, frozenset[str]]:
    table = load_toml("events-setting.toml")
    return {
        "said": frozenset(w for v in table["source"]["verbs"] for w, _ in verb_forms(v)),
        "places": frozenset(table["place"]["prepositions"]),
    }


class Setting:
    """Finds time, place and source of the events of one article."""

    def __init__(
        self, tokens: Tokens, tags: list[Tag], fillers: Fillers, quotations: tuple[Quotation, ...]
    ) -> None:
        self._tokens = tokens
        self._tags = tags
        self._fillers = fillers
        self._quotations = quotations
        self._sources: dict[int, tuple[tuple[int, int], tuple[int, int], Thing] | None] = {}

    def time(self, trigger: int, clause: tuple[int, int], sentence: tuple[int, int]) -> Thing | None:
        """The nearest point in time of the clause, else of the sentence."""
        times = [
            t for t, x in self._fillers.things.times if sentence[0] <= t.start < sentence[1] and _is_point(x)
        ]
        here = [t for t in times if clause[0] <= t.start < clause[1]]
        if here:
            return min(here, key=lambda t: abs(t.start - trigger))
        edge = [t for t in times if t.start <= sentence[0] + 1 and trigger > t.start]
        return edge[0] if edge and clause[0] - sentence[0] < 12 else None

    def places(self, trigger: int, clause: tuple[int, int]) -> Iterator[Thing]:
        """Places after a preposition of place in the clause."""
        for t in self._fillers.things.within(*clause):
            if t.kind in _PLACES and t.mention == "name" and abs(t.start - trigger) < 16:
                i = t.start - 1
                while i >= clause[0] and self._tags[i] in (Tag.DETERMINER, Tag.NOUN, Tag.GENITIVE, Tag.NAME):
                    i -= 1
                if i >= clause[0] and self._tokens.lowers[i] in _cues()["places"]:
                    yield t

    def source(self, trigger: int, sentence: tuple[int, int]) -> Thing | None:
        """Who reports it: the speaker of the quotation around it, or of the sentence."""
        offset = self._tokens.starts[trigger]
        for q in self._quotations:
            if q.span.start <= offset < q.span.end and q.speaker:
                first, stop = self._tokens.covering(q.speaker.span.start, q.speaker.span.end)
                return Thing("source", first, stop, q.speaker.ref)
        if sentence[0] not in self._sources:
            self._sources[sentence[0]] = self._attribution(sentence)
        found = self._sources[sentence[0]]
        if found is None:
            return None
        cue, _, speaker = found
        return None if cue[0] <= trigger < cue[1] or speaker.start <= trigger < speaker.end else speaker

    def _attribution(
        self, sentence: tuple[int, int]
    ) -> tuple[tuple[int, int], tuple[int, int], Thing] | None:
        lowers, tags = self._tokens.lowers, self._tags
        for i in range(*sentence):
            if lowers[i] == "according" and i + 2 < sentence[1] and lowers[i + 1] == "to":
                thing = self._speaker(i + 2, sentence, 1)
                if thing:
                    return (i, i + 2), sentence, thing
            if lowers[i] in _cues()["said"] and tags[i] is Tag.VERB:
                thing = self._speaker(i - 1, sentence, -1) or self._speaker(i + 1, sentence, 1)
                if thing:
                    return (i, i + 1), sentence, thing
        return None

    def _speaker(self, i: int, sentence: tuple[int, int], step: int) -> Thing | None:
        tags = self._tags
        while sentence[0] <= i < sentence[1] and tags[i] in (Tag.ADVERB, Tag.AUXILIARY, Tag.TIME):
            i += step
        if not sentence[0] <= i < sentence[1]:
            return None
        if tags[i] is Tag.PRONOUN:
            return self._fillers.fill(Phrase(i, i + 1, i), _SPEAKERS)
        edge = i
        nominal = (Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.DETERMINER, Tag.POSSESSIVE, Tag.GENITIVE)
        while sentence[0] <= edge < sentence[1] and tags[edge] in nominal:
            edge += step
        start, end = (edge + 1, i + 1) if step < 0 else (i, edge)
        if start >= end:
            return None
        return self._fillers.fill(Phrase(start, end, end - 1), _SPEAKERS)


def _is_point(time: TimeExpression) -> bool:
    return time.type in ("DATE", "TIME") and time.value not in ("PRESENT_REF",)
