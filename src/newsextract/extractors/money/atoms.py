"""Finds single sums: a quantity and the currency marks at it, on the shape of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .currencies import Mark
from .figures import EXACT, exact_sum, shift
from .lexemes import Lexemes

_GREATEST = 15  # no two scales together make more than a thousand trillion
_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")

# See `lexemes` for the letters. What a letter goes on with ("_") belongs to it.
_ATOM = re.compile(
    r"""
    (?!\.)  # most letters; without a look ahead, all that follows would be tried on each of them
    (?P<before>[$<cN]_*)?
    (?P<quantity>
        (?P<halves>(?:a~?)?f~?(?:a~?)?)(?=s)                 # half a million
      | (?P<quarters>(?P<count>[a1]_*~?)?q~?(?:oa?~?)?)(?=s) # three quarters of a billion
      | (?P<number>[01]_*)(?P<and_half>~?&~?a~?f)?           # 2 and a half
      | (?P<one>a~?)(?=[snNi])                               # a million; a dollar
      | (?P<vague>a?vo?(?:s~?){0,2} | (?:So?){1,3}(?:a?s)? | M~? | m~?s~?)  # a few hundred; millions of
      | (?=s~?[nN])                                          # million-dollar
    )
    (?P<scales>(?:~?s){0,2}e?)
    (?:~?(?P<after>[$>cnNi])_*(?(before)(?![01]))(?P<late>s?))?
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Atom:
    """One quantity, with the marks that stand at it.

    Attributes:
        first: Index of its first lexeme.
        stop: Index behind its last lexeme.
        number: What is counted, before the scale.
        power: Power of ten of the scale, 0 if there is none.
        before: Mark before the quantity.
        after: Mark behind it.
        vague: Whether it is no number at all: "hundreds of millions".
        inherited: How it came by a mark that does not stand at it, or "".
    """

    first: int
    stop: int
    number: Decimal
    power: int
    before: Mark | None
    after: Mark | None
    vague: bool = False
    inherited: str = ""

    @property
    def mark(self) -> Mark | None:
        """The mark that tells most: the one behind names the country in "$5 million Canadian dollars"."""
        if self.before and self.after and len(self.before.candidates) == 1:
            return self.before
        return self.after or self.before

    @property
    def value(self) -> Decimal:
        """The number times its scale, in the unit of the mark."""
        return shift(self.number, self.power)


def find_atoms(lexemes: Lexemes) -> Iterator[Atom]:
    """All quantities of a text, marked or not, in order."""
    for match in _ATOM.finditer(lexemes.shape):
        atom = _atom(lexemes, match)
        if atom is not None:
            yield atom


def _atom(lexemes: Lexemes, match: re.Match[str]) -> Atom | None:
    before = _mark_at(lexemes, match, "before")
    after = _mark_at(lexemes, match, "after")
    if match["vague"] and after is None:
        return None
    stop = match.end()
    if before and after and not set(before.candidates) & set(after.candidates):  # "the £1.5bn mark"
        after, stop = None, match.end("scales")
    if match["scales"].endswith("e") and not (before or after):  # "5 m" is five metres
        return None
    power = _power(lexemes, *match.span("scales"))
    if power > _GREATEST:  # "$4.5bn trillion"
        power = lexemes.powers[match.start("scales")]
    if match["late"] and after:
        power += _power(lexemes, *match.span("late"))
    return Atom(match.start(), stop, _number(lexemes, match), power, before, after, bool(match["vague"]))


def _mark_at(lexemes: Lexemes, match: re.Match[str], group: str) -> Mark | None:
    return lexemes.marks.get(match.start(group))


def _power(lexemes: Lexemes, start: int, stop: int) -> int:
    return sum(lexemes.powers.get(i, 0) for i in range(start, stop))


def _number(lexemes: Lexemes, match: re.Match[str]) -> Decimal:
    if match["halves"]:
        return _HALF
    if match["quarters"]:
        return EXACT.multiply(lexemes.values.get(match.start("count"), Decimal(1)), _QUARTER)
    if match["number"]:
        number = lexemes.values[match.start("number")]
        return exact_sum(number, _HALF) if match["and_half"] else number
    return Decimal(1)
