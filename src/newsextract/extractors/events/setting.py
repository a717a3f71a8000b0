"""When, where, and according to whom."""

from __future__ import annotations

import datetime
import functools
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsextract.language import Tokens, load_toml
from newsextract.model import Quotation, Speaker, TimeExpression

from .fillers import Fillers, Thing
from .frames import Wanted
from .grammar import Construction, Grammar, Phrase
from .morphology import verb_forms
from .tags import Tag

_PLACES = ("GPE", "LOCATION", "FACILITY")
_NEAR = 16
_A_NAMED_PLACE = Wanted.of(_PLACES)
_A_PLACE = Wanted.of((*_PLACES, "@place"))
_A_SPEAKER = Wanted.of(
    (
        *("PERSON", "ORGANIZATION", "GPE", "pronoun"),
        *("@person", "@authority", "@media", "@company", "@speaker"),
    )
)
_INNER = ("from", "by", "of")
_ACCORDING = "according"


@dataclass(frozen=True, slots=True)
class _Report:
    """Token range of what a speaker reports."""

    start: int
    end: int
    speaker: Thing


@functools.cache
def _cues() -> Mapping[str, Collection[str]]:
    table = load_toml("events-setting.toml")
    return {
        "said": frozenset(w for v in table["source"]["verbs"] for w, _ in verb_forms(v)),
        "places": tuple(table["place"]["prepositions"]),
    }


def _quoted(tokens: Tokens, quotations: Iterable[Quotation]) -> dict[int, Speaker]:
    """The tokens that begin within quotations, with the speaker; of two quotations the later one counts."""
    found: dict[int, Speaker] = {}
    for q in quotations:
        if q.speaker:
            first, stop = tokens.covering(q.span.start, q.span.end)
            if first < stop and tokens.starts[first] < q.span.start:
                first += 1
            found.update(dict.fromkeys(range(first, stop), q.speaker))
    return found


