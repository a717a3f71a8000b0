"""Reads what stands around an amount: "more than", "up to", "a share", "per barrel"."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from newsextract.language.resources import load_toml

from .drafts import Draft
from .lexemes import Lexemes

_LONGEST = 5


@dataclass(frozen=True)
class _Phrases:
    before: dict[str, str]
    after: dict[str, str]
    units: frozenset[str]
    short: dict[str, str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]


@functools.cache
def _phrases() -> _Phrases:
    data: dict[str, Any] = load_toml("money_context.toml")
    per = data["per"]
    return _Phrases(
        _by_phrase(data["qualifiers"]),
        _by_phrase(data["qualifiers_after"]),
        frozenset(per["units"]),
        per["short"],
        per["adverbs"],
        per["adjectives"],
    )


def _by_phrase(table: dict[str, list[str]]) -> dict[str, str]:
    return {phrase: qualifier for qualifier, phrases in table.items() for phrase in phrases}


def describe(lexemes: Lexemes, drafts: list[Draft]) -> None:
    """Set ``qualifier`` and ``per`` of each amount."""
    for draft in drafts:
        draft.qualifier = qualifier_before(lexemes, draft.first) or _qualifier_after(lexemes, draft.stop)
        draft.per = per_behind(lexemes, draft.stop) or _per_before(lexemes, draft.first)


def qualifier_before(lexemes: Lexemes, first: int) -> str | None:
    """The qualifier whose words end right before a lexeme; the longest wins."""
    if first and lexemes.shape[first - 1] == "b":
        first -= 1
    phrases = _phrases().before
    for count in range(min(_LONGEST, first), 0, -1):
        found = phrases.get(" ".join(lexemes.words[first - count : first]))
        if found:
            return found
    return None


def _qualifier_after(lexemes: Lexemes, stop: int) -> str | None:
    phrases = _phrases().after
    for count in (3, 2, 1):
        found = phrases.get(" ".join(lexemes.words[stop : stop + count]))
        if found:
            return found
    return None


def per_behind(lexemes: Lexemes, stop: int) -> str | None:
    """The unit behind an amount: "a share", "-a-share", "per barrel", "/barrel", "on the dollar"."""
    words = [w for w in lexemes.words[stop : stop + 6] if w != "-"]
    if not words:
        return None
    phrases = _phrases()
    if words[0] in phrases.adverbs:
        return phrases.adverbs[words[0]]
    if words[:2] in (["on", "the"], ["to", "the"]) and words[2:3] and words[2] in ("dollar", "euro", "pound"):
        return words[2]
    if words[0] == "in" and words[1:2] and words[1] in phrases.adjectives:
        return phrases.adjectives[words[1]]
    if words[0] not in ("a", "an", "per", "each", "every", "/", "for"):
        return None
    if words[0] == "for" and words[1:2] not in (["each"], ["every"]):
        return None
    rest = words[2:] if words[0] == "for" else words[1:]
    for count in (2, 1):
        unit = " ".join(rest[:count])
        if unit in phrases.short or unit in phrases.units:
            return phrases.short.get(unit, unit)
    if words[0] == "per" and rest and rest[0].isalpha() and rest[0] != "cent":
        return _last_of_name(lexemes, stop + 1) or rest[0]
    return None


def _last_of_name(lexemes: Lexemes, at: int) -> str | None:
    """The last word of a currency name of several words: "dollar" of "US dollar"."""
    mark = lexemes.marks.get(at)
    return mark.form.split()[-1] if mark else None


def _per_before(lexemes: Lexemes, first: int) -> str | None:
    """The unit in "a monthly rental of $500"."""
    words = lexemes.words[max(0, first - 4) : first]
    adjectives = _phrases().adjectives
    if not words or words[-1] != "of":
        return None
    return next((adjectives[w] for w in reversed(words) if w in adjectives), None)
