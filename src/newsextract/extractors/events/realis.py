"""Whether the text presents an event as fact, plan, denial or possibility.

Cue words give a first answer: auxiliaries, negations, governing verbs and nouns, subordinators. How much each
counts in its place was learned from annotated news (`training/events.py`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsextract.language import Tokens, load_toml
from newsextract.model import Realis

from .morphology import verb_forms
from .reading import Reading

_ORDER = (Realis.NEGATED, Realis.HYPOTHETICAL, Realis.PLANNED)
_WINDOW = 2
_REACH = 4
_CLOSE = 2


@functools.cache
def _cues() -> Mapping[str, Realis]:
    """Each cue word with the realis it gives."""
    table = load_toml("events-realis.toml")
    found: dict[str, Realis] = {}
    for name in ("planned", "hypothetical", "negated"):
        for word in table[name]["words"]:
            found[word] = Realis(name)
        for verb in table[name]["verbs"]:
            for form, _ in verb_forms(verb):
                found[form] = Realis(name)
    return found


def by_cues(tokens: Tokens, modifiers: Iterable[int]) -> Realis:
    """The realis that the words around a trigger give.

    Args:
        tokens: The article's tokens.
        modifiers: Tokens of auxiliaries, negations, governing words and subordinators.

    Returns:
        Negation goes before possibility, possibility before plan.
    """
    cues = _cues()
    found = {cues[w] for i in modifiers if (w := tokens.lowers[i]) in cues}
    return next((r for r in _ORDER if r in found), Realis.ACTUAL)


def realis_features(
    reading: Reading, tokens: Tokens, above: Iterable[tuple[int, int]], *, future: bool
) -> Iterator[str]:
    """What the learned weights look at.

    Args:
        reading: The event.
        tokens: The article's tokens.
        above: What governs the trigger, as `Grammar.above` has it.
        future: Whether its time is after the article's date.
    """
    c, modifiers = reading.candidate, reading.construction.modifiers
    kind, part = c.evocation.frame.type, c.evocation.kind
    cue = by_cues(tokens, modifiers)
    yield "bias"
    yield f"type {kind}"
    yield f"part {kind} {part}"
    yield f"word {tokens.lowers[c.start]}"
    yield f"form {part} {'/'.join(sorted(c.evocation.forms))}"
    yield f"cue {cue}"
    yield f"cue {part} {cue}"
    yield f"cue {kind} {cue}"
    if future:
        yield "future"
        yield f"future {kind}"
    for word in dict.fromkeys(tokens.lowers[i] for i in modifiers):
        yield f"by {word}"
        yield f"by {part} {word}"
        yield f"by {kind} {word}"
    for steps, i in above:
        yield f"above {tokens.lowers[i]}"
        if steps <= _CLOSE:
            yield f"above{steps} {tokens.lowers[i]}"
    for k in range(1, min(_WINDOW, c.start) + 1):
        yield f"left{k} {part} {tokens.lowers[c.start - k]}"
    yield f"left {' '.join(tokens.lowers[max(0, c.start - 2) : c.start])}"
    start, end = reading.construction.clause
    for word in dict.fromkeys(tokens.lowers[max(start, c.start - _REACH) : min(end, c.end + _REACH)]):
        yield f"near {word}"


def realis(
    reading: Reading, tokens: Tokens, features: Iterable[str], weights: Mapping[str, Sequence[float]]
) -> Realis:
    """How the text presents the event of a reading with some `realis_features`; `weights` as in `Learned`."""
    implied = reading.candidate.evocation.trigger.realis
    if implied is not None:
        return implied
    scores = [0.0] * len(Realis)
    for feature in dict.fromkeys(features):
        if feature in weights:
            scores = [score + w for score, w in zip(scores, weights[feature], strict=True)]
    if not any(scores):
        return by_cues(tokens, reading.construction.modifiers)
    return max(zip(scores, Realis, strict=True), key=lambda pair: pair[0])[1]