class Setting:
    """Finds time, place and source of the events of one article."""

    def __init__(
        self,
        tokens: Tokens,
        tags: list[Tag],
        grammar: Grammar,
        fillers: Fillers,
        quotations: tuple[Quotation, ...],
    ) -> None:
        self._tokens = tokens
        self._tags = tags
        self._fillers = fillers
        self._quoted = _quoted(tokens, reversed(quotations))
        self._grammar = grammar
        self._reports: dict[tuple[int, int], list[_Report]] = {}
        self._times = fillers.things.times
        self._time_of: dict[tuple[int, int], tuple[Thing, TimeExpression] | None] = {}
        self._time_starts = [t.start for t, _ in self._times]

    def time(self, start: int, end: int, sentence: tuple[int, int]) -> tuple[Thing, TimeExpression] | None:
        """The nearest point in time that is said of the trigger `start` to `end`; worked out once."""
        trigger = start, end
        if trigger not in self._time_of:
            here = [
                (t, x)
                for t, x in self.times(sentence)
                if _is_point(x) and self._grammar.bears_on(t.end - 1, start, end)
            ]
            self._time_of[trigger] = min(here, key=lambda x: abs(x[0].start - start), default=None)
        return self._time_of[trigger]

    def times(self, sentence: tuple[int, int]) -> Sequence[tuple[Thing, TimeExpression]]:
        """All times of a sentence."""
        starts, (first, stop) = self._time_starts, sentence
        return self._times[bisect_left(starts, first) : bisect_left(starts, stop)]

    def named_places(self, sentence: tuple[int, int]) -> list[Thing]:
        """All places that a sentence names or takes up."""
        first, stop = sentence
        return [t for t in self._fillers.things.within(first, stop) if t.kind in _PLACES and first <= t.start]

    def speakers(self, sentence: tuple[int, int]) -> list[Thing]:
        """All who report something in a sentence."""
        return [report.speaker for report in self._reported(sentence)]

    def places(self, construction: Construction, start: int, end: int) -> Iterator[Thing]:
        """Places after a preposition of place, and those before a noun ("the Nevada caucuses")."""
        seen: set[int] = set()
        for slot in _cues()["places"]:
            for phrase in construction.slots.get(slot, ()):
                thing = self._fillers.fill(phrase, _A_PLACE)
                if thing:
                    found = tuple(self._named_of(thing)) or (thing,)
                    seen.update(t.start for t in found)
                    yield from found
        for t in self._fillers.things.within(*construction.clause):
            is_near = t.kind in _PLACES and t.mention == "name" and abs(t.start - start) < _NEAR
            is_place = is_near and t.start not in seen and self._after_preposition(t, construction.clause[0])
            if is_place and self._grammar.bears_on(t.end - 1, start, end):
                yield t
        for slot in ("compound", "possessor"):
            for phrase in construction.slots.get(slot, ()):
                thing = self._fillers.fill(phrase, _A_NAMED_PLACE)
                if thing:
                    yield thing

    def _named_of(self, place: Thing) -> Iterator[Thing]:
        """The names in "the states of Arizona, Florida and Illinois"."""
        lowers = self._tokens.lowers
        i = place.end
        while i + 1 < len(lowers) and lowers[i] in (("of",) if i == place.end else (",", "and")):
            i += 1 + (lowers[i] == "," and lowers[i + 1] == "and")
            name = next(
                (t for t in self._fillers.things.within(i, i + 1) if self._is_named_place(t, i)), None
            )
            if name is None:
                return
            yield name
            i = name.end

    @staticmethod
    def _is_named_place(thing: Thing, start: int) -> bool:
        return thing.kind in _PLACES and thing.mention == "name" and thing.start == start

    def _after_preposition(self, place: Thing, first: int) -> bool:
        i = place.start - 1
        while i >= first and self._tags[i] in (Tag.DETERMINER, Tag.NOUN, Tag.GENITIVE, Tag.NAME):
            i -= 1
        return i >= first and self._tokens.lowers[i] in _cues()["places"]

    def source(self, trigger: int, sentence: tuple[int, int]) -> Thing | None:
        """Who reports it: the speaker of the quotation around it, or of the sentence."""
        speaker = self._quoted.get(trigger)
        if speaker:
            first, stop = self._tokens.covering(speaker.span.start, speaker.span.end)
            return Thing("source", first, stop, speaker.ref) if first < stop else None
        around = [r for r in self._reported(sentence) if r.start <= trigger < r.end]
        return min(around, key=lambda r: r.end - r.start).speaker if around else None

    def _reported(self, sentence: tuple[int, int]) -> list[_Report]:
        if sentence not in self._reports:
            self._reports[sentence] = list(self._attributions(sentence))
        return self._reports[sentence]

    def _attributions(self, sentence: tuple[int, int]) -> Iterator[_Report]:
        """The reports of a sentence: "according to X", "X said (that) ...", "..., X said", "..., said X"."""
        lowers, tags, said = self._tokens.lowers, self._tags, _cues()["said"]
        first, stop = sentence
        for i in [i for i, w in enumerate(lowers[first:stop], first) if w in said or w == _ACCORDING]:
            if lowers[i] == _ACCORDING and i + 2 < stop and lowers[i + 1] == "to":
                speaker = self._named_after(i + 1, sentence)
                if speaker:
                    yield _Report(first, stop, speaker)
            elif lowers[i] in said and tags[i] is Tag.VERB:
                yield from self._said(i, sentence)

    def _named_after(self, i: int, sentence: tuple[int, int]) -> Thing | None:
        """The speaker behind "according to"; "figures from the ministry" are the ministry's."""
        phrase = self._grammar.phrase_from(i + 1)
        if phrase is None:
            return None
        if self._fillers.is_one_of(phrase, ("@media",)) and phrase.head + 2 < sentence[1]:
            inner = self._grammar.phrase_from(phrase.head + 2)
            if inner and self._tokens.lowers[phrase.head + 1] in _INNER:
                return self._fillers.fill(inner, _A_SPEAKER)
        return self._fillers.fill(phrase, _A_SPEAKER)

    def _said(self, cue: int, sentence: tuple[int, int]) -> Iterator[_Report]:
        first, stop = sentence
        construction = self._grammar.construction(cue, cue + 1, cue + 1, "verb")
        if construction is None:
            return
        tags = self._tags
        before = tags[cue - 1] if cue > first else Tag.PUNCTUATION
        if before in (Tag.COMMA, Tag.PUNCTUATION):
            for phrase in construction.slots.get("object", ())[:1]:
                after = tags[phrase.end] if phrase.end < stop else Tag.PUNCTUATION
                if after in (Tag.COMMA, Tag.PUNCTUATION, Tag.TIME, Tag.PREPOSITION):
                    yield from self._report(first, cue, phrase)
                    return
        if "object" in construction.slots and "that" not in construction.slots:
            return  # "announced his resignation" reports nothing
        for phrase in construction.slots.get("subject", ())[-1:]:
            comes_last = cue + 1 >= stop or tags[cue + 1] in (Tag.PUNCTUATION, Tag.TIME, Tag.PREPOSITION)
            opener = phrase.start - 1
            if comes_last and opener > first and any(tags[k] is Tag.COMMA for k in range(first, opener + 1)):
                yield from self._report(first, phrase.start, phrase)
            else:
                yield from self._report(cue + 1, stop, phrase)

    def _report(self, start: int, end: int, phrase: Phrase) -> Iterator[_Report]:
        speaker = self._fillers.fill(phrase, _A_SPEAKER)
        if speaker:
            yield _Report(start, end, speaker)


def _is_point(time: TimeExpression) -> bool:
    return time.type in ("DATE", "TIME") and time.value not in ("PRESENT_REF",)


def horizon(time: TimeExpression, published: datetime.date | None) -> str:
    """Where a time lies from the article's date: "future", "now" if that day is in it, "past" or "other"."""
    if time.value == "FUTURE_REF":
        return "future"
    if time.value == "PAST_REF":
        return "past"
    if time.start is None or published is None:
        return "other"
    day, start = _day(published), _day(time.start)
    if start >= day:
        return "future" if start > day else "now"
    return "past" if time.end is None or _day(time.end) <= day else "now"


def _day(moment: datetime.date) -> tuple[int, int, int]:
    return moment.year, moment.month, moment.day
