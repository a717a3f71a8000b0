"""Reads what an amount is counted by: "a share", "per barrel", "on the dollar", "$1.0935" for a euro."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from newsextract.language.resources import load_toml

from .drafts import Draft
from .figures import decimals
from .lexemes import Lexemes

_SENTENCE = 22  # lexemes back that are searched for what the amount is the price of


@dataclass(frozen=True)
class _Units:
    units: frozenset[str]
    short: dict[str, str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    not_times: frozenset[str]
    totals: frozenset[str]
    rates: dict[str, str]
    stocks: frozenset[str]
    levels: frozenset[str]


@functools.cache
def _units() -> _Units:
    per: dict[str, Any] = load_toml("money_context.toml")["per"]
    fields: dict[str, Any] = {name: frozenset(x) if isinstance(x, list) else x for name, x in per.items()}
    return _Units(**fields)


def unit_of(lexemes: Lexemes, draft: Draft) -> str | None:
    """The unit that an amount is counted by, or None."""
    return unit_behind(lexemes, draft.stop) or _unit_before(lexemes, draft.first) or _price_of(lexemes, draft)


def unit_behind(lexemes: Lexemes, stop: int) -> str | None:
    """The unit whose words stand right behind a lexeme: "a share", "-a-share", "/barrel", "annually"."""
    words = [w for w in lexemes.words[stop : stop + 7] if w != "-"] + ["", "", ""]
    units = _units()
    if words[0] in units.adverbs:
        return units.adverbs[words[0]]
    if words[0] in ("on", "to", "against", "versus") and words[1] == "the":
        return units.rates.get(_currency_at(lexemes, stop + 2))
    if words[0] == "in":
        return units.adjectives.get(words[1])
    if words[0] == "for" and words[1] in ("each", "every"):
        words = words[1:]
    if words[0] not in ("a", "an", "per", "each", "every", "/"):
        return None
    return _unit_named(lexemes, stop, words)


def _unit_named(lexemes: Lexemes, stop: int, words: list[str]) -> str | None:
    units = _units()
    for unit, following in ((" ".join(words[1:3]), words[3]), (words[1], words[2])):
        known = units.short.get(unit) or (unit if unit in units.units else None)
        if known:
            return None if following in units.not_times else known  # "a year ago"
    if words[0] != "per" or not words[1].isalpha() or words[1] == "cent":
        return None
    return _currency_at(lexemes, stop + 1) or words[1]


def _currency_at(lexemes: Lexemes, i: int) -> str:
    """The last word of a currency's name that begins there ("dollar" of "US dollar"), or ""."""
    mark = lexemes.marks.get(i)
    return mark.form.split()[-1] if mark else ""


def _unit_before(lexemes: Lexemes, first: int) -> str | None:
    """The unit in "a monthly rental of $500"; "an annual profit of $5m" is no rate."""
    words = lexemes.before(first, 4)
    units = _units()
    if words[-1:] != ["of"] or any(w in units.totals for w in words):
        return None
    return next((units.adjectives[w] for w in reversed(words) if w in units.adjectives), None)


def _price_of(lexemes: Lexemes, draft: Draft) -> str | None:
    """What a price is the price of, where the sentence before it tells: a share, another currency."""
    if draft.mark is None or draft.scaled or draft.low is None:
        return None
    units, before = _units(), range(_sentence_before(lexemes, draft.first), draft.first)
    against = [
        i for i in before if lexemes.words[i] in ("against", "versus") and lexemes.word(i + 1) == "the"
    ]
    unit = next(
        (units.rates[lexemes.word(i + 2)] for i in against if lexemes.word(i + 2) in units.rates), None
    )
    if unit:
        return unit
    if decimals(draft.low) >= 3:
        named = [lexemes.marks[i] for i in before if lexemes.shape[i] in "nN"]
        return units.rates.get(named[-1].form.split()[-1]) if named else None
    is_stock = any(lexemes.words[i] in units.stocks for i in before)
    return "share" if is_stock and lexemes.word(draft.first - 1) in units.levels else None


def _sentence_before(lexemes: Lexemes, first: int) -> int:
    """Index of the first lexeme of the sentence, as far as it is searched."""
    for i in range(first - 1, max(-1, first - _SENTENCE), -1):
        if lexemes.words[i] in ".!?;" or "\n" in lexemes.words[i]:
            return i + 1
    return max(0, first - _SENTENCE)
