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
_BEFORE = 5
_CLIMB = 4
_REACH = 12
_EDGE = "|"
_CLAUSES = frozenset(("complement", "purpose", "content"))
_LOOSE = frozenset(("prepositional", "modifier", "adjunct", "possessor"))
_PARTS = frozenset(("compound", "quantity"))
_TRANSPARENT = frozenset(("causation", "occurrence"))
_PAST = frozenset(("past", "was", "had"))
_STRENGTH = {r: i for i, r in enumerate((Realis.ACTUAL, Realis.PLANNED, Realis.HYPOTHETICAL, Realis.NEGATED))}


class Cues(NamedTuple):
    """Words by class.

    Attributes:
        operators: The classes of what bears on a word.
        governors: The classes of what governs a word.
        realis: What each class makes of it, if anything.
        telling: What bears on a word and is in a class that makes something of it.
    """

    operators: Mapping[str, tuple[str, ...]]
    governors: Mapping[str, tuple[str, ...]]
    realis: Mapping[str, Realis]
    telling: frozenset[str]


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
    operators = found["operators"]
    telling = frozenset(word for word, names in operators.items() if not effects.keys().isdisjoint(names))
    return Cues(operators, found["governors"], effects, telling)


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
            if operator in effects:
                found = _under(found, effects[operator])
        if level.step.link:
            made = next((effects[g] for g in level.governors if g in effects), Realis.ACTUAL)
            found = _passed_on(found, made, level, strict)
    return found


def _under(outer: Realis, inner: Realis) -> Realis:
    """What both make of it: negation goes before possibility, possibility before plan."""
    return outer if _STRENGTH[outer] >= _STRENGTH[inner] else inner


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


class Scene(NamedTuple):
    """Where an event is told.

    Attributes:
        steps: What governs the trigger; see `governors`.
        sentence: Token range of the sentence.
        future: Whether the time of the event is after the article's date.
        times: Where any times of the sentence lie, seen from that date; see `setting.horizon`.
    """

    steps: Sequence[Step]
    sentence: tuple[int, int]
    future: bool
    times: frozenset[str]


def realis_features(reading: Reading, scene: Scene, tokens: Tokens) -> Iterator[str]:
    """What the learned weights look at.

    Args:
        reading: The event.
        scene: Where it is told.
        tokens: The article's tokens.
    """
    return _features(reading, scene, tokens, _levels(scene.steps, tokens))


def _features(reading: Reading, scene: Scene, tokens: Tokens, levels: Sequence[_Level]) -> Iterator[str]:
    kind, part = reading.candidate.evocation.type, reading.candidate.evocation.kind
    strict, loose = _composed(levels, strict=True), _composed(levels, strict=False)
    yield "bias"
    yield f"part {kind} {part}"
    yield f"told {strict} {loose}"
    yield f"told {kind} {strict}"
    for near in range(1, min(_NEAR, len(levels)) + 1):
        yield f"told{near} {part} {_composed(levels[:near], strict=True)}"
    if levels[0].step.form:
        yield f"form {strict} {levels[0].step.form}"
    if scene.future:
        yield f"future {part}"
    yield from _standing(levels, part)
    yield from _above(scene.steps, tokens.lowers)
    yield from _around(reading, scene, tokens)


def _above(steps: Sequence[Step], lowers: Sequence[str]) -> Iterator[str]:
    """The words above the trigger and those that bear on them, by the links that lead there."""
    path = ""
    for step in steps[:_CLIMB]:
        path = f"{path}>{step.link}"
        yield f"path {path} {step.form}"
        yield from (f"path {path} by {lowers[i]}" for i in step.operators)
    for step in steps[1:]:
        word = lowers[step.word]
        yield f"under {word}"
        yield f"under {step.link} {word}"


def _around(reading: Reading, scene: Scene, tokens: Tokens) -> Iterator[str]:
    """The trigger itself, the words around it, and the times of the sentence."""
    c, lowers, telling = reading.candidate, tokens.lowers, _cues().telling
    kind, lemma, part = c.evocation.type, c.evocation.lemma, c.evocation.kind
    first, stop = scene.sentence
    yield f"lemma {lemma}"
    yield f"lemma {kind} {lemma}"
    yield f"left {lowers[c.start - 1] if c.start > first else _EDGE}"
    yield f"right {lowers[c.end] if c.end < stop else _EDGE}"
    yield f"head {part} {scene.steps[0].form} {first == 0}"
    yield from (f"sentence {word}" for word in lowers[first:stop] if word in telling)
    before = lowers[max(first, c.start - _BEFORE) : c.start]
    yield from (f"before {part} {word}" for word in before if word in telling)
    yield from (f"earlier {word}" for word in lowers[max(first, c.start - _REACH) : c.start])
    yield from (f"later {word}" for word in lowers[c.end : min(stop, c.end + _REACH)])
    yield from (f"close before {word}" for word in before)
    yield from (f"close after {word}" for word in lowers[c.end : min(stop, c.end + _BEFORE)])
    for time in sorted(scene.times) or ("none",):
        yield f"time {time}"
        yield f"time {part} {time}"


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


def realis(reading: Reading, scene: Scene, tokens: Tokens, weights: Mapping[str, Sequence[float]]) -> Realis:
    """How the text presents an event; the arguments as for `realis_features`, `weights` as in `Learned`."""
    implied = reading.candidate.evocation.trigger.realis
    if implied is not None:
        return implied
    levels = _levels(scene.steps, tokens)
    if _is_denied(levels):
        return Realis.NEGATED
    if _is_plain(levels, scene, tokens):
        return Realis.ACTUAL
    features = dict.fromkeys(_features(reading, scene, tokens, levels))
    known = [weights[feature] for feature in features if feature in weights]
    scores = [sum(column) for column in zip(*known, strict=True)]
    if not any(scores):
        return _composed(levels, strict=True)
    return max(zip(scores, Realis, strict=True), key=lambda pair: pair[0])[1]


def _is_denied(levels: Sequence[_Level]) -> bool:
    """Whether the text says outright that it is not so: too rare in annotated news to be learned.

    That is "denied that it had bought", "does not plan to buy".
    """
    if len(levels) < 2 or _composed(levels[:2], strict=True) is not Realis.NEGATED:
        return False
    link, effects = levels[1].step.link, _cues().realis
    is_negated = any(effects.get(o) is Realis.NEGATED for o in levels[1].operators)
    return (link == "content" and "denial" in levels[1].governors) or (link in _CLAUSES and is_negated)


def _is_plain(levels: Sequence[_Level], scene: Scene, tokens: Tokens) -> bool:
    """Whether a past tense tells it and nothing in the sentence tells otherwise.

    In annotated news 987 of 1,000 such events are actual.
    """
    form = next((level.step.form for level in levels if level.step.form), "")
    if form not in _PAST or scene.future or "future" in scene.times:
        return False
    if not _cues().telling.isdisjoint(tokens.lowers[slice(*scene.sentence)]):
        return False
    return _composed(levels, strict=True) is _composed(levels, strict=False) is Realis.ACTUAL
