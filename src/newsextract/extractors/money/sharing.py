"""Hands marks and scales on: "5, 7 and 9 million euros", "$3 and $4 million", "US$200-300 million"."""

from __future__ import annotations

import functools
import itertools

from newsextract.language.resources import load_toml

from .atoms import Atom
from .figures import shift
from .lexemes import Lexemes

RANGE_SIGNS = ("t", "-", "~")
_CONNECTORS = (*RANGE_SIGNS, "&", "|", ",", ",&", ",|")


@functools.cache
def _months() -> frozenset[str]:
    return frozenset(load_toml("money_context.toml")["change"]["months"])


def gap_between(lexemes: Lexemes, left: Atom, right: Atom) -> str:
    """The shape of what stands between two atoms."""
    return lexemes.shape[left.stop : right.first]


def follows_between(lexemes: Lexemes, atom: Atom) -> bool:
    """Whether "between" stands before an atom, or one word before it ("between about $5 and $7")."""
    return "b" in lexemes.shape[max(0, atom.first - 2) : atom.first]


def share_marks(lexemes: Lexemes, atoms: list[Atom]) -> None:
    """Give atoms the marks and scales that stand only at their neighbours."""
    for i in range(len(atoms) - 1, 0, -1):
        left, right = atoms[i - 1], atoms[i]
        gap = gap_between(lexemes, left, right)
        if gap not in _CONNECTORS or left.vague or right.vague or right.mark is None:
            continue
        if left.mark is None and right.after is not None and _lists_with(lexemes, atoms, i, gap):
            left.after = right.after
            _share_scale(left, right)
        elif left.before is not None and left.before == right.before and left.after is None:
            _share_scale(left, right)
    for left, right in itertools.pairwise(atoms):
        if right.mark is None and left.before and _ends_range(lexemes, left, right):
            right.before = left.before
            _share_scale(left, right)


def _share_scale(left: Atom, right: Atom) -> None:
    if not left.power and right.power and left.number <= right.number:
        left.power = right.power


def _lists_with(lexemes: Lexemes, atoms: list[Atom], i: int, gap: str) -> bool:
    """Whether a bare number goes with the marked one behind it: "5 to 7 billion yuan", "5, 7 and 9 euros"."""
    left, right = atoms[i - 1], atoms[i]
    if lexemes.word(left.first - 1) in _months():
        return False  # "January 28 to 285 million dollars"
    if gap in RANGE_SIGNS or (gap == "&" and follows_between(lexemes, left)):
        low, high = shift(left.number, left.power or right.power), shift(right.number, right.power)
        return low < high <= shift(low, 1)
    if gap == ",":  # only within a list that ends with "and"
        return i + 1 < len(atoms) and right.after is atoms[i + 1].after and left.number <= 999
    return left.power > 0 or left.number <= 999  # no year: "in 2004 and 5 million euros"


def _ends_range(lexemes: Lexemes, left: Atom, right: Atom) -> bool:
    """Whether a bare number ends a range: "US$200-300 million", "$30 to 35 a barrel"."""
    if left.vague or right.vague:
        return False
    if left.before and len(left.before.form) == 1 and left.before.form.isalpha():
        return False  # "K2-18b"
    if not shift(left.number, left.power or right.power) < shift(right.number, right.power):
        return False
    gap = gap_between(lexemes, left, right)
    if gap == "t":
        return right.power > 0 or lexemes.shape[right.stop : right.stop + 1] in ("", *"a,;:/()")
    return gap in RANGE_SIGNS or (gap == "&" and follows_between(lexemes, left))
