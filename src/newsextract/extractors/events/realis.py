"""Whether the text presents an event as fact, plan, denial or possibility."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from newsextract.language import Tokens, load_toml
from newsextract.model import Realis

from .morphology import verb_forms


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


_ORDER = (Realis.NEGATED, Realis.HYPOTHETICAL, Realis.PLANNED)


def realis(tokens: Tokens, modifiers: Iterable[int]) -> Realis:
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
