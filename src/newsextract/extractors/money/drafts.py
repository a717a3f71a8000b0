"""Joins atoms to amounts: ranges, lists that share a mark or a scale, dollars and cents."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from newsextract.language.resources import load_toml

from .atoms import Atom
from .currencies import Mark
from .figures import exact_sum, shift
from .lexemes import Lexemes
from .sharing import RANGE_SIGNS, follows_between, gap_between, share_marks
from .unmarked import mark_by_context, unmarked_vague_sums

_MAY_FOLLOW = ("more", "less", "each", "apiece", "and", "or", "per", "a")


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
        is_borrowed: Whether the mark is that of another amount.
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
    is_borrowed: bool = False
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


def make_drafts(lexemes: Lexemes, atoms: list[Atom]) -> list[Draft]:
    """The amounts that the atoms make, in order; those without any mark are left out."""
    share_marks(lexemes, atoms)
    mark_by_context(lexemes, atoms)
    vague = [Draft(i, i + 1, None, None, None, False, "vague") for i in unmarked_vague_sums(lexemes)]
    return sorted([*_joined(lexemes, atoms), *vague], key=lambda draft: draft.first)


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
    power = atom.mark.power if atom.mark else 0
    value = None if atom.vague else shift(atom.value, power)
    rule = "vague" if atom.vague else atom.inherited or ("mark before" if atom.before else "mark behind")
    scaled, is_borrowed = _is_plain_sum(lexemes, atom), bool(atom.inherited)
    return Draft(atom.first, atom.stop, value, value, atom.mark, scaled, rule, is_borrowed)


def _is_plain_sum(lexemes: Lexemes, atom: Atom) -> bool:
    words = lexemes.words[atom.first : atom.stop]
    if "m" in words and atom.before is None:  # the "m" of "100m won" is metres as often as millions
        return False
    return atom.power > 1 or any("," in w for w in words if len(w) > 4)


def _range(lexemes: Lexemes, left: Atom, right: Atom) -> Draft | None:
    if right.mark is None or left.vague or right.vague or not left.value < right.value:
        return None
    if (left.before or left.after) not in (right.before, right.after):
        return None
    gap = gap_between(lexemes, left, right)
    is_joined = gap in RANGE_SIGNS[1:] or (gap == "&" and follows_between(lexemes, left))
    if not is_joined and not (gap == "t" and _spans(lexemes, left, right)):
        return None
    low, high = _single(lexemes, left), _single(lexemes, right)
    scaled = low.scaled or high.scaled
    return Draft(left.first, right.stop, low.low, high.high, left.mark, scaled, "range", low.is_borrowed)


def _spans(lexemes: Lexemes, left: Atom, right: Atom) -> bool:
    """Whether "X to Y" is a range, not a step and a level ("rose $2 to $50") nor a change."""
    words = _change_words()
    before = lexemes.before(left.first, 3)
    if "from" in before:
        return any(w in words["ranging"] for w in lexemes.before(left.first, 4))
    return not any(w in words["movement"] for w in before) and right.value <= shift(left.value, 1)


def _with_minor(lexemes: Lexemes, draft: Draft, left: Atom, right: Atom) -> Draft | None:
    """Dollars and cents: "20 dollars and 43 cents", "15 dollars 50", "five mao five"."""
    gap = gap_between(lexemes, left, right)
    if gap not in ("", "&") or left.power or right.power or right.before or draft.low is None:
        return None
    if right.vague or not 0 < right.number < 100:
        return None
    power = _power_of_part(lexemes, draft, left, right, gap)
    if power is None:
        return None
    total = exact_sum(draft.low, shift(right.number, power))
    return Draft(draft.first, right.stop, total, total, draft.mark, draft.scaled, "main and minor unit")


def _power_of_part(lexemes: Lexemes, draft: Draft, left: Atom, right: Atom, gap: str) -> int | None:
    """The power of ten of a smaller part behind a sum, or None if it is no part of it."""
    mark, own = left.mark, right.mark
    if mark is None or draft.mark is None:
        return None
    if own:
        is_part = own.minor and own.power < mark.power and set(own.candidates) & set(draft.mark.candidates)
        return own.power if is_part else None
    digits = 2 + mark.power  # two digits behind dollars, one behind tenths
    has_digits = left.after is not None and len(str(right.number)) == digits
    return -2 if has_digits and not gap and _ends_phrase(lexemes, right) else None


def _ends_phrase(lexemes: Lexemes, atom: Atom) -> bool:
    """Whether no noun follows: "15 dollars 50." but not "15 dollars 50 years ago"."""
    following = lexemes.word(atom.stop)
    return following in _MAY_FOLLOW or not following[0].isalnum()
