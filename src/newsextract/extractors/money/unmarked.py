"""Sums that have no mark of their own: "another 550m to follow", "108.35 per dollar", "millions in aid"."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from newsextract.language.resources import load_toml

from .atoms import Atom
from .currencies import Mark
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
        elif atom.power >= 6 and (mark := _currency_before(lexemes, atoms, i)):
            atom.after, atom.inherited = mark, "currency of the amount before"
            end = atoms[i + 1] if i + 1 < len(atoms) else None
            if (
                end
                and not end.mark
                and end.power >= 6
                and lexemes.shape[atom.stop : end.first] in ("t", "-", "~")
            ):
                end.after, end.inherited = mark, atom.inherited


def _rate_currency(lexemes: Lexemes, atom: Atom) -> Mark | None:
    """The currency of which a number goes for one of another: "the yen rose to 108.35 per dollar"."""
    if lexemes.words[atom.stop : atom.stop + 1] != ["per"] or lexemes.shape[
        atom.stop + 1 : atom.stop + 2
    ] not in ("n", "N"):
        return None
    for i in range(atom.first - 1, max(-1, atom.first - _NEAR), -1):
        if lexemes.shape[i] in "nN":
            return lexemes.marks[i]
        if _ends_sentence(lexemes.words[i]):
            return None
    return None


def _currency_before(lexemes: Lexemes, atoms: list[Atom], i: int) -> Mark | None:
    atom, words = atoms[i], _words()
    cue = lexemes.words[atom.first - 1] if atom.first else ""
    following = lexemes.words[atom.stop] if atom.stop < len(lexemes.words) else "."
    is_level = i > 0 and atoms[i - 1].mark and lexemes.shape[atoms[i - 1].stop : atom.first] == "t"
    if not (is_level or cue in words["cues"]) or (
        following[0].isalnum() and following not in words["followers"]
    ):
        return None
    scaled = [a for a in atoms[max(0, i - 8) : i] if a.power >= 3 and atom.first - a.stop < _FAR]
    if not scaled or scaled[-1].mark is None or "\n" in "".join(lexemes.words[scaled[-1].stop : atom.first]):
        return None
    outside = [a for a in scaled if a.mark and not _in_brackets(lexemes, a, atom)]
    return outside[-1].mark if outside else None


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
