"""Links amounts: those that state one value in several currencies, and earlier values."""

from __future__ import annotations

import functools
import itertools
import re

from newsextract.language.resources import load_toml

from .drafts import Draft
from .lexemes import Lexemes
from .units import unit_behind

_PER = r"(?:(?:a|an|per|each|/) \w+ )?"
_OPENS = re.compile(
    _PER + r"(?:[(\[]|, or|, equivalent to|, equal to|, or the equivalent of|, the equivalent of)(?: |$)"
)
_GOES_ON = re.compile(_PER + r"(?:;|,|/|:|or|and|, or|; or)(?: |$)")
_COMPARISON = re.compile(
    r"\b(?:(?:up|down|increase|rise|drop|fall|decrease|decline|gain|jump|higher|lower) .*?from"
    r"|compared (?:with|to)|against|versus|vs)(?: \S+){0,4}$"
)
_TO = re.compile(
    r"\b(?:to|into|in)(?: (?:a|an|about|around|some|nearly|almost|more than|over|just|only|as much as))*$"
)
_INTO = re.compile(r"\binto(?: an?)?$")
_BACK_TO = re.compile(r"\bbefore \w+ing (?:back )?to$")
_FROM = re.compile(r"\bfrom(?: \S+){0,4}$")
_FAR = 14


@functools.cache
def _change() -> dict[str, frozenset[str]]:
    change: dict[str, list[str]] = load_toml("money_context.toml")["change"]
    return {name: frozenset(words) for name, words in change.items()}


@functools.cache
def _hedges() -> re.Pattern[str]:
    """Words that may stand before an amount that says the same: "about", "the equivalent of"."""
    data = load_toml("money_context.toml")
    phrases = [p for entries in data["qualifiers"].values() for p in entries] + data["equivalence"]["words"]
    any_phrase = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?:(?:{any_phrase})(?: |$))*")


def link(lexemes: Lexemes, drafts: list[Draft]) -> None:
    """Set ``equivalents`` and ``previous``; members of a group are counted by the same unit."""
    groups = _groups(lexemes, drafts)
    for group in groups:
        unit = next((d.per for d in group if d.per), None) or _unit_behind_bracket(lexemes, group)
        for draft in group:
            draft.equivalents = [other for other in group if other is not draft]
            draft.per = draft.per or unit
    for before, after in itertools.pairwise(groups):
        _link_change(lexemes, before, after)


def _unit_behind_bracket(lexemes: Lexemes, group: list[Draft]) -> str | None:
    """The unit in "150,000 yuan (US$22,200) a day"."""
    stop = group[-1].stop
    return unit_behind(lexemes, stop + 1) if len(group) > 1 and lexemes.word(stop) == ")" else None


def _groups(lexemes: Lexemes, drafts: list[Draft]) -> list[list[Draft]]:
    """The amounts in order, those of one value together."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        if groups and _same_value(lexemes, groups[-1], draft):
            groups[-1].append(draft)
        else:
            groups.append([draft])
    return groups


def _same_value(lexemes: Lexemes, group: list[Draft], draft: Draft) -> bool:
    last = group[-1]
    if draft.first - last.stop > _FAR or any(d.mark is draft.mark or d.low is None for d in group):
        return False
    if any(d.currency == draft.currency for d in group) or draft.low is None:
        return False
    gap = " ".join(lexemes.words[last.stop : draft.first])
    opens = (_GOES_ON if len(group) > 1 else _OPENS).match(gap)
    if not opens or _hedges().fullmatch(gap, opens.end()) is None:
        return False
    return "(" in gap or len(group) > 1 or draft.per == last.per


def _link_change(lexemes: Lexemes, before: list[Draft], after: list[Draft]) -> None:
    """Set ``previous`` on the later value of a change."""
    first, second = before[0], after[0]
    gap = lexemes.words[before[-1].stop : second.first]
    if first.currency != second.currency or len(gap) > _FAR or _breaks(gap) or first.low is None:
        return
    if any(w in _change()["forecast"] for w in gap):
        return
    lead, tail = lexemes.before(first.first, 8), " ".join(gap)
    if _goes_on(lead, tail):
        second.previous = first
    elif _compares(lead, tail):
        first.previous = second


def _breaks(gap: list[str]) -> bool:
    """Whether a sentence or paragraph ends in between."""
    return any(w in ".;!?" or "\n" in w for w in gap)


def _goes_on(lead: list[str], tail: str) -> bool:
    """Whether the value changes in order: "from X to Y", "turned X into Y", "X before falling to Y"."""
    if "from" in lead[-4:] and _TO.search(tail):
        return True
    is_turned = _INTO.search(tail) and any(w in _change()["turning"] for w in lead)
    return bool(is_turned or _BACK_TO.search(tail))


def _compares(lead: list[str], tail: str) -> bool:
    """Whether the later words give the earlier value: "to X from Y", "X, compared with Y"."""
    if _COMPARISON.search(tail):
        return True
    return bool(_FROM.search(tail)) and any(w in ("to", "at", *_change()["movement"]) for w in lead[-5:])
