"""Joins atoms to amounts: ranges, lists that share a mark or a scale, dollars and cents."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from newsextract.language.resources import load_toml

from .atoms import Atom
from .currencies import Mark
from .figures import exact_sum, shift
from .lexemes import Lexemes
from .unmarked import mark_by_context, unmarked_vague_sums


@dataclass(slots=True, eq=False)
class Draft:
    """An amount in the making.

    Attributes:
        first: Index of its first lexeme.
        stop: Index behind its last lexeme.
        low: Lower bound in the main unit, or None for vague sums.
        high: Upper bound.
        mark: What says the currency, or None where another amount says it.
        scaled: Whether a scale or separators show that it is a plain sum.
        rule: How it was found.
        currency: The code, once resolved.
        candidates: Codes it may be.
        qualifier: See `Qualifier`.
        per: Unit it is counted by.
        equivalents: The other amounts that state the same value.
        previous: The amount it changed from.
    """

    first: int
    stop: int
    low: Decimal | None
    high: Decimal | None
    mark: Mark | None
    scaled: bool
    rule: str
    currency: str | None = None
    candidates: tuple[str, ...] = ()
    qualifier: str | None = None
    per: str | None = None
    equivalents: list[Draft] = field(default_factory=list)
    previous: Draft | None = None


@functools.cache
def _change_words() -> dict[str, Any]:
    change: dict[str, Any] = load_toml("money_context.toml")["change"]
    return {name: frozenset(words) for name, words in change.items()}


def drafts(lexemes: Lexemes, atoms: list[Atom]) -> list[Draft]:
    """The amounts that the atoms make, in order; those without any mark are left out."""
    _share_marks(lexemes, atoms)
    mark_by_context(lexemes, atoms)
    vague = [Draft(i, i + 1, None, None, None, False, "vague") for i in unmarked_vague_sums(lexemes)]
    return sorted([*_joined(lexemes, atoms), *vague], key=lambda draft: draft.first)


def _share_marks(lexemes: Lexemes, atoms: list[Atom]) -> None:
    """Hand marks and scales on: "5, 7 and 9 million euros", "$3 and $4 million", "US$200-300 million"."""
    for i in range(len(atoms) - 1, 0, -1):
        left, right = atoms[i - 1], atoms[i]
        gap = _gap(lexemes, left, right)
        if gap not in _CONNECTORS or left.number is None or right.number is None or right.mark is None:
            continue
        if left.mark is None and right.after is not None and _may_share(lexemes, atoms, i, gap):
            left.after = right.after
            _share_scale(left, right)
        elif left.mark is not None and left.before == right.before:
            _share_scale(left, right)
    for left, right in itertools.pairwise(atoms):
        if (
            right.mark is None
            and left.before is not None
            and left.number is not None
            and right.number is not None
        ) and _is_range_tail(lexemes, left, right):
            right.before = left.before
            _share_scale(left, right)


_CONNECTORS = ("t", "-", "~", "&", "|", ",", ",&", ",|")


def _gap(lexemes: Lexemes, left: Atom, right: Atom) -> str:
    return lexemes.shape[left.stop : right.first]


def _may_share(lexemes: Lexemes, atoms: list[Atom], i: int, gap: str) -> bool:
    """Whether a bare number before "7 million euros" is of the same kind."""
    left, right = atoms[i - 1], atoms[i]
    assert left.number is not None and right.number is not None
    if gap in ("&", "|") and not left.power and right.power and left.number > 999:
        return False  # a year: "in 2004 and 5 million euros"
    if gap == ",":  # only within a list that ends with "and"
        return i + 1 < len(atoms) and right.after is atoms[i + 1].after and left.number <= 999
    if gap in ("t", "-", "~"):
        low, high = shift(left.number, left.power or right.power), shift(right.number, right.power)
        return low < high <= shift(low, 1) and not _is_day(lexemes, left)
    return not _is_year(lexemes, left)


def _is_day(lexemes: Lexemes, atom: Atom) -> bool:
    return atom.first > 0 and lexemes.words[atom.first - 1] in _change_words()["months"]


def _is_year(lexemes: Lexemes, atom: Atom) -> bool:
    word = lexemes.words[atom.first]
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _share_scale(left: Atom, right: Atom) -> None:
    assert left.number is not None and right.number is not None
    if not left.power and right.power and left.number <= right.number:
        left.power = right.power


def _is_range_tail(lexemes: Lexemes, left: Atom, right: Atom) -> bool:
    """Whether a bare number ends a range: "US$200-300 million", "$30 to 35 a barrel"."""
    gap = _gap(lexemes, left, right)
    assert left.number is not None and right.number is not None
    if left.before and len(left.before.form) == 1 and left.before.form.isalpha():
        return False  # "K2-18b"
    low, high = shift(left.number, left.power or right.power), shift(right.number, right.power)
    if not low < high:
        return False
    following = lexemes.shape[right.stop : right.stop + 1]
    return (
        gap in ("-", "~")
        or (gap == "t" and (right.power > 0 or following in "a,;:/()"))
        or _between(lexemes, left, gap)
    )


def _between(lexemes: Lexemes, left: Atom, gap: str) -> bool:
    return gap == "&" and "b" in lexemes.shape[max(0, left.first - 2) : left.first]


def _joined(lexemes: Lexemes, atoms: list[Atom]) -> Iterator[Draft]:
    i = 0
    while i < len(atoms):
        draft = _single(lexemes, atoms[i]) if atoms[i].mark else None
        if draft and i + 1 < len(atoms) and (wider := _range(lexemes, atoms[i], atoms[i + 1])):
            draft, i = wider, i + 1
        while draft and i + 1 < len(atoms) and (wider := _with_minor(lexemes, draft, atoms[i], atoms[i + 1])):
            draft, i = wider, i + 1
        if draft:
            yield draft
        i += 1


def _single(lexemes: Lexemes, atom: Atom) -> Draft:
    value = None if atom.value is None else shift(atom.value, atom.mark.power if atom.mark else 0)
    rule = (
        "vague"
        if atom.number is None
        else atom.inherited or ("mark before" if atom.before else "mark behind")
    )
    return Draft(atom.first, atom.stop, value, value, atom.mark, _is_plain_sum(lexemes, atom), rule)


def _is_plain_sum(lexemes: Lexemes, atom: Atom) -> bool:
    words = lexemes.words[atom.first : atom.stop]
    # The "m" of "100m won" is metres as often as millions.
    return (atom.power > 1 and "m" not in words) or any("," in w for w in words if len(w) > 4)


def _range(lexemes: Lexemes, left: Atom, right: Atom) -> Draft | None:
    gap = _gap(lexemes, left, right)
    if right.mark is None or left.value is None or right.value is None:
        return None
    if (left.before or left.after) not in (right.before, right.after) and left.mark != right.mark:
        return None
    if not left.value < right.value:
        return None
    joined = gap in ("-", "~") or _between(lexemes, left, gap)
    if not joined and not (gap == "t" and _spans(lexemes, left, right)):
        return None
    low, high = _single(lexemes, left), _single(lexemes, right)
    return Draft(left.first, right.stop, low.low, high.high, left.mark, low.scaled or high.scaled, "range")


def _spans(lexemes: Lexemes, left: Atom, right: Atom) -> bool:
    """Whether "X to Y" is a range, not a step and a level ("rose $2 to $50") nor a change."""
    words = _change_words()
    before = lexemes.words[max(0, left.first - 3) : left.first]
    if "from" in before:
        return any(w in words["ranging"] for w in lexemes.words[max(0, left.first - 4) : left.first])
    assert left.value is not None and right.value is not None
    return not any(w in words["movement"] for w in before) and right.value <= shift(left.value, 1)


def _with_minor(lexemes: Lexemes, draft: Draft, left: Atom, right: Atom) -> Draft | None:
    """Dollars and cents: "20 dollars and 43 cents", "15 dollars 50", "five mao five"."""
    gap, mark, own = _gap(lexemes, left, right), left.mark, right.mark
    if gap not in ("", "&") or mark is None or left.power or right.power or right.before:
        return None
    if draft.low is None or right.number is None or not 0 < right.number < 100:
        return None
    if own is None:
        if gap or left.after is None or not _ends_phrase(lexemes, right):
            return None
        power = -2
        if len(str(right.number)) != 2 + mark.power:  # two digits behind dollars, one behind tenths
            return None
    elif (
        own.minor
        and own.power < mark.power
        and draft.mark
        and set(own.candidates) & set(draft.mark.candidates)
    ):
        power = own.power
    else:
        return None
    total = exact_sum(draft.low, shift(right.number, power))
    return Draft(draft.first, right.stop, total, total, draft.mark, draft.scaled, "main and minor unit")


_MAY_FOLLOW = frozenset({"more", "less", "each", "apiece", "and", "or", "per", "a"})


def _ends_phrase(lexemes: Lexemes, atom: Atom) -> bool:
    """Whether no noun follows: "15 dollars 50." but not "15 dollars 50 years ago"."""
    following = lexemes.words[atom.stop] if atom.stop < len(lexemes.words) else "."
    return following in _MAY_FOLLOW or not following[0].isalnum()
