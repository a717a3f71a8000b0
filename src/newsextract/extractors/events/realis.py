"""Whether the text presents an event as fact, plan, denial or possibility.

Words of certain classes tell, and where they stand: what bears on the trigger, on what governs it, and so on
up the sentence (`governors`). First a rule reads them from the top down: what is planned to be discussed is
planned, what is not planned is negated. What the rule finds and the classes themselves were then weighed on
annotated news (`training/events.py`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsextract.language import Tokens, load_toml
from newsextract.model import Realis

from .governors import Step
from .morphology import plural, verb_forms
from .reading import Reading

_NEAR = 3
_CLAUSES = frozenset(("complement", "purpose", "content"))
_LOOSE = frozenset(("prepositional", "modifier", "adjunct", "possessor"))
_PARTS = frozenset(("compound", "quantity"))
_TRANSPARENT = frozenset(("causation", "occurrence"))
_STRENGTH = {r: i for i, r in enumerate((Realis.ACTUAL, Realis.PLANNED, Realis.HYPOTHETICAL, Realis.NEGATED))}


class Cues(NamedTuple):
    """Words by class.

    Attributes:
        operators: The classes of what bears on a word.
        governors: The classes of what governs a word.
        realis: What each class makes of it, if anything.
    """

    operators: Mapping[str, tuple[str, ...]]
    governors: Mapping[str, tuple[str, ...]]
    realis: Mapping[str, Realis]


@functools.cache
def _cues() -> Cues:
    table = load_toml("events-realis.toml")
    found: dict[str, dict[str, tuple[str, ...]]] = {"operators": {}, "governors": {}}
    effects: dict[str, Realis] = {"be to": Realis.PLANNED}
    for section, words in found.items():
        for name, entry in table[section].items():
            if "realis" in entry:
                effects[name] = Realis(entry["realis"])
            for word in dict.fromkeys(_forms(entry)):
                words[word] = (*words.get(word, ()), name)
    return Cues(found["operators"], found["governors"], effects)


def _forms(entry: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield from entry.get("words", ())
    for verb in entry.get("verbs", ()):
        yield from (form for form, _ in verb_forms(verb))
    for noun in entry.get("nouns", ()):
        yield from (noun, plural(noun))


class _Level(NamedTuple):
    """A step with its classes as a governor, and those of its operators."""

    step: Step
    governors: tuple[str, ...]
    operators: tuple[str, ...]


def _levels(steps: Iterable[Step], tokens: Tokens) -> list[_Level]:
    cues, lowers = _cues(), tokens.lowers
    found = []
    for step in steps:
        operators = [c for i in step.operators for c in cues.operators.get(lowers[i], ())]
        if step.form == "be to":
            operators.append(step.form)
        governors = cues.governors.get(lowers[step.word], ()) if step.link else ()
        found.append(_Level(step, governors, tuple(dict.fromkeys(operators))))
    return found


def _composed(levels: Sequence[_Level], *, strict: bool) -> Realis:
    """What the classes make of the event, read from the top down.

    Args:
        levels: The trigger first.
        strict: Whether what a governor merely mentions ("after the merger") is as real as any.
    """
    effects = _cues().realis
    found = Realis.ACTUAL
    for level in reversed(levels):
        for operator in level.operators:
            found = _under(found, effects.get(operator, Realis.ACTUAL))
        if level.step.link:
            made = next((effects[g] for g in level.governors if g in effects), Realis.ACTUAL)
            found = _passed_on(found, made, level, strict)
    return found


def _under(outer: Realis, inner: Realis) -> Realis:
    """What both make of it: negation goes before possibility, possibility before plan."""
    return max(outer, inner, key=_STRENGTH.__getitem__)


def _passed_on(found: Realis, made: Realis, level: _Level, strict: bool) -> Realis:
    """What a governor that is itself `found` and makes `made` of what it governs makes of the step below."""
    link, governors = level.step.link, level.governors
    if strict and link not in _CLAUSES and link not in _PARTS:
        passes = not governors or made is not Realis.ACTUAL or not _TRANSPARENT.isdisjoint(governors)
        if link in _LOOSE or not passes:
            return Realis.ACTUAL
    reports = "report" in governors and bool(level.step.form)
    if link == "content" and reports and made is not Realis.NEGATED:
        return Realis.ACTUAL
    if found is made is Realis.NEGATED:
        return Realis.ACTUAL
    return _under(found, made)


def realis_features(
    reading: Reading, steps: Sequence[Step], tokens: Tokens, *, future: bool
) -> Iterator[str]:
    """What the learned weights look at.

    Args:
        reading: The event.
        steps: What governs the trigger; see `governors`.
        tokens: The article's tokens.
        future: Whether its time is after the article's date.
    """
    kind, part = reading.candidate.evocation.frame.type, reading.candidate.evocation.kind
    levels = _levels(steps, tokens)
    strict, loose = _composed(levels, strict=True), _composed(levels, strict=False)
    yield "bias"
    yield f"part {kind} {part}"
    yield f"told {strict} {loose}"
    yield f"told {kind} {strict}"
    for near in range(1, min(_NEAR, len(levels)) + 1):
        yield f"told{near} {part} {_composed(levels[:near], strict=True)}"
    if levels[0].step.form:
        yield f"form {strict} {levels[0].step.form}"
    if future:
        yield f"future {part}"
    yield from _standing(levels, part)


def _standing(levels: Sequence[_Level], part: str) -> Iterator[str]:
    """The classes by where they stand: `via` is the loosest link between there and the trigger."""
    via = ""
    for k, (step, governors, operators) in enumerate(levels):
        if k == 1:
            yield f"link {part} {step.link}"
            yield f"marker {step.link} {step.marker}"
        if via not in _LOOSE and not (via and via not in _CLAUSES and step.link in _CLAUSES):
            via = step.link
        for governor in governors or (("?",) if k else ()):
            yield f"governor {governor}"
            yield f"governor {step.link} {governor}"
            yield f"governor {via} {governor}"
        for operator in operators:
            yield f"operator {operator}"
            yield f"operator {part} {operator}"
            yield f"operator {via} {operator}"


def realis(
    reading: Reading,
    steps: Sequence[Step],
    tokens: Tokens,
    weights: Mapping[str, Sequence[float]],
    *,
    future: bool,
) -> Realis:
    """How the text presents an event; the arguments as for `realis_features`, `weights` as in `Learned`."""
    implied = reading.candidate.evocation.trigger.realis
    if implied is not None:
        return implied
    features = dict.fromkeys(realis_features(reading, steps, tokens, future=future))
    known = [weights[feature] for feature in features if feature in weights]
    scores = [sum(column) for column in zip(*known, strict=True)]
    if not any(scores):
        return _composed(_levels(steps, tokens), strict=True)
    return max(zip(scores, Realis, strict=True), key=lambda pair: pair[0])[1]
