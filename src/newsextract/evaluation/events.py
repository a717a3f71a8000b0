"""Events and what fills their roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsextract.model import Article

from .entities import EntityLinks
from .gold import GoldArgument, GoldDocument, GoldEvent
from .intervals import Interval, alike, interval, paragraph_at
from .tally import Sheet

CIRCUMSTANCES = frozenset({"time", "place", "source"})
"""Roles every event may have; they do not tell one event from another."""


@dataclass(frozen=True, slots=True)
class _Argument:
    role: str
    span: Interval
    ref: str | None


@dataclass(frozen=True, slots=True)
class _Event:
    type: str
    trigger: Interval
    paragraph: int | None
    realis: str
    arguments: tuple[_Argument, ...]


def score_events(gold: GoldDocument, article: Article, links: EntityLinks, sheet: Sheet) -> None:
    """Events.

    ``trigger``: same type, triggers alike (Dice overlap of at least one half). ``event``: same type and
    paragraph, and triggers alike or one argument other than time, place and source in common; ``type.X``:
    one type alone. On events so matched, ``args``: (role, filler), the filler alike or the same entity;
    ``args_ref``: where the gold standard names an entity, the same entity; ``realis``: how many are right.
    """
    found = _found_events(gold, article, links)
    triggers = _count_triggers(gold.events, found)
    sheet.add("events.trigger", gold=len(gold.events), found=len(found), hits=triggers)
    pairs = _paired(gold.events, found)
    sheet.add("events.event", gold=len(gold.events), found=len(found), hits=len(pairs))
    for kind in {*(e.type for e in gold.events), *(f.type for f in found)}:
        sheet.add(
            f"events.type.{kind}",
            gold=sum(e.type == kind for e in gold.events),
            found=sum(f.type == kind for f in found),
            hits=sum(gold.events[g].type == kind for g, _ in pairs),
        )
    matched = [(gold.events[g], found[f]) for g, f in pairs]
    if matched:
        right = sum(expected.realis == event.realis for expected, event in matched)
        sheet.add("events.realis", gold=len(matched), found=len(matched), hits=right)
    sheet.add(
        "events.args",
        gold=sum(len(e.arguments) for e in gold.events),
        found=sum(len(f.arguments) for f in found),
        hits=sum(_count_arguments(expected, event) for expected, event in matched),
    )
    _score_references(gold, matched, sheet)
    _note_unmatched(gold, found, pairs, sheet)


def _found_events(gold: GoldDocument, article: Article, links: EntityLinks) -> list[_Event]:
    return [
        _Event(
            event.type,
            interval(event.trigger),
            paragraph_at(gold.paragraphs, event.trigger.start),
            event.realis,
            tuple(_Argument(a.role, interval(a.span), links.resolve(a.ref)) for a in event.arguments),
        )
        for event in article.events
    ]


def _count_triggers(gold: Sequence[GoldEvent], found: Sequence[_Event]) -> int:
    left = list(range(len(found)))
    for expected in gold:
        match = next((i for i in left if _same_trigger(expected, found[i])), None)
        if match is not None:
            left.remove(match)
    return len(found) - len(left)


def _paired(gold: Sequence[GoldEvent], found: Sequence[_Event]) -> list[tuple[int, int]]:
    """Pair events one to one: first by trigger, then what is left by a common argument."""
    pairs: dict[int, int] = {}
    left = list(range(len(found)))
    for by_argument in (False, True):
        for g, expected in enumerate(gold):
            if g in pairs:
                continue
            for f in left:
                event = found[f]
                if event.type != expected.type or event.paragraph != expected.paragraph:
                    continue
                if _same_trigger(expected, event) or (by_argument and _common_argument(expected, event)):
                    pairs[g] = f
                    left.remove(f)
                    break
    return list(pairs.items())


def _same_trigger(expected: GoldEvent, event: _Event) -> bool:
    return expected.type == event.type and alike(expected.trigger, event.trigger)


def _common_argument(expected: GoldEvent, event: _Event) -> bool:
    return any(
        _same_argument(a, b)
        for a in expected.arguments
        if a.role not in CIRCUMSTANCES
        for b in event.arguments
    )


def _same_argument(expected: GoldArgument, argument: _Argument) -> bool:
    if expected.role != argument.role:
        return False
    same_entity = expected.ref is not None and expected.ref == argument.ref
    return same_entity or (expected.span is not None and alike(expected.span, argument.span))


def _count_arguments(expected: GoldEvent, event: _Event) -> int:
    left = list(event.arguments)
    for argument in expected.arguments:
        match = next((a for a in left if _same_argument(argument, a)), None)
        if match is not None:
            left.remove(match)
    return len(event.arguments) - len(left)


def _score_references(gold: GoldDocument, matched: list[tuple[GoldEvent, _Event]], sheet: Sheet) -> None:
    found, hits = 0, 0
    for expected, event in matched:
        references = {(a.role, a.ref) for a in event.arguments if a.ref in gold.entities}
        found += len(references)
        hits += len(references & _references(expected))
    total = sum(len(_references(event)) for event in gold.events)
    sheet.add("events.args_ref", gold=total, found=found, hits=hits)


def _references(event: GoldEvent) -> set[tuple[str, str | None]]:
    return {(a.role, a.ref) for a in event.arguments if a.ref}


def _note_unmatched(
    gold: GoldDocument, found: Sequence[_Event], pairs: Sequence[tuple[int, int]], sheet: Sheet
) -> None:
    paired_gold, paired_found = {g for g, _ in pairs}, {f for _, f in pairs}
    for g, expected in enumerate(gold.events):
        if g not in paired_gold:
            arguments = [(a.role, a.text) for a in expected.arguments]
            sheet.note("events", "-", f"{expected.type} {gold.text[slice(*expected.trigger)]!r} {arguments}")
    for f, event in enumerate(found):
        if f not in paired_found:
            sheet.note("events", "+", f"{event.type} {gold.text[slice(*event.trigger)]!r}")
