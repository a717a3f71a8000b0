"""Links amounts: those that state one value in several currencies, and earlier values."""

from __future__ import annotations

import functools
import itertools
import re
from typing import Any

from newsextract.language.resources import load_toml

from .drafts import Draft
from .lexemes import Lexemes

_PER = r"(?:(?:a|an|per|each|/) \w+ )?"
_OPENS = re.compile(
    _PER + r"(?:[(\[]|, or|, equivalent to|, equal to|, or the equivalent of|, the equivalent of|or)(?: |$)"
)
_GOES_ON = re.compile(_PER + r"(?:;|,|/|:|or|and|, or|; or)(?: |$)")
_FAR = 14


@functools.cache
def _change() -> dict[str, Any]:
    change: dict[str, Any] = load_toml("money_context.toml")["change"]
    return change


@functools.cache
def _hedges() -> re.Pattern[str]:
    """Words that may stand between the bracket and the amount in it."""
    data = load_toml("money_context.toml")
    phrases = [p for table in ("qualifiers",) for entries in data[table].values() for p in entries]
    phrases += [
        "equivalent to",
        "equal to",
        "the equivalent of",
        "equivalent of",
        "worth",
        "or",
        "then",
        "us",
        "=",
    ]
    return re.compile(rf"(?:(?:{'|'.join(map(re.escape, sorted(phrases, key=len, reverse=True)))})(?: |$))*")


def link(lexemes: Lexemes, drafts: list[Draft]) -> None:
    """Set ``equivalents`` and ``previous``; members of a group are counted by the same unit."""
    groups = _groups(lexemes, drafts)
    for group in groups:
        unit = next((d.per for d in group if d.per), None)
        for draft in group:
            draft.equivalents = [other for other in group if other is not draft]
            draft.per = draft.per or unit
    for before, after in itertools.pairwise(groups):
        _link_change(lexemes, before, after)


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
    if gap == "or" and len(group) == 1:
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
    lead = lexemes.words[max(0, first.first - 5) : first.first]
    tail = " ".join(gap)
    if (
        _ends_with_from(lead)
        and re.search(
            r"\b(?:to|into|in)\b(?: (?:a|an|about|around|some|nearly|almost|more than|over|just|only))*$",
            tail,
        )
    ) or re.search(r"\bbefore \w+ing (?:back )?to$", tail):
        second.previous = first
    elif _compares(tail, lead):
        first.previous = second


def _breaks(gap: list[str]) -> bool:
    """Whether a sentence or paragraph ends in between."""
    return any(w in ".;!?" or "\n" in w for w in gap)


def _ends_with_from(lead: list[str]) -> bool:
    return "from" in lead[-4:]


def _compares(tail: str, lead: list[str]) -> bool:
    """Whether the later words give the earlier value: "to X from Y", "X, compared with Y"."""
    tail = re.sub(r"^[)\]] ?", "", tail)
    if re.search(r"\b(?:up|down|compared (?:with|to)|against|versus|vs\.?)\b", tail):
        return True
    return tail.endswith("from") and any(w in ("to", "at", *_change()["movement"]) for w in lead)
