"""Sums that have no mark of their own: "another 550m to follow", "108.35 per dollar", "millions in aid"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from decimal import Decimal

from newsextract.language.resources import load_toml

from .atoms import Atom
from .currencies import Mark
from .figures import EXACT, decimals
from .lexemes import Lexemes

_NEAR = 24  # lexemes back to the currency that an exchange rate is of
_FAR = 80  # lexemes back to the amount whose currency a bare number shares


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    data = load_toml("money_context.toml")
    return {
        "cues": frozenset(data["unmarked"]["cues"]),
        "followers": frozenset(data["unmarked"]["followers"]),
        "nouns": frozenset(data["vague"]["money_nouns"]),
    }


def mark_by_context(lexemes: Lexemes, atoms: list[Atom]) -> None:
    """Give a mark to bare numbers that can only be money."""
    for i, atom in enumerate(atoms):
        if atom.mark or atom.vague:
            continue
        if mark := _rate_currency(lexemes, atom):
            atom.after, atom.inherited = mark, "exchange rate"
        elif _counts_nothing(lexemes, atom) and (mark := _currency_before(lexemes, atoms, i)):
            atom.after, atom.inherited = mark, "currency of the amount before"
            if i + 1 < len(atoms) and _ends_same_range(lexemes, atom, atoms[i + 1]):
                atoms[i + 1].after, atoms[i + 1].inherited = mark, atom.inherited


def _rate_currency(lexemes: Lexemes, atom: Atom) -> Mark | None:
    """The currency of which a number goes for one of another: "the yen rose to 108.35 per dollar".

    Euros and pounds are priced in dollars, not the other way round, so theirs needs a mark to be told.
    """
    words, shape = lexemes.words[atom.stop : atom.stop + 2], lexemes.shape[atom.stop : atom.stop + 3]
    if words[:1] == ["per"]:
        other = shape[1:2]
    elif words in (["to", "the"], ["against", "the"], ["versus", "the"]):
        other = shape[2:3]
    else:
        return None
    if other not in ("n", "N") or atom.power:
        return None
    for i in range(atom.first - 1, max(-1, atom.first - _NEAR), -1):
        if lexemes.shape[i] in "nN":
            mark = lexemes.marks[i]
            return mark if words[0] == "per" or mark.default not in ("EUR", "GBP") else None
        if _ends_sentence(lexemes.words[i]):
            return None
    return None


def _counts_nothing(lexemes: Lexemes, atom: Atom) -> bool:
    """Whether no noun follows that the number could count: "another 550m to follow", not "10m people"."""
    following = lexemes.word(atom.stop)
    return following in _words()["followers"] or not (following[0].isalnum() or following == "%")


def _currency_before(lexemes: Lexemes, atoms: list[Atom], i: int) -> Mark | None:
    """The mark of an amount before, if a bare number goes on from it."""
    atom = atoms[i]
    near = [a for a in atoms[max(0, i - 8) : i] if atom.first - a.stop < _FAR]
    if near and "\n" in "".join(lexemes.words[near[-1].stop : atom.first]):
        return None
    outside = [a for a in near if a.mark and not a.vague and not _in_brackets(lexemes, a, atom)]
    if not outside:
        return None
    cue = _cue(lexemes, atom)
    if atom.power < 6:
        return outside[-1].mark if cue in ("to", "at", "from") and _is_near(outside[-1], atom) else None
    scaled = [a for a in near if a.power >= 3]
    is_level = near[-1].mark and lexemes.shape[near[-1].stop : atom.first] == "t"
    if scaled and scaled[-1].mark and (is_level or cue in _words()["cues"]):
        return outside[-1].mark
    return None


def _cue(lexemes: Lexemes, atom: Atom) -> str:
    """The word before a number; before "the previous year's 70bn" the word that compares."""
    before = lexemes.before(atom.first, 7)
    if before[-1:] == ["s"]:
        return next((w for w in reversed(before[:-1]) if w in _words()["cues"]), "")
    if before[-2:] == ["compared", "to"]:
        return "with"
    return before[-1] if before else ""


def _is_near(amount: Atom, atom: Atom) -> bool:
    """Whether a bare price can be the next or the last one: "$51.15, up from 49.80"."""
    low, high = (EXACT.multiply(amount.number, share) for share in (Decimal("0.8"), Decimal("1.2")))
    return not amount.power and decimals(atom.number) > 0 and low < atom.number < high


def _ends_same_range(lexemes: Lexemes, atom: Atom, end: Atom) -> bool:
    gap = lexemes.shape[atom.stop : end.first]
    return not end.mark and not end.vague and end.power >= 6 and gap in ("t", "-", "~")


def _in_brackets(lexemes: Lexemes, earlier: Atom, later: Atom) -> bool:
    """Whether a bracket that closes in between holds the earlier amount: "77m euros (£53m), up from 38m"."""
    between = lexemes.shape[earlier.stop : later.first]
    closing, opening = between.find(")"), between.find("(")
    return closing >= 0 and (opening < 0 or closing < opening)


def unmarked_vague_sums(lexemes: Lexemes) -> Iterator[int]:
    """Lexemes of "millions" in "millions in damages"."""
    at = lexemes.shape.find("S.")
    while at >= 0:
        following = lexemes.words[at + 1 : at + 4]
        if following[0] == "in" and any(w in _words()["nouns"] for w in following[1:]):
            yield at
        at = lexemes.shape.find("S.", at + 1)


def _ends_sentence(word: str) -> bool:
    return word in ".!?" or "\n" in word
